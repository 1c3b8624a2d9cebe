import { requireShare } from "../check.ts";

/** A forecast of one figure: the values that it stays below with each of the probabilities `levels`, both ascending. */
export interface QuantileForecast {
  readonly levels: readonly number[];
  readonly quantiles: readonly number[];
}

/**
 * The continuous ranked probability score of a forecast that is given by its quantiles, in the unit of the figure. Zero is
 * a sure and right forecast; of a forecast of one number it is the absolute error.
 *
 * The quantiles stand for one definite distribution: spread evenly between each and the next, with what is left at either
 * end lying on the first and on the last. Its score is exact: the integral of (F(x) − [x ≥ actual])², piece by piece. Being
 * the score of a distribution, it cannot be bettered by stating other quantiles than one believes, but for the ends.
 *
 * @throws RangeError if there are no quantiles, or levels or quantiles are not in order.
 * Source: Matheson and Winkler (1976), Management Science 22(10), 1087–1096; Gneiting and Raftery (2007), JASA 102(477),
 * 359–378, section 4.2.
 */
export function crps(forecast: QuantileForecast, actual: number): number {
  requireInOrder(forecast);
  const { levels, quantiles } = forecast;
  const first = quantiles[0]!;
  const last = quantiles.at(-1)!;
  let score = Math.max(0, first - actual) + Math.max(0, actual - last);
  for (let i = 1; i < quantiles.length; i++) {
    const [low, high] = [quantiles[i - 1]!, quantiles[i]!];
    if (!(high > low)) continue;
    const cut = Math.min(high, Math.max(low, actual));
    const [from, to] = [levels[i - 1]!, levels[i]!];
    const atCut = from + ((to - from) * (cut - low)) / (high - low);
    score += (cut - low) * meanSquare(from, atCut) + (high - cut) * meanSquare(1 - atCut, 1 - to);
  }
  return score;
}

/**
 * Where an actual figure fell in its forecast: the probability that was given to less. Over many right forecasts it is
 * uniform from 0 to 1. Below the first quantile it is 0 and above the last 1, as the forecast says no more.
 *
 * @throws RangeError as `crps` does.
 * Source: Dawid (1984), JRSS A 147(2), 278–292 (probability integral transform).
 */
export function probabilityBelow(forecast: QuantileForecast, actual: number): number {
  requireInOrder(forecast);
  const { levels, quantiles } = forecast;
  if (actual < quantiles[0]!) return 0;
  if (actual > quantiles.at(-1)!) return 1;
  // Where several quantiles are the same, half of what lies on that value counts as less.
  const equal = levels.filter((_, i) => quantiles[i] === actual);
  if (equal.length > 0) return (equal[0]! + equal.at(-1)!) / 2;
  const above = quantiles.findIndex((quantile) => quantile > actual);
  const [low, high] = [quantiles[above - 1]!, quantiles[above]!];
  const [from, to] = [levels[above - 1]!, levels[above]!];
  return from + ((to - from) * (actual - low)) / (high - low);
}

/** Mean of the square of what goes evenly from one value to another. */
function meanSquare(from: number, to: number): number {
  return (from * from + from * to + to * to) / 3;
}

function requireInOrder({ levels, quantiles }: QuantileForecast): void {
  if (quantiles.length === 0 || levels.length !== quantiles.length) {
    throw new RangeError(`${levels.length} levels cannot go with ${quantiles.length} quantiles`);
  }
  levels.forEach((level, i) => {
    requireShare({ level });
    if (i > 0 && !(level > levels[i - 1]! && quantiles[i]! >= quantiles[i - 1]!)) {
      throw new RangeError(`levels and quantiles must ascend, but ${quantiles[i]!} at ${level} does not`);
    }
  });
}
