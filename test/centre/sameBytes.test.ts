import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isDirect } from "../../engine/centre/direct/applies.ts";
import type { Ledger } from "../../engine/centre/ledger.ts";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import type { Scenario } from "../../engine/scenario/scenario.ts";
import { seconds, share } from "../../engine/units.ts";
import { exponential, fixed, room } from "../support/rooms.ts";

/** A little of everything. */
const everything = (seed: string, draws: Scenario["draws"] = "tables"): Scenario =>
  room({
    seed,
    draws,
    period: {
      kind: "month",
      year: 2022,
      month: 10,
      timeZone: "Europe/London",
      bankHolidays: ["2022-10-03"],
      bankHolidaysLike: 6,
    },
    warmUp: 86_400,
    busyDays: { spread: 0.08, correlation: 0.5 },
    queues: [
      {
        callsPerHour: 20,
        talk: { kind: "lognormal", mean: seconds(300), spread: 1 },
        patience: exponential(1500),
      },
      {
        arrivals: {
          kind: "volume",
          volume: 9000,
          weights: Array.from({ length: 168 }, (_, hour) => 1 + (hour % 24)),
          counts: "offered",
        },
        talk: { kind: "gamma", mean: seconds(500), spread: 0.8 },
        wrapUp: exponential(60),
        patience: { kind: "weibull", scale: seconds(700), shape: 0.7 },
        balking: 0.05,
        message: { duration: fixed(45), hangUp: share(0.05), moveToDigital: share(0.1) },
      },
    ],
    pools: [
      { name: "999 desk", handlers: 1, answers: [0] },
      {
        name: "general",
        handlers: Array.from({ length: 24 }, (_, hour) => 3 + Math.round(hour / 8)),
        holdBack: { 1: [2, 2, 2, 2, 2, 2, ...new Array<number>(18).fill(1)] },
      },
    ],
  });

function bytesOf(ledger: Ledger): Buffer {
  const { queueCells, poolCells, waits, longestWait } = ledger;
  return Buffer.concat([queueCells, poolCells, waits, longestWait].map(({ buffer }) => Buffer.from(buffer)));
}

const run = (scenario: Scenario, replication: number): Buffer =>
  bytesOf(runTrial(planOf(scenario), replication));

describe("the same scenario, seed and replication", () => {
  it.each(["tables", "exact"] as const)("give the same ledger to the last byte, drawn from %s", (draws) => {
    expect(run(everything("1", draws), 0).equals(run(everything("1", draws), 0))).toBe(true);
  });

  it("give the same ledger whatever was run before, with one plan or several", () => {
    const plan = planOf(everything("1"));
    runTrial(plan, 4);
    const after = bytesOf(runTrial(plan, 1));
    expect(after.equals(run(everything("1"), 1))).toBe(true);
  });

  it("give the same ledger whether or not somebody watches", () => {
    const watched = runTrial(planOf(everything("1")), 0, { eventDone: () => undefined });
    expect(bytesOf(watched).equals(run(everything("1"), 0))).toBe(true);
  });
});

describe("another seed or another replication", () => {
  it("give another month", () => {
    const months = [run(everything("1"), 0), run(everything("1"), 1), run(everything("2"), 0)];
    expect(months[0]!.equals(months[1]!)).toBe(false);
    expect(months[0]!.equals(months[2]!)).toBe(false);
    // Replication 10 of seed 1 is not replication 0 of seed 11.
    expect(run(everything("1"), 10).equals(run(everything("11"), 0))).toBe(false);
  });
});

describe("history, not truth", () => {
  it("the month that was stored comes out again: if not, say in the change what moved and why it may", () => {
    const digest = createHash("sha256")
      .update(run(everything("history"), 0))
      .digest("hex");
    expect(digest).toBe("3fcd54adcf47cef5e37951ace335246e13dfbabb5aa9710fb4aa3c31633f738d");
  });

  it("so does the month of a room with one desk, in the direct loop", () => {
    const { queues, ...scenario } = everything("history");
    const oneDesk = {
      ...scenario,
      queues: queues.map((queue) => ({ ...queue, tries: [0] })),
      pools: [scenario.pools[1]!],
    };
    expect(isDirect(planOf(oneDesk))).toBe(true);
    const digest = createHash("sha256").update(run(oneDesk, 0)).digest("hex");
    expect(digest).toBe("0fb5cf7961df2c5f2049019068514d5abf6878aa67b0edfc9f4b6e6edb0117c1");
  });
});
