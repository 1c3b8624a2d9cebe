import { NOBODY } from "../handlers.ts";
import { extraBeside, QUEUE_COLUMN, QUEUE_EXTRA } from "../ledger.ts";
import type { Desk } from "./desk.ts";
import { leftLine } from "./pledges.ts";

/*
 * Those who wait at one desk. A hang-up is booked when somebody next looks at the contact, at the moment it happened:
 * until then it makes no difference to anyone.
 */

/** A contact left the line unanswered when its patience ended, which may be in the past. Its row is free again. */
export function abandoned(desk: Desk, place: number, row: number): void {
  const { inside, ledger } = desk;
  const { queueCells, longestWait } = ledger;
  const wait = inside.deadlines[row]! - inside.offerTimes[row]!;
  const cell = inside.cells[row]!;
  queueCells[cell + QUEUE_COLUMN.abandoned]!++;
  queueCells[cell + QUEUE_COLUMN.waitOfAbandoned]! += wait;
  const targets = desk.targetsOf[place]!;
  for (let i = 0; i < targets.length; i++) {
    if (wait < targets[i]!) queueCells[cell + QUEUE_COLUMN.abandonedWithin0 + i]!++;
  }
  if (cell < desk.uncounted[place]!) {
    desk.abandonedWaits[place]!.add(wait);
    if (desk.waitLog !== null) desk.logWait(place, cell, wait, true);
    const queue = desk.queues[place]!;
    if (wait > longestWait[queue]!) longestWait[queue] = wait;
  }
  if (desk.messageSource[place] !== NOBODY) {
    ledger.queueExtras[extraBeside(cell) + QUEUE_EXTRA.messageOfAbandoned]! += inside.heard[row]!;
  }
  bookTimeInLine(desk, place, row);
  if (desk.followUps !== null) leftLine(desk, place, row);
  inside.leave(row);
}

/** Books the time a contact has spent in line so far, or until it gave up, in the intervals in which it was spent. */
export function bookTimeInLine(desk: Desk, place: number, row: number): void {
  const { inside, plan } = desk;
  const { queueCells } = desk.ledger;
  const until = Math.min(desk.now, inside.deadlines[row]!);
  let interval = inside.intervals[row]!;
  let from = inside.offerTimes[row]!;
  while (from < until) {
    const end = Math.min(until, desk.startOf(interval + 1));
    queueCells[desk.queueCell(place, plan.binOf[interval]!) + QUEUE_COLUMN.timeInLine]! += end - from;
    from = end;
    interval++;
  }
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

/**
 * Books everyone in a line who has hung up by now.
 *
 * @returns when the first of those who are left will hang up, or Infinity.
 */
export function forgetLapsed(desk: Desk, place: number): number {
  const { inside, now } = desk;
  let first = Infinity;
  let before = NOBODY;
  let row = inside.first[place]!;
  while (row !== NOBODY) {
    const next = inside.next[row]!;
    const deadline = inside.deadlines[row]!;
    if (deadline > now) {
      before = row;
      if (deadline < first) first = deadline;
    } else {
      inside.dropBehind(place, before);
      abandoned(desk, place, row);
    }
    row = next;
  }
  return first;
}

/** How many stand in a line. */
export function lengthOfLine({ inside }: Desk, place: number): number {
  let length = 0;
  for (let row = inside.first[place]!; row !== NOBODY; row = inside.next[row]!) length++;
  return length;
}

/** A free row, taken. */
export function enters(desk: Desk): number {
  if (desk.inside.firstFree === NOBODY) makeRoom(desk);
  return desk.inside.enter();
}

/** Finds free rows: those of contacts who have hung up, and new ones if there are few such. */
function makeRoom(desk: Desk): void {
  const { inside, hearing, places, followUps } = desk;
  // Whoever is at the door has no row yet; some who have been answered keep theirs.
  let taken = 1 + (followUps?.ends.size ?? 0);
  for (let place = 0; place < places; place++) {
    forgetLapsed(desk, place);
    taken += hearing[place]!.size + lengthOfLine(desk, place);
  }
  desk.findTurn();
  if (2 * taken > inside.rows) inside.grow();
}
