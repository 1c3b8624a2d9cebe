import { describe, expect, it } from "vitest";
import { firstDesign } from "../../engine/calibration/design.ts";
import { fitEmulator } from "../../engine/calibration/emulator.ts";
import { limitOf, type MonthTarget, type Surface } from "../../engine/calibration/implausibility.ts";
import { type Question, ruleOut, without } from "../../engine/calibration/waves.ts";
import { openStream } from "../../engine/random/streams.ts";
import { binomialCdf, normalQuantile } from "../../engine/stats/quantiles.ts";

type Formula = (u: Float64Array) => number;

/** A month whose outputs are known formulae, observed with independent errors of one standard deviation. */
function month(
  name: string,
  sd: number,
  outputs: Readonly<Record<string, readonly [Formula, number]>>,
): MonthTarget {
  const names = Object.keys(outputs);
  const k = names.length;
  return {
    month: name,
    outputs: names,
    observed: Float64Array.from(Object.values(outputs), ([, observed]) => observed),
    covariance: Float64Array.from({ length: k * k }, (_, i) => (i % (k + 1) === 0 ? sd ** 2 : 0)),
    surfaces: Object.values(outputs).map(([mean]): Surface => ({
      mean,
      variance: () => 0,
      usualVariance: 0,
    })),
  };
}

const first: Formula = (u) => u[0]!;

describe("what is left of one figure", () => {
  const question: Question = {
    common: ["a"],
    monthly: [],
    months: [month("m", 0.05, { y: [first, 0.5] })],
  };
  const found = ruleOut(question, { seed: "s", points: 1024, keeps: 0.95, next: 9 });

  it("is what lies within the limit of what was observed", () => {
    const reach = 0.05 * limitOf("largest", 1, 1, 0.95);
    expect(found.limit).toBeCloseTo(1.96, 2);
    expect(found.fitExists).toBe(true);
    // One point in each 1024th of the line.
    expect(Math.abs(found.share.share - 2 * reach)).toBeLessThanOrEqual(2 / 1024);
    expect(found.share.low).toBeLessThan(found.share.share);
    expect(found.share.high).toBeGreaterThan(found.share.share);
    expect(found.least.implausibility).toBeLessThan(1 / 1024 / 0.05);
    const [bound] = found.bounds;
    expect(bound).toMatchObject({ figure: "a", month: null });
    expect(Math.abs(bound!.between.low - (0.5 - reach))).toBeLessThan(2 / 1024);
    expect(Math.abs(bound!.between.high - (0.5 + reach))).toBeLessThan(2 / 1024);
  });

  it("is filled evenly by the next design", () => {
    const points = Array.from(found.next!.ofMonth[0]!).toSorted((a, b) => a - b);
    expect(points).toHaveLength(9);
    // Nine points picked one after the other, each furthest from the rest: the middle, the ends, the quarters, the eighths.
    const gaps = points.slice(1).map((u, i) => u - points[i]!);
    const width = points.at(-1)! - points[0]!;
    for (const gap of gaps) expect(Math.abs(gap - width / 8)).toBeLessThan(3 / 1024);
  });

  it("is the same for the same seed", () => {
    expect(ruleOut(question, { seed: "s", points: 1024, keeps: 0.95, next: 9 })).toEqual(found);
  });
});

