import { stringify } from "csv-stringify/sync";
import type { Unit } from "../../../engine/experiment/measure.ts";
import type { Proportion } from "../../../engine/experiment/targets.ts";
import type {
  UnknownComparison,
  UnknownDifference,
} from "../../../engine/experiment/uncertainty/compareUnknown.ts";
import { number } from "../csv.ts";
import { headingOf } from "../heading.ts";
import { cell } from "../markdown.ts";
import { figure, margin } from "../numbers.ts";
import { plainTable, widthsOf } from "../plainTable.ts";
import { bulleted, WIDTH, wrapped } from "../table.ts";
import { provenance, type Section, signed } from "./report.ts";

/** What `compare --uncertain` has to say. */
export interface UnknownComparisonReport {
  readonly program: string;
  readonly version: string;
  readonly period: string;
  readonly seed: string;
  /** By scenario, the base first. */
  readonly inputs: readonly { readonly scenario: string; readonly about: string; readonly hash: string }[];
  /** Figures that are not known in the base or a plan. */
  readonly unknowns: readonly string[];
  readonly notes: readonly string[];
  /** What cut it short, in a sentence; null if all is as asked. */
  readonly incomplete: string | null;
  readonly found: UnknownComparison;
}

const COLUMNS = ["mean", "difference", "±", "verdict"] as const;
const SPREAD_COLUMNS = [
  "95%: not known",
  "95%: chance alone",
  "95%: both",
  "better in draws",
  "in periods",
] as const;

function titleOf({ found, period, seed }: UnknownComparisonReport): string {
  return (
    `Compared with ${found.base} (${period}): ${found.draws} draws of what is not known, ${found.replications} simulated periods of ` +
    `each plan in each draw, the same draws and callers in all (seed ${seed})`
  );
}

function sectionsOf({ found: { base, differences } }: UnknownComparisonReport): readonly Section[] {
  const groups = new Map<string, UnknownDifference[]>();
  for (const each of differences) {
    const plan = each.scope === "month" ? each.plan : "";
    const key = [each.scope, plan, each.of, each.name, each.measure].join("\u0000");
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].map((group) =>
    group[0]!.scope === "month" ? monthSection(base, group) : periodSection(base, group),
  );
}

function periodSection(base: string, differences: readonly UnknownDifference[]): Section {
  const { unit, baseMean } = differences[0]!;
  return {
    heading: measureOf(differences[0]!),
    columns: [...COLUMNS, ...SPREAD_COLUMNS],
    rows: [
      [
        `${base} (base)`,
        figure(baseMean, unit),
        ...COLUMNS.slice(1).map(() => ""),
        ...SPREAD_COLUMNS.map(() => ""),
      ],
      ...differences.map((each) => [each.plan, figure(each.planMean, unit), ...cellsOf(each)]),
    ],
  };
}

function monthSection(base: string, differences: readonly UnknownDifference[]): Section {
  const { unit, plan } = differences[0]!;
  return {
    heading: `${measureOf(differences[0]!)}: ${plan} by month`,
    columns: [`${base} (base)`, ...COLUMNS, ...SPREAD_COLUMNS],
    rows: differences.map((each) => [
      each.when,
      figure(each.baseMean, unit),
      figure(each.planMean, unit),
      ...cellsOf(each),
    ]),
  };
}

function measureOf({ of, name, title }: UnknownDifference): string {
  return `${headingOf({ of, name })}: ${title}`;
}

function cellsOf(each: UnknownDifference): readonly string[] {
  const { difference, halfWidth, verdict, expected, chance, single, expectedBetter, periodsBetter, unit } =
    each;
  const start = [signed(difference, unit), margin(halfWidth, unit), verdict];
  if (verdict === "the same") return [...start, ...SPREAD_COLUMNS.map(() => "")];
  return [
    ...start,
    ...[expected, chance, single].map((range) => rangeText(range, unit)),
    percent(expectedBetter),
    percent(periodsBetter),
  ];
}

function rangeText(range: UnknownDifference["single"], unit: Unit): string {
  if (range === null) return "";
  return `${signed(range.low, unit).replace(/ points$/, "")} to ${signed(range.high, unit)}`;
}

function percent(share: Proportion | null): string {
  return share === null ? "" : `${(100 * share.share).toFixed(0)}%`;
}

