import { LINE } from "./style.ts";

/** About what names take beside the rows, at least. */
export function namesWidth(names: readonly (readonly string[])[]): number {
  return 6 * Math.max(0, ...names.flat().map(({ length }) => length));
}

/**
 * Rows from top to bottom, numbered in the field `row`, with names of several lines beside them. Rows go by number, as two
 * names may be alike once they are shortened.
 */
export function rowAxis(names: readonly (readonly string[])[], grid = true) {
  const texts = names.map((lines) => JSON.stringify(lines.join("\n")));
  return {
    field: "row",
    type: "ordinal" as const,
    title: null,
    axis: {
      labelExpr: `split([${texts.join(", ")}][datum.value], "\\n")`,
      labelLineHeight: LINE,
      labelOffset: offsets(names),
      labelPadding: 6,
      ticks: false,
      domain: false,
      grid,
    },
  };
}

/** A label is placed by its first line: those of several are moved up, so that their middle is beside the row. */
function offsets(names: readonly (readonly string[])[]) {
  const most = Math.max(1, ...names.map(({ length }) => length));
  const condition = Array.from({ length: most - 1 }, (_, i) => ({
    test: `indexof(${JSON.stringify(names.flatMap((lines, row) => (lines.length === i + 2 ? [row] : [])))}, datum.value) >= 0`,
    value: (-LINE * (i + 1)) / 2,
  }));
  return { condition, value: 0 };
}
