import { drawOf } from "../random/times/index.ts";
import { openStream } from "../random/streams.ts";
import type { Centre } from "./centre.ts";
import { NOBODY } from "./handlers.ts";
import { POOL_COLUMN, QUEUE_COLUMN, QUEUE_EXTRA, waitPlace } from "./ledger.ts";
import { cameFromOutside } from "./sequelEvents.ts";

/*
 * What happens to an item of deferrable work, in the order of its life:
 *
 *   received ──> (waits in line) ──> taken up ──> done
 *                      ^                 │
 *                      │                 │ a contact its desk ranks higher comes, or the shift ends
 *                      └── put aside <───┘
 *
 * An item that is put aside keeps what is left of it (preemptive resume) and its place in line, which is ahead of all
 * items that came in later. Its wait ends when it is first taken up; its age, when it is done.
 */

/** Items that wait when the run begins. They count as received then, and in no counted interval. */
export function backlogComesIn(centre: Centre): void {
  const { plan, replication, contacts, ledger } = centre;
  const { seed, draws, queues } = plan.scenario;
  queues.forEach(({ name, talk, work }, queue) => {
    if (work === null) return;
    const draw = drawOf(talk, draws);
    const stream = openStream({ seed, replication, purpose: "backlog", queue: name });
    const cell = centre.queueCell(queue, plan.bins);
    for (let number = 1; number <= work.backlogAtStart; number++) {
      const time = draw(stream()) * (centre.months?.talk?.factorOf(queue) ?? 1);
      const contact = contacts.born(queue, number, centre.now, time, 0, Infinity, false);
      for (const column of [QUEUE_COLUMN.dialled, QUEUE_COLUMN.offered]) {
        ledger.queueCells[cell + column] = ledger.queueCells[cell + column]! + 1;
      }
      if (centre.somethingFollows) cameFromOutside(centre, contact);
      if (centre.observer !== null) centre.observer.dialled?.(centre, contact);
      contacts.offer(contact, centre.now, false, 0, plan.bins);
      centre.work!.received(contact, queue, centre.now, false);
      centre.lines[queue]!.join(contact);
      if (centre.observer !== null) centre.observer.joinedLine?.(centre, contact);
    }
    centre.dialledSoFar[queue] = work.backlogAtStart;
  });
}

/** What has just come to a queue of work is an item. */
export function workReceived(centre: Centre, queue: number, contact: number): void {
  centre.work!.received(contact, queue, centre.now, centre.isCounted(centre.bin));
  countExtra(centre, queue, centre.bin, QUEUE_EXTRA.backlogTime, centre.intervalEnd - centre.now);
}

/** A handler takes up an item of work, for the first time or to go on with it. */
export function workTakenUp(centre: Centre, contact: number, handler: number): void {
  const { contacts, handlers, ledger, observer } = centre;
  const work = centre.work!;
  const queue = contacts.queueOf(contact);
  const resumes = work.isAside(contact);
  const pool = handlers.poolOf(handler);
  if (!resumes) {
    if (centre.paces !== null) centre.paces.apply(contacts, contact, pool);
    beginItem(centre, contact);
  }
  const lasts = resumes ? work.takeAside(contact, queue) : contacts.talkOf(contact);
  const busy = centre.poolCell(pool) + POOL_COLUMN.busy;
  ledger.poolCells[busy] = ledger.poolCells[busy]! + (centre.intervalEnd - centre.now);
  handlers.workFor(handler, contact);
  if (work.givesWay(queue)) work.pickedUp(handler, pool, queue);
  centre.calendar.schedule(centre.handlerSlot(handler), centre.now + lasts);
  if (observer !== null) {
    if (resumes) observer.workResumed?.(centre, contact, handler);
    else observer.answered?.(centre, contact, handler);
  }
}

/** Books an item as taken up: it has waited as a caller does who is answered, though its target is another. */
function beginItem(centre: Centre, contact: number): void {
  const { contacts, ledger } = centre;
  const { queueCells } = ledger;
  const queue = contacts.queueOf(contact);
  const bin = contacts.binOf(contact);
  const wait = centre.now - contacts.offerTimeOf(contact);
  const cell = centre.queueCell(queue, bin);
  queueCells[cell + QUEUE_COLUMN.answered] = queueCells[cell + QUEUE_COLUMN.answered]! + 1;
  queueCells[cell + QUEUE_COLUMN.talk] = queueCells[cell + QUEUE_COLUMN.talk]! + contacts.talkOf(contact);
  queueCells[cell + QUEUE_COLUMN.waitOfAnswered] = queueCells[cell + QUEUE_COLUMN.waitOfAnswered]! + wait;
  if (centre.isCounted(bin)) {
    centre.answeredWaits[queue]!.add(wait);
    if (centre.waitLog !== null) centre.waitLog.add(waitPlace(centre.queues, bin, queue, false), wait);
    if (wait > ledger.longestWait[queue]!) ledger.longestWait[queue] = wait;
  }
  spreadWait(centre, contact);
}

/** An item is put aside with what is left of it, and waits again ahead of those that came in after it. */
export function workPutAside(centre: Centre, handler: number): void {
  const { contacts, handlers, calendar } = centre;
  const work = centre.work!;
  const contact = handlers.contactOf(handler);
  const queue = contacts.queueOf(contact);
  work.putDown(handler);
  work.putAside(contact, queue, calendar.timeOf(centre.handlerSlot(handler)) - centre.now);
  countExtra(centre, queue, contacts.binOf(contact), QUEUE_EXTRA.interruptions, 1);
  centre.lines[queue]!.rejoin(contact, (one, other) => contacts.numberOf(one) < contacts.numberOf(other));
  if (centre.observer !== null) centre.observer.workPutAside?.(centre, contact, handler);
}

