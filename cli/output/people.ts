import { stringify } from "csv-stringify/sync";
import { plural } from "../../engine/scenario/words.ts";
import type { PeopleRow } from "../../engine/workforce/peopleRows.ts";
import { number } from "./csv.ts";
import { grouped } from "./numbers.ts";
import { plainTable } from "./plainTable.ts";
import { bulleted, WIDTH, wrapped } from "./table.ts";

/** The people of a scenario by month, with where it comes from. */
export interface PeopleReport {
  readonly program: string;
  readonly version: string;
  readonly scenario: string;
  readonly about: string;
  /** First day of the workforce. */
  readonly from: string;
  /** Labels, "2024-04", of the months that are told of. */
  readonly months: readonly string[];
  readonly seed: string;
  /** 0 if nothing was drawn. */
  readonly replications: number;
  /** Whether each replication drew the figures that are not known. */
  readonly uncertain: boolean;
  readonly inputs: string;
  readonly notes: readonly string[];
  readonly rows: readonly PeopleRow[];
}

/** Columns of the table; the others are in CSV and JSON. */
const ROLE_COLUMNS = [
  "inPost",
  "live",
  "redeployed",
  "effective",
  "leftSoFar",
  "droppedOutSoFar",
  "cutSoFar",
  "mentorsShort",
  "cost",
];
const SHORT: Readonly<Record<string, string>> = {
  droppedOutSoFar: "dropped out so far",
  cutSoFar: "cut so far",
  handlers: "handlers",
  most: "most",
  fewest: "fewest",
  talkFactor: "talk ×",
  wrapUpFactor: "wrap-up ×",
};
/** Columns that are left out where they hold nothing. */
const ONLY_IF_ANY = new Set(["redeployed", "cutSoFar", "droppedOutSoFar", "mentorsShort"]);

/** The report as tables for a terminal: one for each role and pool, a line for each month. */
export function peopleTable(report: PeopleReport): string {
  const things = [...new Set(report.rows.map(({ of, name }) => JSON.stringify([of, name])))].map(
    (key) => JSON.parse(key) as [PeopleRow["of"], string],
  );
  return [
    ...wrapped(`${report.scenario}: ${report.about}`, WIDTH),
    "",
    ...things.flatMap(([of, name]) => tablesOf(report, of, name)),
    ...footnotes(report).flatMap((note) => bulleted(note, WIDTH)),
    "",
    `${report.program} ${report.version}; people from ${report.from}; seed ${report.seed}; inputs ${report.inputs}`,
    "",
  ].join("\n");
}

function tablesOf(report: PeopleReport, of: PeopleRow["of"], name: string): readonly string[] {
  const rows = report.rows.filter((row) => row.of === of && row.name === name);
  const byMonth = rows.filter(({ when }) => when !== "horizon");
  const columns = columnsOf(byMonth, of);
  const cell = (when: string, measure: string, say: (row: PeopleRow) => string): string => {
    const row = byMonth.find((each) => each.when === when && each.measure === measure);
    return row === undefined ? "" : say(row);
  };
  const heads = columns.map(
    (measure) => SHORT[measure] ?? byMonth.find((row) => row.measure === measure)!.title,
  );
  const lines = (say: (row: PeopleRow) => string): readonly (readonly string[])[] =>
    report.months.map((when) => [when, ...columns.map((measure) => cell(when, measure, say))]);
  const title = of === "role" ? `Role ${name}` : `Pool ${name}`;
  const sums = rows.filter(({ when }) => when === "horizon");
  return [
    ...plainTable(
      [title, ...heads],
      lines((row) => said(row.expected, row.unit)),
    ),
    "",
    ...(report.replications === 0
      ? []
      : [
          ...plainTable(
            ["95% of replications", ...heads],
            lines(({ drawn, unit }) =>
              drawn === null ? "" : spanOf(drawn.single.low, drawn.single.high, unit),
            ),
          ),
          "",
        ]),
    ...(sums.length === 0
      ? []
      : [
          ...wrapped(
            `From ${report.from} to the end of ${report.months.at(-1)!}: ${sums.map((row) => `${row.title} ${said(row.expected, row.unit)}`).join(", ")}.`,
            WIDTH,
          ),
          "",
        ]),
  ];
}

