import { requireWhole } from "../../check.ts";
import type { ActualMeasure, Scenario } from "../../scenario/scenario.ts";
import { sortedQuantile } from "../../stats/sortedQuantile.ts";
import { Tally } from "../../stats/tally.ts";
import type { Progress } from "../evaluate.ts";
import type { Of, Unit } from "../measure.ts";
import type { Executor } from "../trial.ts";
import { expectedValues } from "./overDraws.ts";
import { drawnForm, type DrawnPeriods, simulateDraws } from "./drawnPeriods.ts";

/** Probabilities of the quantiles that a forecast states. */
export const FORECAST_LEVELS = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975] as const;

/** What is expected of one figure in one month. */
export interface ForecastFigure {
  /** "2023-02"; of a period without a calendar its length. */
  readonly month: string;
  readonly of: Of;
  readonly name: string;
  readonly measure: string;
  readonly title: string;
  readonly unit: Unit;
  readonly definition: string;
  /** The word for the same in a table of published figures, if it is published. */
  readonly metric: ActualMeasure | null;
  /** Of one actual month: what is not known and chance. Null where it has no meaning, as nothing happens. */
  readonly single: Spread | null;
  /** Of the expected value: what is not known alone. */
  readonly expected: Spread | null;
}

/** Mean, and the quantiles at `FORECAST_LEVELS`. */
export interface Spread {
  readonly mean: number;
  readonly quantiles: readonly number[];
}

export interface ForecastFound {
  readonly figures: readonly ForecastFigure[];
  readonly draws: number;
  readonly interrupted: boolean;
}

/**
 * What a scenario says of months that are not seen yet, by month, under drawn values of what is not known.
 *
 * The expected values of the draws are means of a few periods each. As in `nestedEstimate`, their simulation noise is
 * taken out by drawing them together until they have the variance of the expected values alone.
 *
 * @param scenarioOf   The scenario of each draw, counted from 0, alike but for the unknown figures.
 * @param isUncertain  Whether anything differs between draws. If not, expected values are one value.
 * @param replications Periods of each draw, at least two.
 * @returns null if it was interrupted before two draws were complete.
 * Source: as `nestedEstimate`.
 */
export async function evaluateForecast(
  executor: Executor,
  scenarioOf: (draw: number) => Scenario,
  asked: { readonly draws: number; readonly replications: number; readonly isUncertain: boolean },
  options: { readonly signal?: AbortSignal; readonly progress?: (progress: Progress) => void } = {},
): Promise<ForecastFound | null> {
  const { draws, replications, isUncertain } = asked;
  requireWhole({ replications }, 2);
  const form = drawnForm(scenarioOf(0));
  const cells = form.stretches.map(() => form.usual.map((): DrawnFigure[] => []));
  const complete = await simulateDraws(
    executor,
    scenarioOf,
    { first: 0, count: draws },
    replications,
    (_, periods) => {
      cells.forEach((measures, stretch) => {
        measures.forEach((kept, m) => kept.push(figureOf(periods, stretch, form.usual[m]!.place)));
      });
    },
    options,
  );
  if (complete < 2) return null;
  const figures = form.stretches.flatMap((month, stretch) =>
    form.usual.map((usual, m): ForecastFigure => {
      const { of, name, measure, title, unit, definition, metric } = usual;
      const known = cells[stretch]![m]!.filter(({ mean }) => Number.isFinite(mean));
      return {
        ...{ month, of, name, measure, title, unit, definition, metric },
        single: singleSpread(known, isUncertain),
        expected: expectedSpread(known, replications, isUncertain),
      };
    }),
  );
  return { figures, draws: complete, interrupted: complete < draws };
}

/** One measure of one stretch in the periods of one draw. */
interface DrawnFigure {
  /** Ratio of sums. */
  readonly mean: number;
  /** In each period; only where it has a meaning. */
  readonly periods: readonly number[];
}

function figureOf(periods: DrawnPeriods, stretch: number, place: number): DrawnFigure {
  let [numerators, denominators] = [0, 0];
  const values = periods[stretch]!.map((ratios) => {
    numerators += ratios[2 * place]!;
    denominators += ratios[2 * place + 1]!;
    return ratios[2 * place]! / ratios[2 * place + 1]!;
  });
  return { mean: numerators / denominators, periods: values.filter((value) => Number.isFinite(value)) };
}

function singleSpread(draws: readonly DrawnFigure[], isUncertain: boolean): Spread | null {
  const values = draws.flatMap(({ periods }) => periods);
  if (values.length < 2) return null;
  return spreadOf(values, isUncertain ? Math.max(2, draws.length) : values.length);
}

function expectedSpread(
  draws: readonly DrawnFigure[],
  replications: number,
  isUncertain: boolean,
): Spread | null {
  if (draws.length < 2) return null;
  const means = draws.map(({ mean }) => mean);
  const { mean, variance } = Tally.of(means);
  if (!isUncertain) return { mean, quantiles: FORECAST_LEVELS.map(() => mean) };
  const within = Tally.of(
    draws.flatMap(({ periods }) => (periods.length < 2 ? [] : [Tally.of(periods).variance])),
  );
  const noise = within.count === 0 ? 0 : within.mean / replications;
  return spreadOf(expectedValues(means, Math.sqrt(Math.max(0, variance - noise))), means.length);
}

/**
 * @param independent How many of the values have nothing to do with each other: quantiles are at ranks (n + 1)p of so
 *                    many, which one value more would stay below with probability p.
 * Source: Hahn and Meeker (1991), Statistical Intervals, chapter 5.
 */
function spreadOf(values: readonly number[], independent: number): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (p: number): number => {
    const position = ((independent + 1) * p - 1) / (independent - 1);
    return sortedQuantile(sorted, Math.min(1, Math.max(0, position)));
  };
  return { mean: Tally.of(values).mean, quantiles: FORECAST_LEVELS.map(at) };
}
