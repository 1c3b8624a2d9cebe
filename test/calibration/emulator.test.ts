import { Matrix, solve } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { type Answered, type Emulator, fitEmulator } from "../../engine/calibration/emulator.ts";
import { matern } from "../../engine/calibration/gaussianProcess.ts";
import { beyond } from "../../engine/calibration/leaveOneOut.ts";
import { factorise } from "../../engine/calibration/lowerTriangle.ts";
import { digitalShift, sobolPoints } from "../../engine/random/designs/sobol.ts";
import { openStream } from "../../engine/random/streams.ts";
import { binomialCdf, normalQuantile } from "../../engine/stats/quantiles.ts";

/** Evenly spread points and what a function says of them. */
function answered(d: number, n: number, f: (u: Float64Array) => number, seed = "s"): Answered {
  const names = Array.from({ length: d }, (_, c) => String(c));
  const rows = sobolPoints(d, n, digitalShift(names, seed));
  return {
    dimensions: d,
    points: Float64Array.from(rows.flat()),
    values: Float64Array.from(rows, (row) => f(Float64Array.from(row))),
    noiseVariance: 0,
  };
}

const normals = (seed: string, replication = 0): (() => number) => {
  const uniform = openStream({ seed, replication, purpose: "design", queue: "normals" });
  return () => normalQuantile(uniform());
};

const bent = (u: Float64Array): number => Math.sin(5 * u[0]!) + u[0]! * u[1]! + Math.exp(u[1]!);

