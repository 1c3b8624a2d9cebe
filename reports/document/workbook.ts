import writeExcelFile, {
  type CellObject,
  type Image,
  type Row,
  type Sheet as LibrarySheet,
} from "write-excel-file/node";
import { type PanelPaper, spansOf, type Text } from "./document.ts";
import { labelsOf } from "./labels.ts";
import { printable } from "./printable.ts";
import { coreProperties } from "./properties.ts";
import { parts, uniqueHeads } from "./workbook/parts.ts";
import { NOT_AVAILABLE, type Sheet, type SheetCell, tableSheets } from "./workbook/sheets.ts";
import { ANSWER_HEADING, CONTENTS_HEADING } from "./words.ts";
import { withoutTimes } from "./zipTimes.ts";

/** Widths of columns, in letters. */
const WIDTH = { least: 10, most: 60, prose: 70 };
/** Height of a line, in points, and of the title of a sheet. */
const HEIGHT = { line: 15.6, title: 21 };
/** More letters than this a cell cannot hold. */
const MOST_LETTERS = 32_767;

/**
 * All tables of a paper, and the figures behind its charts, as a workbook: cover, contents, notes, then a table a sheet.
 * Source of the layout: Government Analysis Function, "Releasing statistics in spreadsheets".
 *
 * @throws Error for a paper that was put together wrongly (see `labelsOf`).
 */
export async function paperWorkbook(paper: PanelPaper): Promise<Uint8Array> {
  const { sheets: tables, notes } = tableSheets(paper, labelsOf(paper));
  const notesSheet: Sheet = {
    name: "Notes",
    lines: [
      "Notes",
      notes.length === 0 ? "There are no notes on the tables." : "This worksheet contains one table.",
      `${NOT_AVAILABLE} stands where no figure is available: it is not known, or there is none.`,
    ],
    table:
      notes.length === 0
        ? null
        : {
            heads: ["Note", "Worksheet", "Text of the note"],
            rows: notes.map(({ number, sheet, text }) => [`note ${number}`, sheet, text]),
            leadsTo: null,
          },
  };
  const listed = [notesSheet, ...tables];
  const contents: Sheet = {
    name: "Contents",
    lines: [
      CONTENTS_HEADING,
      "This worksheet contains one table: the other worksheets, and what is on them.",
    ],
    table: {
      heads: ["Worksheet", "What is on it"],
      rows: listed.map(({ name, lines }) => [name, lines[0]!.replaceAll(/ \[note \d+\]/g, "")]),
      leadsTo: listed.map(({ name }) => name),
    },
  };
  const sheets = [cover(paper), contents, ...listed];
  const properties = coreProperties(paper);
  const file = writeExcelFile(sheets.map(librarySheet), {
    fontFamily: "Arial",
    fontSize: 12,
    features: [parts(sheets, properties)],
  });
  return withoutTimes(await file.toBuffer());
}

function cover({ title, subtitle, titlePage, answer, madeBy }: PanelPaper): Sheet {
  return {
    name: "Cover",
    lines: [
      title,
      subtitle,
      ...titlePage.map(({ label, value }) => `${label}: ${value}`),
      `${ANSWER_HEADING}: ${plainText(answer)}`,
      "This workbook holds all tables of the paper, and the figures that its charts are drawn from. The contents worksheet lists them.",
      madeBy,
    ],
    table: null,
  };
}

const plainText = (text: Text): string =>
  spansOf(text)
    .map((span) => {
      if (typeof span === "string") return span;
      if ("strong" in span) return span.strong;
      return "code" in span ? span.code : span.text;
    })
    .join("");

function librarySheet({ name, lines, table }: Sheet): LibrarySheet<Image["content"]> {
  const isProse = table === null;
  const heads = uniqueHeads(table?.heads ?? []);
  const widths = isProse ? [WIDTH.prose] : heads.map((head, i) => widthOf(head, table.rows, i));
  const data: Row[] = lines.map((line, i) =>
    i === 0
      ? [{ ...textCell(line), wrap: isProse, height: HEIGHT.title, fontWeight: "bold", fontSize: 14 }]
      : highEnough(
          [{ ...textCell(line), wrap: isProse, alignVertical: "top" }],
          [isProse ? line : ""],
          widths,
        ),
  );
  if (table !== null) {
    data.push(
      highEnough(
        heads.map((head, i) => ({
          ...textCell(head),
          fontWeight: "bold" as const,
          wrap: true,
          alignVertical: "bottom" as const,
          align: table.rows.some((row) => typeof row[i] === "object")
            ? ("right" as const)
            : ("left" as const),
          bottomBorderStyle: "medium" as const,
          bottomBorderColor: "#1d1d1d",
        })),
        heads,
        widths,
      ),
      ...table.rows.map((row) =>
        highEnough(
          row.map((cell, i) => (i === 0 && table.leadsTo !== null ? linkCell(cell) : libraryCell(cell))),
          row,
          widths,
        ),
      ),
    );
  }
  return { sheet: name, data, columns: widths.map((width) => ({ width })) };
}

/**
 * A row as high as the lines of its texts. Spreadsheet programs that do not work it out for themselves when they open a
 * file would show one line of each.
 */
function highEnough(row: CellObject[], texts: readonly SheetCell[], widths: readonly number[]): Row {
  const lines = texts.map((text, i) => (typeof text === "string" ? linesOf(text, widths[i]!) : 1));
  const [first, ...rest] = row;
  if (first === undefined) return row;
  return [{ ...first, height: HEIGHT.line * Math.max(1, ...lines) }, ...rest];
}

/** Lines that a text takes in a column of so many letters; words are not broken unless they are longer than a line. */
function linesOf(text: string, width: number): number {
  const room = Math.floor(width);
  let lines = 1;
  let used = 0;
  for (const { length } of text.split(/\s+/)) {
    if (used > 0 && used + 1 + length > room) {
      lines++;
      used = 0;
    }
    const all = used === 0 ? length : used + 1 + length;
    lines += Math.max(0, Math.ceil(all / room) - 1);
    used = all > room ? all % room : all;
  }
  return lines;
}

function libraryCell(cell: SheetCell): CellObject {
  if (typeof cell === "string") return { ...textCell(cell), wrap: true, alignVertical: "top" };
  const { value, format } = cell;
  return { type: Number, value, alignVertical: "top", ...(format === null ? {} : { format }) };
}

function linkCell(cell: SheetCell): CellObject {
  return { ...libraryCell(cell), textColor: "#1d4f91", textDecoration: { underline: true } };
}

/** A text, never a formula, whatever it begins with. */
const textCell = (text: string): CellObject => ({
  type: String,
  value: printable(text).slice(0, MOST_LETTERS),
});

function widthOf(head: string, rows: readonly (readonly SheetCell[])[], column: number): number {
  const letters = rows.map((row) => {
    const cell = row[column]!;
    return typeof cell === "string" ? cell.length : WIDTH.least;
  });
  return Math.min(WIDTH.most, Math.max(WIDTH.least, head.length / 2, ...letters) + 2);
}
