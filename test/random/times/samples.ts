import type { Distribution } from "../../../engine/random/times/distribution.ts";
import { seconds } from "../../../engine/units.ts";

/** Distributions with a density, each with its mean and variance worked out by hand or from a textbook. */
export const CONTINUOUS: readonly {
  readonly name: string;
  readonly d: Distribution;
  readonly mean: number;
  readonly variance: number;
}[] = [
  { name: "exponential", d: { kind: "exponential", mean: seconds(300) }, mean: 300, variance: 90_000 },
  { name: "erlang 3", d: { kind: "erlang", mean: seconds(60), phases: 3 }, mean: 60, variance: 1200 },
  { name: "gamma, wide", d: { kind: "gamma", mean: seconds(90), spread: 1.5 }, mean: 90, variance: 18_225 },
  { name: "gamma, narrow", d: { kind: "gamma", mean: seconds(90), spread: 0.2 }, mean: 90, variance: 324 },
  {
    name: "lognormal",
    d: { kind: "lognormal", mean: seconds(540), spread: 1 },
    mean: 540,
    variance: 291_600,
  },
  // Γ(1 + 1/½) = 2 and Γ(1 + 2/½) = 24: mean 2·scale, variance (24 − 4)·scale².
  {
    name: "weibull ½",
    d: { kind: "weibull", scale: seconds(100), shape: 0.5 },
    mean: 200,
    variance: 200_000,
  },
  // Γ(3/2) = √π/2 and Γ(2) = 1: Rayleigh.
  {
    name: "weibull 2",
    d: { kind: "weibull", scale: seconds(100), shape: 2 },
    mean: 50 * Math.sqrt(Math.PI),
    variance: 10_000 * (1 - Math.PI / 4),
  },
  { name: "uniform", d: { kind: "uniform", low: seconds(10), high: seconds(40) }, mean: 25, variance: 75 },
  // (1 + 3 + 8)/3, and (1 + 9 + 64 − 3 − 8 − 24)/18.
  {
    name: "triangular",
    d: { kind: "triangular", low: seconds(1), mode: seconds(3), high: seconds(8) },
    mean: 4,
    variance: 39 / 18,
  },
  {
    name: "triangular, falling",
    d: { kind: "triangular", low: seconds(0), mode: seconds(0), high: seconds(6) },
    mean: 2,
    variance: 2,
  },
  {
    name: "hyperexponential",
    d: { kind: "hyperexponential", mean: seconds(120), spread: 2 },
    mean: 120,
    variance: 57_600,
  },
];

/** Half exponential with mean 60, three tenths exactly 10, a fifth one of 1, 2, 2 and 7. */
export const MIXTURE: Distribution = {
  kind: "mixture",
  parts: [
    { share: 0.5, of: { kind: "exponential", mean: seconds(60) } },
    { share: 0.3, of: { kind: "deterministic", value: seconds(10) } },
    { share: 0.2, of: { kind: "empirical", values: [7, 2, 1, 2] } },
  ],
};
