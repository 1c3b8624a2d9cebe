import { constantFill, fillBy } from "../draws.ts";
import type { Fill } from "../draws.ts";
import { deterministic } from "./deterministic.ts";
import type { Distribution } from "./distribution.ts";
import { empirical } from "./empirical.ts";
import { erlang } from "./erlang.ts";
import { exponential } from "./exponential.ts";
import { gamma } from "./gamma.ts";
import { hyperexponential } from "./hyperexponential.ts";
import { lognormal } from "./lognormal.ts";
import { mixedDraw, mixture } from "./mixture.ts";
import { never } from "./never.ts";
import { keptTable } from "./quantileTable.ts";
import type { Times } from "./times.ts";
import { triangular } from "./triangular.ts";
import { uniform } from "./uniform.ts";
import { weibull } from "./weibull.ts";

type Kind = Distribution["kind"];
type Of<K extends Kind> = Extract<Distribution, { kind: K }>;
type Builders = { readonly [K in Kind]: (d: Of<K>) => Times };

/** The words a scenario may use, each with what it builds. */
export const TIMES: Builders = {
  deterministic: (d) => deterministic(d.value),
  exponential: (d) => exponential(d.mean),
  erlang: (d) => erlang(d.mean, d.phases),
  gamma: (d) => gamma(d.mean, d.spread),
  lognormal: (d) => lognormal(d.mean, d.spread),
  weibull: (d) => weibull(d.scale, d.shape),
  uniform: (d) => uniform(d.low, d.high),
  triangular: (d) => triangular(d.low, d.mode, d.high),
  hyperexponential: (d) => hyperexponential(d.mean, d.spread),
  mixture: (d) => mixture(d.parts.map((part) => ({ share: part.share, of: timesOf(part.of) }))),
  empirical: (d) => empirical(d.values),
  never: () => never(),
};

/** `tables` draws from fine tables of the quantile function (fast); `exact` inverts it at every draw. */
export type DrawMode = "tables" | "exact";

/**
 * Mean, variance, survival and exact draw of a distribution.
 * @throws RangeError naming the figure that is wrong.
 */
export function timesOf<K extends Kind>(d: Of<K>): Times {
  const build: Builders[K] = TIMES[d.kind];
  return build(d);
}

/**
 * Mean time in seconds; Infinity for `never`.
 * @throws RangeError naming the figure that is wrong.
 */
export function meanOf(d: Distribution): number {
  return timesOf(d).mean;
}

/**
 * How to draw many times at once. Each spends one uniform, whatever the value; constants spend none. Listed values
 * come out exactly as listed in either mode.
 * @throws RangeError naming the figure that is wrong.
 */
export function fillOf(d: Distribution, mode: DrawMode): Fill {
  const times = timesOf(d);
  if (times.form === "constant") return constantFill(times.mean);
  if (times.form === "continuous" && mode === "tables") return tableOf(d, times.quantile).fill;
  return fillBy(drawOf(d, mode));
}

/**
 * How to draw one time for a given number between 0 and 1: the same time that `fillOf` makes of that number.
 * @throws RangeError naming the figure that is wrong.
 */
export function drawOf(d: Distribution, mode: DrawMode): (u: number) => number {
  const times = timesOf(d);
  if (mode === "exact") return times.draw;
  if (d.kind === "mixture") {
    return mixedDraw(
      d.parts.map((part) => part.share),
      d.parts.map((part) => drawOf(part.of, mode)),
    );
  }
  if (times.form !== "continuous") return times.draw;
  const table = tableOf(d, times.quantile);
  return (u) => table.at(u);
}

function tableOf(d: Distribution, quantile: (u: number) => number) {
  return keptTable(JSON.stringify(d), quantile);
}
