import { describe, expect, it } from "vitest";
import { convergenceOf } from "../../engine/calibration/convergence.ts";
import type { LogDensity } from "../../engine/calibration/ensembleSampler.ts";
import { sampleEnsemble } from "../../engine/calibration/ensembleSampler.ts";
import { ensembles, mean, normalsFrom, rowsOf, scattered, streamFor } from "./support.ts";

describe("whether ensembles have converged", () => {
  const logDensity: LogDensity = (x) => -(x[0]! ** 2 + x[1]! ** 2) / 2;
  const sampling = { logDensity, dimensions: 2, walkers: 20, burn: 200, steps: 1000, thin: 5 };

  it("sizes hold what they say: errors of means over 60 runs are as large as they should be", () => {
    const errors: number[] = [];
    for (let i = 0; i < 60; i++) {
      const short = { ...sampling, steps: 200, thin: 2, burn: 50 };
      const draws = [0, 1].map((e) =>
        sampleEnsemble(short, scattered(20, 2, "sizes", 2 * i + e), streamFor("sizes", 2 * i + e)),
      );
      const size = convergenceOf(draws, ["x", "y"]).figures[0]!.bulk;
      errors.push(mean(rowsOf(draws).map((row) => row[0]!)) * Math.sqrt(size));
    }
    // Mean square 1, with a standard error of √(2 ÷ 60) were sizes known; they are uncertain by about a tenth more.
    const square = mean(errors.map((e) => e * e));
    expect(Math.abs(square - 1)).toBeLessThan(4 * Math.sqrt(2 / 60) + 0.1);
  });

  it("says so when ensembles sit in different places", () => {
    const elsewhere: LogDensity = (x) => -((x[0]! - 1) ** 2 + x[1]! ** 2) / 2;
    const draws = [
      ...ensembles(sampling, "here", 3),
      ...ensembles({ ...sampling, logDensity: elsewhere }, "there", 1),
    ];
    const found = convergenceOf(draws, ["x", "y"]);
    expect(found.converged).toBe(false);
    expect(found.figures[0]!.rHat).toBeGreaterThan(1.05);
    expect(found.figures[1]!.rHat).toBeLessThan(1.01);
    expect(found.advice.join(" ")).toMatch(
      /Ensembles disagree on x \(R-hat 1\.\d+, wanted 1\.01\)\. Burn for longer/,
    );
    expect(found.advice.join(" ")).not.toContain("on y");
  });

  it("says so when ensembles agree in place and not in width", () => {
    const wider: LogDensity = (x) => logDensity(x) / 9;
    const draws = [
      ...ensembles(sampling, "narrow", 2),
      ...ensembles({ ...sampling, logDensity: wider }, "wide", 2),
    ];
    expect(convergenceOf(draws, ["x", "y"]).advice.join(" ")).toContain("Ensembles disagree on x");
  });

  it("says so when walkers stay where they began, though all ensembles look alike", () => {
    // Two modes that no step can cross, with walkers in both: each ensemble has the same wrong halves.
    const draws = [0, 1, 2, 3].map((e) => {
      const normal = normalsFrom(streamFor("stuck", e));
      const points = new Float64Array(200 * 20 * 2);
      for (let t = 0; t < 200; t++) {
        for (let k = 0; k < 20; k++) {
          points[(t * 20 + k) * 2] = (k % 2 === 0 ? 0 : 30) + normal();
          points[(t * 20 + k) * 2 + 1] = normal();
        }
      }
      const accepted = { stretch: 0.3, differential: 0.3, snooker: 0.3 };
      return {
        dimensions: 2,
        walkers: 20,
        kept: 200,
        thin: 1,
        points,
        logDensities: new Float64Array(4000),
        accepted,
      };
    });
    const found = convergenceOf(draws, ["x", "y"]);
    expect(found.figures[0]!.rHat).toBeLessThan(1.01);
    expect(found.advice).toHaveLength(1);
    expect(found.advice[0]).toContain("Walkers have not wandered over all of x");
  });

  it("says how many more steps are wanted", () => {
    const draws = ensembles({ ...sampling, steps: 60 }, "short", 2);
    const [figure] = convergenceOf(draws, ["x", "y"]).figures;
    const least = Math.min(figure!.bulk, figure!.tail);
    expect(least).toBeLessThan(400);
    expect(convergenceOf(draws, ["x", "y"]).advice.join(" ")).toContain(
      `x has ${Math.floor(least)} effective draws (wanted 400). Take about ${(400 / least).toFixed(1)} times`,
    );
  });

  it("says so when nothing moves", () => {
    const [draws] = ensembles({ ...sampling, steps: 40 }, "still", 1);
    const points = draws!.points.map(() => 1);
    expect(convergenceOf([{ ...draws!, points }], ["x", "y"]).advice).toContain(
      "x never moved. Start walkers further apart.",
    );
  });
});
