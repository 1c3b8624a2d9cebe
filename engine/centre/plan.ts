import type { Rates } from "../random/arrivals/rates.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { type Timetable, timetableOf } from "../scenario/timetable.ts";
import { dialRates, expectedDialled } from "./demand.ts";
import { hasSequel } from "./hasSequel.ts";
import { MOST_TARGETS } from "./ledger.ts";
import { type ShiftOnDay, shiftsWithin } from "./shifts.ts";

/** Above this many counted intervals results are kept by hour of the week (in each month), so that memory does not grow with time. */
const MOST_INTERVALS_KEPT_APART = 4 * 24 * 62;
const HOURS_A_WEEK = 168;
/** Of one queue in one period: a thousand times a busy force's month. */
const MOST_CONTACTS = 50_000_000;

/** Who serves one pool's contacts next: queues in groups of equal rank, best first. */
export interface Service {
  readonly queues: Int32Array;
  /** Rank of each entry of `queues`, ascending; equal ranks are served longest wait first. */
  readonly ranks: Int32Array;
}

/**
 * A scenario worked out once for all its replications: the timetable, the arrival rates, who serves whom, and which
 * bin of the ledger each interval goes to.
 */
export interface Plan {
  readonly scenario: Scenario;
  readonly timetable: Timetable;
  /** Dial rates by queue before busy and quiet days; null for replayed times. */
  readonly rates: readonly (Rates | null)[];
  readonly bins: number;
  /** Whether a bin is an interval of the period, an hour of the week in one month, or an hour of the week. */
  readonly binKind: "interval" | "month and hour of week" | "hour of week";
  /** Bin of each interval of the timetable; `bins` itself means uncounted. */
  readonly binOf: Int32Array;
  readonly service: readonly Service[];
  /** Pools that an arriving contact tries, in order, by queue. */
  readonly tries: readonly Int32Array[];
  /** Wrap-up is a state of its own only where a queue may interrupt it; elsewhere one event ends talk and wrap-up. */
  readonly wrapUpIsInterruptible: boolean;
  /** Shifts of pools with a rota that lie within the run. */
  readonly shifts: readonly ShiftOnDay[];
  /** Whether the room has something that is looked at later: see `Agenda`. */
  readonly needsAgenda: boolean;
  /** Whether ledgers hold the further columns of queues, and of pools: only rooms that have what they tell of. */
  readonly keepsQueueExtras: boolean;
  readonly keepsPoolExtras: boolean;
}

/** Plans are kept as long as their scenarios are, for whoever asks next. */
const plans = new WeakMap<Scenario, Plan>();

/** @throws RangeError if the scenario contradicts itself in a way that only its calendar shows. */
export function planOf(scenario: Scenario): Plan {
  const known = plans.get(scenario);
  if (known !== undefined) return known;
  const plan = workedOut(scenario);
  plans.set(scenario, plan);
  return plan;
}

function workedOut(scenario: Scenario): Plan {
  for (const { name, targets } of scenario.queues) {
    if (targets.length > MOST_TARGETS)
      throw new RangeError(`queue ${name} has more than ${MOST_TARGETS} targets`);
  }
  requireChatsHeld(scenario);
  const timetable = timetableOf(scenario);
  const rates = scenario.queues.map((queue) => dialRates(queue, timetable));
  requireFeasible(scenario, timetable, rates);
  requireWithinRun(scenario, timetable);
  const apart = timetable.counted <= MOST_INTERVALS_KEPT_APART;
  const months = timetable.months.length;
  const bins = apart ? timetable.counted : HOURS_A_WEEK * Math.max(1, months);
  const binOf = Int32Array.from(timetable.hourOfWeek, (hour, interval) => {
    const counted = interval - timetable.before;
    if (counted < 0 || counted >= timetable.counted) return bins;
    return apart ? counted : HOURS_A_WEEK * timetable.monthOf[interval]! + hour;
  });
  return {
    scenario,
    timetable,
    rates,
    bins,
    binKind: apart ? "interval" : months > 0 ? "month and hour of week" : "hour of week",
    binOf,
    service: scenario.pools.map((_, pool) => serviceOf(scenario, pool)),
    tries: scenario.queues.map((queue) => Int32Array.from(queue.tries)),
    wrapUpIsInterruptible: scenario.queues.some((queue) => queue.mayInterruptWrapUp),
    shifts: shiftsWithin(scenario, timetable),
    needsAgenda:
      keepsSlotsFree(scenario) ||
      scenario.switches.length > 0 ||
      scenario.pools.some(({ rota }) => rota !== null) ||
      scenario.queues.some((queue) => queue.onward !== null || queue.redials !== null),
    keepsQueueExtras: scenario.queues.some(
      (queue) =>
        months > 1 ||
        queue.message !== null ||
        hasSequel(queue) ||
        queue.work !== null ||
        queue.chat !== null,
    ),
    keepsPoolExtras: months > 1 || scenario.pools.some(({ rota, chats }) => rota !== null || chats !== null),
  };
}

