import { callersOf } from "../callers.ts";
import type { Centre } from "../centre.ts";
import { comeBackTo } from "../comeBackTo.ts";
import * as eventLoop from "../eventLoop.ts";
import { NOBODY } from "../handlers.ts";
import { hangUpsSeenIn } from "../hangUps.ts";
import { checkBooks, roomAtEnd } from "../invariants.ts";
import { emptyLedger, type Ledger } from "../ledger.ts";
import { bookMonthEnd } from "../monthEnd.ts";
import { type Months, monthsOf } from "../months.ts";
import { type Onward, onwardOf } from "../onward.ts";
import type { Plan } from "../plan.ts";
import { type Redials, redialsOf } from "../redials.ts";
import type { Staffing } from "../staffing.ts";
import { WaitLog } from "../waitLog.ts";
import { isDirect, isPartlyDirect, partsOf } from "./applies.ts";
import { Desk } from "./desk.ts";
import type { Destination } from "./followUps.ts";
import { intervalStarts, letIntervalPass } from "./interval.ts";
import { bookTimeInLine, firstWaiting, forgetLapsed, lengthOfLine } from "./line.ts";

/** How many intervals are run at a stretch: about a day. */
const INTERVALS_A_STRETCH = 24;

/**
 * The room in one replication, as far as it can be run without a calendar: a desk for each such pool, and the interval that
 * all of them are at the beginning of. What there is besides is run by the event loop, an interval behind the desks. See
 * `partsOf`; the ledger is that of the event loop alone, but for the rounding of sums of times.
 */
