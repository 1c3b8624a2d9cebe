import { requireNotNegative } from "../../check.ts";
import type { InvertedTimes } from "./times.ts";

/**
 * Times between two ends, with a likeliest one: what can be said when there is only judgement to go by.
 * @param low  Seconds, zero or above.
 * @param mode The likeliest time, from `low` to `high`.
 * @param high Seconds, above `low`.
 * @throws RangeError naming the figure that is wrong.
 */
export function triangular(low: number, mode: number, high: number): InvertedTimes {
  requireNotNegative({ low, mode, high });
  if (high <= low) throw new RangeError(`high must be above low (${low}), but is ${high}`);
  if (mode < low || mode > high) throw new RangeError(`mode must be from ${low} to ${high}, but is ${mode}`);
  const rising = (high - low) * (mode - low);
  const falling = (high - low) * (high - mode);
  const shareBelowMode = (mode - low) / (high - low);
  const quantile = (u: number): number =>
    u < shareBelowMode ? low + Math.sqrt(u * rising) : high - Math.sqrt((1 - u) * falling);
  return {
    form: "continuous",
    mean: (low + mode + high) / 3,
    variance: ((high - low) ** 2 - (mode - low) * (high - mode)) / 18,
    survival: (t) => {
      if (t <= low) return 1;
      if (t >= high) return 0;
      return t < mode ? 1 - (t - low) ** 2 / rising : (high - t) ** 2 / falling;
    },
    quantile,
    draw: quantile,
  };
}
