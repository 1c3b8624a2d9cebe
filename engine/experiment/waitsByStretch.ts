import type { EachWait } from "../centre/ledger.ts";
import type { Plan } from "../centre/plan.ts";
import { halfWidthOf } from "../stats/estimate.ts";
import { sortedQuantile } from "../stats/sortedQuantile.ts";
import { Tally } from "../stats/tally.ts";
import type { Row } from "./rows.ts";
import type { Stretch } from "./stretches.ts";
import { WAIT_FIGURES, type WaitFigure } from "./waitFigures.ts";

/** No stretch holds this bin. */
const NOWHERE = -1;

/**
 * Percentiles of the wait and the longest wait by stretches of time that do not overlap: the mean over replications of
 * each stretch's own figure. They come from the waits themselves, not from a histogram. A replication in which nobody
 * of that queue was answered (or left) in that stretch says nothing about it and is left out.
 */
export class WaitsByStretch {
  private readonly plan: Plan;
  private readonly stretches: readonly Stretch[];
  private readonly queues: number;
  /** Place in `stretches` of each bin, or NOWHERE. */
  private readonly stretchOf: Int32Array;
  /** By stretch, then queue, then figure. */
  private readonly tallies: readonly Tally[];

  constructor(plan: Plan, stretches: readonly Stretch[]) {
    this.plan = plan;
    this.stretches = stretches;
    this.queues = plan.scenario.queues.length;
    this.stretchOf = new Int32Array(plan.bins).fill(NOWHERE);
    stretches.forEach(({ bins }, stretch) => {
      for (const bin of bins) this.stretchOf[bin] = stretch;
    });
    const tallies = stretches.length * this.queues * WAIT_FIGURES.length;
    this.tallies = Array.from({ length: tallies }, () => new Tally());
  }

  add(eachWait: EachWait): void {
    const answered = this.sorted(eachWait, "answered");
    const all = this.sorted(eachWait, "all");
    for (let group = 0; group < this.stretches.length * this.queues; group++) {
      WAIT_FIGURES.forEach((figure, i) => {
        const value = valueOf(figure, answered[group]!, all[group]!);
        if (!Number.isNaN(value)) this.tallies[group * WAIT_FIGURES.length + i]!.add(value);
      });
    }
  }

  rows(): readonly Row[] {
    const { name: scenario, queues } = this.plan.scenario;
    let place = 0;
    return this.stretches.flatMap(({ scope, when }) =>
      queues.flatMap(({ name }) =>
        WAIT_FIGURES.map(({ name: measure, title, unit, definition }) => {
          const { mean, sd, count: n } = this.tallies[place++]!;
          const halfWidth = halfWidthOf(sd, n);
          return {
            scenario,
            scope,
            when,
            of: "queue" as const,
            name,
            measure,
            title,
            unit,
            definition,
            mean,
            halfWidth,
            n,
            controlGain: null,
            single: null,
            reported: null,
          };
        }),
      ),
    );
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
    const groups = this.stretches.length * queues;
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
