import type { PeopleMonth, RoleMonth } from "../workforce/figures.ts";

/**
 * What is kept of a role over some months, added up. Those that are averages of a month are times its days, and those
 * that count months of work are times the part of the month that is told of.
 */
export const ROLE_COLUMN = {
  peopleDays: 0,
  inPost: 1,
  inTraining: 2,
  live: 3,
  redeployed: 4,
  effective: 5,
  paidMonths: 6,
  effectiveMonths: 7,
  trainingMonths: 8,
  cost: 9,
  left: 10,
  droppedOut: 11,
  mentorsShort: 12,
} as const;
export type RoleColumn = keyof typeof ROLE_COLUMN;

export const ROLE_COLUMNS = Object.keys(ROLE_COLUMN).length;

/**
 * Adds one month of a role.
 *
 * @param before The month before it, for those who have gone since; null if there is none.
 */
export function addRoleMonth(
  into: Float64Array,
  { days, daysInMonth }: PeopleMonth,
  role: RoleMonth,
  before: RoleMonth | null,
): void {
  const { average, effective, mentorsShort, paid, training, cost, soFar } = role;
  const part = days / daysInMonth;
  const figures: Readonly<Record<RoleColumn, number>> = {
    peopleDays: days,
    inPost: average.inPost * days,
    inTraining: average.inStage.reduce((sum, heads) => sum + heads, 0) * days,
    live: average.live * days,
    redeployed: average.redeployed * days,
    effective: effective * days,
    mentorsShort: mentorsShort * days,
    paidMonths: paid * part,
    effectiveMonths: effective * part,
    trainingMonths: training * part,
    cost: cost ?? 0,
    left: soFar.left - (before?.soFar.left ?? 0),
    droppedOut: soFar.droppedOut - (before?.soFar.droppedOut ?? 0),
  };
  for (const [column, place] of Object.entries(ROLE_COLUMN)) into[place]! += figures[column as RoleColumn];
}
