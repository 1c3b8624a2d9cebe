import { LINE } from "./style.ts";

/**
 * Rows from top to bottom, numbered in the field `row`, with names of several lines beside them. Rows go by number, as two
 * names may be alike once they are shortened.
 */
export function rowAxis(names: readonly (readonly string[])[]) {
  const texts = names.map((lines) => JSON.stringify(lines.join("\n")));
  return {
    field: "row",
    type: "ordinal" as const,
    title: null,
    axis: {
      labelExpr: `split([${texts.join(", ")}][datum.value], "\\n")`,
      labelLineHeight: LINE,
      ticks: false,
      domain: false,
      grid: true,
    },
  };
}
