import { streamAt } from "../random/streamPlace.ts";
import type { Calibration, Movable, Reading, Structure } from "./calibration.ts";
import { type Convergence, convergenceOf } from "./convergence.ts";
import type { EmulatedMonth } from "./emulated.ts";
import type { EnsembleDraws } from "./ensembleSampler.ts";
import type { MonthTarget } from "./implausibility.ts";
import { PosteriorDensity, type PosteriorPoint } from "./posteriorDensity.ts";
import { priorRange } from "./priorRange.ts";
import { modelOf, type PosteriorAsked } from "./runEnsemble.ts";
import { sampleInTwoRuns } from "./sampleInTwoRuns.ts";
import type { Design } from "./design.ts";
import type { Tasks } from "./tasks.ts";

/** Ensembles that know nothing of each other, so that they can disagree. */
const ENSEMBLES = 2;
/** Walkers for each coordinate. */
const WALKERS = 2.5;
/** Shares of the steps asked for: of a first run that only finds the shape, and of steps thrown away after it. */
const FIRST = 0.5;
const BURN = 0.15;
/** Kept steps of each walker: more take memory and say nothing new, as neighbours are alike. */
const KEPT = 500;
/** Where a walker starts, the spread between months is this share of its scale. */
const START_SPREAD = 0.7;

/** Draws from the emulated posterior, in the order in which they are to be used. */
export interface EmulatedPosterior {
  readonly points: readonly PosteriorPoint[];
  /** Log likelihood of each by the emulators. */
  readonly logLikelihoods: Float64Array;
  readonly convergence: Convergence;
}

/** What the density of a calibration is made of. */
export interface Sampled {
  readonly calibration: Calibration;
  readonly structure: Structure;
  readonly reading: Reading;
  /** Outputs compared, as indices into the emulators of a month. */
  readonly chosen: readonly number[];
  readonly emulated: readonly EmulatedMonth[];
  readonly targets: readonly MonthTarget[];
}

/** The density of all figures given what was published, see `posteriorOf`. */
export function densityOf(
  sampled: Sampled,
  given?: (month: number, output: number) => boolean,
): PosteriorDensity {
  return new PosteriorDensity(modelOf(posteriorOf(sampled, given)));
}

/**
 * What the density of all figures given what was published is made of. What an emulator does not know of itself is taken
 * as the same everywhere.
 *
 * @param given Which outputs of which months count; all of them if left out. The others are predicted.
 */
export function posteriorOf(
  { calibration, structure, chosen, emulated, targets }: Sampled,
  given: (month: number, output: number) => boolean = () => true,
): PosteriorAsked {
  const k = chosen.length;
  return {
    commons: structure.common.length,
    monthlies: structure.monthly.map(({ prior, whole }) => ({
      prior,
      whole,
      spreadScale: calibration.spreadBetweenMonths,
      coordinate: "centred",
    })),
    months: targets.map(({ observed, covariance }, m) => ({
      reported: Array.from(observed, (value, i) => (given(m, i) ? value : NaN)),
      covariance: Array.from(covariance, (value, cell) => {
        const row = Math.floor(cell / k);
        const own = row === cell % k ? emulated[m]!.emulators[chosen[row]!]!.usualVariance : 0;
        return value + own;
      }),
    })),
    surfaces: emulated.map(({ emulators }) => chosen.map((o) => emulators[o]!.asked)),
  };
}

export interface SamplerEffort {
  /** Of each walker. */
  readonly steps: number;
  /** How often the steps are doubled, at most, if ensembles disagree or effective draws are too few. */
  readonly doublings?: number;
  /** Wanted, spread evenly over all that was kept. */
  readonly draws: number;
  readonly name: string;
}

/** Where ensembles run, and how to stop them. */
export interface Running {
  readonly tasks: Tasks;
  readonly signal?: AbortSignal;
  readonly progress?: (done: number, of: number) => void;
}

/**
 * Draws from the density, by ensembles that start at points that were not ruled out.
 *
 * @param posterior What the density is made of.
 * @param starts    Such points, each month at values of its own that go with them.
 * @returns null if it was interrupted.
 */
