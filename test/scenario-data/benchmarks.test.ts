import { describe, expect, it } from "vitest";
import { rowsOf } from "./files.ts";

// The definition of B2: rates and handlers follow shape[hour of day] × day[weekday] ÷ 10,000.
const SHAPE = [
  64, 52, 44, 40, 40, 47, 64, 88, 110, 124, 130, 132, 132, 128, 126, 126, 128, 130, 132, 130, 126, 116, 102,
  89,
];
const DAY = [98, 96, 97, 99, 106, 108, 96];

describe("benchmark B2's table", () => {
  const rows =
    rowsOf<Readonly<Record<"hour" | "calls999" | "calls101" | "handlers", string>>>("benchmarks/b2.csv");

  it("holds the rates and handlers of its definition", () => {
    expect(rows).toHaveLength(168);
    for (const [h, row] of rows.entries()) {
      const parts = SHAPE[h % 24]! * DAY[Math.floor(h / 24)]!;
      expect(Number(row.hour)).toBe(h);
      // Four decimals hold these rates exactly; only binary rounding remains.
      expect(Number(row.calls999)).toBeCloseTo((46 * parts) / 10_000, 9);
      expect(Number(row.calls101)).toBeCloseTo((37 * parts) / 10_000, 9);
      expect(Number(row.handlers)).toBe(Math.ceil((10.7667 * parts) / 10_000 / 0.9) + 1);
    }
  });

  it("keeps B1's volumes: the factor averages 1 over the week", () => {
    // The shape averages 100 and the days average 100, so 46 and 37 calls an hour are the weekly means.
    const mean = (column: "calls999" | "calls101"): number =>
      rows.reduce((sum, row) => sum + Number(row[column]), 0) / 168;
    expect(mean("calls999")).toBeCloseTo(46, 9);
    expect(mean("calls101")).toBeCloseTo(37, 9);
  });
});
