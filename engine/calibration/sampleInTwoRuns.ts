import type { Uniform } from "../random/streams.ts";
import { streamAt, type StreamPlace } from "../random/streamPlace.ts";
import { sortedQuantile } from "../stats/sortedQuantile.ts";
import type { EnsembleDraws } from "./ensembleSampler.ts";
import type { EnsembleRan, EnsembleRun } from "./runEnsemble.ts";
import { type Curve, Straightened } from "./straightened.ts";

export interface TwoRuns {
  readonly dimensions: number;
  readonly walkers: number;
  /** Of the second run, as in `Sampling`. */
  readonly burn: number;
  readonly steps: number;
  readonly thin: number;
  /** Steps of every walker in the first run; the second half of them shapes the second run and is then dropped. */
  readonly firstSteps: number;
  /** How many of the first coordinates the others follow: for a posterior, the number of common figures. */
  readonly leading: number;
  /** Whether draws of the second run will do. They always will, if left out. */
  readonly enough?: (draws: readonly EnsembleDraws[]) => boolean;
  /** How often a second run that will not do is followed by one of twice as many steps. None, if left out. */
  readonly doublings?: number;
}

/** Runs ensembles that know nothing of each other, somewhere; null if that was interrupted. */
export type RunEnsembles = (
  runs: readonly EnsembleRun[],
  tell: (done: number) => void,
) => Promise<readonly EnsembleRan[] | null>;

/**
 * Draws by several ensembles, in two runs: the first finds where the density is and along which curve the last coordinates
 * follow the first; the second draws in coordinates counted from that curve. Worth it where each month's figure is known
 * closely given the common ones: on an invented posterior of eighteen coordinates, a draw of the second run was worth two
 * to four of the first.
 *
 * Each ensemble has its own start and stream, and its second run starts from its own first one, so that ensembles that
 * have found different things still disagree; the curve is that of all. Walkers that the first run has left far from all
 * others are dropped.
 *
 * If the draws of the second run will not do, they take the place of the first run's: another second run starts from
 * them, counted from their curve, of twice as many steps.
 *
 * @param starts   For each ensemble, walkers × dimensions.
 * @param streams  For each ensemble its stream.
 * @param runAll   Runs them; decides the density.
 * @param progress Called with steps done and steps in all, of all walkers of all ensembles. The latter rise with each doubling.
 * @returns Draws of the second run, in the coordinates of the density; null if it was interrupted.
 * @throws RangeError as `sampleEnsemble` and `Straightened` do.
 */
export async function sampleInTwoRuns(
  sampling: TwoRuns,
  starts: readonly Float64Array[],
  streams: readonly StreamPlace[],
  runAll: RunEnsembles,
  progress?: (done: number, of: number) => void,
): Promise<readonly EnsembleDraws[] | null> {
  const { firstSteps, steps, thin } = sampling;
  let before = 0;
  let of = starts.length * (firstSteps + sampling.burn + steps);
  const run = async (runs: readonly EnsembleRun[]): Promise<readonly EnsembleRan[] | null> => {
    const ran = await runAll(runs, (done) => progress?.(before + done, of));
    for (const each of runs) before += each.burn + each.steps;
    return ran;
  };
  const half = Math.floor(firstSteps / 2);
  const { walkers } = sampling;
  const length = { walkers, burn: half, steps: firstSteps - half, thin: Math.min(thin, half) };
  const first = await run(starts.map((start, e) => ({ ...length, start, stream: streams[e]!, curve: null })));
  let ran = first && (await run(secondRuns(sampling, first)));
  for (
    let doubled = 1;
    ran !== null &&
    doubled <= (sampling.doublings ?? 0) &&
    sampling.enough?.(ran.map(({ draws }) => draws)) === false;
    doubled++
  ) {
    const longer = { ...sampling, steps: steps * 2 ** doubled, thin: thin * 2 ** doubled };
    of += starts.length * (longer.burn + longer.steps);
    ran = await run(secondRuns(longer, ran));
  }
  return ran?.map(({ draws }) => draws) ?? null;
}

/** Runs in coordinates counted from the curve of earlier draws, each ensemble starting from its own. */
function secondRuns(
  { leading, walkers, dimensions, burn, steps, thin }: TwoRuns,
  earlier: readonly EnsembleRan[],
): readonly EnsembleRun[] {
  const draws = earlier.map((ran) => ran.draws);
  const limit = straggling(draws);
  const straightened = Straightened.by(draws, leading, limit);
  const curve: Curve = straightened.curve;
  return earlier.map((ran) => {
    const { uniform, place } = streamAt(ran.stream);
    const start = new Float64Array(walkers * dimensions);
    drawnFrom(ran.draws, walkers, limit, uniform).forEach((at, k) => {
      start.set(straightened.straighten(at), k * dimensions);
    });
    return { walkers, burn, steps, thin, start, stream: place(), curve };
  });
}

/**
 * The log density below which a draw is not one of the density but of a walker that has not yet come to it. Of a normal in
 * d dimensions the log density is its greatest less half a chi-square with d degrees of freedom, and less than the median
 * by d + 10 about once in a million draws or more seldom.
 */
function straggling(draws: readonly EnsembleDraws[]): number {
  const logs = Float64Array.from(draws.flatMap(({ logDensities }) => Array.from(logDensities))).sort();
  return sortedQuantile(logs, 0.5) - draws[0]!.dimensions - 10;
}

/** Different draws of one ensemble, picked by a stream, as many as there are walkers, none that straggles. */
function drawnFrom(
  { points, logDensities, dimensions }: EnsembleDraws,
  count: number,
  limit: number,
  uniform: Uniform,
): readonly Float64Array[] {
  const rows = Array.from(logDensities.keys()).filter((row) => logDensities[row]! >= limit);
  if (rows.length < count) {
    throw new RangeError(
      "walkers of the first run have not come to the density. Give it more steps, or better starts",
    );
  }
  return Array.from({ length: count }, (_, k) => {
    const other = k + Math.floor(uniform() * (rows.length - k));
    [rows[k], rows[other]] = [rows[other]!, rows[k]!];
    return points.slice(rows[k] * dimensions, (rows[k] + 1) * dimensions);
  });
}
