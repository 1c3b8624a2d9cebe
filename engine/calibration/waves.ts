import { requireWhole } from "../check.ts";
import { type Proportion, proportion } from "../experiment/targets.ts";
import { digitalShift, MOST_SOBOL_DIMENSIONS, sobolPoints } from "../random/designs/sobol.ts";
import { latinHypercube } from "../random/designs/latinHypercube.ts";
import { openStream, type Uniform } from "../random/streams.ts";
import type { Range } from "../stats/estimate.ts";
import { BestMonthly, INSIDE, middles } from "./bestMonthly.ts";
import { type Design, spread } from "./design.ts";
import { limitOf, type Measure, type MonthTarget } from "./implausibility.ts";
import { nelderMead } from "./nelderMead.ts";
import { type Asked, surfaceOf } from "./smoothSurface.ts";
import type { Steps } from "./steps.ts";

/** What is to be explained, and by which figures. The surfaces take the common figures first, then the monthly ones. */
export interface Question {
  /** Names of the figures with one value for all months. */
  readonly common: readonly string[];
  /** Names of the figures with a value for each month. */
  readonly monthly: readonly string[];
  readonly months: readonly MonthTarget[];
}

export interface RuleOutOptions {
  readonly seed: string;
  /** How several outputs of a month are taken together. By default, the largest. */
  readonly measure?: Measure;
  /** The probability that the truth, if it is in the ranges, is not ruled out: gives the limit. */
  readonly keeps?: number;
  /** Common points that are tried. */
  readonly points?: number;
  /** Best points from which a search starts if none of those tried is left. */
  readonly searches?: number;
  /** Points wanted for the design of the next wave. */
  readonly next?: number;
}

/** The best that was found, and how each month and output fares there. */
export interface BestFound {
  readonly implausibility: number;
  /** In the unit cube. */
  readonly common: readonly number[];
  readonly months: readonly {
    readonly month: string;
    readonly implausibility: number;
    readonly monthly: readonly number[];
    /** Observed less expected over its standard deviation. */
    readonly differences: readonly { readonly output: string; readonly difference: number }[];
  }[];
}

export interface RuledOut {
  readonly measure: Measure;
  /** Implausibility above which a point is ruled out. */
  readonly limit: number;
  /** False if all points tried are ruled out and no search found one that is not: an answer like any other. */
  readonly fitExists: boolean;
  /** Common points tried, and those not ruled out. */
  readonly tried: number;
  readonly left: number;
  /** With its exact binomial 95% interval, which is on the wide side for points spread evenly. */
  readonly share: Proportion;
  readonly least: BestFound;
  readonly months: readonly {
    readonly month: string;
    /** The least implausibility of this month by itself. Above the limit: this month alone rules everything out. */
    readonly least: number;
    /** Share of the common points that this month alone does not rule out. */
    readonly share: number;
    /** The least absolute difference each output had, whatever the others were; by the usual error of the emulators. */
    readonly outputs: readonly { readonly output: string; readonly least: number }[];
  }[];
  /** Of each figure, what is left of the unit interval; of the monthly ones, at the points of `next`. Empty if no fit exists. */
  readonly bounds: readonly {
    readonly figure: string;
    readonly month: string | null;
    readonly between: Range;
  }[];
  /** Points spread over what is left, for the next wave; fewer than asked for if no more were found. Null if no fit exists. */
  readonly next: Design | null;
}

/** Tries of new points, for each that is wanted for the next wave. */
const PATIENCE = 10;
/** Values of the monthly figures that are tried at a point of the next design. */
const MONTHLY_TRIES = 64;
/** Evaluations of one search, for each common figure. */
const SEARCH = 60;

/**
 * History matching: rules out what the model cannot be, and keeps the rest for a closer look. A common point is judged by
 * its worst month, each month at the monthly figures that suit it best.
 *
 * @throws RangeError without months, for arrays that do not fit, or options outside their range.
 * Source: Craig et al. (1997), in Case Studies in Bayesian Statistics 3, 37–93; Vernon, Goldstein and Bower (2010), Bayesian
 * Analysis 5, 619–670, for the waves.
 */
