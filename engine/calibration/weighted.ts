import { requireShare } from "../check.ts";

/** Draws with weights that add up to one. */

/** Equal draws that would know a mean as well: 1 ÷ sum of squared weights (Kish 1965). Weights add up to one. */
export function effectiveDraws(weights: Iterable<number>): number {
  let squares = 0;
  for (const weight of weights) squares += weight ** 2;
  return 1 / squares;
}

/** The order that sorts values upward; equal values keep theirs. */
export function ascending(values: ArrayLike<number>): Uint32Array {
  return Uint32Array.from({ length: values.length }, (_, i) => i).sort(
    (a, b) => values[a]! - values[b]! || a - b,
  );
}

/**
 * The smallest value that a share `p` of the weight does not exceed. Weights add up to one.
 * @throws RangeError if `p` is not a share or there are no values.
 */
export function weightedQuantile(values: ArrayLike<number>, weights: ArrayLike<number>, p: number): number {
  requireShare({ p });
  if (values.length === 0) throw new RangeError("a quantile wants at least one value");
  const order = ascending(values);
  let sum = 0;
  for (const i of order) {
    sum += weights[i]!;
    // Sums of weights that should reach p exactly may stop a rounding short of it.
    if (sum >= p - 1e-12 && weights[i]! > 0) return values[i]!;
  }
  return values[order[order.length - 1]!]!;
}

export function weightedMean(values: ArrayLike<number>, weights: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += weights[i]! * values[i]!;
  return sum;
}
