import { stringify } from "csv-stringify/sync";
import type { PlanScore, Scored } from "../../engine/experiment/uncertainty/score.ts";
import { plural } from "../../engine/scenario/words.ts";
import type { Forecast } from "../forecastFile.ts";
import { number } from "./csv.ts";
import { figure, margin, published } from "./numbers.ts";
import { plainTable } from "./plainTable.ts";
import { bulleted, WIDTH, wrapped } from "./table.ts";

/** One figure that was forecast and then published. */
export interface ScoredFigure extends Scored {
  readonly month: string;
  readonly channel: string;
  readonly measure: string;
  readonly title: string;
  readonly unit: Forecast["plans"][number]["figures"][number]["unit"];
  readonly source: string;
}

/** A forecast beside what happened. */
export interface ScoreReport {
  readonly forecast: Forecast;
  /** Whether the forecast has the hash it was made with, and the hash of its content as it is. */
  readonly isAsMade: boolean;
  readonly hash: string;
  readonly actuals: string;
  /** Whose mean wait the published one is taken for, and whether anybody said so. */
  readonly wait: "answered" | "all";
  readonly isWaitSaid: boolean;
  readonly monthsScored: number;
  readonly monthsForecast: number;
  readonly cases: readonly ScoredFigure[];
  readonly plans: readonly PlanScore[];
}

export function scoreTable(report: ScoreReport): string {
  const { forecast, cases, plans } = report;
  const names = [...new Set(cases.map(({ plan }) => plan))];
  return [
    ...names.flatMap((name) => [
      ...plainTable(
        [name, "", "actual", "median", "middle 90%", "", "error", "CRPS", "PIT"],
        cases.filter(({ plan }) => plan === name).map(lineOf),
      ),
      "",
    ]),
    ...plainTable(
      ["Over all months", "", "inside 90%", "true share", "mean error", "mean CRPS", "against others"],
      plans.map((one) => totalLine(one, report, names.length)),
    ),
    "",
    ...notesOf(report).flatMap((note) => bulleted(note, WIDTH)),
    "",
    ...wrapped(
      `${forecast.program} ${forecast.version} · code ${forecast.code} · ${forecast.made === null ? "day not said" : `made ${forecast.made}`} · hash ${forecast.hash}`,
      WIDTH,
    ),
    "",
  ].join("\n");
}

function lineOf(one: ScoredFigure): readonly string[] {
  const { month, channel, title, unit } = one;
  return [
    month,
    `${channel} ${title}`,
    published(one.actual, unit),
    figure(one.median, unit),
    `${figure(one.low, unit)} to ${figure(one.high, unit)}`,
    one.isInside ? "inside" : one.actual < one.low ? "BELOW" : "ABOVE",
    margin(one.absoluteError, unit),
    margin(one.crps, unit),
    one.below.toFixed(2),
  ];
}

function totalLine(one: PlanScore, { cases }: ScoreReport, plans: number): readonly string[] {
  const { plan, kind, inside, coverage, meanCrps, meanAbsoluteError, relative } = one;
  const unit = cases.find((each) => each.kind === kind)?.unit;
  const percent = (share: number): string => `${Math.round(100 * share)}%`;
  return [
    kind === "" ? plan : "",
    kind === "" ? "all figures" : kind,
    `${inside} of ${one.cases}`,
    `${percent(coverage.low)} to ${percent(coverage.high)}`,
    unit === undefined ? "" : margin(meanAbsoluteError, unit),
    unit === undefined ? "" : margin(meanCrps, unit),
    plans > 1 && Number.isFinite(relative) ? relative.toFixed(2) : "",
  ];
}

/** Which plan did best, if there are several and one did. */
function bestOf({ plans }: ScoreReport): readonly PlanScore[] {
  const totals = plans.filter(({ kind, relative }) => kind === "" && Number.isFinite(relative));
  const least = Math.min(...totals.map(({ relative }) => relative));
  return totals.length < 2 ? [] : totals.filter(({ relative }) => relative === least);
}

