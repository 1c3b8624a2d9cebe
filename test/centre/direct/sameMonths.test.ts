import { describe, expect, it } from "vitest";
import { loadScenario } from "../../../cli/load.ts";
import { asFirstAttempts } from "../../../engine/centre/attempts.ts";
import { partsOf } from "../../../engine/centre/direct/applies.ts";
import { POOL_COLUMN, poolFigure } from "../../../engine/centre/ledger.ts";
import type { Plan } from "../../../engine/centre/plan.ts";
import { planOf } from "../../../engine/centre/plan.ts";
import { runTrial } from "../../../engine/centre/run.ts";
import { extraTotal } from "../../support/extras.ts";
import { total } from "../../support/rooms.ts";
import { expectSameLedger } from "../../support/sameLedger.ts";

const SCENARIOS = new URL("../../../scenarios/", import.meta.url);
const fileOf = (name: string): string => new URL(`${name}.yaml`, SCENARIOS).pathname;
const planFrom = (name: string): Plan => planOf(loadScenario(fileOf(name)));

describe("the direct loop fills the ledger of the event loop", () => {
  it.each([
    "benchmarks/b1",
    "benchmarks/b2",
    "benchmarks/b3",
    "kent/2022-08",
    "kent/2022-09",
    "kent/2022-10",
    "kent/2022-11",
    "kent/2022-12",
    "kent/2023-01",
  ])("in %s", (name) => {
    const plan = planFrom(name);
    for (const replication of [0, 1]) {
      const direct = runTrial(plan, replication, null, { loop: "direct" });
      expectSameLedger(plan, direct, runTrial(plan, replication, null, { loop: "events" }));
      expect(total(direct, 1, "abandoned")).toBeGreaterThan(500);
    }
  });
});

describe("the direct loop and the event loop beside it fill the ledger of the event loop alone", () => {
  it.each(["2022-10", "2023-01"])("in the whole room, %s", (month) => {
    const plan = planOf(asFirstAttempts(loadScenario(fileOf(`kent/whole/${month}`))));
    expect(partsOf(plan)).toEqual({ direct: [0], byCalendar: [1, 2], ofCalendar: [3, 4] });
    for (const replication of [0, 1]) {
      const direct = runTrial(plan, replication, null, { loop: "direct" });
      const events = runTrial(plan, replication, null, { loop: "events" });
      expectSameLedger(plan, direct, events);
      expect([...direct.poolExtras]).toEqual([...events.poolExtras]);
      for (const [queue, column] of [
        [0, "cameFromQueues"],
        [0, "reachedLater"],
        [2, "cameFromQueues"],
        [3, "cameFromQueues"],
        [4, "cameFromQueues"],
      ] as const)
        expect(extraTotal(direct, queue, column), `${queue} ${column}`).toBeGreaterThan(50);
      expect(total(direct, 1, "redialled")).toBeGreaterThan(500);
    }
  });
});

describe("the comparison", () => {
  it("would notice a second of work in one bin", () => {
    const plan = planFrom("kent/2022-10");
    const [one, other] = [runTrial(plan, 0), runTrial(plan, 0)];
    other.poolCells[3 * 17 + POOL_COLUMN.busy]! += 1;
    expect(poolFigure(other, 0, 17, "busy") - poolFigure(one, 0, 17, "busy")).toBeCloseTo(1, 6);
    expect(() => {
      expectSameLedger(plan, one, other);
    }).toThrow("pool 0, bin 17, busy");
  });

  it("would notice one contact that was delayed and one wait that was longer", () => {
    const plan = planFrom("kent/2022-10");
    const one = runTrial(plan, 0);
    for (const cells of ["queueCells", "waits", "longestWait"] as const) {
      const other = runTrial(plan, 0);
      other[cells][1]! += 1;
      expect(() => {
        expectSameLedger(plan, one, other);
      }).toThrow();
    }
  });
});
