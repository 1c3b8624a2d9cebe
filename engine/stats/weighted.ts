/** Values of which some count for more than others. */
export interface WeightedValue {
  readonly value: number;
  /** Zero or above. */
  readonly weight: number;
}

/**
 * How many equally weighted values tell as much of a mean as these: (Σ weights)² ÷ Σ weights².
 * Source: Kong, Liu and Wong (1994), JASA 89(425), 278–288.
 */
export function effectiveSize(weights: Iterable<number>): number {
  let [sum, squares] = [0, 0];
  for (const weight of weights) {
    sum += weight;
    squares += weight ** 2;
  }
  return squares === 0 ? 0 : sum ** 2 / squares;
}

/**
 * The numbers that given parts of the weight stay below. Each value stands in the middle of its weight, with straight lines
 * between; below the first middle and above the last are the first and the last value.
 *
 * @param levels From 0 to 1.
 * @returns A number for each level; NaN if nothing weighs anything.
 * Source: with equal weights definition 5 of Hyndman and Fan (1996), The American Statistician 50(4), 361–365.
 */
export function weightedQuantiles(
  values: readonly WeightedValue[],
  levels: readonly number[],
): readonly number[] {
  const sorted = values.filter(({ weight }) => weight > 0).toSorted((a, b) => a.value - b.value);
  if (sorted.length === 0) return levels.map(() => NaN);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let before = 0;
  const middles = sorted.map(({ weight }) => {
    const middle = (before + weight / 2) / total;
    before += weight;
    return middle;
  });
  return levels.map((level) => {
    const above = middles.findIndex((middle) => middle >= level);
    if (above === 0) return sorted[0]!.value;
    if (above < 0) return sorted.at(-1)!.value;
    const [from, to] = [middles[above - 1]!, middles[above]!];
    const share = (level - from) / (to - from);
    return sorted[above - 1]!.value * (1 - share) + sorted[above]!.value * share;
  });
}

/** Mean and variance (of the values themselves, not of the mean). NaN if nothing weighs anything. */
export function weightedMoments(values: readonly WeightedValue[]): {
  readonly mean: number;
  readonly variance: number;
} {
  let [sum, total] = [0, 0];
  for (const { value, weight } of values) {
    sum += weight * value;
    total += weight;
  }
  const mean = sum / total;
  let squares = 0;
  for (const { value, weight } of values) squares += weight * (value - mean) ** 2;
  return { mean, variance: squares / total };
}
