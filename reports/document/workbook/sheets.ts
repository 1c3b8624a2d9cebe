import { sourceOf } from "../../chart.ts";
import { wordsOf } from "../../chartText.ts";
import { decimalsOf } from "../cellText.ts";
import type { Cell, Column, Figure, PanelPaper, Table } from "../document.ts";
import type { Labels } from "../labels.ts";

/** A cell: a text, or a figure with the way in which a spreadsheet shows it. */
export type SheetCell = string | { readonly value: number; readonly format: string | null };

/** One worksheet: lines of text from A1 on, then a table if there is one. */
export interface Sheet {
  readonly name: string;
  /** The first is the title of the sheet. */
  readonly lines: readonly string[];
  readonly table: SheetTable | null;
}

export interface SheetTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly SheetCell[])[];
  /** Names of the sheets that the first cells of the rows lead to; null if they lead nowhere. */
  readonly leadsTo: readonly string[] | null;
}

/** What stands for a figure that is not there, after the guidance of the Government Analysis Function. */
export const NOT_AVAILABLE = "[x]";

interface NoteLine {
  readonly number: number;
  readonly sheet: string;
  readonly text: string;
}

/** The sheets with the tables of a paper and the figures behind its charts, in reading order; and the notes on them. */
export function tableSheets(
  paper: PanelPaper,
  labels: Labels,
): { readonly sheets: readonly Sheet[]; readonly notes: readonly NoteLine[] } {
  const sheets: Sheet[] = [];
  const notes: NoteLine[] = [];
  for (const block of paper.blocks) {
    if (block.kind === "figure") sheets.push(figureSheet(block.figure, labels.get(block.figure.id)!));
    if (block.kind !== "table") continue;
    const label = labels.get(block.table.id)!;
    const own = block.table.notes.map((text, i) => ({
      number: notes.length + i + 1,
      sheet: sheetName(label),
      text,
    }));
    notes.push(...own);
    sheets.push(tableSheet(block.table, label, own));
  }
  return { sheets, notes };
}

/** "Table 3" as the name of a sheet: links to names without spaces need no quotation marks. */
const sheetName = (label: string): string => label.replaceAll(" ", "_");

function tableSheet({ caption, columns, rows }: Table, label: string, notes: readonly NoteLine[]): Sheet {
  const isSplit = columns.map((_, i) => rows.some((row) => isRange(row[i]!)));
  return {
    name: sheetName(label),
    lines: [
      [`${label}: ${caption}`, ...notes.map(({ number }) => `[note ${number}]`)].join(" "),
      notes.length === 0
        ? "This worksheet contains one table."
        : "This worksheet contains one table. Some of it is explained in the notes worksheet.",
    ],
    table: {
      heads: columns.flatMap((column, i) => {
        const head = `${column.head}${unitOf(column)}`;
        return isSplit[i] ? [`${head}, low`, `${head}, high`] : [head];
      }),
      rows: rows.map((row) =>
        row.flatMap((cell, i) => {
          const ends = isRange(cell) ? [cell.low, cell.high] : [cell, cell];
          return (isSplit[i] ? ends : ends.slice(0, 1)).map((each) => sheetCell(each, columns[i]!));
        }),
      ),
      leadsTo: null,
    },
  };
}

function figureSheet({ chart: { spec, table } }: Figure, label: string): Sheet {
  const { title, subtitle } = wordsOf(spec);
  return {
    name: sheetName(label),
    lines: [
      `${label}: ${title}`,
      "This worksheet contains one table: the figures that the chart is drawn from. Shares are from 0 to 1 and times in seconds, unless a heading says otherwise.",
      subtitle,
      sourceOf(spec),
    ].filter((line) => line !== ""),
    table: {
      heads: table.heads,
      rows: table.rows.map((row) =>
        row.map((value) =>
          typeof value === "number"
            ? figureCell(value, null)
            : value === null || value === ""
              ? NOT_AVAILABLE
              : value,
        ),
      ),
      leadsTo: null,
    },
  };
}

const isRange = (cell: Cell): cell is Extract<Cell, { low: number }> =>
  typeof cell === "object" && cell !== null;

function sheetCell(cell: string | number | null, column: Column): SheetCell {
  if (cell === null || cell === "") return NOT_AVAILABLE;
  if (typeof cell === "string") return cell;
  // A hundredth is written as a hundredth of the text, so that no digits are left over.
  const value = column.format === "points" ? Number((100 * cell).toPrecision(12)) : cell;
  return figureCell(value, formatOf(column));
}

const figureCell = (value: number, format: string | null): SheetCell =>
  Number.isFinite(value) ? { value, format } : NOT_AVAILABLE;

/** A spreadsheet shows figures alone: their unit is in the heading. */
function unitOf({ head, format }: Column): string {
  if (format === "seconds") return /second/i.test(head) ? "" : " (seconds)";
  if (format === "points") return /point/i.test(head) ? "" : " (percentage points)";
  return "";
}

function formatOf(column: Column): string {
  const decimals = decimalsOf(column);
  const digits = decimals === 0 ? "0" : `0.${"0".repeat(decimals)}`;
  const size = column.format === "share" ? `${digits}%` : `#,##${digits}`;
  return column.signed === true ? `+${size};-${size};${size}` : size;
}
