import {
  AlignmentType,
  BorderStyle,
  type INumberingOptions,
  type IStylesOptions,
  LevelFormat,
  LineRuleType,
} from "docx";

const BLUE = "12436D";
const GREY = "4A4A4A";
/** Sizes of letters are in half points, spaces in twentieths of a point. */
const BODY = 24;

/** Of the letters of tables, in points. */
export const CELL_HEIGHTS = { usual: 10, wide: 9 } as const;

/** Names of the list styles, and of paragraphs that are set apart. */
export const LIST = { bullets: "bullets", numbers: "numbers" } as const;
export const STYLE = {
  answer: "Answer",
  inset: "Inset",
  contents: "ContentsHeading",
  commands: "Commands",
  cell: "TableText",
  wideCell: "WideTableText",
  note: "Note",
  code: "Code",
  link: "Hyperlink",
} as const;

/**
 * Space around a paragraph, and lines so many times as high as the letters. The rule must be said: without it LibreOffice
 * takes the height for an exact one, prints a title's lines over each other and cuts a picture down to one line.
 */
const spacing = (before: number, after: number, lines: number) => ({
  before,
  after,
  line: 240 * lines,
  lineRule: LineRuleType.AUTO,
});

const heading = (size: number, before: number) => ({
  run: { size, bold: true, color: BLUE },
  paragraph: { spacing: { before, after: 120 }, keepNext: true, keepLines: true },
});

const besideLine = (color: string) => ({
  border: { left: { style: BorderStyle.SINGLE, size: 36, space: 12, color } },
  indent: { left: 284 },
});

/** Styles of the document: those of Word's own names are found by its navigation and by screen readers. */
export const STYLES: IStylesOptions = {
  default: {
    document: {
      run: { font: "Arial", size: BODY, language: { value: "en-GB" } },
      paragraph: { spacing: spacing(0, 160, 1.15) },
    },
    title: { run: { size: 48, bold: true, color: BLUE }, paragraph: { spacing: { after: 120 } } },
    heading1: heading(34, 480),
    heading2: heading(28, 360),
    heading3: heading(BODY, 280),
    caption: {
      run: { size: 22, bold: false, italics: false, color: "1D1D1D" },
      paragraph: { spacing: { before: 200, after: 80 } },
    },
    listParagraph: { paragraph: { spacing: { after: 80 } } },
    hyperlink: { run: { color: "1D4F91", underline: {} } },
  },
  paragraphStyles: [
    { id: "Subtitle", name: "Subtitle", basedOn: "Normal", run: { size: 28, color: GREY } },
    {
      id: STYLE.answer,
      name: "Answer",
      basedOn: "Normal",
      run: { size: 26 },
      paragraph: { ...besideLine(BLUE), keepLines: true },
    },
    {
      id: STYLE.inset,
      name: "Inset",
      basedOn: "Normal",
      paragraph: { ...besideLine("6B7276"), keepLines: true },
    },
    {
      id: STYLE.commands,
      name: "Commands",
      basedOn: "Normal",
      run: { font: "Courier New", size: 18 },
      paragraph: { spacing: { after: 0 }, shading: { fill: "F3F2F1" } },
    },
    {
      id: STYLE.cell,
      name: "Table Text",
      basedOn: "Normal",
      run: { size: 2 * CELL_HEIGHTS.usual },
      paragraph: { spacing: spacing(30, 30, 1) },
    },
    {
      id: STYLE.wideCell,
      name: "Wide Table Text",
      basedOn: STYLE.cell,
      run: { size: 2 * CELL_HEIGHTS.wide },
    },
    {
      id: STYLE.note,
      name: "Note",
      basedOn: "Normal",
      run: { size: 20, color: GREY },
      paragraph: { spacing: spacing(60, 60, 1.05) },
    },
    {
      id: STYLE.contents,
      name: "Contents Heading",
      basedOn: "Normal",
      ...heading(28, 360),
    },
    { id: "TOC1", name: "toc 1", basedOn: "Normal", paragraph: { spacing: spacing(0, 20, 1.05) } },
    {
      id: "TOC2",
      name: "toc 2",
      basedOn: "Normal",
      paragraph: { indent: { left: 284 }, spacing: spacing(0, 20, 1.05) },
    },
  ],
  characterStyles: [{ id: STYLE.code, name: "Code", run: { font: "Courier New", size: 21 } }],
};

const level = (format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) => ({
  level: 0,
  format,
  text,
  alignment: AlignmentType.LEFT,
  style: { paragraph: { indent: { left: 567, hanging: 340 } } },
});

export const NUMBERING: INumberingOptions = {
  config: [
    { reference: LIST.bullets, levels: [level(LevelFormat.BULLET, "•")] },
    { reference: LIST.numbers, levels: [level(LevelFormat.DECIMAL, "%1.")] },
  ],
};
