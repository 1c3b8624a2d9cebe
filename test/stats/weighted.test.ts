import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NormalVector } from "../../engine/stats/normalVector.ts";
import { effectiveSize, weightedMoments, weightedQuantiles } from "../../engine/stats/weighted.ts";

describe("weighted values", () => {
  const some = [
    { value: 30, weight: 1 },
    { value: 10, weight: 2 },
    { value: 20, weight: 0 },
    { value: 40, weight: 1 },
  ];

  it("have quantiles between the middles of their weights", () => {
    // In order 10 (from 0 to ½, middle ¼), 30 (middle ⅝), 40 (middle ⅞).
    expect(weightedQuantiles(some, [0, 0.25, 0.4375, 0.625, 0.75, 1])).toEqual([10, 10, 20, 30, 35, 40]);
    expect(weightedQuantiles([], [0.5])).toEqual([NaN]);
  });

  it("have the moments of as many values as they weigh", () => {
    // 10, 10, 30, 40: mean 22.5; squares 156.25 × 2 + 56.25 + 306.25 = 675, ÷ 4.
    expect(weightedMoments(some)).toEqual({ mean: 22.5, variance: 168.75 });
  });

  it("tell as much as fewer values without weights", () => {
    expect(effectiveSize([3, 3, 3])).toBeCloseTo(3, 12);
    expect(effectiveSize([1, 0, 0])).toBe(1);
    expect(effectiveSize([2, 1, 1])).toBeCloseTo(16 / 6, 12);
    expect(effectiveSize([0, 0])).toBe(0);
  });
});

describe("figures that are normal together", () => {
  const covariance = [
    [4, 1.2],
    [1.2, 1],
  ];

  it("have the density worked out by hand", () => {
    // Determinant 4 − 1.44 = 2.56; inverse ((1, −1.2), (−1.2, 4)) ÷ 2.56. At (1, 2): (1 − 4.8 + 16) ÷ 2.56 = 4.765625.
    const vector = new NormalVector(covariance);
    expect(vector.logDensity([1, 2])).toBeCloseTo(-4.765625 / 2 - Math.log(2.56) / 2, 12);
    const [first, second] = vector.solve([1, 2]);
    expect(first).toBeCloseTo((1 - 2.4) / 2.56, 12);
    expect(second).toBeCloseTo((-1.2 + 8) / 2.56, 12);
  });

  it("solve what they were made from", () => {
    const matrices = fc.array(
      fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 3, maxLength: 3 }),
      {
        minLength: 3,
        maxLength: 3,
      },
    );
    fc.assert(
      fc.property(matrices, (a) => {
        // A·Aᵀ + 1 is positive definite whatever A is.
        const made = a.map((row, i) =>
          a.map((other, j) => row.reduce((sum, x, k) => sum + x * other[k]!, i === j ? 1 : 0)),
        );
        const wanted = [1, -2, 0.5];
        const values = made.map((row) => row.reduce((sum, x, k) => sum + x * wanted[k]!, 0));
        new NormalVector(made).solve(values).forEach((value, i) => {
          expect(Math.abs(value - wanted[i]!)).toBeLessThan(1e-10 * 30);
        });
      }),
      { numRuns: 50, seed: 6 },
    );
  });

  it("refuse a covariance that is none", () => {
    expect(
      () =>
        new NormalVector([
          [1, 2],
          [2, 1],
        ]),
    ).toThrow("positive definite");
  });
});
