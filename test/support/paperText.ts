import { cellText } from "../../reports/document/cellText.ts";
import type { Block, PanelPaper, Text } from "../../reports/document/document.ts";

/** A paper as plain text, as little as shows all that it says: for snapshots, and for tests that read it back. */
export function paperText({ title, subtitle, titlePage, answer, blocks, madeBy }: PanelPaper): string {
  return [
    `# ${title}`,
    subtitle,
    ...titlePage.map(({ label, value }) => `${label}: ${value}`),
    textOf(answer),
    ...blocks.map(blockText),
    madeBy,
  ].join("\n\n");
}

/** A text without its marks, unbreakable spaces as plain ones. */
export function textOf(text: Text): string {
  return lettersOf(text).replaceAll("\u00a0", " ");
}

function lettersOf(text: Text): string {
  if (typeof text === "string") return text;
  return text
    .map((span) => {
      if (typeof span === "string") return span;
      if ("strong" in span) return span.strong;
      return "code" in span ? span.code : span.text;
    })
    .join("");
}

function blockText(block: Block): string {
  switch (block.kind) {
    case "heading":
      return `${"#".repeat(block.level)} ${block.text}`;
    case "paragraph":
      return textOf(block.text);
    case "inset":
      return `> ${textOf(block.text)}`;
    case "list":
      return block.items.map((item) => `- ${textOf(item)}`).join("\n");
    case "commands":
      return block.lines.map((line) => `    ${line}`).join("\n");
    case "table": {
      const { caption, columns, rows, notes } = block.table;
      return [
        `[table] ${caption}`,
        columns.map(({ head }) => head).join(" | "),
        ...rows.map((row) => row.map((cell, i) => cellText(cell, columns[i]!)).join(" | ")),
        ...notes.map((note) => `(${note})`),
      ].join("\n");
    }
    case "figure":
      return `[figure ${block.figure.id}] ${block.figure.chart.text.join(" ")}`;
  }
}