function footnotes({ found, unknowns, notes }: UnknownComparisonReport): readonly string[] {
  const { draws, looked, replications } = found;
  const figures = unknowns.length === 1 ? "1 figure is" : `${unknowns.length} figures are`;
  return [
    `${figures} not known: ${unknowns.join(", ")}. In each draw the base and all plans take the same values for those they share.`,
    "Each difference is plan less base, with the same callers; it is the mean over what is not known and chance. " +
      `All ${looked} of them lie within their ± with 95% confidence together.`,
    '"95%: not known" is where the expected difference may lie, for what is not known; "chance alone" is how far the ' +
      'difference of one period strays from what is expected, about the mean; "both" is where it may fall in one period.',
    `"Better in draws" is the share of the ${draws} draws in which the plan is expected to be better; "in periods" that of ` +
      `single periods (${replications} a draw) in which it was, chance too. Their intervals are in the CSV.`,
    "Figures that the files take as known are taken as known here, so the true uncertainty is larger.",
    ...(draws < 80
      ? [
          `${draws} draws are few: the ranges are Student's and take figures to be near normal. Ask for 200 or more.`,
        ]
      : []),
    "A verdict says what the model says of these plans, not whether its figures for the room are right.",
    ...notes,
  ];
}

function endOf(report: UnknownComparisonReport): string {
  const { draws, replications } = report.found;
  return provenance(report).replace(
    " · inputs ",
    ` · ${draws} draws of ${replications} replications · inputs `,
  );
}

export function unknownComparisonTable(report: UnknownComparisonReport): string {
  const tables = sectionsOf(report).map(({ heading, columns, rows }) => [[heading, ...columns], ...rows]);
  const lines = [...wrapped(titleOf(report), WIDTH), ""];
  for (const { scenario, about } of report.inputs) lines.push(...bulleted(`${scenario}: ${about}`, WIDTH));
  lines.push("");
  const first = widthsOf(tables)[0] ?? 0;
  for (const [head, ...rows] of tables) {
    // Tables with as many columns stand under each other.
    const [, ...others] = widthsOf(tables.filter(([other]) => other!.length === head!.length));
    lines.push(...plainTable(head!, rows, [first, ...others]), "");
  }
  if (report.incomplete !== null) lines.push(...bulleted(report.incomplete, WIDTH));
  for (const note of footnotes(report)) lines.push(...bulleted(note, WIDTH));
  lines.push("", endOf(report));
  return `${lines.join("\n")}\n`;
}

export function unknownComparisonMarkdown(report: UnknownComparisonReport): string {
  return [
    `# ${cell(titleOf(report))}`,
    "",
    ...(report.incomplete === null ? [] : [`**${cell(report.incomplete)}**`, ""]),
    ...report.inputs.map(({ scenario, about }) => `- **${cell(scenario)}**: ${cell(about)}`),
    "",
    ...sectionsOf(report).flatMap(({ heading, columns, rows }) => [
      `## ${cell(heading)}`,
      "",
      `| | ${columns.map(cell).join(" | ")} |`,
      `| --- |${" ---: |".repeat(columns.length)}`,
      ...rows.map((row) => `| ${row.map(cell).join(" | ")} |`),
      "",
    ]),
    ...footnotes(report).map((note) => `- ${cell(note)}`),
    "",
    `_${cell(endOf(report))}_`,
    "",
  ].join("\n");
}

/** One line a difference. Shares are from 0 to 1, times in seconds. */
export function unknownComparisonCsv(report: UnknownComparisonReport): string {
  const { found, seed, version, incomplete } = report;
  const lines = found.differences.map((each) => ({
    base: found.base,
    plan: each.plan,
    scope: each.scope,
    when: each.when,
    of: each.of,
    name: each.name,
    measure: each.measure,
    title: each.title,
    definition: each.definition,
    unit: each.unit,
    better: each.better ?? "",
    base_mean: number(each.baseMean),
    plan_mean: number(each.planMean),
    difference: number(each.difference),
    half_width_95_all: number(each.halfWidth),
    looked_at: found.looked,
    verdict: each.verdict,
    expected_low_95: number(each.expected?.low),
    expected_high_95: number(each.expected?.high),
    chance_low_95: number(each.chance?.low),
    chance_high_95: number(each.chance?.high),
    single_low_95: number(each.single?.low),
    single_high_95: number(each.single?.high),
    sd_not_known: number(each.sdUnknown),
    sd_chance: number(each.sdChance),
    better_in_draws: number(each.expectedBetter?.share),
    better_in_draws_low_95: number(each.expectedBetter?.low),
    better_in_draws_high_95: number(each.expectedBetter?.high),
    better_in_periods: number(each.periodsBetter?.share),
    better_in_periods_low_95: number(each.periodsBetter?.low),
    better_in_periods_high_95: number(each.periodsBetter?.high),
    draws: each.draws,
    replications: found.replications,
    seed,
    version,
    complete: incomplete === null ? "yes" : "no",
  }));
  return stringify(lines, { header: true, escape_formulas: true });
}

export function unknownComparisonJson(report: UnknownComparisonReport): string {
  return `${JSON.stringify({ format: "fcrsim-compare-uncertain/1", report }, null, 2)}\n`;
}
