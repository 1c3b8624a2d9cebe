import {
  factorise,
  invertFactored,
  logDeterminant,
  solveLower,
  solveLowerTransposed,
} from "./lowerTriangle.ts";

/**
 * A smooth surface with a plane below it, seen at some points with error:
 *
 *     value = plane + quadratic + bumps + error
 *
 * The plane has free coefficients (flat prior, integrated out). The coefficients of all squares and products of two inputs
 * are normal with one variance, so that they stay small unless the values ask for them. The bumps are a Gaussian process
 * with the Matérn 5/2 covariance and a length for each input. The error is a nugget, the same everywhere and estimated,
 * and a known variance of each point.
 *
 * Inputs lie in the unit cube; trends are written in x = 2u − 1. Figures are kept by their logarithms, in the order of
 * `Logs`: lengths of the inputs, variance of the bumps, variance of the quadratic coefficients, variance of the nugget.
 *
 * Source: Rasmussen and Williams (2006), Gaussian Processes for Machine Learning, sections 2.7 (plane with a flat prior),
 * 4.2 (Matérn) and 5.4 (gradient, leave-one-out); Dubrule (1983), Mathematical Geology 15, 687–699 (leave-one-out with a
 * fitted plane).
 */
export class GaussianProcess {
  readonly n: number;
  readonly d: number;
  /** Coefficients of the plane, of 1 and of each x. */
  readonly plane: Float64Array;
  /** Weight of each point in a prediction: the residuals seen through the inverse covariance. */
  readonly weights: Float64Array;
  /** Lower Cholesky factor of the covariance of the values, n × n. */
  readonly factor: Float64Array;
  /** L⁻¹ times the columns of the plane: one column of length n after another. */
  readonly seenPlane: Float64Array;
  /** Lower Cholesky factor of the precision of the plane's coefficients. */
  readonly planeFactor: Float64Array;
  /** Points times √5 over the length of each input. */
  readonly scaled: Float64Array;
  private readonly points: Float64Array;
  private readonly values: Float64Array;
  private readonly noise: Float64Array;
  private readonly centred: Float64Array;
  private readonly projection: Float64Array;
  private readonly scratch: Float64Array;

  /**
   * @param d      Inputs.
   * @param points n × d, in the unit cube, one point after another.
   * @param values Of the n points.
   * @param noise  Known variance of the error of each value.
   */
  constructor(d: number, points: Float64Array, values: Float64Array, noise: Float64Array) {
    const n = values.length;
    this.n = n;
    this.d = d;
    this.points = points;
    this.values = values;
    this.noise = noise;
    this.centred = points.map((u) => 2 * u - 1);
    this.scaled = new Float64Array(n * d);
    this.factor = new Float64Array(n * n);
    this.projection = new Float64Array(n * n);
    this.scratch = new Float64Array(n * n);
    this.seenPlane = new Float64Array(n * (d + 1));
    this.planeFactor = new Float64Array((d + 1) ** 2);
    this.plane = new Float64Array(d + 1);
    this.weights = new Float64Array(n);
  }

  /**
   * Takes these figures: factors the covariance and finds the plane and the weights.
   * @param logs d + 3 figures, in the order of `Logs`.
   * @returns Minus the logarithm of the restricted likelihood (the plane integrated out), but for a constant that depends
   *          on the points alone; Infinity if the covariance is singular as computed.
   */
  take(logs: Float64Array): number {
    const { n, d, factor } = this;
    this.covariance(logs);
    if (!factorise(factor, n)) return Infinity;
    const p = d + 1;
    const { seenPlane, planeFactor, plane, weights, centred, values } = this;
    seenPlane.fill(1, 0, n);
    for (let c = 0; c < d; c++) {
      for (let i = 0; i < n; i++) seenPlane[(c + 1) * n + i] = centred[i * d + c]!;
    }
    for (let c = 0; c < p; c++) solveLower(factor, n, seenPlane, c * n);
    weights.set(values);
    solveLower(factor, n, weights);
    for (let a = 0; a < p; a++) {
      for (let b = 0; b <= a; b++) {
        let total = 0;
        for (let i = 0; i < n; i++) total += seenPlane[a * n + i]! * seenPlane[b * n + i]!;
        planeFactor[a * p + b] = total;
      }
      let seen = 0;
      for (let i = 0; i < n; i++) seen += seenPlane[a * n + i]! * weights[i]!;
      plane[a] = seen;
    }
    if (!factorise(planeFactor, p)) return Infinity;
    solveLower(planeFactor, p, plane);
    solveLowerTransposed(planeFactor, p, plane);
    let misfit = 0;
    for (let i = 0; i < n; i++) {
      let left = weights[i]!;
      for (let c = 0; c < p; c++) left -= seenPlane[c * n + i]! * plane[c]!;
      weights[i] = left;
      misfit += left * left;
    }
    solveLowerTransposed(factor, n, weights);
    const determinants = logDeterminant(factor, n) + logDeterminant(planeFactor, p);
    return 0.5 * (misfit + determinants + (n - p) * Math.log(2 * Math.PI));
  }

