import { describe, expect, it } from "vitest";
import { lbfgs } from "../../engine/calibration/lbfgs.ts";
import { nelderMead } from "../../engine/calibration/nelderMead.ts";

/** The banana: lowest at 1, 1, along a valley that bends. */
const rosenbrock = (x: Float64Array): number => (1 - x[0]!) ** 2 + 100 * (x[1]! - x[0]! ** 2) ** 2;

/** Curvatures from 1 to 1,000, turned so that no axis is special; lowest, 3, where every variable is its number. */
function stretched(x: Float64Array, gradient?: Float64Array): number {
  const n = x.length;
  const y = x.map((xi, i) => xi - i);
  const mean = y.reduce((a, b) => a + b, 0) / n;
  // Reflection about the diagonal: orthogonal.
  const turned = y.map((yi) => yi - 2 * mean);
  const curvature = turned.map((_, i) => 10 ** ((3 * i) / (n - 1)));
  if (gradient !== undefined) {
    const slopes = turned.map((t, i) => curvature[i]! * t);
    const back = slopes.reduce((a, b) => a + b, 0) / n;
    for (let i = 0; i < n; i++) gradient[i] = slopes[i]! - 2 * back;
  }
  return 3 + turned.reduce((total, t, i) => total + (curvature[i]! * t * t) / 2, 0);
}

describe("L-BFGS", () => {
  it("finds the end of Rosenbrock's valley", () => {
    const found = lbfgs(
      (x, gradient) => {
        gradient[0] = -2 * (1 - x[0]!) - 400 * x[0]! * (x[1]! - x[0]! ** 2);
        gradient[1] = 200 * (x[1]! - x[0]! ** 2);
        return rosenbrock(x);
      },
      Float64Array.of(-1.2, 1),
    );
    expect(found.x[0]).toBeCloseTo(1, 5);
    expect(found.x[1]).toBeCloseTo(1, 5);
    expect(found.evaluations).toBeLessThan(100);
  });

  it("finds the bottom of a stretched bowl of ten variables", () => {
    const found = lbfgs(stretched, new Float64Array(10));
    expect(found.value).toBeCloseTo(3, 8);
    found.x.forEach((xi, i) => {
      expect(xi).toBeCloseTo(i, 4);
    });
  });

  it("keeps where the value is finite, and within its longest step", () => {
    const places: number[] = [];
    const found = lbfgs(
      (x, gradient) => {
        places.push(x[0]!);
        gradient[0] = 1 - 1 / x[0]!;
        return x[0]! > 0 ? x[0]! - Math.log(x[0]!) : Infinity;
      },
      Float64Array.of(20),
      { longestStep: 2 },
    );
    expect(found.x[0]).toBeCloseTo(1, 5);
    // Consecutive places differ by a step or a part of one taken back.
    places.slice(1).forEach((place, i) => {
      expect(Math.abs(place - places[i]!)).toBeLessThanOrEqual(4 + 1e-12);
    });
  });

  it("refuses a start without a value", () => {
    expect(() => lbfgs(() => Infinity, Float64Array.of(0))).toThrow("value at the start must be finite");
  });
});

describe("Nelder and Mead's simplex", () => {
  it("finds the end of Rosenbrock's valley", () => {
    const found = nelderMead(rosenbrock, Float64Array.of(-1.2, 1));
    expect(found.x[0]).toBeCloseTo(1, 6);
    expect(found.x[1]).toBeCloseTo(1, 6);
    expect(found.value).toBe(rosenbrock(found.x));
  });

  it("finds the bottom of a stretched bowl of five variables", () => {
    const found = nelderMead(stretched, new Float64Array(5), { step: 1, most: 20_000 });
    expect(found.value).toBeCloseTo(3, 6);
  });

  it("finds the tip of a cone, which has no slope there", () => {
    const found = nelderMead((x) => Math.abs(x[0]! - 0.3) + 2 * Math.abs(x[1]! + 0.2), new Float64Array(2));
    expect(found.x[0]).toBeCloseTo(0.3, 5);
    expect(found.x[1]).toBeCloseTo(-0.2, 5);
  });

  it("stays within bounds and finds the corner", () => {
    const found = nelderMead(
      (x) => {
        for (const xi of x) expect(xi >= 0 && xi <= 1).toBe(true);
        return (x[0]! - 2) ** 2 + (x[1]! + 1) ** 2;
      },
      Float64Array.of(1, 0.5),
      { within: { low: 0, high: 1 } },
    );
    expect(found.x[0]).toBeCloseTo(1, 6);
    expect(found.x[1]).toBeCloseTo(0, 6);
  });

  it("counts what it spends, and stops", () => {
    let calls = 0;
    const found = nelderMead(
      (x) => {
        calls++;
        return rosenbrock(x);
      },
      Float64Array.of(-1.2, 1),
      { most: 30 },
    );
    expect(found.evaluations).toBe(calls);
    // At most one round more than asked: two points, or a shrunken simplex of two.
    expect(calls).toBeLessThanOrEqual(30 + 4);
    expect(() => nelderMead(rosenbrock, new Float64Array(0))).toThrow(RangeError);
    expect(() => nelderMead(rosenbrock, new Float64Array(2), { step: 0 })).toThrow(RangeError);
  });
});
