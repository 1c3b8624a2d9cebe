import { countsAttempts, volumesOf, withFirstAttempts } from "../centre/attempts.ts";
import { planOf } from "../centre/plan.ts";
import type { Queue, Scenario } from "../scenario/scenario.ts";
import { numberInWords } from "../scenario/words.ts";
import { studentQuantile } from "../stats/quantiles.ts";
import { RatioTally } from "../stats/ratioTally.ts";
import type { Progress } from "./evaluate.ts";
import { formOf } from "./observation.ts";
import type { Scope } from "./rows.ts";
import type { Executor, Trial } from "./trial.ts";

/** Pilot periods that every trial value is judged by; the same people dial in them each time. */
const PILOTS = 20;
/** Attempts found match those wanted when they are this near: 0.001 is a tenth of a percent. */
const TOLERANCE = 0.001;
/**
 * The same for each of several months, where that is more than so many standard errors of what the pilots show: whoever
 * comes in one month is somebody else as soon as the month before has more or fewer callers.
 */
const MONTH_TOLERANCE = 0.005;
const MONTH_ERRORS = 3;
const MOST_STEPS = 40;
/** Callers behind a volume, as a share of it, below which there are taken to be none. */
const FEWEST = 0.001;
/** About so many are left, as far as can be told. */
const USUAL_STEPS = 4;
/**
 * No step changes a volume by more than these factors: a crowded room answers wildly to small changes, and one in which
 * ever more come back takes long to simulate.
 */
const [LEAST_FACTOR, MOST_FACTOR] = [1 / 2, 1.25];
/** Attempts rise with callers in proportion or faster; slopes seen outside of this are chance. */
const [LEAST_SLOPE, MOST_SLOPE] = [0.5, 30];
const CONFIDENCE = 0.95;

/** A volume of attempts, and the callers that were found to be behind it. */
export interface MatchedQueue {
  readonly queue: string;
  readonly counts: "offered" | "dialled";
  /** Attempts in the period, as the file says. */
  readonly wanted: number;
  /** First attempts expected in the period. */
  readonly callers: number;
  /** Attempts that so many callers made, and the half-width of the 95% interval of that mean. */
  readonly attempts: number;
  readonly halfWidth: number;
}

export interface Matched {
  /** The scenario with first attempts in place of attempts, and a note on each. */
  readonly scenario: Scenario;
  readonly found: readonly MatchedQueue[];
}

/**
 * Finds, for every volume that counts attempts, the number of first attempts whose expected attempts are the volume.
 *
 * The room decides how many come back, so the number is found by simulation: pilot periods under a seed of their own,
 * the same people in each, and a secant step for each queue on logarithms (of attempts against callers) until all match
 * within a tenth of a percent. Where months have volumes of their own, each month is matched by itself, within half a
 * percent or what chance leaves open. Attempts are taken per first attempt seen, times the first attempts expected, which
 * takes out most of the chance of how many dialled. It rests on the executor's results in their order alone, and so is
 * the same on any number of threads.
 *
 * @returns the scenario itself if no volume counts attempts; null if it was interrupted.
 * @throws RangeError if no number of first attempts is found.
 * Source: common random numbers and stochastic root finding, as in Pasupathy and Kim (2011), "The stochastic root-finding
 * problem", ACM TOMACS 21(3); here the sample-path form with one fixed sample.
 */
