import { suggestion } from "../engine/scenario/faults.ts";
import type { ActualMeasure } from "../engine/scenario/scenario.ts";
import { ACTUAL_MEASURES } from "../engine/scenario/scenario.ts";
import { TableShelf } from "../engine/scenario/tables.ts";
import { quoted } from "../engine/scenario/words.ts";
import { UserError } from "./exit.ts";
import { textFiles } from "./files.ts";

/** A published figure. */
export interface PublishedFigure {
  readonly month: string;
  readonly channel: string;
  readonly metric: ActualMeasure;
  /** Shares from 0 to 1, times in seconds. */
  readonly value: number;
  readonly source: string;
}

const COLUMNS = ["month", "channel", "metric", "value", "chosen"] as const;
const MOST_FAULTS = 10;

/**
 * The chosen rows of a tidy table of published figures. Where the share that was not answered is not among them and the
 * numbers are, it is worked out.
 *
 * @throws UserError if it is no such table, nothing in it is chosen, or a figure is chosen twice or is no number.
 */
export function publishedFigures(file: string): readonly PublishedFigure[] {
  const opened = new TableShelf(textFiles()).open(file);
  if ("problem" in opened) throw new UserError(opened.problem);
  const { parsed } = opened;
  if ("problem" in parsed) throw new UserError(`${file}:${parsed.line} ${parsed.problem}`);
  const { headings, rows } = parsed.table;
  const missing = COLUMNS.find((name) => !headings.includes(name));
  if (missing !== undefined) {
    throw new UserError(
      `${quoted(file)} has no column "${missing}", so it is not a table of published figures. ${suggestion(missing, headings.filter(Boolean))}`,
    );
  }
  const cell = (cells: readonly string[], name: string): string => cells[headings.indexOf(name)] ?? "";
  const chosen = rows.filter(
    ({ cells }) => cell(cells, "chosen") === "yes" && isMetric(cell(cells, "metric")),
  );
  if (chosen.length === 0) {
    throw new UserError(
      `${quoted(file)} has no chosen row of a figure that can be scored. Mark rows with "yes" in the column chosen.`,
    );
  }
  const faults: string[] = [];
  const first = new Map<string, number>();
  const found = chosen.map(({ line, cells }): PublishedFigure => {
    const [month, channel, metric] = [cell(cells, "month"), cell(cells, "channel"), cell(cells, "metric")];
    const key = `${month} ${channel} ${metric}`;
    const before = first.get(key);
    if (before !== undefined)
      faults.push(`${file}:${line} ${key} was chosen in row ${before} already. Mark only one of them.`);
    first.set(key, before ?? line);
    const text = cell(cells, "value").trim();
    const value = text === "" ? NaN : Number(text);
    if (!(value >= 0 && value < Infinity))
      faults.push(`${file}:${line} ${key}: ${quoted(text)} is not a number of zero or above.`);
    return {
      month,
      channel,
      metric: metric as ActualMeasure,
      // Without the dust of binary fractions: 42.58 becomes 0.4258.
      value: metric === "not_answered_pct" ? Number((value / 100).toPrecision(12)) : value,
      source: cell(cells, "source"),
    };
  });
  if (faults.length > 0) throw new UserError(faults.slice(0, MOST_FAULTS).join("\n"));
  return [...found, ...sharesWorkedOut(found)];
}

function isMetric(metric: string): boolean {
  return ACTUAL_MEASURES.some((each) => each === metric);
}

function sharesWorkedOut(found: readonly PublishedFigure[]): readonly PublishedFigure[] {
  const of = (one: PublishedFigure, metric: ActualMeasure): number | undefined =>
    found.find((each) => each.month === one.month && each.channel === one.channel && each.metric === metric)
      ?.value;
  return found.flatMap((one) => {
    if (one.metric !== "received" || one.value === 0 || of(one, "not_answered_pct") !== undefined) return [];
    const answered = of(one, "answered");
    const lost = of(one, "not_answered") ?? (answered === undefined ? undefined : one.value - answered);
    if (lost === undefined || lost < 0 || lost > one.value) return [];
    return [{ ...one, metric: "not_answered_pct" as const, value: lost / one.value }];
  });
}
