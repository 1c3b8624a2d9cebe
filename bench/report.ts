import Table from "cli-table3";
import { NO_RULES } from "../cli/output/table.ts";
import type { Check } from "./correctness.ts";
import { type Figure, verdictOn } from "./figures.ts";

/** What matters for speed and is not among the figures. */
export const NOT_MEASURED = "Not measured here: a calibration, which takes minutes.";

/** Simulated values beside their references, as text. */
export function correctnessTable(checks: readonly Check[]): string {
  const table = plainTable(["correct?", "found", "reference", "standard errors apart", ""]);
  for (const { what, found, expected, standardErrors, right } of checks) {
    const digits = expected < 1 ? 6 : 3;
    table.push([
      what,
      found.toFixed(digits),
      expected.toFixed(digits),
      standardErrors.toFixed(1),
      right ? "right" : "WRONG",
    ]);
  }
  return lines(table);
}

/** Measured figures beside their goals, as text. */
export function figureTable(figures: readonly Figure[]): string {
  const table = plainTable(["figure", "median", "lowest", "highest", "unit", "at least", "stretch", ""]);
  for (const figure of figures) {
    const { name, median, low, high, unit, decimals, goal } = figure;
    const wanted = (value: number | null | undefined): string =>
      typeof value === "number" ? `${goal?.better === "lower" ? "≤" : "≥"} ${value}` : "";
    table.push([
      name,
      ...[median, low, high].map((value) => value.toFixed(decimals)),
      unit,
      wanted(goal?.atLeast),
      wanted(goal?.stretch),
      verdictOn(figure),
    ]);
  }
  return lines(table);
}

function plainTable(head: string[]): Table.Table {
  return new Table({
    head,
    colAligns: ["left", "right", "right", "right", "left", "right", "right", "left"],
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    chars: { ...NO_RULES, middle: "  " },
  });
}

function lines(table: Table.Table): string {
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}
