import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crps, probabilityBelow, type QuantileForecast } from "../../engine/stats/crps.ts";
import { normalCdf, normalQuantile } from "../../engine/stats/quantiles.ts";

/** The distribution that a forecast stands for, read off by itself: even between quantiles, the rest at the ends. */
function cdf({ levels, quantiles }: QuantileForecast, x: number): number {
  if (x < quantiles[0]!) return 0;
  if (x >= quantiles.at(-1)!) return 1;
  const above = quantiles.findIndex((quantile) => quantile > x);
  const share = (x - quantiles[above - 1]!) / (quantiles[above]! - quantiles[above - 1]!);
  return levels[above - 1]! + share * (levels[above]! - levels[above - 1]!);
}

/** ∫ (F(x) − [x ≥ actual])² dx by the midpoint rule, from below everything to above everything. */
function bruteForce(forecast: QuantileForecast, actual: number, steps: number): number {
  const low = Math.min(actual, forecast.quantiles[0]!) - 1;
  const high = Math.max(actual, forecast.quantiles.at(-1)!) + 1;
  const step = (high - low) / steps;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const x = low + (i + 0.5) * step;
    sum += (cdf(forecast, x) - (x >= actual ? 1 : 0)) ** 2 * step;
  }
  return sum;
}

const LEVELS = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975];
const normal = (levels: readonly number[], mean: number, sd: number): QuantileForecast => ({
  levels,
  quantiles: levels.map((level) => mean + sd * normalQuantile(level)),
});

/** Gneiting and Raftery (2007), equation 21, for a normal forecast. */
function crpsOfNormal(mean: number, sd: number, actual: number): number {
  const z = (actual - mean) / sd;
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return sd * (z * (2 * normalCdf(z) - 1) + 2 * density - 1 / Math.sqrt(Math.PI));
}

describe("crps of quantiles", () => {
  it("is the integral that defines it", () => {
    const forecasts = fc
      .array(fc.double({ min: 0, max: 20, noNaN: true }), { minLength: 9, maxLength: 9 })
      .map((values): QuantileForecast => ({ levels: LEVELS, quantiles: values.toSorted((a, b) => a - b) }));
    fc.assert(
      fc.property(forecasts, fc.double({ min: -10, max: 30, noNaN: true }), (forecast, actual) => {
        // The integrand is at most 1 and jumps at most 20 times, each a step of at most 42 ÷ 4,000 wrong.
        expect(Math.abs(crps(forecast, actual) - bruteForce(forecast, actual, 4000))).toBeLessThan(0.05);
      }),
      { numRuns: 100, seed: 6 },
    );
  });

  it("is the absolute error of a forecast of one number", () => {
    expect(crps({ levels: [0.5], quantiles: [7] }, 4)).toBe(3);
    expect(crps({ levels: [0.25, 0.5, 0.75], quantiles: [7, 7, 7] }, 9)).toBe(2);
  });

  it("is worked out by hand for a forecast spread evenly from 0 to 1", () => {
    // ∫₀^½ x² dx + ∫_½^1 (1 − x)² dx = 1/12; beyond the end 1 away: ∫ x² over (0, 1) = 1/3, and 1.
    expect(crps({ levels: [0, 1], quantiles: [0, 1] }, 0.5)).toBeCloseTo(1 / 12, 14);
    expect(crps({ levels: [0, 1], quantiles: [0, 1] }, 2)).toBeCloseTo(4 / 3, 14);
  });

  it.each([-3, -1, 0, 0.4, 2.5])("is near that of the normal whose quantiles they are, %d sd off", (z) => {
    // Many quantiles come to it; the nine of a forecast leave out how the last 2.5% at either end are spread.
    const many = Array.from({ length: 999 }, (_, i) => (i + 1) / 1000);
    expect(crps(normal(many, 50, 4), 50 + 4 * z) / 4).toBeCloseTo(crpsOfNormal(0, 1, z), 3);
    expect(Math.abs(crps(normal(LEVELS, 50, 4), 50 + 4 * z) / 4 - crpsOfNormal(0, 1, z))).toBeLessThan(0.02);
  });

  it("refuses quantiles that are not in order", () => {
    expect(() => crps({ levels: [0.1, 0.9], quantiles: [2, 1] }, 1)).toThrow(RangeError);
    expect(() => crps({ levels: [0.9, 0.1], quantiles: [1, 2] }, 1)).toThrow(RangeError);
    expect(() => crps({ levels: [0.1], quantiles: [] }, 1)).toThrow(RangeError);
  });
});

describe("the probability below what happened", () => {
  const forecast = { levels: [0.1, 0.5, 0.9], quantiles: [10, 20, 40] };
  it.each([
    [5, 0],
    [10, 0.1],
    [15, 0.3],
    [20, 0.5],
    [35, 0.8],
    [41, 1],
  ])("of %d is %d", (actual, below) => {
    expect(probabilityBelow(forecast, actual)).toBeCloseTo(below, 12);
  });

  it("counts half of what lies on the value itself", () => {
    expect(probabilityBelow({ levels: [0.1, 0.5, 0.9], quantiles: [3, 3, 5] }, 3)).toBeCloseTo(0.3, 12);
  });
});
