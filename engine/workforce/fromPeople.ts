import type { Pool, Rota } from "../scenario/scenario.ts";
import { wholeHandlers, wholeRota } from "./roster.ts";

const HOURS_A_WEEK = 168;
const SECONDS_AN_HOUR = 3600;

/** Handlers on duty on average over the week, of so many full-time people's worth of time at the work. */
export function averageFrom(effective: number, weeklyHours: number): number {
  return (effective * weeklyHours) / HOURS_A_WEEK;
}

/**
 * The week of a pool whose handlers come from people alone: their hours, spread by the pool's weights and made whole.
 *
 * What rounding leaves over goes from one hour (or shift) into the next, so that a week has the people's hours to within
 * half an hour of one handler, and the heads of shifts are theirs to within half a head.
 *
 * @param weights   168 figures on any scale, not all zero; passed over where there is a rota.
 * @param effective Full-time people's worth of time at the work: shrinkage and mentoring are taken off.
 */
export function weekFromPeople(
  { rota }: Pick<Pool, "rota">,
  weights: readonly number[],
  effective: number,
  weeklyHours: number,
): { readonly handlers: readonly number[]; readonly rota: Rota | null } {
  const hours = effective * weeklyHours;
  if (rota !== null)
    return { handlers: weights.map(() => 0), rota: wholeRota(rota, hours / hoursRostered(rota)) };
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return { handlers: wholeHandlers(weights, hours / all), rota };
}

/** Hours of all heads of a week together, breaks included, before anybody is absent. */
export function hoursRostered({ shifts }: Pick<Rota, "shifts">): number {
  return shifts.reduce(
    (sum, { length, heads }) => sum + (length / SECONDS_AN_HOUR) * heads.reduce((all, each) => all + each, 0),
    0,
  );
}
