import { describe, expect, it } from "vitest";
import {
  estimate,
  ratioEstimate,
  replicationsNeeded,
  singleMonthRange,
} from "../../engine/stats/estimate.ts";
import { normalQuantile } from "../../engine/stats/quantiles.ts";
import { binomialLimits, numbersFor, timesThat } from "./coverage.ts";

const list = (count: number, next: () => number): number[] => Array.from({ length: count }, next);

/** t at 0.975, printed to three decimals: 2.262 with 9 degrees of freedom, 4.303 with 2. */
const PRINTED = { nine: 2.262, two: 4.303, rounding: 0.0005 };

/** Share of calls lost in a month with `calls` calls: 5% in the quietest, 15% in the busiest. */
const lossOf = (calls: number): number => 0.05 + (0.1 * (calls - 20)) / 40;
/** Over months of 20, 21, … 60 calls, all as likely. */
const MONTHS = Array.from({ length: 41 }, (_, i) => 20 + i);
const TRUE_SHARE =
  MONTHS.reduce((sum, calls) => sum + calls * lossOf(calls), 0) /
  MONTHS.reduce((sum, calls) => sum + calls, 0);

describe("an estimate", () => {
  it("is mean ± t·s/√n", () => {
    const { mean, sd, n, halfWidth } = estimate([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect([mean, n]).toEqual([5.5, 10]);
    expect(sd).toBeCloseTo(Math.sqrt(82.5 / 9), 12);
    expect(Math.abs((halfWidth * Math.sqrt(10)) / sd - PRINTED.nine)).toBeLessThanOrEqual(PRINTED.rounding);
  });

  it("after one replication has no spread and no limits", () => {
    expect(estimate([7])).toEqual({ mean: 7, halfWidth: Infinity, sd: NaN, n: 1 });
  });

  it("says NaN when a value is NaN, and refuses no values or a strange level", () => {
    expect(estimate([1, NaN, 2])).toMatchObject({ mean: NaN, halfWidth: NaN });
    expect(() => estimate([])).toThrow("replications must be a whole number of at least 1");
    expect(() => estimate([1, 2], 95)).toThrow("level must be between 0 and 1, but is 95");
    expect(() => estimate([1, 2], 0)).toThrow(RangeError);
  });

  it.each([0.8, 0.95, 0.99])("covers the mean as often as it says (%d)", (level) => {
    const uniform = numbersFor(`estimate ${level}`);
    const covered = timesThat(2000, () => {
      const { mean, halfWidth } = estimate(
        list(6, () => normalQuantile(uniform())),
        level,
      );
      return Math.abs(mean) <= halfWidth;
    });
    const { least, most } = binomialLimits(2000, level); // Student's interval is exact for normal values
    expect(covered).toBeGreaterThan(least);
    expect(covered).toBeLessThan(most);
  });
});

describe("a ratio estimate", () => {
  it("is the ratio of sums, with the residuals' spread", () => {
    // Ratio 9/18. Residuals 1 − 2/2, 5 − 10/2, 3 − 6/2 are all 0: one and the same ratio every time.
    expect(ratioEstimate([1, 5, 3], [2, 10, 6])).toEqual({ mean: 0.5, halfWidth: 0, sd: 0, n: 3 });
    // Ratio 6/12; residuals 2 − 2, 1 − 2, 3 − 2; sd 1 over the mean denominator 4.
    const { mean, sd, halfWidth } = ratioEstimate([2, 1, 3], [4, 4, 4]);
    expect([mean, sd]).toEqual([0.5, 0.25]);
    expect(Math.abs((halfWidth * Math.sqrt(3)) / sd - PRINTED.two)).toBeLessThanOrEqual(PRINTED.rounding);
  });

  it("with equal denominators is the estimate of the mean", () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6];
    const ratio = ratioEstimate(
      values,
      values.map(() => 10),
    );
    const plain = estimate(values.map((value) => value / 10));
    expect(ratio.mean).toBeCloseTo(plain.mean, 14);
    expect(ratio.halfWidth).toBeCloseTo(plain.halfWidth, 14);
  });

  it("is no ratio without denominators, and has no limits after one replication", () => {
    expect(ratioEstimate([0, 0], [0, 0])).toEqual({ mean: NaN, halfWidth: Infinity, sd: NaN, n: 2 });
    expect(ratioEstimate([1], [4])).toEqual({ mean: 0.25, halfWidth: Infinity, sd: NaN, n: 1 });
    expect(() => ratioEstimate([1, 2], [3])).toThrow("2 numerators cannot go with 1 denominators");
    expect(() => ratioEstimate([], [])).toThrow(RangeError);
  });

  it("covers the true share as often as it says", () => {
    // 60 months of 20 to 60 calls each, more of them lost in busy months: E lost ÷ E calls is the truth.
    // The delta method is exact only for many months; at 60, 20,000 such experiments covered 94.9%, so what it leaves
    // out is a seventh of the standard deviation of the count below.
    const uniform = numbersFor("ratio");
    const covered = timesThat(1000, () => {
      const calls = list(60, () => 20 + Math.floor(41 * uniform()));
      const lost = calls.map((n) => timesThat(n, () => uniform() < lossOf(n)));
      const { mean, halfWidth } = ratioEstimate(lost, calls);
      return Math.abs(mean - TRUE_SHARE) <= halfWidth;
    });
    const { least, most } = binomialLimits(1000, 0.95);
    expect(covered).toBeGreaterThan(least);
    expect(covered).toBeLessThan(most);
  });

  it("is not the mean of the months' own ratios", () => {
    expect(ratioEstimate([0, 30], [10, 90]).mean).toBe(0.3);
    expect(estimate([0 / 10, 30 / 90]).mean).toBeCloseTo(1 / 6, 14);
  });
});

