import { describe, expect, it } from "vitest";
import { weibullFit } from "../../engine/scenario/weibullFit.ts";

describe("a Weibull distribution by mean and spread", () => {
  it("with spread 100% is the exponential", () => {
    // Γ(2) = 1 to the last digits of the log gamma function.
    expect(weibullFit(180, 1).shape).toBe(1);
    expect(weibullFit(180, 1).scale).toBeCloseTo(180, 9);
  });

  it("with shape 2 is the Rayleigh distribution, known in closed form", () => {
    // Mean scale × √π / 2, spread √(4/π − 1).
    const { scale, shape } = weibullFit((100 * Math.sqrt(Math.PI)) / 2, Math.sqrt(4 / Math.PI - 1));
    expect(shape).toBeCloseTo(2, 9);
    expect(scale).toBeCloseTo(100, 7);
  });

  it("with shape ½ and ⅓ has the moments that factorials give", () => {
    // Shape 1/k: mean scale × k!, second moment scale² × (2k)!. k = 2: 2 and 24; k = 3: 6 and 720.
    const half = weibullFit(2 * 60, Math.sqrt(24 / 4 - 1));
    expect(half.shape).toBeCloseTo(1 / 2, 9);
    expect(half.scale).toBeCloseTo(60, 7);
    const third = weibullFit(6 * 60, Math.sqrt(720 / 36 - 1));
    expect(third.shape).toBeCloseTo(1 / 3, 9);
    expect(third.scale).toBeCloseTo(60, 7);
  });

  it("has the spread that was asked for, at both ends of what may be asked", () => {
    // For a large shape k the spread is π / (k √6) × (1 − c / k) with c of order 1: 1% asks for k = 128, so within 2%.
    expect(weibullFit(60, 0.01).shape).toBeCloseTo(Math.PI / (0.01 * Math.sqrt(6)), -0.5);
    // Shape 1/k with k = 7: spread² = 14! / (7!)² − 1 = 3431.
    expect(weibullFit(60, Math.sqrt(3431)).shape).toBeCloseTo(1 / 7, 9);
    expect(() => weibullFit(60, 0.009)).toThrow(RangeError);
    expect(() => weibullFit(60, 101)).toThrow("spread must be from 0.01 to 100, but is 101");
  });
});
