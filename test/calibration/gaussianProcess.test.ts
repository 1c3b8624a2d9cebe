import { determinant, inverse, Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { GaussianProcess, matern, quadraticProduct } from "../../engine/calibration/gaussianProcess.ts";
import { openStream } from "../../engine/random/streams.ts";

const exact = (length: number): number => (1 + length + length ** 2 / 3) * Math.exp(-length);

/** Some points, values and noise variances, and figures far from special. */
function someCase(n: number, d: number) {
  const uniform = openStream({ seed: "process", replication: n, purpose: "design", queue: "" });
  const points = Float64Array.from({ length: n * d }, uniform);
  const values = Float64Array.from({ length: n }, (_, i) => Math.sin(7 * points[i * d]!) + uniform());
  const noise = Float64Array.from({ length: n }, () => 0.1 * uniform());
  const logs = Float64Array.from({ length: d + 3 }, () => 2 * uniform() - 1.5);
  return { points, values, noise, logs };
}

/** The covariance of the values and the plane's columns, written anew with ml-matrix. */
function dense(d: number, { points, values, noise, logs }: ReturnType<typeof someCase>) {
  const n = values.length;
  const x = (i: number, c: number): number => 2 * points[i * d + c]! - 1;
  const terms = (i: number): readonly number[] =>
    Array.from({ length: d }, (_, a) => Array.from({ length: a + 1 }, (__, b) => x(i, a) * x(i, b))).flat();
  const k = Matrix.zeros(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const r = Math.hypot(
        ...Array.from(
          { length: d },
          (_, c) => (points[i * d + c]! - points[j * d + c]!) / Math.exp(logs[c]!),
        ),
      );
      const others = terms(j);
      const quadratic = terms(i).reduce((total, term, t) => total + term * others[t]!, 0);
      k.set(
        i,
        j,
        Math.exp(logs[d]!) * exact(Math.sqrt(5) * r) +
          Math.exp(logs[d + 1]!) * quadratic +
          (i === j ? Math.exp(logs[d + 2]!) + noise[i]! : 0),
      );
    }
  }
  const f = new Matrix(
    Array.from({ length: n }, (_, i) => [1, ...Array.from({ length: d }, (__, c) => x(i, c))]),
  );
  const y = Matrix.columnVector(Array.from(values));
  const ki = inverse(k);
  const a = f.transpose().mmul(ki).mmul(f);
  const projection = Matrix.sub(ki, ki.mmul(f).mmul(inverse(a)).mmul(f.transpose()).mmul(ki));
  return { k, a, y, f, ki, projection };
}

describe("the covariance", () => {
  it("is Matérn's with smoothness 5/2", () => {
    expect(matern(Float64Array.of(0, 3), 0, Float64Array.of(4, 0), 0, 2)).toBeCloseTo(exact(5), 14);
    expect(matern(Float64Array.of(9, 1), 1, Float64Array.of(1), 0, 1)).toBe(1);
  });

  it("of a quadratic: its squares and its products, each once", () => {
    // Terms of (2, 3): 4, 6, 9. Of (5, −1): 25, −5, 1. 100 − 30 + 9.
    expect(quadraticProduct(Float64Array.of(2, 3), 0, Float64Array.of(5, -1), 0, 2)).toBe(79);
  });
});

describe("a Gaussian process above a plane", () => {
  it("by hand: three points on a line leave one number, the bend, to judge by", () => {
    // At 0, ½ and 1 the plane takes up all but c = y₁ − 2y₂ + y₃, which is normal with mean 0. Both determinants of the
    // restricted likelihood then come to the variance of c, as |F'F| = |c'c| = 6.
    const [length, bumps, quadratic, nugget] = [0.7, 2, 0.3, 0.05];
    const logs = Float64Array.of(length, bumps, quadratic, nugget).map(Math.log);
    const y = Float64Array.of(1, 4, 2);
    const process = new GaussianProcess(1, Float64Array.of(0, 0.5, 1), y, new Float64Array(3));
    const correlation = (distance: number): number => exact((Math.sqrt(5) * distance) / length);
    const variance = bumps * (6 - 8 * correlation(0.5) + 2 * correlation(1)) + quadratic * 4 + nugget * 6;
    const bend = 1 - 8 + 2;
    expect(process.take(logs)).toBeCloseTo(
      0.5 * (bend ** 2 / variance + Math.log(variance) + Math.log(2 * Math.PI)),
      10,
    );
    process.project();
    // The first from the line through the others: 1 − (2·4 − 2) = −5. The second: 4 − 1.5 = 2.5, of variance v/4.
    expect(process.weights[0]! / process.precisionOf(0)).toBeCloseTo(-5, 10);
    expect(1 / process.precisionOf(0)).toBeCloseTo(variance, 10);
    expect(process.weights[1]! / process.precisionOf(1)).toBeCloseTo(2.5, 10);
    expect(1 / process.precisionOf(1)).toBeCloseTo(variance / 4, 10);
  });

  it.each([
    [6, 1],
    [9, 3],
  ])("is that of dense matrices for %i points of %i inputs", (n, d) => {
    const some = someCase(n, d);
    const { k, a, y, f, ki, projection } = dense(d, some);
    const process = new GaussianProcess(d, some.points, some.values, some.noise);
    const misfit = y.transpose().mmul(projection).mmul(y).get(0, 0);
    expect(process.take(some.logs)).toBeCloseTo(
      0.5 *
        (misfit + Math.log(determinant(k)) + Math.log(determinant(a)) + (n - d - 1) * Math.log(2 * Math.PI)),
      8,
    );
    const plane = inverse(a).mmul(f.transpose()).mmul(ki).mmul(y);
    for (let c = 0; c <= d; c++) expect(process.plane[c]).toBeCloseTo(plane.get(c, 0), 8);
    process.project();
    const weights = projection.mmul(y);
    for (let i = 0; i < n; i++) {
      expect(process.weights[i]).toBeCloseTo(weights.get(i, 0), 8);
      expect(process.precisionOf(i)).toBeCloseTo(projection.get(i, i), 8);
    }
  });

  it("knows its gradient: that of finite differences", () => {
    const [n, d] = [25, 3];
    const { points, values, noise, logs } = someCase(n, d);
    const process = new GaussianProcess(d, points, values, noise);
    const gradient = new Float64Array(d + 3);
    process.take(logs);
    process.gradient(logs, gradient);
    const step = 1e-5;
    logs.forEach((_, c) => {
      const at = (by: number): number => process.take(logs.map((log, i) => (i === c ? log + by : log)));
      // Central differences: error of the order of step² times the third derivative, and 1e-16 × 20 ÷ step.
      expect(gradient[c]).toBeCloseTo((at(step) - at(-step)) / (2 * step), 6);
    });
  });

  it("says so when points coincide without an error", () => {
    const process = new GaussianProcess(
      1,
      Float64Array.of(0.5, 0.5, 0.1, 0.2),
      new Float64Array(4),
      new Float64Array(4),
    );
    expect(process.take(Float64Array.of(0, 0, 0, -Infinity))).toBe(Infinity);
  });
});
