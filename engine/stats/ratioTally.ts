/**
 * Running moments of pairs (numerator, denominator), one pair a replication: enough for a ratio of sums and its
 * standard error without keeping the pairs. Welford's update, in two dimensions.
 */
export class RatioTally {
  private n = 0;
  private meanX = 0;
  private meanY = 0;
  private xx = 0;
  private yy = 0;
  private xy = 0;

  get count(): number {
    return this.n;
  }

  add(numerator: number, denominator: number): void {
    this.n++;
    const dx = numerator - this.meanX;
    const dy = denominator - this.meanY;
    this.meanX += dx / this.n;
    this.meanY += dy / this.n;
    this.xx += dx * (numerator - this.meanX);
    this.yy += dy * (denominator - this.meanY);
    this.xy += dx * (denominator - this.meanY);
  }

  /** Sum of the numerators over sum of the denominators; NaN if the denominators add to 0. */
  get ratio(): number {
    return this.meanX / this.meanY;
  }

  /**
   * Standard error of `ratio` by the delta method: that of the residuals numerator - ratio x denominator, over the
   * mean denominator. With a constant denominator this is the standard error of a mean. NaN for fewer than two pairs.
   * Source: Law (2015), Simulation Modeling and Analysis, 5th ed., section 9.5.3 (ratio estimation).
   */
  get standardError(): number {
    if (this.n < 2) return NaN;
    const r = this.ratio;
    const residual = Math.max(0, this.xx - 2 * r * this.xy + r * r * this.yy) / (this.n - 1);
    return Math.sqrt(residual / this.n) / Math.abs(this.meanY);
  }
}
