import { WEEKDAYS } from "./calendarText.ts";
import { poolSentences } from "./describePool.ts";
import { type QueueTopic, queueSentences } from "./describeQueue.ts";
import { switchInWords } from "./describeSwitch.ts";
import { unknownInWords, unknownSpanInWords } from "./describeUnknown.ts";
import { workforceInShort, workforceSentences } from "./describeWorkforce.ts";
import { monthNames } from "./horizon.ts";
import type { Arrivals, Period, Scenario } from "./scenario.ts";
import { waysOutInWords } from "./waysOut.ts";
import { durationInWords, listInWords, plural, shareInWords } from "./words.ts";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** A scenario in plain sentences, with every default said aloud, kept apart by what they are about. */
export interface ScenarioTold {
  readonly name: string;
  readonly about: string;
  readonly period: readonly string[];
  /** Warm-up, end, intervals, busy days, draws and seed. */
  readonly run: readonly string[];
  readonly queues: readonly {
    readonly name: string;
    /** How contacts come from outside; null if none do. */
    readonly arrivals: "Poisson" | "recorded" | null;
    /** "priority 2; 999 goes ahead of it.": each to be read after the queue's name. */
    readonly sentences: readonly { readonly topic: QueueTopic; readonly words: string }[];
    /** How a contact may come to its end. */
    readonly waysOut: string;
  }[];
  readonly pools: readonly string[];
  readonly switches: readonly string[];
  /** The people who staff the pools, one by one and in short; none if the pools say it all. */
  readonly people: readonly string[];
  readonly peopleInShort: readonly string[];
  readonly actuals: readonly string[];
  readonly unknowns: readonly {
    readonly figure: string;
    /** The file of what was learnt that it is drawn from; null if its range is stated in the scenario. */
    readonly learntFrom: string | null;
    /** "from 8% to 12%, most likely 10% (triangular)". */
    readonly range: string;
    readonly words: string;
  }[];
  readonly notes: readonly string[];
}

/** What a scenario means, in plain sentences by what they are about. */
export function tellScenario(scenario: Scenario): ScenarioTold {
  const { queues, pools } = scenario;
  return {
    name: scenario.name,
    about: scenario.about,
    period: periodSentences(scenario.period),
    run: runSentences(scenario),
    queues: queues.map((queue) => ({
      name: queue.name,
      arrivals: arrivalsTold(queue.arrivals),
      sentences: queueSentences(queue, scenario),
      waysOut: waysOutInWords(queue),
    })),
    pools: pools.flatMap((pool) => poolSentences(pool, scenario)),
    switches: scenario.switches.map((one) => switchInWords(one, scenario)),
    people: workforceSentences(scenario.workforce, pools),
    peopleInShort: workforceInShort(scenario.workforce, pools),
    actuals: actualsSentences(scenario),
    unknowns: (scenario.unknowns ?? []).map((unknown) => ({
      figure: unknown.figure,
      learntFrom: unknown.distribution.kind === "joint" ? unknown.distribution.file : null,
      range: unknownSpanInWords(unknown),
      words: unknownInWords(unknown),
    })),
    notes: scenario.notes,
  };
}

/** What a scenario means, in plain sentences, with every default said aloud. */
export function describeScenario(scenario: Scenario): string[] {
  const told = tellScenario(scenario);
  return [
    `${told.name}: ${told.about}`,
    ...told.period,
    ...told.run,
    ...told.queues.flatMap(({ name, sentences }) => sentences.map(({ words }) => `Queue ${name}: ${words}`)),
    ...told.pools,
    ...told.switches,
    ...told.people,
    ...told.actuals,
    ...told.unknowns.map(({ words }) => words),
    ...told.notes.map((note) => `Note: ${note}`),
  ];
}

function periodSentences(period: Period): string[] {
  if (period.kind === "days") {
    return [
      `The counted period is ${plural(period.days, "day")}, the first a ${WEEKDAYS[period.firstDay]!}; there is no calendar.`,
    ];
  }
  const holidays =
    period.bankHolidays.length === 0
      ? "No bank holidays are listed."
      : `On ${listInWords(period.bankHolidays)} (bank holidays) contacts arrive as on a ${WEEKDAYS[period.bankHolidaysLike]!}.`;
  return [`The counted period is ${calendarInWords(period)}, ${period.timeZone}.`, holidays];
}

/** "October 2022", or "the 14 months from February 2023 to March 2024". */
function calendarInWords(period: Period): string {
  const names = monthNames(period).map((name) => `${MONTHS[Number(name.slice(5)) - 1]!} ${name.slice(0, 4)}`);
  return names.length === 1
    ? names.join("")
    : `the ${names.length} months from ${names[0]!} to ${names.at(-1)!}, in one run`;
}

function runSentences({ warmUp, atEnd, interval, busyDays, draws, seed }: Scenario): string[] {
  return [
    warmUp === 0
      ? "There is no warm-up: the room is empty when the count starts."
      : `${durationInWords(warmUp)} before the count starts is simulated as a warm-up and not counted.`,
    atEnd === "follow"
      ? "At the end of the period, time goes on until the story of every caller offered in it is finished, for seven days at most."
      : "At the end of the period everything stops; callers still inside are counted as such.",
    `Results are kept by intervals of ${durationInWords(interval)}.`,
    busyDays.spread === 0
      ? "Days differ by weekday pattern and chance only; there are no busy and quiet days beyond that."
      : `Busy and quiet days: each day's arrivals are multiplied by a factor with mean 1 and spread ` +
        `${shareInWords(busyDays.spread)}; the factors of two queues correlate by ${shareInWords(busyDays.correlation)}.`,
    draws === "tables"
      ? "Times are drawn from fine tables of each distribution (fast)."
      : "Times are drawn by exact inversion of each distribution (slow).",
    `The seed is ${seed}: scenarios that share it meet the same callers.`,
  ];
}

function arrivalsTold(arrivals: Arrivals): ScenarioTold["queues"][number]["arrivals"] {
  if (arrivals.kind === "replay") return "recorded";
  return arrivals.kind === "steady" && arrivals.perHour === 0 ? null : "Poisson";
}

function actualsSentences({ actuals }: Scenario): string[] {
  if (actuals.length === 0) return ["No published figures are shown beside the results."];
  const queues = [...new Set(actuals.map((actual) => actual.queue))];
  return [
    `${plural(actuals.length, "published figure")} for ${listInWords(queues)} ` +
      `${actuals.length === 1 ? "is" : "are"} shown beside the results.`,
  ];
}