export function ruleOut(question: Question, options: RuleOutOptions): RuledOut {
  const { seed, measure = "largest", keeps = 0.999, points = 4096, searches = 4, next = 0 } = options;
  requireWhole({ points }, 1);
  requireWhole({ searches, next });
  const { common, monthly, months } = question;
  requireWhole({ months: months.length, figures: common.length + monthly.length }, 1);
  const limit = limitOf(
    measure,
    Math.max(...months.map(({ outputs }) => outputs.length)),
    months.length,
    keeps,
  );
  const judge = new Judge(question, measure, limit);
  const rows = cube(common, points, seed);
  const worst = new Float64Array(rows.length);
  const leasts = months.map(() => Infinity);
  const passes = months.map(() => 0);
  rows.forEach((row, i) => {
    worst[i] = judge.of(row);
    judge.ofMonths.forEach((found, m) => {
      leasts[m] = Math.min(leasts[m]!, found);
      if (found <= limit) passes[m]!++;
    });
  });
  const order = Array.from(rows.keys()).toSorted((a, b) => worst[a]! - worst[b]!);
  const pool = order.filter((i) => worst[i]! <= limit).map((i) => rows[i]!);
  const left = pool.length;
  let best: readonly number[] = rows[order[0]!]!;
  let least = worst[order[0]!]!;
  if (left === 0 && common.length > 0) {
    for (const i of order.slice(0, searches)) {
      const found = search(judge, rows[i]!);
      if (found.value < least) [best, least] = [found.at, found.value];
      if (least <= limit) break;
    }
    judge.of(best);
    judge.ofMonths.forEach((found, m) => (leasts[m] = Math.min(leasts[m]!, found)));
    if (least <= limit) pool.push(best);
  }
  const fitExists = least <= limit;
  const uniform = openStream({ seed, replication: 0, purpose: "design", queue: "next wave" });
  if (fitExists && pool.length < next && common.length > 0) grow(pool, next, judge, limit, uniform);
  const closer = fitExists && next > 0 ? nextDesign(pool, next, judge, uniform) : null;
  return {
    measure,
    limit,
    fitExists,
    tried: rows.length,
    left,
    share: proportion(left, rows.length),
    least: judge.report(best),
    months: judge.months.map(({ implausibility: { target, leastAlone } }, m) => ({
      month: target.month,
      least: leasts[m]!,
      share: passes[m]! / rows.length,
      outputs: target.outputs.map((output, k) => ({ output, least: leastAlone[k]! })),
    })),
    bounds: fitExists ? [...boundsOf(common, pool), ...(closer?.bounds ?? [])] : [],
    next: closer?.design ?? null,
  };
}

/** A question whose surfaces can cross to a thread, and how it is to be answered. */
export interface RuleOutAsked {
  readonly question: Omit<Question, "months"> & {
    readonly months: readonly (Omit<MonthTarget, "surfaces"> & { readonly surfaces: readonly Asked[] })[];
  };
  readonly options: RuleOutOptions;
}

/** As `ruleOut`, in one step. */
export function* ruleOutAsked({ question, options }: RuleOutAsked): Steps<RuledOut> {
  const months = question.months.map((target) => ({ ...target, surfaces: target.surfaces.map(surfaceOf) }));
  const found = ruleOut({ ...question, months }, options);
  yield 1;
  return found;
}

/** What becomes of the least implausibility if one output, or one month, did not have to be met. */
export interface Without {
  readonly output: string | null;
  readonly month: string | null;
  readonly least: number;
  readonly fitExists: boolean;
}

/**
 * Why a structure is ruled out: leaves out one output (in all months) after the other, then one month after the other,
 * and looks again for the least implausibility. One without which a fit exists is what the structure fails by; if there is
 * none, it fails by several. The limit stays that of all outputs and months.
 */
