import { describe, expect, it } from "vitest";
import type { Match } from "../../engine/calibration/calibration.ts";
import { chanceCovariance, nearestTo } from "../../engine/calibration/chance.ts";
import {
  fromScale,
  outputsIn,
  outputsOf,
  roundingVariance,
  type Scale,
  slopeOf,
  statedVariance,
  toScale,
} from "../../engine/calibration/outputs.ts";
import { covarianceOf } from "../../engine/calibration/monthTargets.ts";
import { smallCalibration } from "./smallForce.ts";

const SCALES: readonly Scale[] = [
  { kind: "log", offset: 1e-5 },
  { kind: "log", offset: 12 },
  { kind: "logit", offset: 1e-5 },
  { kind: "logit", offset: 0.02 },
];
const VALUES = { log: [0, 0.5, 75.5, 3000], logit: [0, 0.003, 0.125, 0.6, 1] };
const cases = SCALES.flatMap((scale) => VALUES[scale.kind].map((value) => ({ ...scale, value })));

describe("scales of outputs", () => {
  it.each(cases)("$kind + $offset goes there and back at $value", ({ value, ...scale }) => {
    // To a few roundings of what is added and taken off again.
    expect(fromScale(scale, toScale(scale, value))).toBeCloseTo(value, 9);
  });

  it.each(cases)("$kind + $offset has its slope at $value", ({ value, ...scale }) => {
    // A central difference of step h is off by h²/6 of the third derivative, which is 2/(distance to the pole)³, and the
    // slope is 1/distance: h = distance/1000 leaves a share of 1/3,000,000.
    const distance = Math.min(value, scale.kind === "logit" ? 1 - value : Infinity) + scale.offset;
    const step = distance / 1000;
    const difference = (toScale(scale, value + step) - toScale(scale, value - step)) / (2 * step);
    expect(slopeOf(scale, value) / difference).toBeCloseTo(1, 5);
  });

  it("by hand", () => {
    expect(toScale({ kind: "logit", offset: 0 }, 0.2)).toBeCloseTo(Math.log(0.25), 12);
    expect(toScale({ kind: "log", offset: 10 }, 90)).toBeCloseTo(Math.log(100), 12);
  });
});

const WAIT: Match = {
  queue: "101",
  figure: "mean wait",
  discrepancy: { kind: "relative", share: 0.05 },
  basis: null,
};
const SHARE: Match = {
  queue: "101",
  figure: "attrition",
  discrepancy: { kind: "absolute", amount: 0.005 },
  basis: null,
};

describe("what stands between the model and a published figure", () => {
  it("rounding is even over one unit of the last printed digit: variance a twelfth of its square", () => {
    expect(roundingVariance(WAIT, 98)).toBeCloseTo(1 / 12, 12);
    expect(roundingVariance(WAIT, 75.5)).toBeCloseTo(0.01 / 12, 12);
    expect(roundingVariance(SHARE, 0.125)).toBe(0);
  });

  it("discrepancy is a share of the figure or an amount, carried over by the slope", () => {
    const [share, , wait] = outputsOf(smallCalibration(), [[0.1, 100]]);
    // Offsets are a fifth of the least published: 0.02 and 20 seconds.
    const slope = 1 / 0.12 + 1 / 0.92;
    expect(statedVariance(SHARE, share!, 0.1)).toBeCloseTo((slope * 0.005) ** 2, 12);
    expect(statedVariance(WAIT, wait!, 100)).toBeCloseTo((5 ** 2 + 1 / 12) / 120 ** 2, 12);
  });

  it("a wait is followed in both readings, on a scale that levels off far below what was published", () => {
    const outputs = outputsOf(smallCalibration(), [
      [0, 100],
      [0.1, 50],
    ]);
    expect(outputs.map(({ measure, scale }) => [measure, scale.kind, scale.offset])).toEqual([
      ["attrition", "logit", 1e-5],
      ["meanWaitAnswered", "log", 10],
      ["meanWaitAll", "log", 10],
    ]);
    expect(outputsIn(outputs, "answered calls")).toEqual([0, 1]);
    expect(outputsIn(outputs, "all calls")).toEqual([0, 2]);
  });

  it("chance counts once for the month and once, in part, for the simulation", () => {
    const calibration = smallCalibration();
    const outputs = outputsOf(calibration, [[0.1, 100]]);
    const chance = Float64Array.of(0.04, 0.01, 0.01, 0.09);
    const found = covarianceOf(calibration, outputs, [0, 1], [0.1, 100], chance, 4);
    expect(found[0]).toBeCloseTo(0.05 + statedVariance(SHARE, outputs[0]!, 0.1), 12);
    expect(found[1]).toBeCloseTo(0.0125, 12);
    expect(found[2]).toBeCloseTo(0.0125, 12);
    expect(found[3]).toBeCloseTo(0.1125 + statedVariance(WAIT, outputs[1]!, 100), 12);
  });
});

describe("the chance of a single month", () => {
  const job = (...each: readonly (readonly number[])[]) => ({ together: each[0]!, each });

  it("is what replications vary about the mean of their own job, by hand", () => {
    // First job: (0, 2), (2, 6): about (1, 4), squares 2 and 8, product 4, one degree. Second: (5, 1), (5, 4), (8, 1):
    // about (6, 2), squares 6 and 6, product −3, two degrees. The third output is left out; a job of one says nothing.
    const seen = [job([0, 9, 2], [2, 7, 6]), job([5, 0, 1], [5, 1, 4], [8, 2, 1]), job([100, 100, 100])];
    expect(Array.from(chanceCovariance(seen, [0, 2]))).toEqual([8 / 3, 1 / 3, 1 / 3, 14 / 3]);
    expect(Array.from(chanceCovariance(seen, [2]))).toEqual([14 / 3]);
  });

  it("wants two replications of some job", () => {
    expect(() => chanceCovariance([job([1, 2])], [0, 1])).toThrow(RangeError);
  });

  it("is taken from the jobs nearest to what was published, each output by its own spread", () => {
    // The first output spreads a hundred times as far as the second, so that a distance of 100 counts as one of 1.
    const seen = [job([0, 0]), job([100, 2]), job([200, 1]), job([300, 3])];
    // Spreads √12500 and √1.25, a hundredfold: from (100, 1) in hundreds: 1 + 1, 0 + 1, 1 + 0, 4 + 4.
    expect(nearestTo(seen, [0, 1], [100, 1], 3).map(({ together }) => together)).toEqual([
      [100, 2],
      [200, 1],
      [0, 0],
    ]);
    expect(nearestTo(seen, [1], [2.8], 1)[0]!.together).toEqual([300, 3]);
    // An output that never changes has no spread to divide by.
    expect(nearestTo([job([1, 5]), job([1, 7])], [0, 1], [1, 7], 1)[0]!.together).toEqual([1, 7]);
  });
});
