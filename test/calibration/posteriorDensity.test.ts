import { describe, expect, it } from "vitest";
import { convergenceOf } from "../../engine/calibration/convergence.ts";
import { NormalDensity } from "../../engine/calibration/normalDensity.ts";
import type { MonthlyFigure, PosteriorModel, Predict } from "../../engine/calibration/posteriorDensity.ts";
import { PosteriorDensity } from "../../engine/calibration/posteriorDensity.ts";
import { priorRange } from "../../engine/calibration/priorRange.ts";
import type { UnknownDistribution } from "../../engine/random/unknown.ts";
import { unknownAt } from "../../engine/random/unknown.ts";
import { normalCdf, normalQuantile } from "../../engine/stats/quantiles.ts";
import { mean, rowsOf, sampled, streamFor, unevenness } from "./support.ts";

const PRIORS: readonly UnknownDistribution[] = [
  { kind: "triangular", low: 20, mode: 30, high: 60 },
  { kind: "uniform", low: 20, high: 60 },
  { kind: "normal", mean: 40, sd: 5 },
  { kind: "lognormal", mean: 40, spread: 0.2 },
];
const handlers = (coordinate: MonthlyFigure["coordinate"], prior = PRIORS[0]!): MonthlyFigure => ({
  prior,
  whole: false,
  spreadScale: 0.2,
  coordinate,
});
const NO_PREDICTION: Predict = () => 0;
const silent = { reported: [NaN], covariance: [1] };

describe("places in a prior", () => {
  it.each(PRIORS)("are found from values and back: $kind", (prior) => {
    const { valueAt, placeOf, low, high } = priorRange(prior, false);
    for (const u of [0.001, 0.2, 0.5, 0.77, 0.999]) {
      expect(valueAt(u)).toBe(unknownAt(prior, false, u));
      expect(placeOf(valueAt(u))).toBeCloseTo(u, 10);
    }
    expect(placeOf(low)).toBeLessThan(1.01e-4);
    expect(placeOf(high)).toBeGreaterThan(1 - 1.01e-4);
    expect(placeOf(-1e9)).toBeGreaterThan(0);
    expect(placeOf(1e9)).toBeLessThan(1);
  });

  it("of a whole figure are those of the number before it is rounded", () => {
    const prior: UnknownDistribution = { kind: "uniform", low: 3, high: 5 };
    const { placeOf, valueAt, low, high } = priorRange(prior, true);
    expect([low, high]).toEqual([2.5, 5.5]);
    expect(placeOf(4)).toBeCloseTo(0.5, 14);
    for (const u of [0.01, 0.3, 0.34, 0.99]) expect(unknownAt(prior, true, u)).toBe(Math.round(valueAt(u)));
  });
});

