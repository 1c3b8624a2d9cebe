import { afterEach, describe, expect, it, vi } from "vitest";
import { paperWorkbook } from "../../../reports/document/workbook.ts";
import { elements, readMarkup, textOf } from "../../support/markup.ts";
import { LONG_PAPER, ODD_PAPER, PAPER } from "../../support/papers.ts";
import { unzip } from "../../support/zip.ts";

afterEach(() => {
  vi.useRealTimers();
});

/** The sheets of a workbook by name, their cells by address: text as it is, figures with the way they are shown. */
function read(file: Uint8Array) {
  const { parts } = unzip(file);
  const xml = (name: string) => readMarkup(parts.get(name)!);
  const texts = elements(xml("xl/sharedStrings.xml"), "si").map(textOf);
  const formats = new Map(
    elements(xml("xl/styles.xml"), "numFmt").map(({ attributes }) => [
      attributes["numFmtId"],
      attributes["formatCode"]!,
    ]),
  );
  const styles = elements(elements(xml("xl/styles.xml"), "cellXfs")[0]!, "xf").map(
    ({ attributes }) => formats.get(attributes["numFmtId"]) ?? "",
  );
  const sheets = elements(xml("xl/workbook.xml"), "sheet").map(({ attributes }, i) => {
    const sheet = xml(`xl/worksheets/sheet${i + 1}.xml`);
    const rows = elements(sheet, "row").map((row) =>
      elements(row, "c").map(({ attributes: { t, s, r }, children }) => {
        const [value] = children.map((each) => (typeof each === "string" ? each : textOf(each)));
        if (t === "s") return texts[Number(value)]!;
        expect(t, r).toBeUndefined();
        return [Number(value), styles[Number(s)]] as const;
      }),
    );
    const table = parts.get(`xl/tables/table${i + 1}.xml`);
    return { name: attributes["name"]!, sheet, rows, table: table === undefined ? null : readMarkup(table) };
  });
  return { parts, sheets };
}

