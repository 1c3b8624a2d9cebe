import { stringify } from "csv-stringify/sync";
import type { RunReport } from "./report.ts";

const COLUMNS = [
  "scenario",
  "scope",
  "when",
  "of",
  "name",
  "measure",
  "title",
  "definition",
  "unit",
  "mean",
  "half_width_95",
  "single_low_95",
  "single_high_95",
  "single_low_from",
  "single_low_to",
  "single_high_from",
  "single_high_to",
  "replications",
  "control_gain",
  "reported",
  "reported_source",
  "seed",
  "inputs",
  "version",
  "complete",
] as const;

/** Every row of the reports as tidy CSV, one figure a line. Shares are from 0 to 1, times in seconds. */
export function asCsv(reports: readonly RunReport[]): string {
  const lines = reports.flatMap((report) =>
    report.rows.map((row) => [
      row.scenario,
      row.scope,
      row.when,
      row.of,
      row.name,
      row.measure,
      row.title,
      row.definition,
      row.unit,
      number(row.mean),
      number(row.halfWidth),
      number(row.single?.low),
      number(row.single?.high),
      number(row.single?.lowBetween?.low),
      number(row.single?.lowBetween?.high),
      number(row.single?.highBetween?.low),
      number(row.single?.highBetween?.high),
      row.n,
      number(row.controlGain ?? undefined),
      number(row.reported?.value),
      row.reported?.source ?? "",
      report.seed,
      report.inputs,
      report.version,
      report.incomplete === null ? "yes" : "no",
    ]),
  );
  // A text that a spreadsheet would take for a formula is escaped.
  return stringify([[...COLUMNS], ...lines], { escape_formulas: true });
}

export function number(value: number | undefined): number | string {
  return value === undefined || !Number.isFinite(value) ? "" : value;
}
