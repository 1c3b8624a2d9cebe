import { requireShare } from "../check.ts";

/**
 * The number that a share `p` of a sample stay below, interpolated as R's default (type 7) does: 0 gives the smallest
 * and 1 the largest. NaN for an empty sample.
 *
 * @param sorted In ascending order.
 * @throws RangeError if `p` is not a share.
 * Source: Hyndman and Fan (1996), The American Statistician 50(4), 361–365, definition 7.
 */
export function sortedQuantile(sorted: ArrayLike<number>, p: number): number {
  requireShare({ p });
  if (sorted.length === 0) return NaN;
  const position = p * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below]!;
  return position === below ? low : low + (position - below) * (sorted[below + 1]! - low);
}
