/** An arrival rate that changes in steps. Piece i holds from the end of piece i - 1 (or `start`) to `ends[i]`. */
export interface Rates {
  /** Start of the first piece, in seconds on the run's clock. Nobody arrives before it. */
  readonly start: number;
  /** Ends of the pieces, in seconds, ascending. Nobody arrives after the last. */
  readonly ends: Float64Array;
  /** Arrivals a second in each piece, at least 0. */
  readonly perSecond: Float64Array;
}

/** Expected arrivals between two moments. */
export function expectedArrivals(rates: Rates, from: number, to: number): number {
  let sum = 0;
  let start = rates.start;
  for (let i = 0; i < rates.ends.length; i++) {
    const end = rates.ends[i]!;
    const overlap = Math.min(end, to) - Math.max(start, from);
    if (overlap > 0) sum += overlap * rates.perSecond[i]!;
    start = end;
  }
  return sum;
}

/** The same rates times a factor. */
export function scaled(rates: Rates, factor: number): Rates {
  return { ...rates, perSecond: rates.perSecond.map((rate) => rate * factor) };
}