describe("an emulator", () => {
  it("passes through values without error, and lies close to the function between them", () => {
    const seen = answered(2, 48, bent);
    const emulator = fitEmulator(seen);
    seen.values.forEach((value, i) => {
      const u = seen.points.subarray(2 * i, 2 * i + 2);
      expect(emulator.mean(u)).toBeCloseTo(value, 3);
      expect(emulator.variance(u)).toBeLessThan(1e-5);
    });
    const between = answered(2, 64, bent, "other");
    const errors = between.values.map(
      (value, i) => value - emulator.mean(between.points.subarray(2 * i, 2 * i + 2)),
    );
    // The function spreads over 0.7; a thousandth of that is a fine emulator of 48 points.
    expect(Math.sqrt(errors.reduce((total, e) => total + e * e, 0) / 64)).toBeLessThan(0.01);
    expect(emulator.leaveOneOut.summary.q2).toBeGreaterThan(0.999);
  });

  it("finds planes and quadratics in many inputs from few points", () => {
    const plane = fitEmulator(answered(8, 16, (u) => 3 + u.reduce((total, x, c) => total + c * x, 0)));
    expect(plane.mean(new Float64Array(8).fill(1))).toBeCloseTo(3 + 28, 3);
    const quadratic = fitEmulator(answered(6, 64, (u) => 4 * u[0]! ** 2 - 3 * u[1]! * u[5]! + u[2]!));
    expect(quadratic.mean(Float64Array.of(1, 1, 0.5, 0, 1, 1))).toBeCloseTo(4 - 3 + 0.5, 1);
    expect(quadratic.leaveOneOut.summary.q2).toBeGreaterThan(0.999);
  });

  it("solves the kriging equations", () => {
    // [K F; F' 0] [λ; μ] = [k; f] by one dense solve: mean λ'y, variance k₀₀ − λ'k − μ'f.
    const [n, d] = [12, 2];
    const seen = {
      ...answered(d, n, bent),
      noiseVariance: Float64Array.from({ length: n }, (_, i) => i / 100),
    };
    const keep = { lengths: [0.4, 0.9], bumps: 1.3, quadratic: 0.2, nugget: 0.05 };
    const emulator = fitEmulator(seen, { keep });
    expect(emulator.hyperparameters.lengths[1]).toBeCloseTo(0.9, 12);
    expect(emulator.hyperparameters.nugget).toBeCloseTo(0.05, 12);
    const covariance = (a: readonly number[], b: readonly number[]): number => {
      const scaled = (u: readonly number[]) =>
        Float64Array.from(u, (x, c) => (Math.sqrt(5) * x) / keep.lengths[c]!);
      const [x0, x1, z0, z1] = [...a, ...b].map((u) => 2 * u - 1) as [number, number, number, number];
      return (
        1.3 * matern(scaled(a), 0, scaled(b), 0, d) +
        0.2 * (x0 ** 2 * z0 ** 2 + x1 ** 2 * z1 ** 2 + x0 * x1 * z0 * z1)
      );
    };
    const row = (i: number): readonly number[] => Array.from(seen.points.subarray(d * i, d * i + d));
    const trend = (u: readonly number[]): readonly number[] => [1, ...u.map((x) => 2 * x - 1)];
    const system = Matrix.zeros(n + 3, n + 3);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        system.set(i, j, covariance(row(i), row(j)) + (i === j ? 0.05 + i / 100 : 0));
      }
      trend(row(i)).forEach((value, c) => {
        system.set(i, n + c, value);
        system.set(n + c, i, value);
      });
    }
    for (const u of [
      [0.2, 0.7],
      [0, 1],
      [0.5, 0.5],
    ]) {
      const right = [...Array.from({ length: n }, (_, i) => covariance(row(i), u)), ...trend(u)];
      const found = solve(system, Matrix.columnVector(right)).to1DArray();
      const mean = found.slice(0, n).reduce((total, weight, i) => total + weight * seen.values[i]!, 0);
      const variance = covariance(u, u) - found.reduce((total, weight, i) => total + weight * right[i]!, 0);
      expect(emulator.mean(Float64Array.from(u))).toBeCloseTo(mean, 7);
      expect(emulator.variance(Float64Array.from(u))).toBeCloseTo(variance, 7);
    }
    const last = Float64Array.of(0.7, 0, 1);
    const means = new Float64Array(3);
    emulator.meansAlong(Float64Array.of(0.2, 0.5), last, means);
    last.forEach((u, k) => {
      expect(means[k]).toBeCloseTo(emulator.mean(Float64Array.of(0.2, u)), 12);
    });
  });

  it("foretells each point from the others as if it had not been there", () => {
    const [n, d] = [20, 2];
    const normal = normals("left out");
    const exact = answered(d, n, bent);
    const seen = {
      ...exact,
      values: exact.values.map((value) => value + 0.1 * normal()),
      noiseVariance: 0.003,
    };
    const emulator = fitEmulator(seen);
    const keep = emulator.hyperparameters;
    for (let left = 0; left < n; left++) {
      const without = fitEmulator(
        {
          ...seen,
          points: seen.points.filter((_, k) => Math.floor(k / d) !== left),
          values: seen.values.filter((_, i) => i !== left),
        },
        { keep },
      );
      const u = seen.points.subarray(d * left, d * left + d);
      const residual = seen.values[left]! - without.mean(u);
      const sd = Math.sqrt(without.variance(u) + keep.nugget + 0.003);
      expect(emulator.leaveOneOut.residuals[left]).toBeCloseTo(residual, 6);
      expect(emulator.leaveOneOut.standardised[left]).toBeCloseTo(residual / sd, 6);
    }
  });

  it("orders its lengths as the inputs bend", () => {
    const { lengths } = fitEmulator(
      answered(4, 64, (u) => Math.sin(9 * u[0]!) + Math.sin(6 * u[1]!) + 0.3 * u[2]!),
    ).hyperparameters;
    expect(lengths[0]).toBeLessThan(lengths[1]!);
    expect(lengths[1]).toBeLessThan(lengths[2]!);
    expect(lengths[1]).toBeLessThan(lengths[3]!);
  });

  it("finds the error of values that scatter", () => {
    const normal = normals("scatter");
    const exact = answered(1, 150, (u) => Math.sin(6 * u[0]!));
    const { hyperparameters, usualVariance } = fitEmulator({
      ...exact,
      values: exact.values.map((value) => value + 0.2 * normal()),
    });
    // The logarithm of a variance from about 140 degrees of freedom: standard deviation √(2/140) = 0.12.
    expect(Math.abs(Math.log(hyperparameters.nugget / 0.04))).toBeLessThan(4 * 0.12);
    // About 10 degrees of freedom of the curve on 150 values: a variance of 0.04 × 10/150, and well below the error's.
    expect(usualVariance).toBeGreaterThan(0.0005);
    expect(usualVariance).toBeLessThan(0.01);
  });

  it("is the same in any unit", () => {
    const seen = answered(2, 24, bent);
    const plain = fitEmulator(seen);
    const other = fitEmulator({ ...seen, values: seen.values.map((value) => 5000 + 1000 * value) });
    const u = Float64Array.of(0.31, 0.64);
    expect(other.mean(u)).toBeCloseTo(5000 + 1000 * plain.mean(u), 3);
    expect(other.variance(u) / 1e6).toBeCloseTo(plain.variance(u), 8);
    expect(other.leaveOneOut.summary.q2).toBeCloseTo(plain.leaveOneOut.summary.q2, 8);
    // A density of 24 − 3 numbers, each a thousand times as far apart.
    expect(other.logLikelihood).toBeCloseTo(plain.logLikelihood - 21 * Math.log(1000), 4);
  });

  it("starts from other figures, or searches with fewer points, and ends near the same", () => {
    const normal = normals("start");
    const exact = answered(3, 120, bent);
    const seen = { ...exact, values: exact.values.map((value) => value + 0.05 * normal()) };
    const slow = fitEmulator(seen);
    const again = fitEmulator(seen, { start: slow.hyperparameters });
    const fewer = fitEmulator(seen, { fitOn: 60 });
    expect(Math.abs(again.logLikelihood - slow.logLikelihood)).toBeLessThan(0.05);
    expect(fewer.hyperparameters).not.toEqual(slow.hyperparameters);
    expect(fewer.leaveOneOut.summary.rmse).toBeLessThan(1.1 * slow.leaveOneOut.summary.rmse);
    expect(fitEmulator(seen, { fitOn: 60 }).hyperparameters).toEqual(fewer.hyperparameters);
  });

  it("takes values that do not differ", () => {
    const level = fitEmulator(answered(2, 8, () => 7));
    expect(level.mean(Float64Array.of(0.9, 0.1))).toBeCloseTo(7, 9);
  });

  it("says what is wrong with what it is given", () => {
    const seen = answered(2, 8, bent);
    const refuses = (wrong: Partial<Answered>, why: string): void => {
      expect(() => fitEmulator({ ...seen, ...wrong })).toThrow(why);
    };
    refuses({ points: new Float64Array(3) }, "points must hold 8 × 2 numbers");
    refuses({ values: new Float64Array(4) }, "points must be a whole number of at least 5, but is 4");
    refuses({ values: seen.values.with(3, NaN) }, "value 3 is NaN");
    refuses({ points: seen.points.with(5, 1.5) }, "input 1 of point 2 is 1.5");
    refuses(
      { points: seen.points.map((u, k) => (k % 2 === 0 ? u : 0.5)) },
      "no plane of values can be fitted",
    );
    refuses({ noiseVariance: -1 }, "noiseVariance must be zero");
    refuses({ noiseVariance: new Float64Array(2) }, "noiseVariance must hold one number");
    expect(() => fitEmulator(seen, { start: { lengths: [1], bumps: 1, quadratic: 1, nugget: 1 } })).toThrow(
      "lengths must be 2",
    );
  });
});

