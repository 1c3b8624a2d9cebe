import { describe, expect, it } from "vitest";
import { BestMonthly, middles } from "../../engine/calibration/bestMonthly.ts";
import type { MonthTarget, Surface } from "../../engine/calibration/implausibility.ts";

/** Two outputs that both are the monthly figure itself, observed as 0.2 and 0.6, each with standard deviation 0.04. */
function torn(variance: number): MonthTarget {
  const surface = (own: number): Surface => ({
    mean: (u) => u.at(-1)!,
    variance: () => own,
    usualVariance: 0,
  });
  return {
    month: "m",
    outputs: ["a", "b"],
    observed: Float64Array.of(0.2, 0.6),
    covariance: Float64Array.of(0.0016, 0, 0, 0.0016),
    surfaces: [surface(0), surface(variance)],
  };
}

describe("the monthly figure that suits a month best", () => {
  it("lies half-way between two outputs of equal weight", () => {
    const month = new BestMonthly(torn(0), 0, 1, "largest", 4);
    expect(month.least([])).toBeCloseTo(5, 2);
    expect(month.best[0]).toBeCloseTo(0.4, 3);
  });

  it("is looked for again with the variances found there, when the usual ones have just ruled it out", () => {
    // The second output has standard deviation 0.4: (h − 0.2) ÷ 0.04 = (0.6 − h) ÷ 0.4 at h = 2.6/11, where both are 10/11.
    const month = new BestMonthly(torn(0.16 - 0.0016), 0, 1, "largest", 4);
    expect(month.least([])).toBeCloseTo(10 / 11, 2);
    expect(month.best[0]).toBeCloseTo(2.6 / 11, 3);
    expect(month.implausibility.differences[1]).toBeCloseTo(10 / 11, 2);
  });

  it("is left at the usual variances far above the limit, unless it is to be told closely", () => {
    const month = new BestMonthly(torn(0.16 - 0.0016), 0, 1, "largest", 3);
    expect(month.least([])).toBeCloseTo(5, 2);
    expect(month.least([], true)).toBeCloseTo(10 / 11, 2);
  });

  it("is that of a fine grid for surfaces that bend, whether or not they can be asked along a line", () => {
    const bends: readonly ((u: Float64Array) => number)[] = [
      (u) => Math.log1p(Math.exp(6 * (u[0]! - u[1]!))),
      (u) => 2 * Math.tanh(4 * (0.5 - u[1]!)) + u[0]!,
    ];
    const target = (along: boolean): MonthTarget => ({
      ...torn(0),
      observed: Float64Array.of(0.7, 0.9),
      surfaces: bends.map((mean): Surface => {
        const plain = { mean, variance: () => 0, usualVariance: 0 };
        return along
          ? {
              ...plain,
              meansAlong: (u, last, means) => {
                means.set(last.map((x) => mean(u.with(1, x))));
              },
            }
          : plain;
      }),
    });
    for (const common of [0.1, 0.5, 0.8]) {
      const { observed } = target(true);
      const grid = Array.from({ length: 10_001 }, (_, i) =>
        Math.max(
          ...bends.map(
            (mean, k) => Math.abs(observed[k]! - mean(Float64Array.of(common, i / 10_000))) / 0.04,
          ),
        ),
      );
      for (const along of [true, false]) {
        const month = new BestMonthly(target(along), 1, 1, "largest", 1000);
        // Where the figure is found is up to the polynomials, what is left there is exact: slopes of up to 8 ÷ 0.04 and
        // a place within a few 1e-4.
        expect(Math.abs(month.least([common]) - Math.min(...grid))).toBeLessThan(0.1);
        expect(month.least([common])).toBeGreaterThan(Math.min(...grid) - 0.02);
      }
    }
  });

  it("starts from points that fill the cube and keep off its faces", () => {
    expect(middles(1, 4)).toEqual([[0.125], [0.375], [0.625], [0.875]]);
    const points = middles(2, 32);
    expect(points).toHaveLength(32);
    expect(points.flat().every((u) => u > 0 && u < 1)).toBe(true);
  });
});
