import { describe, expect, it } from "vitest";
import { readAssumptions } from "../../cli/study/tables.ts";
import { rowsOf, textOf } from "./files.ts";

interface Row {
  readonly parameter: string;
  readonly basis: string;
  readonly source: string;
  readonly quality: string;
}

const rows = rowsOf<Row>("kent/assumptions.csv");
const papers = rowsOf<{ readonly key: string }>("kent/sources.csv").map(({ key }) => key);
const SCALE = ["high", "medium", "low", "judgement"];

/** How a basis names a paper of sources.csv, where it does not do so by its key. */
const ALSO: Readonly<Record<string, RegExp>> = {
  "bbc-2023-02": /BBC News, Feb 2023/,
  "panel-2023-02": /Police and Crime Panel minutes, 1 Feb 2023/,
  "pcc-2018-05": /Kent PCC news, May 2018/,
  // The rows of actuals.csv that are used are all of this paper.
  "board-2023-03": /actuals\.csv|October 2022 answered talk time/,
};

/** The sources of a row, without what is said of each in brackets. */
const partsOf = ({ source }: Row): readonly string[] =>
  source
    .replaceAll(/\([^)]*\)/g, "")
    .split(";")
    .map((part) => part.trim());

const looksLikeKey = (part: string): boolean => /^[a-z]+-[a-z0-9-]+$/.test(part);

/** The basis of a row and those of the rows that it names, and so on. */
function basesOf(row: Row, seen = new Set<Row>()): string {
  seen.add(row);
  const named = rows.filter((other) => !seen.has(other) && row.basis.split(/\W+/).includes(other.parameter));
  return [row.basis, ...named.map((other) => basesOf(other, seen))].join("\n");
}

describe("the source and quality of Kent's assumptions", () => {
  it("are stated in every row, with a quality of the scale that the page defines", () => {
    expect(rows.length).toBe(81);
    for (const { parameter, source, quality } of rows) {
      expect(source.trim(), parameter).not.toBe("");
      expect(SCALE, parameter).toContain(quality);
    }
    const page = textOf("README.md");
    for (const grade of SCALE) expect(page).toContain(`\`${grade}\`, `);
  });

  it("go together as none and judgement, where the basis is judgement and wherever it says that there is no source", () => {
    for (const { parameter, basis, source, quality } of rows) {
      expect(source === "none", parameter).toBe(quality === "judgement");
      if (source === "none") expect(basis, parameter).toMatch(/^JUDGEMENT\b/);
      if (/\bno source\b/.test(basis)) expect(source, parameter).toBe("none");
    }
  });

  it("name papers by keys of sources.csv, and no paper that the basis does not lead to", () => {
    const keyed = rows.flatMap((row) =>
      partsOf(row)
        .filter(looksLikeKey)
        .map((key) => ({ row, key })),
    );
    expect(keyed.length).toBeGreaterThan(20);
    for (const { row, key } of keyed) {
      expect(papers, row.parameter).toContain(key);
      const bases = basesOf(row);
      expect(bases.includes(key) || ALSO[key]?.test(bases), `${row.parameter}: ${key}`).toBe(true);
    }
  });

  it("name what is not in sources.csv in the words of a basis", () => {
    const bases = rows.map(({ basis }) => basis).join("\n");
    const others = rows.filter(({ source }) => source !== "none").flatMap(partsOf);
    const unkeyed = others.filter((part) => !looksLikeKey(part));
    expect(unkeyed.length).toBeGreaterThan(15);
    for (const part of unkeyed) expect(bases).toContain(part);
  });

  it("are grades that the basis bears out: high for Kent's own papers, low for what is from abroad", () => {
    for (const { parameter, basis, source, quality } of rows) {
      if (quality === "high") {
        expect(basis, parameter).toMatch(/^SOURCED\b/);
        expect(`${basis} ${source}`, parameter).toMatch(/Kent|board-|panel-|actuals\.csv/);
      }
      if (/US open data|call centres generally|quoting Unison/.test(basis))
        expect(quality, parameter).toBe("low");
    }
  });

  it("reach the table of a paper", () => {
    const read = readAssumptions("scenarios/kent/assumptions.csv");
    expect(read.map(({ source, quality }) => [source, quality])).toEqual(
      rows.map(({ source, quality }) => [source, quality]),
    );
  });
});
