import { describe, expect, it } from "vitest";
import { planOf } from "../../engine/centre/plan.ts";
import { QUEUE_COLUMN, queueCell } from "../../engine/centre/ledger.ts";
import { storyteller } from "../../engine/centre/story.ts";
import { runTrial } from "../../engine/centre/run.ts";
import { erlangC } from "../../engine/theory/erlangC.ts";
import { minutes } from "../../engine/units.ts";
import {
  exponential,
  expectExact,
  fixed,
  measured,
  occupancy,
  ratio,
  replicate,
  room,
  total,
} from "../support/rooms.ts";
import { at, story } from "../stories/story.ts";

describe("a desk that takes longer than others", () => {
  it("is a desk like others whose calls are that much longer", () => {
    // Twice is exact in binary, so the ledgers agree to the last byte, but for the work that callers bring.
    const busy = (talk: number, wrapUp: number, proficiency: { talk: number; wrapUp: number } | null) =>
      room({
        days: 3,
        seed: "twice as long",
        pools: [{ handlers: 6, proficiency }],
        queues: [
          { callsPerHour: 20, talk: exponential(talk), wrapUp: fixed(wrapUp), patience: exponential(300) },
          { callsPerHour: 20, talk: exponential(talk), wrapUp: fixed(wrapUp), mayInterruptWrapUp: true },
        ],
      });
    const slow = runTrial(planOf(busy(150, 30, { talk: 2, wrapUp: 2 })), 0);
    const long = runTrial(planOf(busy(300, 60, null)), 0);
    for (let queue = 0; queue < 2; queue++) {
      for (let bin = 0; bin <= slow.bins; bin++) {
        const work = queueCell(slow, queue, bin) + QUEUE_COLUMN.workDialled;
        expect(slow.queueCells[work]).toBe(long.queueCells[work]! / 2);
        slow.queueCells[work] = long.queueCells[work]!;
      }
    }
    expect(slow.queueCells).toEqual(long.queueCells);
    expect(slow.poolCells).toEqual(long.poolCells);
    expect(slow.waits).toEqual(long.waits);
  });

  it("waits as Erlang C says for the times it really takes", () => {
    // 40 calls an hour of 4 minutes, taken by six who need 1.75 times as long: 7 minutes.
    const scenario = room({
      days: 50,
      warmUp: 86_400,
      seed: "seven minutes",
      pools: [{ handlers: 6, proficiency: { talk: 1.75, wrapUp: 1 } }],
      queues: [{ callsPerHour: 40, talk: exponential(240) }],
    });
    const ledgers = replicate(scenario, 20);
    const exact = erlangC({ callsPerHour: 40, meanHandling: minutes(7), handlers: 6 });
    const found = measured(ledgers);
    expectExact("waiting", found.shareWaiting, exact.pWait, 0.02);
    expectExact("occupancy", occupancy(ledgers), exact.occupancy, 0.01);
    const talk = ratio(
      ledgers,
      (ledger) => total(ledger, 0, "talk"),
      (ledger) => total(ledger, 0, "answered"),
    );
    expectExact("mean talk", talk, 420, 0.005);
  });
});

describe("newcomers beside experienced handlers", () => {
  /*
   * Two desks for one queue, the experienced tried first. Talk 100 s and wrap-up 40 s; newcomers take 1.5 and 2 times.
   *   0  1 to the experienced, to 140
   *  10  2 to the newcomer, to 10 + 150 + 80 = 240
   *  20  3 waits; 140 to the experienced, to 280
   * 230  4 waits; 240 to the newcomer, to 470
   */
  const scenario = room({
    pools: [
      { name: "experienced", handlers: 1 },
      { name: "newcomers", handlers: 1, proficiency: { talk: 1.5, wrapUp: 2 } },
    ],
    queues: [{ arrivals: at(0, 10, 20, 230), talk: fixed(100), wrapUp: fixed(40) }],
  });

  it("take their own time over the calls that they get", () => {
    const told = story(scenario);
    expect(told.told).toEqual([
      "0 999/1 answered by experienced",
      "10 999/2 answered by newcomers",
      "20 999/3 waits",
      "140 999/1 done",
      "140 999/3 answered by experienced",
      "230 999/4 waits",
      "240 999/2 done",
      "240 999/4 answered by newcomers",
      "280 999/3 done",
      "470 999/4 done",
    ]);
    // Talk and wrap-up are booked as they were, and what callers bring as it would be at a desk like others.
    expect(told.queue(0)).toMatchObject({ talk: 2 * 100 + 2 * 150, wrapUp: 2 * 40 + 2 * 80 });
    expect(told.pool(1)).toMatchObject({ busy: 2 * 230 });
    expect(told.ledger.queueCells[QUEUE_COLUMN.workDialled]).toBe(4 * 140);
  });

  it("are told of in the story of a call", () => {
    const { observer, story: followed } = storyteller({ by: "number", queue: 0, number: 2 });
    runTrial(planOf(scenario), 0, observer);
    expect(followed()!.chapters.map(({ what }) => what)).toContain(
      "at this desk talk takes 1.5 and wrap-up 2 times as long",
    );
  });
});
