import Table from "cli-table3";
import { monthSections } from "./monthTable.ts";
import { targetSections } from "./monthTargets.ts";
import { cellsOf, COLUMNS, footnotes, provenance, type RunReport, sectionsOf } from "./report.ts";

export const WIDTH = 110;

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
    ...[...monthSections(report.rows), ...targetSections(report.targets)].flatMap(
      ({ heading, columns, rows }) => sectionLines(columns, [{ heading, rows }]),
    ),
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
