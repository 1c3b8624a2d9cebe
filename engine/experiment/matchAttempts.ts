import { countsAttempts, withFirstAttempts } from "../centre/attempts.ts";
import { planOf } from "../centre/plan.ts";
import type { Queue, Scenario } from "../scenario/scenario.ts";
import { numberInWords } from "../scenario/words.ts";
import { studentQuantile } from "../stats/quantiles.ts";
import { RatioTally } from "../stats/ratioTally.ts";
import type { Progress } from "./evaluate.ts";
import { formOf } from "./observation.ts";
import type { Executor, Trial } from "./trial.ts";

/** Pilot periods that every trial value is judged by; the same people dial in them each time. */
const PILOTS = 20;
/** Attempts found match those wanted when they are this near: 0.001 is a tenth of a percent. */
const TOLERANCE = 0.001;
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
 * within a tenth of a percent. Attempts are taken per first attempt seen, times the first attempts expected, which
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
  const wanted = scenario.queues.map(volumeOf);
  const counted = scenario.queues.map(countedBy);
  const callers = Float64Array.from(scenario.queues, firstGuess);
  const last = scenario.queues.map(() => ({ callers: NaN, attempts: NaN }));
  for (let step = 0; step < MOST_STEPS; step++) {
    options.progress?.({ done: PILOTS * step, of: PILOTS * (step + USUAL_STEPS) });
    const tallies = await attemptsOf(
      executor,
      withFirstAttempts(pilots, callers.slice()),
      queues,
      counted,
      options.signal,
    );
    if (tallies === null) return null;
    const attempts = queues.map((q, i) => callers[q]! * tallies[i]!.ratio);
    if (queues.every((q, i) => Math.abs(attempts[i]! / wanted[q]! - 1) <= TOLERANCE)) {
      const found = queues.map((q, i): MatchedQueue => {
        return {
          queue: scenario.queues[q]!.name,
          counts: counted[q]!,
          wanted: wanted[q]!,
          callers: callers[q]!,
          attempts: attempts[i]!,
          halfWidth:
            callers[q]! * tallies[i]!.standardError * studentQuantile((1 + CONFIDENCE) / 2, PILOTS - 1),
        };
      });
      const solved = withFirstAttempts(scenario, callers);
      return {
        scenario: { ...solved, notes: [...solved.notes, ...found.map((each) => noteOf(each, scenario))] },
        found,
      };
    }
    queues.forEach((q, i) => {
      const before = last[q]!;
      const here = { callers: callers[q]!, attempts: attempts[i]! };
      if (!(here.attempts > 0) || here.callers < FEWEST * wanted[q]!) throw notFound(scenario.queues[q]!);
      const seen = Math.log(here.attempts / before.attempts) / Math.log(here.callers / before.callers);
      const slope = Number.isFinite(seen) ? Math.min(MOST_SLOPE, Math.max(LEAST_SLOPE, seen)) : 1;
      const factor = (wanted[q]! / here.attempts) ** (1 / slope);
      callers[q] = here.callers * Math.min(MOST_FACTOR, Math.max(LEAST_FACTOR, factor));
      last[q] = here;
    });
  }
  throw notFound(scenario.queues[queues[0]!]!);
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

/** Attempts per first attempt over the pilot periods, by queue; null if they were interrupted. */
async function attemptsOf(
  executor: Executor,
  scenario: Scenario,
  queues: readonly number[],
  counted: readonly ("offered" | "dialled")[],
  signal: AbortSignal | undefined,
): Promise<readonly RatioTally[] | null> {
  const form = formOf(planOf(scenario), ["period"]);
  const tallies = queues.map(() => new RatioTally());
  const trials = Array.from({ length: PILOTS }, (_, replication): Trial => ({ scenario, replication }));
  const done = await executor.run(
    trials,
    (seen) => {
      queues.forEach((q, i) => {
        const { sum } = form.queueFigures(seen, 0, q);
        const { isLedTo } = scenario.queues[q]!;
        const first = sum("dialled") - sum("redialled") - (isLedTo ? sum("cameFromQueues") : 0);
        tallies[i]!.add(sum(counted[q]!), first);
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

function volumeOf({ arrivals }: Queue): number {
  return arrivals.kind === "volume" ? arrivals.volume : 0;
}

/** From below: half of those who go unanswered come back at most, in a room that is not hopeless. */
function firstGuess(queue: Queue): number {
  const { redials } = queue;
  return volumeOf(queue) * (1 - 0.5 * (redials === null ? 0 : Math.max(redials.first, redials.later)));
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
