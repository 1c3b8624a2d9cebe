import { cellText } from "../../reports/document/cellText.ts";
import type { Block, PanelPaper, Table } from "../../reports/document/document.ts";
import { textOf } from "./paperText.ts";

/** The parts of a paper that tests read back. */

/** The table of an identifier; fails if there is none. */
export function tableOf({ blocks }: PanelPaper, id: string): Table {
  const found = tablesOf(blocks).find((table) => table.id === id);
  if (found === undefined) {
    throw new Error(
      `no table ${id}; there are ${tablesOf(blocks)
        .map((table) => table.id)
        .join(", ")}`,
    );
  }
  return found;
}

export const tablesOf = (blocks: readonly Block[]): readonly Table[] =>
  blocks.flatMap((block) => (block.kind === "table" ? [block.table] : []));

/** The cells of a table as people read them. */
export const cellsOf = ({ rows, columns }: Table): readonly (readonly string[])[] =>
  rows.map((row) => row.map((cell, i) => cellText(cell, columns[i]!)));

/** All sentences between the heading of an identifier and the next heading, lists among them. */
export function wordsUnder({ blocks }: PanelPaper, id: string): string {
  const start = blocks.findIndex((block) => block.kind === "heading" && block.id === id);
  if (start < 0) throw new Error(`no heading ${id}`);
  const after = blocks.slice(start + 1);
  const end = after.findIndex(({ kind }) => kind === "heading");
  return after
    .slice(0, end < 0 ? undefined : end)
    .flatMap((block) => {
      if (block.kind === "paragraph" || block.kind === "inset") return [textOf(block.text)];
      return block.kind === "list" ? block.items.map(textOf) : [];
    })
    .join("\n");
}
