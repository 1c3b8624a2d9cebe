import type { Executor } from "../experiment/trial.ts";
import { equalRows, type Posterior } from "../scenario/posteriorFile.ts";
import { normalQuantile } from "../stats/quantiles.ts";
import type { Calibration, Structure } from "./calibration.ts";
import { fromScale, type Output, statedVariance, toScale } from "./outputs.ts";
import { type RoomJob, type RoomSeen, simulateRooms } from "./simulateRooms.ts";

/** A published figure beside what the simulation says under the posterior. In the unit of the figure. */
export interface Fitted {
  readonly month: string;
  readonly output: number;
  readonly reported: number;
  readonly median: number;
  /** 95% of single months: what is not known, chance, rounding and stated discrepancy. */
  readonly low: number;
  readonly high: number;
  readonly inside: boolean;
  /** Reported less predicted, in standard deviations of that, on the scale of the output. */
  readonly z: number;
  /** Standard error of an end of the interval by the draws being few, in the same standard deviations. */
  readonly endError: number;
}

export interface Fit {
  readonly figures: readonly Fitted[];
  readonly draws: number;
  readonly replications: number;
}

/** Ends of the interval, in standard deviations. */
export const ENDS = normalQuantile(0.975);

/**
 * Simulates every month under draws of the posterior, each draw with months of its own that no calibration has seen, and
 * holds what comes out against what was published.
 *
 * The variance of a single month is that between the draws' means, less the share of chance in them, and that within the
 * draws, which is chance; rounding and discrepancy are added. Nothing in it can be tuned.
 *
 * @param fresh The first replication that no calibration has used.
 * @returns null if it was interrupted.
 */
export async function checkFit(
  calibration: Calibration,
  structure: Structure,
  outputs: readonly Output[],
  posterior: Posterior,
  {
    draws,
    replications,
    fresh,
  }: { readonly draws: number; readonly replications: number; readonly fresh: number },
  executor: Executor,
  options: {
    readonly signal?: AbortSignal;
    readonly progress?: (progress: { readonly done: number; readonly of: number }) => void;
  } = {},
): Promise<Fit | null> {
  const rows = equalRows(posterior.draws.map(({ weight }) => weight));
  const picked = Array.from(
    { length: draws },
    (_, d) => posterior.draws[rows[Math.floor(((d + 0.5) * rows.length) / draws)]!]!,
  );
  const jobs = structure.months.flatMap((room) =>
    picked.map(({ common, monthly }, d): RoomJob => ({
      room,
      values: [...common, ...(monthly[room.month] ?? [])],
      firstReplication: fresh + d * replications,
      replications,
    })),
  );
  const seen: RoomSeen[] = [];
  const complete = await simulateRooms(executor, jobs, outputs, (one) => seen.push(one), options);
  if (complete < jobs.length) return null;
  const figures = structure.months.flatMap(({ month, reported }, m) =>
    outputs.map((output, o): Fitted => {
      const match = calibration.match[output.match]!;
      const published = reported[output.match]!;
      const stated = statedVariance(match, output, published);
      const found = seen.slice(m * draws, (m + 1) * draws).map(({ each }) => each.map((one) => one[o]!));
      return { month, output: o, reported: published, ...fitted(found, stated, output, published) };
    }),
  );
  return { figures, draws, replications };
}

/** @param found For each draw, its replications, on the scale of the output. */
function fitted(
  found: readonly (readonly number[])[],
  stated: number,
  { scale }: Output,
  reported: number,
): Omit<Fitted, "month" | "output" | "reported"> {
  const draws = found.length;
  const replications = found[0]!.length;
  const means = found.map((values) => values.reduce((sum, value) => sum + value, 0) / replications);
  const mean = means.reduce((sum, value) => sum + value, 0) / draws;
  const between = means.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (draws - 1);
  const inside = found.reduce(
    (sum, values, d) => sum + values.reduce((some, value) => some + (value - means[d]!) ** 2, 0),
    0,
  );
  const degrees = draws * (replications - 1);
  const chance = inside / degrees;
  // The means hold chance ÷ replications already; the rest of a single month's chance comes on top.
  const more = (1 - 1 / replications) * chance;
  const variance = between + more + stated;
  const sd = Math.sqrt(variance);
  const ofVariance = (2 * between ** 2) / (draws - 1) + (2 * more ** 2) / degrees;
  const z = (toScale(scale, reported) - mean) / sd;
  const natural = (value: number): number => Math.max(0, fromScale(scale, value));
  return {
    median: natural(mean),
    low: natural(mean - ENDS * sd),
    high: natural(mean + ENDS * sd),
    inside: Math.abs(z) <= ENDS,
    z,
    endError: Math.sqrt(between / draws / variance + (ENDS ** 2 * ofVariance) / (4 * variance ** 2)),
  };
}
