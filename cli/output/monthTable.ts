import type { Unit } from "../../engine/experiment/measure.ts";
import type { Row } from "../../engine/experiment/rows.ts";
import type { UnknownRow } from "../../engine/experiment/uncertainty/unknownRows.ts";
import { headingOf } from "./heading.ts";
import { figure } from "./numbers.ts";

interface Column {
  readonly of: Row["of"];
  readonly measure: string;
  readonly head: string;
  /** Whether the range of single months stands beside it. All ranges are in the CSV and JSON results. */
  readonly ranged?: true;
}

/** What the table by month tells of a role or a queue, in this order; those it does not have are left out. */
const COLUMNS: readonly Column[] = [
  { of: "role", measure: "inPost", head: "in post", ranged: true },
  { of: "role", measure: "inTraining", head: "in training", ranged: true },
  { of: "role", measure: "live", head: "live", ranged: true },
  { of: "role", measure: "redeployed", head: "redeployed" },
  { of: "role", measure: "effective", head: "effective", ranged: true },
  { of: "queue", measure: "offered", head: "received" },
  { of: "queue", measure: "offeredLoad", head: "load", ranged: true },
  { of: "queue", measure: "attrition", head: "attrition", ranged: true },
  { of: "queue", measure: "meanWaitAnswered", head: "mean wait", ranged: true },
  { of: "queue", measure: "waitP90Answered", head: "90% within" },
  { of: "queue", measure: "meanAgeDone", head: "mean age when done" },
  { of: "queue", measure: "waitingAtMonthEnd", head: "carried over" },
];

/** One role or queue month by month: a row for each month, with its name first. */
export interface MonthSection {
  readonly heading: string;
  readonly columns: readonly string[];
  /** How many columns each figure takes with its ranges, in order; one each if not given. */
  readonly widths?: readonly number[];
  readonly rows: readonly (readonly string[])[];
}

/** What is needed of a row to tell of it by month. */
export type MonthRow = Pick<Row, "scope" | "when" | "of" | "name" | "measure" | "unit" | "mean">;

/** Whether the table by month tells of a measure. */
export function isToldByMonth({ of, measure }: Pick<Row, "of" | "measure">): boolean {
  return COLUMNS.some((column) => column.of === of && column.measure === measure);
}

/** The roles and queues of a run of several months, month by month; none for other runs. */
export function monthSections(rows: readonly Row[]): readonly MonthSection[] {
  return sectionsByMonth(rows, [
    { head: "95% of months", text: ({ single, unit }) => rangeText(single, unit) },
  ]);
}

/** The same with other ranges beside figures. */
export function sectionsByMonth<Told extends MonthRow>(
  rows: readonly Told[],
  ranges: readonly { readonly head: string; readonly text: (row: Told) => string }[],
): readonly MonthSection[] {
  const ofMonths = rows.filter((row) => row.scope === "month" && isToldByMonth(row));
  const months = [...new Set(ofMonths.map(({ when }) => when))];
  if (months.length < 2) return [];
  return ["role", "queue"].flatMap((of) => {
    const ofKind = ofMonths.filter((row) => row.of === of);
    return [...new Set(ofKind.map(({ name }) => name))].map((name) => {
      const mine = ofKind.filter((row) => row.name === name);
      const shown = COLUMNS.filter(
        (each) => each.of === of && mine.some(({ measure }) => measure === each.measure),
      );
      const figures = shown.map(({ measure, head, ranged }) => {
        const found = months.map((month) =>
          mine.find((each) => each.measure === measure && each.when === month),
        );
        const texts = (text: (row: Told) => string): readonly string[] =>
          found.map((row) => (row === undefined ? "" : text(row)));
        const beside = (ranged ? ranges : [])
          .map(({ head: title, text }) => ({ head: title, texts: texts(text) }))
          // Of what chance does not move there is no range to tell.
          .filter((range) => range.texts.some((text) => text !== ""));
        return [{ head, texts: texts((row) => short(row.mean, row.unit)) }, ...beside];
      });
      const columns = figures.flat();
      return {
        heading: headingOf(mine[0]!),
        columns: columns.map(({ head }) => head),
        widths: figures.map(({ length }) => length),
        rows: months.map((month, i) => [month, ...columns.map(({ texts }) => texts[i]!)]),
      };
    });
  });
}

/** A range; empty where none is told, or its ends are alike. */
export function rangeText(range: Row["single"] | UnknownRow["single"], unit: Unit): string {
  if (range === null || range.low === range.high) return "";
  const [low, high] = [short(range.low, unit), short(range.high, unit)];
  return low === high ? "" : `${low} to ${high}`;
}

/** Many columns stand side by side. */
export function short(value: number, unit: Unit): string {
  if (!Number.isFinite(value)) return figure(value, unit);
  if (unit === "people") return value.toFixed(1);
  return unit === "share" ? `${(100 * value).toFixed(1)}%` : figure(value, unit);
}

/** What the columns of a table by month mean. */
export const MONTHS_NOTE =
  "By month: effective are full-time people's worth of time at the work; load is in Erlangs, handlers' worth of work; mean " +
  "wait and 90% within are of the answered; carried over are those who wait as the month ends. Beside a figure stands the " +
  "range in which 95% of single such months fall, chance alone deciding.";
