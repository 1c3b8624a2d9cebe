import type { EnsembleDraws, Sampling } from "../../engine/calibration/ensembleSampler.ts";
import { sampleEnsemble } from "../../engine/calibration/ensembleSampler.ts";
import type { PosteriorDensity } from "../../engine/calibration/posteriorDensity.ts";
import { openStream } from "../../engine/random/streams.ts";
import type { StreamParts, Uniform } from "../../engine/random/streams.ts";
import { gammaCdf, normalQuantile } from "../../engine/stats/quantiles.ts";

/** What names a stream of its own for each use in a test. */
export const streamParts = (use: string, number = 0): StreamParts => ({
  seed: use,
  replication: number,
  purpose: "design",
  queue: "",
});
export const streamFor = (use: string, number = 0): Uniform => openStream(streamParts(use, number));

/** Standard normal numbers from a stream. */
export const normalsFrom = (uniform: Uniform) => (): number => normalQuantile(uniform());

/** Numbers in (0, 1) by Park and Miller's minimal standard generator, so that other programs can make the same ones. */
export function parkMiller(count: number, seed: number): Float64Array {
  let state = seed;
  return Float64Array.from({ length: count }, () => (state = (state * 16807) % 2147483647) / 2147483647);
}

/** Walkers scattered about 0. */
export function scattered(
  walkers: number,
  dimensions: number,
  use: string,
  number: number,
  sd = 1,
): Float64Array {
  const normal = normalsFrom(streamFor(`start of ${use}`, number));
  return Float64Array.from({ length: walkers * dimensions }, () => sd * normal());
}

export function ensembles(sampling: Sampling, use: string, count: number, sd = 1): readonly EnsembleDraws[] {
  return Array.from({ length: count }, (_, e) =>
    sampleEnsemble(sampling, scattered(sampling.walkers, sampling.dimensions, use, e, sd), streamFor(use, e)),
  );
}

export const namesOf = (dimensions: number): readonly string[] =>
  Array.from({ length: dimensions }, (_, d) => `x${d}`);

/** All draws of all ensembles, a row each. */
export function rowsOf(draws: readonly EnsembleDraws[]): readonly Float64Array[] {
  return draws.flatMap(({ points, dimensions, kept, walkers }) =>
    Array.from({ length: kept * walkers }, (_, i) => points.subarray(i * dimensions, (i + 1) * dimensions)),
  );
}

export const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** Walkers that start from draws of the prior. */
export function sampled(
  density: PosteriorDensity,
  use: string,
  walkers: number,
  burn: number,
  steps: number,
  count = 1,
) {
  return Array.from({ length: count }, (_, e) => {
    const uniform = streamFor(`start of ${use}`, e);
    const start = new Float64Array(walkers * density.dimensions);
    for (let k = 0; k < walkers; k++) start.set(density.drawPrior(uniform), k * density.dimensions);
    const { logDensity, dimensions } = density;
    return sampleEnsemble(
      { logDensity, dimensions, walkers, burn, steps, thin: 10 },
      start,
      streamFor(use, e),
    );
  });
}

/** Probability that evenly spread numbers in [0, 1] would fill classes more evenly than these (chi-square). */
export function unevenness(shares: readonly number[], classes: number): number {
  const counts = new Float64Array(classes);
  for (const share of shares) counts[Math.min(classes - 1, Math.floor(classes * share))]!++;
  const expected = shares.length / classes;
  const square = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return gammaCdf(square / 2, (classes - 1) / 2);
}
