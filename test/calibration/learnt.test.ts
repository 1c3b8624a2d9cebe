import { describe, expect, it } from "vitest";
import { whatWasLearnt } from "../../engine/calibration/learnt.ts";
import type { UnknownDistribution } from "../../engine/random/unknown.ts";
import { normalCdf } from "../../engine/stats/quantiles.ts";
import { binomialLimits } from "../stats/coverage.ts";
import { mean, normalsFrom, streamFor } from "./support.ts";

const UNIT: UnknownDistribution = { kind: "uniform", low: 0, high: 1 };
const figure = (
  name: string,
  values: readonly number[],
  prior: UnknownDistribution = UNIT,
  whole = false,
) => ({
  name,
  prior,
  whole,
  values,
});
const alike = (count: number) => new Float64Array(count).fill(1 / count);
/** Evenly spread from low to high. */
const spread = (low: number, high: number, count = 1000) =>
  Array.from({ length: count }, (_, i) => low + ((high - low) * (i + 0.5)) / count);
const learntOf = (values: readonly number[], prior: UnknownDistribution = UNIT, whole = false) =>
  whatWasLearnt([figure("x", values, prior, whole)], [], alike(values.length)).figures[0]!;

describe("what was learnt of a figure", () => {
  it("narrowed by half, by hand", () => {
    const found = learntOf(spread(0.25, 0.75));
    expect(found.median).toBeCloseTo(0.5, 2);
    expect(found.range.low).toBeCloseTo(0.275, 2);
    expect(found.range.high).toBeCloseTo(0.725, 2);
    expect(found.prior).toEqual({ low: 0.05, high: 0.95 });
    expect(found.widthRatio).toBeCloseTo(0.5, 2);
    // Tenths hold 0, 0, .1, .2, .2, .2, .2, .1, 0, 0: 0.8 × log 2, one bit each; less 9 ÷ 2000 nats for chance.
    expect(found.bits).toBeCloseTo(0.8 - 9 / 2000 / Math.LN2, 6);
    expect(found.words).toBe("narrowed by about half");
  });

  it.each([
    [spread(0, 1), "learnt nothing"],
    [spread(0.02, 0.72), "narrowed by 30%"],
    [spread(0.4, 0.45), "pinned down (narrowed by 95%)"],
    [[...spread(0, 0.5, 300), ...spread(0.5, 1, 700)], "moved up, not narrowed"],
    [[...spread(0, 0.5, 700), ...spread(0.5, 1, 300)], "moved down, not narrowed"],
    [[...spread(0, 0.1, 500), ...spread(0.9, 1, 500)], "another shape, not narrowed"],
    [[...spread(0, 0.5, 450), ...spread(0.5, 1, 550), ...spread(0, 0.1, 70)], "learnt a little"],
  ])("in words, case %#", (values, words) => {
    expect(learntOf(values).words).toBe(words);
  });

  it("a posterior wider than its prior is called that", () => {
    const prior: UnknownDistribution = { kind: "triangular", low: 0, mode: 0.5, high: 1 };
    const ends = [...spread(0, 0.1, 500), ...spread(0.9, 1, 500)];
    expect(learntOf(ends, prior).words).toBe("wider than the prior");
  });

  it("a whole figure that keeps its prior has learnt nothing", () => {
    // Three values, equally likely: tenths of the prior do not fall on their borders.
    const values = Array.from({ length: 999 }, (_, i) => 3 + (i % 3));
    const found = learntOf(values, { kind: "uniform", low: 3, high: 5 }, true);
    expect(found).toMatchObject({ bits: 0, words: "learnt nothing", prior: { low: 3, high: 5 } });
  });

  it("weights count: a weighted sample is the same as one in which rows are repeated", () => {
    const uniform = streamFor("weights");
    const values = Array.from({ length: 300 }, () => uniform() ** 2);
    const other = values.map((v) => v + uniform());
    const counts = values.map(() => 1 + Math.floor(4 * uniform()));
    const total = counts.reduce((a, b) => a + b);
    const repeated = (column: readonly number[]) =>
      column.flatMap((v, i) => Array.from({ length: counts[i]! }, () => v));
    const target = { name: "t", values: other.map((v) => v ** 2) };
    const weighted = whatWasLearnt(
      [figure("a", values), figure("b", other)],
      [target],
      Float64Array.from(counts, (c) => c / total),
      250,
    );
    const plain = whatWasLearnt(
      [figure("a", repeated(values)), figure("b", repeated(other))],
      [{ name: "t", values: repeated(target.values) }],
      alike(total),
      250,
    );
    expect(round(weighted)).toEqual(round(plain));
  });

  it("of nothing but chance, says so: about one figure in a hundred is told of", () => {
    const uniform = streamFor("chance");
    let told = 0;
    for (let i = 0; i < 1000; i++) {
      if (learntOf(Array.from({ length: 100 }, uniform)).words !== "learnt nothing") told++;
    }
    // The law of chi-square is rough at 100 draws in ten classes: up to one in fifty is let pass.
    expect(told).toBeLessThan(binomialLimits(1000, 0.02).most);
  });
});

