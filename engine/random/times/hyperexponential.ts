import { requirePositive } from "../../check.ts";
import type { InvertedTimes } from "./times.ts";

/** Newton's steps double the digits each time; from these starts about six are taken. */
const MOST_STEPS = 60;
const LAST_STEP = 1e-10;

/**
 * Two exponentials with balanced means: many short times and few long ones, each kind with half of the total.
 * Drawn by inversion of the whole, not by choosing a kind first, so the draw is monotone in the uniform.
 *
 * @param mean   Seconds, above zero.
 * @param spread Standard deviation ÷ mean, above 1.
 * @throws RangeError naming the figure that is wrong.
 * Source: balanced means as in Whitt (1982), Operations Research 30(1), 125–147.
 */
export function hyperexponential(mean: number, spread: number): InvertedTimes {
  requirePositive({ mean, spread });
  if (spread <= 1) throw new RangeError(`spread must be above 1, but is ${spread}`);
  const shortShare = (1 + Math.sqrt((spread ** 2 - 1) / (spread ** 2 + 1))) / 2;
  const longShare = 1 / (2 * (spread ** 2 + 1) * shortShare); // 1 − shortShare without cancellation
  const shortRate = (2 * shortShare) / mean;
  const longRate = (2 * longShare) / mean;

  const survival = (t: number): number =>
    t > 0 ? shortShare * Math.exp(-shortRate * t) + longShare * Math.exp(-longRate * t) : 1;
  const logSurvival = (t: number): number => {
    const ended = -shortShare * Math.expm1(-shortRate * t) - longShare * Math.expm1(-longRate * t);
    return ended < 0.5 ? Math.log1p(-ended) : Math.log(survival(t));
  };
  const hazard = (t: number): number =>
    (shortShare * shortRate * Math.exp(-shortRate * t) + longShare * longRate * Math.exp(-longRate * t)) /
    survival(t);

  /**
   * The logarithm of the survival is convex, so Newton's steps from the left stay on the left and cannot miss. Either
   * kind alone survives less than both together, so the times at which one alone would be down to 1 − u lie left.
   */
  const quantile = (u: number): number => {
    const wanted = Math.log1p(-u);
    let t = Math.max(
      0,
      (Math.log(shortShare) - wanted) / shortRate,
      (Math.log(longShare) - wanted) / longRate,
    );
    for (let i = 0; i < MOST_STEPS; i++) {
      const step = (logSurvival(t) - wanted) / hazard(t);
      t += step;
      if (Math.abs(step) <= LAST_STEP * t) break;
    }
    return t;
  };
  return { form: "continuous", mean, variance: (mean * spread) ** 2, survival, quantile, draw: quantile };
}
