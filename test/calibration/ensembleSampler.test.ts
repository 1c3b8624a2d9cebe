import { CholeskyDecomposition, inverse, Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { convergenceOf } from "../../engine/calibration/convergence.ts";
import type { EnsembleDraws, LogDensity } from "../../engine/calibration/ensembleSampler.ts";
import { sampleEnsemble } from "../../engine/calibration/ensembleSampler.ts";
import { NormalDensity } from "../../engine/calibration/normalDensity.ts";
import { ensembles, mean, namesOf, rowsOf, scattered, streamFor } from "./support.ts";

/**
 * Means and covariances of draws against the truth. The error of a mean is sd ÷ √size and that of a covariance, for a
 * normal, √((var × var' + cov²) ÷ size); squares forget as fast as values or faster, so the size of the middle serves for
 * both, with the smaller of the two tails in doubt. Five standard errors: over a few hundred looks, one in ten thousand.
 */
function expectMoments(draws: readonly EnsembleDraws[], means: readonly number[], covariance: Matrix): void {
  const found = convergenceOf(draws, namesOf(means.length));
  expect(found.advice).toEqual([]);
  const rows = rowsOf(draws);
  means.forEach((truth, i) => {
    const size = Math.min(found.figures[i]!.bulk, found.figures[i]!.tail);
    const own = mean(rows.map((row) => row[i]!));
    expect(Math.abs(own - truth)).toBeLessThan(5 * Math.sqrt(covariance.get(i, i) / size));
    for (let j = 0; j <= i; j++) {
      const sizes = Math.min(size, found.figures[j]!.bulk, found.figures[j]!.tail);
      const product = mean(rows.map((row) => (row[i]! - truth) * (row[j]! - means[j]!)));
      const error = Math.sqrt(
        (covariance.get(i, i) * covariance.get(j, j) + covariance.get(i, j) ** 2) / sizes,
      );
      expect(Math.abs(product - covariance.get(i, j))).toBeLessThan(5 * error);
    }
  });
}

describe("the ensemble sampler", () => {
  it("draws from a normal with strong correlation and unlike scales", () => {
    // sd 1, 100 and 0.01; correlations 0.95, −0.5, −0.4.
    const sds = [1, 100, 0.01];
    const correlations = [
      [1, 0.95, -0.5],
      [0.95, 1, -0.4],
      [-0.5, -0.4, 1],
    ];
    const covariance = new Matrix(correlations.map((row, i) => row.map((r, j) => r * sds[i]! * sds[j]!)));
    const means = [3, -50, 0.2];
    const density = new NormalDensity(covariance.to1DArray(), 3);
    const away = new Float64Array(3);
    const logDensity: LogDensity = (x) => {
      for (let d = 0; d < 3; d++) away[d] = x[d]! - means[d]!;
      return density.logDensity(away);
    };
    const draws = ensembles(
      { logDensity, dimensions: 3, walkers: 24, burn: 300, steps: 1000, thin: 10 },
      "normal",
      4,
    );
    expectMoments(draws, means, covariance);
    for (const { accepted } of draws) {
      for (const share of Object.values(accepted)) {
        expect(share).toBeGreaterThan(0.15);
        expect(share).toBeLessThan(0.9);
      }
    }
  });

  it("draws from a hierarchy of fifteen months in sixteen dimensions, whose answer is exact", () => {
    // Typical ~ N(0, 1); month ~ N(typical, 0.5²); report ~ N(month, noise²). All normal, so is the posterior: its
    // precision is the sum of those of all three, its mean solves precision × mean = Σ report ÷ noise².
    const months = 15;
    const noise = Array.from({ length: months }, (_, i) => 0.2 + 0.05 * i);
    const reports = Array.from({ length: months }, (_, i) => 1 + Math.sin(3 * i));
    const precision = Matrix.zeros(16, 16);
    precision.set(0, 0, 1 + months / 0.25);
    const pull = Matrix.zeros(16, 1);
    for (let i = 0; i < months; i++) {
      precision.set(i + 1, i + 1, 1 / 0.25 + 1 / noise[i]! ** 2);
      precision.set(0, i + 1, -1 / 0.25);
      precision.set(i + 1, 0, -1 / 0.25);
      pull.set(i + 1, 0, reports[i]! / noise[i]! ** 2);
    }
    const covariance = inverse(precision);
    const means = new CholeskyDecomposition(precision).solve(pull).to1DArray();
    const logDensity: LogDensity = (x) => {
      let sum = x[0]! ** 2;
      for (let i = 0; i < months; i++) {
        sum += (x[i + 1]! - x[0]!) ** 2 / 0.25 + ((reports[i]! - x[i + 1]!) / noise[i]!) ** 2;
      }
      return -sum / 2;
    };
    const sampling = { logDensity, dimensions: 16, walkers: 48, burn: 500, steps: 2000, thin: 40 };
    expectMoments(ensembles(sampling, "months", 4), means, covariance);
  });

  it("draws from a banana", () => {
    // x ~ N(0, 1), y | x ~ N(x², 0.5²): mean of y is 1, its variance 2 + 0.25; they are not correlated, x² and y are.
    const logDensity: LogDensity = (x) => -(x[0]! ** 2) / 2 - (x[1]! - x[0]! ** 2) ** 2 / (2 * 0.25);
    const sampling = { logDensity, dimensions: 2, walkers: 20, burn: 300, steps: 4000, thin: 20 };
    const draws = ensembles(sampling, "banana", 4);
    const found = convergenceOf(draws, ["x", "y"]);
    expect(found.advice).toEqual([]);
    const rows = rowsOf(draws);
    const size = Math.min(...found.figures.flatMap(({ bulk, tail }) => [bulk, tail]));
    // Variances of what is averaged: x 1; y 2.25; y − x² 0.25; x² 2; (y − x²)² 2 × 0.25².
    for (const [of, truth, variance] of [
      [(x: number) => x, 0, 1],
      [(_: number, y: number) => y, 1, 2.25],
      [(x: number, y: number) => y - x * x, 0, 0.25],
      [(x: number) => x * x, 1, 2],
      [(x: number, y: number) => (y - x * x) ** 2, 0.25, 2 * 0.25 ** 2],
    ] as const) {
      const own = mean(rows.map((row) => of(row[0]!, row[1]!)));
      expect(Math.abs(own - truth)).toBeLessThan(4 * Math.sqrt(variance / size));
    }
  });

  it("finds the weight of two modes far apart, by leaps", () => {
    // 0.7 at 0 and 0.3 at 12, sd 1 in each of two dimensions.
    const logDensity: LogDensity = (x) => {
      const one = Math.log(0.7) - (x[0]! ** 2 + x[1]! ** 2) / 2;
      const two = Math.log(0.3) - ((x[0]! - 12) ** 2 + x[1]! ** 2) / 2;
      const most = Math.max(one, two);
      return most + Math.log(Math.exp(one - most) + Math.exp(two - most));
    };
    const sampling = { logDensity, dimensions: 2, walkers: 40, burn: 500, steps: 3000, thin: 20 };
    const draws = ensembles(sampling, "modes", 4, 6);
    const found = convergenceOf(draws, ["x", "y"]);
    expect(found.advice).toEqual([]);
    const share = mean(rowsOf(draws).map((row) => (row[0]! < 6 ? 1 : 0)));
    const size = found.figures[0]!.bulk;
    expect(Math.abs(share - 0.7)).toBeLessThan(4 * Math.sqrt((0.7 * 0.3) / size));
  });

  it.each([
    ["stretch", { stretch: 1, differential: 0, snooker: 0 }, []],
    ["differential", { stretch: 0, differential: 1, snooker: 0 }, []],
    ["snooker", { stretch: 0, differential: 0, snooker: 1 }, []],
    ["differential, then in blocks", { stretch: 0, differential: 1, snooker: 0 }, [[0], [1, 2]]],
  ] as const)("by one kind of step alone keeps the even density of a cube: %s", (_, chances, blocks) => {
    // Wrong volumes would crowd the middle or the rim. Three dimensions, uniform in (0, 1)³: the core holds an eighth.
    const logDensity: LogDensity = (x) => (x.every((u) => u > 0 && u < 1) ? 0 : -Infinity);
    const sampling = {
      logDensity,
      dimensions: 3,
      walkers: 20,
      burn: 200,
      steps: 4000,
      thin: 20,
      chances,
      blocks,
    };
    const draws = Array.from({ length: 4 }, (__, e) => {
      const uniform = streamFor("start of cube", e);
      const start = Float64Array.from({ length: 60 }, () => uniform());
      return sampleEnsemble(sampling, start, streamFor("cube", e));
    });
    const { figures } = convergenceOf(draws, namesOf(3));
    const size = Math.min(...figures.flatMap(({ bulk, tail }) => [bulk, tail]));
    expect(size).toBeGreaterThan(400);
    const core = mean(rowsOf(draws).map((row) => (row.every((u) => u > 0.25 && u < 0.75) ? 1 : 0)));
    expect(Math.abs(core - 1 / 8)).toBeLessThan(4 * Math.sqrt(((1 / 8) * (7 / 8)) / size));
  });

  it("gives the same bytes for the same stream, and keeps every so many steps", () => {
    const logDensity: LogDensity = (x) => -(x[0]! ** 2 + x[1]! ** 2) / 2;
    const run = (thin: number, use = "bytes") =>
      sampleEnsemble(
        { logDensity, dimensions: 2, walkers: 6, burn: 7, steps: 20, thin },
        scattered(6, 2, "bytes", 0),
        streamFor(use),
      );
    const [all, again, third] = [run(1), run(1), run(3)];
    expect(again.points).toEqual(all.points);
    expect(run(1, "other").points).not.toEqual(all.points);
    expect(third.kept).toBe(6);
    for (let row = 0; row < 6; row++) {
      const at = 3 * row + 2;
      expect(third.points.subarray(row * 12, row * 12 + 12)).toEqual(
        all.points.subarray(at * 12, at * 12 + 12),
      );
    }
    all.logDensities.forEach((value, i) => {
      expect(value).toBe(logDensity(all.points.subarray(2 * i, 2 * i + 2)));
    });
  });

  it("tells of its steps, and refuses what cannot work", () => {
    const logDensity: LogDensity = (x) => (x[0]! > 5 ? NaN : x[0]! < -5 ? -Infinity : 0);
    const sampling = { logDensity, dimensions: 1, walkers: 4, burn: 3, steps: 2, thin: 1 };
    const seen: number[] = [];
    sampleEnsemble(
      { ...sampling, logDensity: () => 0 },
      Float64Array.of(-1, 0, 1, 2),
      streamFor("progress"),
      (done) => seen.push(done),
    );
    expect(seen).toEqual([1, 2, 3, 4, 5]);
    const start =
      (...x: number[]) =>
      () =>
        sampleEnsemble({ ...sampling, steps: 1000 }, Float64Array.of(...x), streamFor("x"));
    expect(start(0, 0, 0, 0)).toThrow("coordinate 0");
    expect(start(0, 1, 2)).toThrow("4 × 1");
    expect(start(-6, 1, 2, 3)).toThrow("walker 0");
    expect(start(4, 1, 2, 3)).toThrow("NaN");
    expect(() =>
      sampleEnsemble({ ...sampling, walkers: 3 }, Float64Array.of(1, 2, 3), streamFor("x")),
    ).toThrow("walkers");
  });
});
