import { NOBODY } from "../handlers.ts";
import { POOL_COLUMN, QUEUE_COLUMN } from "../ledger.ts";
import type { Desk } from "./desk.ts";

/*
 * What happens to a caller, in the order of its life, as in the event loop:
 *
 *   dialled ──> (message) ──> offered ──> (waits in line) ──> answered
 *                  │                │            │
 *                  v                v            v
 *             left in message            abandoned
 *
 * A hang-up is booked when somebody next looks at the caller. The answer is the end of the story here, as no rule asks
 * what a handler does who is at work: only when they come free. (Moments stand in fields and columns and are not handed
 * from function to function, as a number with a fraction given to a function that is not inlined is put on the heap.)
 */

/** Somebody dials. All that will be asked about this caller is settled now. */
export function dialled(desk: Desk, place: number): void {
  const { now, inside } = desk;
  const { queueCells } = desk.ledger;
  const callers = desk.callers[place]!;
  desk.settle(place, callers.dialTimes.next());
  desk.dialledSoFar[place]!++;
  queueCells[desk.queueCell(place, desk.bin) + QUEUE_COLUMN.dialled]!++;
  callers.next();
  if (inside.firstFree === NOBODY) makeRoom(desk);
  const row = inside.enter();
  inside.offerTimes[row] = now;
  inside.deadlines[row] = callers.patience;
  inside.talks[row] = callers.talk;
  inside.wrapUps[row] = callers.wrapUp;
  inside.balks[row] = callers.balking < desk.balking[place]! ? 1 : 0;
  if (desk.messageSource[place] === NOBODY) {
    inside.deadlines[row] = inside.deadlines[row]! + now;
    offered(desk, place, row);
  } else messageStarts(desk, place, row);
  desk.findFirstSource();
}

/** The recorded message begins. Those who will not hear its end are counted now, at the moment they leave. */
function messageStarts(desk: Desk, place: number, row: number): void {
  const { inside } = desk;
  const { message } = desk.plan.scenario.queues[desk.queues[place]!]!;
  const callers = desk.callers[place]!;
  const length = callers.messageLength;
  const fate = callers.messageFate;
  const exit = callers.messageExit * length;
  const patience = desk.patienceFromDialling[place] === 1 ? inside.deadlines[row]! : Infinity;
  const hangsUp = fate < message!.hangUp;
  const moves = !hangsUp && fate < message!.hangUp + message!.moveToDigital;
  if (hangsUp || moves || patience <= length) {
    const column = moves && patience >= exit ? QUEUE_COLUMN.movedToDigital : QUEUE_COLUMN.hungUpInMessage;
    desk.ledger.queueCells[desk.queueCell(place, desk.bin) + column]!++;
    inside.leave(row);
    return;
  }
  if (desk.patienceFromDialling[place] === 1) inside.deadlines[row] = patience + desk.now;
  const hearing = desk.hearing[place]!;
  hearing.add(desk.now + length, row);
  desk.settle(desk.messageSource[place]!, hearing.firstTime);
}

/** The message is over for the caller who has heard it longest. */
export function messageEnded(desk: Desk, place: number): void {
  const { inside, now } = desk;
  const hearing = desk.hearing[place]!;
  const row = hearing.takeFirst();
  desk.settle(desk.messageSource[place]!, hearing.firstTime);
  inside.offerTimes[row] = now;
  if (desk.patienceFromDialling[place] === 0) inside.deadlines[row] = inside.deadlines[row]! + now;
  offered(desk, place, row);
  desk.findFirstSource();
}

/** A contact reaches the line. Someone free answers at once; otherwise patience decides, or it leaves at once. */
function offered(desk: Desk, place: number, row: number): void {
  const { inside, now } = desk;
  const { queueCells } = desk.ledger;
  inside.intervals[row] = desk.interval;
  inside.bins[row] = desk.bin;
  const cell = desk.queueCell(place, desk.bin);
  queueCells[cell + QUEUE_COLUMN.offered]!++;
  if (desk.moreThanAreIdle(desk.holdBack[place]!)) {
    if (desk.leaving > 0) {
      desk.idle--;
      desk.findTurn();
    }
    answered(desk, place, row);
    return;
  }
  queueCells[cell + QUEUE_COLUMN.delayed]!++;
  if (inside.balks[row] === 1) {
    queueCells[cell + QUEUE_COLUMN.balked]!++;
    inside.deadlines[row] = now;
    abandoned(desk, place, row);
    return;
  }
  inside.join(place, row);
  desk.findTurn();
}

