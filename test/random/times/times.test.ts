import { describe, expect, it } from "vitest";
import { openStream } from "../../../engine/random/streams.ts";
import { fillOf, meanOf, TIMES, timesOf } from "../../../engine/random/times/index.ts";
import type { Distribution } from "../../../engine/random/times/distribution.ts";
import type { InvertedTimes } from "../../../engine/random/times/times.ts";
import { seconds } from "../../../engine/units.ts";
import { chiSquareLimit } from "../battery.ts";
import { CONTINUOUS, MIXTURE } from "./samples.ts";

const MODES = ["tables", "exact"] as const;

function inverted(d: Distribution): InvertedTimes {
  const times = timesOf(d);
  if (times.form === "mixture") throw new Error("a mixture has no quantile");
  return times;
}

function sample(
  d: Distribution,
  mode: "tables" | "exact",
  count: number,
  purpose: "talk" | "patience" = "talk",
) {
  const out = new Float64Array(count);
  fillOf(d, mode)(out, openStream({ seed: "times", replication: 0, purpose, queue: d.kind }));
  return out;
}

describe.each(CONTINUOUS)("$name", ({ d, mean, variance }) => {
  const times = inverted(d);

  it("has the textbook's mean and variance", () => {
    expect(times.mean / mean).toBeCloseTo(1, 12);
    expect(times.variance / variance).toBeCloseTo(1, 12);
    expect(meanOf(d)).toBe(times.mean);
  });

  it("has that mean and variance under its own survival function", () => {
    // E T = ∫ S(t) dt and E T² = ∫ 2t S(t) dt. With t = x³ and steps of x by the trapezoid rule, to where S < 1e-15.
    const end = Math.cbrt(times.quantile(1 - 1e-15));
    const steps = 20_000;
    let [first, second] = [0, 0];
    for (let i = 0; i < steps; i++) {
      const x = ((i + 0.5) * end) / steps;
      const slice = times.survival(x ** 3) * 3 * x ** 2 * (end / steps);
      first += slice;
      second += 2 * x ** 3 * slice;
    }
    // The integrand is smooth but for kinks and the cut-off tail: 1e-6 leaves room for both.
    expect(Math.abs(first / mean - 1)).toBeLessThan(1e-6);
    expect(Math.abs((second - first ** 2) / variance - 1)).toBeLessThan(1e-5);
  });

  it("has a quantile and a survival that undo each other", () => {
    for (const u of [2 ** -33, 1e-6, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1 - 1e-6, 1 - 2 ** -33]) {
      const t = times.quantile(u);
      // jstat's inverses stop at a relative step of 1e-8 (the error after it is its square) and its distribution
      // functions are good to some 1e-14 of 1; near 1 that is all that can be asked of 1 − S.
      expect(Math.abs(1 - times.survival(t) - u)).toBeLessThan(1e-12);
      expect(times.draw(u)).toBe(t);
    }
  });

  it("never falls as the uniform rises", () => {
    let last = -1;
    for (let i = 0; i < 5000; i++) {
      const t = times.quantile((i + 0.5) / 5000);
      expect(t).toBeGreaterThan(last);
      last = t;
    }
  });

  it("survives for sure at and before zero", () => {
    expect(times.survival(0)).toBe(1);
    expect(times.survival(-5)).toBe(1);
  });

  it.each(MODES)("is what is drawn (%s)", (mode) => {
    // Chi-square over 50 cells of equal probability by the survival function; limit passed once in 100,000 seeds.
    const count = 20_000;
    const cells = new Float64Array(50);
    for (const t of sample(d, mode, count)) cells[Math.min(49, Math.floor(50 * times.survival(t)))]!++;
    const expected = count / 50;
    const chiSquare = cells.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    expect(chiSquare).toBeLessThan(chiSquareLimit(50));
  });
});

