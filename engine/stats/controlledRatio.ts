import { requireWhole } from "../check.ts";

/** What control variates make of a ratio. */
export interface Controlled {
  readonly ratio: number;
  readonly standardError: number;
  /** Of Student's distribution: replications less controls less one. */
  readonly degrees: number;
}

/**
 * A ratio of sums over replications, corrected by figures of the same replications whose true means are known
 * (control variates): how many callers came, and how much work they brought. A month with more callers than expected
 * loses more of them; how much of the ratio goes with the callers is learnt by regression and taken off.
 *
 * Keeps running moments only.
 *
 * Source: Lavenberg and Welch (1981), Management Science 27(3), 322–335; Law (2015), Simulation Modeling and Analysis,
 * 5th ed., section 11.4; for the linearised residuals of a ratio, section 9.5.3.
 */
export class ControlledRatio {
  private n = 0;
  private readonly controls: number;
  /** Means of the numerator, the denominator, and the controls less their true means. */
  private readonly means: Float64Array;
  /** Sums of products of distances from the means. */
  private readonly products: Float64Array;
  private readonly distances: Float64Array;

  /** @param controls How many control variates, at least 1. */
  constructor(controls: number) {
    requireWhole({ controls }, 1);
    this.controls = controls;
    const size = 2 + controls;
    this.means = new Float64Array(size);
    this.products = new Float64Array(size * size);
    this.distances = new Float64Array(size);
  }

  /** @param fromMeans Each control less its true mean. */
  add(numerator: number, denominator: number, fromMeans: ArrayLike<number>): void {
    this.n++;
    const { means, products, distances } = this;
    const size = means.length;
    for (let i = 0; i < size; i++) {
      const value = i === 0 ? numerator : i === 1 ? denominator : fromMeans[i - 2]!;
      distances[i] = value - means[i]!;
    }
    const weight = (this.n - 1) / this.n;
    for (let i = 0; i < size; i++) {
      means[i]! += distances[i]! / this.n;
      for (let j = 0; j <= i; j++) {
        const product = distances[i]! * distances[j]! * weight;
        products[size * i + j]! += product;
        if (i !== j) products[size * j + i]! += product;
      }
    }
  }

  /**
   * The corrected ratio. null if there are too few replications to learn the correction from (ten for each control and
   * ten more), or if controls do not vary or depend on each other.
   */
  get controlled(): Controlled | null {
    const { n, controls, means, products } = this;
    const size = means.length;
    if (n < 10 * (controls + 1)) return null;
    const ratio = means[0]! / means[1]!;
    if (!Number.isFinite(ratio)) return null;
    const product = (i: number, j: number): number => products[size * i + j]!;
    const residual = (i: number): number => (product(i, 0) - ratio * product(i, 1)) / means[1]!;
    const squares = (residual(0) - ratio * residual(1)) / means[1]!;
    const places = Array.from({ length: controls }, (_, c) => c + 2);
    const root = choleskyOf(places.map((i) => places.map((j) => product(i, j))));
    if (root === null) return null;
    const slopes = solved(
      root,
      places.map((i) => residual(i)),
    );
    const off = places.map((i) => means[i]!);
    const explained = dot(
      slopes,
      places.map((i) => residual(i)),
    );
    const degrees = n - controls - 1;
    const left = squares - explained;
    // A figure that is a control, or made up of controls, is known: what is left is rounding.
    const variance = left > ROUNDING * squares ? left / degrees : 0;
    return {
      ratio: ratio - dot(slopes, off),
      standardError: Math.sqrt(variance * (1 / n + dot(off, solved(root, off)))),
      degrees,
    };
  }
}

type Matrix = readonly (readonly number[])[];

/** Of a sum of squares; sums of thousands of products are surer than this. */
const ROUNDING = 1e-10;

/** What a pivot has to keep of its diagonal; less than this is a column that the others make up, or rounding. */
const LEAST_PIVOT = 1e-9;

/** Lower triangle L with L Lᵀ = `matrix`; null if the matrix is not safely positive definite. */
function choleskyOf(matrix: Matrix): Matrix | null {
  const root = matrix.map((row) => row.map(() => 0));
  for (let i = 0; i < matrix.length; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i]![j]!;
      for (let k = 0; k < j; k++) rest -= root[i]![k]! * root[j]![k]!;
      if (i !== j) root[i]![j] = rest / root[j]![j]!;
      else if (rest > LEAST_PIVOT * matrix[i]![i]!) root[i]![i] = Math.sqrt(rest);
      else return null;
    }
  }
  return root;
}

/** The x with L Lᵀ x = `right`. */
function solved(root: Matrix, right: readonly number[]): readonly number[] {
  const x = [...right];
  for (let i = 0; i < x.length; i++) {
    for (let k = 0; k < i; k++) x[i]! -= root[i]![k]! * x[k]!;
    x[i]! /= root[i]![i]!;
  }
  for (let i = x.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < x.length; k++) x[i]! -= root[k]![i]! * x[k]!;
    x[i]! /= root[i]![i]!;
  }
  return x;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
