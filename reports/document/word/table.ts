import { AlignmentType, BorderStyle, Paragraph, Table, TableCell, TableRow, WidthType } from "docx";
import { STYLE } from "./style.ts";
import { plainRun, strongRun } from "./text.ts";

/** A table as texts. */
export interface WordRows {
  readonly heads: readonly { readonly text: string; readonly isFigures: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

const LETTERS = { fewest: 7, most: 26 };
const LINE = { style: BorderStyle.SINGLE, size: 4, color: "B1B4B6" } as const;
const HEAVY = { style: BorderStyle.SINGLE, size: 12, color: "1D1D1D" } as const;
const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;

/**
 * A table whose first row is marked as its heading and comes again on every page. No row is broken between pages.
 *
 * @param width Room for it, in twentieths of a point.
 */
export function wordTable({ heads, rows }: WordRows, width: number): Table {
  const widths = widthsOf({ heads, rows }, width);
  const row = (texts: readonly string[], isHead: boolean) =>
    new TableRow({
      ...(isHead ? { tableHeader: true } : {}),
      cantSplit: true,
      children: texts.map(
        (text, i) =>
          new TableCell({
            width: { size: widths[i]!, type: WidthType.DXA },
            borders: { bottom: isHead ? HEAVY : LINE, top: NONE, left: NONE, right: NONE },
            margins: { left: 40, right: 100 },
            children: [
              new Paragraph({
                style: STYLE.cell,
                alignment: heads[i]!.isFigures ? AlignmentType.RIGHT : AlignmentType.LEFT,
                keepNext: isHead,
                children: [isHead ? strongRun(text) : plainRun(text)],
              }),
            ],
          }),
      ),
    });
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: [...widths],
    tableLook: { firstRow: true, firstColumn: true, noVBand: true, noHBand: true },
    borders: {
      top: NONE,
      bottom: NONE,
      left: NONE,
      right: NONE,
      insideHorizontal: LINE,
      insideVertical: NONE,
    },
    rows: [
      row(
        heads.map(({ text }) => text),
        true,
      ),
      ...rows.map((texts) => row(texts, false)),
    ],
  });
}

/** The room shared out by how many letters the cells of each column hold. */
function widthsOf({ heads, rows }: WordRows, width: number): readonly number[] {
  const letters = heads.map(({ text }, i) => {
    const longest = Math.max(text.length / 2, ...rows.map((row) => row[i]!.length));
    return Math.min(LETTERS.most, Math.max(LETTERS.fewest, longest));
  });
  const all = letters.reduce((sum, each) => sum + each, 0);
  return letters.map((each) => Math.floor((width * each) / all));
}
