import { stringify } from "csv-stringify/sync";
import type { Chosen } from "../../engine/experiment/choice.ts";
import type { Unit } from "../../engine/experiment/measure.ts";
import type { Row } from "../../engine/experiment/rows.ts";
import { number } from "./csv.ts";
import { cell } from "./markdown.ts";
import { figure, margin } from "./numbers.ts";
import { bulleted, sectionLines, WIDTH, wrapped } from "./table.ts";

/** What is kept of one row of one point. Figures that are not finite are null, as they are once written and read. */
export interface SweepRow extends Pick<Row, "of" | "name" | "measure" | "title" | "unit" | "n"> {
  readonly mean: number | null;
  readonly halfWidth: number | null;
  readonly single: { readonly low: number; readonly high: number } | null;
}

export interface SweepPoint {
  /** From 1. */
  readonly point: number;
  /** The values of the varied figures: as they would be written, and alone (null for words). */
  readonly texts: readonly string[];
  readonly values: readonly (number | null)[];
  readonly rows: readonly SweepRow[];
}

export interface SweepReport {
  readonly program: string;
  readonly version: string;
  readonly scenario: string;
  readonly about: string;
  readonly period: string;
  readonly seed: string;
  readonly design: string;
  readonly replications: number;
  readonly inputs: string;
  readonly incomplete: string | null;
  readonly notes: readonly string[];
  /** Paths of the figures that are varied. */
  readonly figures: readonly string[];
  /** What tables show. */
  readonly measures: readonly Chosen[];
  readonly points: readonly SweepPoint[];
}

/** "attrition 101". */
const titleOf = ({ measure, name }: Chosen): string => `${measure} ${name}`;

function rowOf({ rows }: SweepPoint, { of, name, measure }: Chosen): SweepRow | undefined {
  return rows.find((row) => row.of === of && row.name === name && row.measure === measure);
}

function tableRows({ points, measures }: SweepReport): readonly (readonly string[])[] {
  return points.map((point) => [
    ...point.texts,
    ...measures.map((chosen) => {
      const row = rowOf(point, chosen);
      return row === undefined ? "" : estimateText(row.mean, row.halfWidth, row.unit);
    }),
  ]);
}

function estimateText(mean: number | null, halfWidth: number | null, unit: Unit): string {
  if (mean === null) return "–";
  return `${figure(mean, unit)} ± ${margin(halfWidth ?? NaN, unit).replace(" points", "")}`;
}

/** The last word of each path tells figures apart in most sweeps; where it does not, the path stands whole. */
function shortNames(figures: readonly string[]): readonly string[] {
  const short = figures.map((path) => path.split(".").slice(-2).join("."));
  return new Set(short).size === figures.length ? short : figures;
}

function footnotes({ replications, figures, design, points, notes }: SweepReport): readonly string[] {
  return [
    `${points.length === 1 ? "1 point" : `${points.length} points`} (${design}), ${replications} simulated periods each; all points meet the same callers, so that differences ` +
      "between them show. ± is the 95% confidence interval of each point alone, in points of a percentage for shares.",
    `Varied: ${figures.join(", ")}.`,
    "Waits run from the end of any message unless they say from dialling. Attrition is abandoned ÷ received; hang-ups in the message are in neither.",
    ...notes,
  ];
}

function provenance(report: SweepReport): string {
  return `${report.program} ${report.version} · seed ${report.seed} · ${report.points.length} points of ${report.replications} replications · inputs ${report.inputs}`;
}

export function sweepTable(report: SweepReport): string {
  const [first = "", ...others] = shortNames(report.figures);
  const notes = [...(report.incomplete === null ? [] : [report.incomplete]), ...footnotes(report)];
  return [
    ...wrapped(`${report.scenario}: ${report.about}`, WIDTH),
    "",
    ...sectionLines(
      [...others, ...report.measures.map(titleOf)],
      [{ heading: first, rows: tableRows(report) }],
    ),
    ...notes.flatMap((note) => bulleted(note, WIDTH)),
    "",
    provenance(report),
    "",
  ].join("\n");
}

export function sweepMarkdown(report: SweepReport): string {
  const heads = [...report.figures, ...report.measures.map(titleOf)];
  return [
    `# ${cell(`${report.scenario} (${report.period})`)}`,
    "",
    cell(report.about),
    "",
    ...(report.incomplete === null ? [] : [`**${cell(report.incomplete)}**`, ""]),
    `| ${heads.map(cell).join(" | ")} |`,
    `|${" ---: |".repeat(heads.length)}`,
    ...tableRows(report).map((row) => `| ${row.map(cell).join(" | ")} |`),
    "",
    ...footnotes(report).map((note) => `- ${cell(note)}`),
    "",
    `_${cell(provenance(report))}_`,
    "",
  ].join("\n");
}

/** The varied figures of a point as columns: plain numbers where every point has one, and texts elsewhere. */
function figureColumns({ figures, points }: SweepReport, point: SweepPoint): Record<string, string | number> {
  return Object.fromEntries(
    figures.map((path, i) => {
      const isNumber = points.every(({ values }) => values[i] !== null);
      return [path, isNumber ? (point.values[i] ?? "") : (point.texts[i] ?? "")];
    }),
  );
}

/** Tidy CSV: a line for each point and measure. Shares are from 0 to 1, times in seconds, rates an hour. */
export function sweepCsv(report: SweepReport): string {
  const lines = report.points.flatMap((point) =>
    point.rows.map((row) => ({
      scenario: report.scenario,
      point: point.point,
      ...figureColumns(report, point),
      of: row.of,
      name: row.name,
      measure: row.measure,
      title: row.title,
      unit: row.unit,
      mean: number(row.mean ?? NaN),
      half_width_95: number(row.halfWidth ?? NaN),
      single_low_95: number(row.single?.low),
      single_high_95: number(row.single?.high),
      replications: row.n,
      seed: report.seed,
      inputs: report.inputs,
      version: report.version,
    })),
  );
  return stringify(lines, { header: true, escape_formulas: true });
}

/** Wide CSV for charts: a line for each point, and for each chosen measure its mean and half-width. */
export function sweepWide(report: SweepReport): string {
  const lines = report.points.map((point) => ({
    point: point.point,
    ...figureColumns(report, point),
    ...Object.fromEntries(
      report.measures.flatMap((chosen) => {
        const row = rowOf(point, chosen);
        return [
          [titleOf(chosen), number(row?.mean ?? NaN)],
          [`${titleOf(chosen)} half_width_95`, number(row?.halfWidth ?? NaN)],
        ];
      }),
    ),
  }));
  return stringify(lines, { header: true, escape_formulas: true });
}

export function sweepJson(report: SweepReport): string {
  return `${JSON.stringify({ format: "fcrsim-sweep/1", ...report }, null, 2)}\n`;
}
