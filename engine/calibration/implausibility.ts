import { requireShare, requireWhole } from "../check.ts";
import { binomialCdf, gammaQuantile } from "../stats/quantiles.ts";
import { beyond } from "./leaveOneOut.ts";
import { factorise, solveLower } from "./lowerTriangle.ts";

/** What is known of one output of one month: an emulator, or a formula in its place. */
export interface Surface {
  mean(u: Float64Array): number;
  /** Means at points that differ from `u` in the last input alone: quicker than one by one. */
  meansAlong?(u: Float64Array, last: Float64Array, means: Float64Array): void;
  variance(u: Float64Array): number;
  /** A quick stand-in for the variance, the same everywhere. */
  readonly usualVariance: number;
}

/** What was observed in one month, and what the model says of it. */
export interface MonthTarget {
  readonly month: string;
  /** Names, one for each output. */
  readonly outputs: readonly string[];
  /** On the scale of the surfaces. */
  readonly observed: Float64Array;
  /**
   * Of observed less true surface, outputs × outputs: chance of a single month, chance of the simulation, rounding,
   * discrepancy. What the surfaces do not know of themselves is added to its diagonal.
   */
  readonly covariance: Float64Array;
  readonly surfaces: readonly Surface[];
}

/**
 * How several outputs are taken together: by the one furthest off, by the second furthest (which forgives one bad
 * emulator), or by the distance that heeds how their errors go together.
 */
export type Measure = "largest" | "second largest" | "mahalanobis";

/**
 * The implausibility that the truth stays within in all months with probability `keeps`, if the errors are normal and as
 * large as stated and the months independent: whatever has more is ruled out. For the largest, this holds however the
 * outputs go together (Šidák 1967); for the second largest, they are taken to be independent.
 *
 * @throws RangeError unless `keeps` is above 0 and below 1, or for the second largest of a single output.
 */
export function limitOf(measure: Measure, outputs: number, months: number, keeps: number): number {
  requireWhole({ outputs }, measure === "second largest" ? 2 : 1);
  requireWhole({ months }, 1);
  requireShare({ keeps });
  if (keeps === 0 || keeps === 1) throw new RangeError(`keeps must be above 0 and below 1, but is ${keeps}`);
  const each = keeps ** (1 / months);
  if (measure === "mahalanobis") return Math.sqrt(2 * gammaQuantile(each, outputs / 2));
  const allowed = measure === "largest" ? 0 : 1;
  let [low, high] = [0, 40];
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    if (binomialCdf(allowed, outputs, beyond(middle)) < each) low = middle;
    else high = middle;
  }
  return high;
}

/** The implausibility of points of one month. Keeps scratch space: nothing is allocated in a call. */
export class Implausibility {
  readonly target: MonthTarget;
  readonly outputs: number;
  /** What the surfaces say at the point looked at: to be filled before `ofExpected`. */
  readonly expected: Float64Array;
  /** Their variances there. */
  readonly variances: Float64Array;
  /** Observed less expected over its standard deviation, of each output, at the point last judged. */
  readonly differences: Float64Array;
  /** The smallest absolute difference that each output has had so far, whatever the others were. */
  readonly leastAlone: Float64Array;
  private readonly measure: Measure;
  private readonly gaps: Float64Array;
  private readonly covariance: Float64Array;

  /** @throws RangeError if the arrays do not fit each other, a variance is not above zero, or there is no output. */
  constructor(target: MonthTarget, measure: Measure) {
    const { month, outputs, observed, covariance, surfaces } = target;
    const k = outputs.length;
    requireWhole({ outputs: k }, measure === "second largest" ? 2 : 1);
    if (observed.length !== k || surfaces.length !== k || covariance.length !== k * k) {
      throw new RangeError(
        `${month}: ${k} outputs need ${k} observed values, ${k} surfaces and a covariance of ${k} × ${k}, but there are ${observed.length}, ${surfaces.length} and ${covariance.length} numbers`,
      );
    }
    if (!factorise(covariance.slice(), k)) {
      throw new RangeError(`${month}: the covariance of what was observed must be positive definite`);
    }
    this.target = target;
    this.measure = measure;
    this.outputs = k;
    this.expected = new Float64Array(k);
    this.variances = new Float64Array(k);
    this.differences = new Float64Array(k);
    this.leastAlone = new Float64Array(k).fill(Infinity);
    this.gaps = new Float64Array(k);
    this.covariance = new Float64Array(k * k);
  }

  /** Of the point `u`, with what the surfaces say there. */
  at(u: Float64Array): number {
    const { surfaces } = this.target;
    for (let i = 0; i < this.outputs; i++) {
      this.expected[i] = surfaces[i]!.mean(u);
      this.variances[i] = surfaces[i]!.variance(u);
    }
    return this.ofExpected();
  }

  /**
   * |observed − expected| ÷ its standard deviation, or what `measure` makes of several.
   * Source: Craig et al. (1997), in Case Studies in Bayesian Statistics 3, 37–93.
   */
  ofExpected(): number {
    const { target, outputs: k, gaps, covariance, differences, leastAlone } = this;
    covariance.set(target.covariance);
    let first = 0;
    let second = 0;
    for (let i = 0; i < k; i++) {
      const gap = target.observed[i]! - this.expected[i]!;
      const variance = covariance[i * k + i]! + this.variances[i]!;
      gaps[i] = gap;
      covariance[i * k + i] = variance;
      const difference = gap / Math.sqrt(variance);
      differences[i] = difference;
      const size = Math.abs(difference);
      // What is not a number must not pass for a small one.
      if (Number.isNaN(size)) return Infinity;
      if (size < leastAlone[i]!) leastAlone[i] = size;
      if (size > first) {
        second = first;
        first = size;
      } else if (size > second) second = size;
    }
    if (this.measure === "largest") return first;
    if (this.measure === "second largest") return second;
    factorise(covariance, k);
    solveLower(covariance, k, gaps);
    let square = 0;
    for (let i = 0; i < k; i++) square += gaps[i]! * gaps[i]!;
    return Math.sqrt(square);
  }
}
