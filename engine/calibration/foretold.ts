import { absoluteError, crps, intervalScore } from "./scores.ts";
import { weightedQuantile } from "./weighted.ts";

/** A published figure beside what was foretold of it without it. In the unit of the figure. */
export interface Scored {
  readonly median: number;
  /** 95% of what was foretold. */
  readonly low: number;
  readonly high: number;
  readonly inside: boolean;
  readonly crps: number;
  readonly absolute: number;
}

/** The share of intervals that should hold. */
export const LEVEL = 0.95;

/** Scores equally likely values. */
export function scored(values: Float64Array, truth: number): Scored {
  const weights = new Float64Array(values.length).fill(1 / values.length);
  const { low, high, inside } = intervalScore(values, weights, truth, LEVEL);
  return {
    median: weightedQuantile(values, weights, 0.5),
    low,
    high,
    inside,
    crps: crps(values, weights, truth),
    absolute: absoluteError(values, weights, truth),
  };
}