export function without(question: Question, options: RuleOutOptions): readonly Without[] {
  const { months } = question;
  const { measure = "largest", keeps = 0.999 } = options;
  const limit = limitOf(
    measure,
    Math.max(...months.map(({ outputs }) => outputs.length)),
    months.length,
    keeps,
  );
  const least = (some: readonly MonthTarget[]): Pick<Without, "least" | "fitExists"> => {
    const { implausibility } = ruleOut({ ...question, months: some }, { ...options, next: 0 }).least;
    return { least: implausibility, fitExists: implausibility <= limit };
  };
  const outputs = [...new Set(months.flatMap((target) => target.outputs))];
  const fewest = measure === "second largest" ? 2 : 1;
  return [
    ...outputs.flatMap((output) => {
      const some = months.map((target) => lacking(target, output)).filter((t) => t.outputs.length >= fewest);
      return some.length === 0 ? [] : [{ output, month: null, ...least(some) }];
    }),
    ...(months.length === 1
      ? []
      : months.map(({ month }) => ({
          output: null,
          month,
          ...least(months.filter((target) => target.month !== month)),
        }))),
  ];
}

function lacking(target: MonthTarget, output: string): MonthTarget {
  const kept = Array.from(target.outputs.keys()).filter((k) => target.outputs[k] !== output);
  const size = target.outputs.length;
  return {
    month: target.month,
    outputs: kept.map((k) => target.outputs[k]!),
    observed: Float64Array.from(kept, (k) => target.observed[k]!),
    covariance: Float64Array.from(kept.flatMap((a) => kept.map((b) => target.covariance[a * size + b]!))),
    surfaces: kept.map((k) => target.surfaces[k]!),
  };
}

/** Judges common points by their worst month. */
class Judge {
  readonly months: readonly BestMonthly[];
  /** Implausibility of each month at the point last judged. */
  readonly ofMonths: Float64Array;
  readonly question: Question;

  constructor(question: Question, measure: Measure, limit: number) {
    const { common, monthly, months } = question;
    this.question = question;
    this.months = months.map((t) => new BestMonthly(t, common.length, monthly.length, measure, limit));
    this.ofMonths = new Float64Array(months.length);
  }

  /** @param closely With the true variances of the surfaces, however far above the limit. */
  of(common: ArrayLike<number>, closely = false): number {
    let worst = 0;
    for (let m = 0; m < this.months.length; m++) {
      const found = this.months[m]!.least(common, closely);
      this.ofMonths[m] = found;
      if (found > worst) worst = found;
    }
    return worst;
  }

  report(common: readonly number[]): BestFound {
    const implausibility = this.of(common, true);
    return {
      implausibility,
      common,
      months: this.months.map((month, m) => ({
        month: month.implausibility.target.month,
        implausibility: this.ofMonths[m]!,
        monthly: Array.from(month.best),
        differences: month.implausibility.target.outputs.map((output, k) => ({
          output,
          difference: month.implausibility.differences[k]!,
        })),
      })),
    };
  }
}

/** Common points to try: Sobol's, or a Latin hypercube in more dimensions than those have. One if nothing is common. */
function cube(names: readonly string[], points: number, seed: string): readonly (readonly number[])[] {
  if (names.length === 0) return [[]];
  // A sequence of its own: the design of the first wave, by the same seed, is that of other names.
  const own = names.map((name) => `tried ${name}`);
  return names.length <= MOST_SOBOL_DIMENSIONS
    ? sobolPoints(names.length, points, digitalShift(own, seed))
    : latinHypercube(own, points, seed);
}

/**
 * The least worst month that can be reached from a point. The worst month has kinks where another takes over, at which a
 * simplex may fold up; powers of all months are smoother. First a low power, then a high one from where it ended.
 */
