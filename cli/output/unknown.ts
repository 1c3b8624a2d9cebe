import { headingOf } from "./heading.ts";
import { stringify } from "csv-stringify/sync";
import type { Unit } from "../../engine/experiment/measure.ts";
import type { UnknownRow } from "../../engine/experiment/uncertainty/unknownRows.ts";
import type { UnknownTarget } from "../../engine/experiment/uncertainty/unknownTargets.ts";
import type { Unknown } from "../../engine/scenario/scenario.ts";
import { number } from "./csv.ts";
import { cell } from "./markdown.ts";
import { figure, margin, published } from "./numbers.ts";
import { isHeadline } from "./report.ts";
import { unknownMonthNotes, unknownMonthSections } from "./unknownMonths.ts";
import { bulleted, monthLines, sectionLines, WIDTH, wrapped } from "./table.ts";

/** Everything `run --uncertain` has to say about one scenario. */
export interface UnknownReport {
  readonly program: string;
  readonly version: string;
  readonly scenario: string;
  readonly about: string;
  readonly period: string;
  readonly seed: string;
  /** Draws of the unknown figures that are complete, and simulated periods of each. */
  readonly draws: number;
  readonly replications: number;
  readonly inputs: string;
  /** What cut the run short, in a sentence; null if all is as asked. */
  readonly incomplete: string | null;
  readonly notes: readonly string[];
  readonly unknowns: readonly Unknown[];
  readonly rows: readonly UnknownRow[];
  /** Targets asked of a run of several months; empty if none were. */
  readonly targets: readonly UnknownTarget[];
}

const COLUMNS = [
  "reported",
  "expected",
  "±",
  "95%: not known",
  "95%: chance alone",
  "95%: both",
  "not known",
] as const;

function sectionsOf({ rows }: UnknownReport, all: boolean) {
  const sections = new Map<string, UnknownRow[]>();
  for (const row of rows) {
    if (row.scope !== "period" || (!all && !isHeadline(row))) continue;
    const heading = headingOf(row);
    sections.set(heading, [...(sections.get(heading) ?? []), row]);
  }
  return [...sections].map(([heading, inside]) => ({
    heading,
    rows: inside.map((row) => [row.title, ...cellsOf(row)]),
  }));
}

function cellsOf(row: UnknownRow): readonly string[] {
  const { unit, reported } = row;
  return [
    reported === null ? "" : published(reported.value, unit),
    figure(row.mean, unit),
    margin(row.halfWidth, unit),
    rangeText(row.expected, unit),
    rangeText(row.chance, unit),
    rangeText(row.single, unit),
    Number.isFinite(row.shareUnknown) ? `${Math.round(100 * row.shareUnknown)}%` : "",
  ];
}

function rangeText(range: UnknownRow["single"], unit: Unit): string {
  return range === null ? "" : `${figure(range.low, unit)} to ${figure(range.high, unit)}`;
}

function footnotes(report: UnknownReport): readonly string[] {
  const { draws, replications, unknowns, notes } = report;
  const figures = unknowns.length === 1 ? "1 figure is" : `${unknowns.length} figures are`;
  return [
    `${figures} not known: ${unknowns.map((unknown) => unknown.figure).join(", ")}. Each of ${draws} draws took other values for ` +
      `them and simulated ${replications} periods.`,
    '"Expected" is the mean over both, with its 95% confidence interval. "95%: not known" is where the expected figure may lie, ' +
      'for what is not known. "Chance alone" is how far one period strays from what is expected of it, about the mean. ' +
      '"Both" is where one period may fall. "Not known" is that part of the variance of one period.',
    "Figures that the file takes as known are taken as known here, so the true uncertainty is larger.",
    ...(draws < 80
      ? [
          `${draws} draws are few: the ranges are Student's and take figures to be near normal. Ask for 200 or more.`,
        ]
      : []),
    ...unknownMonthNotes(report),
    "Waits run from the end of any message unless they say from dialling. Attrition is abandoned ÷ received; hang-ups in the message are in neither.",
    ...notes,
  ];
}

function provenance(report: UnknownReport): string {
  return `${report.program} ${report.version} · seed ${report.seed} · ${report.draws} draws of ${report.replications} replications · inputs ${report.inputs}`;
}

export function unknownTable(report: UnknownReport, all: boolean): string {
  return [
    ...wrapped(`${report.scenario}: ${report.about}`, WIDTH),
    "",
    ...sectionLines(COLUMNS, sectionsOf(report, all)),
    ...unknownMonthSections(report).flatMap(monthLines),
    ...[...(report.incomplete === null ? [] : [report.incomplete]), ...footnotes(report)].flatMap((note) =>
      bulleted(note, WIDTH),
    ),
    "",
    provenance(report),
    "",
  ].join("\n");
}

export function unknownMarkdown(report: UnknownReport, all: boolean): string {
  return [
    `# ${cell(`${report.scenario} (${report.period})`)}`,
    "",
    cell(report.about),
    "",
    ...(report.incomplete === null ? [] : [`**${cell(report.incomplete)}**`, ""]),
    ...sectionsOf(report, all).flatMap(({ heading, rows }) => [
      `## ${cell(heading)}`,
      "",
      `| measure | ${COLUMNS.join(" | ")} |`,
      `| --- |${" ---: |".repeat(COLUMNS.length)}`,
      ...rows.map((row) => `| ${row.map(cell).join(" | ")} |`),
      "",
    ]),
    ...unknownMonthSections(report).flatMap(({ heading, columns, rows }) => [
      `## ${cell(heading)} by month`,
      "",
      `| month | ${columns.join(" | ")} |`,
      `| --- |${" ---: |".repeat(columns.length)}`,
      ...rows.map((row) => `| ${row.map(cell).join(" | ")} |`),
      "",
    ]),
    ...footnotes(report).map((note) => `- ${cell(note)}`),
    "",
    `_${cell(provenance(report))}_`,
    "",
  ].join("\n");
}

/** One line a measure. Shares are from 0 to 1, times in seconds. */
export function unknownCsv(reports: readonly UnknownReport[]): string {
  const lines = reports.flatMap((report) =>
    report.rows.map((row) => ({
      scenario: row.scenario,
      scope: row.scope,
      when: row.when,
      of: row.of,
      name: row.name,
      measure: row.measure,
      title: row.title,
      definition: row.definition,
      unit: row.unit,
      mean: number(row.mean),
      half_width_95: number(row.halfWidth),
      expected_low_95: number(row.expected?.low),
      expected_high_95: number(row.expected?.high),
      chance_low_95: number(row.chance?.low),
      chance_high_95: number(row.chance?.high),
      single_low_95: number(row.single?.low),
      single_high_95: number(row.single?.high),
      sd_not_known: number(row.sdUnknown),
      sd_chance: number(row.sdChance),
      share_not_known: number(row.shareUnknown),
      share_not_known_low_95: number(row.shareUnknownRange?.low),
      share_not_known_high_95: number(row.shareUnknownRange?.high),
      draws: row.draws,
      replications: row.replications,
      reported: number(row.reported?.value),
      reported_source: row.reported?.source ?? "",
      seed: report.seed,
      inputs: report.inputs,
      version: report.version,
      complete: report.incomplete === null ? "yes" : "no",
    })),
  );
  return stringify(lines, { header: true, escape_formulas: true });
}

export function unknownJson(reports: readonly UnknownReport[]): string {
  return `${JSON.stringify({ format: "fcrsim-uncertain/1", reports }, null, 2)}\n`;
}
