import { describe, expect, it } from "vitest";
import { lastMonthAgain } from "../../engine/calibration/lastMonth.ts";
import {
  absoluteError,
  chanceToHold,
  coverage,
  crps,
  crpsNormal,
  intervalScore,
} from "../../engine/calibration/scores.ts";
import { binomialCdf, normalQuantile } from "../../engine/stats/quantiles.ts";
import { mean, normalsFrom, streamFor } from "./support.ts";

const equal = (count: number): readonly number[] => Array.from({ length: count }, () => 1 / count);

describe("the continuous ranked probability score", () => {
  it("of one value is the absolute error", () => {
    expect(crps([3], [1], 5)).toBe(2);
    expect(crps([3], [1], -1)).toBe(4);
    expect(crps([3], [1], 3)).toBe(0);
  });

  it("of two values is worked by hand", () => {
    // Weights 1/4 at 0 and 3/4 at 4. Truth 1: 1/16 × 1 + 9/16 × 3. Truth 6: 1/16 × 4 + 1 × 2. Truth −1: 1 + 9/16 × 4.
    const [values, weights] = [
      [4, 0],
      [0.75, 0.25],
    ];
    expect(crps(values, weights, 1)).toBeCloseTo(1 / 16 + 27 / 16, 14);
    expect(crps(values, weights, 6)).toBeCloseTo(1 / 4 + 2, 14);
    expect(crps(values, weights, -1)).toBeCloseTo(1 + 9 / 4, 14);
  });

  it("is E|X − truth| − E|X − X'| ÷ 2, by brute force", () => {
    const uniform = streamFor("brute");
    for (let i = 0; i < 50; i++) {
      const count = 1 + Math.floor(30 * uniform());
      // Rounded, so that values tie with one another and with the truth.
      const values = Array.from({ length: count }, () => Math.round(20 * uniform()));
      const raw = Array.from({ length: count }, () => uniform());
      const total = raw.reduce((a, b) => a + b);
      const weights = raw.map((w) => w / total);
      const truth = Math.round(30 * uniform()) - 5;
      let brute = 0;
      values.forEach((x, a) => {
        brute += weights[a]! * Math.abs(x - truth);
        values.forEach((y, b) => (brute -= (weights[a]! * weights[b]! * Math.abs(x - y)) / 2));
      });
      expect(crps(values, weights, truth)).toBeCloseTo(brute, 11);
    }
  });

  it("of a normal is its closed form, which many quantiles come to", () => {
    // At its centre a normal scores sd × (√2 − 1) ÷ √π.
    expect(crpsNormal(5, 2, 5)).toBeCloseTo((2 * (Math.SQRT2 - 1)) / Math.sqrt(Math.PI), 12);
    const count = 20_000;
    const values = Array.from({ length: count }, (_, i) => 5 + 2 * normalQuantile((i + 0.5) / count));
    for (const truth of [-1, 4, 5, 9]) {
      // Quantiles leave out what lies beyond the last: about sd ÷ count times a few.
      expect(Math.abs(crps(values, equal(count), truth) - crpsNormal(5, 2, truth))).toBeLessThan(20 / count);
    }
  });

  it("is least, on average, for the distribution the truth is from", () => {
    const normal = normalsFrom(streamFor("proper"));
    const truths = Array.from({ length: 4000 }, normal);
    const score = (m: number, sd: number): number => mean(truths.map((t) => crpsNormal(m, sd, t)));
    expect(score(0, 1)).toBeLessThan(Math.min(score(0.3, 1), score(-0.3, 1), score(0, 0.7), score(0, 1.4)));
  });

  it("refuses nothing, and weights that do not belong", () => {
    expect(() => crps([], [], 1)).toThrow("at least one");
    expect(() => crps([1, 2], [1], 1)).toThrow("weight");
  });
});

describe("intervals", () => {
  it("are scored by width and by how far the truth lies outside", () => {
    const values = Array.from({ length: 100 }, (_, i) => i + 1);
    // 5% of the weight is not above 5, 95% not above 95.
    expect(intervalScore(values, equal(100), 50)).toEqual({ low: 5, high: 95, inside: true, score: 90 });
    expect(intervalScore(values, equal(100), 98).score).toBeCloseTo(90 + 20 * 3, 9);
    expect(intervalScore(values, equal(100), 2)).toMatchObject({ inside: false });
    expect(intervalScore(values, equal(100), 2).score).toBeCloseTo(90 + 20 * 3, 9);
    expect(intervalScore(values, equal(100), 50, 0.5)).toMatchObject({ low: 25, high: 75 });
    expect(() => intervalScore(values, equal(100), 50, 1)).toThrow("level");
    expect(absoluteError(values, equal(100), 47)).toBe(3);
  });

  it("coverage comes with what so few trials can prove", () => {
    // Six of six: the lower end is where six in a row have a chance of 2.5%.
    const all = coverage([true, true, true, true, true, true]);
    expect(all.low).toBeCloseTo(0.025 ** (1 / 6), 8);
    expect(all).toMatchObject({ held: 6, of: 6, share: 1, high: 1, agrees: true });
    // Two of six: too few for 90%. At either end the chance of as many, or more extreme, is 2.5%.
    const few = coverage([true, false, false, true, false, false]);
    expect(few.agrees).toBe(false);
    expect(binomialCdf(2, 6, few.high)).toBeCloseTo(0.025, 7);
    expect(1 - binomialCdf(1, 6, few.low)).toBeCloseTo(0.025, 7);
    expect(coverage([])).toMatchObject({ of: 0, low: 0, high: 1, agrees: true });
  });
});

describe("last month again", () => {
  it("has the error of the changes so far, more for each month ahead", () => {
    // Changes 3, −1, −1: root of the mean square √(11/3).
    expect(lastMonthAgain([1, 4, 3, 2])).toEqual({ mean: 2, sd: Math.sqrt(11 / 3) });
    expect(lastMonthAgain([1, 4, 3, 2], 4).sd).toBeCloseTo(2 * Math.sqrt(11 / 3), 14);
    expect(() => lastMonthAgain([1])).toThrow("two months");
    expect(() => lastMonthAgain([1, NaN])).toThrow("numbers");
    expect(() => lastMonthAgain([1, 2], 0)).toThrow("ahead");
  });
});

describe("how little a few months prove", () => {
  it("is the binomial chance that worse intervals pass", () => {
    // 0.8 to the sixth is 26.2%; five of six add 6 × 0.2 × 0.8 to the fifth, 39.3%.
    expect(chanceToHold(6, 6, 0.8)).toBeCloseTo(0.262144, 9);
    expect(chanceToHold(5, 6, 0.8)).toBeCloseTo(0.65536, 9);
    expect(chanceToHold(0, 6, 0.8)).toBe(1);
  });
});
