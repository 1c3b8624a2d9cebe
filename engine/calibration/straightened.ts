import { CholeskyDecomposition, Matrix } from "ml-matrix";
import { requireWhole } from "../check.ts";
import { normalCdf } from "../stats/quantiles.ts";
import type { EnsembleDraws, LogDensity } from "./ensembleSampler.ts";

/** Added to every square sum of the regression, as a share of the draws: keeps what hardly varies from mattering. */
const RIDGE = 1e-6;

/** A quadratic that the last coordinates follow: plain data. */
export interface Curve {
  /** How many of the first coordinates the others are counted from. */
  readonly leading: number;
  readonly dimensions: number;
  /** For each coordinate that follows: a coefficient for each term. */
  readonly coefficients: Float64Array;
}

/** A constant, each leading coordinate, and their squares and products. */
const termsOf = (leading: number): number => 1 + leading + (leading * (leading + 1)) / 2;

/**
 * Coordinates in which a density is less bent, found from a first run. The last coordinates (a month's value, say) often
 * follow the first ones (patience, wrap-up) along a curve, with little spread about it: walkers, whose steps are straight,
 * then move little. Here the last ones are counted from a quadratic regression on the first ones, which leaves volumes as
 * they are, so that densities need no correction, however well or badly the curve fits.
 *
 * The regression is on the places of the first coordinates in a standard normal, which stay between 0 and 1: far out the
 * curve then does not run away.
 *
 * Source: a transport map of one step, quadratic and triangular, after Parno and Marzouk (2018), SIAM/ASA Journal on
 * Uncertainty Quantification 6(2), 645–682.
 */
export class Straightened {
  readonly curve: Curve;
  private readonly terms: number;
  private readonly features: Float64Array;
  private readonly places: Float64Array;

  constructor(curve: Curve) {
    const { leading } = curve;
    this.curve = curve;
    this.terms = termsOf(leading);
    this.features = new Float64Array(this.terms);
    this.places = new Float64Array(leading);
  }

  /**
   * @param draws   Of a first run in the coordinates as they are.
   * @param leading How many of the first coordinates the others are counted from.
   * @param limit   Draws with a log density below this are left out: walkers far from all others would bend the curve.
   * @throws RangeError if there are fewer than twice as many draws as terms, or no coordinate is left to follow.
   */
  static by(draws: readonly EnsembleDraws[], leading: number, limit = -Infinity): Straightened {
    const dimensions = draws[0]?.dimensions ?? 0;
    requireWhole({ leading }, 1);
    if (leading >= dimensions) throw new RangeError(`leading must be below ${dimensions}, but is ${leading}`);
    const coefficients = new Float64Array((dimensions - leading) * termsOf(leading));
    const found = new Straightened({ leading, dimensions, coefficients });
    coefficients.set(found.regress(draws, limit));
    return found;
  }

  /** Where a point lies in the straightened coordinates. */
  straighten(x: Float64Array): Float64Array {
    const z = x.slice();
    this.shift(x, z, -1);
    return z;
  }

  /** Where a point of the straightened coordinates lies. */
  bend(z: Float64Array): Float64Array {
    const x = z.slice();
    this.shift(z, x, 1);
    return x;
  }

  /** The same density in the straightened coordinates. */
  density(logDensity: LogDensity): LogDensity {
    const x = new Float64Array(this.curve.dimensions);
    return (z, least) => {
      x.set(z);
      this.shift(z, x, 1);
      return logDensity(x, least);
    };
  }

  /** Draws from straightened coordinates, in the coordinates as they were. */
  bendAll(draws: EnsembleDraws): EnsembleDraws {
    const { dimensions } = this.curve;
    const points = draws.points.slice();
    for (let at = 0; at < points.length; at += dimensions) {
      const point = points.subarray(at, at + dimensions);
      this.shift(point, point, 1);
    }
    return { ...draws, points };
  }

  /** Moves what follows by the curve at the leading coordinates, which stay. */
  private shift(from: Float64Array, to: Float64Array, sign: number): void {
    const { leading, dimensions, coefficients } = this.curve;
    const { terms, features } = this;
    this.describe(from);
    let at = 0;
    for (let d = leading; d < dimensions; d++) {
      let curve = 0;
      for (let term = 0; term < terms; term++) curve += coefficients[at++]! * features[term]!;
      to[d] = from[d]! + sign * curve;
    }
  }

  /** 1, the places of the leading coordinates about a half, and their products. */
  private describe(x: Float64Array): void {
    const { features, places } = this;
    const { leading } = this.curve;
    let at = 0;
    features[at++] = 1;
    for (let i = 0; i < leading; i++) {
      places[i] = normalCdf(x[i]!) - 0.5;
      features[at++] = places[i]!;
    }
    for (let i = 0; i < leading; i++) {
      for (let j = 0; j <= i; j++) features[at++] = places[i]! * places[j]!;
    }
  }

  private regress(draws: readonly EnsembleDraws[], limit: number): Float64Array {
    const { terms, features } = this;
    const { leading, dimensions } = this.curve;
    const squares = Matrix.zeros(terms, terms);
    const products = Matrix.zeros(terms, dimensions - leading);
    let count = 0;
    for (const { points, logDensities } of draws) {
      for (let at = 0; at < points.length; at += dimensions) {
        if (logDensities[at / dimensions]! < limit) continue;
        count++;
        this.describe(points.subarray(at, at + dimensions));
        for (let i = 0; i < terms; i++) {
          for (let j = 0; j <= i; j++) squares.set(i, j, squares.get(i, j) + features[i]! * features[j]!);
          for (let d = leading; d < dimensions; d++) {
            products.set(i, d - leading, products.get(i, d - leading) + features[i]! * points[at + d]!);
          }
        }
      }
    }
    if (count < 2 * terms) {
      throw new RangeError(
        `a curve of ${terms} terms wants ${2 * terms} draws or more, but there are ${count}`,
      );
    }
    for (let i = 0; i < terms; i++) {
      squares.set(i, i, squares.get(i, i) + RIDGE * count);
      for (let j = 0; j < i; j++) squares.set(j, i, squares.get(i, j));
    }
    const solved = new CholeskyDecomposition(squares).solve(products);
    return Float64Array.from(solved.transpose().to1DArray());
  }
}
