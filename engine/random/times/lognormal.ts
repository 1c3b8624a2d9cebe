import { requirePositive } from "../../check.ts";
import { normalCdf, normalQuantile } from "../../stats/quantiles.ts";
import type { InvertedTimes } from "./times.ts";

/**
 * Lognormal times, given the two figures a planner can read off a report.
 * @param mean   Mean of the times themselves, not of their logarithms, in seconds. Above zero.
 * @param spread Standard deviation ÷ mean, above zero.
 * @throws RangeError naming the figure that is not positive.
 * Source: talk times are close to lognormal in Brown et al. (2005), JASA 100(469), 36–50.
 */
export function lognormal(mean: number, spread: number): InvertedTimes {
  requirePositive({ mean, spread });
  const logVariance = Math.log1p(spread ** 2);
  const logSd = Math.sqrt(logVariance);
  const logMean = Math.log(mean) - logVariance / 2;
  const quantile = (u: number): number => Math.exp(logMean + logSd * normalQuantile(u));
  return {
    form: "continuous",
    mean,
    variance: (mean * spread) ** 2,
    survival: (t) => (t > 0 ? normalCdf((logMean - Math.log(t)) / logSd) : 1),
    quantile,
    draw: quantile,
  };
}
