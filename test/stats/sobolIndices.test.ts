import { describe, expect, it } from "vitest";
import { latinHypercube } from "../../engine/random/designs/latinHypercube.ts";
import { openStream } from "../../engine/random/streams.ts";
import { normalQuantile } from "../../engine/stats/quantiles.ts";
import type { Answers, PickedAnswers } from "../../engine/stats/sobolIndices.ts";
import { sobolIndices } from "../../engine/stats/sobolIndices.ts";
import { Tally } from "../../engine/stats/tally.ts";

const uniformOf = (name: string) => openStream({ seed: name, replication: 0, purpose: "design", queue: "" });

/** Answers of a function of numbers from 0 to 1, and of chance of its own for each row if it asks for it. */
function answersOf(
  f: (x: readonly number[], chance: number) => number,
  inputs: number,
  rows: number,
  seed: string,
): PickedAnswers {
  const names = Array.from({ length: inputs }, (_, i) => `x${i}`);
  const [a, b] = [latinHypercube(names, rows, seed, 0), latinHypercube(names, rows, seed, 1)];
  const uniform = uniformOf(`chance of ${seed}`);
  const chance = Array.from({ length: 4 }, () => a.map(() => uniform()));
  const both = (points: readonly (readonly number[])[], one: number, two: number): Answers => ({
    one: points.map((x, j) => f(x, chance[one]![j]!)),
    two: points.map((x, j) => f(x, chance[two]![j]!)),
  });
  return {
    a: both(a, 0, 1),
    b: both(b, 2, 3),
    swapped: names.map((_, i) =>
      both(
        a.map((row, j) => row.map((x, k) => (k === i ? b[j]![k]! : x))),
        0,
        1,
      ),
    ),
  };
}

/** Ishigami and Homma (1990), with a = 7 and b = 0.1. */
const ishigami = (x: readonly number[]): number => {
  const [p, q, r] = x.map((u) => Math.PI * (2 * u - 1)) as [number, number, number];
  return Math.sin(p) + 7 * Math.sin(q) ** 2 + 0.1 * r ** 4 * Math.sin(p);
};

