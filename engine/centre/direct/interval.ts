import { NOBODY } from "../handlers.ts";
import { BrokenInvariant } from "../brokenInvariant.ts";
import { extraBeside, POOL_COLUMN, QUEUE_COLUMN, QUEUE_EXTRA } from "../ledger.ts";
import type { Desk } from "./desk.ts";
import { comesFromOutside, followUpDue, hangsUpFirst, willEnd } from "./followUpEvents.ts";
import { abandoned, bookTimeInLine, enters, firstWaiting } from "./line.ts";
import { messageStarts } from "./message.ts";

/*
 * One interval at one desk: the roster changes, then callers and handlers meet until the interval is over. What
 * happens at the very end of an interval belongs to the next one.
 */

/** An interval begins: hold-back and the number on duty change. Whoever may start now is the next to do so. */
export function intervalStarts(desk: Desk, interval: number): void {
  const { plan, free } = desk;
  const pool = plan.scenario.pools[desk.pool]!;
  const hour = plan.timetable.hourOfWeek[interval]!;
  desk.interval = interval;
  desk.bin = plan.binOf[interval]!;
  desk.intervalStart = desk.startOf(interval);
  desk.intervalEnd = desk.startOf(interval + 1);
  desk.now = desk.intervalStart;
  setOnDuty(desk, desk.roster[hour]!);
  for (let place = 0; place < desk.places; place++) {
    const held = pool.holdBack[pool.answers.indexOf(desk.queues[place]!)]![hour]!;
    // More than all of them cannot be idle, whether all are held back or more than all.
    desk.holdBack[place] = Math.min(held, free.count);
    desk.cells[place] = desk.queueCell(place, desk.bin);
  }
  desk.isStarting = true;
  desk.findTurn();
}

/** When heads fall the idle go first, then the next to finish; when they rise newcomers are free at once. */
function setOnDuty(desk: Desk, wanted: number): void {
  const { free, intervalStart, intervalEnd } = desk;
  const { poolCells } = desk.ledger;
  desk.idle = free.before(intervalStart);
  const staying = free.count - desk.leaving;
  if (staying < wanted) {
    free.arrive(wanted - staying);
    desk.idle += wanted - staying;
  } else {
    const atOnce = Math.min(staying - wanted, desk.idle);
    free.dropFirst(atOnce);
    desk.idle -= atOnce;
    desk.leaving += staying - wanted - atOnce;
  }
  poolCells[desk.poolCell() + POOL_COLUMN.onDuty]! += wanted * (intervalEnd - intervalStart);
}

/**
 * Lets everything happen that is due before the end of the interval, in the order in which it is due; of what is due
 * at the same moment, in the order in which it was settled.
 *
 * One turn of the loop is one thing that happens: a handler who comes free goes home or looks at the first contact of a
 * line, somebody dials, or a message ends. A turn that ends with a contact being answered goes on to the end of the
 * loop, where the answer is booked whole. All that happens often is written out here and not in functions, because a
 * number with a fraction that is handed to a function which is not inlined is put on the heap.
 *
 * @throws BrokenInvariant if somebody waits in vain when it ends.
 */
