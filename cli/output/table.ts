import Table from "cli-table3";
import { type MonthSection, monthSections } from "./monthTable.ts";
import { targetSections } from "./monthTargets.ts";
import { cellsOf, COLUMNS, footnotes, provenance, type RunReport, sectionsOf } from "./report.ts";

export const WIDTH = 110;
const MONTHS_WIDTH = 132;

/** The report as a table for a terminal: plain characters, no colour, the same bytes everywhere. */
export function asTable(report: RunReport, all: boolean, months = false): string {
  const sections = sectionsOf(report, all, months).map(({ heading, rows }) => ({
    heading,
    rows: rows.map((row) => [row.title, ...cellsOf(row)]),
  }));
  const notes = [
    ...(report.incomplete === null ? [] : [report.incomplete]),
    ...(report.precision === null ? [] : [report.precision]),
    ...footnotes(report),
  ];
  return [
    ...wrapped(`${report.scenario}: ${report.about}`, WIDTH),
    "",
    ...sectionLines(COLUMNS, sections),
    ...[...monthSections(report.rows), ...targetSections(report.targets)].flatMap(monthLines),
    ...notes.flatMap((note) => bulleted(note, WIDTH)),
    "",
    provenance(report),
    "",
  ].join("\n");
}

/** Tables under each other, with one width for each column. A column that is empty in a table has no heading there. */
export function sectionLines(
  columns: readonly string[],
  sections: readonly { readonly heading: string; readonly rows: readonly (readonly string[])[] }[],
): readonly string[] {
  const columnWidths = ["", ...columns].map(
    (head, column) =>
      Math.max(
        ...sections.flatMap(({ heading, rows }) =>
          [head, heading, ...rows.map((row) => row[column] ?? "")].map((text, i) =>
            i === 1 && column > 0 ? 0 : text.length,
          ),
        ),
      ) + 2,
  );
  return sections.flatMap(({ heading, rows }) => {
    const used = columns.map((_, column) => rows.some((row) => row[column + 1] !== ""));
    const table = new Table({
      head: [heading, ...columns.map((head, column) => (used[column] === true ? head : ""))],
      colAligns: ["left", ...columns.map(() => "right" as const)],
      colWidths: columnWidths,
      style: { head: [], border: [] },
      chars: NO_RULES,
    });
    table.push(...rows.map((row) => [...row]));
    return [
      ...table
        .toString()
        .split("\n")
        .map((line) => line.trimEnd()),
      "",
    ];
  });
}

/** A table by month. One that is too wide goes on beneath, months and all; a figure and its ranges stay together. */
export function monthLines({ heading, columns, widths, rows }: MonthSection): readonly string[] {
  const width = (column: number): number =>
    Math.max(...[columns[column]!, ...rows.map((row) => row[column + 1]!)].map(({ length }) => length)) + 3;
  const names = Math.max(heading.length, ...rows.map(([name]) => name!.length)) + 2;
  const figures: number[][] = [];
  for (const length of widths ?? columns.map(() => 1)) {
    const next = figures.flat().length;
    figures.push(Array.from({ length }, (_, i) => next + i));
  }
  const needed = figures.map((figure) => figure.reduce((sum, column) => sum + width(column), 0));
  return folded(needed, MONTHS_WIDTH - names).flatMap((part) => {
    const shown = part.flatMap((figure) => figures[figure]!);
    return sectionLines(
      shown.map((column) => columns[column]!),
      [{ heading, rows: rows.map((row) => [row[0]!, ...shown.map((column) => row[column + 1]!)]) }],
    );
  });
}

/** Things of these widths, in their order, in as few lines as can be, and those no wider than they must be. */
function folded(needed: readonly number[], widest: number): readonly (readonly number[])[] {
  let parts = foldedAt(needed, widest);
  for (let width = widest - 1; width > 0; width--) {
    const narrower = foldedAt(needed, width);
    if (narrower.length > parts.length) break;
    parts = narrower;
  }
  return parts;
}

function foldedAt(needed: readonly number[], width: number): readonly (readonly number[])[] {
  const parts: number[][] = [[]];
  let used = 0;
  needed.forEach((wide, i) => {
    if (parts.at(-1)!.length > 0 && used + wide > width) {
      parts.push([]);
      used = 0;
    }
    parts.at(-1)!.push(i);
    used += wide;
  });
  return parts;
}

/** Figures are easier to compare without boxes. */
export const NO_RULES = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: " ",
} as const;

/** Breaks a sentence into lines at spaces. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** A sentence as an item of a list. */
export function bulleted(text: string, width: number): readonly string[] {
  return wrapped(text, width - 2).map((line, i) => (i === 0 ? `- ${line}` : `  ${line}`));
}