export async function samplePosterior(
  { calibration, structure }: Pick<Sampled, "calibration" | "structure">,
  posterior: PosteriorAsked,
  starts: Design,
  { steps, doublings = 0, draws, name }: SamplerEffort,
  { tasks, signal, progress }: Running,
): Promise<EmulatedPosterior | null> {
  const density = new PosteriorDensity(modelOf(posterior));
  const { dimensions } = density;
  const walkers = Math.max(Math.ceil(WALKERS * dimensions), dimensions + 4);
  const streams = Array.from({ length: ENSEMBLES }, (_, ensemble) =>
    streamAt({
      parts: { seed: calibration.seed, replication: ensemble, purpose: "posterior", queue: name },
      spent: 0,
    }),
  );
  const begin = streams.map(({ uniform }) => {
    const start = new Float64Array(walkers * dimensions);
    for (let w = 0; w < walkers; w++) {
      const row = Math.floor(uniform() * starts.points);
      const at = startOf(density, structure, starts, row, calibration.spreadBetweenMonths);
      for (let d = 0; d < dimensions; d++) {
        // A little apart, since walkers that start at one point share it.
        start[w * dimensions + d] = at[d]! + 0.02 * (uniform() - 0.5);
      }
    }
    return start;
  });
  const names = density.names(
    structure.common.map(({ figure }) => figure),
    structure.monthly.map(({ figure }) => figure),
    structure.months.map(({ month }) => month),
  );
  let judged: { readonly drawn: readonly EnsembleDraws[]; readonly found: Convergence } | null = null;
  const convergence = (drawn: readonly EnsembleDraws[]): Convergence => {
    // It takes seconds, and what was judged last is often what is kept.
    judged = judged?.drawn === drawn ? judged : { drawn, found: convergenceOf(drawn, names) };
    return judged.found;
  };
  const ensembles = await sampleInTwoRuns(
    {
      dimensions,
      walkers,
      firstSteps: Math.ceil(FIRST * steps),
      burn: Math.ceil(BURN * steps),
      steps,
      thin: Math.max(1, Math.floor(steps / KEPT)),
      leading: structure.common.length,
      enough: (drawn) => convergence(drawn).converged,
      doublings,
    },
    begin,
    streams.map(({ place }) => place()),
    (runs, tell) =>
      tasks.run(
        "run an ensemble",
        runs.map((run) => ({ ...run, posterior })),
        tell,
        signal,
      ),
    progress,
  );
  if (ensembles === null) return null;
  const kept = ensembles.flatMap(({ points }) =>
    Array.from({ length: points.length / dimensions }, (_, i) =>
      points.subarray(i * dimensions, (i + 1) * dimensions),
    ),
  );
  const picked = Array.from(
    { length: draws },
    (_, i) => kept[Math.floor(((i + 0.5) * kept.length) / draws)]!,
  );
  return {
    points: picked.map((x) => density.pointAt(x)),
    logLikelihoods: Float64Array.from(picked, (x) => density.logLikelihood(x)),
    convergence: convergence(ensembles),
  };
}

/** Coordinates of one point of a design. */
function startOf(
  density: PosteriorDensity,
  structure: Structure,
  starts: Design,
  row: number,
  scale: number,
): Float64Array {
  const width = starts.common + starts.monthly;
  const placesOf = (month: number): Float64Array =>
    starts.ofMonth[month]!.subarray(row * width, (row + 1) * width);
  const monthly = structure.months.map((_, m) =>
    structure.monthly.map((figure, f) => valueAt(figure, placesOf(m)[starts.common + f]!)),
  );
  const typical = structure.monthly.map((_, f) =>
    Math.exp(monthly.reduce((sum, values) => sum + Math.log(values[f]!), 0) / monthly.length),
  );
  return density.coordinatesOf({
    common: Array.from(placesOf(0).subarray(0, starts.common)),
    typical,
    spread: typical.map(() => START_SPREAD * scale),
    monthly,
  });
}

/** A value by its place in the prior, before it is rounded. */
export function valueAt({ prior, whole }: Movable, place: number): number {
  return priorRange(prior, whole).valueAt(place);
}
