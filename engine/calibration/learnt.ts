import type { UnknownDistribution } from "../random/unknown.ts";
import { unknownAt } from "../random/unknown.ts";
import type { Range } from "../stats/estimate.ts";
import { gammaQuantile, normalQuantile } from "../stats/quantiles.ts";
import { priorRange } from "./priorRange.ts";
import { ascending, effectiveDraws, weightedMean, weightedQuantile } from "./weighted.ts";

/** A figure that was to be learnt: what it might have been, and its value in each draw of the posterior. */
export interface FigureDrawn {
  readonly name: string;
  readonly prior: UnknownDistribution;
  readonly whole: boolean;
  readonly values: ArrayLike<number>;
}

/** What one would like to predict, in each draw: attrition under a plan, say. */
export interface TargetDrawn {
  readonly name: string;
  readonly values: ArrayLike<number>;
}

export interface FigureLearnt {
  readonly name: string;
  readonly median: number;
  /** Central 90% intervals. */
  readonly range: Range;
  readonly prior: Range;
  /** Width of the interval ÷ that of the prior. */
  readonly widthRatio: number;
  /** Kullback and Leibler's information from prior to posterior, in bits, less what chance would give; at least 0. */
  readonly bits: number;
  /** "learnt nothing", "narrowed by about half" … */
  readonly words: string;
}

/** Two figures of which only some combination is known. */
export interface TradeOff {
  readonly figures: readonly [string, string];
  /** Rank correlation (Spearman) over the draws. Below zero: more of one goes with less of the other. */
  readonly correlation: number;
}

/** How much it would help to measure one figure exactly. */
export interface Measurement {
  readonly name: string;
  /** For each target: share of its variance that would go. */
  readonly targets: readonly VarianceShare[];
  /** For each other figure. */
  readonly others: readonly VarianceShare[];
  /** Mean over the targets or, without targets, over the other figures. */
  readonly worth: number;
}

export interface VarianceShare {
  readonly name: string;
  /** From 0 to 1, corrected for what chance would give. */
  readonly share: number;
  /** False where so few draws would show as much by chance. */
  readonly aboveChance: boolean;
}

export interface Learnt {
  readonly figures: readonly FigureLearnt[];
  /** Strongest first. */
  readonly tradeOffs: readonly TradeOff[];
  /** Rank correlations up to this size are not told of. */
  readonly correlationLimit: number;
  /** Worth most first. */
  readonly measurements: readonly Measurement[];
}

const BINS = 10;
/** How seldom chance alone may be told of, over all pairs looked at. */
const CHANCE = 0.01;
/** Correlations below this matter to nobody, however many draws there are. */
const LEAST_CORRELATION = 0.3;
/** Bits. To learn which half of its prior a figure is in, at three to one, is 0.19. */
const LITTLE = 0.1;

/**
 * What the draws of a posterior have learnt, what they cannot tell apart, and what would be worth measuring.
 *
 * The share of variance that knowing a figure would remove is R² of a quadratic regression on it, adjusted for its two
 * slopes (Ezekiel 1930); it sees what is curved, and misses what has a middle higher than both ends and is not a parabola.
 *
 * @param weights One for each draw; they add up to one.
 * @param effective Draws as independent draws would count. Fewer than 1 ÷ sum of squared weights if a chain gave them.
 * @throws RangeError if a column has not as many values as there are weights, or fewer than ten draws are effective.
 */
