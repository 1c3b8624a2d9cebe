import type { Calibration, Reading, Structure } from "../../engine/calibration/calibration.ts";
import { calibrateStructure } from "../../engine/calibration/calibrateStructure.ts";
import type { Effort } from "../../engine/calibration/effort.ts";
import { forgetful } from "../../engine/calibration/memory.ts";
import { discrepancyOf, fromScale, outputsIn, outputsOf } from "../../engine/calibration/outputs.ts";
import { PosteriorDensity } from "../../engine/calibration/posteriorDensity.ts";
import { valueAt } from "../../engine/calibration/samplePosterior.ts";
import { simulateRooms } from "../../engine/calibration/simulateRooms.ts";
import type { StructureResult } from "../../engine/calibration/structureResult.ts";
import { tasksHere } from "../../engine/execution/tasksHere.ts";
import type { Executor } from "../../engine/experiment/trial.ts";
import { openStream, type Uniform } from "../../engine/random/streams.ts";
import { normalQuantile } from "../../engine/stats/quantiles.ts";

/** Figures of a room that are known because they were made up, in the units of the figures. */
export interface KnownFigures {
  readonly common: readonly number[];
  /** By month. */
  readonly monthly: readonly (readonly number[])[];
  /** Of each monthly figure: the typical month, and the spread of the logarithm between months. */
  readonly typical: readonly number[];
  readonly spread: readonly number[];
}

/** Far beyond those that a calibration simulates, so that nobody meets the callers who were published. */
const FIRST_PUBLISHED = 1_000_000;
/** A mean wait is printed in whole seconds, and one of none would have no logarithm worth the name. */
const LEAST_WAIT = 1;
/** How the reading of the published waits is called that the months of a known room are made by. */
export const READING: Reading = "answered calls";

/** One room as the priors of a calibration say rooms may be, hierarchy included. */
export function roomFromPrior(
  { spreadBetweenMonths }: Calibration,
  structure: Structure,
  room: number,
): KnownFigures {
  const density = new PosteriorDensity({
    commons: structure.common.length,
    monthlies: structure.monthly.map(({ prior, whole }) => ({
      prior,
      whole,
      spreadScale: spreadBetweenMonths,
      coordinate: "centred",
    })),
    months: structure.months.map(() => ({ reported: [NaN], covariance: [1] })),
    predict: () => 0,
  });
  const point = density.pointAt(density.drawPrior(streamOf("room", room)));
  return { ...point, common: structure.common.map((figure, i) => valueAt(figure, point.common[i]!)) };
}

/**
 * What a room with known figures publishes: one simulated month each, off by the stated discrepancy, waits in whole
 * seconds.
 *
 * @param room Rooms of different numbers meet different callers.
 * @returns By month, for each figure to be matched: a share, or seconds.
 */
export async function publishedBy(
  executor: Executor,
  calibration: Calibration,
  structure: Structure,
  figures: KnownFigures,
  room: number,
): Promise<readonly (readonly number[])[]> {
  const outputs = outputsOf(
    calibration,
    structure.months.map(({ reported }) => reported),
  );
  const chosen = outputsIn(outputs, READING);
  const uniform = streamOf("published", room);
  const published: (readonly number[])[] = [];
  const jobs = structure.months.map((month, m) => ({
    room: month,
    values: [...figures.common, ...figures.monthly[m]!],
    firstReplication: FIRST_PUBLISHED + room * structure.months.length + m,
    replications: 1,
  }));
  await simulateRooms(executor, jobs, outputs, ({ together }) => {
    published.push(
      chosen.map((o) => {
        const { scale, match } = outputs[o]!;
        const { figure, discrepancy } = calibration.match[match]!;
        const seen = Math.max(0, fromScale(scale, together[o]!));
        const off = seen + discrepancyOf(discrepancy, seen) * normalQuantile(uniform());
        return figure === "attrition" ? Math.min(1, Math.max(0, off)) : Math.max(LEAST_WAIT, Math.round(off));
      }),
    );
  });
  return published;
}

/** Calibrates on what was published alone. */
export async function calibrateBlind(
  executor: Executor,
  calibration: Calibration,
  structure: Structure,
  published: readonly (readonly number[])[],
  effort: Effort,
): Promise<StructureResult> {
  const months = structure.months.map((month, m) => ({ ...month, reported: published[m]! }));
  const result = await calibrateStructure(calibration, { ...structure, months }, effort, {
    executor,
    tasks: tasksHere(),
    memory: forgetful(),
  });
  if (result === null) throw new Error("a calibration that nobody interrupts comes to an end");
  return result;
}

function streamOf(use: string, room: number): Uniform {
  return openStream({ seed: `known ${use}`, replication: room, purpose: "design", queue: "" });
}
