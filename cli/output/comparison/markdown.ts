import { cell } from "../markdown.ts";
import { type ComparisonReport, footnotes, provenance, sectionsOf, titleOf } from "./report.ts";

/** The comparison as Markdown, for pasting into a paper. */
export function comparisonMarkdown(report: ComparisonReport): string {
  const lines = [`# ${cell(titleOf(report))}`, ""];
  if (report.incomplete !== null) lines.push(`**${cell(report.incomplete)}**`, "");
  for (const { scenario, about } of report.inputs) lines.push(`- **${cell(scenario)}**: ${cell(about)}`);
  lines.push("");
  for (const { heading, columns, rows } of sectionsOf(report)) {
    lines.push(
      `## ${cell(heading)}`,
      "",
      `| | ${columns.join(" | ")} |`,
      `| --- |${" ---: |".repeat(columns.length)}`,
      ...rows.map((row) => `| ${row.map(cell).join(" | ")} |`),
      "",
    );
  }
  for (const note of footnotes(report)) lines.push(`- ${cell(note)}`);
  lines.push("", `_${cell(provenance(report))}_`, "");
  return lines.join("\n");
}
