import { stringify } from "csv-stringify/sync";
import type { Cause, Sensitivity } from "../../engine/experiment/uncertainty/sensitivity.ts";
import { figureText } from "../../engine/scenario/measured.ts";
import type { Unknown } from "../../engine/scenario/scenario.ts";
import { number } from "./csv.ts";
import { cell } from "./markdown.ts";
import { figure, margin } from "./numbers.ts";
import { bulleted, sectionLines, WIDTH, wrapped } from "./table.ts";

export interface SensitivityReport {
  readonly program: string;
  readonly version: string;
  readonly scenario: string;
  readonly about: string;
  readonly period: string;
  readonly seed: string;
  /** Rows of inputs that are complete, and periods of each answer. */
  readonly samples: number;
  readonly replications: number;
  /** Periods with each figure moved alone. */
  readonly ends: number;
  readonly inputs: string;
  readonly incomplete: string | null;
  readonly notes: readonly string[];
  readonly unknowns: readonly Unknown[];
  readonly sensitivities: readonly Sensitivity[];
}

const COLUMNS = ["from", "to", "answer from", "answer to", "moves it by", "share"] as const;

const headingOf = ({ measure }: Sensitivity): string => `${measure.title}, ${measure.name}`;

function sectionsOf({ sensitivities, unknowns }: SensitivityReport) {
  return sensitivities.map((sensitivity) => ({
    heading: headingOf(sensitivity),
    rows: sensitivity.causes.map((cause) => [
      cause.figure,
      ...cellsOf(
        cause,
        sensitivity,
        unknowns.find((unknown) => unknown.figure === cause.figure),
      ),
    ]),
  }));
}

function cellsOf(
  { ends, total, totalRange }: Cause,
  { measure }: Sensitivity,
  unknown: Unknown | undefined,
): readonly string[] {
  return [
    unknown === undefined ? "" : figureInWords(ends.low, unknown),
    unknown === undefined ? "" : figureInWords(ends.high, unknown),
    figure(ends.answerAtLow, measure.unit),
    figure(ends.answerAtHigh, measure.unit),
    difference(ends.answerAtHigh - ends.answerAtLow, ends.halfWidth, measure.unit),
    shareText(total, totalRange),
  ];
}

function figureInWords(amount: number, { unit, whole }: Unknown): string {
  if (unit === "seconds") return figure(amount, "seconds");
  return String(figureText(whole ? amount : Number(amount.toPrecision(3)), unit));
}

function difference(value: number, halfWidth: number, unit: Sensitivity["measure"]["unit"]): string {
  if (!Number.isFinite(value)) return "–";
  const sign = value > 0 ? "+" : "−";
  const size = margin(Math.abs(value), unit);
  return value === 0 ? "nothing" : `${sign}${size} ± ${margin(halfWidth, unit).replace(" points", "")}`;
}

/** An estimate may be below 0 or above 1 by chance, which no share can be. */
function shareText(share: number, range?: Cause["totalRange"]): string {
  if (!Number.isFinite(share)) return "–";
  const percent = (value: number): string => `${Math.round(100 * Math.min(1, Math.max(0, value)))}%`;
  if (range === undefined || !Number.isFinite(range.low)) return percent(share);
  return `${percent(share)} (${percent(range.low)} to ${percent(range.high)})`;
}

function footnotes({
  samples,
  replications,
  ends,
  sensitivities,
  notes,
}: SensitivityReport): readonly string[] {
  const unknown = sensitivities.map(
    (each) => `${headingOf(each)} ${shareText(each.shareUnknown, each.shareUnknownRange)}`,
  );
  return [
    '"Share" is the part of what is not known about the expected answer that would stay if all but this figure were known ' +
      "(total Sobol index, with its 95% interval). Where figures act together, shares add to more than 100%. Chance is " +
      "taken out. Figures whose intervals overlap cannot be told apart: ask for more --samples. " +
      `There were ${samples}, with ${replications} periods behind each answer.`,
    '"From" and "to" are the 5% and the 95% point of what each figure may be, the others at their central values, with the ' +
      `same ${ends} simulated periods at both.`,
    `Of the variance of one period, this much is not known, and the rest is chance: ${unknown.join("; ")}.`,
    ...notes,
  ];
}

function provenance(report: SensitivityReport): string {
  return `${report.program} ${report.version} · seed ${report.seed} · ${report.samples} samples of ${report.replications} replications · inputs ${report.inputs}`;
}

export function sensitivityTable(report: SensitivityReport): string {
  const notes = [...(report.incomplete === null ? [] : [report.incomplete]), ...footnotes(report)];
  return [
    ...wrapped(`${report.scenario}: ${report.about}`, WIDTH),
    "",
    ...sectionLines(COLUMNS, sectionsOf(report)),
    ...notes.flatMap((note) => bulleted(note, WIDTH)),
    "",
    provenance(report),
    "",
  ].join("\n");
}

export function sensitivityMarkdown(report: SensitivityReport): string {
  return [
    `# ${cell(`${report.scenario} (${report.period})`)}`,
    "",
    cell(report.about),
    "",
    ...(report.incomplete === null ? [] : [`**${cell(report.incomplete)}**`, ""]),
    ...sectionsOf(report).flatMap(({ heading, rows }) => [
      `## ${cell(heading)}`,
      "",
      `| figure | ${COLUMNS.join(" | ")} |`,
      `| --- |${" ---: |".repeat(COLUMNS.length)}`,
      ...rows.map((row) => `| ${row.map(cell).join(" | ")} |`),
      "",
    ]),
    ...footnotes(report).map((note) => `- ${cell(note)}`),
    "",
    `_${cell(provenance(report))}_`,
    "",
  ].join("\n");
}

/** One line for each measure and cause, the largest first, ready for a tornado chart. Shares from 0 to 1, times in seconds. */
export function sensitivityCsv(report: SensitivityReport): string {
  const lines = report.sensitivities.flatMap(
    ({ measure, central, causes, shareUnknown, shareUnknownRange }) =>
      causes.map((cause) => ({
        scenario: report.scenario,
        of: measure.of,
        name: measure.name,
        measure: measure.measure,
        title: measure.title,
        unit: measure.unit,
        figure: cause.figure,
        figure_unit: report.unknowns.find((unknown) => unknown.figure === cause.figure)?.unit ?? "",
        low_value: number(cause.ends.low),
        high_value: number(cause.ends.high),
        answer_at_central: number(central),
        answer_at_low: number(cause.ends.answerAtLow),
        answer_at_high: number(cause.ends.answerAtHigh),
        difference_half_width_95: number(cause.ends.halfWidth),
        total_index: number(cause.total),
        total_index_low_95: number(cause.totalRange.low),
        total_index_high_95: number(cause.totalRange.high),
        first_index: number(cause.first),
        first_index_low_95: number(cause.firstRange.low),
        first_index_high_95: number(cause.firstRange.high),
        share_not_known: number(shareUnknown),
        share_not_known_low_95: number(shareUnknownRange.low),
        share_not_known_high_95: number(shareUnknownRange.high),
        samples: report.samples,
        replications: report.replications,
        seed: report.seed,
        inputs: report.inputs,
        version: report.version,
        complete: report.incomplete === null ? "yes" : "no",
      })),
  );
  return stringify(lines, { header: true, escape_formulas: true });
}

export function sensitivityJson(report: SensitivityReport): string {
  return `${JSON.stringify({ format: "fcrsim-sensitivity/1", ...report }, null, 2)}\n`;
}
