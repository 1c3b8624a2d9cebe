import { CholeskyDecomposition, determinant, inverse, Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import {
  factorise,
  invertFactored,
  logDeterminant,
  solveLower,
  solveLowerTransposed,
} from "../../engine/calibration/lowerTriangle.ts";
import { openStream } from "../../engine/random/streams.ts";

/** A positive definite matrix: the product of a random one with itself, and a little on the diagonal. */
function positive(n: number): Matrix {
  const uniform = openStream({ seed: "matrix", replication: n, purpose: "design", queue: "" });
  const half = new Matrix(Array.from({ length: n }, () => Array.from({ length: n }, () => uniform() - 0.5)));
  return half.mmul(half.transpose()).add(Matrix.eye(n, n, 0.1));
}

const flat = (matrix: Matrix): Float64Array => Float64Array.from(matrix.to1DArray());

describe("the Cholesky factor in place", () => {
  it.each([1, 2, 3, 4, 5, 9, 30])("is that of ml-matrix for %i rows, and so is what follows from it", (n) => {
    const matrix = positive(n);
    const l = flat(matrix);
    expect(factorise(l, n)).toBe(true);
    const theirs = new CholeskyDecomposition(matrix).lowerTriangularMatrix;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) expect(l[i * n + j]).toBeCloseTo(theirs.get(i, j), 10);
      // Above the diagonal the matrix is as it was.
      for (let j = i + 1; j < n; j++) expect(l[i * n + j]).toBe(matrix.get(i, j));
    }
    if (n < 10) expect(logDeterminant(l, n)).toBeCloseTo(Math.log(determinant(matrix)), 9);

    const found = new Float64Array(n * n);
    invertFactored(l, n, found, new Float64Array(n * n));
    const wanted = inverse(matrix);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) expect(found[i * n + j]).toBeCloseTo(wanted.get(i, j), 9);
    }

    // L Lᵀ x = b, with one number before and one after that are not to be touched.
    const b = Float64Array.from({ length: n + 2 }, (_, i) => i);
    solveLower(l, n, b, 1);
    solveLowerTransposed(l, n, b, 1);
    const x = wanted.mmul(Matrix.columnVector(Array.from({ length: n }, (_, i) => i + 1)));
    for (let i = 0; i < n; i++) expect(b[i + 1]).toBeCloseTo(x.get(i, 0), 8);
    expect([b[0], b[n + 1]]).toEqual([0, n + 1]);
  });

  it("by hand: 4, 2, 3 gives 2, 1, √2", () => {
    const l = Float64Array.of(4, NaN, 2, 3);
    factorise(l, 2);
    expect(Array.from(l)).toEqual([2, NaN, 1, Math.SQRT2]);
  });

  it("says so if there is none", () => {
    expect(factorise(Float64Array.of(1, 2, 2, 1), 2)).toBe(false);
    expect(factorise(Float64Array.of(NaN), 1)).toBe(false);
    expect(factorise(Float64Array.of(1, 1, 1, 1), 2)).toBe(false);
  });
});