describe("months with figures of their own", () => {
  it("may each choose the one that suits them", () => {
    // y = a + h: observed 1.7 needs a of at least 0.7, whatever h is; observed 0.2, a of at most 0.2 of another month.
    const sum: Formula = (u) => u[0]! + u[1]!;
    const needs = (observed: number): MonthTarget => month(String(observed), 0.001, { y: [sum, observed] });
    const options = { seed: "s", points: 512, next: 40 };
    const one = ruleOut({ common: ["a"], monthly: ["h"], months: [needs(1.7)] }, options);
    expect(Math.abs(one.share.share - 0.3)).toBeLessThan(0.01);
    expect(one.bounds[0]!.between.low).toBeGreaterThan(0.69);
    // The monthly figures of the next design are those that suit its common ones.
    for (let i = 0; i < 40; i++) {
      const [a, h] = one.next!.ofMonth[0]!.subarray(2 * i, 2 * i + 2);
      expect(Math.abs(a! + h! - 1.7)).toBeLessThan(0.001 * one.limit);
    }
    expect(one.bounds[1]).toMatchObject({ figure: "h", month: "1.7" });
    const both = ruleOut({ common: ["a"], monthly: ["h"], months: [needs(1.7), needs(0.9)] }, options);
    expect(Math.abs(both.share.share - 0.2)).toBeLessThan(0.01);
    expect(both.months.map(({ share }) => Math.round(10 * share))).toEqual([3, 9]);
    const none = ruleOut({ common: ["a"], monthly: ["h"], months: [needs(1.7), needs(0.2)] }, options);
    expect(none.fitExists).toBe(false);
  });

  it("may have several, and no common one", () => {
    const months = [
      month("m", 0.01, {
        sum: [(u) => u[0]! + 2 * u[1]!, 1.3],
        product: [(u) => u[0]! * u[1]!, 0.2],
      }),
    ];
    // h₁ = 0.5 and h₂ = 0.4 solve both.
    const found = ruleOut({ common: [], monthly: ["one", "two"], months }, { seed: "s", next: 5 });
    expect(found.fitExists).toBe(true);
    expect(found.tried).toBe(1);
    expect(found.least.implausibility).toBeLessThan(0.1);
    const [one, two] = found.least.months[0]!.monthly as [number, number];
    expect(one + 2 * two).toBeCloseTo(1.3, 2);
    expect(one * two).toBeCloseTo(0.2, 2);
    expect(found.next!.ofMonth[0]!).toHaveLength(10);
  });
});

describe("when no fit exists", () => {
  const question: Question = {
    common: ["a", "b"],
    monthly: [],
    months: [
      month("early", 0.01, { y: [first, 0.3], z: [(u) => u[1]!, 0.6] }),
      month("late", 0.01, { y: [first, 0.7], z: [(u) => u[1]!, 0.6] }),
    ],
  };
  const options = { seed: "s", points: 256, next: 10 };

  it("says so, how near it comes, and what each month alone would say", () => {
    const found = ruleOut(question, options);
    expect(found).toMatchObject({ fitExists: false, left: 0, share: { share: 0 }, bounds: [], next: null });
    expect(found.share.low).toBe(0);
    // Half-way, each month is 0.2 off: 20 standard deviations. The search meets it, not only the points tried.
    expect(found.least.implausibility).toBeCloseTo(20, 1);
    expect(found.least.common[0]).toBeCloseTo(0.5, 2);
    expect(found.least.months.map(({ differences }) => Math.round(differences[0]!.difference))).toEqual([
      -20, 20,
    ]);
    for (const { least, outputs } of found.months) {
      expect(least).toBeLessThan(found.limit);
      expect(outputs.map(({ output }) => output)).toEqual(["y", "z"]);
      for (const output of outputs) expect(output.least).toBeLessThan(1);
    }
  });

  it("says which output or month it fails by", () => {
    const found = without(question, options);
    expect(found.map(({ output, month, fitExists }) => [output ?? month, fitExists])).toEqual([
      ["y", true],
      ["z", false],
      ["early", true],
      ["late", true],
    ]);
  });

  it("names the month that rules everything out alone", () => {
    const impossible = [...question.months.slice(0, 1), month("odd", 0.01, { y: [first, 1.5] })];
    const found = ruleOut({ ...question, months: impossible }, options);
    expect(found.fitExists).toBe(false);
    // At best 0.9999 is 0.5001 below what was observed.
    expect(found.months[1]!.least).toBeGreaterThan(50);
    expect(found.months.map(({ share }) => share === 0)).toEqual([false, true]);
  });

  it("takes what is not a number for ruled out", () => {
    const found = ruleOut({ ...question, months: [month("m", 1, { y: [() => NaN, 0] })] }, options);
    expect(found.fitExists).toBe(false);
    expect(found.least.implausibility).toBe(Infinity);
  });
});

describe("a fit that is hard to find", () => {
  it("is searched for before it is said not to exist, and what surrounds it explored", () => {
    // A box of 6 dimensions, 0.03 wide: a part of 7e-10 of the cube.
    const truth = [0.37, 0.81, 0.22, 0.55, 0.64, 0.43];
    const outputs = Object.fromEntries(
      truth.map((t, c) => [
        `y${c}`,
        [(u: Float64Array) => u[c]! + 0.3 * u[(c + 1) % 6]!, t + 0.3 * truth[(c + 1) % 6]!] as const,
      ]),
    );
    const found = ruleOut(
      { common: truth.map((_, c) => `x${c}`), monthly: [], months: [month("m", 0.005, outputs)] },
      { seed: "s", points: 512, keeps: 0.99, next: 30 },
    );
    expect(found.left).toBe(0);
    expect(found.fitExists).toBe(true);
    expect(found.next!.points).toBe(30);
    found.bounds.forEach(({ between }, c) => {
      expect(Math.abs(between.low - truth[c]!)).toBeLessThan(0.03);
      expect(between.high - between.low).toBeGreaterThan(0.01);
    });
  });
});

