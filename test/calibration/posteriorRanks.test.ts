import { describe, expect, it } from "vitest";
import type { PosteriorModel, Predict } from "../../engine/calibration/posteriorDensity.ts";
import { PosteriorDensity } from "../../engine/calibration/posteriorDensity.ts";
import { priorRange } from "../../engine/calibration/priorRange.ts";
import type { UnknownDistribution } from "../../engine/random/unknown.ts";
import { mean, normalsFrom, rowsOf, sampled, streamFor, unevenness } from "./support.ts";

const PRIOR: UnknownDistribution = { kind: "triangular", low: 20, mode: 30, high: 60 };

describe("simulation-based calibration", () => {
  it.each(["centred", "standardised"] as const)(
    "rooms drawn from the prior lie anywhere among the draws of their posteriors: %s",
    (coordinate) => {
      // One common figure and handlers of four months; two outputs, of both. Talts et al. (2018): ranks are uniform.
      const rooms = 48;
      const covariance = [0.04, 0.01, 0.01, 0.02];
      const predict: Predict = (_, output, u) => [2 * u[0]! + u[1]!, u[1]! - u[0]! / 2][output]!;
      const ranks: number[][] = [[], [], [], []];
      for (let room = 0; room < rooms; room++) {
        const uniform = streamFor(`room ${coordinate}`, room);
        const normal = normalsFrom(uniform);
        const model = (reported: readonly (readonly number[])[]): PosteriorModel => ({
          commons: 1,
          monthlies: [{ prior: PRIOR, whole: false, spreadScale: 0.2, coordinate }],
          months: reported.map((values) => ({ reported: values, covariance })),
          predict,
        });
        const empty = new PosteriorDensity(model([0, 1, 2, 3].map(() => [NaN, NaN])));
        const truth = empty.pointAt(empty.drawPrior(uniform));
        const { placeOf } = priorRange(PRIOR, false);
        const reported = truth.monthly.map(([value]) => {
          const u = Float64Array.of(truth.common[0]!, placeOf(value!));
          // Cholesky of the covariance by hand: 0.2; 0.05, √(0.02 − 0.0025).
          const [a, b] = [normal(), normal()];
          return [predict(0, 0, u) + 0.2 * a, predict(0, 1, u) + 0.05 * a + Math.sqrt(0.0175) * b];
        });
        const density = new PosteriorDensity(model(reported));
        const draws = sampled(density, `room ${coordinate} ${room}`, 16, 100, 150);
        const points = rowsOf(draws).map((x) => density.pointAt(x));
        [
          (p: typeof truth) => p.common[0]!,
          (p: typeof truth) => p.typical[0]!,
          (p: typeof truth) => p.spread[0]!,
          (p: typeof truth) => p.monthly[2]![0]!,
        ].forEach((of, i) => {
          const own = of(truth);
          ranks[i]!.push(mean(points.map((p) => (of(p) < own ? 1 : 0))));
        });
      }
      // Six classes of eight expected each. Of a right program one figure in a thousand would fail, and seeds are fixed.
      for (const shares of ranks) expect(unevenness(shares, 6)).toBeLessThan(0.999);
    },
  );
});
