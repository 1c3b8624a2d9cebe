import { describe, expect, it } from "vitest";
import { sortedQuantile } from "../../engine/stats/sortedQuantile.ts";

describe("a quantile of a sorted sample", () => {
  // R 4: quantile(c(1, 2, 3, 4, 10), c(0, .1, .25, .5, .9, 1)) gives 1 1.4 2 3 7.6 10.
  it.each([
    [0, 1],
    [0.1, 1.4],
    [0.25, 2],
    [0.5, 3],
    [0.9, 7.6],
    [1, 10],
  ])("is R's default at %d: %d", (p, value) => {
    expect(sortedQuantile([1, 2, 3, 4, 10], p)).toBeCloseTo(value, 12);
  });

  it("is the only number of a sample of one, and unknown for none", () => {
    expect(sortedQuantile(Float64Array.of(7), 0.9)).toBe(7);
    expect(sortedQuantile([], 0.5)).toBeNaN();
  });

  it("refuses what is not a share", () => {
    expect(() => sortedQuantile([1, 2], 1.1)).toThrow(RangeError);
  });
});