export interface DirectRoom {
  readonly plan: Plan;
  readonly replication: number;
  readonly ledger: Ledger;
  /** In the order in which they are run. */
  readonly desks: readonly Desk[];
  /** The rest of the room; null where there is none. */
  readonly rest: Centre | null;
  /** Who dials again, and who goes on to other queues; null where nobody does. */
  readonly redials: Redials | null;
  readonly onward: Onward | null;
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
 * @throws RangeError if the plan is not one for the direct loop, or only in part and something changes by month.
 */
export function begin(
  plan: Plan,
  replication: number,
  keepsEachWait: boolean,
  staffing: Staffing | null = null,
): DirectRoom {
  const { scenario } = plan;
  const { direct, byCalendar, ofCalendar } = partsOf(plan);
  if (!isPartlyDirect(plan)) {
    throw new RangeError(
      `scenario ${scenario.name} needs the event loop: its pools or queues depend on each other`,
    );
  }
  const months = monthsOf(plan, staffing);
  if (months !== null && !isDirect(plan)) {
    throw new RangeError(
      `scenario ${scenario.name} changes from month to month, and in part needs the event loop`,
    );
  }
  const ledger = emptyLedger(plan);
  const callers = callersOf(plan, replication, months?.talk ?? null);
  const waitLog = keepsEachWait ? new WaitLog() : null;
  const redials = redialsOf(plan, replication);
  const onward = onwardOf(plan, replication);
  const destinations = new Array<Destination>(scenario.queues.length);
  const followUps =
    redials === null && onward === null
      ? null
      : { redials, onward, hangUpsSeen: hangUpsSeenIn(scenario), destinations, talk: months?.talk ?? null };
  const desks = direct.map((pool) => new Desk(plan, replication, pool, callers, ledger, waitLog, followUps));
  const rest = isDirect(plan)
    ? null
    : eventLoop.begin(plan, replication, null, keepsEachWait, null, {
        pools: byCalendar,
        queues: ofCalendar,
        callers,
        redials,
        onward,
        ledger,
        waitLog,
        isFollowedElsewhere: () => desks.some(someoneCountedWaits),
      });
  for (const desk of desks) for (const queue of desk.queues) destinations[queue] = desk;
  if (rest !== null) for (const queue of ofCalendar) destinations[queue] = destinationIn(rest);
  const room = {
    plan,
    replication,
    ledger,
    desks,
    rest,
    redials,
    onward,
    waitLog,
    months,
    interval: 0,
    now: startOf(plan, 0),
  };
  if (months !== null) monthMayBegin(room, months);
  for (const desk of desks) {
    intervalStarts(desk, 0);
    scheduleFirstArrivals(desk);
  }
  return room;
}

function destinationIn(centre: Centre): Destination {
  return {
    expects: (time, kind, pledge) => {
      comeBackTo(centre, time, kind, pledge);
    },
  };
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
    for (let place = 0; place < desk.places; place++) waiting[desk.queues[place]!] = waitingAt(desk, place);
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
  const { rest } = room;
  for (let left = INTERVALS_A_STRETCH; left > 0; left--) {
    for (const desk of room.desks) letIntervalPass(desk);
    room.now = startOf(room.plan, room.interval + 1);
    if (room.months !== null) monthMayEnd(room, room.months);
    if (rest === null ? isOver(room) : !eventLoop.advance(rest, 1)) return false;
    room.interval++;
    if (room.months !== null) monthMayBegin(room, room.months);
    for (const desk of room.desks) intervalStarts(desk, room.interval);
  }
  return true;
}

/**
 * Whether the interval that has ended was the last: the period is over, and so is every story that is followed. Where there
 * is a rest of the room, that says so.
 */
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
  const { plan, ledger, desks, rest, redials, onward, waitLog, now } = room;
  if (rest !== null) eventLoop.close(rest);
  const { queues } = plan.scenario;
  const column = (of: (queue: number) => number = () => 0): Float64Array =>
    Float64Array.from(queues, (_, queue) => of(queue));
  const ofRest = rest === null ? null : roomAtEnd(rest);
  const dialled = column((queue) => ofRest?.dialled[queue] ?? 0);
  const hearing = column((queue) => ofRest?.hearing[queue] ?? 0);
  const waiting = column((queue) => ofRest?.waiting[queue] ?? 0);
  const waitedSoFar = column((queue) => ofRest?.waitedSoFar[queue] ?? 0);
  let stillToDo = ofRest?.stillToDo ?? 0;
  let pledges = ofRest?.pledges ?? 0;
  for (const desk of desks) {
    const { inside, free } = desk;
    pledges += desk.followUps?.agenda.pledges ?? 0;
    for (let place = 0; place < desk.places; place++) {
      const queue = desk.queues[place]!;
      dialled[queue] = desk.dialledSoFar[place]!;
      hearing[queue] = desk.hearing[place]!.size;
      waiting[queue] = waitingAt(desk, place);
      for (let row = inside.first[place]!; row !== NOBODY; row = inside.next[row]!) {
        bookTimeInLine(desk, place, row);
        waitedSoFar[queue]! += now - inside.offerTimes[row]!;
      }
    }
    for (let at = free.head; at < free.head + free.count; at++)
      stillToDo += Math.max(0, free.times[at]! - now);
  }
  checkBooks(room, ledger, {
    dialled,
    hearing,
    waiting,
    waitedSoFar,
    stillToDo,
    pledges,
    redialled: column((queue) => redials?.redialledSoFar[queue] ?? 0),
    yetToRedial: column((queue) => redials?.yetToRedial(queue) ?? 0),
    wentOn: column((queue) => onward?.wentSoFar[queue] ?? 0),
    cameOn: column((queue) => onward?.cameSoFar[queue] ?? 0),
    yetToGoOn: column((queue) => onward?.yetToGoOn(queue) ?? 0),
    accidentalInside: ofRest?.accidentalInside ?? column(),
    duty: ofRest?.duty ?? null,
  });
  return waitLog === null ? ledger : { ...ledger, eachWait: waitLog.taken() };
}

/** How many wait in a line. */
function waitingAt(desk: Desk, place: number): number {
  forgetLapsed(desk, place);
  return lengthOfLine(desk, place);
}
