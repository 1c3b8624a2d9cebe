import Table from "cli-table3";
import { cellsOf, COLUMNS, footnotes, provenance, type RunReport, sectionsOf } from "./report.ts";

const WIDTH = 110;

/** The report as a table for a terminal: plain characters, no colour, the same bytes everywhere. */
export function asTable(report: RunReport, all: boolean): string {
  const sections = sectionsOf(report, all).map(({ heading, rows }) => ({
    heading,
    rows: rows.map((row) => [row.title, ...cellsOf(row)]),
  }));
  const lines: string[] = [...wrapped(`${report.scenario}: ${report.about}`, WIDTH), ""];
  // One width for each column, so that the tables stand under each other.
  const columnWidths = ["", ...COLUMNS].map(
    (head, column) =>
      Math.max(
        ...sections.flatMap(({ heading, rows }) =>
          [head, heading, ...rows.map((row) => row[column] ?? "")].map((text, i) =>
            i === 1 && column > 0 ? 0 : text.length,
          ),
        ),
      ) + 2,
  );
  for (const { heading, rows } of sections) {
    const used = COLUMNS.map((_, column) => rows.some((row) => row[column + 1] !== ""));
    const table = new Table({
      head: [heading, ...COLUMNS.map((head, column) => (used[column] === true ? head : ""))],
      colAligns: ["left", "right", "right", "right", "right", "right"],
      colWidths: columnWidths,
      style: { head: [], border: [] },
      chars: NO_RULES,
    });
    table.push(...rows);
    lines.push(
      ...table
        .toString()
        .split("\n")
        .map((line) => line.trimEnd()),
      "",
    );
  }
  const notes = [
    ...(report.incomplete === null ? [] : [report.incomplete]),
    ...(report.precision === null ? [] : [report.precision]),
    ...footnotes(report),
  ];
  for (const note of notes) lines.push(...bulleted(note, WIDTH));
  lines.push("", provenance(report));
  return `${lines.join("\n")}\n`;
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
