import { describe, expect, it } from "vitest";
import type { Ledger } from "../../engine/centre/ledger.ts";
import { planOf } from "../../engine/centre/plan.ts";
import type { Row } from "../../engine/experiment/rows.ts";
import { Summary } from "../../engine/experiment/summary.ts";
import { estimate, ratioEstimate, singleMonthRange } from "../../engine/stats/estimate.ts";
import { WaitHistogram } from "../../engine/stats/histogram.ts";
import { exponential, poolTotal, replicate, room, total } from "../support/rooms.ts";
import { ledgerOf } from "./ledgers.ts";

const scenario = room({
  name: "october",
  days: 3,
  warmUp: 86_400,
  handlers: 4,
  queues: [
    { callsPerHour: 20, talk: exponential(300), patience: exponential(600) },
    { callsPerHour: 12, talk: exponential(400), patience: exponential(500) },
  ],
  actuals: [
    { queue: "999", measure: "not_answered_pct", value: 4.5, source: "panel paper, page 3" },
    { queue: "101", measure: "mean_queue_s", value: 77, source: "panel paper, page 4" },
  ],
});
const plan = planOf(scenario);
const ledgers = replicate(scenario, 30);

function summed(some: readonly Ledger[], of = plan): readonly Row[] {
  const summary = new Summary(of);
  for (const ledger of some) summary.add(summary.form.observe(ledger));
  expect(summary.count).toBe(some.length);
  return summary.rows();
}

function find(rows: readonly Row[], name: string, measure: string): Row {
  const found = rows.filter((row) => row.name === name && row.measure === measure);
  expect(found).toHaveLength(1);
  return found[0]!;
}

const rows = summed(ledgers);

describe("a summary of replications", () => {
  it("says nothing before there is one", () => {
    expect(() => new Summary(plan).rows()).toThrow(RangeError);
  });

  it.each([0, 1])("gives ratios of sums with the half-width of ratios (queue %i)", (queue) => {
    const column = (name: Parameters<typeof total>[2]) => ledgers.map((ledger) => total(ledger, queue, name));
    const name = scenario.queues[queue]!.name;
    for (const [measure, numerator, denominator] of [
      ["attrition", column("abandoned"), column("offered")],
      ["meanWaitAnswered", column("waitOfAnswered"), column("answered")],
      ["answeredWithin90s", column("answeredWithin1"), column("offered")],
    ] as const) {
      const row = find(rows, name, measure);
      const exact = ratioEstimate(numerator, denominator);
      expect(row.mean).toBeCloseTo(exact.mean, 10);
      expect(row.halfWidth / exact.halfWidth).toBeCloseTo(1, 8);
      expect(row.n).toBe(30);
      // Where single months fall: the months themselves.
      const singles = singleMonthRange(numerator.map((value, i) => value / denominator[i]!));
      expect(row.single!.low).toBeCloseTo(singles.low, 10);
      expect(row.single!.high).toBeCloseTo(singles.high, 10);
    }
  });

  it("gives counts as means over replications", () => {
    const exact = estimate(ledgers.map((ledger) => total(ledger, 0, "offered")));
    const row = find(rows, "999", "offered");
    expect(row.mean).toBeCloseTo(exact.mean, 9);
    expect(row.halfWidth).toBeCloseTo(exact.halfWidth, 9);
  });

  it("gives what desks do", () => {
    const exact = ratioEstimate(
      ledgers.map((ledger) => poolTotal(ledger, 0, "busy")),
      ledgers.map((ledger) => poolTotal(ledger, 0, "onDuty") + poolTotal(ledger, 0, "overrun")),
    );
    const row = find(rows, "desk 1", "occupancy");
    expect(row.mean).toBeCloseTo(exact.mean, 10);
    expect(row.halfWidth / exact.halfWidth).toBeCloseTo(1, 8);
    // The roster is certain.
    expect(find(rows, "desk 1", "onDuty")).toMatchObject({ mean: 4, halfWidth: 0, reported: null });
  });

  it("gives percentiles and the longest wait of single periods, and their mean", () => {
    const p90 = (whose: "answered" | "all") =>
      ledgers.map((ledger) => {
        const waits = new WaitHistogram();
        waits.merge(new WaitHistogram(ledger.waits, WaitHistogram.SIZE));
        if (whose === "all") waits.merge(new WaitHistogram(ledger.waits, 3 * WaitHistogram.SIZE));
        return waits.quantile(0.9);
      });
    for (const [measure, values] of [
      ["waitP90Answered", p90("answered")],
      ["waitP90All", p90("all")],
      ["longestWait", ledgers.map((ledger) => ledger.longestWait[1]!)],
    ] as const) {
      const row = find(rows, "101", measure);
      const exact = estimate(values);
      expect(row.mean).toBeCloseTo(exact.mean, 9);
      expect(row.halfWidth).toBeCloseTo(exact.halfWidth, 9);
    }
  });

  it("puts published figures beside those they can be set beside, shares as shares", () => {
    expect(find(rows, "999", "attrition").reported).toEqual({ value: 0.045, source: "panel paper, page 3" });
    expect(find(rows, "101", "attrition").reported).toBeNull();
    // The paper does not say whose wait it is: it stands beside both.
    for (const measure of ["meanWaitAnswered", "meanWaitAll"]) {
      expect(find(rows, "101", measure).reported).toEqual({ value: 77, source: "panel paper, page 4" });
    }
    expect(find(rows, "101", "meanWaitAbandoned").reported).toBeNull();
  });

  it("says where each row is from", () => {
    for (const row of rows) {
      expect(row).toMatchObject({ scenario: "october", scope: "period", when: "3 days" });
      expect(row.definition).not.toBe("");
    }
    expect(new Set(rows.map(({ name, measure }) => `${name} ${measure}`)).size).toBe(rows.length);
  });

  it("knows nothing of chance after one replication", () => {
    const one = find(summed(ledgers.slice(0, 1)), "999", "attrition");
    expect(one.halfWidth).toBe(Infinity);
    expect(one.single).toBeNull();
    expect(one.n).toBe(1);
  });
});

