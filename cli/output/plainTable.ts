import Table from "cli-table3";
import { NO_RULES } from "./table.ts";

/** A table for a terminal: plain characters, no colour, the same bytes everywhere. The first column is left-aligned. */
export function plainTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  /** Width of each column, so that several tables can stand under each other. */
  widths: readonly number[] = widthsOf([[head, ...rows]]),
): readonly string[] {
  const table = new Table({
    head: [...head],
    colAligns: head.map((_, column) => (column === 0 ? "left" : "right")),
    colWidths: [...widths],
    style: { head: [], border: [] },
    chars: NO_RULES,
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
}

/** What each column needs to hold the text of all these tables. */
export function widthsOf(tables: readonly (readonly (readonly string[])[])[]): readonly number[] {
  const widths: number[] = [];
  for (const row of tables.flat()) {
    row.forEach((text, column) => {
      widths[column] = Math.max(widths[column] ?? 0, text.length + 2);
    });
  }
  return widths;
}
