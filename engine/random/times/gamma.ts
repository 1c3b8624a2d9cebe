import { requirePositive } from "../../check.ts";
import { gammaCdf, gammaQuantile } from "../../stats/quantiles.ts";
import type { InvertedTimes } from "./times.ts";

/**
 * Gamma times, given the two figures a planner can read off a report.
 * @param mean   Seconds, above zero.
 * @param spread Standard deviation ÷ mean, above zero. 1 is an exponential.
 * @throws RangeError naming the figure that is not positive.
 */
export function gamma(mean: number, spread: number): InvertedTimes {
  requirePositive({ mean, spread });
  return gammaOfShape(mean, spread ** -2);
}

/** Gamma times with this mean (seconds) and shape, both above zero. */
export function gammaOfShape(mean: number, shape: number): InvertedTimes {
  const scale = mean / shape;
  const quantile = (u: number): number => scale * gammaQuantile(u, shape);
  return {
    form: "continuous",
    mean,
    variance: mean * scale,
    survival: (t) => (t > 0 ? 1 - gammaCdf(t / scale, shape) : 1),
    quantile,
    draw: quantile,
  };
}