describe("a summary of ledgers made by hand", () => {
  const empty = planOf(room({ queues: [{}], handlers: 1 }));
  const month = (offered: number, abandoned: number, waits: readonly number[] = []) =>
    ledgerOf(empty, {
      queues: [{ queue: 0, bin: 0, figures: { offered, abandoned, answered: offered - abandoned } }],
      answeredWaits: waits,
    });

  it("weighs months by their callers", () => {
    // 10 of 100 and 90 of 300: 100 of 400, not the mean of 10% and 30%.
    const row = find(summed([month(100, 10), month(300, 90)], empty), "999", "attrition");
    expect(row.mean).toBe(0.25);
    // Residuals 10 − 25 = −15 and 90 − 75 = 15: sd √450, over √2 × 200, times Student's 12.7062 on one degree.
    expect(row.halfWidth).toBeCloseTo((12.7062 * Math.sqrt(450)) / Math.SQRT2 / 200, 4);
  });

  it("leaves out of the range of single months those without callers", () => {
    const rows = summed([month(1000, 199), month(0, 0), month(1000, 201)], empty);
    expect(find(rows, "999", "attrition").mean).toBeCloseTo(0.2, 12);
    const { low, high } = find(rows, "999", "attrition").single!;
    expect((low + high) / 2).toBeCloseTo(0.2, 10);
  });

  it("keeps the range of single months where a figure can lie: a share from 0 to 1", () => {
    // Student's interval from two months as far apart as these reaches far beyond both ends.
    const rows = summed([month(1000, 100), month(1000, 900)], empty);
    expect(find(rows, "999", "attrition").single).toMatchObject({ low: 0, high: 1 });
  });

  it("says how well the ends of that range are known, once there are enough months", () => {
    const months = (n: number) =>
      summed(
        Array.from({ length: n }, (_, i) => month(1000, i)),
        empty,
      );
    expect(find(months(145), "999", "abandoned").single).toMatchObject({
      lowBetween: null,
      highBetween: null,
    });
    // 200 months with 0, 1 … 199 abandoned: ranks 1 to 11 hold the 2.5% quantile, by the binomial.
    expect(find(months(200), "999", "abandoned").single).toMatchObject({
      lowBetween: { low: 0, high: 10 },
      highBetween: { low: 189, high: 199 },
    });
  });

  it("has no mean where nothing ever happened", () => {
    const rows = summed([month(0, 0), month(0, 0)], empty);
    expect(find(rows, "999", "attrition").mean).toBeNaN();
    expect(find(rows, "999", "attrition").single).toBeNull();
    expect(find(rows, "999", "offered")).toMatchObject({ mean: 0, halfWidth: 0 });
  });

  it("finds the percentiles of the waits: within 1/128 of them", () => {
    const waits = Array.from({ length: 101 }, (_, i) => i * 3); // 0, 3 … 300: the 90th percentile is 270
    const rows = summed([month(101, 0, waits), month(101, 0, waits)], empty);
    expect(Math.abs(find(rows, "999", "waitP90Answered").mean - 270)).toBeLessThan(270 / 128);
    expect(Math.abs(find(rows, "999", "waitP50Answered").mean - 150)).toBeLessThan(150 / 128);
    expect(find(rows, "999", "waitP90Answered").halfWidth).toBe(0);
    expect(find(rows, "999", "longestWait").mean).toBe(300);
  });
});