export function letIntervalPass(desk: Desk): void {
  const {
    free,
    inside,
    due,
    dueOrders,
    momentsSettledLater,
    places,
    holdBack,
    cells,
    interval,
    intervalStart,
    intervalEnd,
    followUps,
  } = desk;
  const { queueCells, queueExtras, longestWait } = desk.ledger;
  let idleTime = 0;
  for (;;) {
    const source = desk.firstSource;
    let now = due[source]!;
    const settledLater = momentsSettledLater[source]!;
    let handlerIsNext = false;
    if (desk.turn !== NOBODY) {
      const at = free.head + desk.turn;
      const moment = free.times[at]!;
      if (moment < now || (moment === now && free.equalFrom(at) > settledLater)) {
        handlerIsNext = true;
        // Whoever may start as the interval begins is taken by handlers who have been idle since before that.
        now = desk.isStarting ? intervalStart : moment;
      }
    }
    if (now >= intervalEnd) break;
    desk.now = now;

    let place: number;
    let cell: number;
    let talk: number;
    let wrapUp: number;
    let wait: number;
    let heard = 0;
    /** The row of whoever is answered in `inside`, or NOBODY if they have none. */
    let row = NOBODY;
    if (handlerIsNext) {
      // A handler comes free: the next contact of the line who is still there is answered, unless the shift is over.
      place = desk.turnPlace;
      if (place === NOBODY) {
        goesHome(desk);
        continue;
      }
      row = inside.first[place]!;
      inside.dropFirst(place);
      if (inside.deadlines[row]! <= now) {
        abandoned(desk, place, row);
        desk.findTurn();
        continue;
      }
      cell = inside.cells[row]!;
      talk = inside.talks[row]!;
      wrapUp = inside.wrapUps[row]!;
      wait = now - inside.offerTimes[row]!;
      heard = inside.heard[row]!;
      if (inside.intervals[row]! < interval) bookTimeInLine(desk, place, row);
      else queueCells[cell + QUEUE_COLUMN.timeInLine]! += wait;
      if (desk.isStarting) {
        desk.idle--;
        desk.findTurn();
      } else if (inside.first[place] === NOBODY) desk.findTurn();
    } else {
      let deadline: number;
      let balks: boolean;
      if (source < places) {
        // Somebody dials. All that will be asked about this caller is settled now.
        place = source;
        cell = cells[place]!;
        const callers = desk.callers[place]!;
        due[place] = callers.dialTimes.next();
        dueOrders[place] = ++desk.settled;
        momentsSettledLater[place] = 0;
        desk.dialledSoFar[place]!++;
        queueCells[cell + QUEUE_COLUMN.dialled]!++;
        callers.next();
        queueCells[cell + QUEUE_COLUMN.workDialled]! += callers.talk + callers.wrapUp;
        if (followUps !== null) row = comesFromOutside(desk, place);
        if (desk.messageSource[place] !== NOBODY) {
          messageStarts(desk, place, callers, row);
          desk.findFirstSource();
          continue;
        }
        talk = callers.talk;
        wrapUp = callers.wrapUp;
        deadline = callers.patience + now;
        balks = callers.balking < desk.balking[place]!;
      } else {
        if (source < desk.firstFollowUpSource) {
          // The message is over for the caller who has heard it longest.
          place = desk.placeOf[source]!;
          const hearing = desk.hearing[place]!;
          row = hearing.takeFirst();
          due[source] = hearing.firstTime;
          dueOrders[source] = ++desk.settled;
          momentsSettledLater[source] = 0;
        } else {
          // Somebody dials again or comes from another queue, unless it is something else that follows.
          row = followUpDue(desk, source);
          if (row === NOBODY) continue;
          place = followUps!.place;
        }
        cell = cells[place]!;
        talk = inside.talks[row]!;
        wrapUp = inside.wrapUps[row]!;
        deadline = inside.deadlines[row]!;
        if (desk.patienceFromDialling[place] === 0) deadline += now;
        balks = inside.balks[row] === 1;
        heard = now - inside.heard[row]!;
      }
      desk.findFirstSource();

      // A contact reaches the line. Someone free answers at once; otherwise patience decides, or it leaves at once.
      queueCells[cell + QUEUE_COLUMN.offered]!++;
      const at = free.head + holdBack[place]!;
      const moment = free.times[at]!;
      if (!(moment < now || (moment === now && free.equalFrom(at) > settledLater))) {
        queueCells[cell + QUEUE_COLUMN.delayed]!++;
        if (row === NOBODY) row = enters(desk);
        inside.offerTimes[row] = now;
        inside.deadlines[row] = balks ? now : deadline;
        inside.talks[row] = talk;
        inside.wrapUps[row] = wrapUp;
        inside.heard[row] = heard;
        inside.intervals[row] = interval;
        inside.cells[row] = cell;
        if (balks) {
          queueCells[cell + QUEUE_COLUMN.balked]!++;
          abandoned(desk, place, row);
          continue;
        }
        const isFirst = inside.first[place] === NOBODY;
        inside.join(place, row);
        if (isFirst) desk.findTurn();
        if (followUps !== null) {
          const hangUp = followUps.hangUpSource[place]!;
          if (hangUp !== NOBODY && deadline < due[hangUp]!) hangsUpFirst(desk, hangUp, row);
        }
        continue;
      }
      wait = 0;
      if (desk.leaving > 0) {
        desk.idle--;
        desk.findTurn();
      }
    }

    // The contact is answered. How the call will end is known, so it is booked whole.
    queueCells[cell + QUEUE_COLUMN.answered]!++;
    queueCells[cell + QUEUE_COLUMN.talk]! += talk;
    queueCells[cell + QUEUE_COLUMN.wrapUp]! += wrapUp;
    const targets = desk.targetsOf[place]!;
    for (let i = 0; i < targets.length; i++) {
      if (wait < targets[i]!) queueCells[cell + QUEUE_COLUMN.answeredWithin0 + i]!++;
    }
    if (wait > 0) queueCells[cell + QUEUE_COLUMN.waitOfAnswered]! += wait;
    if (desk.messageSource[place] !== NOBODY) {
      queueExtras[extraBeside(cell) + QUEUE_EXTRA.messageOfAnswered]! += heard;
    }
    if (cell < desk.uncounted[place]!) {
      desk.answeredWaits[place]!.add(wait);
      if (desk.waitLog !== null) desk.logWait(place, cell, wait, false);
      const queue = desk.queues[place]!;
      if (wait > longestWait[queue]!) longestWait[queue] = wait;
    }
    const idleSince = free.times[free.head]!;
    idleTime += now - (idleSince > intervalStart ? idleSince : intervalStart);
    const end = now + talk + wrapUp;
    for (let other = 0; other < due.length; other++) {
      if (due[other] === end) momentsSettledLater[other]!++;
    }
    free.take(end);
    if (row === NOBODY) continue;
    if (followUps?.mayFollow(place, row) === true) willEnd(desk, row, cell, end);
    else inside.leave(row);
  }
  desk.now = intervalEnd;
  const idle = free.before(intervalEnd);
  for (let at = free.head; at < free.head + idle; at++) {
    idleTime += intervalEnd - Math.max(free.times[at]!, intervalStart);
  }
  bookHandlers(desk, idleTime);
  checkNobodyWaitsInVain(desk, idle);
}

