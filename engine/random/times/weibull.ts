import { requirePositive } from "../../check.ts";
import { gammaFunction } from "../../stats/quantiles.ts";
import type { InvertedTimes } from "./times.ts";

/**
 * Weibull times. With a shape below 1 those who have waited long are the least likely to leave in the next minute.
 * @param scale Seconds, above zero: 63% of times are shorter.
 * @param shape Above zero; 1 is an exponential.
 * @throws RangeError naming the figure that is not positive.
 */
export function weibull(scale: number, shape: number): InvertedTimes {
  requirePositive({ scale, shape });
  const mean = scale * gammaFunction(1 + 1 / shape);
  const quantile = (u: number): number => scale * (-Math.log1p(-u)) ** (1 / shape);
  return {
    form: "continuous",
    mean,
    variance: scale ** 2 * gammaFunction(1 + 2 / shape) - mean ** 2,
    survival: (t) => (t > 0 ? Math.exp(-((t / scale) ** shape)) : 1),
    quantile,
    draw: quantile,
  };
}
