import { describe, expect, it } from "vitest";
import { fitParetoTail, paretoQuantile } from "../../engine/calibration/paretoTail.ts";
import { reweighted, systematicResample } from "../../engine/calibration/reweight.ts";
import {
  ascending,
  effectiveDraws,
  weightedMean,
  weightedQuantile,
} from "../../engine/calibration/weighted.ts";
import { normalQuantile } from "../../engine/stats/quantiles.ts";
import { mean, normalsFrom, parkMiller, streamFor } from "./support.ts";

describe("a fitted Pareto tail", () => {
  it("is that of an independent program", () => {
    // From NumPy, by a function written after gpdfit of the R package loo, with its prior of the shape.
    const fitted = fitParetoTail(
      parkMiller(40, 9)
        .map((u) => u + 0.1)
        .sort(),
    );
    expect(fitted.shape).toBeCloseTo(-0.7555192221754672, 10);
    expect(fitted.scale).toBeCloseTo(1.170584048568589, 10);
  });

  it.each([-0.3, 0, 0.4, 0.7, 1.2])("finds the shape that made it: %f", (shape) => {
    const uniform = streamFor(`pareto ${shape}`);
    const found = Array.from({ length: 40 }, () =>
      fitParetoTail(
        Float64Array.from({ length: 1000 }, () => paretoQuantile({ shape, scale: 2 }, uniform())).sort(),
      ),
    );
    // The shape is drawn to 0.5 by 10 in 1010. Its standard error at best is (1 + shape) ÷ √1000 (Smith 1984) above −0.5;
    // over 40 fits, less by √40. Its bias, of the order of 1 in 1000, is allowed for five times over.
    const truth = (shape * 1000 + 0.5 * 10) / 1010;
    const error = (1 + shape) / Math.sqrt(1000 * 40);
    expect(Math.abs(mean(found.map((fit) => fit.shape)) - truth)).toBeLessThan(4 * error + 0.005);
    // Of the scale: standard error scale × √(2 (1 + shape) ÷ 1000), with the same margin.
    const scaleError = 2 * Math.sqrt((2 * (1 + shape)) / (1000 * 40));
    expect(Math.abs(mean(found.map((fit) => fit.scale)) - 2)).toBeLessThan(4 * scaleError + 0.01);
  });

  it("quantiles are those of the formula, the exponential at shape 0", () => {
    expect(paretoQuantile({ shape: 0.5, scale: 2 }, 0.75)).toBeCloseTo((2 * (0.25 ** -0.5 - 1)) / 0.5, 14);
    expect(paretoQuantile({ shape: 0, scale: 3 }, 0.5)).toBeCloseTo(3 * Math.LN2, 14);
    expect(paretoQuantile({ shape: 1e-9, scale: 3 }, 0.5)).toBeCloseTo(3 * Math.LN2, 7);
  });
});

