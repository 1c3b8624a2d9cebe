import { requireWhole } from "../../check.ts";
import { Tally } from "../../stats/tally.ts";
import type { InvertedTimes } from "./times.ts";

/** What was made of a list, so that thousands of replications do not sort the same thousands of values again. */
const made = new WeakMap<readonly number[], InvertedTimes>();

/**
 * Observed times, each as likely as any other; nothing in between is invented.
 * @param values Seconds, zero or above, in any order; at least one. Must not change afterwards.
 * @throws RangeError if there are none, or naming the first that is negative or not finite.
 */
export function empirical(values: readonly number[]): InvertedTimes {
  const times = made.get(values) ?? fromList(values);
  made.set(values, times);
  return times;
}

function fromList(values: readonly number[]): InvertedTimes {
  requireWhole({ "number of values": values.length }, 1);
  const wrong = values.findIndex((value) => !(Number.isFinite(value) && value >= 0));
  if (wrong >= 0) {
    throw new RangeError(`value ${wrong + 1} must be zero or a number above it, but is ${values[wrong]!}`);
  }
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  const { mean } = Tally.of(sorted);
  let squares = 0;
  for (const value of sorted) squares += (value - mean) ** 2;
  const quantile = (u: number): number => sorted[Math.min(n - 1, Math.floor(u * n))]!;
  return {
    form: "listed",
    mean,
    variance: squares / n, // the list is the whole population that is drawn from
    survival: (t) => sorted.reduce((longer, value) => (value > t ? longer + 1 : longer), 0) / n,
    quantile,
    draw: quantile,
  };
}
