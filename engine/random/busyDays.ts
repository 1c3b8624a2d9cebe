import { requireNotNegative, requireShare, requireWhole } from "../check.ts";
import { normalCdf, normalQuantile } from "../stats/quantiles.ts";
import { openStream, SMALLEST_UNIFORM } from "./streams.ts";
import type { Uniform } from "./streams.ts";
import { gamma } from "./times/gamma.ts";

export interface BusyDaysWanted {
  /** Standard deviation of the factor, whose mean is 1. Zero or above; at 0 all factors are 1. */
  readonly spread: number;
  /** Between the queues' factors on the same day, as the correlation of their normal scores, 0 to 1. */
  readonly correlation: number;
  readonly queues: readonly string[];
  readonly days: number;
  readonly seed: string;
  readonly replication: number;
}

/**
 * How busy each day is for each queue: a factor on the arrival rate, gamma distributed with mean 1.
 *
 * A day has one normal score in common and one for each queue, joined so that any two queues correlate as wanted (a
 * Gaussian copula). Every score comes from a stream of its own, day by day, so another queue or a longer run leaves
 * the factors there are as they were.
 *
 * @returns For each queue, in the order given, one factor a day.
 * @throws RangeError naming the figure that is wrong.
 * Source: gamma factors on a Poisson rate as in Jongbloed and Koole (2001), Applied Stochastic Models in Business and
 * Industry 17(4), 307–318; joined by a normal copula as in Oreshkin, Régnard and L'Ecuyer (2016), Operations Research
 * 64(2), 510–527.
 */
export function busyDayFactors(wanted: BusyDaysWanted): Float64Array[] {
  const { spread, correlation, queues, days, seed, replication } = wanted;
  requireNotNegative({ spread });
  requireShare({ correlation });
  requireWhole({ days });
  if (spread === 0) return queues.map(() => new Float64Array(days).fill(1));

  // Inverted exactly at every draw: a month takes under a hundred, and a table costs thousands.
  const factorAt = gamma(1, spread).quantile;
  const scores = (queue: string): Float64Array =>
    normalScores(days, openStream({ seed, replication, purpose: "busy day", queue }));

  const common = scores("");
  const weightOfCommon = Math.sqrt(correlation);
  const weightOfOwn = Math.sqrt(1 - correlation);
  return queues.map((queue) =>
    scores(queue).map((own, day) => factorAt(insideUnit(weightOfCommon * common[day]! + weightOfOwn * own))),
  );
}

function normalScores(count: number, uniform: Uniform): Float64Array {
  return new Float64Array(count).map(() => normalQuantile(uniform()));
}

/** Probability of a smaller score, kept where streams and tables keep theirs: two far scores add up to one farther. */
function insideUnit(score: number): number {
  return Math.min(1 - SMALLEST_UNIFORM, Math.max(SMALLEST_UNIFORM, normalCdf(score)));
}
