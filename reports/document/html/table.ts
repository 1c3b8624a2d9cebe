import type { DataTable } from "../../dataTable.ts";
import { cellText } from "../cellText.ts";
import { dataText } from "../dataText.ts";
import type { Table } from "../document.ts";
import { html } from "./escape.ts";

/** A table of at most so many rows is kept on one page. */
const SHORT = 10;
/** A table of more columns is printed in smaller letters, so that it goes on a page. */
const NARROW = 7;

interface HtmlTable {
  readonly id: string;
  readonly label: string;
  readonly caption: string;
  readonly heads: readonly { readonly text: string; readonly isFigures: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

/** A table of the paper with its notes. */
export function htmlTable(table: Table, label: string): string {
  const { id, caption, columns, notes } = table;
  const drawn = whole({
    id,
    label,
    caption,
    heads: columns.map(({ head, format }) => ({ text: head, isFigures: format !== "text" })),
    rows: table.rows.map((row) => row.map((cell, i) => cellText(cell, columns[i]!))),
  });
  const beneath =
    notes.length === 0
      ? ""
      : `\n<div class="notes">${notes.map((note) => `<p>${html(note)}</p>`).join("")}</div>`;
  return `<div class="table${table.rows.length <= SHORT ? " short" : ""}">\n${drawn}${beneath}\n</div>`;
}

/** The figures behind a chart. */
export function htmlDataTable(
  { heads, rows }: DataTable,
  id: string,
  label: string,
  caption: string,
): string {
  return whole({
    id,
    label,
    caption,
    heads: heads.map((text, i) => ({ text, isFigures: rows.some((row) => typeof row[i] === "number") })),
    rows: rows.map((row) => row.map(dataText)),
  });
}

/** Wide tables scroll in a region that the keyboard can reach, named by the caption. */
function whole({ id, label, caption, heads, rows }: HtmlTable): string {
  const kind = (i: number): string => (heads[i]!.isFigures ? "figures" : "words");
  const head = heads
    .map(({ text }, i) =>
      // A heading that says nothing is none.
      text === "" ? "<td></td>" : `<th scope="col" class="${kind(i)}">${html(text)}</th>`,
    )
    .join("");
  const body = rows.map((row) => {
    const [first = "", ...rest] = row;
    const cells = rest.map((text, i) => `<td class="${kind(i + 1)}">${html(text)}</td>`).join("");
    return `<tr><th scope="row" class="${kind(0)}">${html(first)}</th>${cells}</tr>`;
  });
  return `<div class="scroll" role="group" aria-labelledby="${id}_caption" tabindex="0">
<table id="${id}"${heads.length > NARROW ? ' class="wide"' : ""}>
<caption id="${id}_caption"><span>${label === "" ? "" : `<b>${label}:</b> `}${html(caption)}</span></caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body.join("\n")}
</tbody>
</table>
</div>`;
}
