import type { Chains } from "./chains.ts";
import { folded, halved, rankNormalised, rHat, tailIndicators, varianceOfMean } from "./chains.ts";
import type { EnsembleDraws } from "./ensembleSampler.ts";

/** How well the draws of several ensembles know one coordinate. */
export interface FigureConvergence {
  readonly name: string;
  /** Split rank-normalised R-hat with each ensemble as one chain: above 1.01, ensembles have found different things. */
  readonly rHat: number;
  /** The same with each walker as one chain: well above 1, walkers stay where they began. */
  readonly walkerRHat: number;
  /** Independent draws that would know the middle as well. */
  readonly bulk: number;
  /** Independent draws that would know the 5% and 95% quantiles as well. */
  readonly tail: number;
  /** Steps of one walker that are worth one independent draw. */
  readonly stepsPerDraw: number;
}

export interface Convergence {
  readonly converged: boolean;
  readonly figures: readonly FigureConvergence[];
  /** What is wrong and what to do, a sentence each; none if converged. */
  readonly advice: readonly string[];
}

/** Vehtari et al. (2021): R-hat at most 1.01, and 400 effective draws for bulk and tail. */
const MOST_R_HAT = 1.01;
const LEAST_DRAWS = 400;
/**
 * Of a walker alone R-hat is about √(1 + time ÷ length): 1.2 where each half is 2.3 autocorrelation times. Walkers that stay
 * where they began are far above it; more length than that is the business of the effective draws.
 */
const MOST_WALKER_R_HAT = 1.2;
const LEAST_TAKEN = 0.05;

/**
 * Whether ensembles that ran by streams of their own have found the same density and drawn enough from it.
 *
 * Walkers of one ensemble steer by one another, so their draws are not independent even of another walker's. Effective
 * sizes are therefore those of the ensemble means: the variance of one draw ÷ the variance of the mean of all, by the
 * autocorrelation of the mean over the walkers of each ensemble.
 *
 * @param names One for each coordinate.
 * @throws RangeError unless all ensembles have as many draws and walkers, and at least eight kept steps.
 * Source: as `chains.ts`; ensemble means after Goodman and Weare (2010), section 3.
 */
export function convergenceOf(ensembles: readonly EnsembleDraws[], names: readonly string[]): Convergence {
  const first = ensembles[0];
  if (first === undefined || first.kept < 8 || names.length !== first.dimensions) {
    throw new RangeError(
      "convergence wants at least one ensemble, eight kept steps, and a name per coordinate",
    );
  }
  if (ensembles.some(({ kept, walkers }) => kept !== first.kept || walkers !== first.walkers)) {
    throw new RangeError("all ensembles must have as many walkers and kept steps");
  }
  const figures = names.map((name, d) => figureOf(name, ensembles, d));
  const advice = [...figures.flatMap(faultsOf), ...slowMoves(ensembles)];
  return { converged: advice.length === 0, figures, advice };
}

function figureOf(name: string, ensembles: readonly EnsembleDraws[], d: number): FigureConvergence {
  const first = ensembles[0]!;
  const { walkers, thin, kept } = first;
  const chains = ensembles.flatMap((draws) => walkersOf(draws, d));
  const scores = rankNormalised(chains);
  const distances = rankNormalised(folded(chains));
  const bulk = sizeByEnsembles(scores, walkers);
  return {
    name,
    rHat: Math.max(rHat(together(scores, walkers)), rHat(together(distances, walkers))),
    walkerRHat: Math.max(rHat(halved(scores)), rHat(halved(distances))),
    bulk,
    tail: Math.min(...tailIndicators(chains).map((indicators) => sizeByEnsembles(indicators, walkers))),
    stepsPerDraw: (ensembles.length * walkers * kept * thin) / bulk,
  };
}

/** The path of every walker in one coordinate. */
function walkersOf({ points, walkers, kept, dimensions }: EnsembleDraws, d: number): Chains {
  return Array.from({ length: walkers }, (_, k) =>
    Float64Array.from({ length: kept }, (__, t) => points[(t * walkers + k) * dimensions + d]!),
  );
}

/** All draws of the first half of each ensemble as one chain, and all of the second as another. */
function together(chains: Chains, walkers: number): Chains {
  const halves = halved(chains);
  return Array.from({ length: (2 * chains.length) / walkers }, (_, i) => {
    const of = (k: number): Float64Array => halves[2 * (Math.floor(i / 2) * walkers + k) + (i % 2)]!;
    const all = new Float64Array(walkers * of(0).length);
    for (let k = 0; k < walkers; k++) all.set(of(k), k * of(0).length);
    return all;
  });
}

function sizeByEnsembles(chains: Chains, walkers: number): number {
  const length = chains[0]!.length;
  const means = Array.from({ length: chains.length / walkers }, (_, e) => {
    const mean = new Float64Array(length);
    for (let k = 0; k < walkers; k++) {
      const chain = chains[e * walkers + k]!;
      for (let t = 0; t < length; t++) mean[t]! += chain[t]! / walkers;
    }
    return mean;
  });
  return varianceOf(chains) / varianceOfMean(halved(means));
}

function varianceOf(chains: Chains): number {
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (const chain of chains) {
    for (const value of chain) {
      const before = value - mean;
      mean += before / ++count;
      squares += before * (value - mean);
    }
  }
  return squares / (count - 1);
}

function faultsOf({ name, rHat: between, walkerRHat, bulk, tail }: FigureConvergence): readonly string[] {
  if (Number.isNaN(between) || Number.isNaN(bulk))
    return [`${name} never moved. Start walkers further apart.`];
  const faults: string[] = [];
  if (!(between <= MOST_R_HAT)) {
    faults.push(
      `Ensembles disagree on ${name} (R-hat ${between.toFixed(3)}, wanted ${MOST_R_HAT}). Burn for longer; ` +
        "if that does not help the density has parts that walkers do not cross: start them in all of it.",
    );
  }
  if (!(walkerRHat <= MOST_WALKER_R_HAT)) {
    faults.push(
      `Walkers have not wandered over all of ${name} (R-hat of walkers ${walkerRHat.toFixed(2)}, wanted ` +
        `${MOST_WALKER_R_HAT}). Take more steps, or burn for longer.`,
    );
  }
  const least = Math.min(bulk, tail);
  if (!(least >= LEAST_DRAWS)) {
    faults.push(
      `${name} has ${Math.floor(least)} effective draws (wanted ${LEAST_DRAWS}). Take about ` +
        `${(LEAST_DRAWS / least).toFixed(1)} times as many steps.`,
    );
  }
  return faults;
}

function slowMoves(ensembles: readonly EnsembleDraws[]): readonly string[] {
  const slow = ensembles.filter(({ accepted }) => !(accepted.differential >= LEAST_TAKEN)).length;
  return slow === 0
    ? []
    : [
        `${slow} of ${ensembles.length} ensembles took fewer than ${100 * LEAST_TAKEN}% of their steps. Use more ` +
          "walkers, or coordinates in which the density is less bent.",
      ];
}
