import { callersOf } from "../callers.ts";
import { NOBODY } from "../handlers.ts";
import { checkBooks } from "../invariants.ts";
import { emptyLedger, type Ledger } from "../ledger.ts";
import { bookMonthEnd } from "../monthEnd.ts";
import { type Months, monthsOf } from "../months.ts";
import type { Plan } from "../plan.ts";
import type { Staffing } from "../staffing.ts";
import { WaitLog } from "../waitLog.ts";
import { isDirect } from "./applies.ts";
import { firstWaiting, forgetLapsed, bookTimeInLine } from "./line.ts";
import { Desk } from "./desk.ts";
import { intervalStarts, letIntervalPass } from "./interval.ts";

/** How many intervals are run at a stretch: about a day. */
const INTERVALS_A_STRETCH = 24;

/**
 * The room in one replication, run without a calendar: a desk for each pool, and the interval that all of them are at
 * the beginning of. See `isDirect` for the plans that can be run so; the ledger is that of the event loop, but for the
 * rounding of sums of times.
 */
export interface DirectRoom {
  readonly plan: Plan;
  readonly replication: number;
  readonly ledger: Ledger;
  readonly desks: readonly Desk[];
  /** Every single wait, if they are asked for. */
  readonly waitLog: WaitLog | null;
  /** What changes from month to month; null where nothing does. */
  readonly months: Months | null;
  interval: number;
  now: number;
}

/**
 * A room at the start of its warm-up, with the first arrivals due.
 *
 * @throws RangeError if the plan is not one for the direct loop.
 */
export function begin(
  plan: Plan,
  replication: number,
  keepsEachWait: boolean,
  staffing: Staffing | null = null,
): DirectRoom {
  const { scenario } = plan;
  if (!isDirect(plan)) {
    throw new RangeError(
      `scenario ${scenario.name} needs the event loop: its pools or queues depend on each other`,
    );
  }
  const ledger = emptyLedger(plan);
  const months = monthsOf(plan, staffing);
  const callers = callersOf(plan, replication, months?.talk ?? null);
  const waitLog = keepsEachWait ? new WaitLog() : null;
  const desks = scenario.pools.map((_, pool) => new Desk(plan, replication, pool, callers, ledger, waitLog));
  const room = { plan, replication, ledger, desks, waitLog, months, interval: 0, now: startOf(plan, 0) };
  if (months !== null) monthMayBegin(room, months);
  for (const desk of desks) {
    intervalStarts(desk, 0);
    scheduleFirstArrivals(desk);
  }
  return room;
}

/** Where a month begins with this interval, its handlers come on duty, and whoever dials from now on has its talk. */
function monthMayBegin({ desks, ledger, interval }: DirectRoom, months: Months): void {
  const onDuty = months.beginningWith(interval, ledger);
  if (onDuty !== null) for (const desk of desks) desk.roster = onDuty.handlers[desk.pool]!;
}

/** The interval that ends now may be the last of a month: what is carried into the next is counted. */
function monthMayEnd(room: DirectRoom, months: Months): void {
  if (!months.endsWith(room.interval)) return;
  const { plan, ledger, desks, interval } = room;
  const waiting = plan.scenario.queues.map(() => 0);
  const busy = plan.scenario.pools.map(() => 0);
  for (const desk of desks) {
    for (let place = 0; place < desk.places; place++)
      waiting[desk.queues[place]!] = forgetLapsed(desk, place);
    busy[desk.pool] = desk.free.count - desk.free.before(desk.now);
  }
  // A run of one month has staffing of its own at most, and no columns for what it carries on.
  if (plan.timetable.months.length > 1) bookMonthEnd(room, ledger, plan.binOf[interval]!, waiting, busy);
}

/** When an interval of the timetable begins. */
function startOf({ timetable }: Plan, interval: number): number {
  return (interval - timetable.before) * timetable.intervalSeconds;
}

/** In the order in which the scenario lists the queues, which decides if two are due at the same moment. */
function scheduleFirstArrivals(desk: Desk): void {
  const listed = Array.from(desk.queues, (queue, place) => ({ queue, place }));
  listed.sort((a, b) => a.queue - b.queue);
  for (const { place } of listed) desk.settle(place, desk.callers[place]!.dialTimes.next());
  desk.findFirstSource();
}

/**
 * Lets about a day happen.
 *
 * @returns false once the run is over.
 * @throws BrokenInvariant if the run contradicts itself.
 */
export function advance(room: DirectRoom): boolean {
  for (let left = INTERVALS_A_STRETCH; left > 0; left--) {
    for (const desk of room.desks) letIntervalPass(desk);
    room.now = startOf(room.plan, room.interval + 1);
    if (room.months !== null) monthMayEnd(room, room.months);
    if (isOver(room)) return false;
    room.interval++;
    if (room.months !== null) monthMayBegin(room, room.months);
    for (const desk of room.desks) intervalStarts(desk, room.interval);
  }
  return true;
}

/** Whether the interval that has ended was the last: the period is over, and so is every story that is followed. */
function isOver({ plan, desks, interval }: DirectRoom): boolean {
  const { before, counted, after } = plan.timetable;
  const ended = interval + 1;
  if (ended < before + counted) return false;
  if (ended === before + counted + after) return true;
  return !desks.some(someoneCountedWaits);
}

/** Within a queue contacts are offered in order, so the first shows whether any counted one still waits. */
function someoneCountedWaits(desk: Desk): boolean {
  let waits = false;
  for (let place = 0; place < desk.places; place++) {
    const first = firstWaiting(desk, place);
    if (first !== NOBODY && desk.inside.cells[first]! < desk.uncounted[place]!) waits = true;
  }
  return waits;
}

/**
 * Books the hang-ups nobody has looked at and the time of those still in line, and checks the books.
 *
 * @throws BrokenInvariant with both sides of the sum that does not balance.
 */
export function finish(room: DirectRoom): Ledger {
  const { plan, ledger, desks, waitLog, now } = room;
  const column = (): Float64Array => new Float64Array(plan.scenario.queues.length);
  const [dialled, hearing, waiting, waitedSoFar] = [column(), column(), column(), column()];
  let stillToDo = 0;
  for (const desk of desks) {
    const { inside, free } = desk;
    for (let place = 0; place < desk.places; place++) {
      const queue = desk.queues[place]!;
      dialled[queue] = desk.dialledSoFar[place]!;
      hearing[queue] = desk.hearing[place]!.size;
      waiting[queue] = forgetLapsed(desk, place);
      for (let row = inside.first[place]!; row !== NOBODY; row = inside.next[row]!) {
        bookTimeInLine(desk, place, row);
        waitedSoFar[queue]! += now - inside.offerTimes[row]!;
      }
    }
    for (let at = free.head; at < free.head + free.count; at++)
      stillToDo += Math.max(0, free.times[at]! - now);
  }
  // Nobody dials again here, or goes on to another queue, or calls by accident.
  const nobody = {
    redialled: column(),
    yetToRedial: column(),
    wentOn: column(),
    cameOn: column(),
    yetToGoOn: column(),
    accidentalInside: column(),
  };
  checkBooks(room, ledger, { dialled, hearing, waiting, waitedSoFar, stillToDo, ...nobody });
  return waitLog === null ? ledger : { ...ledger, eachWait: waitLog.taken() };
}
