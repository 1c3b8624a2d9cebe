import { AlignmentType, BorderStyle, Paragraph, Table, TableCell, TableRow, WidthType } from "docx";
import type { WordRows } from "./rows.ts";
import { CELL_HEIGHTS as HEIGHTS, STYLE } from "./style.ts";
import { plainRun, strongRun } from "./text.ts";
import { widthsOf } from "./widths.ts";

const LINE = { style: BorderStyle.SINGLE, size: 4, color: "B1B4B6" } as const;
const HEAVY = { style: BorderStyle.SINGLE, size: 12, color: "1D1D1D" } as const;
const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;

/** Tables of more columns are set in smaller letters. */
const MOST_COLUMNS = 7;

/**
 * A table whose first row is marked as its heading and comes again on every page. No row is broken between pages.
 *
 * @param width Room for it, in twentieths of a point.
 */
export function wordTable({ heads, rows }: WordRows, width: number): Table {
  const isWide = heads.length > MOST_COLUMNS;
  const widths = widthsOf({ heads, rows }, width, isWide ? HEIGHTS.wide : HEIGHTS.usual);
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
                style: isWide ? STYLE.wideCell : STYLE.cell,
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
