import { describe, expect, it } from "vitest";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import { SWITCH_COLUMN, switchCell } from "../../engine/centre/ledger.ts";
import { scenarioOf } from "../scenario/memoryFiles.ts";
import { textOf } from "./files.ts";

describe("the example of switches", () => {
  it("runs, and each of its switches is on for some of the time", () => {
    const scenario = scenarioOf({ "w.yaml": textOf("examples/switches.yaml") });
    const ledger = runTrial(planOf(scenario), 0);
    scenario.switches.forEach((_, number) => {
      let on = 0;
      for (let bin = 0; bin < ledger.bins; bin++) {
        on += ledger.switchCells[switchCell(ledger, number, bin) + SWITCH_COLUMN.secondsOn]!;
      }
      expect(on).toBeGreaterThan(0);
      expect(on).toBeLessThan(7 * 86_400);
    });
  });
});
