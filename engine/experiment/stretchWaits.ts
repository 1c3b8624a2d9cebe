import type { EachWait } from "../centre/ledger.ts";
import { sortedQuantile } from "../stats/sortedQuantile.ts";
import type { Stretch } from "./stretches.ts";
import { WAIT_FIGURES, type WaitFigure } from "./waitFigures.ts";

/** No stretch holds this bin. */
const NOWHERE = -1;

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
    const answered = this.sorted(eachWait, "answered");
    const all = this.sorted(eachWait, "all");
    for (let group = 0; group < this.stretches * this.queues; group++) {
      WAIT_FIGURES.forEach((figure, i) => {
        const value = valueOf(figure, answered[group]!, all[group]!);
        take(Math.floor(group / this.queues), group % this.queues, i, value);
      });
    }
  }

  /** The waits of each stretch and queue in ascending order, of the answered only or of all. */
  private sorted({ places, waits }: EachWait, whose: "answered" | "all"): readonly Float64Array[] {
    const { queues, stretchOf } = this;
    /** Stretch × queues + queue, or NOWHERE. */
    const groupOf = (place: number): number => {
      if (whose === "answered" && place % 2 === 1) return NOWHERE;
      const cell = place >> 1;
      const stretch = stretchOf[Math.floor(cell / queues)]!;
      return stretch === NOWHERE ? NOWHERE : stretch * queues + (cell % queues);
    };
    const groups = this.stretches * queues;
    const ends = new Int32Array(groups + 1);
    for (const place of places) {
      const group = groupOf(place);
      if (group !== NOWHERE) ends[group + 1]!++;
    }
    for (let group = 0; group < groups; group++) ends[group + 1]! += ends[group]!;
    const starts = ends.slice();
    const apart = new Float64Array(ends[groups]!);
    places.forEach((place, i) => {
      const group = groupOf(place);
      if (group !== NOWHERE) apart[starts[group]!++] = waits[i]!;
    });
    return Array.from({ length: groups }, (_, group) => apart.subarray(ends[group], ends[group + 1]).sort());
  }
}

function valueOf({ of }: WaitFigure, answered: Float64Array, all: Float64Array): number {
  if (of === "longest") return all.length === 0 ? NaN : all.at(-1)!;
  return sortedQuantile(of.whose === "all" ? all : answered, of.percentile / 100);
}
