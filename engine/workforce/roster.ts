import { requireNotNegative } from "../check.ts";
import type { Rota } from "../scenario/scenario.ts";

/**
 * So many times as many handlers, in whole people.
 *
 * What is left over from one hour goes into the next, so that the sum up to any hour is right to within half a handler.
 *
 * @param handlers At least 0, such as the 168 of a pool; where they are not whole, as weights are, what comes back is.
 * @param ratio    At least 0. At 1 the same numbers come back exactly.
 * @throws RangeError if the ratio is negative or no number.
 * Source: the rounding of running totals, known from drawing as one-dimensional error diffusion.
 */
export function wholeHandlers(handlers: readonly number[], ratio: number): readonly number[] {
  requireNotNegative({ ratio });
  let asked = 0;
  let given = 0;
  return handlers.map((count) => {
    asked += count;
    const here = Math.round(ratio * asked) - given;
    given += here;
    return here;
  });
}

/** The same for a desk of shifts: heads of each shift and weekday, the left-over going from one shift to the next. */
export function wholeRota(rota: Rota, ratio: number): Rota {
  const heads = wholeHandlers(
    rota.shifts.flatMap((shift) => shift.heads),
    ratio,
  );
  let from = 0;
  return {
    ...rota,
    shifts: rota.shifts.map((shift) => {
      from += shift.heads.length;
      return { ...shift, heads: heads.slice(from - shift.heads.length, from) };
    }),
  };
}
