import {
  BookmarkEnd,
  BookmarkStart,
  ConcreteHyperlink,
  InternalHyperlink,
  type IRunOptions,
  type ParagraphChild,
  TextRun,
  type XmlComponent,
} from "docx";
import { spansOf, type Span, type Text } from "../document.ts";
import { printable } from "../printable.ts";
import { STYLE } from "./style.ts";

/** What links of the document lead to. */
export interface Targets {
  /** Number of each place of the document, by its id. */
  readonly places: ReadonlyMap<string, number>;
  /** The document's own names of addresses outside it; filled as links are written. */
  readonly addresses: Map<string, string>;
}

/** A text with what is strong, code or a link in it. */
export function wordText(text: Text, targets: Targets): ParagraphChild[] {
  return spansOf(text).map((span) => run(span, targets));
}

export const plainRun = (text: string): TextRun => new TextRun(printable(text));

export function strongRun(text: string): TextRun {
  const options: IRunOptions = { text: printable(text), bold: true };
  return new TextRun(options);
}

/** Words at a place that links lead to. The library's own bookmarks are numbered on from document to document. */
export function wordsAt(id: string, words: readonly TextRun[], { places }: Targets): ParagraphChild[] {
  const number = places.get(id)!;
  return [part(new BookmarkStart(nameOf(number), number)), ...words, part(new BookmarkEnd(number))];
}

/** A link to a place of the document. */
export function linkWithin(text: string, id: string, { places }: Targets): ParagraphChild {
  return new InternalHyperlink({ children: [linkRun(text)], anchor: nameOf(places.get(id)!) });
}

function run(span: Span, targets: Targets): ParagraphChild {
  if (typeof span === "string") return plainRun(span);
  if ("strong" in span) return strongRun(span.strong);
  if ("code" in span) return new TextRun({ text: printable(span.code), style: STYLE.code });
  if (span.to.startsWith("#")) return linkWithin(span.text, span.to.slice(1), targets);
  const { addresses } = targets;
  const name = addresses.get(span.to) ?? `link${addresses.size + 1}`;
  addresses.set(span.to, name);
  // The library's own link to an address would bear a random name in the file.
  return part(new ConcreteHyperlink([linkRun(span.text)], name));
}

const linkRun = (text: string): TextRun => new TextRun({ text: printable(text), style: STYLE.link });

/** The library writes whatever is put into a paragraph, though its types name only some of it. */
const part = (each: XmlComponent): ParagraphChild => each as ParagraphChild;

/** Ids may be longer than Word's names, and hold letters that those may not. */
const nameOf = (place: number): string => `place${place}`;
