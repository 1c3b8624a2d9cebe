import { describe, expect, it } from "vitest";
import { openStream } from "../../engine/random/streams.ts";
import { quantileInterval } from "../../engine/stats/quantileInterval.ts";
import { binomialCdf } from "../../engine/stats/quantiles.ts";

const ranks = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

/** The probability of at most k successes, added up term by term. */
function byHand(k: number, n: number, p: number): number {
  let term = (1 - p) ** n;
  let sum = term;
  for (let i = 1; i <= k; i++) {
    term *= ((n - i + 1) / i) * (p / (1 - p));
    sum += term;
  }
  return sum;
}

describe("the binomial distribution function", () => {
  it.each([
    [0, 10, 0.025],
    [3, 10, 0.5],
    [9, 10, 0.5],
    [10, 10, 0.3],
    [17, 300, 0.025],
  ])("at %d of %d with probability %d", (k, n, p) => {
    expect(binomialCdf(k, n, p)).toBeCloseTo(byHand(k, n, p), 10);
  });
});

describe("an interval for a quantile", () => {
  // Ranks for the median, level 95%: Conover (1999), Practical Nonparametric Statistics, table A3 by the binomial.
  it.each([
    [6, 1, 6],
    [10, 2, 9],
    [20, 6, 15],
    [50, 18, 33],
  ])("of the median of %d lies between ranks %d and %d", (n, low, high) => {
    expect(quantileInterval(ranks(n), 0.5)).toEqual({ low, high });
  });

  it("is not known from a sample that is too small", () => {
    expect(quantileInterval(ranks(5), 0.5)).toBeNull();
    // 0.975^n ≤ 0.025 from n = 146 on.
    expect(quantileInterval(ranks(145), 0.025)).toBeNull();
    expect(quantileInterval(ranks(146), 0.025)!.low).toBe(1);
    expect(quantileInterval(ranks(146), 0.975)!.high).toBe(146);
    expect(quantileInterval([], 0.5)).toBeNull();
  });

  it("holds the quantile as often as it says", () => {
    const uniform = openStream({ seed: "quantile", replication: 0, purpose: "talk", queue: "" });
    const samples = 2000;
    let held = 0;
    for (let i = 0; i < samples; i++) {
      const sorted = Array.from({ length: 200 }, () => uniform()).sort((a, b) => a - b);
      const { low, high } = quantileInterval(sorted, 0.1)!;
      if (low <= 0.1 && 0.1 <= high) held++;
    }
    // Between ranks l and u: P(l ≤ Bin(200, 0.1) ≤ u − 1), here 12 and 30.
    const exact = byHand(29, 200, 0.1) - byHand(11, 200, 0.1);
    expect(exact).toBeGreaterThanOrEqual(0.95);
    expect(Math.abs(held / samples - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / samples));
  });
});
