import { describe, expect, it } from "vitest";
import { latinHypercube } from "../../../engine/random/designs/latinHypercube.ts";

describe("a Latin hypercube", () => {
  const points = latinHypercube(["a", "b", "c"], 100, "s");

  it("has one point in each part of every axis", () => {
    for (let d = 0; d < 3; d++) {
      const cells = points.map((point) => Math.floor(100 * point[d]!)).toSorted((a, b) => a - b);
      expect(cells).toEqual(Array.from({ length: 100 }, (_, i) => i));
    }
  });

  it("joins the axes at random", () => {
    // Correlation of 100 random pairs: standard deviation 1/√99 = 0.1.
    for (const [a, b] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      const sum = points.reduce((total, point) => total + (point[a]! - 0.5) * (point[b]! - 0.5), 0);
      expect(Math.abs((12 * sum) / 100)).toBeLessThan(4 * 0.1);
    }
  });

  it("keeps an axis as it was when another is added, and gives other points to another set or seed", () => {
    const first = (found: readonly (readonly number[])[]) => found.map((point) => point[0]);
    expect(first(latinHypercube(["a"], 100, "s"))).toEqual(first(points));
    expect(first(latinHypercube(["a"], 100, "s", 1))).not.toEqual(first(points));
    expect(first(latinHypercube(["a"], 100, "t"))).not.toEqual(first(points));
  });

  it("needs a point", () => {
    expect(() => latinHypercube(["a"], 0, "s")).toThrow(RangeError);
  });
});
