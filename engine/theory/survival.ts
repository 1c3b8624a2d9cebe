import { requirePositive } from "../check.ts";
import type { Seconds } from "../units.ts";

/** Share of times that are longer than this one: starts at no more than 1 and never rises. */
export type Survival = (time: Seconds) => number;

/** @throws RangeError if `mean` is not above zero. */
export function exponentialSurvival(mean: Seconds): Survival {
  requirePositive({ mean });
  return (time) => Math.exp(-(time / mean));
}

/** @throws RangeError naming the figure that is not above zero. */
export function weibullSurvival(scale: Seconds, shape: number): Survival {
  requirePositive({ scale, shape });
  return (time) => Math.exp(-((time / scale) ** shape));
}