/**
 * Books what the handlers did in an interval that is over. They were busy for what is left of their time when they were
 * not idle: by the clock and not by the calls they took, so that the books can be held against each other.
 */
function bookHandlers(desk: Desk, idleTime: number): void {
  const { poolCells } = desk.ledger;
  const cell = desk.poolCell();
  const length = desk.intervalEnd - desk.intervalStart;
  poolCells[cell + POOL_COLUMN.busy]! += desk.free.count * length - idleTime;
  poolCells[cell + POOL_COLUMN.overrun]! += desk.leaving * length;
}

/** A handler whose shift is over has finished, and leaves. */
function goesHome(desk: Desk): void {
  const { poolCells } = desk.ledger;
  const cell = desk.poolCell();
  const stayed = desk.now - desk.intervalStart;
  poolCells[cell + POOL_COLUMN.busy]! += stayed;
  poolCells[cell + POOL_COLUMN.overrun]! += stayed;
  desk.free.drop(desk.idle);
  desk.leaving--;
  desk.findTurn();
}

/**
 * Nobody waits while a handler who may take them is idle.
 *
 * @throws BrokenInvariant naming the pool and the queue.
 */
function checkNobodyWaitsInVain(desk: Desk, idle: number): void {
  for (let place = 0; place < desk.places; place++) {
    if (idle <= desk.holdBack[place]! || firstWaiting(desk, place) === NOBODY) continue;
    const { pools, queues } = desk.plan.scenario;
    throw new BrokenInvariant(
      desk,
      `a contact waits in queue ${queues[desk.queues[place]!]!.name} while pool ${pools[desk.pool]!.name} ` +
        `has ${idle} idle handlers`,
    );
  }
}