describe("the intervals of an emulator", () => {
  /** A surface drawn from the process itself, with a steep plane; the last of its points is to be foretold. */
  function drawn(replication: number, n: number): { seen: Answered; u: Float64Array; truth: number } {
    const d = 2;
    const normal = normals("surface", replication);
    const names = ["a", "b"];
    const points = Float64Array.from(sobolPoints(d, n, digitalShift(names, `surface ${replication}`)).flat());
    const scaled = points.map((u, k) => (Math.sqrt(5) * u) / TRUE.lengths[k % d]!);
    const l = Float64Array.from({ length: n * n }, (_, k) => {
      const [i, j] = [Math.floor(k / n), k % n];
      return TRUE.bumps * matern(scaled, i * d, scaled, j * d, d) + (i === j ? 1e-9 : 0);
    });
    factorise(l, n);
    const z = Array.from({ length: n }, normal);
    const surface = Float64Array.from(
      z,
      (_, i) =>
        20 * points[i * d]! + z.slice(0, i + 1).reduce((total, zj, j) => total + l[i * n + j]! * zj, 0),
    );
    const values = surface.map((value) => value + Math.sqrt(TRUE.nugget) * normal());
    return {
      seen: {
        dimensions: d,
        points: points.slice(0, (n - 1) * d),
        values: values.slice(0, n - 1),
        noiseVariance: 0,
      },
      u: points.slice((n - 1) * d),
      truth: surface[n - 1]!,
    };
  }
  const TRUE = { lengths: [0.4, 0.8], bumps: 1, quadratic: 1e-6, nugget: 0.01 };

  const outside = (surfaces: number, fit: (seen: Answered) => Emulator, limit: number): number =>
    Array.from({ length: surfaces }, (_, r) => drawn(r, 31)).filter(({ seen, u, truth }) => {
      const emulator = fit(seen);
      return Math.abs(truth - emulator.mean(u)) > limit * Math.sqrt(emulator.variance(u));
    }).length;

  it("hold the surface as often as they say, if the figures are the true ones", () => {
    // Independent surfaces: the number outside is binomial. Both ends of its middle 99.8%.
    for (const limit of [1, 2]) {
      const count = outside(400, (seen) => fitEmulator(seen, { keep: TRUE }), limit);
      expect(binomialCdf(count, 400, beyond(limit))).toBeGreaterThan(0.001);
      expect(binomialCdf(count - 1, 400, beyond(limit))).toBeLessThan(0.999);
    }
  });

  it("and nearly so if the figures are fitted", () => {
    // Figures fitted to 30 values are taken for the true ones, which leaves the intervals narrow: measured over other
    // surfaces, 10% outside where 4.6% should be, and no more than with the true figures from 120 values on.
    const count = outside(150, (seen) => fitEmulator(seen), 2);
    expect(binomialCdf(count - 1, 150, 0.1)).toBeLessThan(0.999);
    expect(binomialCdf(count, 150, beyond(2))).toBeGreaterThan(0.001);
  });
});
