import { normalQuantile } from "../stats/quantiles.ts";
import { lognormal } from "./times/lognormal.ts";
import { triangular } from "./times/triangular.ts";
import { uniform } from "./times/uniform.ts";

/** What a figure that is not known may be, as plain data, in the unit of the figure. */
export type UnknownDistribution =
  | { readonly kind: "triangular"; readonly low: number; readonly mode: number; readonly high: number }
  | { readonly kind: "uniform"; readonly low: number; readonly high: number }
  | { readonly kind: "normal"; readonly mean: number; readonly sd: number }
  /** `spread` is the standard deviation divided by the mean. */
  | { readonly kind: "lognormal"; readonly mean: number; readonly spread: number }
  | Joint;

/**
 * One figure of several that were learnt together: its value in each of some rows that are equally likely. All figures of
 * one posterior have as many rows, and the same row holds for all of them.
 */
export interface Joint {
  readonly kind: "joint";
  /** The file they come from, as the scenario calls it, and its hash, which names it wherever it lies. */
  readonly file: string;
  readonly posterior: string;
  readonly values: readonly number[];
}

/**
 * The value that is not exceeded with probability `u`, 0 < u < 1; of figures learnt together that of the row at `u`.
 *
 * A whole number is drawn as a number and then rounded. Ranges are first widened by a half at either end: otherwise
 * the lowest and the highest value would come up half as often as they should, as fewer numbers are rounded to them.
 *
 * @throws RangeError naming the figure of the distribution that is wrong.
 */
export function unknownAt(distribution: UnknownDistribution, whole: boolean, u: number): number {
  const value = numberAt(distribution, whole ? 0.5 : 0, u);
  return whole ? Math.round(value) : value;
}

function numberAt(distribution: UnknownDistribution, widened: number, u: number): number {
  switch (distribution.kind) {
    case "triangular": {
      const { low, mode, high } = distribution;
      // From zero, since times of calls, which these functions are for, cannot be below it.
      return low - widened + triangular(0, mode - low + widened, high - low + 2 * widened).quantile(u);
    }
    case "uniform": {
      const { low, high } = distribution;
      return low - widened + uniform(0, high - low + 2 * widened).quantile(u);
    }
    case "normal":
      return distribution.mean + distribution.sd * normalQuantile(u);
    case "lognormal":
      return lognormal(distribution.mean, distribution.spread).quantile(u);
    case "joint":
      return distribution.values[Math.floor(u * distribution.values.length)]!;
  }
}
