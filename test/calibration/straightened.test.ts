import { describe, expect, it } from "vitest";
import { convergenceOf } from "../../engine/calibration/convergence.ts";
import type { EnsembleDraws, LogDensity, Sampling } from "../../engine/calibration/ensembleSampler.ts";
import { walkRun } from "../../engine/calibration/runEnsemble.ts";
import { type RunEnsembles, sampleInTwoRuns } from "../../engine/calibration/sampleInTwoRuns.ts";
import { finished } from "../../engine/calibration/steps.ts";
import { Straightened } from "../../engine/calibration/straightened.ts";
import { normalCdf } from "../../engine/stats/quantiles.ts";
import {
  ensembles,
  mean,
  namesOf,
  normalsFrom,
  rowsOf,
  scattered,
  streamFor,
  streamParts,
} from "./support.ts";

/** A thin curve: of four coordinates the last two follow the first two, within 0.05. */
const curve = (a: number, b: number): readonly [number, number] => {
  const [p, q] = [normalCdf(a), normalCdf(b)];
  return [3 * p * q - q, 2 * (p - 0.5) ** 2 + q];
};
const bent: LogDensity = (x) => {
  const [c, d] = curve(x[0]!, x[1]!);
  return -(x[0]! ** 2 + x[1]! ** 2 + ((x[2]! - c) / 0.05) ** 2 + ((x[3]! - d) / 0.05) ** 2) / 2;
};

/** Draws as a first run would leave them, made directly. */
function drawsOf(rows: readonly (readonly number[])[], logDensities = rows.map(() => 0)): EnsembleDraws {
  return {
    dimensions: rows[0]!.length,
    walkers: 1,
    kept: rows.length,
    thin: 1,
    points: Float64Array.from(rows.flat()),
    logDensities: Float64Array.from(logDensities),
    accepted: { stretch: 0.3, differential: 0.3, snooker: 0.3 },
  };
}

function rowsAlong(count: number): readonly (readonly number[])[] {
  const normal = normalsFrom(streamFor("along"));
  return Array.from({ length: count }, () => {
    const [a, b] = [normal(), normal()];
    return [a, b, ...curve(a, b).map((value) => value + 0.05 * normal())];
  });
}

describe("straightened coordinates", () => {
  it("take out a curve that is quadratic in the places of the leading coordinates", () => {
    const rows = rowsAlong(2000);
    const found = Straightened.by([drawsOf(rows)], 2);
    const left = rows.map((row) => found.straighten(Float64Array.from(row)));
    left.forEach((z, i) => {
      expect(Array.from(z.subarray(0, 2))).toEqual(rows[i]!.slice(0, 2));
    });
    for (const d of [2, 3]) {
      // What is left is the noise, 0.05, within four standard errors of a standard deviation and six terms fitted.
      const sd = Math.sqrt(mean(left.map((z) => z[d]! ** 2)));
      expect(Math.abs(sd / 0.05 - 1)).toBeLessThan(4 / Math.sqrt(2 * 2000) + 6 / 2000);
    }
  });

  it("lead back to where they came from, and carry the density along", () => {
    const found = Straightened.by([drawsOf(rowsAlong(200))], 2);
    const density = found.density(bent);
    for (const row of rowsAlong(20)) {
      const x = Float64Array.from(row);
      const z = found.straighten(x);
      found.bend(z).forEach((value, d) => {
        expect(value).toBeCloseTo(x[d]!, 13);
      });
      expect(density(z)).toBeCloseTo(bent(x), 9);
    }
    const rows = rowsAlong(30);
    const straight = rows.map((row) => Array.from(found.straighten(Float64Array.from(row))));
    found.bendAll(drawsOf(straight)).points.forEach((value, i) => {
      expect(value).toBeCloseTo(rows.flat()[i]!, 13);
    });
  });

  it("are not bent by walkers far from all others, if told where to stop", () => {
    const rows = rowsAlong(500);
    const stray = [...rows, [0.1, 0.2, 300, -300]];
    const logs = stray.map((_, i) => (i < 500 ? 0 : -1e6));
    const x = Float64Array.from(rows[0]!);
    const clean = Straightened.by([drawsOf(rows)], 2).straighten(x);
    expect(Straightened.by([drawsOf(stray, logs)], 2, -100).straighten(x)).toEqual(clean);
    expect(Straightened.by([drawsOf(stray, logs)], 2).straighten(x)).not.toEqual(clean);
  });

  it("refuse too few draws, and nothing that follows", () => {
    expect(() => Straightened.by([drawsOf(rowsAlong(11))], 2)).toThrow("6 terms wants 12 draws");
    expect(() => Straightened.by([drawsOf(rowsAlong(50))], 4)).toThrow("leading must be below 4");
    expect(() => Straightened.by([drawsOf(rowsAlong(50))], 0)).toThrow("leading");
  });
});

const pointsOf = (draws: readonly EnsembleDraws[] | null) => draws!.map(({ points }) => points);

