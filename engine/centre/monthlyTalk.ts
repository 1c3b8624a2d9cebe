import type { Fill } from "../random/draws.ts";
import { meanOf } from "../random/times/index.ts";
import type { Queue, Scenario } from "../scenario/scenario.ts";

/** Times of a batch of callers as drawn, and where they stand as callers take them. */
interface Batch {
  readonly drawn: Float64Array;
  readonly taken: Float64Array;
}

/**
 * Talk whose mean differs by month: every draw is multiplied by the mean of the month in which the contact dials ÷ the
 * mean of its distribution. So the shape stays, and two plans with other means meet the same people.
 */
export class MonthlyTalk {
  /** By queue: the factor of each month; null where all are 1. */
  private readonly byMonth: readonly (Float64Array | null)[];
  private readonly batches: (Batch | null)[];
  private month = 0;

  constructor(queues: readonly Queue[]) {
    this.byMonth = queues.map(talkFactors);
    this.batches = queues.map(() => null);
  }

  /** How talk of this queue is drawn, given how it is drawn from its distribution. */
  fillFor(queue: number, fill: Fill): Fill {
    if (this.byMonth[queue] === null) return fill;
    return (out, uniform) => {
      fill(out, uniform);
      const drawn = this.batches[queue]?.drawn ?? new Float64Array(out.length);
      drawn.set(out);
      this.batches[queue] = { drawn, taken: out };
      if (this.factorOf(queue) !== 1) this.stretch(queue);
    };
  }

  /** Whoever dials from now on does so in this month. */
  begin(month: number): void {
    this.month = month;
    for (let queue = 0; queue < this.batches.length; queue++) this.stretch(queue);
  }

  /** The factor on the talk of those who dial now. */
  factorOf(queue: number): number {
    return this.byMonth[queue]?.[this.month] ?? 1;
  }

  private stretch(queue: number): void {
    const batch = this.batches[queue] ?? null;
    if (batch === null) return;
    const { drawn, taken } = batch;
    const factor = this.factorOf(queue);
    for (let i = 0; i < drawn.length; i++) taken[i] = drawn[i]! * factor;
  }
}

/** The factor on talk in each month of the period; null where it is 1 in all of them. */
export function talkFactors({ talk, talkByMonth }: Queue): Float64Array | null {
  if (talkByMonth === undefined) return null;
  const usual = meanOf(talk);
  const factors = Float64Array.from(talkByMonth, (mean) => (mean === null ? 1 : mean / usual));
  return factors.every((factor) => factor === 1) ? null : factors;
}

/** Null where talk is the same in all months. */
export function monthlyTalkOf({ queues }: Pick<Scenario, "queues">): MonthlyTalk | null {
  return queues.every((queue) => talkFactors(queue) === null) ? null : new MonthlyTalk(queues);
}
