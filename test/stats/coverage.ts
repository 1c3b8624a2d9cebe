import { openStream } from "../../engine/random/streams.ts";
import type { Uniform } from "../../engine/random/streams.ts";
import { normalQuantile } from "../../engine/stats/quantiles.ts";

/** Random numbers for a test of its own. */
export const numbersFor = (test: string): Uniform =>
  openStream({ seed: test, replication: 0, purpose: "talk", queue: "" });

/**
 * How often something with probability `p` may happen in `trials` trials: beyond these limits lies a chance of about
 * one in ten thousand (binomial, normal approximation, half a count for its steps).
 */
export function binomialLimits(trials: number, p: number): { readonly least: number; readonly most: number } {
  const reach = normalQuantile(1 - 0.5e-4) * Math.sqrt(trials * p * (1 - p)) + 0.5;
  return { least: trials * p - reach, most: trials * p + reach };
}

export function timesThat(trials: number, happens: () => boolean): number {
  let count = 0;
  for (let i = 0; i < trials; i++) if (happens()) count++;
  return count;
}
