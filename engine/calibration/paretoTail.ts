/** A generalised Pareto distribution of what lies above a limit. */
export interface ParetoTail {
  /** Shape, k-hat: moments of order 1 ÷ k and above do not exist. Below zero the tail has an end. */
  readonly shape: number;
  readonly scale: number;
}

const PRIOR = 3;
const LEAST_POINTS = 30;

/**
 * Fits a generalised Pareto distribution: the profile likelihood of one parameter averaged over points placed by the data.
 * Quick, never fails, and nearly as good as maximum likelihood.
 *
 * @param excess Above zero, in ascending order; at least five. The shape is drawn a little towards 0.5, as if by ten more.
 * Source: Zhang and Stephens (2009), Technometrics 51(3), 316–325; prior of the shape, Vehtari et al. (2024), "Pareto
 * smoothed importance sampling", Journal of Machine Learning Research 25(72), appendix.
 */
export function fitParetoTail(excess: Float64Array): ParetoTail {
  const n = excess.length;
  const points = LEAST_POINTS + Math.floor(Math.sqrt(n));
  const quarter = excess[Math.floor(n / 4 + 0.5) - 1]!;
  const thetas = Float64Array.from(
    { length: points },
    (_, j) => 1 / excess[n - 1]! + (1 - Math.sqrt(points / (j + 0.5))) / (PRIOR * quarter),
  );
  const logs = thetas.map((theta) => n * profile(theta, excess));
  const most = logs.reduce((a, b) => Math.max(a, b), -Infinity);
  let total = 0;
  let theta = 0;
  logs.forEach((log, j) => {
    const weight = Math.exp(log - most);
    total += weight;
    theta += weight * thetas[j]!;
  });
  theta /= total;
  const shape = meanLog(theta, excess);
  return { shape: (shape * n + 0.5 * 10) / (n + 10), scale: -shape / theta };
}

/** The value that a share `p` of the excess stays below. */
export function paretoQuantile({ shape, scale }: ParetoTail, p: number): number {
  const log = -Math.log1p(-p);
  return shape === 0 ? scale * log : (scale * Math.expm1(shape * log)) / shape;
}

function profile(theta: number, excess: Float64Array): number {
  const shape = meanLog(theta, excess);
  return Math.log(-theta / shape) - shape - 1;
}

function meanLog(theta: number, excess: Float64Array): number {
  let sum = 0;
  for (const value of excess) sum += Math.log1p(-theta * value);
  return sum / excess.length;
}
