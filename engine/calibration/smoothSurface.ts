import { expMinus } from "./expMinus.ts";
import { matern, quadraticProduct } from "./gaussianProcess.ts";
import type { Surface } from "./implausibility.ts";
import { solveLower } from "./lowerTriangle.ts";

/** A fitted surface as plain data: what `GaussianProcess` has of the same names, and the scale of the values. */
export interface SmoothSurface {
  readonly n: number;
  readonly d: number;
  /** n × d, in the unit cube. */
  readonly points: Float64Array;
  readonly scaled: Float64Array;
  readonly weights: Float64Array;
  readonly plane: Float64Array;
  readonly factor: Float64Array;
  readonly seenPlane: Float64Array;
  readonly planeFactor: Float64Array;
  /** Logarithms of the hyperparameters. */
  readonly logs: Float64Array;
  /** Values are centre + sd × what the surface says. */
  readonly centre: number;
  readonly sd: number;
}

/** What a fitted surface can be asked. */
export interface Asking {
  /** Expected value of the smooth surface at a point of the unit cube. Some 10 microseconds for 300 points. */
  mean(u: Float64Array): number;
  /** Expected values at points that differ from `u` in the last input alone: twice as quick as one by one. */
  meansAlong(u: Float64Array, last: Float64Array, means: Float64Array): void;
  /** Variance of the smooth surface there, the nugget not included. Some 60 microseconds for 300 points. */
  variance(u: Float64Array): number;
}

/** A surface to be asked: as plain data, which can cross to a thread; or a formula in its place, which stays on this one. */
export type Asked = { readonly usualVariance: number; readonly smooth: SmoothSurface } | Surface;

/** The surface itself. */
export function surfaceOf(asked: Asked): Surface {
  return "smooth" in asked ? { usualVariance: asked.usualVariance, ...askingOf(asked.smooth) } : asked;
}

/** The predictions of a surface, on scratch space of their own: nothing is allocated in a call. */
export function askingOf(smooth: SmoothSurface): Asking {
  const { n, d, points, scaled, weights, plane, factor, seenPlane, planeFactor, logs, centre, sd } = smooth;
  const p = d + 1;
  const bumps = Math.exp(logs[d]!);
  const quadratic = Math.exp(logs[d + 1]!);
  const scales = Float64Array.from({ length: d }, (_, c) => Math.sqrt(5) * Math.exp(-logs[c]!));
  const centred = points.map((u) => 2 * u - 1);
  const bumpWeights = weights.map((w) => bumps * w);
  // What the quadratic predicts, gathered into one coefficient for each square and product.
  const bend = new Float64Array(d * d);
  for (let a = 0; a < d; a++) {
    for (let b = 0; b <= a; b++) {
      let total = 0;
      for (let i = 0; i < n; i++) total += weights[i]! * centred[i * d + a]! * centred[i * d + b]!;
      bend[a * d + b] = quadratic * total;
    }
  }
  const columns = columnsOf(scaled, n, d);
  const squares = new Float64Array(columns.length / d);
  const z = new Float64Array(d);
  const x = new Float64Array(d);
  const seen = new Float64Array(n);
  const left = new Float64Array(p);
  const place = (u: Float64Array): void => {
    for (let c = 0; c < d; c++) {
      z[c] = scales[c]! * u[c]!;
      x[c] = 2 * u[c]! - 1;
    }
  };
  const trend = (): number => {
    let total = plane[0]!;
    for (let a = 0; a < d; a++) {
      let slope = plane[a + 1]!;
      for (let b = 0; b <= a; b++) slope += bend[a * d + b]! * x[b]!;
      total += slope * x[a]!;
    }
    return total;
  };
  return {
    mean(u) {
      place(u);
      squaresFrom(z, columns, squares);
      bumpsAt(squares, bumpWeights);
      let total = trend();
      for (let i = 0; i < n; i++) total += squares[i]!;
      return centre + sd * total;
    },
    meansAlong(u, last, means) {
      place(u);
      const at = d - 1;
      for (let i = 0; i < n; i++) {
        let square = 0;
        for (let c = 0; c < at; c++) {
          const t = scaled[i * d + c]! - z[c]!;
          square += t * t;
        }
        seen[i] = square;
      }
      for (let k = 0; k < last.length; k++) {
        const zk = scales[at]! * last[k]!;
        x[at] = 2 * last[k]! - 1;
        let total = trend();
        for (let i = 0; i < n; i++) {
          const t = scaled[i * d + at]! - zk;
          const square = seen[i]! + t * t;
          const s = Math.sqrt(square);
          total += bumpWeights[i]! * (1 + s + square / 3) * Math.exp(-s);
        }
        means[k] = centre + sd * total;
      }
    },
    variance(u) {
      place(u);
      for (let i = 0; i < n; i++) {
        seen[i] =
          bumps * matern(scaled, i * d, z, 0, d) + quadratic * quadraticProduct(centred, i * d, x, 0, d);
      }
      solveLower(factor, n, seen);
      let total = bumps + quadratic * quadraticProduct(x, 0, x, 0, d);
      for (let i = 0; i < n; i++) total -= seen[i]! * seen[i]!;
      // What the plane adds: its uncertainty where the bumps do not already follow the values.
      for (let c = 0; c < p; c++) {
        let l = c === 0 ? 1 : x[c - 1]!;
        for (let i = 0; i < n; i++) l -= seenPlane[c * n + i]! * seen[i]!;
        left[c] = l;
      }
      solveLower(planeFactor, p, left);
      for (let c = 0; c < p; c++) total += left[c]! * left[c]!;
      return sd * sd * Math.max(0, total);
    },
  };
}

/** Points handled together. Their sums do not wait for each other, and each is added up in the order of the inputs. */
const TOGETHER = 4;

/** First inputs of all points, then second ones, and so on; filled up with points at zero, so that none is left over. */
function columnsOf(points: Float64Array, n: number, d: number): Float64Array {
  const height = TOGETHER * Math.ceil(n / TOGETHER);
  const columns = new Float64Array(height * d);
  for (let i = 0; i < n; i++) for (let c = 0; c < d; c++) columns[c * height + i] = points[i * d + c]!;
  return columns;
}

/** Writes the squared distance of each point from `z` to `squares`. */
function squaresFrom(z: Float64Array, columns: Float64Array, squares: Float64Array): void {
  const height = squares.length;
  const d = z.length;
  for (let i = 0; i < height; i += TOGETHER) {
    let one = 0;
    let two = 0;
    let three = 0;
    let four = 0;
    for (let c = 0, at = i; c < d; c++, at += height) {
      const own = z[c]!;
      const a = columns[at]! - own;
      const b = columns[at + 1]! - own;
      const e = columns[at + 2]! - own;
      const f = columns[at + 3]! - own;
      one += a * a;
      two += b * b;
      three += e * e;
      four += f * f;
    }
    squares[i] = one;
    squares[i + 1] = two;
    squares[i + 2] = three;
    squares[i + 3] = four;
  }
}

/** Replaces the squared distance of each point by its weight times the Matérn 5/2 correlation there. */
function bumpsAt(squares: Float64Array, weights: Float64Array): void {
  for (let i = 0; i < weights.length; i++) {
    const square = squares[i]!;
    const s = Math.sqrt(square);
    squares[i] = weights[i]! * ((1 + s + square / 3) * expMinus(s));
  }
}
