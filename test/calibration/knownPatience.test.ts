import { describe, expect, it } from "vitest";
import { calibrateStructure } from "../../engine/calibration/calibrateStructure.ts";
import { forgetful } from "../../engine/calibration/memory.ts";
import type { PosteriorFound } from "../../engine/calibration/structureResult.ts";
import { weightedMean } from "../../engine/calibration/weighted.ts";
import { inProcess } from "../../engine/execution/inProcess.ts";
import { tasksHere } from "../../engine/execution/tasksHere.ts";
import { SMALL_FORCE, smallCalibration } from "./smallForce.ts";

const EFFORT = { points: 40, waves: 2, replications: 5, chance: 32, steps: 150, doublings: 0, draws: 60 };

async function posteriorWith(seed: string): Promise<PosteriorFound> {
  const calibration = smallCalibration({
    "c/calibration.yaml": `seed: ${seed}\n${SMALL_FORCE["c/calibration.yaml"]!.replace("match:", "readings: [all calls]\nmatch:").replace("0.5 points", "1 point").replace("5%, basis", "8%, basis")}`,
  });
  const result = await calibrateStructure(calibration, calibration.structures[0]!, EFFORT, {
    executor: inProcess(),
    tasks: tasksHere(),
    memory: forgetful(),
  });
  expect(result!.refused).toEqual([]);
  const [found] = result!.readings;
  if (found?.fit !== true) throw new Error("no fit was found where there is one");
  return found.posterior;
}

describe("with exponential patience", () => {
  it("the fitted mean is queue time over hang-ups, and two seeds agree on all figures", async () => {
    const [one, two] = [await posteriorWith("one"), await posteriorWith("two")] as const;
    // Whoever waits hangs up at the rate 1/mean, so that hang-ups are queue time of all ÷ mean (Little's law for the queue).
    // April: 2,000 calls, 250 lost, 75.5 s each. May: 2,200 calls, 15% lost, 98 s each.
    const mean = (2000 * 75.5 + 2200 * 98) / (250 + 0.15 * 2200);
    for (const { learnt } of [one, two]) {
      const patience = learnt.figures.find(({ name }) => name === "queues.101.patience.mean")!;
      expect(patience.range.low).toBeLessThan(mean);
      expect(patience.range.high).toBeGreaterThan(mean);
      // Chance alone is 1/√580 of it; a discrepancy of 8% in waits and 1 point in shares comes on top, by month: a half of
      // 90% is 1.64 × √(1/580 + (0.08² + (1/13.75)²)/2) = 14%. The middle must be nearer than that.
      expect(Math.abs(patience.median / mean - 1)).toBeLessThan(0.14);
      expect(patience.range.high / patience.range.low).toBeLessThan(1.5);
    }
    // A weighted mean is off by the standard deviation over the root of the draws it is worth. Three figures and four
    // standard errors of a difference: one right program in five thousand would fail, and the seeds are fixed.
    const of = (posterior: PosteriorFound, figure: number) => {
      const weights = posterior.draws.map(({ weight }) => weight);
      const values = posterior.draws.map(({ common, monthly }) => [...common, ...monthly.flat()][figure]!);
      const middle = weightedMean(values, weights);
      const square = weightedMean(
        values.map((value) => (value - middle) ** 2),
        weights,
      );
      return { middle, variance: square / posterior.reweighted.effective };
    };
    for (const figure of [0, 1, 2]) {
      const [a, b] = [of(one, figure), of(two, figure)];
      expect(Math.abs(a.middle - b.middle)).toBeLessThan(4 * Math.sqrt(a.variance + b.variance));
    }
  });
});
