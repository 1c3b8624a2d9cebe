import type { Seconds } from "../../units.ts";

/**
 * A distribution of times as plain data: the word a scenario file uses, and its figures.
 *
 * `spread` is the standard deviation divided by the mean (no unit; 1 for an exponential).
 * Everything here can be copied to a worker thread or written to a file.
 */
export type Distribution =
  | { readonly kind: "deterministic"; readonly value: Seconds }
  | { readonly kind: "exponential"; readonly mean: Seconds }
  | { readonly kind: "erlang"; readonly mean: Seconds; readonly phases: number }
  | { readonly kind: "gamma"; readonly mean: Seconds; readonly spread: number }
  | { readonly kind: "lognormal"; readonly mean: Seconds; readonly spread: number }
  | { readonly kind: "weibull"; readonly scale: Seconds; readonly shape: number }
  | { readonly kind: "uniform"; readonly low: Seconds; readonly high: Seconds }
  | { readonly kind: "triangular"; readonly low: Seconds; readonly mode: Seconds; readonly high: Seconds }
  /** Two exponentials with balanced means (each carries half of the mean); `spread` is above 1. */
  | { readonly kind: "hyperexponential"; readonly mean: Seconds; readonly spread: number }
  /** One of several kinds of call: with probability `share`, a time from `of`. Shares add to 1. */
  | {
      readonly kind: "mixture";
      readonly parts: readonly { readonly share: number; readonly of: Distribution }[];
    }
  /** Each of the observed values is as likely as any other; nothing in between is invented. */
  | { readonly kind: "empirical"; readonly values: readonly number[] }
  /** For patience only: the caller never gives up. */
  | { readonly kind: "never" };
