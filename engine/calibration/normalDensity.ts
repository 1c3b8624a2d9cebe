import { CholeskyDecomposition, Matrix } from "ml-matrix";
import { requireWhole } from "../check.ts";

/** Two halves of a covariance that was summed up differ by the dust of rounding, no more. */
const DUST = 1e-9;

/** A multivariate normal about zero with full covariance, taken apart once so that asking it is quick. */
export class NormalDensity {
  readonly size: number;
  /** The lower triangle L with L × L' = covariance, row by row, without the zeros. */
  private readonly lower: Float64Array;
  /** Log density at zero, where it is greatest. */
  readonly atZero: number;
  private readonly solved: Float64Array;
  /** Of the differences taken so far: how many, where the next row of `lower` begins, and the sum of squares. */
  private row = 0;
  private at = 0;
  private squares = 0;

  /**
   * @param covariance size × size, row by row.
   * @throws RangeError unless it is square, symmetric and positive definite.
   */
  constructor(covariance: ArrayLike<number>, size: number) {
    requireWhole({ size }, 1);
    if (covariance.length !== size * size) {
      throw new RangeError(`covariance must have ${size} × ${size} numbers, but has ${covariance.length}`);
    }
    const both = new CholeskyDecomposition(symmetric(covariance, size));
    if (!both.isPositiveDefinite()) {
      throw new RangeError("covariance must be positive definite, but some combination has no variance");
    }
    const triangle = both.lowerTriangularMatrix;
    this.size = size;
    this.lower = new Float64Array((size * (size + 1)) / 2);
    this.solved = new Float64Array(size);
    let at = 0;
    let logDiagonal = 0;
    for (let row = 0; row < size; row++) {
      for (let column = 0; column <= row; column++) this.lower[at++] = triangle.get(row, column);
      logDiagonal += Math.log(triangle.get(row, row));
    }
    this.atZero = -logDiagonal - (size / 2) * Math.log(2 * Math.PI);
  }

  /**
   * Log density of a difference from the mean. Allocates nothing.
   * @param difference At least `size` numbers; those after are not read.
   */
  logDensity(difference: Float64Array): number {
    this.begin();
    let found = this.atZero;
    for (let row = 0; row < this.size; row++) found = this.take(difference[row]!);
    return found;
  }

  /** From here on differences are taken one by one. */
  begin(): void {
    this.row = 0;
    this.at = 0;
    this.squares = 0;
  }

  /**
   * Takes the next difference.
   * @returns The most that the log density can be whatever the differences after it are; once all are taken, what it is.
   */
  take(difference: number): number {
    const { lower, solved, row } = this;
    let at = this.at;
    let left = difference;
    for (let column = 0; column < row; column++) left -= lower[at++]! * solved[column]!;
    const value = left / lower[at++]!;
    solved[row] = value;
    this.at = at;
    this.row = row + 1;
    this.squares += value * value;
    return this.atZero - this.squares / 2;
  }
}

function symmetric(covariance: ArrayLike<number>, size: number): Matrix {
  return new Matrix(
    Array.from({ length: size }, (_, row) =>
      Array.from({ length: size }, (__, column) => {
        const [one, other] = [covariance[row * size + column]!, covariance[column * size + row]!];
        const scale = Math.sqrt(
          Math.abs(covariance[row * size + row]! * covariance[column * size + column]!),
        );
        if (!(Math.abs(one - other) <= DUST * scale)) {
          throw new RangeError(
            `covariance must be symmetric, but has ${one} at ${row}, ${column} and ${other} at ${column}, ${row}`,
          );
        }
        return (one + other) / 2;
      }),
    ),
  );
}
