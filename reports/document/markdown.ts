import { sourceOf } from "../chart.ts";
import { wordsOf } from "../chartText.ts";
import { type DataTable, escaped } from "../dataTable.ts";
import { cellText } from "./cellText.ts";
import { dataText } from "./dataText.ts";
import {
  type Block,
  type Figure,
  type PanelPaper,
  type Span,
  spansOf,
  type Table,
  type Text,
} from "./document.ts";
import { type Labels, labelsOf } from "./labels.ts";
import { printable } from "./printable.ts";
import { ANSWER_HEADING, dataCaption } from "./words.ts";

/**
 * A paper as Markdown.
 *
 * @param pictures Folder of the charts, as written in the file: "pictures" for `pictures/attrition.svg`.
 * @throws Error for a paper that was put together wrongly (see `labelsOf`).
 */
export function paperMarkdown(paper: PanelPaper, pictures: string): string {
  const labels = labelsOf(paper);
  const parts = [
    `# ${plain(paper.title)}`,
    plain(paper.subtitle),
    paper.titlePage.map(({ label, value }) => `- **${plain(label)}:** ${plain(value)}`).join("\n"),
    `## ${ANSWER_HEADING}`,
    markdownText(paper.answer),
    ...paper.blocks.map((block) => markdownBlock(block, labels, pictures)),
    "---",
    plain(paper.madeBy),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function markdownBlock(block: Block, labels: Labels, pictures: string): string {
  switch (block.kind) {
    case "heading":
      // The place that links lead to: how headings are named differs between readers of Markdown.
      return `<a id="${block.id}"></a>\n\n${"#".repeat(block.level)} ${plain(block.text)}`;
    case "paragraph":
      return markdownText(block.text);
    case "inset":
      return `> ${markdownText(block.text)}`;
    case "list":
      return block.items
        .map((item, i) => `${block.ordered ? `${i + 1}.` : "-"} ${markdownText(item)}`)
        .join("\n");
    case "commands":
      return fenced(block.lines.map(printable));
    case "table":
      return markdownTable(block.table, labels.get(block.table.id)!);
    case "figure":
      return markdownFigure(block.figure, labels.get(block.figure.id)!, pictures);
  }
}

function markdownTable({ id, caption, columns, rows, notes }: Table, label: string): string {
  const table = rowsOf(
    columns.map(({ head }) => head),
    columns.map(({ format }) => format !== "text"),
    rows.map((row) => row.map((cell, i) => cellText(cell, columns[i]!))),
  );
  return [`<a id="${id}"></a>`, `**${label}:** ${plain(caption)}`, table, ...notes.map(plain)].join("\n\n");
}

function markdownFigure({ id, chart }: Figure, label: string, pictures: string): string {
  const { spec, text, table } = chart;
  return [
    `<a id="${id}"></a>`,
    `![${plain(spec.description ?? "")}](${encodeURI(pictures)}/${id}.svg)`,
    `**${label}:** ${plain(wordsOf(spec).title)}`,
    [...text, sourceOf(spec)]
      .filter((each) => each !== "")
      .map((each) => `- ${plain(each)}`)
      .join("\n"),
    `**${dataCaption(label)}**`,
    dataTable(table),
  ].join("\n\n");
}

function dataTable({ heads, rows }: DataTable): string {
  return rowsOf(
    heads,
    heads.map((_, i) => rows.some((row) => typeof row[i] === "number")),
    rows.map((row) => row.map(dataText)),
  );
}

function rowsOf(
  heads: readonly string[],
  isFigures: readonly boolean[],
  rows: readonly (readonly string[])[],
): string {
  const lines = [
    heads.map(plain),
    isFigures.map((each) => (each ? "---:" : "---")),
    ...rows.map((row) => row.map(plain)),
  ];
  return lines.map((line) => `| ${line.join(" | ")} |`).join("\n");
}

const markdownText = (text: Text): string => startingPlain(spansOf(text).map(span).join(""));

function span(each: Span): string {
  if (typeof each === "string") return inline(each);
  if ("strong" in each) return `**${inline(each.strong)}**`;
  if ("code" in each) return code(each.code);
  return `[${inline(each.text)}](<${each.to.replaceAll(/[<>\s]/g, encodeURIComponent)}>)`;
}

/** Text as Markdown that shows it as it is, wherever it stands. */
const plain = (text: string): string => startingPlain(inline(text));

const inline = (text: string): string =>
  escaped(printable(text)).replaceAll(/[~$]|!(?=\\\[)/g, (mark) => `\\${mark}`);

/** What would make a heading, a list, a quotation or a rule at the start of a line is no such mark. */
function startingPlain(text: string): string {
  return text
    .replace(/^\s*(?=[-+](?:\s|$)|[-=]+\s*$|[#>])/, (space) => `${space}\\`)
    .replace(/^(\s*\d+)(?=[.)](?:\s|$))/, (number) => `${number}\\`);
}

/** Code between more backticks than are in it. */
function code(text: string): string {
  const ticks = "`".repeat(longestRun(text) + 1);
  const content = printable(text).replaceAll(/\s/g, " ");
  const padded = content.startsWith("`") || content.endsWith("`") ? ` ${content} ` : content;
  return `${ticks}${padded}${ticks}`;
}

function fenced(lines: readonly string[]): string {
  const ticks = "`".repeat(Math.max(3, longestRun(lines.join("\n")) + 1));
  return [ticks, ...lines, ticks].join("\n");
}

const longestRun = (text: string): number =>
  Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
