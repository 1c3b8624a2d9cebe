import { describe, expect, it } from "vitest";
import { judgeEmulator } from "../../engine/calibration/emulatorCheck.ts";
import { leaveOneOut, summarise } from "../../engine/calibration/leaveOneOut.ts";
import { openStream } from "../../engine/random/streams.ts";
import { binomialCdf, normalQuantile } from "../../engine/stats/quantiles.ts";

const place = "2022-10 › 101 mean wait";

function normalsOf(n: number, sd: number, replication = 0): Float64Array {
  const uniform = openStream({ seed: "check", replication, purpose: "design", queue: "" });
  return Float64Array.from({ length: n }, () => sd * normalQuantile(uniform()));
}

const stated = (residuals: Float64Array, sd: number) =>
  leaveOneOut(residuals, new Float64Array(residuals.length).fill(sd), residuals).summary;

describe("leave-one-out figures", () => {
  const values = Float64Array.of(1, 2, 3, 10);
  const found = leaveOneOut(Float64Array.of(1, -1, 7, 1), Float64Array.of(1, 0.4, 2, 1), values);

  it("by hand", () => {
    expect(Array.from(found.standardised)).toEqual([1, -2.5, 3.5, 1]);
    // Squares 1, 1, 49 and 1: mean 13. The values have mean 4 and squares 9, 4, 1 and 36: mean 12.5.
    expect(found.summary.rmse).toBeCloseTo(Math.sqrt(13), 12);
    expect(found.summary.q2).toBeCloseTo(1 - 13 / 12.5, 12);
    expect(found.summary.spread).toBeCloseTo(Math.sqrt((1 + 6.25 + 12.25 + 1) / 4), 12);
    expect(found.summary).toMatchObject({ points: 4, beyondTwo: 2, beyondThree: 1, largest: 3.5 });
  });

  it("of some of the points", () => {
    const near = summarise(found, values, (i) => values[i]! < 3);
    expect(near).toMatchObject({ points: 2, rmse: 1, beyondTwo: 1, beyondThree: 0, largest: 2.5 });
  });
});

describe("the judge of emulators", () => {
  it("passes one that errs little and knows how much", () => {
    const leaveOneOutFigures = stated(normalsOf(200, 0.1), 0.1);
    expect(judgeEmulator({ place, leaveOneOut: leaveOneOutFigures, observationSd: 0.25 })).toEqual({
      sound: true,
      faults: [],
    });
  });

  it("refuses an error too large beside that of the observation, with place, finding and advice", () => {
    const { sound, faults } = judgeEmulator({
      place,
      leaveOneOut: { ...stated(normalsOf(200, 0.1), 0.1), rmse: 0.15 },
      observationSd: 0.2,
    });
    expect(sound).toBe(false);
    expect(faults).toHaveLength(1);
    expect(faults[0]!.place).toBe(place);
    expect(faults[0]!.found).toBe(
      "its error when a point is left out is 0.15, 0.75 times the error of what was observed (0.2); at most 0.5 times is asked for",
    );
    expect(faults[0]!.advice).toContain("simulate more points");
    const odd = { ...stated(normalsOf(200, 0.1), 0.1), rmse: NaN };
    expect(judgeEmulator({ place, leaveOneOut: odd, observationSd: 1 }).sound).toBe(false);
  });

  it("allows as many beyond 2 as chance does, and not one more", () => {
    // 200 points, each beyond 2 with probability 0.0455: more than k with a probability of at most 0.03/3 = 1%.
    const p = 0.04550026389635842;
    let allowed = 0;
    while (1 - binomialCdf(allowed, 200, p) > 0.01) allowed++;
    expect(allowed).toBeGreaterThan(200 * p);
    const limits = { shortBy: 1, risk: 0.03 };
    const base = { points: 200, rmse: 1, q2: 0.9, beyondThree: 0, spread: 1, largest: 2.9 };
    const judge = (beyondTwo: number) =>
      judgeEmulator({ place, leaveOneOut: { ...base, beyondTwo }, observationSd: 10 }, limits);
    expect(judge(allowed).sound).toBe(true);
    expect(judge(allowed + 1).faults.map(({ found }) => found)).toEqual([
      `${allowed + 1} of 200 points lie more than 2 of its standard deviations from what the others say; chance explains at most ${allowed}`,
    ]);
    // The more are judged together, the more each is allowed.
    const together = judgeEmulator(
      { place, leaveOneOut: { ...base, beyondTwo: allowed + 1 }, observationSd: 10 },
      { ...limits, together: 36 },
    );
    expect(together.sound).toBe(true);
  });

  it("refuses emulators that are as good as allowed no more often than its risk", () => {
    const refused = Array.from({ length: 300 }, (_, r) =>
      judgeEmulator(
        { place, leaveOneOut: stated(normalsOf(100, 1.25, r), 1), observationSd: 10 },
        { risk: 0.2 },
      ),
    ).filter(({ sound }) => !sound).length;
    // Counts are whole, and the three looks go together, so the risk is at most 0.2; a binomial tail of 0.1% above that.
    expect(binomialCdf(refused - 1, 300, 0.2)).toBeLessThan(0.999);
    expect(refused).toBeGreaterThan(0);
  });

  it("refuses those that err twice as much as they say, and single points far out", () => {
    expect(
      judgeEmulator({ place, leaveOneOut: stated(normalsOf(100, 2.5), 1), observationSd: 10 }).sound,
    ).toBe(false);
    const residuals = normalsOf(100, 1).with(40, 9);
    const { faults } = judgeEmulator({ place, leaveOneOut: stated(residuals, 1), observationSd: 10 });
    expect(faults).toHaveLength(1);
    expect(faults[0]!.found).toMatch(/^one point lies 9 of its standard deviations .* at most 5\.\d+$/);
  });

  it("needs a scale to judge by", () => {
    const figures = stated(normalsOf(10, 1), 1);
    expect(() => judgeEmulator({ place, leaveOneOut: figures, observationSd: 0 })).toThrow("observationSd");
  });
});
