import { requireShare } from "../check.ts";

/** Bins of one octave (from a power of two to the next): 7 bits of the fraction, so a width of at most 1/128. */
const BINS_IN_OCTAVE = 128;
const FIRST_OCTAVE = -6;
const LAST_OCTAVE = 20;
const BINS = (LAST_OCTAVE - FIRST_OCTAVE + 1) * BINS_IN_OCTAVE;

/** A 32-bit float is 1 sign bit, 8 bits of exponent plus 127, 23 bits of fraction; the top 16 keep 7 of the fraction. */
const DROPPED_BITS = 16;
/** What to take off the top 16 bits so that the first bin is number 1. */
const BEFORE_FIRST = (FIRST_OCTAVE + 127) * BINS_IN_OCTAVE - 1;

const asFloat = new Float32Array(1);
const asBits = new Int32Array(asFloat.buffer);

/** Columns of counts a histogram may write to. Use one of the two kinds in a hot loop. */
export type Counts = Uint32Array | Float64Array;

/**
 * Waits in bins no wider than 1/128 of the wait, in fixed memory: 2^-6 s (16 ms) to 2^21 s (24 days), with zero
 * counted apart. Shorter waits go to the first bin and longer ones to the last.
 *
 * The counts live in a slice of the caller's array, so several queues can share one buffer, and histograms of
 * several replications merge by adding their arrays.
 */
export class WaitHistogram {
  /** Numbers one histogram takes in the caller's array: the zeros, then the bins in ascending order. */
  static readonly SIZE = 1 + BINS;

  private readonly counts: Counts;

  /**
   * @param counts Array to count in, as it stands: zeros for an empty histogram.
   * @param offset Where in it this histogram begins.
   * @throws RangeError if fewer than `SIZE` numbers follow the offset.
   */
  constructor(counts: Counts = new Float64Array(WaitHistogram.SIZE), offset = 0) {
    this.counts = counts.subarray(offset, offset + WaitHistogram.SIZE);
    if (this.counts.length !== WaitHistogram.SIZE) {
      throw new RangeError(`a histogram needs ${WaitHistogram.SIZE} numbers, but has ${this.counts.length}`);
    }
  }

  /** Counts one wait, in seconds. Anything not above zero counts as zero. */
  add(wait: number): void {
    this.counts[wait > 0 ? binOf(wait) : 0]!++;
  }

  /** Adds everything counted in `other`. */
  merge(other: WaitHistogram): void {
    for (let i = 0; i < WaitHistogram.SIZE; i++) this.counts[i]! += other.counts[i]!;
  }

  /** How many waits were counted. */
  get count(): number {
    let sum = 0;
    for (let i = 0; i < WaitHistogram.SIZE; i++) sum += this.counts[i]!;
    return sum;
  }

  /**
   * The wait that a share `p` of the waits stay below, interpolated between waits as R's default (type 7) does, so
   * that 0 gives the shortest and 1 the longest. Within 1/128 of the quantile of the waits themselves, inside the
   * histogram's range. NaN when empty.
   *
   * @throws RangeError if `p` is not a share.
   */
  quantile(p: number): number {
    return this.quantiles([p])[0]!;
  }

  /**
   * Several quantiles in one pass over the counts: `quantile` of each.
   *
   * @param shares In ascending order.
   * @throws RangeError if one is not a share.
   */
  quantiles(shares: readonly number[]): number[] {
    const count = this.count;
    const scan = { bin: 0, before: 0 };
    return shares.map((p) => {
      requireShare({ p });
      if (count === 0) return NaN;
      const position = p * (count - 1);
      const below = Math.floor(position);
      const low = this.inOrder(below, scan);
      return position === below
        ? low
        : low + (position - below) * (this.inOrder(below + 1, { ...scan }) - low);
    });
  }

  /**
   * The wait with `rank` shorter ones, the waits of a bin taken as evenly spread over it.
   *
   * @param scan The bin to begin at and how many waits are shorter than all of it; left where the wait was found.
   */
  private inOrder(rank: number, scan: { bin: number; before: number }): number {
    let left = rank - scan.before;
    let bin = scan.bin;
    while (left >= this.counts[bin]!) left -= this.counts[bin++]!;
    scan.bin = bin;
    scan.before = rank - left;
    if (bin === 0) return 0;
    const start = startOf(bin);
    return start + ((startOf(bin + 1) - start) * (left + 0.5)) / this.counts[bin]!;
  }
}

/** Number of the bin, from 1, of a wait above zero. */
function binOf(wait: number): number {
  asFloat[0] = wait;
  const bin = (asBits[0]! >> DROPPED_BITS) - BEFORE_FIRST;
  return bin < 1 ? 1 : bin > BINS ? BINS : bin;
}

/** Lower end of bin number `bin`, in seconds. */
function startOf(bin: number): number {
  asBits[0] = (bin + BEFORE_FIRST) << DROPPED_BITS;
  return asFloat[0]!;
}