/**
 * A shift is over, and somebody at interruptible work puts it aside and goes home.
 *
 * @returns false if nobody is at such work.
 */
export function goesHomeFromWork(centre: Centre, pool: number): boolean {
  const handler = centre.work!.handlerAtWork(pool);
  if (handler === NOBODY) return false;
  workPutAside(centre, handler);
  centre.calendar.cancel(centre.handlerSlot(handler));
  centre.handlers.goHome(handler);
  if (centre.observer !== null) centre.observer.wentHome?.(centre, handler);
  return true;
}

/** The item of work that a handler is at is done. */
export function workDone(centre: Centre, handler: number): void {
  const { contacts, ledger } = centre;
  const work = centre.work!;
  const contact = centre.handlers.contactOf(handler);
  const queue = contacts.queueOf(contact);
  if (work.givesWay(queue)) work.putDown(handler);
  const bin = contacts.binOf(contact);
  const timeIn = contacts.offerTimeOf(contact);
  const age = centre.now - timeIn;
  work.done(queue, timeIn, centre.isCounted(bin));
  countExtra(centre, queue, bin, QUEUE_EXTRA.done, 1);
  countExtra(centre, queue, bin, QUEUE_EXTRA.ageWhenDone, age);
  countExtra(centre, queue, centre.bin, QUEUE_EXTRA.doneByClock, 1);
  countExtra(centre, queue, centre.bin, QUEUE_EXTRA.backlogTime, centre.now - centre.intervalEnd);
  const within = centre.queueCell(queue, bin) + QUEUE_COLUMN.answeredWithin0;
  const targets = centre.targetsOf[queue]!;
  for (let i = 0; i < targets.length; i++) {
    if (age < targets[i]!) ledger.queueCells[within + i] = ledger.queueCells[within + i]! + 1;
  }
}

/** An interval begins: how much is there, and how old it is. */
export function backlogAtStart(centre: Centre): void {
  const { contacts, now } = centre;
  const work = centre.work!;
  for (let queue = 0; queue < centre.queues; queue++) {
    if (!work.isWork(queue)) continue;
    const backlog = work.backlog[queue]!;
    const line = centre.lines[queue]!;
    const oldest = line.length === 0 ? 0 : now - contacts.offerTimeOf(line.first);
    countExtra(centre, queue, centre.bin, QUEUE_EXTRA.intervalStarts, 1);
    countExtra(centre, queue, centre.bin, QUEUE_EXTRA.backlogAtStarts, backlog);
    countExtra(centre, queue, centre.bin, QUEUE_EXTRA.agesAtStarts, backlog * now - work.timesIn[queue]!);
    countExtra(centre, queue, centre.bin, QUEUE_EXTRA.oldestAtStarts, oldest);
    const length = centre.intervalEnd - now;
    countExtra(centre, queue, centre.bin, QUEUE_EXTRA.backlogTime, backlog * length);
  }
}

/**
 * Whether time goes on after the period for items of this queue: until those that came in within it are done, and no
 * longer than it takes to know which were done within the longest target. A backlog alone keeps nobody.
 */
export function isWorkFollowed(centre: Centre, queue: number): boolean {
  const { timetable } = centre.plan;
  const longest = Math.max(0, ...centre.targetsOf[queue]!);
  const end = timetable.counted * timetable.intervalSeconds;
  return centre.work!.countedLeft[queue]! > 0 && centre.now < end + longest;
}

/** When a run ends: books the time in line of all items, those included that nobody has begun. */
export function spreadTimeOfWork(centre: Centre, queue: number): void {
  const work = centre.work!;
  const line = centre.lines[queue]!;
  const { queueCells } = centre.ledger;
  const { binOf, timetable } = centre.plan;
  for (let place = 0; place < line.length; place++) {
    if (!work.isAside(line.at(place))) spreadWait(centre, line.at(place));
  }
  work.eachInterval(queue, (interval, items) => {
    const cell = centre.queueCell(queue, binOf[interval]!) + QUEUE_COLUMN.timeInLine;
    queueCells[cell] = queueCells[cell]! + items * timetable.intervalSeconds;
  });
}

/** Books the time an item has waited so far. It may be days: what lies between its first and last interval, at the end. */
function spreadWait(centre: Centre, contact: number): void {
  const { contacts, now, interval } = centre;
  const queue = contacts.queueOf(contact);
  const first = contacts.intervalOf(contact);
  const from = contacts.offerTimeOf(contact);
  if (first === interval) {
    countTimeInLine(centre, queue, interval, now - from);
    return;
  }
  countTimeInLine(centre, queue, first, centre.startOf(first + 1) - from);
  centre.work!.waitedBetween(queue, first, interval);
  countTimeInLine(centre, queue, interval, now - centre.startOf(interval));
}

function countTimeInLine(centre: Centre, queue: number, interval: number, time: number): void {
  const { queueCells } = centre.ledger;
  const cell = centre.queueCell(queue, centre.plan.binOf[interval]!) + QUEUE_COLUMN.timeInLine;
  queueCells[cell] = queueCells[cell]! + time;
}

function countExtra(centre: Centre, queue: number, bin: number, column: number, amount: number): void {
  const { queueExtras } = centre.ledger;
  const cell = centre.extraCell(queue, bin) + column;
  queueExtras[cell] = queueExtras[cell]! + amount;
}
