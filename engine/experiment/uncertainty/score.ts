import { crps, probabilityBelow, type QuantileForecast } from "../../stats/crps.ts";
import { type Proportion, proportion } from "../targets.ts";

/** One figure that was forecast and then seen. */
export interface Case {
  readonly plan: string;
  /** What it is of, the same word for the same figure in all plans: month, queue and measure. */
  readonly figure: string;
  /** What kind of figure it is: those of one kind are averaged. */
  readonly kind: string;
  readonly forecast: QuantileForecast;
  readonly actual: number;
}

export interface Scored extends Case {
  readonly median: number;
  /** The middle 90%. */
  readonly low: number;
  readonly high: number;
  readonly isInside: boolean;
  readonly crps: number;
  readonly absoluteError: number;
  /** Probability that was given to less than the actual figure. */
  readonly below: number;
}

/** How one plan did over some figures. */
export interface PlanScore {
  readonly plan: string;
  /** Empty: all figures together. */
  readonly kind: string;
  readonly cases: number;
  readonly inside: number;
  /** Share inside the middle 90%, with its exact 95% interval. */
  readonly coverage: Proportion;
  /** In the unit of the figures. NaN for all together. */
  readonly meanCrps: number;
  readonly meanAbsoluteError: number;
  /**
   * CRPS ÷ the mean CRPS of all plans for the same figure, averaged over figures: below 1 is better than the others. Only of
   * figures that all plans forecast.
   */
  readonly relative: number;
}

const [LOW, MIDDLE, HIGH] = [0.05, 0.5, 0.95];

/** @throws RangeError if the forecast does not state the quantiles at 5, 50 and 95%, or as `crps` does. */
export function scoreCase(one: Case): Scored {
  const { forecast, actual } = one;
  const at = (level: number): number => {
    const place = forecast.levels.indexOf(level);
    if (place < 0) throw new RangeError(`the forecast has no quantile at ${level}`);
    return forecast.quantiles[place]!;
  };
  const [low, median, high] = [at(LOW), at(MIDDLE), at(HIGH)];
  return {
    ...one,
    median,
    low,
    high,
    isInside: actual >= low && actual <= high,
    crps: crps(forecast, actual),
    absoluteError: Math.abs(actual - median),
    below: probabilityBelow(forecast, actual),
  };
}

/** Each plan by kind of figure and over all of them, in the order in which plans and kinds come. */
export function scorePlans(cases: readonly Scored[]): readonly PlanScore[] {
  const plans = [...new Set(cases.map(({ plan }) => plan))];
  const relative = relativeScores(cases, plans.length);
  return plans.flatMap((plan) => {
    const own = cases.filter((one) => one.plan === plan);
    const kinds = [...new Set(own.map(({ kind }) => kind))];
    return ["", ...kinds].map((kind): PlanScore => {
      const meant = kind === "" ? own : own.filter((one) => one.kind === kind);
      const inside = meant.filter(({ isInside }) => isInside).length;
      const mean = (of: (one: Scored) => number): number => meanOf(meant.map(of));
      return {
        plan,
        kind,
        cases: meant.length,
        inside,
        coverage: proportion(inside, meant.length),
        meanCrps: kind === "" ? NaN : mean((one) => one.crps),
        meanAbsoluteError: kind === "" ? NaN : mean(({ absoluteError }) => absoluteError),
        relative: meanOf(
          meant.flatMap((one) => {
            const found = relative.get(one);
            return found === undefined ? [] : [found];
          }),
        ),
      };
    });
  });
}

/** Of the figures that all plans forecast: the CRPS over its mean over plans; 1 for all where nobody is wrong. */
function relativeScores(cases: readonly Scored[], plans: number): ReadonlyMap<Scored, number> {
  const byFigure = new Map<string, Scored[]>();
  for (const one of cases) byFigure.set(one.figure, [...(byFigure.get(one.figure) ?? []), one]);
  return new Map(
    [...byFigure.values()]
      .filter((same) => same.length === plans)
      .flatMap((same) => {
        const mean = meanOf(same.map((one) => one.crps));
        return same.map((one): [Scored, number] => [one, mean === 0 ? 1 : one.crps / mean]);
      }),
  );
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
