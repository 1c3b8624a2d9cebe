import { describe, expect, it } from "vitest";
import { planOf } from "../../engine/centre/plan.ts";
import { MonthTargets } from "../../engine/experiment/monthTargets.ts";
import { formOf } from "../../engine/experiment/observation.ts";
import type { Scope } from "../../engine/experiment/rows.ts";
import { runThrough } from "../../engine/experiment/startTrial.ts";
import type { Target } from "../../engine/experiment/targets.ts";
import type { Scenario } from "../../engine/scenario/scenario.ts";
import { exponential, room } from "../support/rooms.ts";

const SCOPES: readonly Scope[] = ["period", "month"];
const MONTHS = ["2023-02", "2023-03", "2023-04"];
const REPLICATIONS = 30;

/** Four handlers, then five, then three. */
const scenario: Scenario = (() => {
  const plain = room({
    handlers: 4,
    queues: [{ callsPerHour: 3, talk: exponential(3600), patience: exponential(1800) }],
  });
  const week = (handlers: number): readonly number[] => new Array<number>(168).fill(handlers);
  return {
    ...plain,
    period: {
      kind: "month",
      year: 2023,
      month: 2,
      months: 3,
      timeZone: "Europe/London",
      bankHolidays: [],
      bankHolidaysLike: 6,
    },
    pools: plain.pools.map((pool) => ({ ...pool, handlersByMonth: [week(4), week(5), week(3)] })),
  };
})();
const plan = planOf(scenario);
const pool = scenario.pools[0]!.name;

const onDuty = (value: number): Target => ({
  of: "pool",
  name: pool,
  measure: "onDuty",
  relation: ">=",
  value,
  unit: "people",
});
const attrition = (value: number): Target => ({
  of: "queue",
  name: "999",
  measure: "attrition",
  relation: "<=",
  value,
  unit: "share",
});

const observations = Array.from({ length: REPLICATIONS }, (_, replication) =>
  runThrough({ scenario, replication, scopes: SCOPES }),
);

function found(...targets: readonly Target[]) {
  const tally = new MonthTargets(plan, targets, SCOPES);
  for (const seen of observations) tally.add(seen);
  return tally.found();
}

describe("targets of a run of several months", () => {
  it("are met in the months in which handlers are enough", () => {
    const [five, four, six] = found(onDuty(5), onDuty(4), onDuty(6));
    expect(five!.months.map(({ when }) => when)).toEqual(MONTHS);
    expect(five!.firstOnAverage).toBe("2023-03");
    expect(five!.months.map(({ met }) => met.share)).toEqual([0, 1, 0]);
    expect(five!.months.map(({ metByThen }) => metByThen.share)).toEqual([0, 1, 1]);
    expect(four!.firstOnAverage).toBe("2023-02");
    expect(four!.months.map(({ met }) => met.share)).toEqual([1, 1, 0]);
    expect(six!.firstOnAverage).toBeNull();
    expect(six!.months.map(({ metByThen }) => metByThen.share)).toEqual([0, 0, 0]);
  });

  it("are counted replication by replication", () => {
    const form = formOf(plan, SCOPES);
    const places = MONTHS.map((when) =>
      form.stretches.findIndex((stretch) => stretch.scope === "month" && stretch.when === when),
    );
    const shares = observations.map((seen) =>
      places.map((place) => {
        const { sum } = form.queueFigures(seen, place, 0);
        return sum("abandoned") / sum("offered");
      }),
    );
    // Between the months' means, so that some replications meet it and some do not.
    const value = shares.map(([first]) => first!).toSorted((a, b) => a - b)[10]!;
    const [one] = found(attrition(value));
    const metIn = MONTHS.map((_, m) => shares.filter((each) => each[m]! <= value).length);
    const metBy = MONTHS.map(
      (_, m) => shares.filter((each) => each.slice(0, m + 1).some((x) => x <= value)).length,
    );
    expect(one!.months.map(({ met }) => met.share)).toEqual(metIn.map((count) => count / REPLICATIONS));
    expect(one!.months.map(({ metByThen }) => metByThen.share)).toEqual(
      metBy.map((count) => count / REPLICATIONS),
    );
    expect(metIn[0]).toBe(11);
    expect(metBy[1]!).toBeGreaterThan(11);
  });

  it("are refused if nothing is measured so", () => {
    expect(() => new MonthTargets(plan, [{ ...attrition(0.1), name: "101" }], SCOPES)).toThrow(
      "queue 101 has no measure attrition",
    );
  });
});