describe("what trades off", () => {
  it("is found with its rank correlation, strongest first", () => {
    const normal = normalsFrom(streamFor("trade"));
    const count = 4000;
    const rows = Array.from({ length: count }, () => {
      const [a, b, c] = [normal(), normal(), normal()];
      return [a, -0.8 * a + 0.6 * b, 0.4 * b + Math.sqrt(0.84) * c];
    });
    // Through a curve that only rises: ranks do not notice.
    const columns = [0, 1, 2].map((i) => rows.map((row) => normalCdf(row[i]!) ** 3));
    const { tradeOffs, correlationLimit } = whatWasLearnt(
      columns.map((values, i) => figure(`x${i}`, values)),
      [],
      alike(count),
    );
    expect(correlationLimit).toBe(0.3);
    // Of a normal, Spearman's is 6 ÷ π × asin(r ÷ 2); r is −0.8 and, not told of, 0.24.
    expect(tradeOffs.map(({ figures }) => figures)).toEqual([["x0", "x1"]]);
    const truth = (6 / Math.PI) * Math.asin(-0.4);
    // Standard error about (1 − r²) ÷ √count, with a tenth more for ranks.
    expect(Math.abs(tradeOffs[0]!.correlation - truth)).toBeLessThan(
      4 * 1.1 * ((1 - 0.64) / Math.sqrt(count)),
    );
  });

  it("shares ranks among equal values, by hand", () => {
    // Ranks 2 2 2 4 5 against 1 to 5: products about the mean 3 add up to 8, squares to 8 and 10. Four of each row.
    const rows = [0, 1, 2, 3].flatMap(() => [0, 1, 2, 3, 4]);
    const tied = rows.map((row) => Math.max(0, row - 2));
    const { tradeOffs } = whatWasLearnt([figure("x", tied), figure("y", rows)], [], alike(20));
    expect(tradeOffs[0]!.correlation).toBeCloseTo(8 / Math.sqrt(80), 12);
  });

  it("is not found in chance, and the limit rises as draws get fewer", () => {
    const uniform = streamFor("no trade");
    let told = 0;
    for (let i = 0; i < 300; i++) {
      const figures = Array.from({ length: 8 }, (_, f) =>
        figure(`x${f}`, Array.from({ length: 40 }, uniform)),
      );
      const found = whatWasLearnt(figures, [], alike(40));
      // 28 pairs: z = 3.57; tanh(3.57 ÷ √37).
      expect(found.correlationLimit).toBeCloseTo(Math.tanh(3.57 / Math.sqrt(37)), 3);
      if (found.tradeOffs.length > 0) told++;
    }
    expect(told).toBeLessThan(binomialLimits(300, 0.01).most);
  });
});

