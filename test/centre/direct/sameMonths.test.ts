import { describe, expect, it } from "vitest";
import { loadScenario } from "../../../cli/load.ts";
import { POOL_COLUMN, poolFigure } from "../../../engine/centre/ledger.ts";
import type { Plan } from "../../../engine/centre/plan.ts";
import { planOf } from "../../../engine/centre/plan.ts";
import { runTrial } from "../../../engine/centre/run.ts";
import { total } from "../../support/rooms.ts";
import { expectSameLedger } from "../../support/sameLedger.ts";

const SCENARIOS = new URL("../../../scenarios/", import.meta.url);
const planFrom = (name: string): Plan => planOf(loadScenario(new URL(`${name}.yaml`, SCENARIOS).pathname));

describe("the direct loop fills the ledger of the event loop", () => {
  it.each([
    "benchmarks/b1",
    "benchmarks/b2",
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
