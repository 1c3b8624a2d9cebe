import { describe, expect, it } from "vitest";
import {
  gammaCdf,
  gammaFunction,
  gammaQuantile,
  normalCdf,
  normalQuantile,
  studentQuantile,
} from "../../engine/stats/quantiles.ts";

describe("normal quantiles", () => {
  // Abramowitz and Stegun (1964), table 26.5 and the usual statistical tables, to the digits printed.
  it.each([
    { p: 0.5, printed: 0, digits: 6 },
    { p: 0.9, printed: 1.281552, digits: 6 },
    { p: 0.95, printed: 1.644854, digits: 6 },
    { p: 0.975, printed: 1.959964, digits: 6 },
    { p: 0.995, printed: 2.575829, digits: 6 },
    { p: 0.999, printed: 3.090232, digits: 6 },
    { p: 0.9999, printed: 3.719016, digits: 6 },
  ])("at $p is $printed", ({ p, printed, digits }) => {
    const rounding = 0.5 * 10 ** -digits;
    expect(Math.abs(normalQuantile(p) - printed)).toBeLessThanOrEqual(rounding);
    expect(Math.abs(normalQuantile(1 - p) + printed)).toBeLessThanOrEqual(rounding);
  });

  it("hold out to the last uniform of a stream", () => {
    // Mills' ratio bounds the tail: φ(z)/z · (1 − 1/z²) < 1 − Φ(z) < φ(z)/z · (1 − 1/z² + 3/z⁴).
    const z = -normalQuantile(2 ** -33);
    const leading = Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI) / z;
    expect(2 ** -33).toBeGreaterThan(leading * (1 - z ** -2));
    expect(2 ** -33).toBeLessThan(leading * (1 - z ** -2 + 3 * z ** -4));
    expect(normalQuantile(1 - 2 ** -33)).toBeCloseTo(z, 6);
  });

  it("undo the distribution function", () => {
    for (const x of [-5, -1, 0, 0.3, 2, 4]) expect(normalQuantile(normalCdf(x))).toBeCloseTo(x, 8);
  });
});

describe("Student quantiles", () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, printed to three decimals.
  it.each([
    { degrees: 1, p: 0.975, printed: 12.706 },
    { degrees: 2, p: 0.975, printed: 4.303 },
    { degrees: 5, p: 0.95, printed: 2.015 },
    { degrees: 10, p: 0.975, printed: 2.228 },
    { degrees: 10, p: 0.995, printed: 3.169 },
    { degrees: 29, p: 0.975, printed: 2.045 },
    { degrees: 30, p: 0.9, printed: 1.31 },
    { degrees: 100, p: 0.975, printed: 1.984 },
  ])("at $p with $degrees degrees of freedom is $printed", ({ degrees, p, printed }) => {
    expect(Math.abs(studentQuantile(p, degrees) - printed)).toBeLessThanOrEqual(0.0005);
    expect(Math.abs(studentQuantile(1 - p, degrees) + printed)).toBeLessThanOrEqual(0.0005);
  });

  it("go over into normal ones", () => {
    // Fisher's expansion: t = z + (z³ + z)/(4·degrees) + …, the next term of order degrees⁻².
    const z = normalQuantile(0.975);
    for (const degrees of [1000, 20_000, 1_000_000]) {
      expect(studentQuantile(0.975, degrees)).toBeCloseTo(z + (z ** 3 + z) / (4 * degrees), 5);
    }
  });
});

describe("gamma", () => {
  it("with shape 1 is exponential", () => {
    expect(gammaCdf(2, 1)).toBeCloseTo(1 - Math.exp(-2), 14);
    expect(gammaQuantile(0.3, 1)).toBeCloseTo(-Math.log(0.7), 12);
  });

  it("with a small shape starts like a power: P(X ≤ x) = x^a/Γ(a + 1) for x near 0", () => {
    const expected = (2 ** -33 * gammaFunction(1.44)) ** (1 / 0.44);
    expect(gammaQuantile(2 ** -33, 0.44) / expected).toBeCloseTo(1, 8);
  });

  it("function: factorials, and √π at one half", () => {
    expect(gammaFunction(5)).toBeCloseTo(24, 11);
    expect(gammaFunction(0.5)).toBeCloseTo(Math.sqrt(Math.PI), 12);
    expect(gammaFunction(1.5)).toBeCloseTo(Math.sqrt(Math.PI) / 2, 12);
  });
});
