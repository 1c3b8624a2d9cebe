import { requireShare } from "../check.ts";
import { proportion } from "../experiment/targets.ts";
import { binomialCdf, normalCdf } from "../stats/quantiles.ts";
import { ascending, weightedQuantile } from "./weighted.ts";

/** How good a prediction was, once the figure is known. All in the unit of the figure; less is better. */

/**
 * Continuous ranked probability score of a weighted sample: the area between its distribution function, squared, and that
 * of the truth. Exact; for a single value it is the absolute error.
 *
 * @param weights Add up to one.
 * @throws RangeError if there are no values or not as many weights.
 * Source: Gneiting and Raftery (2007), Journal of the American Statistical Association 102(477), 359–378, section 4.2.
 */
export function crps(values: ArrayLike<number>, weights: ArrayLike<number>, truth: number): number {
  if (values.length === 0 || weights.length !== values.length) {
    throw new RangeError("crps wants at least one value, and a weight for each");
  }
  const order = ascending(values);
  let area = 0;
  let share = 0;
  for (let i = 0; i < order.length; i++) {
    const value = values[order[i]!]!;
    // Before the first value and after the last one, one of the two functions is 0 or both are 1.
    if (i === 0 && truth < value) area += value - truth;
    share += weights[order[i]!]!;
    const next = i + 1 < order.length ? values[order[i + 1]!]! : Math.max(value, truth);
    const passed = Math.min(Math.max(truth, value), next);
    area += share ** 2 * (passed - value) + (1 - share) ** 2 * (next - passed);
  }
  return area;
}

/**
 * The same score of a normal prediction, in closed form.
 * Source: Gneiting et al. (2005), Monthly Weather Review 133(5), 1098–1118, equation 5.
 */
export function crpsNormal(mean: number, sd: number, truth: number): number {
  const z = (truth - mean) / sd;
  const density = Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI);
  return sd * (z * (2 * normalCdf(z) - 1) + 2 * density - 1 / Math.sqrt(Math.PI));
}

/** Distance of the truth from the weighted median. */
export function absoluteError(values: ArrayLike<number>, weights: ArrayLike<number>, truth: number): number {
  return Math.abs(truth - weightedQuantile(values, weights, 0.5));
}

/** A central interval, and how it did. */
export interface IntervalScore {
  readonly low: number;
  readonly high: number;
  readonly inside: boolean;
  /** Width + 2 ÷ (1 − level) × how far the truth lies outside: smallest, on average, for the true quantiles. */
  readonly score: number;
}

/**
 * The central interval of a weighted sample, scored.
 * @param level Share of the weight inside, above 0 and below 1.
 * @throws RangeError if the level is out of range.
 * Source: Gneiting and Raftery (2007), section 6.2.
 */
export function intervalScore(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
  truth: number,
  level = 0.9,
): IntervalScore {
  requireShare({ level });
  const tail = (1 - level) / 2;
  if (tail === 0 || tail === 0.5) throw new RangeError(`level must be between 0 and 1, but is ${level}`);
  const low = weightedQuantile(values, weights, tail);
  const high = weightedQuantile(values, weights, 1 - tail);
  const outside = Math.max(low - truth, truth - high, 0);
  return { low, high, inside: outside === 0, score: high - low + outside / tail };
}

/** How often intervals held, and what so few trials can prove. */
export interface Coverage {
  readonly held: number;
  readonly of: number;
  readonly share: number;
  /** 95% interval of the true share (Clopper and Pearson 1934). */
  readonly low: number;
  readonly high: number;
  /** Whether that interval holds the share the intervals claim. */
  readonly agrees: boolean;
}

/**
 * @param inside Whether each interval held. They should not hang together: six figures of one month are not six trials.
 * @param level  The share they claim.
 */
export function coverage(inside: readonly boolean[], level = 0.9): Coverage {
  const held = inside.filter(Boolean).length;
  const { share, low, high } = proportion(held, inside.length);
  return { held, of: inside.length, share, low, high, agrees: low <= level && level <= high };
}

/** How often at least so many of some independent intervals hold that each hold with a probability. */
export function chanceToHold(atLeast: number, of: number, probability: number): number {
  return atLeast <= 0 ? 1 : 1 - binomialCdf(atLeast - 1, of, probability);
}