describe("published points", () => {
  it("gamma: chi-square tables, which are gamma with shape half the degrees and mean the degrees", () => {
    // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4, printed to three decimals.
    const printed = [
      { degrees: 1, p: 0.95, value: 3.841 },
      { degrees: 1, p: 0.999, value: 10.828 },
      { degrees: 2, p: 0.01, value: 0.02 },
      { degrees: 10, p: 0.05, value: 3.94 },
      { degrees: 10, p: 0.95, value: 18.307 },
      { degrees: 100, p: 0.975, value: 129.561 },
    ];
    for (const { degrees, p, value } of printed) {
      const { quantile } = inverted({
        kind: "gamma",
        mean: seconds(degrees),
        spread: Math.sqrt(2 / degrees),
      });
      expect(Math.abs(quantile(p) - value)).toBeLessThanOrEqual(0.0005);
    }
  });

  it("erlang: survival is the chance of fewer Poisson events than phases", () => {
    const { survival } = timesOf({ kind: "erlang", mean: seconds(3), phases: 3 }); // one event a second
    for (const t of [0.5, 1, 4, 12]) {
      expect(survival(t)).toBeCloseTo(Math.exp(-t) * (1 + t + t ** 2 / 2), 13);
    }
  });

  it("lognormal: the median is mean ÷ √(1 + spread²), and times and 1 ÷ times are alike around it", () => {
    const { quantile } = inverted({ kind: "lognormal", mean: seconds(540), spread: 0.75 });
    expect(quantile(0.5)).toBeCloseTo(540 / 1.25, 9);
    expect(quantile(0.9) * quantile(0.1)).toBeCloseTo((540 / 1.25) ** 2, 4);
  });

  it("hyperexponential: each kind carries half of the mean", () => {
    // spread 2: shares (1 ± √0.6)/2; the survival of the two kinds, with means 120/(2·share).
    const { survival } = timesOf({ kind: "hyperexponential", mean: seconds(120), spread: 2 });
    const shares = [(1 + Math.sqrt(0.6)) / 2, (1 - Math.sqrt(0.6)) / 2];
    for (const t of [1, 60, 600, 6000]) {
      const both = shares.reduce((sum, share) => sum + share * Math.exp((-t * 2 * share) / 120), 0);
      expect(survival(t) / both).toBeCloseTo(1, 10);
    }
  });

  it("hyperexponential: quantiles hold to the last digits even for a very wide spread", () => {
    for (const spread of [1.0001, 1.5, 30]) {
      const { quantile, survival } = inverted({ kind: "hyperexponential", mean: seconds(120), spread });
      for (const u of [2 ** -33, 0.001, 0.4, 0.6, 0.999, 1 - 2 ** -33]) {
        expect(Math.abs(survival(quantile(u)) / (1 - u) - 1)).toBeLessThan(1e-12);
      }
      // Near zero the quantile is u over the density at zero: 2·(share² + other²)/mean.
      const short = (1 + Math.sqrt((spread ** 2 - 1) / (spread ** 2 + 1))) / 2;
      const density = (2 * (short ** 2 + (1 - short) ** 2)) / 120;
      expect((quantile(2 ** -33) * density) / 2 ** -33).toBeCloseTo(1, 8);
    }
  });
});

describe("times that are all the same", () => {
  it("deterministic: one value, survived until it is reached", () => {
    const times = inverted({ kind: "deterministic", value: seconds(60) });
    expect(times).toMatchObject({ mean: 60, variance: 0 });
    expect([times.quantile(0.01), times.draw(0.99)]).toEqual([60, 60]);
    expect([59.9, 60, 60.1].map(times.survival)).toEqual([1, 0, 0]);
  });

  it("never: longer than anything", () => {
    const times = inverted({ kind: "never" });
    expect([times.mean, times.quantile(0.5), times.survival(1e300), meanOf({ kind: "never" })]).toEqual([
      Infinity,
      Infinity,
      1,
      Infinity,
    ]);
    expect(times.variance).toBeNaN();
  });

  it.each(MODES)("take nothing from the stream (%s)", (mode) => {
    const untouched = (): number => {
      throw new Error("a uniform was spent");
    };
    const out = new Float64Array(4);
    fillOf({ kind: "deterministic", value: seconds(0) }, mode)(out, untouched);
    expect([...out]).toEqual([0, 0, 0, 0]);
    fillOf({ kind: "never" }, mode)(out, untouched);
    expect([...out]).toEqual([Infinity, Infinity, Infinity, Infinity]);
  });
});

