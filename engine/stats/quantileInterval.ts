import { requireShare } from "../check.ts";
import { binomialCdf } from "./quantiles.ts";
import type { Range } from "./estimate.ts";

/**
 * A confidence interval for a quantile of whatever distribution a sample is from, between two of the sample's own
 * values: the number of values below the quantile is binomial, which tells how far up and down the order it can be.
 *
 * @param sorted In ascending order.
 * @param p      Which quantile: 0.025 for the value that a 40th of all stay below.
 * @param level  Confidence, between 0 and 1. The interval holds the quantile with at least this probability.
 * @returns null if the sample is too small: its smallest or largest value may lie on the wrong side.
 * @throws RangeError if `p` is not a share.
 * Source: Hahn and Meeker (1991), Statistical Intervals, section 5.2; Conover (1999), section 3.2.
 */
export function quantileInterval(sorted: readonly number[], p: number, level = 0.95): Range | null {
  requireShare({ p });
  const n = sorted.length;
  const tail = (1 - level) / 2;
  // Ranks count from 1. The r-th value lies above the quantile if fewer than r values lie below it.
  let low = 0;
  while (low < n && binomialCdf(low, n, p) <= tail) low++;
  let high = n;
  while (high > 0 && 1 - binomialCdf(high - 1, n, p) <= tail) high--;
  high++;
  return low < 1 || high > n ? null : { low: sorted[low - 1]!, high: sorted[high - 1]! };
}
