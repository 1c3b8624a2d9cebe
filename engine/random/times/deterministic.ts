import { requireNotNegative } from "../../check.ts";
import type { InvertedTimes } from "./times.ts";

/**
 * Always the same time.
 * @param value Seconds, zero or above.
 * @throws RangeError if it is negative or not finite.
 */
export function deterministic(value: number): InvertedTimes {
  requireNotNegative({ value });
  const quantile = (): number => value;
  return {
    form: "constant",
    mean: value,
    variance: 0,
    survival: (t) => (t < value ? 1 : 0),
    quantile,
    draw: quantile,
  };
}
