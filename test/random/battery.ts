import { PURPOSES } from "../../engine/random/streams.ts";
import type { StreamParts, Uniform } from "../../engine/random/streams.ts";
import { gammaQuantile, normalQuantile } from "../../engine/stats/quantiles.ts";

/**
 * Chance that a faultless generator exceeds one limit. The battery compares 5 + 1 + 5 + 1 + 36 + 3 = 51 statistics
 * with their limits, so a faultless one fails somewhere once in two thousand choices of the seed.
 */
const CHANCE = 1e-5;

type Open = (parts: StreamParts) => Uniform;

/** What is wrong with a family of streams: one line for each statistic beyond its limit. */
export function faultsOf(open: Open): string[] {
  const faults: string[] = [];
  const judge = (name: string, statistic: number, limit: number): void => {
    if (!(Math.abs(statistic) <= limit)) faults.push(`${name}: ${statistic} is beyond ${limit}`);
  };
  const base: StreamParts = { seed: "kent", replication: 0, purpose: "talk", queue: "101" };

  const long = take(open(base), 200_000);
  judge("values of one stream", chiSquare(long, 256), chiSquareLimit(256));
  for (const lag of [1, 2, 3, 4, 5]) {
    const r = correlation(long.subarray(0, -lag), long.subarray(lag));
    judge(`one stream, lag ${lag}`, r, correlationLimit(long.length - lag));
  }

  const replications = Array.from({ length: 4000 }, (_, replication) => replication);
  const draws = replications.map((replication) => take(open({ ...base, replication }), 5));
  const atPlace = (place: number): Float64Array => Float64Array.from(draws, (five) => five[place]!);
  judge("first draws of all replications", chiSquare(atPlace(0), 100), chiSquareLimit(100));
  for (const place of [0, 1, 2, 3, 4]) {
    const values = atPlace(place);
    const r = correlation(values.subarray(0, -1), values.subarray(1));
    judge(`replication and the next, draw ${place + 1}`, r, correlationLimit(values.length - 1));
  }

  const firstDraws = (parts: Partial<StreamParts>): Float64Array =>
    Float64Array.from(replications, (replication) => open({ ...base, ...parts, replication })());
  const compareAll = (families: readonly (readonly [string, Float64Array])[]): void => {
    families.forEach(([name, values], i) => {
      for (const [other, others] of families.slice(0, i)) {
        judge(`${name} and ${other}`, correlation(values, others), correlationLimit(values.length));
      }
    });
  };
  compareAll(PURPOSES.map((purpose) => [purpose, firstDraws({ purpose })]));
  compareAll(["101", "102", "999"].map((queue) => [queue, firstDraws({ queue })]));
  return faults;
}

function take(uniform: Uniform, count: number): Float64Array {
  return new Float64Array(count).map(() => uniform());
}

function chiSquare(uniforms: Float64Array, bins: number): number {
  const counts = new Float64Array(bins);
  for (const u of uniforms) counts[Math.floor(u * bins)]!++;
  const expected = uniforms.length / bins;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** A chi-square variable is twice a gamma variable with half its degrees of freedom as shape. */
export function chiSquareLimit(bins: number, chance = CHANCE): number {
  return 2 * gammaQuantile(1 - chance, (bins - 1) / 2);
}

/** The correlation of n independent pairs is near normal around 0 with standard deviation 1/√n. */
function correlationLimit(n: number): number {
  return normalQuantile(1 - CHANCE / 2) / Math.sqrt(n);
}

function correlation(first: Float64Array, second: Float64Array): number {
  const mean = (values: Float64Array): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [a, b] = [mean(first), mean(second)];
  let [both, squaresA, squaresB] = [0, 0, 0];
  first.forEach((value, i) => {
    both += (value - a) * (second[i]! - b);
    squaresA += (value - a) ** 2;
    squaresB += (second[i]! - b) ** 2;
  });
  return both / Math.sqrt(squaresA * squaresB);
}
