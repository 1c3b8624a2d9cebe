import { describe, expect, it } from "vitest";
import { busyDayFactors } from "../../engine/random/busyDays.ts";
import type { BusyDaysWanted } from "../../engine/random/busyDays.ts";
import { gammaCdf, normalQuantile } from "../../engine/stats/quantiles.ts";
import { Tally } from "../../engine/stats/tally.ts";
import { chiSquareLimit } from "./battery.ts";

const wanted: BusyDaysWanted = {
  spread: 0.25,
  correlation: 0.6,
  queues: ["999", "101"],
  days: 20_000,
  seed: "kent",
  replication: 0,
};
/** Passed by chance once in 100,000 seeds. */
const FAR = normalQuantile(1 - 1e-5 / 2);

function factors(changes: Partial<BusyDaysWanted> = {}): readonly [Float64Array, Float64Array] {
  const [first, second] = busyDayFactors({ ...wanted, ...changes });
  return [first!, second!];
}

/** Correlation of the factors' normal scores, found again by gamma's distribution function. */
function scoreCorrelation([first, second]: readonly [Float64Array, Float64Array], spread: number): number {
  const shape = spread ** -2;
  const score = (factor: number): number => normalQuantile(gammaCdf(factor * shape, shape));
  let sum = 0;
  first.forEach((factor, day) => {
    sum += score(factor) * score(second[day]!);
  });
  return sum / first.length;
}

describe("busy-day factors", () => {
  it.each([0.08, 0.25, 1])("have mean 1 and standard deviation %d", (spread) => {
    const days = spread < 0.1 ? 4000 : 20_000; // narrow gammas take long to invert
    const n = days;
    for (const values of factors({ spread, days })) {
      const { mean, variance } = Tally.of(values);
      expect(Math.abs(mean - 1)).toBeLessThan((FAR * spread) / Math.sqrt(n));
      // A gamma with shape a has excess kurtosis 6/a, so its sample variance has relative error √((2 + 6/a)/n).
      const relativeError = Math.sqrt((2 + 6 * spread ** 2) / n);
      expect(Math.abs(variance / spread ** 2 - 1)).toBeLessThan(FAR * relativeError);
    }
  });

  it("are gamma distributed", () => {
    const shape = wanted.spread ** -2;
    for (const values of factors({})) {
      const cells = new Float64Array(50);
      for (const factor of values) cells[Math.floor(50 * gammaCdf(factor * shape, shape))]!++;
      const expected = values.length / 50;
      const chiSquare = cells.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
      expect(chiSquare).toBeLessThan(chiSquareLimit(50));
    }
  });

  it.each([0, 0.3, 0.6, 0.9])("correlate between queues as wanted: %d", (correlation) => {
    const r = scoreCorrelation(factors({ correlation }), wanted.spread);
    // The product of two standard normals with correlation r has variance 1 + r².
    const error = Math.sqrt((1 + correlation ** 2) / wanted.days);
    expect(Math.abs(r - correlation)).toBeLessThan(FAR * error);
  });
});

describe("busy-day factors", () => {
  it("are the same for all queues at correlation 1", () => {
    const [first, second] = factors({ correlation: 1, days: 50 });
    expect(first).toEqual(second);
  });

  it("are all 1 without spread", () => {
    expect(factors({ spread: 0, days: 3 })).toEqual([Float64Array.of(1, 1, 1), Float64Array.of(1, 1, 1)]);
  });

  it("do not change when a queue or a day is added", () => {
    const [first, second] = factors({ days: 30 });
    const more = busyDayFactors({ ...wanted, queues: ["chat", "999", "101"], days: 31 });
    expect(more[1]!.subarray(0, 30)).toEqual(first);
    expect(more[2]!.subarray(0, 30)).toEqual(second);
  });

  it("differ between replications", () => {
    expect(factors({ replication: 1, days: 5 })).not.toEqual(factors({ days: 5 }));
  });

  it("refuse figures that make no sense", () => {
    expect(() => factors({ spread: -0.1 })).toThrow("spread must be");
    expect(() => factors({ correlation: 1.1 })).toThrow("correlation must be");
    expect(() => factors({ days: 1.5 })).toThrow("days must be");
  });
});
