import { HeadingLevel, Paragraph, type ParagraphChild, type Table as WordTable } from "docx";
import { sourceOf } from "../../chart.ts";
import { wordsOf } from "../../chartText.ts";
import { cellText } from "../cellText.ts";
import { dataText } from "../dataText.ts";
import type { Block, Figure, Table, Text } from "../document.ts";
import type { Labels } from "../labels.ts";
import { inWordsAndNumbers } from "../words.ts";
import { wordPicture } from "./picture.ts";
import { LIST, STYLE } from "./style.ts";
import { wordTable } from "./table.ts";
import { linkWithin, plainRun, strongRun, type Targets, wordsAt, wordText } from "./text.ts";

/** What blocks are written with. */
export interface Writing {
  readonly labels: Labels;
  readonly targets: Targets;
  /** Which list it is, so that each begins with 1. */
  readonly list: number;
  /** Room across the page, in twentieths of a point. */
  readonly width: number;
}

type Parts = (Paragraph | WordTable)[];

/** Longer tables of what a chart is drawn from are left to the workbook. */
const MOST_DATA_ROWS = 60;
const HEADINGS = { 2: HeadingLevel.HEADING_1, 3: HeadingLevel.HEADING_2, 4: HeadingLevel.HEADING_3 } as const;

/** A block as paragraphs and tables of Word. */
export async function wordBlock(block: Block, writing: Writing): Promise<Parts> {
  const { labels, targets } = writing;
  switch (block.kind) {
    case "heading":
      return [
        new Paragraph({
          heading: HEADINGS[block.level],
          children: wordsAt(block.id, [plainRun(block.text)], targets),
        }),
      ];
    case "paragraph":
      return [new Paragraph({ children: wordText(block.text, targets) })];
    case "inset":
      return [new Paragraph({ style: STYLE.inset, children: wordText(block.text, targets) })];
    case "list":
      return block.items.map((item) => listItem(item, block.ordered, writing));
    case "commands":
      return block.lines.map((line) => new Paragraph({ style: STYLE.commands, children: [plainRun(line)] }));
    case "table":
      return tableParts(block.table, labels.get(block.table.id)!, writing);
    case "figure":
      return figureParts(block.figure, labels.get(block.figure.id)!, targets);
  }
}

/** A chart in words, and the figures that it is drawn from. */
export function dataParts(
  { id, chart: { table, text } }: Figure,
  { labels, targets, width }: Writing,
): Parts {
  const { heads, rows } = table;
  const label = labels.get(id)!;
  const caption = captionOf(wordsAt(dataPlace(id), [strongRun(inWordsAndNumbers(label))], targets));
  const words = text.map(note);
  if (rows.length > MOST_DATA_ROWS) {
    return [
      caption,
      ...words,
      note(
        `${rows.length} rows: they are in the workbook that comes with this paper, on the sheet of ${label}.`,
      ),
    ];
  }
  return [
    caption,
    ...words,
    wordTable(
      {
        heads: heads.map((text, i) => ({ text, isFigures: rows.some((row) => typeof row[i] === "number") })),
        rows: rows.map((row) => row.map(dataText)),
      },
      width,
    ),
    note(""),
  ];
}

/** Place of a chart's words and numbers, at the end of the document. */
export const dataPlace = (id: string): string => `${id}_data`;

function listItem(item: Text, ordered: boolean, { targets, list }: Writing): Paragraph {
  return new Paragraph({
    style: "ListParagraph",
    numbering: ordered
      ? { reference: LIST.numbers, level: 0, instance: list }
      : { reference: LIST.bullets, level: 0 },
    children: wordText(item, targets),
  });
}

function tableParts(
  { id, caption, columns, rows, notes }: Table,
  label: string,
  { targets, width }: Writing,
): Parts {
  return [
    captionOf(wordsAt(id, labelled(label, caption), targets)),
    wordTable(
      {
        heads: columns.map(({ head, format }) => ({ text: head, isFigures: format !== "text" })),
        rows: rows.map((row) => row.map((cell, i) => cellText(cell, columns[i]!))),
      },
      width,
    ),
    // Without a paragraph between them Word would make one table of two.
    ...(notes.length === 0 ? [""] : notes).map(note),
  ];
}

async function figureParts({ id, chart }: Figure, label: string, targets: Targets): Promise<Parts> {
  const { title } = wordsOf(chart.spec);
  const number = targets.places.get(id)!;
  return [
    new Paragraph({ keepNext: true, children: [await wordPicture(chart, label, number)] }),
    captionOf(wordsAt(id, labelled(label, title), targets), false),
    ...[sourceOf(chart.spec)].filter((source) => source !== "").map(note),
    new Paragraph({
      style: STYLE.note,
      children: [linkWithin(inWordsAndNumbers(label), dataPlace(id), targets)],
    }),
  ];
}

const labelled = (label: string, caption: string) => [strongRun(`${label}: `), plainRun(caption)];

/** A caption that stays with what stands beneath it. */
function captionOf(children: readonly ParagraphChild[], keepNext = true): Paragraph {
  return new Paragraph({ style: "Caption", keepNext, children });
}

const note = (text: string): Paragraph => new Paragraph({ style: STYLE.note, children: [plainRun(text)] });
