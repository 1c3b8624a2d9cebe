import { seconds } from "../units.ts";
import type { Seconds } from "../units.ts";

/** @throws RangeError unless `part` is at least 0 and below 1. */
export function requirePercentile(part: number): void {
  if (!(part >= 0 && part < 1)) {
    throw new RangeError(`part must be a share from 0 up to, not including, 1, but is ${part}`);
  }
}

/**
 * The least wait that no more than `1 − part` of callers exceed, by doubling and then halving.
 *
 * @param exceeding Share of callers who wait longer than a time; falls to zero as the time grows.
 * @param first     A time of the right order to start from, above zero.
 * @throws RangeError unless `part` is at least 0 and below 1.
 */
export function percentileOf(exceeding: (time: Seconds) => number, part: number, first: Seconds): Seconds {
  requirePercentile(part);
  const enough = (time: number): boolean => exceeding(seconds(time)) <= 1 - part;
  if (enough(0)) return seconds(0);
  let low = 0;
  let high: number = first;
  while (!enough(high)) {
    low = high;
    high *= 2;
  }
  while (high - low > 1e-13 * high) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return seconds(high);
}
