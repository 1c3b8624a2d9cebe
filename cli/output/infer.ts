import { stringify } from "csv-stringify/sync";
import type { Unit } from "../../engine/experiment/measure.ts";
import {
  type ConditionalFound,
  type Told,
  TOLD_LEVELS,
} from "../../engine/experiment/uncertainty/conditional.ts";
import type { Unknown } from "../../engine/scenario/scenario.ts";
import { shareInWords } from "../../engine/scenario/words.ts";
import type { GivenText } from "../given.ts";
import { number } from "./csv.ts";
import { headingOf } from "./heading.ts";
import { duration, figure, grouped } from "./numbers.ts";
import { plainTable } from "./plainTable.ts";
import { bulleted, sectionLines, WIDTH, wrapped } from "./table.ts";

/** What follows for a period from some of its figures. */
export interface InferReport {
  readonly program: string;
  readonly version: string;
  readonly scenario: string;
  readonly about: string;
  readonly period: string;
  readonly seed: string;
  readonly inputs: string;
  readonly replications: number;
  readonly discrepancy: number;
  readonly notes: readonly string[];
  readonly givens: readonly GivenText[];
  readonly found: ConditionalFound;
}

/** With fewer effective draws the ends of ranges are rough. */
const FEW = 100;
const COLUMNS = ["without it: 90%", "median", "middle 50%", "middle 90%", "expected: 90%"] as const;

export function inferTable(report: InferReport): string {
  const { found } = report;
  const headings = [...new Set(found.measures.map(headingOf))];
  return [
    ...wrapped(`${report.scenario}: ${report.about}`, WIDTH),
    "",
    ...plainTable(
      ["Given", "", "without it: median", "90%"],
      report.givens.map(({ name, title, text, unit }, g) => {
        const before = found.givens[g]?.before ?? null;
        return [
          `${name} ${title}`,
          text,
          before === null ? "–" : figure(before[2]!, unit),
          ends(before, unit),
        ];
      }),
    ),
    "",
    ...sectionLines(
      COLUMNS,
      headings.map((heading) => ({
        heading,
        rows: found.measures
          .filter((measure) => headingOf(measure) === heading)
          .map(({ title, unit, before, after, expectedAfter, isGiven }) => [
            isGiven ? `${title} (given)` : title,
            ends(before, unit),
            after === null ? "–" : figure(after[2]!, unit),
            after === null ? "–" : `${figure(after[1]!, unit)} to ${figure(after[3]!, unit)}`,
            ends(after, unit),
            ends(expectedAfter, unit),
          ]),
      })),
    ),
    ...plainTable(
      ["Not known", "without it: 90%", "median", "middle 50%", "middle 90%"],
      found.unknowns.map(({ unknown, before, after }) => {
        const range = (told: Told, from: number, to: number): string =>
          `${unknownText(told[from]!, unknown)} to ${unknownText(told[to]!, unknown)}`;
        const { unit } = unknown;
        return [
          ["an hour", "a month", "in all"].includes(unit) ? `${unknown.figure}, ${unit}` : unknown.figure,
          range(before, 0, 4),
          unknownText(after[2]!, unknown),
          range(after, 1, 3),
          range(after, 0, 4),
        ];
      }),
    ),
    "",
    ...notesOf(report).flatMap((note) => bulleted(note, WIDTH)),
    "",
    provenance(report),
    "",
  ].join("\n");
}

function ends(told: Told | null, unit: Unit): string {
  return told === null ? "–" : `${figure(told[0]!, unit)} to ${figure(told[4]!, unit)}`;
}

function unknownText(value: number, { unit }: Unknown): string {
  switch (unit) {
    case "seconds":
      return duration(value);
    case "share":
      return `${(100 * value).toPrecision(3)}%`;
    case "a month":
    case "in all":
      return grouped(value);
    case "an hour":
    case "number":
      return String(Number(value.toPrecision(3)));
  }
}

function notesOf({ found, replications, discrepancy, notes }: InferReport): readonly string[] {
  const { effective, draws, stages } = found;
  return [
    ...(effective < FEW
      ? [
          `ONLY ${effective.toFixed(0)} DRAWS COUNT, so the ends of the ranges are rough. Ask for more --draws, or see whether what is given is likely at all.`,
        ]
      : []),
    `What is given is taken to be this period's, as precise as it is printed, from a room that may differ from this one by ${shareInWords(discrepancy)} of each figure given (--discrepancy: a standard deviation; of a share, or of the rest if that is smaller). ` +
      "Chance has its part in it, and other figures share that chance.",
    '"Without it" is before anything was given. Median, 50% and 90% are of this one period: what is still not known, and chance. "Expected" leaves chance out.',
    `${draws} draws${stages === 1 ? "" : `, in ${stages} stages around what was found likely,`} with ${replications} simulated periods of each; weighted by what is given, they tell as much as ${effective.toFixed(0)} would without weights.`,
    "What the scenario takes as known is taken as known here, so the true uncertainty is larger.",
    ...notes,
  ];
}

function provenance({ program, version, seed, found, replications, inputs }: InferReport): string {
  return `${program} ${version} · seed ${seed} · ${found.draws} draws of ${replications} replications · inputs ${inputs}`;
}

/** Tidy CSV: a figure a line. Shares are from 0 to 1, times in seconds. */
export function inferCsv(report: InferReport): string {
  const { found } = report;
  const quantiles = (name: string, told: Told | null) =>
    Object.fromEntries(TOLD_LEVELS.map((level, i) => [`${name}_q${level}`, number(told?.[i])]));
  const common = {
    given: report.givens.map(({ name, measure, text }) => `${name}.${measure}=${text}`).join("; "),
    discrepancy: report.discrepancy,
    draws: found.draws,
    effective: number(found.effective),
    seed: report.seed,
    inputs: report.inputs,
    version: report.version,
  };
  const lines = [
    ...found.measures.map((one) => ({
      scenario: report.scenario,
      ...{ of: one.of, name: one.name, measure: one.measure, unit: one.unit },
      is_given: one.isGiven ? "yes" : "no",
      ...quantiles("before", one.before),
      ...quantiles("after", one.after),
      ...quantiles("expected", one.expectedAfter),
      ...common,
    })),
    ...found.unknowns.map(({ unknown, before, after }) => ({
      scenario: report.scenario,
      ...{ of: "unknown figure", name: unknown.figure, measure: "", unit: unknown.unit },
      is_given: "no",
      ...quantiles("before", before),
      ...quantiles("after", after),
      ...quantiles("expected", null),
      ...common,
    })),
  ];
  return stringify(lines, { header: true, escape_formulas: true });
}

export function inferJson(report: InferReport): string {
  const { found, ...rest } = report;
  return `${JSON.stringify({ format: "fcrsim-infer/1", levels: TOLD_LEVELS, ...rest, ...foundOf(found) }, null, 2)}\n`;
}

/** What was found, as JSON shows it. The rows of a posterior stay in its own file. */
function foundOf({ measures, unknowns, givens, ...rest }: ConditionalFound) {
  return {
    ...rest,
    simulated: givens.map(({ before, least, most, nearest }) => ({ before, least, most, nearest })),
    measures,
    unknowns: unknowns.map(({ unknown, before, after }) => ({
      ...{ figure: unknown.figure, unit: unknown.unit, basis: unknown.basis },
      before,
      after,
    })),
  };
}
