import { streamAt, type StreamPlace } from "../random/streamPlace.ts";
import { type EnsembleDraws, type Sampling, walkEnsemble } from "./ensembleSampler.ts";
import {
  type MonthOfData,
  type MonthlyFigure,
  PosteriorDensity,
  type PosteriorModel,
} from "./posteriorDensity.ts";
import { type Asked, surfaceOf } from "./smoothSurface.ts";
import type { Steps } from "./steps.ts";
import { type Curve, Straightened } from "./straightened.ts";

/** One run of one ensemble, but for the density it draws from. Plain data. */
export interface EnsembleRun extends Pick<Sampling, "walkers" | "burn" | "steps" | "thin"> {
  /** walkers × dimensions; counted from the curve, if there is one. */
  readonly start: Float64Array;
  readonly stream: StreamPlace;
  /** From which coordinates are counted while walkers walk. */
  readonly curve: Curve | null;
}

/** Draws of one run in the coordinates of the density, and the stream where the run has left it. */
export interface EnsembleRan {
  readonly draws: EnsembleDraws;
  readonly stream: StreamPlace;
}

/** What a posterior density is made of, as plain data: `PosteriorModel` with surfaces in place of a function. */
export interface PosteriorAsked {
  readonly commons: number;
  readonly monthlies: readonly MonthlyFigure[];
  readonly months: readonly MonthOfData[];
  /** Of each month, of each output compared. */
  readonly surfaces: readonly (readonly Asked[])[];
}

export function modelOf({ commons, monthlies, months, surfaces }: PosteriorAsked): PosteriorModel {
  const asked = surfaces.map((ofMonth) => ofMonth.map(surfaceOf));
  return {
    commons,
    monthlies,
    months,
    predict: (month, output, u) => asked[month]![output]!.mean(u),
  };
}

/** Runs one ensemble of a posterior. */
export function* runEnsemble(run: EnsembleRun & { readonly posterior: PosteriorAsked }): Steps<EnsembleRan> {
  const { logDensity, dimensions, blocks } = new PosteriorDensity(modelOf(run.posterior));
  return yield* walkRun(run, { logDensity, dimensions, blocks });
}

/** Runs one ensemble of any density. */
export function* walkRun(
  { walkers, burn, steps, thin, start, stream, curve }: EnsembleRun,
  density: Pick<Sampling, "logDensity" | "dimensions" | "blocks">,
): Steps<EnsembleRan> {
  const { uniform, place } = streamAt(stream);
  const sampling: Sampling = { ...density, walkers, burn, steps, thin };
  if (curve === null) {
    const draws = yield* walkEnsemble(sampling, start, uniform);
    return { draws, stream: place() };
  }
  const straightened = new Straightened(curve);
  const logDensity = straightened.density(density.logDensity);
  const draws = yield* walkEnsemble({ ...sampling, logDensity }, start, uniform);
  return { draws: straightened.bendAll(draws), stream: place() };
}
