import { normalQuantile } from "../stats/quantiles.ts";
import { sortedQuantile } from "../stats/sortedQuantile.ts";

/**
 * Whether chains of draws agree and how many independent draws they are worth. Each chain is one column of equal length.
 *
 * Source: Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021), Bayesian Analysis 16(2), 667–718; autocorrelations cut
 * off after Geyer (1992), Statistical Science 7(4), 473–483.
 */
export type Chains = readonly Float64Array[];

/** Each chain as its first and its second half, so that a chain that drifts disagrees with itself. */
export function halved(chains: Chains): Chains {
  return chains.flatMap((chain) => {
    const half = Math.floor(chain.length / 2);
    return [chain.slice(0, half), chain.slice(chain.length - half)];
  });
}

/** Every draw replaced by the normal quantile of its rank among all draws of all chains; ties share their mean rank. */
export function rankNormalised(chains: Chains): Chains {
  const length = chains[0]?.length ?? 0;
  const count = chains.length * length;
  const all = new Float64Array(count);
  chains.forEach((chain, i) => {
    all.set(chain, i * length);
  });
  const sorted = all.toSorted();
  // Ranks count in halves, for ties: quantiles are found once for each. Many draws tie, as steps not taken repeat them.
  const scores = new Map<number, number>();
  for (let from = 0; from < count;) {
    let to = from + 1;
    while (to < count && sorted[to] === sorted[from]) to++;
    const rank = (from + 1 + to) / 2;
    scores.set(sorted[from]!, normalQuantile((rank - 3 / 8) / (count + 1 / 4)));
    from = to;
  }
  return chains.map((chain) => chain.map((value) => scores.get(value)!));
}

/** How far each draw lies from the median of all: large where chains agree in place and not in spread. */
export function folded(chains: Chains): Chains {
  const median = sortedQuantile(allSorted(chains), 0.5);
  return chains.map((chain) => chain.map((value) => Math.abs(value - median)));
}

function allSorted(chains: Chains): Float64Array {
  const length = chains[0]?.length ?? 0;
  const all = new Float64Array(chains.length * length);
  chains.forEach((chain, i) => {
    all.set(chain, i * length);
  });
  return all.sort();
}

/**
 * Split, rank-normalised R-hat, the larger of that of the draws and of their distance from the median: 1 where all
 * chains have found the same, above it where they have not. NaN for chains that never move, or of fewer than four draws.
 */
export function splitRHat(chains: Chains): number {
  return Math.max(rHat(rankNormalised(halved(chains))), rHat(rankNormalised(halved(folded(chains)))));
}

/** √((within × (n − 1) ÷ n + between) ÷ within), as it stands. */
export function rHat(chains: Chains): number {
  return Math.sqrt(totalVariance(chains) / variances(chains).within);
}

/** Mean of the chains' sample variances, and sample variance of their means (0 for one chain). */
function variances(chains: Chains): { readonly within: number; readonly between: number } {
  const means = chains.map(meanOf);
  const within = chains.map((chain, i) => sumOfSquares(chain, means[i]!) / (chain.length - 1));
  const centre = meanOf(means);
  const between = chains.length < 2 ? 0 : sumOfSquares(means, centre) / (chains.length - 1);
  return { within: meanOf(within), between };
}

function meanOf(values: Float64Array | readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total / values.length;
}

function sumOfSquares(values: Float64Array | readonly number[], centre: number): number {
  let total = 0;
  for (const value of values) total += (value - centre) ** 2;
  return total;
}

/** Independent draws that would give the middle of the distribution as well as these do. */
export const bulkSize = (chains: Chains): number => effectiveSize(rankNormalised(halved(chains)));

/** Independent draws that would give the 5% and 95% quantiles as well, whichever is known worse. */
export function tailSize(chains: Chains): number {
  return Math.min(...tailIndicators(chains).map((indicator) => effectiveSize(halved(indicator))));
}

/** For the 5% and the 95% quantile of all draws: 1 where a draw is not above it, 0 where it is. */
export function tailIndicators(chains: Chains): readonly Chains[] {
  const sorted = allSorted(chains);
  return [0.05, 0.95].map((p) => {
    const limit = sortedQuantile(sorted, p);
    return chains.map((chain) => chain.map((value) => (value <= limit ? 1 : 0)));
  });
}

/** Draws of all chains ÷ autocorrelation time. */
export function effectiveSize(chains: Chains): number {
  return drawsIn(chains) / autocorrelationTime(chains);
}

/** Of the mean of all draws: their variance × autocorrelation time ÷ their number. */
export function varianceOfMean(chains: Chains): number {
  return (totalVariance(chains) * autocorrelationTime(chains)) / drawsIn(chains);
}

const drawsIn = (chains: Chains): number => chains.length * (chains[0]?.length ?? 0);

/** Of one draw, by what chains vary within and between them. */
function totalVariance(chains: Chains): number {
  const length = chains[0]?.length ?? 0;
  const { within, between } = variances(chains);
  return (within * (length - 1)) / length + between;
}

/**
 * Integrated autocorrelation time, in draws: how many draws in a row are worth one independent draw. 1 if draws are
 * independent; never below 1 ÷ log10(draws), since values below one rest on chance. NaN for chains that never move, or
 * of fewer than four draws.
 */
export function autocorrelationTime(chains: Chains): number {
  const length = chains[0]?.length ?? 0;
  if (length < 4) return NaN;
  const { within } = variances(chains);
  const total = totalVariance(chains);
  if (!(within > 0)) return NaN;
  const means = chains.map(meanOf);
  const correlation = (lag: number): number => {
    let covariance = 0;
    chains.forEach((chain, i) => {
      const mean = means[i]!;
      for (let t = lag; t < length; t++) covariance += (chain[t]! - mean) * (chain[t - lag]! - mean);
    });
    return 1 - (within - covariance / (length * chains.length)) / total;
  };
  // Sums of an even and the next odd lag are positive and fall for a reversible chain: what rises, or falls below zero,
  // is chance.
  let sum = 0;
  let smallest = Infinity;
  let even = 1;
  let odd = correlation(1);
  let lag = 0;
  while (even + odd >= 0 && lag < length - 4) {
    smallest = Math.min(smallest, even + odd);
    sum += smallest;
    lag += 2;
    even = correlation(lag);
    odd = correlation(lag + 1);
  }
  // Of the pair at which the sum is cut off, the even part still counts, once, if it is above zero.
  const last = Math.max(0, even);
  return Math.max(2 * sum - 1 + last, 1 / Math.log10(drawsIn(chains)));
}