export function whatWasLearnt(
  figures: readonly FigureDrawn[],
  targets: readonly TargetDrawn[],
  weights: Float64Array,
  effective = effectiveDraws(weights),
): Learnt {
  for (const { name, values } of [...figures, ...targets]) {
    if (values.length === weights.length) continue;
    throw new RangeError(
      `${name} must have ${weights.length} values, one for each weight, but has ${values.length}`,
    );
  }
  if (!(effective >= 10)) throw new RangeError(`too few effective draws: ${effective.toFixed(1)}`);
  const pairs = (figures.length * (figures.length - 1)) / 2;
  const z = normalQuantile(1 - CHANCE / 2 / Math.max(1, pairs));
  // Fisher's transformation: atanh of a correlation by chance is about normal with variance 1 ÷ (draws − 3).
  const correlationLimit = Math.max(LEAST_CORRELATION, Math.tanh(z / Math.sqrt(effective - 3)));
  return {
    figures: figures.map((figure) => learntOf(figure, weights, effective)),
    tradeOffs: tradeOffsOf(figures, weights, correlationLimit),
    correlationLimit,
    measurements: measurementsOf(figures, targets, weights, effective),
  };
}

function learntOf(figure: FigureDrawn, weights: Float64Array, effective: number): FigureLearnt {
  const { name, prior, whole, values } = figure;
  const quantile = (p: number): number => weightedQuantile(values, weights, p);
  const range: Range = { low: quantile(0.05), high: quantile(0.95) };
  const before: Range = { low: unknownAt(prior, whole, 0.05), high: unknownAt(prior, whole, 0.95) };
  const widthRatio = (range.high - range.low) / (before.high - before.low);
  const median = quantile(0.5);
  const nats = information(figure, weights);
  const bits = Math.max(0, nats - (BINS - 1) / (2 * effective)) / Math.LN2;
  // Twice draws × information is about chi-square with one degree of freedom fewer than bins.
  const seen = nats > gammaQuantile(1 - CHANCE, (BINS - 1) / 2) / effective;
  const { placeOf } = priorRange(prior, whole);
  const place = weightedMean(
    Float64Array.from({ length: weights.length }, (_, i) => placeOf(values[i]!)),
    weights,
  );
  return {
    name,
    median,
    range,
    prior: before,
    widthRatio,
    bits,
    words: seen ? words(widthRatio, bits, place) : "learnt nothing",
  };
}

/** Sum over tenths of the prior of: share × log(share ÷ a tenth). A whole figure fills its part of the prior evenly. */
function information({ prior, whole, values }: FigureDrawn, weights: Float64Array): number {
  const { placeOf } = priorRange(prior, whole);
  const shares = new Float64Array(BINS);
  weights.forEach((weight, i) => {
    const value = values[i]!;
    if (!whole) {
      shares[Math.min(BINS - 1, Math.floor(BINS * placeOf(value)))]! += weight;
      return;
    }
    const [from, to] = [BINS * placeOf(value - 0.5), BINS * placeOf(value + 0.5)];
    for (let bin = Math.floor(from); bin < Math.min(BINS, to); bin++) {
      shares[bin]! += (weight * (Math.min(bin + 1, to) - Math.max(bin, from))) / (to - from);
    }
  });
  return shares.reduce((sum, share) => (share > 0 ? sum + share * Math.log(share * BINS) : sum), 0);
}

/** @param place Mean place in the prior. */
function words(ratio: number, bits: number, place: number): string {
  if (ratio > 1.1) return "wider than the prior";
  if (ratio >= 0.9) {
    if (bits < LITTLE) return "learnt a little";
    if (Math.abs(place - 0.5) < 0.05) return "another shape, not narrowed";
    return `moved ${place > 0.5 ? "up" : "down"}, not narrowed`;
  }
  if (ratio < 0.15) return `pinned down (narrowed by ${Math.round(100 * (1 - ratio))}%)`;
  if (ratio >= 0.45 && ratio <= 0.55) return "narrowed by about half";
  return `narrowed by ${Math.round(100 * (1 - ratio))}%`;
}

function tradeOffsOf(
  figures: readonly FigureDrawn[],
  weights: Float64Array,
  limit: number,
): readonly TradeOff[] {
  const ranks = figures.map(({ values }) => weightedRanks(values, weights));
  return figures
    .flatMap(({ name }, i) =>
      figures.slice(i + 1).map((other, j) => ({
        figures: [name, other.name] as const,
        correlation: correlationOf(ranks[i]!, ranks[i + 1 + j]!, weights),
      })),
    )
    .filter(({ correlation }) => Math.abs(correlation) > limit)
    .toSorted((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation));
}