function notesOf(report: ScoreReport): readonly string[] {
  const { forecast, isAsMade, hash, wait, isWaitSaid, monthsScored, monthsForecast, cases } = report;
  const best = bestOf(report);
  const others = wait === "all" ? "answered" : "all";
  return [
    isAsMade
      ? `The forecast is as it was made: its hash is ${hash}.`
      : `THE FORECAST WAS CHANGED after it was made: it says hash ${forecast.hash}, and its content has ${hash}.`,
    `${plural(monthsScored, "month")} of ${monthsForecast} that were forecast could be scored.`,
    ...(cases.some(({ measure }) => measure.startsWith("meanWait"))
      ? [
          `The published mean wait is taken to be ${wait === "all" ? "of all callers" : "of answered callers"}${isWaitSaid ? "" : ", though nobody says so"}; --wait ${others} takes it to be ${others === "all" ? "of all callers" : "of answered callers"}.`,
        ]
      : []),
    ...(best.length === 1
      ? [
          `Plan ${best[0]!.plan} scored best: its CRPS is ${best[0]!.relative.toFixed(2)} of the mean of all plans. ${fewMonths(monthsScored)}`,
        ]
      : best.length > 1
        ? ["No plan scored better than all others."]
        : [fewMonths(monthsScored)]),
    "CRPS is the mean distance of the forecast from what happened, its spread allowed for: the smaller the better; of a forecast of one number it is the error. It is that of the quantiles joined by straight lines. PIT is the probability that was given to less than what happened: 0 and 1 are beyond the quantiles stated. Error is of the median.",
    '"Would be right for" is the share of figures inside that the count leaves possible (exact binomial, 95%), if they had nothing to do with each other; figures of one month have, so that even this says too much. A forecast that knows what it does not know has 90%.',
  ];
}

function fewMonths(months: number): string {
  const few = months === 1 ? "One month is" : `${months} months are`;
  return months < 24
    ? `${few} few: what chance and one misjudged input do to them they do to all figures at once. This can shake a model that was far off; it cannot prove one.`
    : "Months that follow each other share their misjudged inputs, so they prove less than their number says.";
}

/** Tidy CSV: a scored figure a line. Shares are from 0 to 1, times in seconds. */
export function scoreCsv({ cases, forecast, isAsMade }: ScoreReport): string {
  const lines = cases.map((one) => ({
    scenario: one.plan,
    month: one.month,
    channel: one.channel,
    measure: one.measure,
    unit: one.unit,
    actual: number(one.actual),
    median: number(one.median),
    low_90: number(one.low),
    high_90: number(one.high),
    inside: one.isInside ? "yes" : "no",
    absolute_error: number(one.absoluteError),
    crps: number(one.crps),
    pit: number(one.below),
    source: one.source,
    made: forecast.made ?? "",
    hash: forecast.hash,
    as_made: isAsMade ? "yes" : "no",
  }));
  return stringify(lines, { header: true, escape_formulas: true });
}

export function scoreJson(report: ScoreReport): string {
  const { forecast, isAsMade, hash, wait, cases, plans } = report;
  const { version, code, made } = forecast;
  const best = bestOf(report).map(({ plan }) => plan);
  return `${JSON.stringify(
    {
      format: "fcrsim-score/1",
      forecast: { version, code, made, hash: forecast.hash, hashOfContent: hash, isAsMade },
      wait,
      months: report.monthsScored,
      figures: cases.map(plainly),
      plans: plans.map(({ kind, ...one }) => ({ ...one, figures: kind === "" ? "all" : kind })),
      best,
    },
    null,
    1,
  )}\n`;
}

/** A scored figure without what only serves to score it. */
function plainly(one: ScoredFigure) {
  const { plan, month, channel, measure, unit, actual, median, low, high, isInside } = one;
  const { crps, absoluteError, below, source } = one;
  return {
    ...{ plan, month, channel, measure, unit, actual, median, low, high, isInside },
    ...{ crps, absoluteError, below, source },
  };
}
