import { studentCdf, studentQuantile } from "../stats/quantiles.ts";
import type { PairedRatios } from "../stats/pairedRatios.ts";
import type { Better } from "./measure.ts";

/** What a comparison says of one measure: of a plan against the base. "higher" and "lower" where neither is better. */
export type Verdict = "better" | "worse" | "higher" | "lower" | "the same" | "cannot be told apart";

/** A paired difference, with an interval and a probability that allow for all that were looked at. */
export interface Judgement {
  readonly verdict: Verdict;
  /** Plan less base. */
  readonly difference: number;
  /**
   * All the intervals difference ± halfWidth of one comparison hold together with 95% confidence. Infinity after one
   * replication.
   */
  readonly halfWidth: number;
  /** Probability of a difference as large as this by chance alone, times the differences looked at; at most 1. */
  readonly p: number;
  /**
   * Variance of the difference with different callers ÷ with the same callers: as many times the replications would be
   * needed without pairing. NaN where there is no variance to speak of.
   */
  readonly pairingGain: number;
}

/** Chance of any wrong verdict among all the differences of a comparison. */
export const FAMILY_ERROR = 0.05;

/**
 * Judges one difference among several (Bonferroni: valid however they depend on each other).
 *
 * @param looked How many differences are looked at in the whole comparison, at least 1.
 * @param better Which way is better, if either.
 * Source: Law (2015), Simulation Modeling and Analysis, 5th ed., sections 10.2.1 and 10.3.1.
 */
export function judge(pairs: PairedRatios, looked: number, better: Better | null): Judgement {
  const { difference, standardError, unpairedStandardError, count, identical } = pairs;
  if (identical && count > 0) {
    return { verdict: "the same", difference: 0, halfWidth: 0, p: 1, pairingGain: NaN };
  }
  if (count < 2) {
    return { verdict: "cannot be told apart", difference, halfWidth: Infinity, p: 1, pairingGain: NaN };
  }
  const degrees = count - 1;
  const halfWidth = studentQuantile(1 - FAMILY_ERROR / looked / 2, degrees) * standardError;
  // Figures that no chance touches, such as handlers on duty, differ for certain.
  const p =
    standardError === 0
      ? 0
      : Math.min(1, looked * 2 * studentCdf(-Math.abs(difference) / standardError, degrees));
  const pairingGain = standardError === 0 ? NaN : (unpairedStandardError / standardError) ** 2;
  return { verdict: verdictOf(difference, halfWidth, better), difference, halfWidth, p, pairingGain };
}

/** What to call a difference that is known to within its half-width. */
export function verdictOf(difference: number, halfWidth: number, better: Better | null): Verdict {
  // NaN, where a figure has no meaning, is never beyond the half-width.
  if (!(Math.abs(difference) > halfWidth)) return "cannot be told apart";
  const way = difference < 0 ? "lower" : "higher";
  if (better === null) return way;
  return way === better ? "better" : "worse";
}
