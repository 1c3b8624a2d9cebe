import { plainTable, widthsOf } from "../plainTable.ts";
import { bulleted, wrapped } from "../table.ts";
import { type ComparisonReport, footnotes, provenance, sectionsOf, titleOf } from "./report.ts";

const WIDTH = 110;

/** The comparison as tables for a terminal. */
export function comparisonTable(report: ComparisonReport): string {
  const tables = sectionsOf(report).map(({ heading, columns, rows }) => [[heading, ...columns], ...rows]);
  const lines = [...wrapped(titleOf(report), WIDTH), ""];
  for (const { scenario, about } of report.inputs) lines.push(...bulleted(`${scenario}: ${about}`, WIDTH));
  lines.push("");
  const first = widthsOf(tables)[0] ?? 0;
  for (const [head, ...rows] of tables) {
    // Tables with the same columns stand under each other.
    const [, ...others] = widthsOf(tables.filter(([other]) => sameColumns(other!, head!)));
    lines.push(...plainTable(head!, rows, [first, ...others]), "");
  }
  if (report.incomplete !== null) lines.push(...bulleted(report.incomplete, WIDTH));
  for (const note of footnotes(report)) lines.push(...bulleted(note, WIDTH));
  lines.push("", provenance(report));
  return `${lines.join("\n")}\n`;
}

function sameColumns([, ...one]: readonly string[], [, ...other]: readonly string[]): boolean {
  return one.join() === other.join();
}
