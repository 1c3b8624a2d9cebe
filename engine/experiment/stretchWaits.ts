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
  private readonly groups: number;
  private readonly queues: number;
  /** By bin × queues + queue: stretch × queues + queue, or NOWHERE. */
  private readonly groupOf: Int32Array;

  /** @param bins Bins of the ledger. */
  constructor(bins: number, queues: number, stretches: readonly Stretch[]) {
    this.groups = stretches.length * queues;
    this.queues = queues;
    this.groupOf = new Int32Array(bins * queues).fill(NOWHERE);
    stretches.forEach((stretch, number) => {
      for (const bin of stretch.bins) {
        for (let queue = 0; queue < queues; queue++) {
          this.groupOf[bin * queues + queue] = number * queues + queue;
        }
      }
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
    for (let group = 0; group < this.groups; group++) {
      const all = merged(answered[group]!, abandoned[group]!);
      WAIT_FIGURES.forEach((figure, i) => {
        const value = valueOf(figure, answered[group]!, all);
        take(Math.floor(group / this.queues), group % this.queues, i, value);
      });
    }
  }

  /** The waits of each stretch and queue in ascending order, of those who were answered or of those who abandoned. */
  private sorted({ places, waits }: EachWait, whose: number): readonly Float64Array[] {
    const { groups, groupOf } = this;
    const ends = new Int32Array(groups + 1);
    for (const place of places) {
      const group = (place & 1) === whose ? groupOf[place >> 1]! : NOWHERE;
      if (group !== NOWHERE) ends[group + 1]!++;
    }
    for (let group = 0; group < groups; group++) ends[group + 1]! += ends[group]!;
    // From the back, those above zero: what is left in front is zero already and need not be sorted.
    const firsts = ends.slice(1);
    const apart = new Float64Array(ends[groups]!);
    for (let i = 0; i < places.length; i++) {
      const place = places[i]!;
      const group = (place & 1) === whose ? groupOf[place >> 1]! : NOWHERE;
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
