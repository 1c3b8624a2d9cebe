import { parse } from "csv-parse/sync";
import type { PrintedAlso } from "../engine/calibration/misprints.ts";

const COLUMNS = ["month", "channel", "metric", "value", "source", "chosen"] as const;
type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** Rows of tables of published figures that were not chosen: what other papers printed. */
export function otherPapers(
  files: readonly { readonly path: string; readonly text: string }[],
): readonly PrintedAlso[] {
  return files
    .filter(({ path, text }) => /\.csv$/i.test(path) && headed(text))
    .flatMap(({ text }) =>
      parse<Row>(text, { columns: true, bom: true, trim: true, relax_column_count: true }),
    )
    .filter(({ chosen, value }) => chosen !== "yes" && value !== "" && Number.isFinite(Number(value)))
    .map(({ month, channel, metric, value, source }) => ({
      month,
      queue: channel,
      measure: metric,
      value: Number(value),
      source,
    }));
}

function headed(text: string): boolean {
  const [first = ""] = text.split(/\r?\n/, 1);
  const headings = first
    .replace("\uFEFF", "")
    .split(",")
    .map((each) => each.trim());
  return COLUMNS.every((column) => headings.includes(column));
}
