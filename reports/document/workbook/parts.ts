import type { Feature, Image } from "write-excel-file/node";
import {
  getCellAddress,
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
} from "write-excel-file/utility";
import { printable } from "../printable.ts";
import { xml } from "../xml.ts";
import type { Sheet } from "./sheets.ts";

/*
 * What the library leaves out: tables that are marked as tables, links between sheets, and title and language of the
 * workbook. Formats: ECMA-376, part 1, 18.3.1.47 (hyperlinks), 18.5.1 (tables), and part 2 (core properties).
 */

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const TYPES = "application/vnd.openxmlformats";
const RELATIONS = "http://schemas.openxmlformats.org";
const SHEET = "xl/worksheets/sheet{id}.xml";

/** @param properties Of the whole workbook, as `coreProperties` writes them. */
export function parts(sheets: readonly Sheet[], properties: string): Feature<Image["content"]> {
  const withTable = sheets.flatMap((sheet, i) => (hasTable(sheet) ? [i] : []));
  return {
    files: {
      transform: {
        "[Content_Types].xml": {
          insert: () =>
            [
              `<Override ContentType="${TYPES}-package.core-properties+xml" PartName="/docProps/core.xml"/>`,
              ...withTable.map(
                (i) =>
                  `<Override ContentType="${TYPES}-officedocument.spreadsheetml.table+xml" PartName="/xl/tables/table${i + 1}.xml"/>`,
              ),
            ].join(""),
        },
        "_rels/.rels": {
          insert: () =>
            `<Relationship Id="rId-properties-1" Type="${RELATIONS}/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>`,
        },
        [SHEET]: {
          transform: (content, _options, { sheetIndex }) => withParts(content, sheets[sheetIndex]!),
        },
        "xl/worksheets/_rels/sheet{id}.xml.rels": {
          insert: (_options, { sheetIndex }) =>
            hasTable(sheets[sheetIndex]!)
              ? `<Relationship Id="rId-table-1" Type="${RELATIONS}/officeDocument/2006/relationships/table" Target="../tables/table${sheetIndex + 1}.xml"/>`
              : "",
        },
      },
      write: {
        files: () =>
          Object.fromEntries([
            ["docProps/core.xml", properties],
            ...withTable.map((i) => [`xl/tables/table${i + 1}.xml`, tableXml(sheets[i]!, i + 1)] as const),
          ]),
      },
    },
  };
}

/** A table of headings alone is none to a spreadsheet. */
const hasTable = ({ table }: Sheet): boolean => table !== null && table.rows.length > 0;

function withParts(content: string, sheet: Sheet): string {
  const { table, lines } = sheet;
  const links = (table?.leadsTo ?? []).map(
    (name, i) =>
      `<hyperlink ref="${getCellAddress(lines.length + 1 + i, 0)}" location="${xml(name)}!A1" display="${xml(name)}"/>`,
  );
  const added = [
    // Printed as wide as a page is, and as long as it comes.
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<pageSetup paperSize="9"${table === null ? "" : ' orientation="landscape"'} fitToHeight="0"/>`,
    ...(links.length === 0 ? [] : [`<hyperlinks>${links.join("")}</hyperlinks>`]),
    ...(hasTable(sheet) ? ['<tableParts count="1"><tablePart r:id="rId-table-1"/></tableParts>'] : []),
  ];
  const order = getOrderOfSiblings(SHEET, "worksheet");
  if (order === undefined) throw new Error("the order of the parts of a sheet is not known");
  return added.reduce(
    (whole, each) => insertElementMarkupAccordingToOrderOfSiblings(whole, each, order, "worksheet"),
    content,
  );
}

function tableXml({ name, lines, table }: Sheet, id: number): string {
  const heads = uniqueHeads(table!.heads);
  const area = `${getCellAddress(lines.length, 0)}:${getCellAddress(lines.length + table!.rows.length, heads.length - 1)}`;
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    `<table xmlns="${MAIN}" id="${id}" name="${name}_table" displayName="${name}_table" ref="${area}" totalsRowShown="0">`,
    `<tableColumns count="${heads.length}">`,
    ...heads.map((head, i) => `<tableColumn id="${i + 1}" name="${xml(head)}"/>`),
    "</tableColumns></table>",
  ].join("");
}

/** Headings of one line, each of its own: a spreadsheet takes a table with two equal ones for damaged. */
export function uniqueHeads(heads: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return heads.map((head) => {
    const text = printable(head).replaceAll(/\s+/g, " ").trim().slice(0, 240) || "column";
    let unique = text;
    for (let i = 2; seen.has(unique.toLowerCase()); i++) unique = `${text} (${i})`;
    seen.add(unique.toLowerCase());
    return unique;
  });
}
