import { stringify } from "csv-stringify/sync";

/** The figures behind a chart. Shares are from 0 to 1, times in seconds, unless a heading says otherwise. */
export interface DataTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** The table as CSV with all digits. */
export function tableCsv({ heads, rows }: DataTable): string {
  // A text that a spreadsheet would take for a formula is escaped.
  return stringify([[...heads], ...rows.map((row) => row.map((value) => value ?? ""))], {
    escape_formulas: true,
  });
}

/** The table as Markdown, figures to four digits that matter. */
export function tableMarkdown({ heads, rows }: DataTable): string {
  const isNumber = heads.map((_, i) => rows.some((row) => typeof row[i] === "number"));
  const lines = [
    heads.map(escaped),
    isNumber.map((each) => (each ? "---:" : "---")),
    ...rows.map((row) => row.map(cellText)),
  ];
  return lines.map((line) => `| ${line.join(" | ")} |\n`).join("");
}

function cellText(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "string") return escaped(value);
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}

/** Text that Markdown must not take for its own marks, or for HTML. */
export function escaped(text: string): string {
  return text
    .replaceAll(/\s/g, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/[\\`*_[\]|]/g, (mark) => `\\${mark}`);
}
