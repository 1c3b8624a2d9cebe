import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDirect } from "../../../engine/centre/direct/applies.ts";
import type { Ledger, QueueColumn } from "../../../engine/centre/ledger.ts";
import { planOf } from "../../../engine/centre/plan.ts";
import { runTrial } from "../../../engine/centre/run.ts";
import type { Scenario } from "../../../engine/scenario/scenario.ts";
import { fixed, poolTotal, room, total } from "../../support/rooms.ts";
import { expectSameLedger } from "../../support/sameLedger.ts";
import { anyDirectRoom, roomInSteps } from "./rooms.ts";

const SEED = { seed: 20_221_030 };
const SEEN: readonly QueueColumn[] = [
  "answered",
  "delayed",
  "abandoned",
  "balked",
  "hungUpInMessage",
  "movedToDigital",
  "waitOfAnswered",
];

/** Runs both loops and returns what they agree on. */
function bothLoops(scenario: Scenario, replication: number): Ledger {
  const plan = planOf(scenario);
  const direct = runTrial(plan, replication, null, { loop: "direct" });
  expectSameLedger(plan, direct, runTrial(plan, replication, null, { loop: "events" }));
  return direct;
}

/** Adds up what happened, as rooms in which little happens prove little. */
class Seen {
  readonly times = new Map<string, number>();

  add(ledger: Ledger): void {
    const put = (what: string, n: number) => this.times.set(what, (this.times.get(what) ?? 0) + n);
    for (let queue = 0; queue < ledger.queues; queue++) {
      for (const column of SEEN) put(column, total(ledger, queue, column));
    }
    for (let pool = 0; pool < ledger.pools; pool++) put("overrun", poolTotal(ledger, pool, "overrun"));
  }

  expectAbove(least: number, except: readonly string[] = []): void {
    for (const [what, n] of this.times) if (!except.includes(what)) expect(n, what).toBeGreaterThan(least);
  }
}

describe("the direct loop fills the ledger of the event loop", () => {
  it("in any room it can run", () => {
    const seen = new Seen();
    fc.assert(
      fc.property(anyDirectRoom, fc.nat({ max: 3 }), (scenario, replication) => {
        expect(isDirect(planOf(scenario))).toBe(true);
        seen.add(bothLoops(scenario, replication));
      }),
      { ...SEED, numRuns: 150 },
    );
    seen.expectAbove(300);
  });

  it("to the last byte where all times are whole, and much happens at the same moment", () => {
    const seen = new Seen();
    fc.assert(
      fc.property(roomInSteps, (scenario) => {
        const ledger = bothLoops(scenario, 0);
        const events = runTrial(planOf(scenario), 0, null, { loop: "events" });
        for (const column of ["queueCells", "poolCells"] as const) {
          expect(Buffer.from(ledger[column].buffer).equals(Buffer.from(events[column].buffer))).toBe(true);
        }
        seen.add(ledger);
      }),
      { ...SEED, numRuns: 300 },
    );
    // Nobody moves to a digital channel in these rooms.
    seen.expectAbove(100, ["movedToDigital"]);
  });

  it("if the first callers of two queues dial at the same moment: the queue listed first goes first", () => {
    const first = { arrivals: { kind: "replay" as const, times: [100] }, talk: fixed(60) };
    const ledger = bothLoops(
      room({
        queues: [first, first],
        pools: [{ handlers: 1, answers: [1, 0], takes: "in the order listed" }],
      }),
      0,
    );
    expect([...ledger.longestWait]).toEqual([0, 60]);
  });
});
