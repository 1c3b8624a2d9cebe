/** Several figures that are normal together, with mean 0. */
export class NormalVector {
  /** Lower triangle L with L·Lᵀ = covariance, row by row. */
  private readonly factor: readonly Float64Array[];

  /**
   * @param covariance Symmetric; only its lower triangle is read.
   * @throws RangeError if it is not positive definite.
   * Source: Golub and Van Loan (2013), Matrix Computations, 4th ed., section 4.2 (Cholesky).
   */
  constructor(covariance: readonly (readonly number[])[]) {
    const factor = covariance.map((row) => new Float64Array(row.length));
    covariance.forEach((row, i) => {
      for (let j = 0; j <= i; j++) {
        let left = row[j]!;
        for (let k = 0; k < j; k++) left -= factor[i]![k]! * factor[j]![k]!;
        if (i > j) factor[i]![j] = left / factor[j]![j]!;
        else if (left > 0) factor[i]![i] = Math.sqrt(left);
        else throw new RangeError(`covariance must be positive definite, but is not in row ${i + 1}`);
      }
    });
    this.factor = factor;
  }

  /** Logarithm of the density at these values, less the constant ln(2π) ÷ 2 for each of them. */
  logDensity(values: readonly number[]): number {
    let log = 0;
    this.whitened(values).forEach((value, i) => {
      log -= value ** 2 / 2 + Math.log(this.factor[i]![i]!);
    });
    return log;
  }

  /** Covariance⁻¹ · values. */
  solve(values: readonly number[]): readonly number[] {
    const solved = [...this.whitened(values)];
    for (let i = solved.length - 1; i >= 0; i--) {
      for (let k = i + 1; k < solved.length; k++) solved[i]! -= this.factor[k]![i]! * solved[k]!;
      solved[i]! /= this.factor[i]![i]!;
    }
    return solved;
  }

  private whitened(values: readonly number[]): readonly number[] {
    const white: number[] = [];
    this.factor.forEach((row, i) => {
      let left = values[i]!;
      for (let k = 0; k < i; k++) left -= row[k]! * white[k]!;
      white.push(left / row[i]!);
    });
    return white;
  }
}
