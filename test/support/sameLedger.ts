import { expect } from "vitest";
import type { Ledger, PoolColumn, QueueColumn } from "../../engine/centre/ledger.ts";
import { POOL_COLUMN, poolFigure, QUEUE_COLUMN, queueFigure } from "../../engine/centre/ledger.ts";
import type { Plan } from "../../engine/centre/plan.ts";

/** Columns that add up times; all others count. */
const TIMES: readonly QueueColumn[] = ["waitOfAnswered", "waitOfAbandoned", "talk", "wrapUp", "timeInLine"];

/**
 * Expects two runs of one plan to have counted the same contacts with the same fates: all counts, histograms and
 * longest waits exactly, in every bin, and sums of times up to the rounding of the order in which they were added.
 *
 * How much rounding: a sum of n terms is off by at most n·2^-53 of the sum of their sizes, whatever the order, so two
 * such sums differ by at most n·2^-52 of it. No column of a queue gets more terms than there are contacts (n). Busy
 * time and overrun are booked up to the end of the interval and taken back by one of the two loops: at most two terms
 * a contact and one an interval, and what stands there meanwhile is at most the interval's length for everybody
 * present, which are those on duty and those held by a call.
 */
export function expectSameLedger(plan: Plan, one: Ledger, other: Ledger): void {
  expect([...one.longestWait]).toEqual([...other.longestWait]);
  expect(Buffer.from(one.waits.buffer).equals(Buffer.from(other.waits.buffer)), "waits").toBe(true);
  const { timetable, scenario } = plan;
  let contacts = 0;
  for (let queue = 0; queue < one.queues; queue++) {
    for (let bin = 0; bin <= one.bins; bin++) contacts += queueFigure(one, queue, bin, "dialled");
  }
  for (let queue = 0; queue < one.queues; queue++) {
    for (let bin = 0; bin <= one.bins; bin++) {
      for (const column of Object.keys(QUEUE_COLUMN) as QueueColumn[]) {
        const [a, b] = [queueFigure(one, queue, bin, column), queueFigure(other, queue, bin, column)];
        const tolerance = TIMES.includes(column) ? contacts * Number.EPSILON * Math.max(a, b) : 0;
        if (Math.abs(a - b) <= tolerance) continue;
        expect.fail(`queue ${queue}, bin ${bin}, ${column}: ${a} and ${b}`);
      }
    }
  }
  // The further columns of rooms that both loops can run add up times.
  expect(one.queueExtras.length).toBe(other.queueExtras.length);
  one.queueExtras.forEach((a, place) => {
    const b = other.queueExtras[place]!;
    if (Math.abs(a - b) <= contacts * Number.EPSILON * Math.max(a, b)) return;
    expect.fail(`further column ${place}: ${a} and ${b}`);
  });
  const intervals = timetable.before + timetable.counted + timetable.after;
  const present = contacts + Math.max(...scenario.pools.flatMap(({ handlers }) => handlers));
  const tolerance = (2 * contacts + intervals) * Number.EPSILON * present * timetable.intervalSeconds;
  // A fault moves a piece of somebody's work, not a hundredth of a second.
  expect(tolerance).toBeLessThan(0.05);
  for (let pool = 0; pool < one.pools; pool++) {
    for (let bin = 0; bin <= one.bins; bin++) {
      for (const column of Object.keys(POOL_COLUMN) as PoolColumn[]) {
        const [a, b] = [poolFigure(one, pool, bin, column), poolFigure(other, pool, bin, column)];
        if (Math.abs(a - b) <= tolerance) continue;
        expect.fail(`pool ${pool}, bin ${bin}, ${column}: ${a} and ${b}`);
      }
    }
  }
}
