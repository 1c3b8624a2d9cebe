import type { Uniform } from "../random/streams.ts";
import { requireWhole } from "../check.ts";
import { fitParetoTail, paretoQuantile } from "./paretoTail.ts";
import { ascending, effectiveDraws } from "./weighted.ts";

/** Draws from one density made to count as draws from another. */
export interface Reweighted {
  /** One for each draw; they add up to one. The largest are smoothed. */
  readonly weights: Float64Array;
  /** Equal draws that would know a mean as well: 1 ÷ sum of squared weights. */
  readonly effective: number;
  /** Shape of the tail of the raw weights, k-hat; −Infinity where the largest are all alike or draws are too few to say. */
  readonly kHat: number;
  /** The largest shape at which so many draws give means that can be relied on. */
  readonly mostK: number;
  readonly reliable: boolean;
  /** What the shape says, and what to do if it is bad. */
  readonly says: string;
}

const LEAST_TAIL = 5;

/**
 * Weights of draws from the emulated posterior for the posterior of the simulation itself: log weight = log likelihood of
 * what was simulated − log likelihood of what was emulated. The largest weights are replaced by the quantiles of a Pareto
 * tail fitted to them, which costs a little bias for far less chance, and whose shape says if the two posteriors overlap.
 *
 * @param simulated Log likelihood of each draw, by simulation. −Infinity: cannot be.
 * @param emulated  Log likelihood of the same draws, by emulator.
 * @throws RangeError unless both have as many finite (or, of the simulated, −Infinite) numbers, at least one finite.
 * Source: Vehtari, Simpson, Gelman, Yao and Gabry (2024), "Pareto smoothed importance sampling", Journal of Machine
 * Learning Research 25(72), 1–58.
 */
export function reweighted(simulated: ArrayLike<number>, emulated: ArrayLike<number>): Reweighted {
  const count = simulated.length;
  if (emulated.length !== count || count === 0) {
    throw new RangeError("simulated and emulated must have as many log likelihoods, at least one");
  }
  const logs = Float64Array.from({ length: count }, (_, i) => simulated[i]! - emulated[i]!);
  const most = logs.reduce((a, b) => Math.max(a, b), -Infinity);
  if (!logs.every((log) => log < Infinity) || most === -Infinity) {
    throw new RangeError("log likelihoods must be numbers, and one of the simulated above −Infinity");
  }
  const raw = logs.map((log) => Math.exp(log - most));
  const { weights, kHat } = smoothed(raw);
  const total = weights.reduce((a, b) => a + b, 0);
  const normal = weights.map((weight) => weight / total);
  const mostK = Math.min(1 - 1 / Math.log10(Math.max(count, 2)), 0.7);
  const reliable = kHat <= mostK;
  return {
    weights: normal,
    effective: effectiveDraws(normal),
    kHat,
    mostK,
    reliable,
    says: words(kHat, mostK),
  };
}

/** @param raw Weights, the largest 1. */
function smoothed(raw: Float64Array): { readonly weights: Float64Array; readonly kHat: number } {
  const count = raw.length;
  const tail = Math.ceil(Math.min(0.2 * count, 3 * Math.sqrt(count)));
  if (tail < LEAST_TAIL) return { weights: raw, kHat: -Infinity };
  const order = ascending(raw);
  const limit = raw[order[count - tail - 1]!]!;
  const largest = order.subarray(count - tail);
  // Weights equal to the limit are no excess over it.
  const above = largest.filter((i) => raw[i]! > limit);
  if (above.length < LEAST_TAIL || raw[above[0]!] === raw[above[above.length - 1]!]) {
    return { weights: raw, kHat: -Infinity };
  }
  const fitted = fitParetoTail(Float64Array.from(above, (i) => raw[i]! - limit));
  const weights = raw.slice();
  if (Number.isFinite(fitted.shape)) {
    above.forEach((i, rank) => {
      const quantile = limit + paretoQuantile(fitted, (rank + 0.5) / above.length);
      // No smoothed weight above the largest raw one.
      weights[i] = Math.min(quantile, 1);
    });
  }
  return { weights, kHat: fitted.shape };
}

function words(kHat: number, mostK: number): string {
  if (kHat === -Infinity) return "Weights have no tail to speak of, or there are too few draws to see one.";
  const shape = `k-hat ${kHat.toFixed(2)}`;
  if (kHat <= 0.5 && kHat <= mostK) return `${shape}: the weights can be relied on.`;
  if (kHat <= mostK)
    return `${shape}: the weights can be relied on, with more draws than their effective number says.`;
  return (
    `${shape}, above ${mostK.toFixed(2)}: a few draws decide. The emulated posterior misses part of the simulated one. ` +
    "Simulate another wave of the design where the posterior is, and sample again."
  );
}

/**
 * Equal draws in place of weighted ones: row numbers, upward, each as often as `count` × its weight rounded down or up.
 * One number of the stream is spent.
 *
 * @param weights Add up to one.
 * Source: Kitagawa (1996), Journal of Computational and Graphical Statistics 5(1), 1–25.
 */
export function systematicResample(weights: ArrayLike<number>, count: number, uniform: Uniform): Uint32Array {
  requireWhole({ count }, 1);
  const rows = new Uint32Array(count);
  const offset = uniform();
  let row = 0;
  let sum = weights[0] ?? 0;
  for (let i = 0; i < count; i++) {
    const place = (i + offset) / count;
    while (sum < place && row < weights.length - 1) sum += weights[++row]!;
    rows[i] = row;
  }
  return rows;
}
