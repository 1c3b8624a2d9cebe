import { stringify } from "csv-stringify/sync";
import { quoted } from "../../engine/scenario/words.ts";
import type { Forecast, ForecastFigureText, ForecastPlan } from "../forecastFile.ts";
import { headingOf } from "./heading.ts";
import { figure } from "./numbers.ts";
import { plainTable } from "./plainTable.ts";
import { bulleted, WIDTH, wrapped } from "./table.ts";

/** So many have one beyond each of the outermost quantiles, at 2.5 and 97.5%, on average. */
const FEWEST_DRAWS = 39;

/** The place of the quantile at a probability. */
function placeOf(levels: readonly number[], level: number): number {
  return levels.indexOf(level);
}

/** A forecast as tables: for each plan and queue a line for each month, with the median and the middle 90%. */
export function forecastTable(forecast: Forecast): string {
  const { plans, draws, replications, program, version, code, made, hash, levels } = forecast;
  return [
    ...plans.flatMap((plan) => [
      ...wrapped(`${plan.scenario}: ${plan.about}`, WIDTH),
      "",
      ...sectionsOf(plan, levels),
      ...plan.notes.flatMap((note) => bulleted(note, WIDTH)),
      ...(plan.notes.length === 0 ? [] : [""]),
    ]),
    ...[
      "Each cell is the median of what one actual month may show, and between brackets the range that holds it with 90%: what is not known and chance together.",
      `${draws} draws of what is not known, ${replications} simulated periods of each. What a scenario takes as known is taken as known here, so the true uncertainty is larger.`,
      ...(draws < FEWEST_DRAWS
        ? [
            `${draws} draws are few: the outermost quantiles are the lowest and highest that were drawn. Ask for 200 or more.`,
          ]
        : []),
    ].flatMap((note) => bulleted(note, WIDTH)),
    "",
    `${program} ${version} · code ${code} · ${made === null ? "day not said" : `made ${made}`} · hash ${hash}`,
    "",
  ].join("\n");
}

function sectionsOf({ figures }: ForecastPlan, levels: readonly number[]): readonly string[] {
  const headings = [...new Set(figures.map(headingOf))];
  return headings.flatMap((heading) => {
    const own = figures.filter((each) => headingOf(each) === heading);
    const measures = [...new Set(own.map(({ measure }) => measure))];
    const months = [...new Set(own.map(({ month }) => month))];
    const titles = measures.map((measure) => own.find((each) => each.measure === measure)!.title);
    // Few columns to a table, so that it is no wider than a page.
    const groups = [0, 3].flatMap((from) => (from < measures.length ? [from] : []));
    return groups.flatMap((from, i) => {
      const to = i === groups.length - 1 ? measures.length : from + 3;
      return [
        ...plainTable(
          [heading, ...titles.slice(from, to)],
          months.map((month) => [
            month,
            ...measures.slice(from, to).map((measure) => {
              const found = own.find((each) => each.month === month && each.measure === measure);
              return found === undefined ? "" : cellOf(found, levels);
            }),
          ]),
        ),
        "",
      ];
    });
  });
}

function cellOf({ single, unit }: ForecastFigureText, levels: readonly number[]): string {
  if (single === null) return "–";
  const at = (level: number): string => figure(single.quantiles[placeOf(levels, level)] ?? NaN, unit);
  return `${at(0.5)} (${at(0.05)} to ${at(0.95)})`;
}

/** Tidy CSV: a figure a line. Shares are from 0 to 1, times in seconds. */
export function forecastCsv({ plans, levels, made, hash, version, code }: Forecast): string {
  const lines = plans.flatMap((plan) =>
    plan.figures.map((each) => ({
      scenario: plan.scenario,
      month: each.month,
      of: each.of,
      name: each.name,
      measure: each.measure,
      metric: each.metric ?? "",
      title: each.title,
      definition: each.definition,
      unit: each.unit,
      single_mean: each.single?.mean ?? "",
      ...Object.fromEntries(levels.map((level, i) => [`single_q${level}`, each.single?.quantiles[i] ?? ""])),
      expected_mean: each.expected?.mean ?? "",
      ...Object.fromEntries(
        levels.map((level, i) => [`expected_q${level}`, each.expected?.quantiles[i] ?? ""]),
      ),
      seed: plan.seed,
      inputs: plan.inputs,
      posterior: plan.posterior?.hash ?? "",
      made: made ?? "",
      version,
      code,
      hash,
    })),
  );
  return stringify(lines, { header: true, escape_formulas: true });
}

/** A forecast beside what came of making it again. */
export interface Remade {
  readonly kept: Forecast;
  /** Whether the file is as it was when it was made. */
  readonly isAsMade: boolean;
  readonly code: string;
  readonly plans: readonly ForecastPlan[];
}

/** What `fcrsim forecast --check` says, and whether all is as it was. */
export function checkText({ kept, isAsMade, code, plans }: Remade): {
  readonly text: string;
  readonly same: boolean;
} {
  const found = kept.plans.map((plan, i) => ({ plan, ...differencesOf(plan, plans[i]!) }));
  const lines = [
    isAsMade
      ? `The file is as it was made: hash ${kept.hash}.`
      : `THE FILE HAS BEEN CHANGED since it was made: it says hash ${kept.hash}, and its content has another.`,
    code === kept.code
      ? `The code is the same: ${code}.`
      : `The code is another: ${kept.code} there (version ${kept.version}), ${code} here.`,
    ...found.map(({ plan, inputs, count, example }) => {
      const what =
        count === 0
          ? "the same figures come out"
          : `${count} of ${plan.figures.length} figures come out differently: ${example}`;
      return `${plan.scenario}: ${what}. Its inputs are ${inputs ? "the same" : "NOT the same"}.`;
    }),
    ...(found.some(({ count, inputs }) => count > 0 && inputs) && code === kept.code && isAsMade
      ? [
          "Neither code nor inputs differ: another version of Node.js, whose functions round otherwise, may do this.",
        ]
      : []),
  ];
  return {
    text: `${lines.flatMap((line) => wrapped(line, WIDTH)).join("\n")}\n`,
    same: isAsMade && found.every(({ count }) => count === 0),
  };
}

function differencesOf(
  kept: ForecastPlan,
  now: ForecastPlan,
): { readonly inputs: boolean; readonly count: number; readonly example: string } {
  const keyOf = ({ month, of, name, measure }: ForecastFigureText): string =>
    JSON.stringify([month, of, name, measure]);
  const found = new Map(now.figures.map((each) => [keyOf(each), each]));
  const spreads = (each: ForecastFigureText): string => JSON.stringify([each.single, each.expected]);
  const different = kept.figures.filter((each) => {
    const again = found.get(keyOf(each));
    return again === undefined || spreads(again) !== spreads(each);
  });
  const [first] = different;
  return {
    inputs: kept.inputs === now.inputs,
    count: different.length,
    example: first === undefined ? "" : exampleOf(first, found.get(keyOf(first))),
  };
}

function exampleOf(there: ForecastFigureText, here: ForecastFigureText | undefined): string {
  const mean = (each: ForecastFigureText | undefined): string =>
    each?.single == null ? "nothing" : figure(each.single.mean, each.unit);
  return `${quoted(there.title)} of ${there.name} in ${there.month} is ${mean(there)} on average there, ${mean(here)} here`;
}
