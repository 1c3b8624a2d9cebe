import fc from "fast-check";
import { mean, sampleVariance } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { Tally } from "../../engine/stats/tally.ts";

describe("a tally", () => {
  it("counts, averages and measures the spread of a hand-worked list", () => {
    const tally = Tally.of([2, 4, 4, 4, 5, 5, 7, 9]); // mean 5, squared distances 32
    expect([tally.count, tally.mean, tally.variance]).toEqual([8, 5, 32 / 7]);
    expect(tally.sd).toBe(Math.sqrt(32 / 7));
  });

  it("has no mean of nothing and no variance of one", () => {
    expect(new Tally()).toMatchObject({ count: 0, mean: NaN, variance: NaN, sd: NaN });
    expect(Tally.of([3])).toMatchObject({ count: 1, mean: 3, variance: NaN });
  });

  it("keeps its digits where sums of squares lose them", () => {
    // Variance 30 around a billion; the sum of squares would be known only to about 500.
    expect(Tally.of([4, 7, 13, 16].map((x) => x + 1e9)).variance).toBe(30);
  });

  it("of two parts merged is the tally of the whole, whichever way it is cut", () => {
    const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { maxLength: 30 });
    fc.assert(
      fc.property(numbers, numbers, (first, second) => {
        const all = [...first, ...second];
        const parts = [Tally.of(first), Tally.of(second)] as const;
        const merged = Tally.merge(...parts);
        expect(merged.count).toBe(all.length);
        expect(parts[0].count).toBe(first.length);
        if (all.length > 0) expect(merged.mean).toBeCloseTo(mean(all), 9);
        if (all.length > 1) expect(Math.abs(merged.variance - sampleVariance(all))).toBeLessThan(1e-7);
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});