describe("empirical times", () => {
  const values = [30, 5, 5, 0, 100, 12.5, 80];
  const d: Distribution = { kind: "empirical", values };

  it("have the mean, variance and survival of the list", () => {
    const times = timesOf(d);
    const mean = 232.5 / 7;
    expect(times.mean).toBeCloseTo(mean, 12);
    expect(times.variance).toBeCloseTo(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 7, 10);
    expect([-1, 0, 5, 99, 100].map(times.survival)).toEqual([1, 6 / 7, 4 / 7, 1 / 7, 0]);
  });

  it("leave the list as it was", () => {
    timesOf(d);
    expect(values).toEqual([30, 5, 5, 0, 100, 12.5, 80]);
  });

  it("go up the sorted list as the uniform rises", () => {
    const { quantile } = inverted(d);
    expect([0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5].map((i) => quantile(i / 7))).toEqual([
      0, 5, 5, 12.5, 30, 80, 100,
    ]);
    expect([quantile(2 ** -33), quantile(1 - 2 ** -53)]).toEqual([0, 100]);
  });

  it.each(MODES)("are resampled exactly, each as often as any other (%s)", (mode) => {
    const counts = new Map<number, number>();
    for (const t of sample(d, mode, 14_000)) counts.set(t, (counts.get(t) ?? 0) + 1);
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([0, 5, 12.5, 30, 80, 100]);
    let chiSquare = 0;
    for (const [value, count] of counts) {
      const expected = value === 5 ? 4000 : 2000;
      chiSquare += (count - expected) ** 2 / expected;
    }
    expect(chiSquare).toBeLessThan(chiSquareLimit(6));
  });
});

describe("mixtures", () => {
  const times = timesOf(MIXTURE);

  it("have the mean, variance and survival of their parts", () => {
    // E T = 0.5·60 + 0.3·10 + 0.2·3 = 33.6; E T² = 0.5·7200 + 0.3·100 + 0.2·(1 + 4 + 4 + 49)/4 = 3632.9.
    expect(times.mean).toBeCloseTo(33.6, 12);
    expect(times.variance).toBeCloseTo(3632.9 - 33.6 ** 2, 9);
    expect(times.survival(5)).toBeCloseTo(0.5 * Math.exp(-5 / 60) + 0.3 + 0.2 / 4, 14);
    expect(times.survival(10)).toBeCloseTo(0.5 * Math.exp(-10 / 60), 14);
  });

  it("choose the part by the uniform and stretch the rest of it over that part", () => {
    expect(times.form).toBe("mixture");
    expect("quantile" in times).toBe(false);
    expect(times.draw(0.25)).toBeCloseTo(60 * Math.LN2, 12); // the middle of the first part: its median
    expect(times.draw(0.5)).toBe(10);
    expect(times.draw(0.7999)).toBe(10);
    expect([0.8001, 0.86, 0.94, 0.9999].map(times.draw)).toEqual([1, 2, 2, 7]);
  });

  it("stay inside the range of a stream however small the rest of the uniform", () => {
    const end = timesOf({ kind: "exponential", mean: seconds(60) }).draw(1 - 2 ** -33);
    expect(times.draw(0.5 - 2 ** -54)).toBe(end);
    for (const mode of MODES) {
      const out = new Float64Array(2);
      const uniforms = [2 ** -60, 0.5 - 2 ** -54];
      fillOf(MIXTURE, mode)(out, () => uniforms.shift() ?? NaN);
      expect(out[0]).toBeCloseTo(60 * 2 ** -33, 15);
      expect(out[1]).toBeCloseTo(end, 9);
    }
  });

  it.each(MODES)("draw every part as often as its share says, and each part as it is (%s)", (mode) => {
    // Cells: 10 alone, the list's values alone, and the exponential part in 20 cells of equal probability.
    const count = 40_000;
    const cells = new Map<string, number>();
    for (const t of sample(MIXTURE, mode, count)) {
      const cell = [1, 2, 7, 10].includes(t) ? `exactly ${t}` : `part ${Math.floor(20 * Math.exp(-t / 60))}`;
      cells.set(cell, (cells.get(cell) ?? 0) + 1);
    }
    const shares: Record<string, number> = {
      "exactly 1": 0.05,
      "exactly 2": 0.1,
      "exactly 7": 0.05,
      "exactly 10": 0.3,
    };
    expect(cells.size).toBe(24);
    let chiSquare = 0;
    for (const [cell, n] of cells) {
      const expected = count * (shares[cell] ?? 0.5 / 20);
      chiSquare += (n - expected) ** 2 / expected;
    }
    expect(chiSquare).toBeLessThan(chiSquareLimit(24));
  });

  it.each(MODES)("spend one uniform a draw, and the k-th draw sees only the k-th (%s)", (mode) => {
    const us = [0.1, 0.6, 0.95, 0.3, 0.82];
    const uniforms = [...us];
    const out = new Float64Array(us.length);
    fillOf(MIXTURE, mode)(out, () => uniforms.shift() ?? NaN);
    expect(uniforms).toEqual([]);
    us.forEach((u, k) => {
      expect(out[k]! / times.draw(u)).toBeCloseTo(1, 4);
    });
  });

  it("may hold mixtures and callers who never give up, and skip parts that never come", () => {
    const patience: Distribution = {
      kind: "mixture",
      parts: [
        { share: 0, of: { kind: "deterministic", value: seconds(1) } },
        { share: 0.75, of: MIXTURE },
        { share: 0.25, of: { kind: "never" } },
        { share: 0, of: { kind: "deterministic", value: seconds(2) } },
      ],
    };
    const mixed = timesOf(patience);
    expect(mixed.mean).toBe(Infinity);
    expect(mixed.variance).toBeNaN();
    expect(mixed.survival(1e9)).toBeCloseTo(0.25, 14);
    expect([mixed.draw(0.75 * 0.25), mixed.draw(0.76), mixed.draw(1 - 2 ** -33)]).toEqual([
      times.draw(0.25),
      Infinity,
      Infinity,
    ]);
    const drawn = sample(patience, "tables", 20_000);
    const endless = drawn.filter((t) => t === Infinity).length;
    // Binomial with p = 1/4: 4.4 standard deviations, passed once in 100,000 seeds.
    expect(Math.abs(endless - 5000)).toBeLessThan(4.4 * Math.sqrt(20_000 * 0.25 * 0.75));
  });
});

