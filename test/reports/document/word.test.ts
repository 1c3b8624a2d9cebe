import { afterEach, describe, expect, it, vi } from "vitest";
import { paperWord } from "../../../reports/document/word.ts";
import { elements, readMarkup, textOf } from "../../support/markup.ts";
import { ODD_PAPER, ODD_TEXTS, PAPER } from "../../support/papers.ts";
import { unzip } from "../../support/zip.ts";

/** A text as it may be shown: control characters are none. */
const shown = (text: string): string => text.replaceAll(/[\u0000-\u001F\uD800]/g, "");

afterEach(() => {
  vi.useRealTimers();
});

describe("a paper as a Word document", async () => {
  const file = await paperWord(PAPER);
  const { parts, bytes } = unzip(file);
  const body = readMarkup(parts.get("word/document.xml")!);
  const paragraphs = elements(body, "w:p").map((each) => ({
    style: elements(each, "w:pStyle")[0]?.attributes["w:val"] ?? "Normal",
    text: elements(each, "w:t").map(textOf).join(""),
  }));

  it("reads as it did, in Word's own styles", () => {
    expect(paragraphs.map(({ style, text }) => `${style}: ${text.slice(0, 200)}`)).toMatchSnapshot();
    const styles = readMarkup(parts.get("word/styles.xml")!);
    const known = elements(styles, "w:style").map(({ attributes }) => attributes["w:styleId"]);
    for (const { style } of paragraphs) if (style !== "Normal") expect(known).toContain(style);
  });

  it("is in British English, 12-point sans-serif, on A4", () => {
    const [defaults] = elements(readMarkup(parts.get("word/styles.xml")!), "w:docDefaults");
    const value = (name: string): string => elements(defaults!, name)[0]!.attributes["w:val"]!;
    expect(value("w:lang")).toBe("en-GB");
    expect(value("w:sz")).toBe("24");
    expect(elements(defaults!, "w:rFonts")[0]!.attributes["w:ascii"]).toBe("Arial");
    const sizes = elements(body, "w:pgSz").map(({ attributes }) => [attributes["w:w"], attributes["w:h"]]);
    expect(sizes[0]).toEqual(["11906", "16838"]);
    // The figures behind a chart have ten columns, and lie across a page on its side.
    expect(sizes.at(-1)).toEqual(["16838", "11906"]);
  });

  it("says by what rule its lines are spaced, as office programs differ where it is left out", () => {
    const spaced = [...parts].flatMap(([name, xml]) =>
      /word\/(styles|document|footer.*)\.xml$/.test(name) ? elements(readMarkup(xml), "w:spacing") : [],
    );
    const lines = spaced.filter(({ attributes }) => attributes["w:line"] !== undefined);
    expect(lines.length).toBeGreaterThan(2);
    for (const { attributes } of lines) expect(attributes["w:lineRule"]).toBe("auto");
  });

  it("has the words of every chart at its end, and a link to them beneath the picture", () => {
    const all = paragraphs.map(({ text }) => text);
    const heading = all.lastIndexOf("The figures in words and numbers");
    for (const block of PAPER.blocks) {
      if (block.kind !== "figure") continue;
      for (const sentence of block.figure.chart.text) {
        expect(all.filter((each) => each === sentence)).toHaveLength(1);
        expect(all.indexOf(sentence)).toBeGreaterThan(heading);
      }
    }
    for (const label of ["Figure 1", "Figure 2"]) {
      const places = all.flatMap((each, i) => (each === `${label} in words and numbers` ? [i] : []));
      expect(places.map((place) => place > heading)).toEqual([false, true]);
    }
  });

  it("marks the first row of every table as its heading, to come again on every page", () => {
    const tables = elements(body, "w:tbl");
    expect(tables).toHaveLength(3);
    for (const table of tables) {
      const rows = elements(table, "w:tr");
      expect(elements(rows[0]!, "w:tblHeader")).toHaveLength(1);
      for (const row of rows.slice(1)) expect(elements(row, "w:tblHeader")).toEqual([]);
      const cells = rows.map((row) => elements(row, "w:tc").length);
      expect(new Set(cells).size).toBe(1);
    }
  });

  it("has its charts as pictures with a text alternative", () => {
    const pictures = elements(body, "wp:docPr").map(({ attributes }) => attributes);
    expect(pictures).toHaveLength(2);
    expect(new Set(pictures.map(({ id }) => id)).size).toBe(2);
    for (const { descr } of pictures) expect(descr!.length).toBeGreaterThan(40);
    const files = [...bytes].filter(([name]) => name.startsWith("word/media/"));
    expect(files).toHaveLength(2);
    for (const [, png] of files) expect(Buffer.from(png.subarray(1, 4)).toString()).toBe("PNG");
    for (const { attributes } of elements(body, "wp:extent")) {
      expect(Number(attributes["cx"])).toBeLessThan(627 * 9525 + 1);
      expect(Number(attributes["cy"])).toBeLessThan(800 * 9525 + 1);
    }
  });

  it("links to places that are there, and to addresses that it names", () => {
    const places = elements(body, "w:bookmarkStart").map(({ attributes }) => attributes["w:name"]);
    expect(new Set(places).size).toBe(places.length);
    const links = elements(body, "w:hyperlink").map(({ attributes }) => attributes);
    const relations = readMarkup(parts.get("word/_rels/document.xml.rels")!);
    const named = new Map(
      elements(relations, "Relationship").map(({ attributes }) => [attributes["Id"], attributes["Target"]]),
    );
    expect(links.length).toBeGreaterThan(7);
    for (const link of links) {
      if (link["w:anchor"] !== undefined) expect(places).toContain(link["w:anchor"]);
      else expect(named.get(link["r:id"])).toBe("https://example.org/a?b=1&c=2");
    }
  });

  it("has page numbers", () => {
    const footer = [...parts].find(([name]) => name.startsWith("word/footer"))![1];
    expect(elements(readMarkup(footer), "w:instrText").map(textOf)).toEqual(["PAGE", "NUMPAGES"]);
  });

  it("begins every numbered list with 1", () => {
    const lists = elements(body, "w:numId").map(({ attributes }) => attributes["w:val"]);
    // One list of bullets and two numbered ones, of two items each.
    expect(lists).toHaveLength(6);
    expect(new Set(lists).size).toBe(3);
  });

  it("is the same bytes at any time, and says nothing of when it was written", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2031-05-06T07:08:09Z") });
    const later = await paperWord(PAPER);
    expect(Buffer.compare(later, file)).toBe(0);
    expect(new Set(unzip(later).times)).toEqual(new Set([33 << 16]));
    for (const [name, text] of unzip(later).parts)
      if (!name.endsWith(".png")) expect(text).not.toContain("2031");
    const properties = readMarkup(parts.get("docProps/core.xml")!);
    expect(elements(properties, "dc:title").map(textOf)).toEqual([PAPER.title]);
    expect(elements(properties, "dc:language").map(textOf)).toEqual(["en-GB"]);
    expect(parts.get("docProps/core.xml")).not.toContain("dcterms");
  });

  it("shows names that try to be something else as they are", async () => {
    const odd = unzip(await paperWord(ODD_PAPER)).parts;
    for (const [name, text] of odd) if (/\.(xml|rels)$/.test(name)) readMarkup(text);
    const texts = elements(readMarkup(odd.get("word/document.xml")!), "w:t").map(textOf);
    for (const each of ODD_TEXTS) expect(texts).toContain(shown(each));
  });
});