describe("which measurement would help", () => {
  it("is the share of variance that a figure explains, straight or bent", () => {
    const normal = normalsFrom(streamFor("measure"));
    const count = 4000;
    const columns = Array.from({ length: 3 }, () => Array.from({ length: count }, normal));
    const [a, b, c] = columns as [number[], number[], number[]];
    // Variances: 2a 4, b² − 1 2, noise 2. Shares 1/2 and 1/4.
    const target = { name: "attrition", values: a.map((x, i) => 2 * x + b[i]! ** 2 + Math.SQRT2 * normal()) };
    const prior: UnknownDistribution = { kind: "normal", mean: 0, sd: 1 };
    const { measurements } = whatWasLearnt(
      [figure("c", c, prior), figure("b", b, prior), figure("a", a, prior)],
      [target],
      alike(count),
    );
    expect(measurements.map(({ name }) => name)).toEqual(["a", "b", "c"]);
    const [byA, byB, byC] = measurements.map(({ targets }) => targets[0]!);
    // Standard error of R² is about 2 × √(share ÷ count) × (1 − share), more for the heavy tails of a square: twice that.
    expect(Math.abs(byA!.share - 0.5)).toBeLessThan(4 * 4 * Math.sqrt(0.5 / count) * 0.5);
    expect(Math.abs(byB!.share - 0.25)).toBeLessThan(4 * 4 * Math.sqrt(0.25 / count) * 0.75);
    expect(byC!.share).toBeLessThan(0.005);
    expect([byA, byB, byC].map((found) => found!.aboveChance)).toEqual([true, true, false]);
    expect(measurements[0]!.worth).toBe(byA!.share);
    expect(measurements[0]!.others.map(({ name }) => name)).toEqual(["c", "b"]);
  });

  it("without targets is worth what it says of the other figures", () => {
    const values = spread(0, 1);
    const uniform = streamFor("others");
    const { measurements } = whatWasLearnt(
      [
        figure(
          "alone",
          values.map(() => uniform()),
        ),
        figure("x", values),
        figure(
          "double",
          values.map((v) => 2 * v),
        ),
      ],
      [],
      alike(1000),
    );
    expect(measurements.map(({ name }) => name)).toEqual(["x", "double", "alone"]);
    expect(measurements[0]!.others.map(({ share }) => share > 0.99)).toEqual([false, true]);
    expect(measurements[0]!.worth).toBeCloseTo(mean(measurements[0]!.others.map(({ share }) => share)), 14);
  });

  it("is not misled by chance: with thirty draws and no connection the corrected share is about nothing", () => {
    const normal = normalsFrom(streamFor("chance share"));
    const found = Array.from({ length: 500 }, () => {
      const [x, y] = [0, 1].map(() => Array.from({ length: 30 }, normal)) as [number[], number[]];
      return whatWasLearnt([figure("x", x)], [{ name: "y", values: y }], alike(30)).measurements[0]!
        .targets[0]!;
    });
    // Uncorrected it would be 2 ÷ 29 = 0.069 on average. Corrected, the half below zero is cut off: R² is Beta(1, 13.5),
    // and the mean of what lies above zero, (29 ÷ 27) × ∫ (1 − r)^13.5 from 2/29, is 0.0263; sd below 0.05.
    const truth = ((29 / 27) * (27 / 29) ** 14.5) / 14.5;
    expect(Math.abs(mean(found.map(({ share }) => share)) - truth)).toBeLessThan((4 * 0.05) / Math.sqrt(500));
    const told = found.filter(({ aboveChance }) => aboveChance).length;
    expect(told).toBeLessThan(binomialLimits(500, 0.01).most);
  });

  it("figures and targets that do not vary say nothing of one another", () => {
    const still = spread(0.3, 0.3);
    const { measurements, tradeOffs } = whatWasLearnt(
      [figure("x", spread(0, 1)), figure("still", still)],
      [{ name: "t", values: still }],
      alike(1000),
    );
    expect(tradeOffs).toEqual([]);
    for (const { targets, others } of measurements) {
      expect([...targets, ...others].map(({ share }) => share)).toEqual([0, 0]);
    }
  });
});

it("refuses columns that do not fit, and too few draws", () => {
  expect(() => whatWasLearnt([figure("x", [1, 2])], [], alike(3))).toThrow("x must have 3 values");
  expect(() => whatWasLearnt([figure("x", spread(0, 1, 5))], [], alike(5))).toThrow(
    "too few effective draws: 5.0",
  );
});

/** Numbers to eight digits. */
function round(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, v: unknown) => (typeof v === "number" ? Number(v.toPrecision(8)) : v)),
  );
}