describe("wrong figures", () => {
  const wrong: readonly [Distribution, string][] = [
    [{ kind: "deterministic", value: seconds(-1) }, "value"],
    [{ kind: "exponential", mean: seconds(0) }, "mean"],
    [{ kind: "erlang", mean: seconds(0), phases: 2 }, "mean"],
    [{ kind: "erlang", mean: seconds(1), phases: 1.5 }, "phases"],
    [{ kind: "gamma", mean: seconds(1), spread: 0 }, "spread"],
    [{ kind: "lognormal", mean: seconds(NaN), spread: 1 }, "mean"],
    [{ kind: "lognormal", mean: seconds(1), spread: -1 }, "spread"],
    [{ kind: "weibull", scale: seconds(1), shape: 0 }, "shape"],
    [{ kind: "weibull", scale: seconds(Infinity), shape: 1 }, "scale"],
    [{ kind: "uniform", low: seconds(-1), high: seconds(3) }, "low"],
    [{ kind: "uniform", low: seconds(3), high: seconds(3) }, "high"],
    [{ kind: "triangular", low: seconds(1), mode: seconds(4), high: seconds(3) }, "mode"],
    [{ kind: "triangular", low: seconds(1), mode: seconds(0), high: seconds(3) }, "mode"],
    [{ kind: "triangular", low: seconds(3), mode: seconds(3), high: seconds(3) }, "high"],
    [{ kind: "hyperexponential", mean: seconds(1), spread: 1 }, "spread"],
    [{ kind: "hyperexponential", mean: seconds(-1), spread: 2 }, "mean"],
    [{ kind: "mixture", parts: [{ share: 0.9, of: { kind: "never" } }] }, "shares"],
    [{ kind: "mixture", parts: [{ share: 1.1, of: { kind: "never" } }] }, "share"],
    [{ kind: "mixture", parts: [] }, "shares"],
    [{ kind: "empirical", values: [] }, "number of values"],
    [{ kind: "empirical", values: [1, -2] }, "value 2"],
    [{ kind: "empirical", values: [Infinity] }, "value 1"],
  ];

  it.each(wrong)("%j is refused, naming the %s", (d, figure) => {
    const build = (): number => meanOf(d);
    expect(build).toThrow(RangeError);
    expect(build).toThrow(new RegExp(`\\b${figure}\\b`));
  });

  it("lists the words a scenario may use", () => {
    expect(Object.keys(TIMES).sort()).toEqual(
      [
        "deterministic",
        "empirical",
        "erlang",
        "exponential",
        "gamma",
        "hyperexponential",
        "lognormal",
        "mixture",
        "never",
        "triangular",
        "uniform",
        "weibull",
      ].sort(),
    );
  });
});
