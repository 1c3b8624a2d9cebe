import { requirePositive, requireWhole } from "../../check.ts";
import { gammaOfShape } from "./gamma.ts";
import type { InvertedTimes } from "./times.ts";

/**
 * The sum of several exponential phases, all alike.
 * @param mean   Of the sum, in seconds, above zero.
 * @param phases A whole number of at least 1. 1 is an exponential; more phases vary less.
 * @throws RangeError naming the figure that is wrong.
 */
export function erlang(mean: number, phases: number): InvertedTimes {
  requirePositive({ mean });
  requireWhole({ phases }, 1);
  return gammaOfShape(mean, phases);
}