function columnsOf(rows: readonly PeopleRow[], of: PeopleRow["of"]): readonly string[] {
  const there = [...new Set(rows.map(({ measure }) => measure))];
  if (of === "pool") return there;
  const [inPost, ...others] = ROLE_COLUMNS;
  const stages = there.filter((measure) => measure.startsWith("stage:"));
  const holds = (measure: string): boolean =>
    rows.some((row) => row.measure === measure && (row.expected !== 0 || (row.drawn?.single.high ?? 0) > 0));
  return [inPost!, ...stages, ...others].filter(
    (measure) =>
      there.includes(measure) &&
      (holds(measure) || !(ONLY_IF_ANY.has(measure) || measure.startsWith("stage:"))),
  );
}

function said(value: number, unit: PeopleRow["unit"]): string {
  if (!Number.isFinite(value)) return "–";
  switch (unit) {
    case "people":
    case "handlers":
    case "months":
      return value.toFixed(1);
    case "factor":
      return value.toFixed(3);
    case "money":
      return grouped(value);
  }
}

/** "51.0–59.0"; one figure if chance has no say in it. Nobody can be fewer than none. */
function spanOf(low: number, high: number, unit: PeopleRow["unit"]): string {
  const [from, to] = [said(Math.max(0, low), unit), said(high, unit)];
  return from === to ? from : `${from}–${to}`;
}

function footnotes(report: PeopleReport): readonly string[] {
  const cut = report.rows.filter(({ measure }) => measure === "cutSoFar");
  const full = [...new Set(cut.map(({ name }) => name))].filter((name) =>
    cut.some((row) => row.name === name && row.expected > 0),
  );
  return [
    "Figures are what is expected, averaged over the days of the month. In post are those whom the role pays: live, or in a stage that is paid.",
    "Effective are full-time people's worth of time at the work: shrinkage, mentoring and what newcomers cannot do yet are taken off.",
    ...full.map(
      (name) =>
        `Role ${name} is full at times: its intakes are cut to the vacancies that overRecruit leaves.`,
    ),
    ...(report.rows.some(({ measure, expected }) => measure === "mentorsShort" && expected > 0)
      ? [
          "Mentors wanting is what trainees need of mentors' time and nobody has, in full-time people. They are trained all the same here, which is better than it would be.",
        ]
      : []),
    ...(report.rows.some(({ measure }) => measure === "most")
      ? [
          "Handlers are the average on duty over the week; most and fewest are of the fullest and the emptiest hour of it.",
        ]
      : []),
    ...(report.replications === 0
      ? []
      : [
          `Chance was asked ${plural(report.replications, "time")}: who is found, drops out and leaves${report.uncertain ? "; each time with other values for the figures that are not known" : ""}. Of such months 95% lie in the ranges.`,
        ]),
    ...report.notes,
  ];
}

/** Tidy CSV: a figure a line. */
export function peopleCsv(report: PeopleReport): string {
  const lines = report.rows.map(({ when, of, name, measure, title, unit, expected, drawn }) => ({
    scenario: report.scenario,
    when,
    of,
    name,
    measure,
    title,
    unit,
    expected: number(expected),
    mean: number(drawn?.mean),
    half_width_95: number(drawn?.halfWidth),
    single_low_95: number(drawn?.single.low),
    single_high_95: number(drawn?.single.high),
    replications: report.replications,
    uncertain: report.uncertain ? "yes" : "no",
    seed: report.seed,
    inputs: report.inputs,
    version: report.version,
  }));
  // A text that a spreadsheet would take for a formula is escaped.
  return stringify(lines, { header: true, escape_formulas: true });
}

export function peopleJson(report: PeopleReport): string {
  return `${JSON.stringify({ format: "fcrsim-people/1", ...report }, null, 2)}\n`;
}