  /**
   * The gradient of what `take` returned, by the figures' logarithms. Computes the projection that `precisionOf` reads.
   * @param logs     As last taken.
   * @param gradient d + 3 numbers, written.
   */
  gradient(logs: Float64Array, gradient: Float64Array): void {
    this.project();
    const { n, d, scaled, centred, projection, weights } = this;
    const bumps = Math.exp(logs[d]!);
    const quadratic = Math.exp(logs[d + 1]!);
    gradient.fill(0);
    let ofNugget = 0;
    let ofBumps = 0;
    let ofQuadratic = 0;
    for (let i = 0; i < n; i++) {
      const own = 0.5 * (projection[i * n + i]! - weights[i]! ** 2);
      ofNugget += own;
      ofBumps += own * bumps;
      ofQuadratic += own * quadratic * quadraticProduct(centred, i * d, centred, i * d, d);
      for (let j = 0; j < i; j++) {
        // Each pair stands for two elements of the matrix, hence no half.
        const w = projection[i * n + j]! - weights[i]! * weights[j]!;
        let square = 0;
        for (let c = 0; c < d; c++) {
          const t = scaled[i * d + c]! - scaled[j * d + c]!;
          square += t * t;
        }
        const s = Math.sqrt(square);
        const decay = w * bumps * Math.exp(-s);
        ofBumps += decay * (1 + s + square / 3);
        ofQuadratic += w * quadratic * quadraticProduct(centred, i * d, centred, j * d, d);
        const perSquare = (decay * (1 + s)) / 3;
        for (let c = 0; c < d; c++) {
          const t = scaled[i * d + c]! - scaled[j * d + c]!;
          gradient[c]! += perSquare * t * t;
        }
      }
    }
    gradient[d] = ofBumps;
    gradient[d + 1] = ofQuadratic;
    gradient[d + 2] = ofNugget * Math.exp(logs[d + 2]!);
  }

  /** 1 ÷ the variance of the value of point `i` given all the others. After `project` or `gradient`. */
  precisionOf(i: number): number {
    return this.projection[i * this.n + i]!;
  }

  /** The inverse covariance less what the plane takes up: lower triangle of `projection`. */
  project(): void {
    const { n, d, factor, projection, scratch, seenPlane, planeFactor } = this;
    invertFactored(factor, n, projection, scratch);
    // Rows of L⁻ᵀ(L⁻¹F)A⁻ᵀ/²: then the part of the plane is a sum of d + 1 products.
    const p = d + 1;
    const row = scratch.subarray(0, n * p);
    for (let c = 0; c < p; c++) {
      const column = seenPlane.slice(c * n, (c + 1) * n);
      solveLowerTransposed(factor, n, column);
      for (let i = 0; i < n; i++) row[i * p + c] = column[i]!;
    }
    for (let i = 0; i < n; i++) solveLower(planeFactor, p, row, i * p);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        let total = 0;
        for (let c = 0; c < p; c++) total += row[i * p + c]! * row[j * p + c]!;
        projection[i * n + j]! -= total;
      }
    }
  }

  private covariance(logs: Float64Array): void {
    const { n, d, points, scaled, centred, noise, factor } = this;
    for (let c = 0; c < d; c++) {
      const scale = Math.sqrt(5) * Math.exp(-logs[c]!);
      for (let i = 0; i < n; i++) scaled[i * d + c] = scale * points[i * d + c]!;
    }
    const bumps = Math.exp(logs[d]!);
    const quadratic = Math.exp(logs[d + 1]!);
    const nugget = Math.exp(logs[d + 2]!);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) {
        factor[i * n + j] =
          bumps * matern(scaled, i * d, scaled, j * d, d) +
          quadratic * quadraticProduct(centred, i * d, centred, j * d, d);
      }
      factor[i * n + i] =
        bumps + quadratic * quadraticProduct(centred, i * d, centred, i * d, d) + nugget + noise[i]!;
    }
  }
}

/** The Matérn 5/2 correlation of two points whose coordinates have been multiplied by √5 ÷ length. */
export function matern(a: Float64Array, i: number, b: Float64Array, j: number, d: number): number {
  let square = 0;
  for (let c = 0; c < d; c++) {
    const t = a[i + c]! - b[j + c]!;
    square += t * t;
  }
  const s = Math.sqrt(square);
  return (1 + s + square / 3) * Math.exp(-s);
}

/**
 * The sum over all squares and all products of two inputs of their value at one point times their value at the other: the
 * covariance of a quadratic whose coefficients are independent with variance 1.
 */
export function quadraticProduct(a: Float64Array, i: number, b: Float64Array, j: number, d: number): number {
  let inner = 0;
  let squares = 0;
  for (let c = 0; c < d; c++) {
    const product = a[i + c]! * b[j + c]!;
    inner += product;
    squares += product * product;
  }
  return (inner * inner + squares) / 2;
}