describe("history matching with emulators", () => {
  // Two commons, one monthly figure, two outputs; smooth and bent like logits of shares and logarithms of waits.
  const wait: Formula = (u) => Math.log1p(Math.exp(4 * (u[0]! - u[2]!))) + u[1]! / 2;
  const lost: Formula = (u) => Math.sin(2 * u[1]!) + u[0]! * u[1]! - u[2]!;
  const formulae = { wait, lost };
  const names = { common: ["a", "b"], monthly: ["h"], months: ["m1", "m2", "m3"] };
  const sd = 0.03;

  function questionOf(design: ReturnType<typeof firstDesign>, observed: readonly Float64Array[]): Question {
    return {
      common: names.common,
      monthly: names.monthly,
      months: names.months.map((name, m) => ({
        ...month(name, sd, { wait: [wait, observed[m]![0]!], lost: [lost, observed[m]![1]!] }),
        surfaces: Object.values(formulae).map((formula) => {
          const points = design.ofMonth[m]!;
          const values = Float64Array.from({ length: design.points }, (_, i) =>
            formula(points.subarray(3 * i, 3 * i + 3)),
          );
          return fitEmulator({ dimensions: 3, points, values, noiseVariance: 0 });
        }),
      })),
    };
  }

  it("keeps the truth as often as it says, and rules out more in the second wave", () => {
    const design = firstDesign(names, 32, "design");
    const empty = names.months.map(() => new Float64Array(2));
    const { months: fitted } = questionOf(design, empty);
    const limit = limitOf("largest", 2, 3, 0.8);
    let kept = 0;
    let left = 0;
    const times = 60;
    for (let time = 0; time < times; time++) {
      const uniform = openStream({ seed: "truth", replication: time, purpose: "design", queue: "" });
      const common = [uniform(), uniform()];
      const months = fitted.map((target) => {
        const truth = Float64Array.of(...common, uniform());
        const observed = Float64Array.from(
          [wait, lost],
          (formula) => formula(truth) + sd * normalQuantile(uniform()),
        );
        return { ...target, observed };
      });
      const at = pinned({ ...names, months }, common);
      const found = ruleOut(at, { seed: "s", keeps: 0.8, points: 1 });
      expect(found.limit).toBeCloseTo(limit, 9);
      if (found.least.implausibility <= limit) kept++;
      left += found.left;
    }
    // A month at the monthly figure that suits it best is at least as plausible as at the true one: 80% or more.
    expect(binomialCdf(kept, times, 0.8)).toBeGreaterThan(0.001);
    expect(kept).toBe(left);

    const truth = [0.6, 0.3];
    const observed = [0.2, 0.5, 0.8].map((h) => {
      const u = Float64Array.of(...truth, h);
      return Float64Array.of(wait(u), lost(u));
    });
    const one = ruleOut(questionOf(design, observed), { seed: "s", points: 512, next: 32 });
    expect(one.fitExists).toBe(true);
    expect(one.share.share).toBeLessThan(0.5);
    const two = ruleOut(questionOf(one.next!, observed), { seed: "s", points: 512 });
    expect(two.share.share).toBeLessThanOrEqual(one.share.share + 0.02);
    one.bounds.slice(0, 2).forEach(({ between }, c) => {
      expect(between.low).toBeLessThan(truth[c]!);
      expect(between.high).toBeGreaterThan(truth[c]!);
    });
  });

  /** The same question with the common figures held at a point: what is left to choose is monthly. */
  function pinned(question: Question, common: readonly number[]): Question {
    const u = Float64Array.of(...common, 0);
    const at = (h: Float64Array): Float64Array => u.with(2, h[0]!);
    return {
      ...question,
      common: [],
      months: question.months.map((target) => ({
        ...target,
        surfaces: target.surfaces.map((surface) => ({
          mean: (h) => surface.mean(at(h)),
          variance: (h) => surface.variance(at(h)),
          usualVariance: surface.usualVariance,
        })),
      })),
    };
  }
});
