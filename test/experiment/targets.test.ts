import { describe, expect, it } from "vitest";
import { planOf } from "../../engine/centre/plan.ts";
import { formOf } from "../../engine/experiment/observation.ts";
import { PeriodMeasures } from "../../engine/experiment/periodMeasures.ts";
import { proportion, type Target, TargetTally } from "../../engine/experiment/targets.ts";
import { room } from "../support/rooms.ts";
import { ledgerOf } from "./ledgers.ts";

const plan = planOf(room({ queues: [{}], handlers: 1 }));
const measures = new PeriodMeasures(plan);
const attritionBelow = (value: number): Target => ({
  of: "queue",
  name: "999",
  measure: "attrition",
  relation: "<=",
  value,
  unit: "share",
});
const answeredAbove = (value: number): Target => ({
  of: "queue",
  name: "999",
  measure: "answered",
  relation: ">=",
  value,
  unit: "contacts",
});

function month(offered: number, abandoned: number) {
  const figures = { offered, abandoned, answered: offered - abandoned };
  const ledger = ledgerOf(plan, { queues: [{ queue: 0, bin: 0, figures }] });
  return measures.ratios(formOf(plan, ["period"]).observe(ledger));
}

describe("targets", () => {
  it("count the periods that meet each, and all", () => {
    const tally = new TargetTally([attritionBelow(0.1), answeredAbove(91)], measures.list);
    for (const [offered, abandoned] of [
      [100, 5], // both
      [100, 10], // attrition exactly on the target: met; 90 answered: not
      [200, 100], // answered only
      [80, 40], // neither
    ] as const) {
      tally.add(month(offered, abandoned));
    }
    const { targets, allMet } = tally.found(1);
    expect(targets.map(({ met }) => met.share)).toEqual([0.5, 0.5]);
    expect(allMet.share).toBe(0.25);
    expect(targets[0]!.mean).toBeCloseTo(155 / 480, 12);
  });

  it("say whether the long run meets them, or that it cannot be told", () => {
    const tally = (value: number) => {
      const one = new TargetTally([attritionBelow(value)], measures.list);
      // Attrition 18%, 20%, 22% of equal months: mean 20%, t(0.975, 2) × 2% ∕ √3 = 4.97 points.
      for (const abandoned of [180, 200, 220]) one.add(month(1000, abandoned));
      return one;
    };
    expect(tally(0.26).found(1).onAverage).toBe("met");
    expect(tally(0.14).found(1).onAverage).toBe("not met");
    expect(tally(0.21).found(1).onAverage).toBe("cannot be told");
    // For ten plans at once the interval is wider: t(0.9975, 2) is 14.09 instead of 4.30.
    expect(tally(0.26).found(10).onAverage).toBe("cannot be told");
  });

  it("have to be of measures there are", () => {
    expect(() => new TargetTally([{ ...attritionBelow(1), measure: "luck" }], measures.list)).toThrow(
      RangeError,
    );
  });
});

describe("a share of periods", () => {
  // Exact intervals, as R's binom.test prints them.
  it.each([
    [0, 10, 0, 0.3085],
    [5, 10, 0.1871, 0.8129],
    [10, 10, 0.6915, 1],
    [1, 100, 0.00025, 0.05446],
  ])("%d of %d lies between %d and %d", (successes, n, low, high) => {
    const found = proportion(successes, n);
    expect(found.share).toBe(successes / n);
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });
});
