import { AGENDA_KIND } from "./agenda.ts";
import type { Centre } from "./centre.ts";
import { comeBackTo } from "./comeBackTo.ts";
import { NOBODY } from "./handlers.ts";
import { POOL_COLUMN, POOL_EXTRA } from "./ledger.ts";

/** A break that begins later than this after it was due counts as late, in seconds. */
const LATE_AFTER = 300;

/** After whatever may have made handlers idle at any desk: breaks that somebody idle can begin do. */
export function letBreaksBegin(centre: Centre): void {
  for (let pool = 0; pool < centre.pools; pool++) letIdleGo(centre, pool);
}

/** At this desk: breaks that somebody idle can begin do. */
export function letIdleGo(centre: Centre, pool: number): void {
  const { handlers } = centre;
  const duty = centre.duty!;
  if (!duty.has(pool)) return;
  while (handlers.idleIn(pool) > 0) {
    const row = duty.breakToBegin(pool, centre.now, false);
    if (row === NOBODY) return;
    handlers.sendIdleHome(pool);
    breakBegins(centre, row);
  }
}

/**
 * A handler has finished. They go on a break if one is due, or, when there is nothing else for them to do, if one may be
 * taken.
 *
 * @returns whether they did.
 */
export function goesOnBreak(centre: Centre, handler: number, onlyIfDue: boolean): boolean {
  const { handlers } = centre;
  const duty = centre.duty!;
  const pool = handlers.poolOf(handler);
  if (!duty.has(pool)) return false;
  const row = duty.breakToBegin(pool, centre.now, onlyIfDue);
  if (row === NOBODY) return false;
  centre.calendar.cancel(centre.handlerSlot(handler));
  handlers.goHome(handler);
  breakBegins(centre, row);
  return true;
}

/** Somebody who has just left the desk begins this break. */
function breakBegins(centre: Centre, row: number): void {
  const duty = centre.duty!;
  const pool = duty.poolOfRow[row]!;
  const late = Math.max(0, centre.now - duty.due[row]!);
  duty.begin(row, centre.now);
  comeBackTo(centre, centre.now + duty.lengths[row]!, AGENDA_KIND.breakEnds, row);
  bookBreak(centre, pool, 1);
  bookExtra(centre, pool, "breaksBegun", 1);
  bookExtra(centre, pool, "breakLateness", late);
  if (late > LATE_AFTER) bookExtra(centre, pool, "breaksLate", 1);
  if (centre.observer !== null) centre.observer.breakBegan?.(centre, pool, late);
}

/** From now to the end of the interval so many more are on a break, and not on duty. */
export function bookBreak(centre: Centre, pool: number, change: number): void {
  const seconds = change * (centre.intervalEnd - centre.now);
  const { poolCells } = centre.ledger;
  const onDuty = centre.poolCell(pool) + POOL_COLUMN.onDuty;
  poolCells[onDuty] = poolCells[onDuty]! - seconds;
  bookExtra(centre, pool, "onBreak", seconds);
}

/** Adds to a further column of a pool, in the present interval. */
export function bookExtra(
  centre: Centre,
  pool: number,
  column: keyof typeof POOL_EXTRA,
  amount: number,
): void {
  const { poolExtras } = centre.ledger;
  const cell = centre.poolExtraCell(pool) + POOL_EXTRA[column];
  poolExtras[cell] = poolExtras[cell]! + amount;
}
