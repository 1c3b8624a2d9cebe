import { scoreCase, scorePlans } from "../../engine/experiment/uncertainty/score.ts";
import { listInWords } from "../../engine/scenario/words.ts";
import { type PublishedFigure, publishedFigures } from "../actualsTable.ts";
import { EXIT, UserError } from "../exit.ts";
import { type Forecast, readForecast } from "../forecastFile.ts";
import { type ScoredFigure, type ScoreReport, scoreCsv, scoreJson, scoreTable } from "../output/score.ts";

export interface ScoreOptions {
  readonly forecast: string;
  readonly actuals: string;
  readonly wait: "answered" | "all" | undefined;
  readonly format: "table" | "csv" | "json";
}

/** `fcrsim score`: a forecast beside what happened. Nothing is simulated, and nothing can be tuned. */
export function score(options: ScoreOptions): Promise<number> {
  const { forecast, hash } = readForecast(options.forecast);
  const published = publishedFigures(options.actuals);
  requireMeeting(forecast, published, options);
  const wait = options.wait ?? waitLearnt(forecast);
  const cases = casesOf(forecast, published, wait);
  if (cases.length === 0) {
    throw new UserError(
      `${options.forecast} and ${options.actuals} share months and channels but no figure. ` +
        "Scored are received, not_answered_pct (or answered beside received) and mean_queue_s.",
    );
  }
  const scoredMonths = new Set(cases.map(({ month }) => month));
  const report: ScoreReport = {
    forecast,
    isAsMade: hash === forecast.hash,
    hash,
    actuals: options.actuals,
    wait,
    isWaitSaid: options.wait !== undefined || readingsOf(forecast).length > 0,
    monthsScored: scoredMonths.size,
    monthsForecast: monthsOf(forecast).length,
    cases,
    plans: scorePlans(cases),
  };
  process.stdout.write({ table: scoreTable, csv: scoreCsv, json: scoreJson }[options.format](report));
  if (!report.isAsMade) {
    process.stderr.write(
      `fcrsim: ${options.forecast} was changed after it was made: it says hash ${forecast.hash}, and its content has ${hash}.\n`,
    );
  }
  return Promise.resolve(report.isAsMade ? EXIT.done : EXIT.failed);
}

function monthsOf({ plans }: Forecast): readonly string[] {
  return [...new Set(plans.flatMap(({ figures }) => figures.map(({ month }) => month)))].toSorted();
}

function queuesOf({ plans }: Forecast): readonly string[] {
  const queues = plans.flatMap(({ figures }) => figures.filter(({ of }) => of === "queue"));
  return [...new Set(queues.map(({ name }) => name))];
}

/** @throws UserError if nothing that happened is of a month and queue that were forecast. */
function requireMeeting(
  forecast: Forecast,
  published: readonly PublishedFigure[],
  files: Pick<ScoreOptions, "forecast" | "actuals">,
): void {
  const span = (months: readonly string[]): string =>
    months.length > 1 ? `${months[0]!} to ${months.at(-1)!}` : months.join("");
  const expected = monthsOf(forecast);
  const seen = [...new Set(published.map(({ month }) => month))].toSorted();
  if (!seen.some((month) => expected.includes(month))) {
    throw new UserError(
      `no month meets: ${files.forecast} is of ${span(expected)}, and ${files.actuals} has chosen rows of ${span(seen)}. ` +
        "There is nothing to score yet.",
    );
  }
  const queues = queuesOf(forecast);
  const channels = [...new Set(published.map(({ channel }) => channel))];
  if (!channels.some((channel) => queues.includes(channel))) {
    throw new UserError(
      `no channel meets: ${files.forecast} has the queues ${listInWords(queues)}, and ${files.actuals} the channels ${listInWords(channels)}.`,
    );
  }
}

function readingsOf({ plans }: Forecast): readonly string[] {
  return [...new Set(plans.flatMap(({ posterior }) => (posterior === null ? [] : [posterior.reading])))];
}

/** Whose waits the published mean is of, as the figures were learnt. */
function waitLearnt(forecast: Forecast): "answered" | "all" {
  const readings = readingsOf(forecast);
  return readings.length === 1 && readings[0]!.startsWith("all") ? "all" : "answered";
}

function casesOf(
  { plans, levels }: Forecast,
  published: readonly PublishedFigure[],
  wait: "answered" | "all",
): readonly ScoredFigure[] {
  // One published wait is one figure, whichever way it is read.
  const unread = wait === "all" ? "meanWaitAnswered" : "meanWaitAll";
  return plans.flatMap(({ scenario, figures }) =>
    figures.flatMap(({ month, of, name, measure, title, unit, metric, single }) => {
      const actual = published.find(
        (each) => each.month === month && each.channel === name && each.metric === metric,
      );
      if (of !== "queue" || measure === unread || single === null || actual === undefined) return [];
      const scored = scoreCase({
        plan: scenario,
        figure: JSON.stringify([month, name, measure]),
        kind: `${name} ${title}`,
        forecast: { levels, quantiles: single.quantiles },
        actual: actual.value,
      });
      return [{ ...scored, month, channel: name, measure, title, unit, source: actual.source }];
    }),
  );
}