export async function matchAttempts(
  executor: Executor,
  scenario: Scenario,
  options: { readonly signal?: AbortSignal; readonly progress?: (progress: Progress) => void } = {},
): Promise<Matched | null> {
  const queues = scenario.queues.flatMap((queue, q) => (countsAttempts(queue) ? [q] : []));
  if (queues.length === 0) return { scenario, found: [] };
  const pilots = { ...scenario, seed: `${scenario.seed}, first attempts` };
  const parts = queues.flatMap((q) => partsOf(scenario.queues[q]!, q));
  const byMonth = parts.some(({ month }) => month !== null);
  const callers = Float64Array.from(parts, ({ queue, wanted }) =>
    firstGuess(scenario.queues[queue]!, wanted),
  );
  const last = parts.map(() => ({ callers: NaN, attempts: NaN }));
  const inAll = (): readonly (readonly number[])[] =>
    scenario.queues.map((_, q) => parts.flatMap(({ queue }, i) => (queue === q ? [callers[i]!] : [])));
  for (let step = 0; step < MOST_STEPS; step++) {
    options.progress?.({ done: PILOTS * step, of: PILOTS * (step + USUAL_STEPS) });
    const trial = withFirstAttempts(pilots, inAll());
    const tallies = await attemptsOf(executor, trial, parts, byMonth ? "month" : "period", options.signal);
    if (tallies === null) return null;
    const attempts = parts.map((_, i) => callers[i]! * tallies[i]!.ratio);
    const isNear = ({ wanted, month }: Part, i: number): boolean => {
      const chance = tallies[i]!.standardError / tallies[i]!.ratio;
      const tolerance = month === null ? TOLERANCE : Math.max(MONTH_TOLERANCE, MONTH_ERRORS * chance);
      return Math.abs(attempts[i]! / wanted - 1) <= tolerance;
    };
    if (parts.every(isNear)) {
      const found = queues.map((q): MatchedQueue => {
        const own = parts.flatMap(({ queue }, i) => (queue === q ? [i] : []));
        const sum = (figure: (i: number) => number): number => own.reduce((all, i) => all + figure(i), 0);
        const error = Math.sqrt(sum((i) => (callers[i]! * tallies[i]!.standardError) ** 2));
        return {
          queue: scenario.queues[q]!.name,
          counts: countedBy(scenario.queues[q]!),
          wanted: sum((i) => parts[i]!.wanted),
          callers: sum((i) => callers[i]!),
          attempts: sum((i) => attempts[i]!),
          halfWidth: error * studentQuantile((1 + CONFIDENCE) / 2, PILOTS - 1),
        };
      });
      const solved = withFirstAttempts(scenario, inAll());
      return {
        scenario: { ...solved, notes: [...solved.notes, ...found.map((each) => noteOf(each, scenario))] },
        found,
      };
    }
    parts.forEach(({ queue, wanted }, i) => {
      const before = last[i]!;
      const here = { callers: callers[i]!, attempts: attempts[i]! };
      if (!(here.attempts > 0) || here.callers < FEWEST * wanted) throw notFound(scenario.queues[queue]!);
      const seen = Math.log(here.attempts / before.attempts) / Math.log(here.callers / before.callers);
      const slope = Number.isFinite(seen) ? Math.min(MOST_SLOPE, Math.max(LEAST_SLOPE, seen)) : 1;
      const factor = (wanted / here.attempts) ** (1 / slope);
      callers[i] = here.callers * Math.min(MOST_FACTOR, Math.max(LEAST_FACTOR, factor));
      last[i] = here;
    });
  }
  throw notFound(scenario.queues[queues[0]!]!);
}

/** A volume that is matched by itself: that of a queue, or of one of its months. */
interface Part {
  readonly queue: number;
  /** From 0; null where the queue has one volume for the whole period. */
  readonly month: number | null;
  readonly counts: "offered" | "dialled";
  readonly wanted: number;
}

function partsOf(queue: Queue, q: number): readonly Part[] {
  const volumes = volumesOf(queue);
  const isByMonth = queue.arrivals.kind === "volume" && queue.arrivals.byMonth !== undefined;
  return volumes.map((wanted, month) => ({
    queue: q,
    month: isByMonth ? month : null,
    counts: countedBy(queue),
    wanted,
  }));
}

/** The same callers for a base and for all that is set beside it. */
export interface SameCallers {
  /** The base with the callers behind its volumes. */
  readonly base: Scenario;
  /** Another scenario with the same callers, as far as it states the same volumes. Null if it was interrupted. */
  readonly in: (other: Scenario) => Promise<Scenario | null>;
}