describe("a paper as a workbook", async () => {
  const file = await paperWorkbook(PAPER);
  const { parts, sheets } = read(file);

  it("has cover, contents and notes, then a table a sheet", () => {
    expect(sheets.map(({ name }) => name)).toEqual([
      "Cover",
      "Contents",
      "Notes",
      "Table_1",
      "Figure_1",
      "Figure_2",
    ]);
    expect(sheets.slice(0, 4).map(({ name, rows }) => ({ name, rows }))).toMatchSnapshot();
  });

  it("is printed as wide as a page, tables across it", () => {
    for (const { name, sheet } of sheets) {
      expect(elements(sheet, "pageSetUpPr")[0]!.attributes["fitToPage"], name).toBe("1");
      const { paperSize, fitToHeight, orientation } = elements(sheet, "pageSetup")[0]!.attributes;
      expect({ paperSize, fitToHeight }).toEqual({ paperSize: "9", fitToHeight: "0" });
      expect(orientation).toBe(name === "Cover" ? undefined : "landscape");
    }
  });

  it("has rows as high as their texts, as some programs show one line of a text otherwise", async () => {
    for (const { name, sheet } of [...sheets, ...read(await paperWorkbook(LONG_PAPER)).sheets]) {
      for (const { attributes } of elements(sheet, "row")) {
        expect(Number(attributes["ht"]), name).toBeGreaterThan(15);
        expect(attributes["customHeight"]).toBe("1");
      }
    }
    const [cover] = sheets;
    const heights = elements(cover!.sheet, "row").map(({ attributes }) => Number(attributes["ht"]));
    const answer = cover!.rows.findIndex(([cell]) => String(cell).startsWith("In short: "));
    const letters = String(cover!.rows[answer]![0]).length;
    expect(letters).toBeGreaterThan(90);
    expect(heights[answer]).toBeGreaterThan((15 * letters) / 70);
    expect(heights[1]).toBeLessThan(20);
  });

  it("marks every table as one, with the headings that stand in its cells, and no cell empty or merged", () => {
    for (const { name, sheet, rows, table } of sheets.slice(1)) {
      expect(elements(sheet, "mergeCell")).toEqual([]);
      const { ref } = elements(table!, "table")[0]!.attributes;
      const [, first, last] = /^A(\d+):[A-Z]+(\d+)$/.exec(ref!)!.map(Number);
      const within = rows.slice(first! - 1, last);
      expect(rows).toHaveLength(last!);
      expect(elements(table!, "tableColumn").map(({ attributes }) => attributes["name"])).toEqual(within[0]);
      for (const row of within) {
        expect(row).toHaveLength(within[0]!.length);
        for (const cell of row) expect(cell, name).not.toBe("");
      }
    }
  });

  it("writes figures as figures, ranges in two columns, and says where there is none", () => {
    const table = sheets.find(({ name }) => name === "Table_1")!.rows;
    expect(table[2]).toEqual([
      "Plan",
      "101 attrition",
      "Single months, low",
      "Single months, high",
      "Difference (percentage points)",
      "Mean wait (seconds)",
      "Calls answered",
      "Handlers",
    ]);
    expect(table[3]!.slice(1, 5)).toEqual([[0.531, "0.0%"], [0.48, "0.0%"], [0.58, "0.0%"], "[x]"]);
    expect(table[4]![4]).toEqual([-10, "+#,##0.0;-#,##0.0;#,##0.0"]);
    expect(table[5]!.slice(2, 4)).toEqual(["[x]", "[x]"]);
  });

  it("links from its contents to every other sheet, by names that a spreadsheet allows", () => {
    const links = elements(sheets[1]!.sheet, "hyperlink").map(({ attributes }) => attributes["location"]);
    expect(links).toEqual(sheets.slice(2).map(({ name }) => `${name}!A1`));
    for (const { name } of sheets) expect(name).toMatch(/^[A-Za-z0-9_]{1,31}$/);
  });

  it("names its parts, and has each part that it names", () => {
    const types = elements(readMarkup(parts.get("[Content_Types].xml")!), "Override");
    for (const { attributes } of types) expect([...parts.keys()]).toContain(attributes["PartName"]!.slice(1));
    const own = [...parts.keys()].filter((name) => !/\.rels$|Content_Types/.test(name));
    expect(types.map(({ attributes }) => attributes["PartName"]!.slice(1)).toSorted()).toEqual(
      own.toSorted(),
    );
  });

  it("is the same bytes at any time", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2031-05-06T07:08:09Z") });
    const later = await paperWorkbook(PAPER);
    expect(Buffer.compare(later, file)).toBe(0);
    expect(new Set(unzip(later).times)).toEqual(new Set([33 << 16]));
  });

  it("takes no name for a formula or for markup, and no two headings for one", async () => {
    const odd = read(await paperWorkbook(ODD_PAPER));
    for (const [, text] of odd.parts) expect(elements(readMarkup(text), "f")).toEqual([]);
    const cells = odd.sheets.flatMap(({ rows }) => rows.flat());
    for (const text of [
      `<script>alert("1 & 2")</script>`,
      "@SUM(A1)",
      '=HYPERLINK("https://example.org","x")',
      "-2+3",
    ])
      expect(cells).toContain(text);
    for (const { table } of odd.sheets) {
      if (table === null) continue;
      const heads = elements(table, "tableColumn").map(({ attributes }) => attributes["name"]!.toLowerCase());
      expect(new Set(heads).size).toBe(heads.length);
    }
  });

  it("has a sheet for each of fifty tables of fifty rows", async () => {
    const long = read(await paperWorkbook(LONG_PAPER)).sheets;
    expect(long.filter(({ name, rows }) => name.startsWith("Table_") && rows.length === 53)).toHaveLength(50);
  });
});
