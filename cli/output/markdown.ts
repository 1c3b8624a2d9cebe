import { monthSections } from "./monthTable.ts";
import { targetSections } from "./monthTargets.ts";
import { cellsOf, COLUMNS, footnotes, provenance, type RunReport, sectionsOf } from "./report.ts";

/** The report as Markdown, for pasting into a paper. */
export function asMarkdown(report: RunReport, all: boolean, months = false): string {
  const lines: string[] = [`# ${cell(`${report.scenario} (${report.period})`)}`, "", cell(report.about), ""];
  if (report.incomplete !== null) lines.push(`**${cell(report.incomplete)}**`, "");
  for (const { heading, rows } of sectionsOf(report, all, months)) {
    lines.push(
      `## ${cell(heading)}`,
      "",
      `| measure | ${COLUMNS.join(" | ")} |`,
      `| --- |${" ---: |".repeat(COLUMNS.length)}`,
      ...rows.map((row) => `| ${[cell(row.title), ...cellsOf(row)].join(" | ")} |`),
      "",
    );
  }
  for (const { heading, columns, rows } of [
    ...monthSections(report.rows),
    ...targetSections(report.targets),
  ]) {
    lines.push(
      `## ${cell(heading)} by month`,
      "",
      `| month | ${columns.join(" | ")} |`,
      `| --- |${" ---: |".repeat(columns.length)}`,
      ...rows.map((row) => `| ${row.join(" | ")} |`),
      "",
    );
  }
  if (report.precision !== null) lines.push(`- ${cell(report.precision)}`);
  for (const note of footnotes(report)) lines.push(`- ${cell(note)}`);
  lines.push("", `_${cell(provenance(report))}_`, "");
  return lines.join("\n");
}

/** Text that cannot break a table or turn into a heading. */
export function cell(text: string): string {
  return text.replace(/[\\|*_`<>#]/g, (c) => `\\${c}`).replace(/\s+/g, " ");
}

/** A Markdown table: text in the first column to the left, all others to the right. */
export function mdTable(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [
    `| ${head.map(cell).join(" | ")} |`,
    `| --- |${" ---: |".repeat(head.length - 1)}`,
    ...rows.map((row) => `| ${row.map(cell).join(" | ")} |`),
    "",
  ];
}