describe("weights of draws that are simulated again", () => {
  it.each([
    [500, 5, 1.5, 0.5770626422312498, 71.64521322235134, 0.0693247078429407],
    [200, 17, 3, 1.2152222932683872, 3.7281882800337995, 0.4914801918709868],
    [60, 3, 0.8, 0.36015016260221033, 31.989901420465152, 0.07677498743139247],
  ])(
    "are those of an independent program: %i draws, seed %i",
    (count, seed, spread, kHat, effective, largest) => {
      // From NumPy and SciPy, by a function written after psis of the R package loo.
      const logs = parkMiller(count, seed).map((u) => spread * normalQuantile(u));
      const found = reweighted(logs, new Float64Array(count));
      expect(found.kHat).toBeCloseTo(kHat, 8);
      expect(found.effective / effective).toBeCloseTo(1, 8);
      expect(Math.max(...found.weights)).toBeCloseTo(largest, 8);
      expect(found.reliable).toBe(kHat <= Math.min(0.7, 1 - 1 / Math.log10(count)));
    },
  );

  it("between normals a shift apart: as many effective draws as the formula, and the right mean", () => {
    // Drawn from N(0, 1), wanted N(shift, 1): log weight = shift × x − shift²/2, E weight² = exp(shift²).
    const shift = 0.7;
    const normal = normalsFrom(streamFor("shift"));
    const [count, studies] = [2000, 40];
    const found = Array.from({ length: studies }, () => {
      const x = Float64Array.from({ length: count }, normal);
      const { weights, effective, reliable } = reweighted(
        x.map((value) => -((value - shift) ** 2) / 2),
        x.map((value) => -(value ** 2) / 2),
      );
      expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
      expect(reliable).toBe(true);
      return { effective, mean: weightedMean(x, weights) };
    });
    // Share of draws that count: exp(−shift²) = 0.613. Its variance by the delta method, over 40 studies: the mean of
    // weight² has relative variance (exp(4 shift²) − 1) ÷ count, twice that of the mean of weights (exp(shift²) − 1).
    const truth = Math.exp(-(shift ** 2));
    const relative = Math.sqrt(
      (Math.exp(4 * shift ** 2) - 1 + 4 * (Math.exp(shift ** 2) - 1)) / (count * studies),
    );
    // Smoothing takes a little from the largest weights: less than 1% of their squares.
    expect(Math.abs(mean(found.map((f) => f.effective)) / count / truth - 1)).toBeLessThan(
      4 * relative + 0.01,
    );
    const error = Math.sqrt((1 + shift ** 2) / (truth * count * studies));
    expect(Math.abs(mean(found.map((f) => f.mean)) - shift)).toBeLessThan(4 * error + 0.002);
  });

  it("with a tail of known shape: k-hat finds it, and says when it is too heavy", () => {
    // u^(−k) has a Pareto tail of shape k.
    for (const k of [0.3, 1.5]) {
      const uniform = streamFor(`tail ${k}`);
      const shapes = Array.from({ length: 40 }, () => {
        const found = reweighted(
          Float64Array.from({ length: 4000 }, () => -k * Math.log(uniform())),
          new Float64Array(4000),
        );
        expect(found.reliable).toBe(k < 0.5);
        expect(found.says).toContain(k < 0.5 ? "can be relied on" : "Simulate another wave");
        return found.kHat;
      });
      // The tail has 190 weights: standard error (1 + k) ÷ √190 each; drawn to 0.5 by 10 in 200.
      const truth = (k * 190 + 5) / 200;
      const error = (1 + k) / Math.sqrt(190 * 40);
      expect(Math.abs(mean(shapes) - truth)).toBeLessThan(4 * error + 1 / 190);
    }
  });

  it("are equal where both agree, and nothing where the simulation says never", () => {
    const same = reweighted(new Float64Array(50).fill(-3), new Float64Array(50).fill(-3));
    expect(same.effective).toBeCloseTo(50, 10);
    expect(same).toMatchObject({ kHat: -Infinity, reliable: true });
    const { weights, effective } = reweighted([-Infinity, 0, Math.log(3)], [0, 0, 0]);
    expect(weights[0]).toBe(0);
    expect(weights[2]).toBeCloseTo(0.75, 14);
    expect(effective).toBeCloseTo(1 / (1 / 16 + 9 / 16), 12);
    expect(() => reweighted([1], [1, 2])).toThrow("as many");
    expect(() => reweighted([], [])).toThrow("at least one");
    expect(() => reweighted([-Infinity], [0])).toThrow("above −Infinity");
    expect(() => reweighted([NaN, 1], [0, 0])).toThrow("must be numbers");
  });
});

describe("systematic resampling", () => {
  it("takes each row as often as its weight says, rounded down or up", () => {
    const weights = [0.125, 0, 0.4, 0.3, 0.175];
    const uniform = streamFor("resample");
    const totals = new Float64Array(5);
    for (let i = 0; i < 2000; i++) {
      const counts = new Float64Array(5);
      for (const row of systematicResample(weights, 7, uniform)) counts[row]!++;
      counts.forEach((count, row) => {
        expect(Math.abs(count - 7 * weights[row]!)).toBeLessThan(1);
        totals[row]! += count;
      });
    }
    // A count rounded down or up has variance at most a quarter.
    totals.forEach((total, row) => {
      expect(Math.abs(total / 2000 - 7 * weights[row]!)).toBeLessThan((4 * 0.5) / Math.sqrt(2000) + 1e-12);
    });
  });

  it("at given numbers is the hand-worked list", () => {
    // Places 0.125, 0.375, 0.625, 0.875 against ends 0.5, 0.6, 1.
    expect(Array.from(systematicResample([0.5, 0.1, 0.4], 4, () => 0.5))).toEqual([0, 0, 2, 2]);
    expect(Array.from(systematicResample([1], 3, () => 0.999))).toEqual([0, 0, 0]);
  });
});

describe("weighted draws", () => {
  it("give quantiles, means and effective numbers by hand", () => {
    const [values, weights] = [
      [5, 1, 3],
      [0.2, 0.5, 0.3],
    ];
    expect(Array.from(ascending(values))).toEqual([1, 2, 0]);
    expect([0, 0.49, 0.5, 0.51, 0.8, 0.81, 1].map((p) => weightedQuantile(values, weights, p))).toEqual([
      1, 1, 1, 3, 3, 5, 5,
    ]);
    expect(weightedMean(values, weights)).toBeCloseTo(2.4, 14);
    expect(effectiveDraws(weights)).toBeCloseTo(1 / 0.38, 14);
    expect(() => weightedQuantile([], [], 0.5)).toThrow("at least one value");
  });
});
