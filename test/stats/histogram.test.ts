import { quantileSorted } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { WaitHistogram } from "../../engine/stats/histogram.ts";
import { numbersFor } from "./coverage.ts";

const filled = (waits: Iterable<number>, histogram = new WaitHistogram()): WaitHistogram => {
  for (const wait of waits) histogram.add(wait);
  return histogram;
};

/** A third answered at once, the others after times with a long tail, from fractions of a second to many hours. */
function realisticWaits(): number[] {
  const uniform = numbersFor("waits");
  return Array.from({ length: 5000 }, () => (uniform() < 1 / 3 ? 0 : 0.02 + 90 * Math.log(uniform()) ** 4));
}

describe("a histogram of waits", () => {
  it.each([1, 2, 5, 40, 5000])("gives quantiles within 1/128 of those of %i waits", (count) => {
    const waits = realisticWaits().slice(0, count);
    const histogram = filled(waits);
    const sorted = waits.toSorted((a, b) => a - b);
    for (let i = 0; i <= 200; i++) {
      const exact = quantileSorted(sorted, i / 200);
      // A wait and its place in the bin share a bin at most 1/128 of its lower end wide. Rounding to a 32-bit float can
      // carry a wait over into the next bin: 2^-24 of it.
      expect(Math.abs(histogram.quantile(i / 200) - exact)).toBeLessThanOrEqual(exact * (1 / 128 + 2 ** -23));
    }
  });

  it("spreads the waits of one bin evenly over it", () => {
    // 64 to 64.5 is a bin. Four waits stand for its eighths 1, 3, 5 and 7.
    const histogram = filled([64, 64.1, 64.2, 64.4]);
    expect([0, 1 / 3, 2 / 3, 1].map((p) => histogram.quantile(p))).toEqual([
      64.0625, 64.1875, 64.3125, 64.4375,
    ]);
    expect(histogram.quantile(0.5)).toBe(64.25);
  });

  it("separates neighbouring bins and joins what lies within one", () => {
    const cellsOf = (waits: number[]): number => {
      const counts = new Float64Array(WaitHistogram.SIZE);
      filled(waits, new WaitHistogram(counts));
      return counts.filter((count) => count > 0).length;
    };
    expect(cellsOf([64, 64.4999])).toBe(1);
    expect(cellsOf([64.4999, 64.5])).toBe(2);
    expect(cellsOf([127.9, 128])).toBe(2);
  });

  it("counts zero apart from the shortest wait", () => {
    const histogram = filled([0, 0, 0, 0.01, -0]);
    expect(histogram.count).toBe(5);
    expect(histogram.quantile(0.75)).toBe(0);
    expect(histogram.quantile(1)).toBeCloseTo(2 ** -6, 3);
  });

  it("keeps waits beyond its range in its first and last bins", () => {
    const counts = new Uint32Array(WaitHistogram.SIZE);
    filled([1e-9, 2 ** -6, 2 ** 21 - 1, 2 ** 21, 1e12, Infinity], new WaitHistogram(counts));
    expect([counts[0], counts[1], counts.at(-1)]).toEqual([0, 2, 4]);
  });

  it("has no quantiles when empty, and only for shares", () => {
    expect(new WaitHistogram().quantile(0.5)).toBeNaN();
    expect(() => filled([1]).quantile(50)).toThrow("p must be a share");
  });

  it("shares a buffer with others without touching their counts", () => {
    const buffer = new Uint32Array(3 * WaitHistogram.SIZE);
    const middle = new WaitHistogram(buffer, WaitHistogram.SIZE);
    filled([0, 1e9, 30], middle);
    const sum = (part: Uint32Array): number => part.reduce((total, count) => total + count, 0);
    expect(sum(buffer.subarray(0, WaitHistogram.SIZE))).toBe(0);
    expect(sum(buffer.subarray(WaitHistogram.SIZE, 2 * WaitHistogram.SIZE))).toBe(3);
    expect(sum(buffer.subarray(2 * WaitHistogram.SIZE))).toBe(0);
    expect(() => new WaitHistogram(buffer, 2 * WaitHistogram.SIZE + 1)).toThrow("a histogram needs");
  });

  it("reads what was counted elsewhere", () => {
    const counts = new Float64Array(WaitHistogram.SIZE);
    filled([5, 10, 20], new WaitHistogram(counts));
    expect(new WaitHistogram(counts.slice()).count).toBe(3);
  });

  it("of two halves merged is the histogram of the whole", () => {
    const waits = realisticWaits();
    const whole = filled(waits);
    const merged = filled(waits.slice(0, 2000));
    merged.merge(filled(waits.slice(2000), new WaitHistogram(new Uint32Array(WaitHistogram.SIZE))));
    expect(merged).toEqual(whole);
  });
});