describe("sampling in two runs", () => {
  const sampling = { logDensity: bent, dimensions: 4, walkers: 20, burn: 100, steps: 1000, thin: 10 };
  const starts = (use: string) => [0, 1, 2, 3].map((e) => scattered(20, 4, use, e));
  const streams = (use: string) => [0, 1, 2, 3].map((e) => ({ parts: streamParts(use, e), spent: 0 }));
  const two = { ...sampling, firstSteps: 600, leading: 2 };
  /** One after the other, telling of the steps of all. */
  const walking =
    (density: Pick<Sampling, "logDensity" | "dimensions"> = sampling): RunEnsembles =>
    (runs, tell) => {
      let before = 0;
      const ran = runs.map((run) => {
        const found = finished(walkRun(run, density), (done) => {
          tell(before + done);
        });
        before += run.burn + run.steps;
        return found;
      });
      return Promise.resolve(ran);
    };

  it("draws from the density as it is, and is worth many more draws than one run", async () => {
    const draws = (await sampleInTwoRuns(two, starts("two"), streams("two"), walking()))!;
    const found = convergenceOf(draws, namesOf(4));
    expect(found.advice).toEqual([]);
    const size = Math.min(...found.figures.flatMap(({ bulk, tail }) => [bulk, tail]));
    const rows = rowsOf(draws);
    // The leading coordinates are standard normal; what follows is off the curve by a normal of 0.05.
    for (const [of, variance] of [
      [(x: Float64Array) => x[0]!, 1],
      [(x: Float64Array) => x[1]!, 1],
      [(x: Float64Array) => x[0]! ** 2 - 1, 2],
      [(x: Float64Array) => x[0]! * x[1]!, 1],
      [(x: Float64Array) => (x[2]! - curve(x[0]!, x[1]!)[0]) / 0.05, 1],
      [(x: Float64Array) => ((x[3]! - curve(x[0]!, x[1]!)[1]) / 0.05) ** 2 - 1, 2],
    ] as const) {
      expect(Math.abs(mean(rows.map(of)))).toBeLessThan(4 * Math.sqrt(variance / size));
    }
    draws[0]!.logDensities.forEach((value, i) => {
      expect(value).toBeCloseTo(bent(draws[0]!.points.subarray(4 * i, 4 * i + 4)), 8);
    });
    const one = convergenceOf(ensembles({ ...sampling, burn: 700 }, "one", 4), namesOf(4));
    expect(Math.min(...one.figures.map(({ bulk }) => bulk))).toBeLessThan(size / 3);
  });

  it("gives the same bytes again, and tells how far it has come", async () => {
    const short = { ...two, firstSteps: 60, burn: 10, steps: 40 };
    const seen: number[] = [];
    const run = () =>
      sampleInTwoRuns(short, starts("same"), streams("same"), walking(), (done, of) => {
        expect(of).toBe(4 * 110);
        seen.push(done);
      });
    const first = await run();
    expect(seen).toEqual(Array.from({ length: 440 }, (_, i) => i + 1));
    expect(pointsOf(await run())).toEqual(pointsOf(first));
  });

  it("doubles the steps until draws will do, each time by the curve of the draws before", async () => {
    const short = { ...two, firstSteps: 60, burn: 10, steps: 40, thin: 4 };
    const lengths: number[] = [];
    const last: number[] = [];
    const run = (least: number, doublings: number) =>
      sampleInTwoRuns(
        {
          ...short,
          doublings,
          enough: ([draws]) => {
            lengths.push(draws!.kept * draws!.thin);
            return lengths.at(-1)! >= least;
          },
        },
        starts("same"),
        streams("same"),
        walking(),
        (done, of) => {
          last[0] = done;
          last[1] = of;
        },
      );
    const doubled = (await run(80, 5))!;
    expect(lengths).toEqual([40, 80]);
    // Four ensembles of 60, of 10 + 40 and of 10 + 80 steps.
    expect(last).toEqual([800, 800]);
    expect(doubled.map(({ kept, thin }) => [kept, thin])).toEqual(doubled.map(() => [10, 8]));
    expect(pointsOf(await run(1000, 1))).toEqual(pointsOf(doubled));
    expect(pointsOf(await run(40, 5))).toEqual(
      pointsOf(await sampleInTwoRuns(short, starts("same"), streams("same"), walking())),
    );
  });

  it("says so when the first run has not come to the density", async () => {
    // Every walker of the first ensemble starts on a plateau far below, from which no step leads up.
    const plateau: LogDensity = (x) => (x[0]! > 500 ? -1e5 : bent(x));
    const far = starts("far");
    far[0] = far[0]!.map((value, i) => (i % 4 === 0 ? 1e6 + value : value));
    const density = { logDensity: plateau, dimensions: 4 };
    await expect(sampleInTwoRuns(two, far, streams("far"), walking(density))).rejects.toThrow(
      "have not come to the density",
    );
  });
});
