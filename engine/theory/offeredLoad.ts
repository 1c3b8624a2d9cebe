import { requireNotNegative, requirePositive } from "../check.ts";
import { seconds } from "../units.ts";
import type { Seconds } from "../units.ts";
import { integrate } from "./quadrature.ts";
import type { Survival } from "./survival.ts";

/** Calls whose rate changes from one interval to the next. */
export interface ChangingDay {
  /** Calls per hour in each interval. */
  readonly callsPerHour: readonly number[];
  readonly interval: Seconds;
  /** What comes before the first interval: nothing at all, or the same intervals over and over. */
  readonly before: "empty" | "repeat";
  /** Share of calls whose handling takes longer than a time. */
  readonly handling: Survival;
}

/** Calls so long that fewer than this share outlast them are let go. */
const NEGLIGIBLE = 1e-12;
/** Intervals after which handling times that still have not ended are held to be a mistake. */
const MOST_LAGS = 100_000;

/**
 * Offered load by interval: the mean number of handlers that would be busy if there were always one free (M_t/G/∞).
 * It lags behind the calls and is flatter than they are; staffing follows it rather than the calls.
 *
 * @returns For each interval, the load averaged over it, in erlangs.
 * @throws RangeError naming a figure out of range, or if handling times have no end in sight.
 * Source: Eick, Massey & Whitt (1993), Operations Research 41(4), 731–742.
 */
export function offeredLoad(day: ChangingDay): readonly number[] {
  const { callsPerHour, interval, before } = day;
  requirePositive({ interval });
  callsPerHour.forEach((calls, index) => {
    requireNotNegative({ [`callsPerHour[${index}]`]: calls });
  });
  const intervals = callsPerHour.length;
  if (intervals === 0) return [];
  if (before === "repeat" && day.handling(seconds(MOST_LAGS * interval)) >= NEGLIGIBLE) {
    throw new RangeError(`handling must end: some calls last longer than ${MOST_LAGS} intervals`);
  }
  const reach = secondsByLag(day.handling, interval, before === "repeat" ? MOST_LAGS : intervals);
  return callsPerHour.map((_, index) =>
    reach.reduce((load, stay, lag) => {
      const from = index - lag;
      if (from < 0 && before === "empty") return load;
      const calls = callsPerHour[((from % intervals) + intervals) % intervals]!;
      return load + (calls / 3600) * stay;
    }, 0),
  );
}

/**
 * Mean seconds of handling that a call spends in the interval `lag` after the one it came in, wherever in that one it
 * came. They add up to the mean handling time.
 *
 * @param most Lags that matter.
 */
function secondsByLag(handling: Survival, interval: Seconds, most: number): readonly number[] {
  const survivors = (time: number): number => handling(seconds(time));
  const reach: number[] = [];
  for (let lag = 0; lag < most; lag += 1) {
    // A call of age a is in this interval, on average over when it came, for a triangular weight of a.
    const middle = lag * interval;
    const rising = (age: number): number => (1 - (middle - age) / interval) * survivors(age);
    const falling = (age: number): number => (1 - (age - middle) / interval) * survivors(age);
    const risingPart = lag === 0 ? 0 : integrate(rising, middle - interval, middle);
    reach.push(risingPart + integrate(falling, middle, middle + interval));
    // The next triangle starts where this one is highest.
    if (survivors(middle) < NEGLIGIBLE) break;
  }
  return reach;
}
