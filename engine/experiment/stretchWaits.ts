import type { EachWait } from "../centre/ledger.ts";
import { sortedQuantile } from "../stats/sortedQuantile.ts";
import type { Stretch } from "./stretches.ts";
import { WAIT_FIGURES, type WaitFigure } from "./waitFigures.ts";

/** No stretch holds this bin. */
const NOWHERE = -1;

/** The last bit of a place, see `waitPlace`. */
const ANSWERED = 0;
const ABANDONED = 1;

/**
 * Percentiles of the wait and the longest wait of one replication by stretches of time that do not overlap. They come
 * from the waits themselves, not from a histogram.
 */
export class StretchWaits {
  private readonly stretches: number;
  private readonly queues: number;
  /** Number of the stretch of each bin, or NOWHERE. */
  private readonly stretchOf: Int32Array;

  /** @param bins Bins of the ledger. */
  constructor(bins: number, queues: number, stretches: readonly Stretch[]) {
    this.stretches = stretches.length;
    this.queues = queues;
    this.stretchOf = new Int32Array(bins).fill(NOWHERE);
    stretches.forEach((stretch, number) => {
      for (const bin of stretch.bins) this.stretchOf[bin] = number;
    });
  }

  /**
   * Hands over each of `WAIT_FIGURES`, in seconds, by stretch and queue. NaN if nobody of that queue was answered (or
   * left) in that stretch.
   */
  each(
    eachWait: EachWait,
    take: (stretch: number, queue: number, figure: number, value: number) => void,
  ): void {
    const answered = this.sorted(eachWait, ANSWERED);
    const abandoned = this.sorted(eachWait, ABANDONED);
    for (let group = 0; group < this.stretches * this.queues; group++) {
      const all = merged(answered[group]!, abandoned[group]!);
      WAIT_FIGURES.forEach((figure, i) => {
        const value = valueOf(figure, answered[group]!, all);
        take(Math.floor(group / this.queues), group % this.queues, i, value);
      });
    }
  }

  /** The waits of each stretch and queue in ascending order, of those who were answered or of those who abandoned. */
  private sorted({ places, waits }: EachWait, whose: number): readonly Float64Array[] {
    const { queues, stretchOf } = this;
    const groups = this.stretches * queues;
    /** Stretch × queues + queue of each wait that is wanted, or NOWHERE. */
    const groupOf = places.map((place) => {
      if (place % 2 !== whose) return NOWHERE;
      const cell = place >> 1;
      const stretch = stretchOf[Math.floor(cell / queues)]!;
      return stretch === NOWHERE ? NOWHERE : stretch * queues + (cell % queues);
    });
    const ends = new Int32Array(groups + 1);
    for (const group of groupOf) if (group !== NOWHERE) ends[group + 1]!++;
    for (let group = 0; group < groups; group++) ends[group + 1]! += ends[group]!;
    // From the back, those above zero: what is left in front is zero already and need not be sorted.
    const firsts = ends.slice(1);
    const apart = new Float64Array(ends[groups]!);
    for (let i = 0; i < groupOf.length; i++) {
      const group = groupOf[i]!;
      if (group !== NOWHERE && waits[i]! > 0) apart[--firsts[group]!] = waits[i]!;
    }
    return Array.from({ length: groups }, (_, group) => {
      apart.subarray(firsts[group], ends[group + 1]).sort();
      return apart.subarray(ends[group], ends[group + 1]);
    });
  }
}

/** Two sorted lists as one. */
function merged(one: Float64Array, other: Float64Array): Float64Array {
  const both = new Float64Array(one.length + other.length);
  let [i, j] = [0, 0];
  for (let at = 0; at < both.length; at++) {
    const takesOne = j === other.length || (i < one.length && one[i]! <= other[j]!);
    both[at] = takesOne ? one[i++]! : other[j++]!;
  }
  return both;
}

function valueOf({ of }: WaitFigure, answered: Float64Array, all: Float64Array): number {
  if (of === "longest") return all.length === 0 ? NaN : all.at(-1)!;
  return sortedQuantile(of.whose === "all" ? all : answered, of.percentile / 100);
}
