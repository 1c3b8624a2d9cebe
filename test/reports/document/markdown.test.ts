import { describe, expect, it } from "vitest";
import { paperMarkdown } from "../../../reports/document/markdown.ts";
import { paperPictures } from "../../../reports/document/pictures.ts";
import { ODD_PAPER, ODD_TEXTS, PAPER } from "../../support/papers.ts";

describe("a paper as Markdown", () => {
  it("reads as it did", () => {
    expect(paperMarkdown(PAPER, "pictures")).toMatchSnapshot();
  });

  it("refers to pictures that are made with it", async () => {
    const pictures = await paperPictures(PAPER);
    const named = [...paperMarkdown(PAPER, "pictures").matchAll(/\]\(pictures\/([^)]+)\)/g)].map(
      ([, name]) => name,
    );
    expect(named).toEqual(["months.svg", "plans.svg"]);
    for (const name of named) expect(pictures.get(name!)).toContain("<svg");
    expect([...pictures.keys()].filter((name) => name.endsWith(".png"))).toHaveLength(2);
  });

  it("shows names that try to be something else as they are", () => {
    const text = paperMarkdown(ODD_PAPER, "pictures");
    const outsideCode = withoutCode(text);
    // What is left of markup is the paper's own: places, and what is escaped.
    expect(outsideCode.replaceAll(/<a id="[\w-]+"><\/a>|\]\(<[^<>]*>\)/g, "")).not.toMatch(/<[A-Za-z/!]/);
    const headings = outsideCode.split("\n").filter((line) => /^#{1,6} /.test(line));
    expect(headings).toHaveLength(2 + ODD_TEXTS.length);
    // No pipe within a cell opens another.
    const cells = (line: string): number => line.match(/(?<!\\)\|/g)!.length;
    const rows = outsideCode.split("\n").filter((line) => line.startsWith("| "));
    expect(rows.length).toBeGreaterThan(20);
    expect(new Set(rows.slice(0, 13).map(cells))).toEqual(new Set([4]));
    expect(outsideCode).not.toMatch(/(?<!\\)\[link/);
    expect(text).toContain("``+1 | pipe | `code` *star* _line_ [link](https://example.org) <b>``");
    expect(text).toMatchSnapshot();
  });
});

function withoutCode(text: string): string {
  return text
    .replaceAll(/^(`{3,})\n[^]*?\n\1$/gm, "")
    .replaceAll(/(?<![\\`])(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, "");
}
