/**
 * Count, mean and variance of numbers that come one at a time. Keeps none of them.
 *
 * Source: Welford (1962), Technometrics 4(3), 419–420; merging after Chan, Golub and LeVeque (1983),
 * The American Statistician 37(3), 242–247. Both stay exact where sums of squares would cancel.
 */
export class Tally {
  private seen = 0;
  private average = 0;
  /** Sum of squared distances from the mean. */
  private squares = 0;

  /** A tally of numbers already at hand. */
  static of(values: Iterable<number>): Tally {
    const tally = new Tally();
    for (const value of values) tally.add(value);
    return tally;
  }

  /** The tally of everything in `first` and everything in `second`. Changes neither. */
  static merge(first: Tally, second: Tally): Tally {
    const both = new Tally();
    both.seen = first.seen + second.seen;
    if (both.seen === 0) return both;
    const apart = second.average - first.average;
    const weight = second.seen / both.seen;
    both.average = first.average + apart * weight;
    both.squares = first.squares + second.squares + apart * apart * first.seen * weight;
    return both;
  }

  add(value: number): void {
    this.seen += 1;
    const before = value - this.average;
    this.average += before / this.seen;
    this.squares += before * (value - this.average);
  }

  get count(): number {
    return this.seen;
  }

  /** NaN when nothing was added. */
  get mean(): number {
    return this.seen > 0 ? this.average : NaN;
  }

  /** Sample variance (divides by count − 1). NaN for fewer than two numbers. */
  get variance(): number {
    return this.seen > 1 ? this.squares / (this.seen - 1) : NaN;
  }

  /** Sample standard deviation. NaN for fewer than two numbers. */
  get sd(): number {
    return Math.sqrt(this.variance);
  }
}
