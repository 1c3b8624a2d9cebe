import { describe, expect, it } from "vitest";
import { unknownAt } from "../../engine/random/unknown.ts";
import type { UnknownDistribution } from "../../engine/random/unknown.ts";

/** Midpoints of ten thousand equal parts of (0, 1): their mean of a quantile function is its distribution's mean. */
const PARTS = 10_000;
const POINTS = Array.from({ length: PARTS }, (_, i) => (i + 0.5) / PARTS);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const valuesOf = (distribution: UnknownDistribution, whole = false): readonly number[] =>
  POINTS.map((u) => unknownAt(distribution, whole, u));

describe("what a figure that is not known may be", () => {
  // Means and variances by the textbook formulas; the midpoint sum errs by far less than 1 in 1,000 of the variance.
  it.each([
    [{ kind: "triangular", low: 2, mode: 3, high: 7 }, 4, (4 + 9 + 49 - 6 - 14 - 21) / 18],
    [{ kind: "uniform", low: 2, high: 7 }, 4.5, 25 / 12],
    [{ kind: "normal", mean: 5, sd: 2 }, 5, 4],
    [{ kind: "lognormal", mean: 5, spread: 0.4 }, 5, 4],
  ] as const)("%j", (distribution, expectedMean, expectedVariance) => {
    const values = valuesOf(distribution);
    expect(mean(values)).toBeCloseTo(expectedMean, 3);
    const variance = mean(values.map((value) => (value - expectedMean) ** 2));
    expect(Math.abs(variance / expectedVariance - 1)).toBeLessThan(5e-3);
  });

  it("rises with the uniform", () => {
    for (const distribution of [
      { kind: "triangular", low: 0, mode: 0, high: 1 },
      { kind: "uniform", low: 0, high: 1 },
      { kind: "normal", mean: 0, sd: 1 },
      { kind: "lognormal", mean: 1, spread: 1 },
    ] as const) {
      const values = valuesOf(distribution);
      expect(values.every((value, i) => i === 0 || value > values[i - 1]!)).toBe(true);
    }
  });
});

describe("a whole number that is not known", () => {
  const shares = (distribution: UnknownDistribution): ReadonlyMap<number, number> => {
    const counts = new Map<number, number>();
    for (const value of valuesOf(distribution, true)) counts.set(value, (counts.get(value) ?? 0) + 1 / PARTS);
    return counts;
  };

  it("has all values of a uniform range alike, the ends among them", () => {
    const found = shares({ kind: "uniform", low: 0, high: 4 });
    expect([...found.keys()]).toEqual([0, 1, 2, 3, 4]);
    // A step of the grid, 1 in 10,000, may fall on either side of a border.
    for (const share of found.values()) expect(Math.abs(share - 1 / 5)).toBeLessThan(2 / PARTS);
  });

  it("has the share of the triangle that is nearest to it", () => {
    const found = shares({ kind: "triangular", low: 1, mode: 2, high: 3 });
    // A triangle from 0.5 to 3.5 with its top at 2: (1/1.5)^2 / 2 = 2/9 lies below 1.5, as much above 2.5.
    expect([...found.keys()]).toEqual([1, 2, 3]);
    for (const [value, share] of [
      [1, 2 / 9],
      [2, 5 / 9],
      [3, 2 / 9],
    ] as const) {
      expect(Math.abs(found.get(value)! - share)).toBeLessThan(2 / PARTS);
    }
  });

  it("never leaves its range, at the ends of what a stream gives", () => {
    for (const u of [2 ** -33, 1 - 2 ** -33]) {
      const value = unknownAt({ kind: "triangular", low: 0, mode: 0, high: 3 }, true, u);
      expect(value >= 0 && value <= 3).toBe(true);
    }
  });
});
