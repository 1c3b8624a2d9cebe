import type { UnknownDistribution } from "../random/unknown.ts";
import { unknownAt } from "../random/unknown.ts";
import { SMALLEST_UNIFORM } from "../random/streams.ts";
import { triangular } from "../random/times/triangular.ts";
import { uniform } from "../random/times/uniform.ts";
import { lognormal } from "../random/times/lognormal.ts";
import { normalCdf } from "../stats/quantiles.ts";

/** A prior without ends is cut where one in ten thousand lies beyond, at either side. */
const CUT = 1e-4;

/** What a figure may be before the data is seen: from place in the prior to value, and back. */
export interface PriorRange {
  /** The lowest and highest value; of a prior without ends, its quantiles at 1 and 9,999 in ten thousand. */
  readonly low: number;
  readonly high: number;
  /** The value that is not exceeded with probability `u`, 0 < u < 1; never rounded. */
  readonly valueAt: (u: number) => number;
  /** The probability of staying below a value; strictly between 0 and 1. */
  readonly placeOf: (value: number) => number;
}

/**
 * A prior with both directions ready. A whole figure is that of `unknownAt` before it is rounded: its ends are widened
 * by a half.
 *
 * @throws RangeError naming the figure of the distribution that is wrong.
 */
export function priorRange(distribution: UnknownDistribution, whole: boolean): PriorRange {
  const wide = whole ? widened(distribution) : distribution;
  const below = cumulative(wide);
  const valueAt = (u: number): number => unknownAt(wide, false, u);
  const ended = wide.kind === "triangular" || wide.kind === "uniform";
  // Checks the figures before anything is asked of them.
  valueAt(0.5);
  return {
    low: ended ? wide.low : valueAt(CUT),
    high: ended ? wide.high : valueAt(1 - CUT),
    valueAt,
    placeOf: (value) => Math.min(1 - SMALLEST_UNIFORM, Math.max(SMALLEST_UNIFORM, below(value))),
  };
}

function widened(distribution: UnknownDistribution): UnknownDistribution {
  return distribution.kind === "triangular" || distribution.kind === "uniform"
    ? { ...distribution, low: distribution.low - 0.5, high: distribution.high + 0.5 }
    : distribution;
}

function cumulative(distribution: UnknownDistribution): (value: number) => number {
  switch (distribution.kind) {
    case "triangular": {
      const { low, mode, high } = distribution;
      // From zero, since times, which these are written for, cannot be below it.
      const { survival } = triangular(0, mode - low, high - low);
      return (value) => 1 - survival(value - low);
    }
    case "uniform": {
      const { low, high } = distribution;
      const { survival } = uniform(0, high - low);
      return (value) => 1 - survival(value - low);
    }
    case "normal": {
      const { mean, sd } = distribution;
      return (value) => normalCdf((value - mean) / sd);
    }
    case "lognormal": {
      const { survival } = lognormal(distribution.mean, distribution.spread);
      return (value) => 1 - survival(value);
    }
    case "joint":
      throw new RangeError("a figure that was learnt with others has no prior of its own");
  }
}
