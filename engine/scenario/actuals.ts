import type { MonthText } from "./calendarText.ts";
import { nearest, suggestion } from "./faults.ts";
import type { Reading } from "./reading.ts";
import type { Actual, ActualMeasure } from "./scenario.ts";
import { ACTUAL_MEASURES } from "./scenario.ts";
import type { Row, Table } from "./tables.ts";
import type { Path } from "./tree.ts";
import { quoted } from "./words.ts";

const COLUMNS = ["month", "channel", "metric", "value", "source", "chosen"] as const;
type ColumnName = (typeof COLUMNS)[number];

/**
 * The published figures of one month for the queues of the scenario: the rows that are marked as chosen. Rows of other
 * months, channels and metrics are passed over. Undefined, and reported, if the table is not as it should be.
 */
export function actualsOf(
  file: string,
  month: MonthText,
  queues: readonly string[],
  { tables, report }: Reading,
): readonly Actual[] | undefined {
  const path: Path = ["actuals"];
  const table = tables.open(file, path);
  if (table === undefined) return undefined;
  const places = placesOf(table);
  const missing = COLUMNS.find((name) => places[name] < 0);
  if (missing !== undefined) {
    const near = nearest(missing, table.headings);
    const advice =
      near === undefined ? suggestion(missing, table.headings.filter(Boolean)) : `Rename "${near}".`;
    report.value([...path, "file"], `${quoted(table.file)} has no column "${missing}". ${advice}`);
    return undefined;
  }
  const wantedMonth = `${month.year}-${String(month.month).padStart(2, "0")}`;
  const cell = (row: Row, name: ColumnName): string => row.cells[places[name]] ?? "";
  const rows = table.rows.filter(
    (row) =>
      cell(row, "month") === wantedMonth &&
      cell(row, "chosen") === "yes" &&
      queues.includes(cell(row, "channel")) &&
      isMeasure(cell(row, "metric")),
  );
  if (rows.length === 0) {
    const said = `${quoted(table.file)} has no chosen row for ${wantedMonth} and a queue of this scenario.`;
    report.value(
      [...path, "file"],
      `${said} Mark rows with "yes" in the column chosen, or leave actuals out.`,
    );
    return undefined;
  }
  const values = tables.numbers(
    {
      file: table.file,
      heading: "value",
      cells: rows.map((row) => ({ line: row.line, text: cell(row, "value") })),
      which: "",
    },
    {
      problem: (value) =>
        value >= 0 ? null : `${quoted(value)} is below zero. Write zero or a number above it.`,
    },
  );
  const repeated = reportRepeats(rows, (row) => `${cell(row, "channel")} ${cell(row, "metric")}`, table);
  if (values === undefined || repeated.length > 0) {
    for (const fault of repeated) report.elsewhere(fault);
    return undefined;
  }
  return rows.map((row, i) => ({
    queue: cell(row, "channel"),
    measure: cell(row, "metric") as ActualMeasure,
    value: values[i]!,
    source: cell(row, "source"),
  }));
}

function placesOf(table: Table): Readonly<Record<ColumnName, number>> {
  const place = (name: ColumnName): number => table.headings.indexOf(name);
  return {
    month: place("month"),
    channel: place("channel"),
    metric: place("metric"),
    value: place("value"),
    source: place("source"),
    chosen: place("chosen"),
  };
}

function isMeasure(metric: string): metric is ActualMeasure {
  return ACTUAL_MEASURES.some((measure) => measure === metric);
}

/** Two figures for the same thing cannot both have been chosen. */
function reportRepeats(rows: readonly Row[], key: (row: Row) => string, table: Table) {
  const first = new Map<string, number>();
  return rows.flatMap((row) => {
    const before = first.get(key(row));
    if (before === undefined) {
      first.set(key(row), row.line);
      return [];
    }
    const message = `${key(row)} was chosen in row ${before} already. Mark only one of them with "yes".`;
    return [
      { file: table.file, line: row.line, column: null, path: [`row ${row.line}`, "column chosen"], message },
    ];
  });
}
