import type { Chart } from "../chart.ts";

/*
 * A paper before it is a file: headings, sentences, tables and charts in reading order. HTML, Markdown, Word and the
 * spreadsheet are written from the same one, so that they cannot differ in what they say.
 */

/** A piece of a sentence. Plain text is never read as markup, whatever letters are in it. */
export type Span = string | { readonly strong: string } | { readonly code: string } | Link;

/** A link: `to` is an address that begins with https://, or # and the id of a block of the same paper. */
export interface Link {
  readonly text: string;
  readonly to: string;
}

/** One or more sentences. */
export type Text = string | readonly Span[];

/** The pieces of a text. */
export const spansOf = (text: Text): readonly Span[] => (typeof text === "string" ? [text] : text);

export type Block =
  | { readonly kind: "heading"; readonly level: 2 | 3 | 4; readonly id: string; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: Text }
  /** What must not be overlooked: set apart from the text around it. */
  | { readonly kind: "inset"; readonly text: Text }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly Text[] }
  /** Commands or files to be copied as they are, a line each. */
  | { readonly kind: "commands"; readonly lines: readonly string[] }
  | { readonly kind: "table"; readonly table: Table }
  | { readonly kind: "figure"; readonly figure: Figure };

/**
 * How the figures of a column are written: shares are from 0 to 1, times in seconds. "points" are differences of shares,
 * from -1 to 1, written in points of a percentage.
 */
export type CellFormat = "text" | "share" | "points" | "seconds" | "count" | "people" | "number";

/** A figure, a range of figures, a text, or nothing known. */
export type Cell = string | number | null | { readonly low: number; readonly high: number };

export interface Column {
  readonly head: string;
  readonly format: CellFormat;
  /** Decimals that are shown, of percents, points, seconds or whatever it is; if left out, those usual for the format. */
  readonly decimals?: number;
  /** Figures are differences: those above zero bear a plus sign. */
  readonly signed?: boolean;
}

/** A table: the first column names its rows. */
export interface Table {
  /** Letters, digits and hyphens; one of its own in the paper. */
  readonly id: string;
  /** What it shows: measure, place, period. Numbered by whoever writes the file. */
  readonly caption: string;
  readonly columns: readonly Column[];
  /** A cell for each column. */
  readonly rows: readonly (readonly Cell[])[];
  /** What must be known to read it, a sentence each. */
  readonly notes: readonly string[];
}

/** A chart in the paper. Its headline, text alternative, source and table of data come with the chart. */
export interface Figure {
  /** Letters, digits and hyphens; one of its own in the paper. */
  readonly id: string;
  readonly chart: Chart;
}

/** A line of the title page, such as author or status. */
export interface TitleLine {
  readonly label: string;
  readonly value: string;
}

/** A whole paper. */
export interface PanelPaper {
  readonly title: string;
  readonly subtitle: string;
  readonly titlePage: readonly TitleLine[];
  /** What comes first: the answer in one paragraph. */
  readonly answer: Text;
  /** The rest, in reading order; the first heading is of level 2. */
  readonly blocks: readonly Block[];
  /** What made the paper, in one line: program, version, seed. */
  readonly madeBy: string;
}