/** Share of the weight below each value, and half of that upon it. */
function weightedRanks(values: ArrayLike<number>, weights: Float64Array): Float64Array {
  const order = ascending(values);
  const ranks = new Float64Array(values.length);
  let below = 0;
  for (let from = 0; from < order.length;) {
    let to = from;
    let upon = 0;
    while (to < order.length && values[order[to]!] === values[order[from]!]) upon += weights[order[to++]!]!;
    for (let i = from; i < to; i++) ranks[order[i]!] = below + upon / 2;
    below += upon;
    from = to;
  }
  return ranks;
}

/** Weighted correlation; 0 where one of the two does not vary. */
function correlationOf(x: ArrayLike<number>, y: ArrayLike<number>, weights: Float64Array): number {
  const [meanX, meanY] = [weightedMean(x, weights), weightedMean(y, weights)];
  let [xx, xy, yy] = [0, 0, 0];
  weights.forEach((weight, i) => {
    const [a, b] = [x[i]! - meanX, y[i]! - meanY];
    xx += weight * a * a;
    xy += weight * a * b;
    yy += weight * b * b;
  });
  // What varies by no more than the dust of rounding does not vary.
  const varies = xx > 1e-24 * meanX ** 2 && yy > 1e-24 * meanY ** 2;
  return varies ? xy / Math.sqrt(xx * yy) : 0;
}

function measurementsOf(
  figures: readonly FigureDrawn[],
  targets: readonly TargetDrawn[],
  weights: Float64Array,
  effective: number,
): readonly Measurement[] {
  const looked = figures.length * (targets.length + figures.length - 1);
  return figures
    .map((figure): Measurement => {
      const removed = ({ name, values }: TargetDrawn): VarianceShare => {
        const raw = quadraticShare(figure.values, values, weights);
        // Two slopes that mean nothing have R² above r with probability (1 − r) ^ ((draws − 3) ÷ 2).
        const limit = 1 - (CHANCE / looked) ** (2 / (effective - 3));
        const adjusted = 1 - ((1 - raw) * (effective - 1)) / (effective - 3);
        return { name, share: Math.max(0, adjusted), aboveChance: raw > limit };
      };
      const others = figures.filter((other) => other !== figure).map(removed);
      const wanted = targets.map(removed);
      const counted = wanted.length > 0 ? wanted : others;
      const worth = counted.reduce((sum, { share }) => sum + share, 0) / Math.max(1, counted.length);
      return { name: figure.name, targets: wanted, others, worth };
    })
    .toSorted((a, b) => b.worth - a.worth);
}

/** R² of a regression on x and x²: that on x, and that on what of x² is not already said by x. */
function quadraticShare(x: ArrayLike<number>, y: ArrayLike<number>, weights: Float64Array): number {
  const mean = weightedMean(x, weights);
  const away = Float64Array.from({ length: weights.length }, (_, i) => x[i]! - mean);
  const squares = away.map((a) => a * a);
  const [variance, cubes] = [
    weightedMean(squares, weights),
    weightedMean(
      squares.map((square, i) => square * away[i]!),
      weights,
    ),
  ];
  if (!(variance > 1e-24 * mean * mean)) return 0;
  const bent = squares.map((square, i) => square - variance - (cubes / variance) * away[i]!);
  // Two equal values, or draws of a yes or no, leave nothing in the square but rounding.
  const bends = weightedMean(
    bent.map((b) => b * b),
    weights,
  );
  const straight = correlationOf(away, y, weights) ** 2;
  const curved = bends > 1e-12 * variance ** 2 ? correlationOf(bent, y, weights) ** 2 : 0;
  return Math.min(1, straight + curved);
}