/**
 * Finds the callers behind the base's volumes, and lets the same callers come to every scenario that states the same volume
 * for a queue: more handlers mean fewer attempts, not more callers. Volumes that only another states are found for it.
 *
 * @returns null if it was interrupted.
 * @throws RangeError as `matchAttempts` does.
 */
export async function matchAttemptsOfBase(
  executor: Executor,
  base: Scenario,
  options: { readonly signal?: AbortSignal; readonly progress?: (progress: Progress) => void } = {},
): Promise<SameCallers | null> {
  const matched = await matchAttempts(executor, base, options);
  if (matched === null) return null;
  const sameCallers = (other: Scenario): readonly Queue[] =>
    other.queues.map((queue): Queue => {
      const place = base.queues.findIndex(({ name }) => name === queue.name);
      const stated = base.queues[place];
      if (stated === undefined || !countsAttempts(stated)) return queue;
      if (JSON.stringify(stated.arrivals) !== JSON.stringify(queue.arrivals)) return queue;
      return { ...queue, arrivals: matched.scenario.queues[place]!.arrivals };
    });
  return {
    base: matched.scenario,
    in: async (other) => {
      const own = await matchAttempts(executor, { ...other, queues: sameCallers(other) }, options);
      return own?.scenario ?? null;
    },
  };
}

/** Attempts per first attempt over the pilot periods, by part; null if they were interrupted. */
async function attemptsOf(
  executor: Executor,
  scenario: Scenario,
  parts: readonly Part[],
  scope: "period" | "month",
  signal: AbortSignal | undefined,
): Promise<readonly RatioTally[] | null> {
  const scopes: readonly Scope[] = scope === "month" ? ["period", "month"] : ["period"];
  const form = formOf(planOf(scenario), scopes);
  const tallies = parts.map(() => new RatioTally());
  const trials = Array.from({ length: PILOTS }, (_, replication): Trial => ({
    scenario,
    replication,
    scopes,
  }));
  const done = await executor.run(
    trials,
    (seen) => {
      parts.forEach(({ queue, month, counts }, i) => {
        // The whole period stands before its months.
        const { sum } = form.queueFigures(seen, month === null ? 0 : 1 + month, queue);
        const { isLedTo } = scenario.queues[queue]!;
        const first = sum("dialled") - sum("redialled") - (isLedTo ? sum("cameFromQueues") : 0);
        tallies[i]!.add(sum(counts), first);
      });
    },
    signal,
  );
  return done === trials.length ? tallies : null;
}

/** What a volume counts. */
function countedBy({ arrivals }: Queue): "offered" | "dialled" {
  return arrivals.kind === "volume" && arrivals.counts === "dialled" ? "dialled" : "offered";
}

/** From below: half of those who go unanswered come back at most, in a room that is not hopeless. */
function firstGuess({ redials }: Queue, wanted: number): number {
  return wanted * (1 - 0.5 * (redials === null ? 0 : Math.max(redials.first, redials.later)));
}

function notFound({ name }: Queue): RangeError {
  return new RangeError(
    `queue ${name}: no number of callers was found whose attempts are its volume. So many may come from other queues, ` +
      "or the room be so crowded, that there is none. Write volumeCounts: first attempts",
  );
}

function noteOf(
  { queue, counts, wanted, callers, attempts, halfWidth }: MatchedQueue,
  { period }: Scenario,
): string {
  const whole = (count: number): string => numberInWords(Math.round(count));
  const what = counts === "offered" ? "contacts that reach the line" : "contacts that dial";
  return (
    `${queue}: ${whole(wanted)} ${what} in the ${period.kind === "month" ? "month" : "period"} are taken to be the attempts of ` +
    `${whole(callers)} callers. Found by trial: so many made ${whole(attempts)} ± ${whole(halfWidth)} in ${PILOTS} simulated periods.`
  );
}
