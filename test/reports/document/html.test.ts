import { describe, expect, it } from "vitest";
import { paperHtml } from "../../../reports/document/html.ts";
import { withIds } from "../../../reports/document/html/pictureIds.ts";
import { LONG_PAPER, ODD_PAPER, ODD_TEXTS, PAPER } from "../../support/papers.ts";
import { type Element, elements, readMarkup, textOf } from "../../support/markup.ts";

/** A text as it may be shown: control characters are none. */
const shown = (text: string): string => text.replaceAll(/[\u0000-\u001F\uD800]/g, "");

const every = (within: Element): readonly Element[] =>
  within.children.flatMap((each) => (typeof each === "string" ? [] : [each, ...every(each)]));

describe("a paper as HTML", async () => {
  const text = await paperHtml(PAPER);
  const page = readMarkup(text);

  it("is one well-formed page in British English that may ask for nothing", () => {
    const [html] = elements(page, "html");
    expect(html!.attributes).toEqual({ lang: "en-GB" });
    const policy = elements(page, "meta").find(({ attributes }) => "http-equiv" in attributes)!;
    expect(policy.attributes["content"]).toContain("default-src 'none'");
    for (const { attributes, name } of every(page)) {
      expect(attributes["src"], name).toBeUndefined();
      expect(Object.keys(attributes).filter((each) => each.startsWith("on"))).toEqual([]);
    }
    expect(elements(page, "link")).toEqual([]);
  });

  it("has ids of their own, and no link within the page that leads nowhere", () => {
    const ids = every(page).flatMap(({ attributes }) => attributes["id"] ?? []);
    expect(ids.length).toBeGreaterThan(20);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = every(page).flatMap(({ attributes }) =>
      ["href", "aria-labelledby", "clip-path", "fill"].flatMap(
        (name) => /^(?:url\()?#([^)]*)\)?$/.exec(attributes[name] ?? "")?.[1] ?? [],
      ),
    );
    const pointed = elements(page, "div").flatMap(({ attributes }) => attributes["aria-labelledby"] ?? []);
    expect(targets.length).toBeGreaterThan(8);
    for (const target of [...targets.filter((each) => !/^[0-9A-Fa-f]{3,6}$/.test(each)), ...pointed]) {
      expect(ids).toContain(target);
    }
  });

  it("names the parts of each picture for its figure, as pictures name them all alike", () => {
    const svg =
      '<svg><defs><clipPath id="clip0"></clipPath></defs><g clip-path="url(#clip0)"><text>id="clip0"</text></g></svg>';
    expect(withIds(svg, "waits")).toBe(
      '<svg><defs><clipPath id="waits_clip0"></clipPath></defs><g clip-path="url(#waits_clip0)"><text>id="clip0"</text></g></svg>',
    );
  });

  it("has headings in order and a contents list of those of the first two levels", () => {
    const levels = every(page)
      .flatMap(({ name }) => /^h(\d)$/.exec(name)?.[1] ?? [])
      .map(Number);
    expect(levels[0]).toBe(1);
    for (const [i, level] of levels.entries()) expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1);
    const [nav] = elements(page, "nav");
    expect(elements(nav!, "a").map(textOf)).toEqual([
      "In short",
      "What is expected",
      "Month by month",
      "Limits, and what must not be concluded",
      "Annex",
      "To make every figure again",
    ]);
  });

  it("reads as it did", () => {
    const main = elements(page, "main")[0]!;
    expect(readable(main)).toMatchSnapshot();
  });

  it("has a static picture, its words and its figures for every chart", () => {
    const figures = elements(page, "figure");
    expect(figures).toHaveLength(2);
    for (const figure of figures) {
      const [svg] = elements(figure, "svg");
      expect(svg!.attributes["role"]).toBe("img");
      expect(svg!.attributes["aria-label"]!.length).toBeGreaterThan(40);
      expect(elements(figure, "li").length).toBeGreaterThan(1);
      const [download] = elements(figure, "a");
      const [kind, csv] = download!.attributes["href"]!.split(",");
      expect(kind).toBe("data:text/csv;charset=utf-8;base64");
      const rows = Buffer.from(csv!, "base64").toString().trim().split("\n");
      expect(rows).toHaveLength(elements(figure, "tr").length);
    }
  });

  it("shows names that try to be something else as they are", async () => {
    const odd = readMarkup(await paperHtml(ODD_PAPER));
    const plain = readMarkup(text);
    const texts = every(odd).map(textOf);
    for (const each of ODD_TEXTS) expect(texts).toContain(shown(each));
    expect(elements(odd, "script")).toHaveLength(elements(plain, "script").length);
    expect(elements(odd, "img")).toEqual([]);
  });

  it("is below 5 MB with fifty tables of fifty rows and every chart", async () => {
    const long = await paperHtml(LONG_PAPER);
    expect(Buffer.byteLength(long)).toBeLessThan(5_000_000);
    expect(Buffer.byteLength(long)).toBeGreaterThan(1_000_000);
    const tables = elements(readMarkup(long), "table");
    expect(tables.filter((table) => elements(table, "tr").length === 51).length).toBeGreaterThanOrEqual(50);
  });
});

/** The page as lines: what each part is and says, without pictures and figures behind them. */
function readable(element: Element): string {
  return element.children
    .map((each) => {
      if (typeof each === "string") return each.trim() === "" ? "" : each;
      if (each.name === "svg") return "(picture)\n";
      if (each.name === "table" && each.attributes["id"]!.endsWith("_data")) return "(data)\n";
      const inner = readable(each);
      if (["b", "strong", "code", "a", "span"].includes(each.name)) return `<${each.name}>${inner}`;
      return `\n${each.name}: ${inner.trim()}`;
    })
    .join("")
    .replaceAll(/\n\s*\n/g, "\n");
}