function search(
  judge: Judge,
  from: readonly number[],
): { readonly at: readonly number[]; readonly value: number } {
  let least = judge.of(from);
  let best = Float64Array.from(from);
  for (const [power, step] of [
    [2, 0.1],
    [8, 0.03],
  ] as const) {
    nelderMead(
      (x) => {
        const worst = judge.of(x);
        if (worst < least) {
          least = worst;
          best = x.slice();
        }
        return judge.ofMonths.reduce((total, found) => total + found ** power, 0) ** (1 / power);
      },
      best,
      { step, most: SEARCH * from.length, tolerance: 1e-3, within: INSIDE },
    );
  }
  return { at: Array.from(best), value: least };
}

/**
 * Adds points that are not ruled out, from steps along the difference of two that are not and a little to the side, so that
 * the steps follow the shape of what is left.
 * Source of the steps: ter Braak (2006), Statistics and Computing 16, 239–249. Here they only explore: no weights follow.
 */
function grow(
  pool: (readonly number[])[],
  wanted: number,
  judge: Judge,
  limit: number,
  uniform: Uniform,
): void {
  const any = (): readonly number[] => pool[Math.floor(uniform() * pool.length)]!;
  for (let tries = PATIENCE * wanted; tries > 0 && pool.length < wanted; tries--) {
    const [from, one, other] = [any(), any(), any()];
    const along = uniform();
    // From coarse to fine, as it is not known how wide what is left is.
    const aside = 0.3 * 10 ** (-2 * uniform());
    const moved = from.map((x, c) => x + along * (one[c]! - other[c]!) + aside * (uniform() + uniform() - 1));
    if (moved.every((x) => x > 0 && x < 1) && judge.of(moved) <= limit) pool.push(moved);
  }
}

/** Points of the pool far from each other, each with monthly figures at random among those that are not ruled out there. */
function nextDesign(
  pool: readonly (readonly number[])[],
  next: number,
  judge: Judge,
  uniform: Uniform,
): { readonly design: Design; readonly bounds: RuledOut["bounds"] } {
  const { common, monthly } = judge.question;
  const ranges = common.map((_, c) => rangeOf(pool.map((row) => row[c]!)));
  // By what is left of each figure, so that one that is nearly known is spread over the little that is left.
  const scaled = pool.map((row) => row.map((x, c) => x / (ranges[c]!.high - ranges[c]!.low || 1)));
  const rows =
    common.length === 0 ? Array.from({ length: next }, () => []) : spread(scaled, next).map((i) => pool[i]!);
  const tries = monthly.length === 0 ? [] : middles(monthly.length, MONTHLY_TRIES);
  const found = judge.months.map((month) => {
    const allowed: (readonly number[])[] = [];
    const points = rows.flatMap((row) => {
      month.least(row);
      const best = Array.from(month.best);
      const some = [best, ...tries.filter((values) => month.allows(values))];
      allowed.push(...some);
      return [...row, ...(monthly.length === 0 ? [] : some[Math.floor(uniform() * some.length)]!)];
    });
    return { points: Float64Array.from(points), allowed, month: month.implausibility.target.month };
  });
  return {
    design: {
      points: rows.length,
      common: common.length,
      monthly: monthly.length,
      ofMonth: found.map(({ points }) => points),
    },
    bounds: found.flatMap(({ month, allowed }) =>
      monthly.map((figure, c) => ({ figure, month, between: rangeOf(allowed.map((values) => values[c]!)) })),
    ),
  };
}

function boundsOf(names: readonly string[], pool: readonly (readonly number[])[]): RuledOut["bounds"] {
  return names.map((figure, c) => ({ figure, month: null, between: rangeOf(pool.map((row) => row[c]!)) }));
}

const rangeOf = (values: readonly number[]): Range => ({
  low: values.reduce((least, x) => Math.min(least, x), Infinity),
  high: values.reduce((most, x) => Math.max(most, x), -Infinity),
});
