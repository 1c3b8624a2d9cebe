import { parseMonth } from "../../engine/scenario/calendarText.ts";
import { drawUnknowns } from "../../engine/scenario/draws.ts";
import { monthNames } from "../../engine/scenario/horizon.ts";
import type { Scenario } from "../../engine/scenario/scenario.ts";
import { hourOfWeekLabel } from "../../engine/scenario/timetable.ts";
import { plural } from "../../engine/scenario/words.ts";
import { peakAndTrough } from "../../engine/workforce/deskWeek.ts";
import { type FirstDay, firstDays } from "../../engine/workforce/firstDay.ts";
import type { WithPeople } from "../../engine/workforce/horizon.ts";
import { type Month, monthLabel, monthOf, monthsTo } from "../../engine/workforce/months.ts";
import { peopleRows } from "../../engine/workforce/peopleRows.ts";
import { openUnknown } from "../drawable.ts";
import { EXIT, UserError } from "../exit.ts";
import { inputsHash } from "../hash.ts";
import { loadScenario } from "../load.ts";
import { changeNotes } from "../notes.ts";
import { type PeopleReport, peopleCsv, peopleJson, peopleTable } from "../output/people.ts";
import { requireNewFolder, writeFolder } from "../outputs.ts";
import { programVersion } from "../version.ts";

const USUAL_MONTHS = 12;
const MOST_MONTHS = 240;
const HOURS_A_DAY = 24;
const DAYS_A_WEEK = 7;
const HOURS_A_WEEK = 168;
const FILES = ["people.csv", "people.json", "people.txt"];

export interface PeopleOptions {
  readonly file: string;
  readonly months: string | undefined;
  readonly replications: number | undefined;
  readonly uncertain: number | undefined;
  readonly seed: string | undefined;
  readonly set: readonly string[];
  readonly format: "table" | "csv" | "json";
  readonly out: string | undefined;
  readonly overwrite: boolean;
}

/** `fcrsim people`: the people of a scenario by month, without its calls. */
export function people(options: PeopleOptions): Promise<number> {
  if (options.out !== undefined) requireNewFolder(options.out, options.overwrite, FILES);
  const report = peopleReport(options);
  const [csv, json, table] = [peopleCsv(report), peopleJson(report), peopleTable(report)];
  process.stdout.write({ csv, json, table }[options.format]);
  if (options.out !== undefined) {
    const texts = new Map([csv, json, table].map((text, i) => [FILES[i]!, text]));
    writeFolder(options.out, options.overwrite, texts);
  }
  return Promise.resolve(EXIT.done);
}

/** What there is to say of the people of a scenario. @throws UserError with what is wrong with what is asked. */
export function peopleReport(options: PeopleOptions): PeopleReport {
  const { scenario, variant } = opened(options);
  const { skip, count } = monthsAsked(options.months ?? monthsOf(scenario), scenario.workforce.from);
  const replications = options.uncertain ?? options.replications ?? 0;
  const all = peopleRows(scenario, count, replications, variant);
  const labels = [...new Set(all.map(({ when }) => when))].filter((when) => when !== "horizon");
  const hidden = new Set(labels.slice(0, skip));
  return {
    program: "fcrsim",
    version: programVersion(),
    scenario: scenario.name,
    about: scenario.about,
    from: scenario.workforce.from,
    months: labels.slice(skip),
    seed: scenario.seed,
    replications,
    uncertain: options.uncertain !== undefined,
    inputs: inputsHash(scenario),
    notes: [
      ...changeNotes(options.set),
      ...(options.uncertain === undefined ? unknownNotes(scenario) : []),
      ...firstDays(scenario).map(firstDayNote),
      ...peakNotes(scenario),
      ...(scenario.workforce.leaversRise === null
        ? []
        : [
            "Leavers rise with how busy the room is (leaversRise). There are no calls here, so that is left out.",
          ]),
      ...scenario.notes,
    ],
    rows: all.filter(({ when }) => !hidden.has(when)),
  };
}

function firstDayNote({ pool, effective, handlersFromPeople, handlersInFile }: FirstDay): string {
  return (
    `Pool ${pool}: on the first day its people give ${effective.toFixed(1)} full-time people's worth of time, which is ` +
    `${handlersFromPeople.toFixed(1)} handlers at all hours of the week. ` +
    (handlersInFile === null
      ? "Its handlers come from that alone."
      : `The file has ${handlersInFile.toFixed(1)} on average, and handlers follow the people from there.`)
  );
}

