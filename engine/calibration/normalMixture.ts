import { normalCdf, normalQuantile } from "../stats/quantiles.ts";

/** Normals of one standard deviation about many means, each with a weight; weights add up to one. */
export interface NormalMixture {
  readonly means: Float64Array;
  readonly weights: Float64Array;
  readonly sd: number;
}

/** Parts of the standard deviation by which means are gathered, and how far its tails are followed. */
const BINS_IN_SD = 16;
const FOLLOWED = 7;
const MOST_BINS = 20_000;
/** Beyond this the normal distribution function is 0 or 1 in double precision. */
const FURTHEST = 8;

/**
 * Equally likely values of a mixture, upward. Means are gathered in bins of a sixteenth of the standard deviation, which
 * adds about a five-thousandth to it.
 */
export function mixtureQuantiles({ means, weights, sd }: NormalMixture, count: number): Float64Array {
  let [low, high] = [Infinity, -Infinity];
  means.forEach((mean, i) => {
    if (!(weights[i]! > 0)) return;
    if (mean < low) low = mean;
    if (mean > high) high = mean;
  });
  const width = Math.max(sd / BINS_IN_SD, (high - low) / MOST_BINS);
  const reach = Math.ceil((FOLLOWED * sd) / width);
  const bins = new Float64Array(Math.floor((high - low) / width) + 1);
  means.forEach((mean, i) => {
    if (weights[i]! > 0) bins[Math.min(bins.length - 1, Math.floor((mean - low) / width))]! += weights[i]!;
  });
  // Weight that a normal about the middle of a bin has between edges so many bins away.
  const kernel = Float64Array.from(
    { length: 2 * reach + 1 },
    (_, i) => normalCdf(((i - reach + 0.5) * width) / sd) - normalCdf(((i - reach - 0.5) * width) / sd),
  );
  const spread = new Float64Array(bins.length + 2 * reach);
  bins.forEach((weight, bin) => {
    if (weight === 0) return;
    for (let i = 0; i < kernel.length; i++) spread[bin + i]! += weight * kernel[i]!;
  });
  const total = spread.reduce((sum, weight) => sum + weight, 0);
  const quantiles = new Float64Array(count);
  let cell = 0;
  let before = 0;
  for (let i = 0; i < count; i++) {
    const wanted = ((i + 0.5) / count) * total;
    while (cell < spread.length - 1 && before + spread[cell]! < wanted) before += spread[cell++]!;
    const part = spread[cell]! > 0 ? Math.min(1, (wanted - before) / spread[cell]!) : 0.5;
    quantiles[i] = low + (cell - reach + part) * width;
  }
  return quantiles;
}

/**
 * How far out a value lies, as a normal would: 0 in the middle, 1.96 where one in forty lies beyond. At most 8 either way,
 * as what is rarer has no digits left.
 */
export function mixtureZ({ means, weights, sd }: NormalMixture, value: number): number {
  let [below, above] = [0, 0];
  means.forEach((mean, i) => {
    if (!(weights[i]! > 0)) return;
    const away = (value - mean) / sd;
    below += weights[i]! * normalCdf(away);
    above += weights[i]! * normalCdf(-away);
  });
  const tail = Math.min(below, above);
  const size = tail <= 0 ? FURTHEST : Math.min(FURTHEST, -normalQuantile(Math.min(tail, 0.5)));
  return below < above ? -size : size;
}
