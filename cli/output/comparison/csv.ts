import { stringify } from "csv-stringify/sync";
import type { ComparisonReport } from "./report.ts";

const COLUMNS = [
  "period",
  "base",
  "plan",
  "scope",
  "when",
  "of",
  "name",
  "measure",
  "title",
  "definition",
  "unit",
  "better",
  "base_mean",
  "plan_mean",
  "difference",
  "half_width_95_all",
  "p_all",
  "looked_at",
  "verdict",
  "pairing_gain",
  "replications",
  "seed",
  "version",
  "complete",
] as const;

const TARGET_COLUMNS = [
  "period",
  "scenario",
  "target",
  "name",
  "measure",
  "relation",
  "value",
  "unit",
  "mean",
  "on_average",
  "met_share",
  "met_low_95",
  "met_high_95",
  "seed",
  "version",
  "complete",
] as const;

const SCREENING_COLUMNS = [
  "period",
  "scenario",
  "of",
  "name",
  "measure",
  "unit",
  "worth_having",
  "mean",
  "from_best",
  "replications",
  "verdict",
  "seed",
  "version",
  "complete",
] as const;

/** One line a difference, or a screened plan. Shares are from 0 to 1, times in seconds. */
export function comparisonCsv(reports: readonly ComparisonReport[]): string {
  const screened = reports.some(({ found }) => found.kind === "screening");
  const lines = reports.flatMap((report) => (screened ? screeningLines(report) : differenceLines(report)));
  return written(screened ? SCREENING_COLUMNS : COLUMNS, lines);
}

/** One line a scenario and target, and one for all targets of a scenario together; null without targets. */
export function targetsCsv(reports: readonly ComparisonReport[]): string | null {
  const lines = reports.flatMap((report) => targetLines(report));
  return lines.length === 0 ? null : written(TARGET_COLUMNS, lines);
}

type Cell = string | number;

function differenceLines({ found, period, seed, version, incomplete }: ComparisonReport): Cell[][] {
  if (found.kind !== "differences") return [];
  const { base, differences, looked } = found.comparison;
  return differences.map((d) => [
    period,
    base,
    d.plan,
    d.scope,
    d.when,
    d.of,
    d.name,
    d.measure,
    d.title,
    d.definition,
    d.unit,
    d.better ?? "",
    number(d.baseMean),
    number(d.planMean),
    number(d.difference),
    number(d.halfWidth),
    number(d.p),
    looked,
    d.verdict,
    number(d.pairingGain),
    d.n,
    seed,
    version,
    incomplete === null ? "yes" : "no",
  ]);
}

function targetLines({ found, period, seed, version, incomplete }: ComparisonReport): Cell[][] {
  if (found.kind !== "differences") return [];
  const end: Cell[] = [seed, version, incomplete === null ? "yes" : "no"];
  return found.comparison.feasibility.flatMap(({ scenario, found: { targets, allMet, onAverage } }) => [
    ...targets.map(({ target, mean, onAverage: said, met }, i): Cell[] => [
      period,
      scenario,
      String(i + 1),
      target.name,
      target.measure,
      target.relation,
      target.value,
      target.unit,
      number(mean),
      said,
      met.share,
      met.low,
      met.high,
      ...end,
    ]),
    [
      period,
      scenario,
      "all",
      "",
      "",
      "",
      "",
      "",
      "",
      onAverage,
      allMet.share,
      allMet.low,
      allMet.high,
      ...end,
    ],
  ]);
}

function screeningLines({ found, period, seed, version, incomplete }: ComparisonReport): Cell[][] {
  if (found.kind !== "screening") return [];
  const { by, plans } = found.screening;
  return plans.map(({ scenario, mean, fromBest, replications, verdict }) => [
    period,
    scenario,
    by.of,
    by.name,
    by.measure,
    found.unit,
    by.worthHaving,
    number(mean),
    number(fromBest),
    replications,
    verdict,
    seed,
    version,
    incomplete === null ? "yes" : "no",
  ]);
}

function number(value: number): Cell {
  return Number.isFinite(value) ? value : "";
}

function written(columns: readonly string[], lines: readonly (readonly Cell[])[]): string {
  // A text that a spreadsheet would take for a formula is escaped.
  return stringify([[...columns], ...lines], { escape_formulas: true });
}
