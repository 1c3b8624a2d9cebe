import { type Block, type PanelPaper, spansOf, type Text } from "./document.ts";

/** What tables and figures are called in all files, by their ids: "Table 3", "Figure 2". */
export type Labels = ReadonlyMap<string, string>;

/**
 * Numbers tables and figures in reading order, each from 1.
 *
 * @throws Error for an id that is there twice or is not of letters, digits and hyphens, and for a link to nowhere: a paper
 *         that was put together wrongly must not be written.
 */
export function labelsOf({ answer, blocks }: PanelPaper): Labels {
  const labels = new Map<string, string>();
  const ids = new Set<string>();
  let [tables, figures] = [0, 0];
  for (const block of blocks) {
    const id = idOf(block);
    if (id === null) continue;
    if (!/^[A-Za-z0-9-]+$/.test(id)) throw new Error(`"${id}" is no id: letters, digits and hyphens only`);
    if (ids.has(id)) throw new Error(`the id "${id}" is there twice`);
    ids.add(id);
    if (block.kind === "table") labels.set(id, `Table ${++tables}`);
    if (block.kind === "figure") labels.set(id, `Figure ${++figures}`);
  }
  for (const to of [answer, ...blocks.flatMap(textsOf)].flatMap(linksIn)) {
    if (to.startsWith("#") && ids.has(to.slice(1))) continue;
    if (!to.startsWith("https://")) throw new Error(`the link to "${to}" leads nowhere`);
  }
  return labels;
}

/** What links may lead to: the ids of headings, tables and figures, in reading order. */
export function idsOf({ blocks }: PanelPaper): readonly string[] {
  return blocks.map(idOf).filter((id) => id !== null);
}

function idOf(block: Block): string | null {
  switch (block.kind) {
    case "heading":
      return block.id;
    case "table":
      return block.table.id;
    case "figure":
      return block.figure.id;
    case "paragraph":
    case "inset":
    case "list":
    case "commands":
      return null;
  }
}

function textsOf(block: Block): readonly Text[] {
  switch (block.kind) {
    case "paragraph":
    case "inset":
      return [block.text];
    case "list":
      return block.items;
    case "heading":
    case "commands":
    case "table":
    case "figure":
      return [];
  }
}

function linksIn(text: Text): readonly string[] {
  return spansOf(text).flatMap((span) => (typeof span === "object" && "to" in span ? [span.to] : []));
}
