import {
  Document,
  Footer,
  HeadingLevel,
  type ISectionOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TableOfContents,
  TextRun,
} from "docx";
import type { Block, PanelPaper } from "./document.ts";
import { idsOf, labelsOf } from "./labels.ts";
import { printable } from "./printable.ts";
import { coreProperties } from "./properties.ts";
import { dataParts, dataPlace, wordBlock, type Writing } from "./word/blocks.ts";
import { NUMBERING, STYLE, STYLES } from "./word/style.ts";
import { linkWithin, plainRun, strongRun, type Targets, wordsAt, wordText } from "./word/text.ts";
import { ANSWER_HEADING, CONTENTS_HEADING, DATA_HEADING } from "./words.ts";
import { withoutTimes } from "./zipTimes.ts";

/** A4 and its margins, in twentieths of a point. */
const PAGE = { width: 11_906, height: 16_838, margin: 1_247 };
/** Tables of more columns are laid across a page on its side. */
const MOST_COLUMNS = 7;
/** Places that every paper has. */
const OWN = { answer: "the answer", data: "the data" };

type Parts = Awaited<ReturnType<typeof wordBlock>>;

/** Pages that follow each other, all upright or all on their side. */
interface Pages {
  readonly isWide: boolean;
  readonly parts: (Parts[number] | TableOfContents)[];
}

/**
 * A paper as a Word document, charts as pictures with their text alternative.
 *
 * @throws Error for a chart that cannot be drawn as it says, and for a paper that was put together wrongly (see `labelsOf`).
 */
export async function paperWord(paper: PanelPaper): Promise<Uint8Array> {
  const labels = labelsOf(paper);
  const figures = paper.blocks.flatMap((block) => (block.kind === "figure" ? [block.figure] : []));
  const ids = [OWN.answer, ...idsOf(paper), OWN.data, ...figures.map(({ id }) => dataPlace(id))];
  const targets: Targets = { places: new Map(ids.map((id, i) => [id, i + 1])), addresses: new Map() };
  const writing = (list: number, isWide: boolean): Writing => ({
    labels,
    targets,
    list,
    width: textWidth(isWide),
  });

  const pages: Pages[] = [{ isWide: false, parts: frontPage(paper, targets) }];
  for (const [i, block] of paper.blocks.entries()) {
    const isWide = isWideAt(paper.blocks, i);
    add(pages, isWide, await wordBlock(block, writing(i, isWide)));
  }
  // All of them one way: pages that turn from table to table cannot be read.
  const isWideData = figures.some(({ chart: { table } }) => table.heads.length > MOST_COLUMNS);
  if (figures.length > 0) add(pages, isWideData, [firstHeading(OWN.data, DATA_HEADING, targets)]);
  for (const figure of figures) add(pages, isWideData, dataParts(figure, writing(0, isWideData)));

  const document = new Document({
    title: printable(paper.title),
    styles: STYLES,
    numbering: NUMBERING,
    sections: pages.map((each) => section(each, paper)),
  });
  for (const [address, name] of targets.addresses) {
    document.Document.Relationships.addRelationship(
      name,
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
      address,
      "External",
    );
  }
  // The library's own would state when the file was written.
  const properties = { path: "docProps/core.xml", data: coreProperties(paper) };
  return withoutTimes(await Packer.toBuffer(document, undefined, [properties]));
}

function frontPage(
  { title, subtitle, titlePage, answer, blocks, madeBy }: PanelPaper,
  targets: Targets,
): Pages["parts"] {
  return [
    new Paragraph({ heading: HeadingLevel.TITLE, children: [plainRun(title)] }),
    new Paragraph({ style: "Subtitle", children: [plainRun(subtitle)] }),
    ...titlePage.map(
      ({ label, value }) =>
        new Paragraph({
          spacing: { after: 40 },
          children: [strongRun(`${label}: `), plainRun(value)],
        }),
    ),
    new Paragraph({ style: STYLE.note, children: [plainRun(madeBy)] }),
    firstHeading(OWN.answer, ANSWER_HEADING, targets),
    new Paragraph({ style: STYLE.answer, children: wordText(answer, targets) }),
    new Paragraph({
      style: STYLE.contents,
      pageBreakBefore: true,
      children: [plainRun(CONTENTS_HEADING)],
    }),
    new TableOfContents(CONTENTS_HEADING, {
      hyperlink: true,
      headingStyleRange: "1-2",
      beginDirty: false,
      contentChildren: [
        entry(1, ANSWER_HEADING, OWN.answer, targets),
        ...blocks.flatMap((block) =>
          block.kind === "heading" && block.level <= 3
            ? [entry(block.level - 1, block.text, block.id, targets)]
            : [],
        ),
        ...(blocks.some(({ kind }) => kind === "figure") ? [entry(1, DATA_HEADING, OWN.data, targets)] : []),
      ],
    }),
  ];
}

function firstHeading(id: string, text: string, targets: Targets): Paragraph {
  return new Paragraph({ heading: HeadingLevel.HEADING_1, children: wordsAt(id, [plainRun(text)], targets) });
}

const entry = (level: number, text: string, id: string, targets: Targets): Paragraph =>
  new Paragraph({ style: `TOC${level}`, children: [linkWithin(text, id, targets)] });

/** Whether a block belongs on a page on its side: wide tables, and the headings right above them. */
function isWideAt(blocks: readonly Block[], at: number): boolean {
  const block = blocks[at];
  if (block?.kind === "heading") return isWideAt(blocks, at + 1);
  return block?.kind === "table" && block.table.columns.length > MOST_COLUMNS;
}

function add(pages: Pages[], isWide: boolean, parts: Parts): void {
  const last = pages.at(-1)!;
  if (last.isWide === isWide) last.parts.push(...parts);
  else pages.push({ isWide, parts: [...parts] });
}

const textWidth = (isWide: boolean): number => (isWide ? PAGE.height : PAGE.width) - 2 * PAGE.margin;

function section({ isWide, parts }: Pages, { title }: PanelPaper): ISectionOptions {
  const { width, height, margin } = PAGE;
  return {
    properties: {
      page: {
        // The library turns the page itself.
        size: { width, height, orientation: isWide ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
        margin: { top: margin, right: margin, bottom: margin, left: margin },
      },
    },
    footers: {
      default: new Footer({
        children: [
          new Paragraph({
            style: STYLE.note,
            children: [
              plainRun(`${title}. Page `),
              new TextRun({ children: [PageNumber.CURRENT] }),
              plainRun(" of "),
              new TextRun({ children: [PageNumber.TOTAL_PAGES] }),
            ],
          }),
        ],
      }),
    },
    children: parts,
  };
}