/** A handler takes the call, until a moment that is known. All that will be said about the contact is booked. */
export function answered(desk: Desk, place: number, row: number): void {
  const { inside, now, ledger } = desk;
  const { queueCells, poolCells } = ledger;
  const bin = inside.bins[row]!;
  const talk = inside.talks[row]!;
  const wrapUp = inside.wrapUps[row]!;
  const wait = now - inside.offerTimes[row]!;
  const cell = desk.queueCell(place, bin);
  queueCells[cell + QUEUE_COLUMN.answered]!++;
  queueCells[cell + QUEUE_COLUMN.talk] = queueCells[cell + QUEUE_COLUMN.talk]! + talk;
  queueCells[cell + QUEUE_COLUMN.wrapUp] = queueCells[cell + QUEUE_COLUMN.wrapUp]! + wrapUp;
  const targets = desk.targetsOf[place]!;
  for (let i = 0; i < targets.length; i++) {
    if (wait < targets[i]!) queueCells[cell + QUEUE_COLUMN.answeredWithin0 + i]!++;
  }
  if (desk.isCounted(bin)) desk.answeredWaits[place]!.add(wait);
  if (wait > 0) {
    queueCells[cell + QUEUE_COLUMN.waitOfAnswered] = queueCells[cell + QUEUE_COLUMN.waitOfAnswered]! + wait;
    const queue = desk.queues[place]!;
    if (desk.isCounted(bin) && wait > ledger.longestWait[queue]!) ledger.longestWait[queue] = wait;
    spreadTimeInLine(desk, place, row);
  }
  inside.leave(row);
  const end = now + talk + wrapUp;
  const busy = desk.poolCell() + POOL_COLUMN.busy;
  poolCells[busy] = poolCells[busy]! + ((end < desk.intervalEnd ? end : desk.intervalEnd) - now);
  desk.free.take(end, ++desk.settled);
}

/** A contact left the line unanswered when its patience ended, which may be in the past. */
function abandoned(desk: Desk, place: number, row: number): void {
  const { inside, ledger } = desk;
  const { queueCells } = ledger;
  const bin = inside.bins[row]!;
  const wait = inside.deadlines[row]! - inside.offerTimes[row]!;
  const cell = desk.queueCell(place, bin);
  queueCells[cell + QUEUE_COLUMN.abandoned]!++;
  queueCells[cell + QUEUE_COLUMN.waitOfAbandoned] = queueCells[cell + QUEUE_COLUMN.waitOfAbandoned]! + wait;
  const targets = desk.targetsOf[place]!;
  for (let i = 0; i < targets.length; i++) {
    if (wait < targets[i]!) queueCells[cell + QUEUE_COLUMN.abandonedWithin0 + i]!++;
  }
  if (desk.isCounted(bin)) {
    const queue = desk.queues[place]!;
    desk.abandonedWaits[place]!.add(wait);
    if (wait > ledger.longestWait[queue]!) ledger.longestWait[queue] = wait;
  }
  spreadTimeInLine(desk, place, row);
  inside.leave(row);
}

/** Books the time a contact has spent in line so far, or until it gave up, in the intervals in which it was spent. */
export function spreadTimeInLine(desk: Desk, place: number, row: number): void {
  const { inside, now } = desk;
  const { queueCells } = desk.ledger;
  const deadline = inside.deadlines[row]!;
  const until = deadline < now ? deadline : now;
  let from = inside.offerTimes[row]!;
  let interval = inside.intervals[row]!;
  for (; interval < desk.interval && from < until; interval++) {
    const intervalEnd = desk.startOf(interval + 1);
    const end = until < intervalEnd ? until : intervalEnd;
    const cell = desk.queueCell(place, desk.plan.binOf[interval]!) + QUEUE_COLUMN.timeInLine;
    queueCells[cell] = queueCells[cell]! + (end - from);
    from = end;
  }
  if (from >= until) return;
  const cell = desk.queueCell(place, desk.bin) + QUEUE_COLUMN.timeInLine;
  queueCells[cell] = queueCells[cell]! + (until - from);
}

/** The first contact of a line who is still there, or NOBODY. Those before it who have hung up are booked. */
export function firstWaiting(desk: Desk, place: number): number {
  const { inside, now } = desk;
  for (;;) {
    const row = inside.first[place]!;
    if (row === NOBODY || inside.deadlines[row]! > now) return row;
    inside.dropFirst(place);
    abandoned(desk, place, row);
  }
}

/** Books everyone in a line who has hung up by now. Returns how many wait. */
export function forgetLapsed(desk: Desk, place: number): number {
  const { inside, now } = desk;
  let waiting = 0;
  let before = NOBODY;
  let row = inside.first[place]!;
  while (row !== NOBODY) {
    const next = inside.next[row]!;
    if (inside.deadlines[row]! > now) {
      before = row;
      waiting++;
    } else {
      inside.dropBehind(place, before);
      abandoned(desk, place, row);
    }
    row = next;
  }
  return waiting;
}

/** Finds free rows: those of contacts who have hung up, and more if there are few such. */
function makeRoom(desk: Desk): void {
  const { inside, hearing, places } = desk;
  let taken = 0;
  for (let place = 0; place < places; place++) taken += hearing[place]!.size + forgetLapsed(desk, place);
  desk.findTurn();
  if (2 * taken > inside.rows) inside.grow();
}