describe("the posterior density", () => {
  it("in a hand-worked month is prior × normal of what is reported, given or held back", () => {
    const covariance = [4, 1, 1, 9];
    const predict: Predict = (month, output, u) => [10 * u[0]! + month, u[1]!][output]!;
    const model = (reported: readonly number[]): PosteriorModel => ({
      commons: 1,
      monthlies: [handlers("standardised")],
      months: [silent, { reported, covariance }],
      predict,
    });
    const density = new PosteriorDensity(model([3, 2]));
    expect(density.dimensions).toBe(1 + 2 + 2);
    const x = Float64Array.of(0.3, -0.4, 0.2, 1.1, 0.6);
    const point = density.pointAt(x);
    const u = normalCdf(0.3);
    const place = priorRange(PRIORS[0]!, false).placeOf(point.monthly[1]![0]!);
    const away = Float64Array.of(3 - 10 * u - 1, 2 - place);
    const prior = new NormalDensity(
      Array.from({ length: 25 }, (_, i) => (i % 6 === 0 ? 1 : 0)),
      5,
    ).logDensity(x);
    expect(density.logPrior(x)).toBeCloseTo(prior, 12);
    expect(density.logDensity(x)).toBeCloseTo(prior + new NormalDensity(covariance, 2).logDensity(away), 12);
    // The month before reports nothing, so what it would have been does not matter.
    const moved = Float64Array.of(0.3, -0.4, 0.2, -2, 0.6);
    expect(density.logLikelihood(moved)).toBe(density.logLikelihood(x));
    // One of two outputs: the normal of that output alone.
    expect(new PosteriorDensity(model([NaN, 2])).logLikelihood(x)).toBeCloseTo(
      new NormalDensity([9], 1).logDensity(Float64Array.of(2 - place)),
      12,
    );
    expect(density.names(["a"], ["h"], ["m", "n"])).toEqual([
      "a",
      "h (typical)",
      "h (spread between months)",
      "h (m)",
      "h (n)",
    ]);
  });

  it.each(PRIORS)("draws months within the prior, about the typical value: $kind", (prior) => {
    const density = new PosteriorDensity({
      commons: 0,
      monthlies: [handlers("standardised", prior)],
      months: [silent],
      predict: NO_PREDICTION,
    });
    const uniform = streamFor(`prior ${prior.kind}`);
    const places: number[] = [];
    const { low, high, placeOf } = priorRange(prior, false);
    for (let i = 0; i < 2000; i++) {
      const { typical, spread, monthly } = density.pointAt(density.drawPrior(uniform));
      const value = monthly[0]![0]!;
      expect(value).toBeGreaterThanOrEqual(low * (1 - 1e-12));
      expect(value).toBeLessThanOrEqual(high * (1 + 1e-12));
      // Place of the value in the normal of logarithms cut at both ends: uniform, whatever typical value and spread.
      const share = (v: number): number => normalCdf(Math.log(v / typical[0]!) / spread[0]!);
      places.push((share(value) - share(low)) / (share(high) - share(low)));
      expect(placeOf(typical[0]!)).toBeGreaterThan(0);
    }
    expect(unevenness(places, 10)).toBeLessThan(0.9999);
  });

  it("in either coordinate is the same density: the change of coordinates gives the difference", () => {
    const of = (coordinate: MonthlyFigure["coordinate"], prior: UnknownDistribution) =>
      new PosteriorDensity({
        commons: 1,
        monthlies: [handlers(coordinate, prior)],
        months: [silent, silent],
        predict: NO_PREDICTION,
      });
    const uniform = streamFor("coordinates");
    for (const prior of PRIORS) {
      const [one, two] = [of("centred", prior), of("standardised", prior)];
      for (let i = 0; i < 20; i++) {
        const x = two.drawPrior(uniform);
        const y = one.coordinatesOf(two.pointAt(x));
        // Both ways round the point stays what it is.
        const back = two.coordinatesOf(one.pointAt(y));
        x.forEach((value, d) => {
          expect(Math.abs(back[d]! - value)).toBeLessThan(1e-5 * Math.max(1, value ** 2));
        });
        // Typical value and spread are the first coordinates of both, so the slope is that of each month's coordinate.
        let logSlope = 0;
        for (const d of [3, 4]) {
          const step = 1e-4;
          const moved = (by: number): number => {
            const z = x.slice();
            z[d] = z[d]! + by;
            return one.coordinatesOf(two.pointAt(z))[d]!;
          };
          logSlope += Math.log((moved(step) - moved(-step)) / (2 * step));
        }
        // A small spread or a far tail leaves fewer digits to the difference; log densities here are between 5 and 30.
        expect(Math.abs(one.logPrior(y) - (two.logPrior(x) - logSlope))).toBeLessThan(2e-3);
      }
    }
  });

  it("centred integrates to one over a month's coordinate", () => {
    const density = new PosteriorDensity({
      commons: 0,
      monthlies: [handlers("centred")],
      months: [silent],
      predict: NO_PREDICTION,
    });
    for (const [typical, spread] of [
      [0, 0],
      [1.5, -0.7],
      [-1, 2],
    ] as const) {
      let sum = 0;
      for (let x = -20; x <= 20; x += 0.01)
        sum += 0.01 * Math.exp(density.logPrior(Float64Array.of(typical, spread, x)));
      // What is left of the other two is their normal density. The trapezium rule is all but exact for such a curve.
      expect(sum / (Math.exp(-(typical ** 2 + spread ** 2) / 2) / (2 * Math.PI))).toBeCloseTo(1, 7);
    }
  });

  it("sampled, is the conjugate answer for a common figure with a normal prior", () => {
    // Prior N(0, 1); three months report figure + noise with variance 0.5 and correlation none: N(sum ÷ 0.5 ÷ 7, 1 ÷ 7).
    const reports = [0.9, 1.4, 0.2];
    const density = new PosteriorDensity({
      commons: 1,
      monthlies: [],
      months: reports.map((value) => ({ reported: [value], covariance: [0.5] })),
      predict: (_, __, u) => normalQuantile(u[0]!),
    });
    const draws = sampled(density, "conjugate", 10, 100, 2000, 4);
    const found = convergenceOf(draws, ["figure"]);
    expect(found.advice).toEqual([]);
    const values = rowsOf(draws).map((x) => normalQuantile(density.pointAt(x).common[0]!));
    const size = found.figures[0]!.bulk;
    const truth = { mean: 2.5 / 0.5 / 7, variance: 1 / 7 };
    expect(Math.abs(mean(values) - truth.mean)).toBeLessThan(4 * Math.sqrt(truth.variance / size));
    const square = mean(values.map((v) => (v - truth.mean) ** 2));
    expect(Math.abs(square - truth.variance)).toBeLessThan(4 * truth.variance * Math.sqrt(2 / size));
  });

  it("is exact where it is at least what is wanted, and below that elsewhere, with fewer outputs asked", () => {
    let asked = 0;
    const model: PosteriorModel = {
      commons: 1,
      monthlies: [handlers("centred")],
      months: [
        [0.2, NaN],
        [0.5, 0.1],
        [NaN, NaN],
        [0.7, 0.3],
      ].map((reported) => ({
        reported,
        covariance: [0.02, 0.01, 0.01, 0.03],
      })),
      predict: (month, output, u) => {
        asked++;
        return u[0]! + (output - 0.1 * month) * u[1]!;
      },
    };
    const uniform = streamFor("least");
    const lazy = new PosteriorDensity(model);
    let [exactAsked, lazyAsked, below] = [0, 0, 0];
    for (let i = 0; i < 500; i++) {
      const exact = new PosteriorDensity(model);
      const x = exact.drawPrior(uniform);
      asked = 0;
      const value = exact.logDensity(x);
      exactAsked += asked;
      const least = value + 40 * (uniform() - 0.5);
      asked = 0;
      const found = lazy.logDensity(x, least);
      lazyAsked += asked;
      if (value >= least) expect(found).toBe(value);
      else {
        below++;
        expect(found).toBeLessThan(least);
        // But for rounding.
        expect(found).toBeGreaterThan(value - 1e-9);
      }
      // What it has remembered meanwhile is no guess.
      if (i % 10 === 0) expect(lazy.logDensity(x)).toBe(value);
    }
    expect(below).toBeGreaterThan(150);
    expect(lazyAsked).toBeLessThan(0.95 * exactAsked);
  });

  it("refuses what cannot be", () => {
    const model = { commons: 0, monthlies: [handlers("centred")], months: [silent], predict: NO_PREDICTION };
    const wrong = (change: Partial<PosteriorModel>) => () => new PosteriorDensity({ ...model, ...change });
    const reachesZero: UnknownDistribution = { kind: "normal", mean: 3, sd: 1 };
    expect(wrong({ monthlies: [handlers("centred", reachesZero)] })).toThrow("low of monthly figure 0");
    expect(wrong({ monthlies: [{ ...handlers("centred"), spreadScale: 0 }] })).toThrow("spreadScale");
    expect(wrong({ months: [{ reported: [1, 2], covariance: [1] }] })).toThrow("month 0: covariance");
    expect(wrong({ months: [silent, { reported: [1], covariance: [-1] }] })).toThrow("month 1: covariance");
  });
});
