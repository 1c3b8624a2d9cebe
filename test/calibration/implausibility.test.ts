import { describe, expect, it } from "vitest";
import {
  Implausibility,
  limitOf,
  type Measure,
  type MonthTarget,
  type Surface,
} from "../../engine/calibration/implausibility.ts";
import { openStream } from "../../engine/random/streams.ts";
import { binomialCdf, normalQuantile } from "../../engine/stats/quantiles.ts";

const level = (value: number, variance = 0): Surface => ({
  mean: () => value,
  variance: () => variance,
  usualVariance: 0,
});
const nowhere = new Float64Array(0);

describe("implausibility", () => {
  const target: MonthTarget = {
    month: "2022-10",
    outputs: ["a", "b", "c"],
    observed: Float64Array.of(5, 1, 0),
    covariance: Float64Array.of(1, 0.5, 0, 0.5, 1, 0, 0, 0, 4),
    surfaces: [level(4), level(0), level(5, 12)],
  };

  it("by hand: differences 1, 1 and −5/√(4 + 12)", () => {
    const largest = new Implausibility(target, "largest");
    expect(largest.at(nowhere)).toBeCloseTo(1.25, 12);
    expect(Array.from(largest.differences)).toEqual([1, 1, -1.25]);
    // With other variances, of 0: −5/2.
    largest.variances.fill(0);
    expect(largest.ofExpected()).toBe(2.5);
    expect(Array.from(largest.leastAlone)).toEqual([1, 1, 1.25]);
    expect(new Implausibility(target, "second largest").at(nowhere)).toBe(1);
    // (1, 1) with correlation ½: (1 + 1 − 2·½) ÷ (1 − ¼) = 4/3. And 25/16 of the third.
    expect(new Implausibility(target, "mahalanobis").at(nowhere)).toBeCloseTo(Math.sqrt(4 / 3 + 25 / 16), 12);
  });

  it("says what does not fit", () => {
    expect(() => new Implausibility({ ...target, observed: Float64Array.of(1) }, "largest")).toThrow(
      "2022-10: 3 outputs need 3 observed values",
    );
    const singular = { ...target, covariance: new Float64Array(9).fill(1) };
    expect(() => new Implausibility(singular, "largest")).toThrow("positive definite");
  });
});

describe("the limit", () => {
  it("by hand", () => {
    expect(limitOf("largest", 1, 1, 0.9544997361)).toBeCloseTo(2, 6);
    // Independent: each of the 4 × 3 within the limit with probability 0.99^(1/12).
    expect(limitOf("largest", 4, 3, 0.99)).toBeCloseTo(normalQuantile((1 + 0.99 ** (1 / 12)) / 2), 6);
    // Two outputs: P(χ²₂ > x) = e^(−x/2).
    expect(limitOf("mahalanobis", 2, 1, 0.99)).toBeCloseTo(Math.sqrt(-2 * Math.log(0.01)), 6);
    // The second of two is beyond if both are: 0.2² = 4%.
    expect(limitOf("second largest", 2, 1, 0.96)).toBeCloseTo(normalQuantile(0.9), 6);
    expect(() => limitOf("second largest", 1, 1, 0.9)).toThrow(
      "outputs must be a whole number of at least 2",
    );
    expect(() => limitOf("largest", 1, 1, 1)).toThrow("below 1");
  });

  it.each<[Measure, number]>([
    ["largest", 0],
    ["second largest", 0],
    ["mahalanobis", 0],
    ["mahalanobis", 0.8],
    ["largest", 0.8],
  ])("keeps the truth by the %s as often as it says, errors going together by %f", (measure, together) => {
    const uniform = openStream({ seed: measure, replication: 0, purpose: "design", queue: "" });
    const normal = (): number => normalQuantile(uniform());
    const [k, months, keeps, times] = [3, 2, 0.8, 1000];
    const limit = limitOf(measure, k, months, keeps);
    let kept = 0;
    for (let time = 0; time < times; time++) {
      let worst = 0;
      for (let month = 0; month < months; month++) {
        // Unit variance of the observation, of which `together` is common to all outputs, and 3 of the emulators.
        const common = Math.sqrt(together) * normal();
        const observed = Float64Array.from(
          { length: k },
          () => common + Math.sqrt(1 - together) * normal() + Math.sqrt(3) * normal(),
        );
        const covariance = Float64Array.from({ length: k * k }, (_, i) => (i % (k + 1) === 0 ? 1 : together));
        const outputs = ["a", "b", "c"];
        const surfaces = outputs.map(() => level(0, 3));
        const one = new Implausibility({ month: "", outputs, observed, covariance, surfaces }, measure);
        worst = Math.max(worst, one.at(nowhere));
      }
      if (worst <= limit) kept++;
    }
    // Both ends of the middle 99.8% of a binomial; for errors that go together the largest keeps it more often.
    expect(binomialCdf(kept, times, keeps)).toBeGreaterThan(0.001);
    if (together === 0 || measure === "mahalanobis") {
      expect(binomialCdf(kept - 1, times, keeps)).toBeLessThan(0.999);
    }
  });
});
