import { NOBODY } from "../handlers.ts";
import { BrokenInvariant } from "../invariants.ts";
import { POOL_COLUMN } from "../ledger.ts";
import { answered, dialled, firstWaiting, messageEnded } from "./callersLife.ts";
import type { Desk } from "./desk.ts";

/*
 * One interval at one desk: the roster changes, then callers and handlers meet until the interval is over. What
 * happens at the very end of an interval belongs to the next one.
 */

/** An interval begins: hold-back and the number on duty change, and whoever may start now starts. */
export function intervalStarts(desk: Desk, interval: number): void {
  const { plan, free } = desk;
  const pool = plan.scenario.pools[desk.pool]!;
  const hour = plan.timetable.hourOfWeek[interval]!;
  desk.interval = interval;
  desk.bin = plan.binOf[interval]!;
  desk.intervalStart = desk.startOf(interval);
  desk.intervalEnd = desk.startOf(interval + 1);
  desk.now = desk.intervalStart;
  setOnDuty(desk, pool.handlers[hour]!);
  for (let place = 0; place < desk.places; place++) {
    const held = pool.holdBack[pool.answers.indexOf(desk.queues[place]!)]![hour]!;
    // More than all of them cannot be idle, whether all are held back or more than all.
    desk.holdBack[place] = Math.min(held, free.count);
  }
  startWhoMayStart(desk);
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
  const cell = desk.poolCell();
  poolCells[cell + POOL_COLUMN.onDuty]! += wanted * (intervalEnd - intervalStart);
  let busy = 0;
  for (let place = desk.idle; place < free.count; place++) {
    busy += Math.min(free.times[free.head + place]!, intervalEnd) - intervalStart;
  }
  poolCells[cell + POOL_COLUMN.busy]! += busy;
}

/** After a change of roster or hold-back several contacts may start at once. */
function startWhoMayStart(desk: Desk): void {
  while (desk.idle > 0) {
    const place = firstToStart(desk, desk.idle);
    if (place === NOBODY) break;
    desk.idle--;
    start(desk, place);
  }
  desk.findTurn();
}

/** The first place that has somebody waiting who may start with so many handlers idle, or NOBODY. */
function firstToStart(desk: Desk, idle: number): number {
  for (let place = 0; place < desk.places; place++) {
    if (idle > desk.holdBack[place]! && firstWaiting(desk, place) !== NOBODY) return place;
  }
  return NOBODY;
}

/** The first contact of a line is answered. */
function start(desk: Desk, place: number): void {
  const row = desk.inside.first[place]!;
  desk.inside.dropFirst(place);
  answered(desk, place, row);
}

/**
 * Lets everything happen that is due before the end of the interval.
 *
 * @throws BrokenInvariant if somebody waits in vain when it ends.
 */
export function letIntervalPass(desk: Desk): void {
  const { due, dueOrders, free, intervalEnd, places } = desk;
  for (;;) {
    const source = desk.firstSource;
    const time = due[source]!;
    if (desk.turn !== NOBODY) {
      const at = free.head + desk.turn;
      const moment = free.times[at]!;
      if (moment < time || (moment === time && free.orders[at]! < dueOrders[source]!)) {
        if (moment >= intervalEnd) break;
        desk.now = moment;
        desk.order = free.orders[at]!;
        handlerFree(desk);
        continue;
      }
    }
    if (time >= intervalEnd) break;
    desk.now = time;
    desk.order = dueOrders[source]!;
    if (source < places) dialled(desk, source);
    else messageEnded(desk, desk.placeOf[source]!);
  }
  desk.now = intervalEnd;
  if (desk.leaving > 0) {
    const overrun = desk.poolCell() + POOL_COLUMN.overrun;
    desk.ledger.poolCells[overrun]! += desk.leaving * (intervalEnd - desk.intervalStart);
  }
  checkNobodyWaitsInVain(desk);
}

/** A handler has finished for whom there is something to do: go home, as the shift is over, or take who waits. */
function handlerFree(desk: Desk): void {
  if (desk.leaving > 0) {
    const overrun = desk.poolCell() + POOL_COLUMN.overrun;
    desk.ledger.poolCells[overrun]! += desk.now - desk.intervalStart;
    desk.free.drop(desk.idle);
    desk.leaving--;
  } else {
    const place = firstToStart(desk, desk.turn + 1);
    if (place !== NOBODY) start(desk, place);
  }
  desk.findTurn();
}

/**
 * Nobody waits while a handler who may take them is idle.
 *
 * @throws BrokenInvariant naming the pool and the queue.
 */
function checkNobodyWaitsInVain(desk: Desk): void {
  if (desk.turn === NOBODY) return;
  const idle = desk.free.before(desk.now);
  const place = firstToStart(desk, idle);
  desk.findTurn();
  if (place === NOBODY) return;
  const { pools, queues } = desk.plan.scenario;
  throw new BrokenInvariant(
    desk,
    `a contact waits in queue ${queues[desk.queues[place]!]!.name} while pool ${pools[desk.pool]!.name} ` +
      `has ${idle} idle handlers`,
  );
}