/** Whoever answers chats must say how many. */
function requireChatsHeld({ queues, pools }: Scenario): void {
  for (const { name, answers, chats, rota } of pools) {
    if (chats !== null && rota?.shifts.some(({ breaks }) => breaks.length > 0) === true) {
      throw new RangeError(`pool ${name} holds chats and has breaks, which do not go together`);
    }
    if (chats !== null && chats.speeds.length > 0) continue;
    const chat = answers.find((queue) => queues[queue]!.chat !== null);
    if (chat === undefined) continue;
    throw new RangeError(
      `pool ${name} answers chats of queue ${queues[chat]!.name} and does not say how it holds them`,
    );
  }
}

/** Whether a chat may have to wait with a slot free, until those who go before it have been served or have hung up. */
function keepsSlotsFree({ pools }: Scenario): boolean {
  return pools.some(({ chats, answers }) => chats !== null && answers.length > 1);
}

/** Contacts of all queues expected to dial within the counted period. */
export function expectedContacts({ scenario, timetable, rates }: Plan): number {
  return scenario.queues.reduce((sum, queue, q) => {
    if (queue.arrivals.kind === "replay") return sum + queue.arrivals.times.length;
    return sum + expectedDialled(rates[q]!, timetable, queue.clusters);
  }, 0);
}

/** A slip of the keyboard must not run for a week. */
function requireFeasible(scenario: Scenario, timetable: Timetable, rates: readonly (Rates | null)[]): void {
  rates.forEach((rate, q) => {
    if (rate === null) return;
    const expected = expectedDialled(rate, timetable, scenario.queues[q]!.clusters);
    if (expected <= MOST_CONTACTS) return;
    throw new RangeError(
      `queue ${scenario.queues[q]!.name} brings ${Math.round(expected).toLocaleString("en-GB")} contacts in the period, ` +
        `and at most ${MOST_CONTACTS.toLocaleString("en-GB")} can be simulated`,
    );
  });
}

/** A recorded call from before the run begins would turn the clock back. */
function requireWithinRun({ queues }: Scenario, { before, intervalSeconds }: Timetable): void {
  const start = -before * intervalSeconds;
  for (const { name, arrivals } of queues) {
    if (arrivals.kind !== "replay") continue;
    const early = arrivals.times.filter((time) => time < start);
    if (early.length === 0) continue;
    throw new RangeError(
      `queue ${name} replays ${early.length === 1 ? "a call" : `${early.length} calls`} from before the run begins, the ` +
        `earliest ${Math.round(-Math.min(...early)).toLocaleString("en-GB")} seconds before the period; the warm-up is ` +
        `${(-start).toLocaleString("en-GB")} seconds. Leave ${early.length === 1 ? "it" : "them"} out, or make the warm-up longer`,
    );
  }
}

function serviceOf(scenario: Scenario, pool: number): Service {
  const { answers, takes } = scenario.pools[pool]!;
  const ranked = answers.map((queue, place) => ({
    queue,
    rank: takes === "by priority" ? scenario.queues[queue]!.priority : place,
  }));
  ranked.sort((a, b) => a.rank - b.rank);
  return {
    queues: Int32Array.from(ranked, ({ queue }) => queue),
    ranks: Int32Array.from(ranked, ({ rank }) => rank),
  };
}
