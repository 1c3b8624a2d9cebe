import { mostHeads } from "../scenario/rota.ts";
import type { Pool } from "../scenario/scenario.ts";
import { averageFrom, hoursRostered } from "./fromPeople.ts";
import type { PoolStaffing } from "./staffing.ts";

/** A desk's week: handlers on duty, or heads rostered where it has shifts. */
export interface DeskWeek {
  readonly average: number;
  /** In the hour of the week that has the most, and the fewest. */
  readonly most: number;
  readonly fewest: number;
}

/** How many are there over the week, and in its fullest and its emptiest hour. */
export function weekOf({ fromPeople }: Pool, { handlers, rota }: PoolStaffing): DeskWeek {
  const byHour = rota === null ? handlers : mostHeads(rota);
  return {
    average:
      rota !== null && fromPeople !== undefined
        ? averageFrom(hoursRostered(rota), 1)
        : handlers.reduce((sum, count) => sum + count, 0) / handlers.length,
    most: Math.max(...byHour),
    fewest: Math.min(...byHour),
  };
}

/**
 * The hours of the week, 0 to 167, in which a desk has the most and the fewest by its pattern, whole people apart; null
 * if all hours are alike.
 */
export function peakAndTrough({
  handlers,
  fromPeople,
}: Pool): { readonly peak: readonly number[]; readonly trough: readonly number[] } | null {
  const pattern = fromPeople ?? handlers;
  const [high, low] = [Math.max(...pattern), Math.min(...pattern)];
  if (high === low) return null;
  const hours = (count: number): readonly number[] =>
    pattern.flatMap((each, hour) => (each === count ? [hour] : []));
  return { peak: hours(high), trough: hours(low) };
}