describe("the range of single months", () => {
  it("is Student's prediction interval for few months", () => {
    const { low, high } = singleMonthRange([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const expected = PRINTED.nine * Math.sqrt(82.5 / 9) * Math.sqrt(1.1);
    const rounding = (expected * PRINTED.rounding) / PRINTED.nine;
    expect(Math.abs(high - 5.5 - expected)).toBeLessThanOrEqual(rounding);
    expect(Math.abs(5.5 - low - expected)).toBeLessThanOrEqual(rounding);
  });

  it("is two of the sorted months for many", () => {
    // (119 + 1)·0.025 = 3: the third from either end, whatever the order and the shape.
    const months = Array.from({ length: 119 }, (_, i) => ((i * 50) % 119) ** 2);
    const { low, high } = singleMonthRange(months);
    expect(low).toBeCloseTo(2 ** 2, 9);
    expect(high).toBeCloseTo(116 ** 2, 9);
    // (80 + 1)·0.025 = 2.025.
    expect(singleMonthRange(Array.from({ length: 80 }, (_, i) => i + 1)).low).toBeCloseTo(2.025, 12);
    // (80 + 1)·0.005 < 1: there is no such month, so Student's interval stands in, and is wider than all months.
    expect(
      singleMonthRange(
        Array.from({ length: 80 }, (_, i) => i + 1),
        0.99,
      ).low,
    ).toBeLessThan(1);
  });

  it("has no limits after a single month, and none at all after none", () => {
    const { low, high } = singleMonthRange([4]);
    expect([low, high]).toEqual([-Infinity, Infinity]);
    expect(() => singleMonthRange([])).toThrow("months must be a whole number of at least 1");
  });

  it("leaves the months in the order they came", () => {
    const months = Array.from({ length: 100 }, (_, i) => 100 - i);
    singleMonthRange(months);
    expect(months[0]).toBe(100);
  });

  it.each([
    { months: 12, of: "normal values", value: (u: number) => normalQuantile(u) },
    { months: 119, of: "exponential values", value: (u: number) => -Math.log(u) },
  ])("holds the next month 19 times in 20: $months $of", ({ months, of, value }) => {
    const uniform = numbersFor(of);
    const next = (): number => value(uniform());
    const held = timesThat(3000, () => {
      const { low, high } = singleMonthRange(list(months, next));
      const month = next();
      return low <= month && month <= high;
    });
    const { least, most } = binomialLimits(3000, 0.95); // both are exact
    expect(held).toBeGreaterThan(least);
    expect(held).toBeLessThan(most);
  });
});

describe("replications needed", () => {
  it("are the fewest that reach the precision", () => {
    const pilot = { mean: 10, sd: 2, n: 10, halfWidth: NaN };
    const widthOf = (n: number): number => {
      // Values with mean 0 and sample standard deviation 2, n of them.
      const half = 2 * Math.sqrt((n - 1) / (n - (n % 2)));
      const values = Array.from({ length: n }, (_, i) =>
        i === n - 1 && n % 2 === 1 ? 0 : i % 2 === 0 ? half : -half,
      );
      return estimate(values).halfWidth;
    };
    for (const precision of [0.5, 0.1, 0.02]) {
      const n = replicationsNeeded(pilot, precision);
      expect(widthOf(n)).toBeLessThanOrEqual(10 * precision * (1 + 1e-12));
      expect(widthOf(n - 1)).toBeGreaterThan(10 * precision);
    }
    // By hand: t(18) = 2.101 gives 2.101·2/√19 = 0.964, t(17) = 2.110 gives 0.995, t(16) = 2.120 gives 1.028.
    expect(replicationsNeeded(pilot, 0.1)).toBe(18);
  });

  it("are two when nothing varies and endless when the mean is nothing", () => {
    expect(replicationsNeeded(estimate([3, 3, 3]), 0.01)).toBe(2);
    expect(replicationsNeeded(estimate([-1, 1]), 0.01)).toBe(Infinity);
  });

  it("cannot be told from one replication, or for no precision", () => {
    expect(() => replicationsNeeded(estimate([3]), 0.01)).toThrow(
      "pilot must be a whole number of at least 2",
    );
    expect(() => replicationsNeeded(estimate([3, 4]), 0)).toThrow("precision must be a number above zero");
    expect(() => replicationsNeeded(estimate([3, 4]), 0.1, 1)).toThrow("level must be between 0 and 1");
  });
});