describe("Sobol indices", () => {
  it("are those of the Ishigami function, published and in closed form", () => {
    // Variance: 1/2 + a²/8 + bπ⁴/5 + b²π⁸/18. First: (1 + bπ⁴/5)²/2, a²/8, 0. Interaction of 1 and 3: 8b²π⁸/225.
    const [a, b] = [7, 0.1];
    const variance = 1 / 2 + a ** 2 / 8 + (b * Math.PI ** 4) / 5 + (b ** 2 * Math.PI ** 8) / 18;
    const first = [(1 + (b * Math.PI ** 4) / 5) ** 2 / 2 / variance, a ** 2 / 8 / variance, 0];
    const joint = (8 * b ** 2 * Math.PI ** 8) / 225 / variance;
    const total = [first[0]! + joint, first[1]!, joint];
    expect(first[0]).toBeCloseTo(0.3139, 4);
    expect(total[0]).toBeCloseTo(0.5576, 4);
    // The estimates of 40 studies: their mean lies within four of its standard errors.
    const studies = Array.from({ length: 40 }, (_, i) =>
      sobolIndices(answersOf(ishigami, 3, 500, `study ${i}`), uniformOf("x"), 1),
    );
    for (const input of [0, 1, 2]) {
      for (const [word, truth] of [
        ["first", first[input]!],
        ["total", total[input]!],
      ] as const) {
        const found = Tally.of(studies.map((study) => study.inputs[input]![word]));
        // A ratio of estimates is out by about one in the number of rows: 1/500.
        expect(Math.abs(found.mean - truth)).toBeLessThan((4 * found.sd) / Math.sqrt(40) + 1 / 500);
      }
    }
  });

  it("have intervals that hold the truth in about 95% of studies", () => {
    // Additive: x0 + 2 x1 has shares 1/5 and 4/5, first order and total alike.
    const truth = [1 / 5, 4 / 5];
    let held = 0;
    for (let i = 0; i < 100; i++) {
      const found = sobolIndices(
        answersOf(([x, y]) => x! + 2 * y!, 2, 100, `cover ${i}`),
        uniformOf(`b${i}`),
        200,
      );
      for (const input of [0, 1]) {
        const { low, high } = found.inputs[input]!.totalRange;
        if (low <= truth[input]! && truth[input]! <= high) held++;
      }
    }
    // Of 200; rows of a Latin hypercube vary less than the bootstrap supposes, so the intervals are on the wide side.
    expect(held).toBeGreaterThan(180);
  });

  it("are nothing at all for an input that does nothing", () => {
    const found = sobolIndices(
      answersOf(([x]) => x!, 2, 50, "nothing"),
      uniformOf("n"),
      50,
    );
    expect(found.inputs[1]).toEqual({
      first: 0,
      firstRange: { low: 0, high: 0 },
      total: 0,
      totalRange: { low: 0, high: 0 },
    });
    expect(found.expected).toBe(1);
  });

  it("are of the expected answer: chance drops out, even where a figure only mixes up the chance", () => {
    // Expected: x0 + 2 x1, shares 1/5 and 4/5. Input 2 does nothing but turn the chance round, which is as large as all
    // the rest: variance 5/12, so half of the variance of one answer is not known.
    const noisy = ([x, y, z]: readonly number[], chance: number): number =>
      x! + 2 * y! + Math.sqrt(5 / 12) * normalQuantile((chance + z!) % 1 || 0.5);
    const studies = Array.from({ length: 40 }, (_, i) =>
      sobolIndices(answersOf(noisy, 3, 300, `noisy ${i}`), uniformOf("n"), 1),
    );
    const near = (values: readonly number[], truth: number): void => {
      const { mean, sd } = Tally.of(values);
      expect(Math.abs(mean - truth)).toBeLessThan((4 * sd) / Math.sqrt(40) + 2 / 300);
      expect(sd).toBeLessThan(0.2); // or it would prove nothing
    };
    for (const [input, truth] of [
      [0, 1 / 5],
      [1, 4 / 5],
      [2, 0],
    ] as const) {
      near(
        studies.map((study) => study.inputs[input]!.total),
        truth,
      );
      near(
        studies.map((study) => study.inputs[input]!.first),
        truth,
      );
    }
    near(
      studies.map((study) => study.expected),
      1 / 2,
    );
  });

  it("leave out rows without an answer, and say nothing of answers that are all alike", () => {
    const answers = answersOf(([x, y]) => x! + y!, 2, 50, "gaps");
    const gap = {
      ...answers,
      a: { ...answers.a, two: answers.a.two.map((value, j) => (j === 7 ? NaN : value)) },
    };
    const kept = (column: readonly number[]) => column.filter((_, j) => j !== 7);
    const without = ({ one, two }: Answers): Answers => ({ one: kept(one), two: kept(two) });
    expect(sobolIndices(gap, uniformOf("x"), 10)).toEqual(
      sobolIndices(
        { a: without(answers.a), b: without(answers.b), swapped: answers.swapped.map(without) },
        uniformOf("x"),
        10,
      ),
    );
    expect(
      sobolIndices(
        answersOf(() => 0.1, 1, 10, "flat"),
        uniformOf("x"),
        10,
      ).inputs[0]!.total,
    ).toBeNaN();
    const none = { one: [], two: [] };
    expect(sobolIndices({ a: none, b: none, swapped: [none] }, uniformOf("x"), 10).expected).toBeNaN();
  });

  it("ask for columns of one length", () => {
    const a = { one: [1], two: [1] };
    expect(() => sobolIndices({ a, b: { one: [1], two: [1, 2] }, swapped: [] }, uniformOf("x"))).toThrow(
      RangeError,
    );
  });
});
