import { requireNotNegative } from "../../check.ts";
import type { InvertedTimes } from "./times.ts";

/**
 * Any time between two ends, all equally likely.
 * @param low  Seconds, zero or above.
 * @param high Seconds, above `low`.
 * @throws RangeError naming the figure that is wrong.
 */
export function uniform(low: number, high: number): InvertedTimes {
  requireNotNegative({ low, high });
  if (high <= low) throw new RangeError(`high must be above low (${low}), but is ${high}`);
  const quantile = (u: number): number => low + (high - low) * u;
  return {
    form: "continuous",
    mean: (low + high) / 2,
    variance: (high - low) ** 2 / 12,
    survival: (t) => Math.min(1, Math.max(0, (high - t) / (high - low))),
    quantile,
    draw: quantile,
  };
}
