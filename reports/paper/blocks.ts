import type { Block, Table, Text } from "../document/document.ts";

/*
 * The pieces of a paper, written shortly.
 */

export const section = (id: string, text: string): Block => ({ kind: "heading", level: 2, id, text });

export const part = (id: string, text: string): Block => ({ kind: "heading", level: 3, id, text });

export const paragraph = (text: Text): Block => ({ kind: "paragraph", text });

export const inset = (text: Text): Block => ({ kind: "inset", text });

/** A list, or nothing if there is nothing to list. */
export const list = (items: readonly Text[]): readonly Block[] =>
  items.length === 0 ? [] : [{ kind: "list", ordered: false, items }];

/** A table, or nothing if it has no rows. */
export const table = (found: Table): readonly Block[] =>
  found.rows.length === 0 ? [] : [{ kind: "table", table: found }];

/** Sentences in one paragraph, or nothing if there are none. */
export function sentences(...all: readonly (string | null)[]): readonly Block[] {
  const said = all.filter((each) => each !== null && each !== "");
  return said.length === 0 ? [] : [paragraph(said.join(" "))];
}
