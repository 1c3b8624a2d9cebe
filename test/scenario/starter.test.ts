import { describe, expect, it } from "vitest";
import { STARTER_SCENARIO } from "../../engine/scenario/starter.ts";
import { faultsOf, scenarioOf } from "./memoryFiles.ts";

describe("the starter scenario", () => {
  it("is without fault and needs no other file", () => {
    expect(faultsOf({ "w.yaml": STARTER_SCENARIO })).toEqual([]);
  });

  it("fits on a page and a screen", () => {
    const lines = STARTER_SCENARIO.trimEnd().split("\n");
    expect(lines.length).toBeLessThanOrEqual(65);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(110);
  });

  it("shows a second file that is right as well", () => {
    const second = STARTER_SCENARIO.slice(STARTER_SCENARIO.indexOf("#   about:")).replaceAll(/^# {3}/gm, "");
    const files = { "this-file.yaml": STARTER_SCENARIO, "w.yaml": second };
    expect(second.split("\n").length).toBeGreaterThan(2);
    const [before, after] = [scenarioOf({ "w.yaml": STARTER_SCENARIO }), scenarioOf(files)];
    const inWeek = (handlers: readonly number[] = []): number =>
      handlers.reduce((sum, count) => sum + count, 0);
    expect(inWeek(after.pools[0]?.handlers) - inWeek(before.pools[0]?.handlers)).toBe(2 * 168);
  });
});
