import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimate, ratioEstimate } from "../../engine/stats/estimate.ts";
import { PairedRatios } from "../../engine/stats/pairedRatios.ts";
import { Tally } from "../../engine/stats/tally.ts";

type Pair = readonly [numerator: number, denominator: number, baseNumerator: number, baseDenominator: number];

function of(pairs: readonly Pair[]): PairedRatios {
  const ratios = new PairedRatios();
  for (const pair of pairs) ratios.add(...pair);
  return ratios;
}

const count = fc.double({ min: 1, max: 1000, noNaN: true });
const pairs = fc.array(fc.tuple(count, count, count, count), { minLength: 3, maxLength: 40 });

describe("two ratios seen together", () => {
  it("differ with the standard error of the differences of their residuals", () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const sum = (i: 0 | 1 | 2 | 3) => list.reduce((all, pair) => all + pair[i], 0);
        const [r, base] = [sum(0) / sum(1), sum(2) / sum(3)];
        const [d, baseD] = [sum(1) / list.length, sum(3) / list.length];
        // Residuals one by one, by definition, where the class keeps running moments.
        const residuals = list.map(([n, m, bn, bm]) => (n - r * m) / d - (bn - base * bm) / baseD);
        const { difference, standardError } = of(list);
        const scale = Math.max(1, r, base);
        expect(Math.abs(difference - (r - base))).toBeLessThan(1e-9 * scale);
        expect(Math.abs(standardError - Tally.of(residuals).sd / Math.sqrt(list.length))).toBeLessThan(
          1e-6 * scale,
        );
      }),
    );
  });

  it("with denominators of 1 are the paired-t of the differences", () => {
    // Differences 1, 3, 2, 6: mean 3, sample variance 14/3.
    const ratios = of([
      [2, 1, 1, 1],
      [7, 1, 4, 1],
      [5, 1, 3, 1],
      [16, 1, 10, 1],
    ]);
    expect(ratios.difference).toBeCloseTo(3, 12);
    expect(ratios.standardError).toBeCloseTo(Math.sqrt(14 / 3 / 4), 12);
    const both = [
      [2, 7, 5, 16],
      [1, 4, 3, 10],
    ].map((values) => estimate(values).sd ** 2);
    expect(ratios.unpairedStandardError).toBeCloseTo(Math.sqrt((both[0]! + both[1]!) / 4), 12);
  });

  it("taken apart have the standard errors of two ratios", () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const one = ratioEstimate(
          list.map((p) => p[0]),
          list.map((p) => p[1]),
        );
        const other = ratioEstimate(
          list.map((p) => p[2]),
          list.map((p) => p[3]),
        );
        const apart = Math.hypot(one.sd, other.sd) / Math.sqrt(list.length);
        expect(Math.abs(of(list).unpairedStandardError - apart)).toBeLessThan(1e-6 * Math.max(1, apart));
      }),
    );
  });

  it("that are equal in every replication differ by nothing at all", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(count, count), { minLength: 2, maxLength: 30 }), (list) => {
        const ratios = of(list.map(([n, d]) => [n, d, n, d]));
        expect([ratios.identical, ratios.difference, ratios.standardError]).toEqual([true, 0, 0]);
      }),
    );
  });

  it("say nothing of chance after one replication", () => {
    expect(of([[1, 2, 3, 4]]).standardError).toBeNaN();
  });
});