/** When each desk that people staff is fullest and emptiest. */
function peakNotes(scenario: WithPeople): readonly string[] {
  const { roles, redeployed } = scenario.workforce;
  const staffed = new Set([...roles, ...redeployed].flatMap(({ staffs }) => staffs.map(({ pool }) => pool)));
  return scenario.pools.flatMap((pool, p) => {
    const hours = staffed.has(p) ? peakAndTrough(pool) : null;
    if (hours === null) return [];
    return [
      `Pool ${pool.name}: the most are there at ${hoursInWords(hours.peak)}, the fewest at ${hoursInWords(hours.trough)}.`,
    ];
  });
}

/** "Fri 18:00", "Mon 04:00 and 6 other hours", "17:00 on every day". */
function hoursInWords(hours: readonly number[]): string {
  const first = hourOfWeekLabel(hours[0]!);
  const isDaily = hours.every((hour) => hours.includes((hour + HOURS_A_DAY) % HOURS_A_WEEK));
  const [label, day] = isDaily ? [first.slice(4), " on every day"] : [first, ""];
  const others = (isDaily ? hours.length / DAYS_A_WEEK : hours.length) - 1;
  return `${label}${others === 0 ? "" : ` and ${plural(others, "other hour")}`}${day}`;
}

function unknownNotes({ unknowns = [] }: Scenario): readonly string[] {
  const ofPeople = unknowns.map(({ figure }) => figure).filter((figure) => figure.startsWith("workforce."));
  if (ofPeople.length === 0) return [];
  return [
    `Not known: ${ofPeople.join(", ")}. The central figure is taken; with --uncertain 200 others are drawn too.`,
  ];
}

/** The scenario, and the one that each replication takes: with --uncertain, with figures of its own. */
function opened({ file, seed, set, uncertain, replications }: PeopleOptions): {
  readonly scenario: WithPeople;
  readonly variant: (replication: number) => WithPeople;
} {
  if (uncertain === undefined) {
    const scenario = withPeople(loadScenario(file, seed, set), file);
    return { scenario, variant: () => scenario };
  }
  if (replications !== undefined) {
    throw new UserError(
      "--uncertain asks chance once for each draw, so it does not go with --replications. Keep one.",
    );
  }
  const { scenario, unknowns, at } = openUnknown(file, seed, set);
  return {
    scenario: withPeople(scenario, file),
    variant: (draw) =>
      withPeople(at(drawUnknowns(unknowns, scenario.seed, draw), `${scenario.name}, draw ${draw + 1}`), file),
  };
}

function withPeople(scenario: Scenario, file: string): WithPeople {
  if (hasPeople(scenario)) return scenario;
  throw new UserError(`${file} says nothing of people. Write a workforce section in it: see docs/people.md.`);
}

function hasPeople(scenario: Scenario): scenario is WithPeople {
  return scenario.workforce !== null;
}

/** The months that the file counts, if they are several. */
function monthsOf({ period }: Scenario): string | undefined {
  const names = monthNames(period);
  return names.length > 1 ? `${names[0]!}..${names.at(-1)!}` : undefined;
}

/** Months to leave out at the start, and months in all. */
function monthsAsked(
  asked: string | undefined,
  from: string,
): { readonly skip: number; readonly count: number } {
  if (asked === undefined) return { skip: 0, count: USUAL_MONTHS };
  const parts = asked.split("..");
  if (parts.length > 2) {
    throw new UserError(`--months ${asked}: write the last month, such as 2025-03, or 2024-09..2025-03.`);
  }
  const [first, last] =
    parts.length === 2 ? parts.map((part) => monthIn(part, asked)) : [monthOf(from), monthIn(asked, asked)];
  const skip = monthsTo(from, first!) - 1;
  const count = monthsTo(from, last!);
  if (skip < 0 || count < 1) {
    throw new UserError(
      `--months ${asked} begins before the first day of the workforce, ${from}. Write ${monthLabel(monthOf(from))} or a later month.`,
    );
  }
  if (count <= skip)
    throw new UserError(`--months ${asked} ends before it begins. Write the first month first.`);
  if (count > MOST_MONTHS)
    throw new UserError(`--months ${asked} is more than twenty years from ${from}. Write fewer.`);
  return { skip, count };
}

function monthIn(text: string, asked: string): Month {
  const parsed = parseMonth(text.trim());
  if ("problem" in parsed) throw new UserError(`--months ${asked}: ${parsed.problem}`);
  return parsed.value;
}
