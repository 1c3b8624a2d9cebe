import { sortedQuantile } from "../stats/sortedQuantile.ts";
import type { Uniform } from "../random/streams.ts";
import type { EnsembleDraws, Sampling } from "./ensembleSampler.ts";
import { sampleEnsemble } from "./ensembleSampler.ts";
import { Straightened } from "./straightened.ts";

export interface TwoRuns extends Sampling {
  /** Steps of every walker in the first run; the second half of them shapes the second run and is then dropped. */
  readonly firstSteps: number;
  /** How many of the first coordinates the others follow: for a posterior, the number of common figures. */
  readonly leading: number;
  /** Whether draws of the second run will do. They always will, if left out. */
  readonly enough?: (draws: readonly EnsembleDraws[]) => boolean;
  /** How often a second run that will not do is followed by one of twice as many steps. None, if left out. */
  readonly doublings?: number;
}

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
 * @param uniforms For each ensemble its stream.
 * @param progress Called with steps done and steps in all, of all walkers of all ensembles. The latter rise with each doubling.
 * @returns Draws of the second run, in the coordinates of `logDensity`.
 * @throws RangeError as `sampleEnsemble` and `Straightened` do.
 */
export function sampleInTwoRuns(
  sampling: TwoRuns,
  starts: readonly Float64Array[],
  uniforms: readonly Uniform[],
  progress?: (done: number, of: number) => void,
): readonly EnsembleDraws[] {
  const { firstSteps, steps, thin } = sampling;
  let before = 0;
  let of = starts.length * (firstSteps + sampling.burn + steps);
  const run = (wanted: Sampling, start: Float64Array, uniform: Uniform): EnsembleDraws => {
    const draws = sampleEnsemble(wanted, start, uniform, (done) => progress?.(before + done, of));
    before += wanted.burn + wanted.steps;
    return draws;
  };
  const half = Math.floor(firstSteps / 2);
  const first = starts.map((start, e) =>
    run(
      { ...sampling, burn: half, steps: firstSteps - half, thin: Math.min(thin, half) },
      start,
      uniforms[e]!,
    ),
  );
  let draws = secondRun(sampling, first, uniforms, run);
  for (
    let doubled = 1;
    doubled <= (sampling.doublings ?? 0) && sampling.enough?.(draws) === false;
    doubled++
  ) {
    const longer = { ...sampling, steps: steps * 2 ** doubled, thin: thin * 2 ** doubled };
    of += starts.length * (longer.burn + longer.steps);
    draws = secondRun(longer, draws, uniforms, run);
  }
  return draws;
}

/** Draws in coordinates counted from the curve of earlier draws, each ensemble starting from its own. */
function secondRun(
  sampling: TwoRuns,
  earlier: readonly EnsembleDraws[],
  uniforms: readonly Uniform[],
  run: (wanted: Sampling, start: Float64Array, uniform: Uniform) => EnsembleDraws,
): readonly EnsembleDraws[] {
  const { leading, walkers } = sampling;
  const limit = straggling(earlier);
  const curve = new Straightened(earlier, leading, limit);
  const straight: Sampling = { ...sampling, logDensity: curve.density(sampling.logDensity) };
  return earlier.map((draws, e) => {
    const places = drawnFrom(draws, walkers, limit, uniforms[e]!).map((place) => curve.straighten(place));
    const start = new Float64Array(walkers * sampling.dimensions);
    places.forEach((place, k) => {
      start.set(place, k * sampling.dimensions);
    });
    return curve.bendAll(run(straight, start, uniforms[e]!));
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
