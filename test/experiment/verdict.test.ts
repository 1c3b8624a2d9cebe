import { describe, expect, it } from "vitest";
import { openStream } from "../../engine/random/streams.ts";
import { judge } from "../../engine/experiment/verdict.ts";
import { PairedRatios } from "../../engine/stats/pairedRatios.ts";
import { normalQuantile } from "../../engine/stats/quantiles.ts";

function differences(values: readonly number[]): PairedRatios {
  const ratios = new PairedRatios();
  for (const value of values) ratios.add(100 + value, 1, 100, 1);
  return ratios;
}

/** Samples of normal differences with this mean and standard deviation 1, one after the other. */
function* normalSamples(n: number, mean: number, name: string): Generator<readonly number[]> {
  const uniform = openStream({ seed: name, replication: 0, purpose: "talk", queue: "" });
  for (;;) yield Array.from({ length: n }, () => mean + normalQuantile(uniform()));
}

/** Share of samples with a verdict other than "cannot be told apart". */
function shareTold(samples: number, n: number, mean: number, looked = 1): number {
  let told = 0;
  let left = samples;
  for (const sample of normalSamples(n, mean, `${n} ${mean} ${looked}`)) {
    if (judge(differences(sample), looked, "lower").verdict !== "cannot be told apart") told++;
    if (--left === 0) break;
  }
  return told / samples;
}

describe("a verdict on one difference", () => {
  it("is the paired-t test with Student's interval", () => {
    // Differences 1, 3, 2, 6: mean 3, standard error √(14/12) = 1.0801; t(0.975, 3) = 3.1824; t = 2.7775, p = 0.0690.
    const judged = judge(differences([1, 3, 2, 6]), 1, "lower");
    expect(judged.difference).toBeCloseTo(3, 10);
    expect(judged.halfWidth).toBeCloseTo(3.1824 * Math.sqrt(14 / 12), 3);
    expect(judged.p).toBeCloseTo(0.069, 3);
    expect(judged.verdict).toBe("cannot be told apart");
  });

  it("allows for all that were looked at", () => {
    const one = judge(differences([1, 3, 2, 6]), 1, "lower");
    const ofFive = judge(differences([1, 3, 2, 6]), 5, "lower");
    expect(ofFive.p).toBeCloseTo(5 * one.p, 10);
    // t(1 − 0.05/10, 3) = t(0.995, 3) = 5.8409.
    expect(ofFive.halfWidth / one.halfWidth).toBeCloseTo(5.8409 / 3.1824, 3);
    expect(judge(differences([1, 3, 2, 6]), 50, "lower").p).toBe(1);
  });

  it.each([
    ["lower", -1, "better"],
    ["lower", 1, "worse"],
    ["higher", -1, "worse"],
    ["higher", 1, "better"],
    [null, -1, "lower"],
    [null, 1, "higher"],
  ] as const)("where %s is better, a difference of %d is %s", (better, way, verdict) => {
    expect(judge(differences([way, 1.01 * way, 0.99 * way]), 1, better).verdict).toBe(verdict);
  });

  it("is 'the same' for plans equal in every replication, and certain where chance has no part", () => {
    expect(judge(differences([0, 0, 0]), 1, "lower")).toMatchObject({
      verdict: "the same",
      difference: 0,
      p: 1,
    });
    expect(judge(differences([2, 2, 2]), 7, null)).toMatchObject({ verdict: "higher", halfWidth: 0, p: 0 });
  });

  it("cannot be given after one replication, or of a figure without a meaning", () => {
    expect(judge(differences([5]), 1, "lower").verdict).toBe("cannot be told apart");
    expect(judge(differences([NaN, NaN]), 1, "lower").verdict).toBe("cannot be told apart");
  });

  it("finds a difference where there is none in 5% of comparisons", () => {
    // 4,000 samples: ± 4 standard errors of 0.05.
    const reach = 4 * Math.sqrt((0.05 * 0.95) / 4000);
    expect(Math.abs(shareTold(4000, 10, 0) - 0.05)).toBeLessThan(reach);
    // Of 10 looked at, each in 0.5%.
    expect(Math.abs(shareTold(4000, 10, 0, 10) - 0.005)).toBeLessThan(4 * Math.sqrt((0.005 * 0.995) / 4000));
  });

  it("finds half a standard deviation in 34 replications with power 0.8078", () => {
    // Two-sided paired t, level 0.05, effect 0.5, n = 34: power 0.8078 (Faul et al., 2007, G*Power 3, its own example).
    const reach = 4 * Math.sqrt((0.8078 * 0.1922) / 2000);
    expect(Math.abs(shareTold(2000, 34, 0.5) - 0.8078)).toBeLessThan(reach);
  });

  it("says how many times more replications it would take with different callers", () => {
    const ratios = new PairedRatios();
    // Base 10, 20, 30; plan 1 more, 2 more, 3 more: variances 121, 100 and, of the differences, 1.
    for (const i of [1, 2, 3]) ratios.add(11 * i, 1, 10 * i, 1);
    expect(judge(ratios, 1, "lower").pairingGain).toBeCloseTo(221, 8);
  });
});
