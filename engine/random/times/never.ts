import type { InvertedTimes } from "./times.ts";

/** The patience of a caller who never gives up: longer than any time. */
export function never(): InvertedTimes {
  const quantile = (): number => Infinity;
  return { form: "constant", mean: Infinity, variance: NaN, survival: () => 1, quantile, draw: quantile };
}
