/** Numerator and denominator of one side, then of the other. */
const SIDES = 4;

/**
 * Running moments of two ratios that were seen together, one pair of (numerator, denominator) each a replication:
 * enough for the difference of the two ratios of sums, its standard error, and what pairing has saved, without keeping
 * anything. Welford's update in four dimensions.
 */
export class PairedRatios {
  private n = 0;
  private readonly means = new Float64Array(SIDES);
  /** Sums of products of distances from the means, row by row; the upper half is kept. */
  private readonly products = new Float64Array(SIDES * SIDES);
  private readonly distances = new Float64Array(SIDES);
  private same = true;

  /** Replications. */
  get count(): number {
    return this.n;
  }

  /** Whether the two sides were equal in every replication. */
  get identical(): boolean {
    return this.same;
  }

  add(numerator: number, denominator: number, baseNumerator: number, baseDenominator: number): void {
    this.n++;
    if (numerator !== baseNumerator || denominator !== baseDenominator) this.same = false;
    const { means, products, distances } = this;
    distances[0] = numerator - means[0]!;
    distances[1] = denominator - means[1]!;
    distances[2] = baseNumerator - means[2]!;
    distances[3] = baseDenominator - means[3]!;
    const weight = (this.n - 1) / this.n;
    for (let i = 0; i < SIDES; i++) {
      means[i] = means[i]! + distances[i]! / this.n;
      for (let j = i; j < SIDES; j++) products[SIDES * i + j]! += distances[i]! * distances[j]! * weight;
    }
  }

  /** Ratio of sums of the first side; NaN if its denominators add to 0. */
  get ratio(): number {
    return this.means[0]! / this.means[1]!;
  }

  /** Ratio of sums of the other side. */
  get baseRatio(): number {
    return this.means[2]! / this.means[3]!;
  }

  /** `ratio` less `baseRatio`; exactly 0 for identical sides. */
  get difference(): number {
    return this.ratio - this.baseRatio;
  }

  /**
   * Standard error of `difference` by the delta method: that of the mean of the differences of the two residuals.
   * 0 for identical sides; NaN for fewer than two replications.
   * Source: Law (2015), Simulation Modeling and Analysis, 5th ed., sections 9.5.3 (ratios) and 10.2.1 (paired-t).
   */
  get standardError(): number {
    if (this.n < 2) return NaN;
    if (this.same) return 0;
    return Math.sqrt(this.residualVariance(1, 1) / this.n);
  }

  /** What the standard error would be had the two sides met different callers. */
  get unpairedStandardError(): number {
    if (this.n < 2) return NaN;
    return Math.sqrt((this.residualVariance(1, 0) + this.residualVariance(0, 1)) / this.n);
  }

  /** Sample variance of `side` × the residual of the first ratio less `baseSide` × that of the other. */
  private residualVariance(side: number, baseSide: number): number {
    const { means, products } = this;
    const weights = [
      side / means[1]!,
      (-side * this.ratio) / means[1]!,
      -baseSide / means[3]!,
      (baseSide * this.baseRatio) / means[3]!,
    ];
    let sum = 0;
    for (let i = 0; i < SIDES; i++) {
      for (let j = i; j < SIDES; j++) {
        sum += (i === j ? 1 : 2) * weights[i]! * weights[j]! * products[SIDES * i + j]!;
      }
    }
    return Math.max(0, sum) / (this.n - 1);
  }
}
