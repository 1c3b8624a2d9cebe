import { AGENDA_KIND } from "./agenda.ts";
import { comeBackTo } from "./comeBackTo.ts";
import type { Centre } from "./centre.ts";
import { bookBreak, bookExtra, letIdleGo } from "./breaks.ts";
import { changeHeads, startWhoMayStart } from "./events.ts";
import { POOL_COLUMN } from "./ledger.ts";

/*
 * Handlers who come in shifts and take breaks. Those of a desk are alike, so whoever is free goes: at the end of a shift
 * the idle first, then the next to finish; on a break likewise. Neither cuts a call or its wrap-up short.
 */

/**
 * An interval begins: the shifts that start or end just then do so, those within it are put on the agenda, and what
 * only shifts have is booked for the whole of it.
 *
 * @returns how many are then on duty; null for a pool without shifts.
 */
export function shiftsAtStart(centre: Centre, pool: number): number | null {
  const { duty } = centre;
  if (duty?.has(pool) !== true) return null;
  changeShifts(centre, pool);
  const length = centre.intervalEnd - centre.now;
  bookExtra(centre, pool, "rostered", duty.rosteredIn(pool) * length);
  bookExtra(centre, pool, "onBreak", duty.onBreakIn(pool) * length);
  return duty.onDutyIn(pool);
}

/** Shifts of a pool start or end within an interval. */
export function shiftsChange(centre: Centre, pool: number): void {
  const { handlers, ledger } = centre;
  const duty = centre.duty!;
  const [rostered, onDuty, onBreak] = [duty.rosteredIn(pool), duty.onDutyIn(pool), duty.onBreakIn(pool)];
  const [leaving, busy] = [handlers.leavingIn(pool), handlers.busyIn(pool)];
  changeShifts(centre, pool);
  changeHeads(centre, pool, duty.onDutyIn(pool));
  const left = centre.intervalEnd - centre.now;
  bookExtra(centre, pool, "rostered", (duty.rosteredIn(pool) - rostered) * left);
  bookExtra(centre, pool, "onBreak", (duty.onBreakIn(pool) - onBreak) * left);
  const { poolCells } = ledger;
  const cell = centre.poolCell(pool);
  poolCells[cell + POOL_COLUMN.onDuty] =
    poolCells[cell + POOL_COLUMN.onDuty]! + (duty.onDutyIn(pool) - onDuty) * left;
  poolCells[cell + POOL_COLUMN.overrun] =
    poolCells[cell + POOL_COLUMN.overrun]! + (handlers.leavingIn(pool) - leaving) * left;
  // Somebody may have put work aside to go home.
  poolCells[cell + POOL_COLUMN.busy] =
    poolCells[cell + POOL_COLUMN.busy]! + (handlers.busyIn(pool) - busy) * left;
  startWhoMayStart(centre, pool);
  letIdleGo(centre, pool);
}

/** Changes who there is by the shifts, and puts what comes of it on the agenda. */
function changeShifts(centre: Centre, pool: number): void {
  const duty = centre.duty!;
  const { rows, missed } = duty.passTo(pool, centre.now);
  for (const row of rows) comeBackTo(centre, duty.opens[row]!, AGENDA_KIND.breakOpens, row);
  bookExtra(centre, pool, "breaksMissed", missed);
  // What changes with the interval is seen to as it begins.
  const next = duty.nextChange(pool);
  if (next < centre.intervalEnd) comeBackTo(centre, next, AGENDA_KIND.shiftsChange, pool);
  if (centre.observer !== null) centre.observer.shiftsChanged?.(centre, pool);
}

/** Somebody may have this break from now on. */
export function breakOpens(centre: Centre, row: number): void {
  const duty = centre.duty!;
  duty.open(row);
  letIdleGo(centre, duty.poolOfRow[row]!);
}

/** Whoever had this break is back, unless their shift is over too, and another may go. */
export function breakEnds(centre: Centre, row: number): void {
  const duty = centre.duty!;
  if (!duty.end(row, centre.now)) return;
  const { handlers } = centre;
  const pool = duty.poolOfRow[row]!;
  bookBreak(centre, pool, -1);
  handlers.arrive(pool);
  centre.calendar.grow(centre.handlerSlot(handlers.rows));
  if (centre.observer !== null) centre.observer.breakEnded?.(centre, pool);
  startWhoMayStart(centre, pool);
  letIdleGo(centre, pool);
}
