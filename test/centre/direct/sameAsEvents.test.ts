import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDirect, isPartlyDirect } from "../../../engine/centre/direct/applies.ts";
import type { Ledger, QueueColumn, QueueExtra } from "../../../engine/centre/ledger.ts";
import { planOf } from "../../../engine/centre/plan.ts";
import { runTrial } from "../../../engine/centre/run.ts";
import type { Scenario } from "../../../engine/scenario/scenario.ts";
import { extraTotal } from "../../support/extras.ts";
import { fixed, poolTotal, room, total } from "../../support/rooms.ts";
import { expectSameLedger } from "../../support/sameLedger.ts";
import {
  anyDirectRoom,
  anyRoomInParts,
  anyRoomOfFollowers,
  roomInSteps,
  roomOfFollowersInSteps,
} from "./rooms.ts";

const SEED = { seed: 20_221_030 };
/** What happens only where something follows. */
const AFTERWARDS = ["redialled", "comesBack"] as const satisfies readonly QueueColumn[];
const FOLLOWED = ["cameFromQueues", "wentToQueues", "reachedLater"] as const satisfies readonly QueueExtra[];
const NOTHING_FOLLOWS = [...AFTERWARDS, ...FOLLOWED];
const SEEN: readonly QueueColumn[] = [
  ...AFTERWARDS,
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

/** The same, where sums of times must not differ by a rounding either. */
function bothLoopsToTheByte(scenario: Scenario): Ledger {
  const plan = planOf(scenario);
  const direct = bothLoops(scenario, 0);
  const events = runTrial(plan, 0, null, { loop: "events" });
  for (const column of ["queueCells", "queueExtras", "poolCells"] as const) {
    expect(Buffer.from(direct[column].buffer).equals(Buffer.from(events[column].buffer)), column).toBe(true);
  }
  return direct;
}

/** Adds up what happened, as rooms in which little happens prove little. */
class Seen {
  readonly times = new Map<string, number>();

  add(ledger: Ledger): void {
    const put = (what: string, n: number) => this.times.set(what, (this.times.get(what) ?? 0) + n);
    for (let queue = 0; queue < ledger.queues; queue++) {
      for (const column of SEEN) put(column, total(ledger, queue, column));
      // Kept only in rooms that have what they tell of.
      if (ledger.queueExtras.length > 0)
        for (const column of FOLLOWED) put(column, extraTotal(ledger, queue, column));
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
    seen.expectAbove(300, NOTHING_FOLLOWS);
  });

  it("to the last byte where all times are whole, and much happens at the same moment", () => {
    const seen = new Seen();
    fc.assert(
      fc.property(roomInSteps, (scenario) => {
        seen.add(bothLoopsToTheByte(scenario));
      }),
      { ...SEED, numRuns: 300 },
    );
    // Nobody moves to a digital channel in these rooms.
    seen.expectAbove(100, [...NOTHING_FOLLOWS, "movedToDigital"]);
  });

  it("where callers dial again and go on to other queues", () => {
    const seen = new Seen();
    fc.assert(
      fc.property(anyRoomOfFollowers, fc.nat({ max: 3 }), (scenario, replication) => {
        expect(isDirect(planOf(scenario))).toBe(true);
        seen.add(bothLoops(scenario, replication));
      }),
      { ...SEED, numRuns: 200 },
    );
    seen.expectAbove(300);
  });

  it("to the last byte where they do so and all times are whole", () => {
    const seen = new Seen();
    fc.assert(
      fc.property(roomOfFollowersInSteps, (scenario) => {
        seen.add(bothLoopsToTheByte(scenario));
      }),
      { ...SEED, numRuns: 300 },
    );
    seen.expectAbove(100, ["movedToDigital"]);
  });

  it("where it runs some of the desks, and the event loop the others", () => {
    const seen = new Seen();
    fc.assert(
      fc.property(anyRoomInParts, fc.nat({ max: 3 }), (scenario, replication) => {
        const plan = planOf(scenario);
        expect(isDirect(plan)).toBe(false);
        expect(isPartlyDirect(plan)).toBe(true);
        seen.add(bothLoops(scenario, replication));
      }),
      { ...SEED, numRuns: 200 },
    );
    seen.expectAbove(300);
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
