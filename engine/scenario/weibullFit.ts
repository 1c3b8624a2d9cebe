import jstat from "jstat";

/** Shapes between which every spread that a file may ask for (1% to 10,000%) lies. */
const LEAST_SHAPE = 0.05;
const MOST_SHAPE = 200;
/** Halvings of that range in logarithms: enough for the last digit of a double. */
const HALVINGS = 60;

/**
 * Scale and shape of the Weibull distribution with a mean and a spread. The spread falls as the shape grows, so the
 * shape is found by halving its range.
 *
 * @param mean   Above zero.
 * @param spread Standard deviation ÷ mean, from 0.01 to 100.
 * @throws RangeError if the spread is outside that range.
 * Source: spread² + 1 = Γ(1 + 2 ÷ shape) ÷ Γ(1 + 1 ÷ shape)², mean = scale × Γ(1 + 1 ÷ shape); Johnson, Kotz and
 * Balakrishnan (1994), Continuous Univariate Distributions 1, chapter 21.
 */
export function weibullFit(mean: number, spread: number): { readonly scale: number; readonly shape: number } {
  if (!(spread >= 0.01 && spread <= 100)) {
    throw new RangeError(`spread must be from 0.01 to 100, but is ${spread}`);
  }
  const logGamma = (x: number): number => jstat.gammaln(x);
  const wanted = Math.log1p(spread ** 2);
  const logSpread = (shape: number): number => logGamma(1 + 2 / shape) - 2 * logGamma(1 + 1 / shape);
  let low = Math.log(LEAST_SHAPE);
  let high = Math.log(MOST_SHAPE);
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (logSpread(Math.exp(middle)) > wanted) low = middle;
    else high = middle;
  }
  const shape = spread === 1 ? 1 : Math.exp((low + high) / 2);
  return { scale: mean / Math.exp(logGamma(1 + 1 / shape)), shape };
}
