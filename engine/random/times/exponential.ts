import { requirePositive } from "../../check.ts";
import type { InvertedTimes } from "./times.ts";

/**
 * Times without memory: however long it has lasted, the rest is as long as ever.
 * @param mean Seconds, above zero.
 * @throws RangeError if it is not.
 */
export function exponential(mean: number): InvertedTimes {
  requirePositive({ mean });
  const quantile = (u: number): number => -mean * Math.log1p(-u);
  return {
    form: "continuous",
    mean,
    variance: mean ** 2,
    survival: (t) => (t > 0 ? Math.exp(-t / mean) : 1),
    quantile,
    draw: quantile,
  };
}
