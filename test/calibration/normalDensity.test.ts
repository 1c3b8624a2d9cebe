import { describe, expect, it } from "vitest";
import { NormalDensity } from "../../engine/calibration/normalDensity.ts";

describe("the log density of a multivariate normal", () => {
  it("is the textbook formula in one and two dimensions", () => {
    const one = new NormalDensity([4], 1);
    expect(one.logDensity(Float64Array.of(3))).toBeCloseTo(-Math.log(2 * Math.sqrt(2 * Math.PI)) - 9 / 8, 14);
    // Standard deviations 2 and 3, correlation 0.5.
    const two = new NormalDensity([4, 3, 3, 9], 2);
    const [x, y] = [1, -2];
    const squares = (x ** 2 / 4 - (2 * 0.5 * x * y) / 6 + y ** 2 / 9) / (1 - 0.25);
    const constant = -Math.log(2 * Math.PI * 2 * 3 * Math.sqrt(0.75));
    expect(two.logDensity(Float64Array.of(x, y))).toBeCloseTo(constant - squares / 2, 14);
  });

  it("adds up where outputs are independent, in any number of dimensions", () => {
    const variances = [0.5, 1, 2, 4, 8, 16];
    const covariance = variances.flatMap((v, i) => variances.map((_, j) => (i === j ? v : 0)));
    const x = Float64Array.from(variances, (_, i) => Math.sin(i + 1));
    const apart = variances.map((v, i) => new NormalDensity([v], 1).logDensity(x.subarray(i, i + 1)));
    expect(new NormalDensity(covariance, 6).logDensity(x)).toBeCloseTo(
      apart.reduce((a, b) => a + b),
      12,
    );
  });

  it("refuses what is no covariance", () => {
    expect(() => new NormalDensity([1, 2, 3], 2)).toThrow("2 × 2");
    expect(() => new NormalDensity([1, 0.5, 0.4, 1], 2)).toThrow("symmetric");
    expect(() => new NormalDensity([1, 1, 1, 1], 2)).toThrow("positive definite");
    expect(() => new NormalDensity([1, 2, 2, 1], 2)).toThrow("positive definite");
    expect(() => new NormalDensity([1, NaN, NaN, 1], 2)).toThrow("symmetric");
  });
});
