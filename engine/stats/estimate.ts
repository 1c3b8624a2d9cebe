import { quantileSorted } from "simple-statistics";
import { requirePositive, requireWhole } from "../check.ts";
import { normalQuantile, studentQuantile } from "./quantiles.ts";
import { Tally } from "./tally.ts";

/** What independent replications say about one figure. */
export interface Estimate {
  readonly mean: number;
  /**
   * The confidence interval is mean ± halfWidth. Infinity after a single replication, which says nothing of how
   * much replications differ.
   */
  readonly halfWidth: number;
  /** Standard deviation of one replication. NaN after a single one. */
  readonly sd: number;
  /** Replications. */
  readonly n: number;
}

/** Two ends of a range of values. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

const USUAL_LEVEL = 0.95;

/** From this many months on the sorted months themselves give the range of single months. */
const ENOUGH_TO_SORT = 80;

/**
 * Mean over replications and its confidence interval (Student).
 *
 * @param values One number per replication, at least one. A NaN among them makes the estimate NaN.
 * @param level  Confidence, between 0 and 1.
 * @throws RangeError for no values, or a level outside (0, 1).
 * Source: Law (2015), Simulation Modeling and Analysis, 5th ed., section 9.4.1.
 */
export function estimate(values: readonly number[], level = USUAL_LEVEL): Estimate {
  requireWhole({ replications: values.length }, 1);
  const { mean, sd, count } = Tally.of(values);
  return { mean, sd, n: count, halfWidth: halfWidthOf(sd, count, level) };
}

/**
 * A share or mean over all contacts of all replications: the sum of the numerators over the sum of the denominators,
 * with a half-width by the delta method. (The mean of the replications' own ratios would give a quiet month's
 * callers more weight than a busy month's.)
 *
 * @param numerators   One per replication, such as contacts abandoned.
 * @param denominators One per replication, such as contacts offered.
 * @returns `sd` is that of one replication's ratio, to first order. If all denominators are 0 there is no ratio:
 *          mean and sd are NaN and the half-width is Infinity.
 * @throws RangeError for no replications, lists of different length, or a level outside (0, 1).
 * Source: Cochran (1977), Sampling Techniques, 3rd ed., section 6.4, for ratios over independent replications.
 */
export function ratioEstimate(
  numerators: readonly number[],
  denominators: readonly number[],
  level = USUAL_LEVEL,
): Estimate {
  const n = numerators.length;
  requireWhole({ replications: n }, 1);
  if (denominators.length !== n) {
    throw new RangeError(`${n} numerators cannot go with ${denominators.length} denominators`);
  }
  const meanDenominator = Tally.of(denominators).mean;
  if (meanDenominator === 0) return { mean: NaN, halfWidth: Infinity, sd: NaN, n };
  const mean = Tally.of(numerators).mean / meanDenominator;
  // The residuals have mean 0 by the choice of `mean`, so their sample variance is that of the linearised ratio.
  const residuals = numerators.map((numerator, i) => (numerator - mean * denominators[i]!) / meanDenominator);
  const { sd } = Tally.of(residuals);
  return { mean, sd, n, halfWidth: halfWidthOf(sd, n, level) };
}

/**
 * The range in which a share `level` of single months fall, chance alone deciding; wider than the confidence
 * interval of the mean, and the one to hold a single actual month against.
 *
 * Below 80 values: Student's prediction interval for one more month, which takes months to be near normal.
 * From 80 on: the sorted values themselves, at ranks (n + 1)(1 ∓ level)/2, which takes nothing for granted and holds
 * one more month with probability `level`. Ranks of the more usual kind, (n − 1)p + 1, would hold 92.7% instead of
 * 95% at n = 80.
 *
 * @param values One number per simulated month, at least one; after a single one the range is without limits.
 * @throws RangeError for no values, or a level outside (0, 1).
 * Source: Hahn and Meeker (1991), Statistical Intervals, chapters 4 and 5.
 */
export function singleMonthRange(values: readonly number[], level = USUAL_LEVEL): Range {
  const n = values.length;
  requireWhole({ months: n }, 1);
  requireInside(level);
  const rank = ((n + 1) * (1 - level)) / 2; // from 1, and the same from the other end
  if (n < ENOUGH_TO_SORT || rank < 1) {
    const { mean, sd } = Tally.of(values);
    const reach = halfWidthOf(sd, n, level) * Math.sqrt(n + 1);
    return { low: mean - reach, high: mean + reach };
  }
  const sorted = values.toSorted((a, b) => a - b);
  // quantileSorted(p) interpolates at rank (n − 1)p + 1.
  const p = (rank - 1) / (n - 1);
  return { low: quantileSorted(sorted, p), high: quantileSorted(sorted, 1 - p) };
}

/**
 * How many replications bring the half-width down to a given part of the mean, judging by a pilot.
 *
 * @param pilot     An estimate from at least two replications.
 * @param precision Half-width wanted ÷ mean: 0.02 for 2%.
 * @returns All replications, the pilot's included; at least 2. Infinity if the pilot's mean is 0.
 * @throws RangeError for a pilot of one, a precision that is not positive, or a level outside (0, 1).
 * Source: Law (2015), section 9.4.1, "obtaining a specified precision".
 */
export function replicationsNeeded(pilot: Estimate, precision: number, level = USUAL_LEVEL): number {
  requireWhole({ pilot: pilot.n }, 2);
  requirePositive({ precision });
  requireInside(level);
  if (pilot.sd === 0) return 2;
  const wanted = precision * Math.abs(pilot.mean);
  if (wanted === 0) return Infinity;
  // Normal quantiles are smaller than Student's, so this start is never too high and only a few steps too low.
  let n = Math.max(2, Math.ceil((normalQuantile((1 + level) / 2) * (pilot.sd / wanted)) ** 2));
  while (halfWidthOf(pilot.sd, n, level) > wanted) n++;
  return n;
}

/**
 * Half the width of Student's interval for a mean.
 *
 * @param sd Of one value.
 * @param n  How many values. Below 2 the half-width is Infinity.
 */
export function halfWidthOf(sd: number, n: number, level = USUAL_LEVEL): number {
  requireInside(level);
  return n > 1 ? (studentQuantile((1 + level) / 2, n - 1) * sd) / Math.sqrt(n) : Infinity;
}

function requireInside(level: number): void {
  if (!(level > 0 && level < 1)) throw new RangeError(`level must be between 0 and 1, but is ${level}`);
}
