import type { Clusters } from "../random/arrivals/clusters.ts";
import type { Distribution } from "../random/times/distribution.ts";
import { timesOf } from "../random/times/index.ts";
import type { UnknownDistribution } from "../random/unknown.ts";
import { WEEKDAYS } from "./calendarText.ts";
import { handlersByMonthInWords, talkByMonthInWords, timeInWords, volumesInWords } from "./describeMonths.ts";
import { demandInWords } from "./describeDemand.ts";
import { proficiencySentences, rotaSentences } from "./describeRota.ts";
import { chatQueueSentences, poolChatsSentences } from "./describeChats.ts";
import { monthNames } from "./horizon.ts";
import type { FigureUnit } from "./measured.ts";
import type {
  Accidental,
  Arrivals,
  Message,
  Onward,
  OtherMessage,
  Period,
  Pool,
  Queue,
  Redials,
  Scenario,
  Switch,
  Unknown,
  Work,
} from "./scenario.ts";
import { workforceInShort, workforceSentences } from "./describeWorkforce.ts";
import { hourOfWeekLabel } from "./timetable.ts";
import { waysOutInWords } from "./waysOut.ts";
import {
  durationInWords,
  listInWords,
  numberInWords,
  plural,
  roundShareInWords,
  shareInWords,
} from "./words.ts";

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

/** What a sentence about a queue tells of: who comes, what is done with them, how they wait, and who answers. */
export type QueueTopic = "who comes" | "what is done" | "how they wait" | "who answers";

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

type QueueSentences = ScenarioTold["queues"][number]["sentences"];

function queueSentences(queue: Queue, { pools, queues, period, switches }: Scenario): QueueSentences {
  const tries = queue.tries.map((pool) => pools[pool]!.name);
  const told = (topic: QueueTopic, ...words: readonly string[]): QueueSentences =>
    words.map((sentence) => ({ topic, words: sentence }));
  if (queue.work !== null) return workSentences(queue, queue.work, tries, queues, period, told);
  return [
    ...told("how they wait", priorityInWords(queue, queues)),
    ...told(
      "who comes",
      arrivalsInWords(queue.arrivals, period),
      ...(queue.clusters === null ? [] : [clustersInWords(queue.clusters)]),
      ...demandInWords(queue, queues),
    ),
    ...told(
      "what is done",
      messageInWords(queue.message),
      ...(queue.message?.instead ?? []).map((other) => otherMessageInWords(other, switches)),
      `talk lasts ${distributionInWords(queue.talk)}.`,
      ...talkByMonthInWords(queue, period),
      isNone(queue.wrapUp) ? "there is no wrap-up." : `wrap-up lasts ${distributionInWords(queue.wrapUp)}.`,
    ),
    ...told(
      "how they wait",
      patienceInWords(queue),
      queue.balking === 0
        ? "nobody leaves at once on finding all handlers busy."
        : `${shareInWords(queue.balking)} leave at once when no handler is free to take them.`,
    ),
    ...told(
      "who comes",
      redialsInWords(queue.redials),
      ...(queue.onward ?? []).map((rule) => onwardInWords(rule, queue, queues)),
    ),
    ...told("how they wait", ...(queue.partnerAfter === null ? [] : [partnerInWords(queue.partnerAfter)])),
    ...told("who comes", ...(queue.accidental === null ? [] : [accidentalInWords(queue.accidental)])),
    ...told(
      "what is done",
      ...(queue.chat === null ? [] : chatQueueSentences(queue.chat, switches, distributionInWords)),
      queue.mayInterruptWrapUp
        ? "a contact that finds nobody free may take a handler out of wrap-up."
        : "wrap-up is not interrupted for it.",
    ),
    ...told(
      "who answers",
      tries.length === 1
        ? `it is answered by the pool ${tries.join("")}.`
        : `a contact tries the pools ${listInWords(tries)}, in that order.`,
    ),
    ...told(
      "how they wait",
      queue.targets.length === 0
        ? "no waits are set as targets."
        : `the share answered within ${listInWords(queue.targets.map(durationInWords))} is counted.`,
    ),
  ];
}

/** What is said of a queue of deferrable work: nobody is on the line, so nothing is said of callers. */
function workSentences(
  queue: Queue,
  { interruptible, backlogAtStart }: Work,
  tries: readonly string[],
  queues: readonly Queue[],
  period: Period,
  told: (topic: QueueTopic, ...words: readonly string[]) => QueueSentences,
): QueueSentences {
  return [
    ...told(
      "how they wait",
      "deferrable work: nobody waits on the line, and items wait until they are done.",
      priorityInWords(queue, queues),
    ),
    ...told(
      "who comes",
      arrivalsInWords(queue.arrivals, period, "items come in"),
      ...demandInWords(queue, queues),
      backlogAtStart === 0
        ? "nothing waits when the run begins."
        : `${plural(backlogAtStart, "item")} ${backlogAtStart === 1 ? "waits" : "wait"} when the run begins.`,
    ),
    ...told(
      "what is done",
      `an item takes ${distributionInWords(queue.talk)}.`,
      ...talkByMonthInWords(queue, period, "the mean of items that come in"),
      interruptible
        ? "it gives way: a contact that its desk ranks higher, and the end of a shift, take the handler, and the item goes on later where it stopped."
        : "an item once begun is finished before the handler does anything else.",
    ),
    ...told(
      "who answers",
      tries.length === 1
        ? `it is done by the pool ${tries.join("")}.`
        : `an item tries the pools ${listInWords(tries)}, in that order.`,
    ),
    ...told(
      "how they wait",
      queue.targets.length === 0
        ? "no ages are set as targets."
        : `the share done within ${listInWords(queue.targets.map(durationInWords))} of coming in is counted.`,
    ),
  ];
}

function priorityInWords(queue: Queue, queues: readonly Queue[]): string {
  const named = (which: (other: Queue) => boolean): string =>
    listInWords(queues.filter((other) => other !== queue && which(other)).map((other) => other.name));
  const before = named((other) => other.priority < queue.priority);
  const equal = named((other) => other.priority === queue.priority);
  return (
    [
      `priority ${queue.priority}`,
      before === "" ? "nobody goes ahead of it" : `${before} goes ahead of it`,
      ...(equal === "" ? [] : [`with ${equal} the longest wait goes first`]),
    ].join("; ") + "."
  );
}

function arrivalsInWords(
  arrivals: Arrivals,
  period: Period,
  dial: "contacts dial" | "items come in" = "contacts dial",
): string {
  const isWork = dial === "items come in";
  switch (arrivals.kind) {
    case "steady":
      if (arrivals.perHour === 0) return "nobody comes from outside, only from other queues.";
      return `${dial} at a steady ${numberInWords(arrivals.perHour)} an hour.`;
    case "hourly":
      return `${dial} at ${rangeOfWeek(arrivals.perHour, " an hour")}, by the hour of the week.`;
    case "volume": {
      const who = {
        offered: "to reach the line",
        dialled: "to dial",
        "first attempts": "to dial for the first time",
      };
      const mean = sum(arrivals.weights) / arrivals.weights.length;
      const shape = rangeOfWeek(
        arrivals.weights.map((weight) => weight / mean),
        " times the average",
      );
      return `${numberInWords(arrivals.byMonth === undefined ? arrivals.volume : Math.round(arrivals.volume))} ${isWork ? "items" : "contacts"} are expected ${isWork ? "to come in" : who[arrivals.counts]} in ${timeInWords(period)}${volumesInWords(arrivals, period)}, spread over the week at ${shape}.`;
    }
    case "rates": {
      const { every, perHour, afterwards } = arrivals;
      const then =
        afterwards === "repeat"
          ? "then starts again"
          : isWork
            ? "then nothing comes any more"
            : "then nobody calls any more";
      return (
        `${dial} at a rate for each ${durationInWords(every)}: ${plural(perHour.length, "rate")} from ` +
        `${numberInWords(Math.min(...perHour))} to ${numberInWords(Math.max(...perHour))} an hour; ${then}.`
      );
    }
    case "replay":
      return isWork
        ? `${plural(arrivals.times.length, "item")} come in at recorded times.`
        : `${plural(arrivals.times.length, "contact")} dial at recorded times.`;
  }
}

/** "3.2 (Mon 04:00) to 5.1 (Fri 17:00) an hour". */
function rangeOfWeek(figures: readonly number[], unit: string): string {
  const low = figures.reduce((best, figure, hour) => (figure < figures[best]! ? hour : best), 0);
  const high = figures.reduce((best, figure, hour) => (figure > figures[best]! ? hour : best), 0);
  if (figures[low] === figures[high]) return `${numberInWords(figures[low]!)}${unit} all week`;
  const at = (hour: number): string => `${numberInWords(figures[hour]!)} (${hourOfWeekLabel(hour)})`;
  return `${at(low)} to ${at(high)}${unit}`;
}

function clustersInWords({ calls, within }: Clusters): string {
  const how =
    calls.kind === "geometric"
      ? `${numberInWords(calls.mean)} on average (geometric)`
      : listInWords(
          calls.shares.map((share, i) => `${plural(i + 1, "call")} for ${shareInWords(share)} of incidents`),
        );
  return `one incident may make several calls: ${how}; the first comes at once, the others within ${durationInWords(within)} of it.`;
}

function messageInWords(message: Message | null): string {
  if (message === null) return "there is no recorded message in front of it.";
  return `a recorded message comes first and ${playedInWords(message)}.`;
}

function otherMessageInWords(other: OtherMessage, switches: readonly Switch[]): string {
  const when =
    other.when.kind === "switch"
      ? `while the switch ${switches[other.when.number]!.name} is on`
      : `in ${plural(other.when.ofWeek.filter((among) => among).length, "hour")} of the week`;
  return `${when} another message is played instead, which ${playedInWords(other)}.`;
}

function playedInWords({ duration, hangUp, moveToDigital }: Omit<Message, "instead">): string {
  const leave = [
    ...(hangUp > 0 ? [`${shareInWords(hangUp)} hang up during it`] : []),
    ...(moveToDigital > 0 ? [`${shareInWords(moveToDigital)} leave for a digital channel during it`] : []),
  ];
  const who = leave.length === 0 ? "nobody leaves during it" : listInWords(leave);
  return `lasts ${distributionInWords(duration)}; ${who}`;
}

function patienceInWords({ patience, patienceRuns }: Queue): string {
  if (patience.kind === "never") return "callers wait for as long as it takes; nobody gives up.";
  const from = patienceRuns === "from offer" ? "from reaching the line" : "from dialling, message included";
  return `patience lasts ${distributionInWords(patience)}, counted ${from}.`;
}

function redialsInWords(redials: Redials | null): string {
  if (redials === null) return "nobody who is not answered dials again.";
  const { first, later, afterMessage, delay, mostTries } = redials;
  const shares =
    first === later
      ? `${shareInWords(first)} of those not answered in the line dial again, at every attempt`
      : `${shareInWords(first)} of those not answered in the line at their first attempt dial again, and ${shareInWords(later)} of those not answered at a later one`;
  const message =
    afterMessage === 0 ? "" : `, and ${shareInWords(afterMessage)} of those who hang up in the message`;
  return (
    `${shares}${message}; that comes after ${distributionInWords(delay)}. ` +
    `Nobody makes more than ${plural(mostTries, "attempt")}.`
  );
}

const ENDINGS: Readonly<Record<Onward["after"], string>> = {
  "not answered": "not answered in the line",
  "hung up in message": "who hang up in the message",
  "moved to digital": "who leave the message for a digital channel",
  answered: "who have been answered",
  refused: "who find the queue closed",
};

function onwardInWords(
  { after, share, to, delay, mostTries }: Onward,
  from: Queue,
  queues: readonly Queue[],
): string {
  const other = queues[to]!;
  const again = other === from;
  const who = `of those ${ENDINGS[after]}${from.redials === null || after === "answered" ? "" : " and do not dial again"}`;
  const where = again ? "come to this queue again" : `go on to ${other.name}`;
  const when = isNone(delay) ? "at once" : `after ${distributionInWords(delay)}`;
  const most =
    again && mostTries < 100 ? ` Nobody makes more than ${plural(mostTries, "such contact")} in a row.` : "";
  return `${shareInWords(share)} ${who} ${where}, ${when}.${most}`;
}

function partnerInWords(partnerAfter: number): string {
  return `a contact that has waited ${durationInWords(partnerAfter)} is left to a partner force.`;
}

function accidentalInWords({ share, clearsAfter, talk }: Accidental): string {
  const length = talk === null ? "" : `; if answered, the talk lasts ${distributionInWords(talk)}`;
  return (
    `${shareInWords(share)} of the calls from outside are accidental and clear by themselves unless answered before; ` +
    `that takes ${distributionInWords(clearsAfter)}${length}.`
  );
}

function isNone(distribution: Distribution): boolean {
  return distribution.kind === "deterministic" && distribution.value === 0;
}

/** A distribution in words, as the end of "lasts ...". */
function distributionInWords(distribution: Distribution): string {
  const { mean, variance } = timesOf(distribution);
  const average = `${durationInWords(mean)} on average`;
  const spread = `spread ${roundShareInWords(Math.sqrt(variance) / mean)}`;
  switch (distribution.kind) {
    case "deterministic":
      return distribution.value === 0 ? "no time at all" : `exactly ${durationInWords(distribution.value)}`;
    case "never":
      return "for ever";
    case "exponential":
    case "gamma":
    case "lognormal":
    case "hyperexponential":
      return `${average} (${distribution.kind}, ${spread})`;
    case "erlang":
      return `${average} (erlang, ${plural(distribution.phases, "phase")}, ${spread})`;
    case "weibull": {
      const { scale, shape } = distribution;
      return `${average} (weibull, scale ${durationInWords(scale)}, shape ${numberInWords(shape)}, ${spread})`;
    }
    case "uniform":
      return `${durationInWords(distribution.low)} to ${durationInWords(distribution.high)}, all equally likely, ${average} (${spread})`;
    case "triangular": {
      const { low, mode, high } = distribution;
      return (
        `${durationInWords(low)} to ${durationInWords(high)}, most likely ${durationInWords(mode)}, ` +
        `${average} (triangular, ${spread})`
      );
    }
    case "empirical":
      return `one of ${plural(distribution.values.length, "observed time")}, ${average} (${spread})`;
    case "mixture": {
      const parts = distribution.parts.map(
        (part) => `for ${shareInWords(part.share)} of contacts ${distributionInWords(part.of)}`,
      );
      return `${listInWords(parts)}; together ${average} (${spread})`;
    }
  }
}

function poolSentences(pool: Pool, { queues, switches, period }: Scenario): string[] {
  const say = (sentence: string): string => `Pool ${pool.name}: ${sentence}`;
  const names = pool.answers.map((queue) => queues[queue]!.name);
  const answersCalls = pool.answers.some((queue) => queues[queue]!.chat === null);
  const average = sum(pool.handlers) / pool.handlers.length;
  const steady = pool.handlers.every((count) => count === pool.handlers[0]);
  const held = pool.holdBack.flatMap((week, i) =>
    week.some((count) => count > 0) ? [holdBackInWords(names[i]!, week)] : [],
  );
  const order =
    pool.takes === "by priority" ? "the best priority first" : `in the order ${listInWords(names)}`;
  return [
    say(
      names.length === 1
        ? `answers the queue ${names.join("")}.`
        : `answers the queues ${listInWords(names)}; a handler who comes free takes ${order}.`,
    ),
    ...(pool.fromPeople === undefined ? [] : [say(fromPeopleInWords(pool, pool.fromPeople))]),
    ...(pool.rota === null
      ? pool.fromPeople !== undefined
        ? []
        : [
            say(
              pool.handlersByMonth !== undefined
                ? handlersByMonthInWords(pool.handlersByMonth, period)
                : steady
                  ? `${plural(average, "handler")} on duty at all hours.`
                  : `${numberInWords(average)} handlers on duty on average, ${rangeOfWeek(pool.handlers, "")}.`,
            ),
          ]
      : rotaSentences(pool.rota, pool.fromPeople !== undefined).map(say)),
    ...proficiencySentences(pool.proficiency).map(say),
    ...(held.length === 0 ? [say("no handlers are held back.")] : held.map(say)),
    ...(pool.holdMore ?? []).map(({ while: number, handlers }) =>
      say(
        `while the switch ${switches[number]!.name} is on, ${plural(Math.max(...handlers), "more handler")} must be idle ` +
          `for a contact of ${listInWords(names.filter((_, i) => handlers[i]! > 0))} to start.`,
      ),
    ),
    ...(pool.onlyWhile ?? []).flatMap((number, i) =>
      number === null
        ? []
        : [say(`${names[i]!} is answered here only while the switch ${switches[number]!.name} is on.`)],
    ),
    ...(pool.chats === null ? [] : poolChatsSentences(pool.chats, answersCalls).map(say)),
  ];
}

/** @param weights How they are spread over the week. */
function fromPeopleInWords({ rota }: Pool, weights: readonly number[]): string {
  const from = "come from its people by their hours, month by month";
  if (rota !== null) return `the heads of its shifts ${from}; those below only say how they are spread.`;
  const mean = sum(weights) / weights.length;
  const shape = rangeOfWeek(
    weights.map((weight) => weight / mean),
    " times the average",
  );
  return `its handlers ${from}, spread over the week at ${shape}.`;
}

function switchInWords(one: Switch, { queues, pools }: Scenario): string {
  const { name, watches, onAbove, offAt, atLeast, atMost, rests } = one;
  const [what, level] =
    watches.kind === "waiting"
      ? [
          `contacts wait in ${listInWords(watches.queues.map((queue) => queues[queue]!.name))}`,
          (value: number): string => numberInWords(value),
        ]
      : [
          `of the handlers of ${listInWords(watches.pools.map((pool) => pools[pool]!.name))} are busy`,
          (value: number): string => shareInWords(value),
        ];
  const parts = [
    `goes on when more than ${level(onAbove)} ${what}`,
    `may go off at ${level(offAt)} or less`,
    ...(atLeast > 0 ? [`stays on for at least ${durationInWords(atLeast)}`] : []),
    ...(atMost === null ? [] : [`goes off after ${durationInWords(atMost)} whatever it sees`]),
    ...(rests > 0 ? [`then stays off for at least ${durationInWords(rests)}`] : []),
  ];
  return `Switch ${name}: ${listInWords(parts)}.`;
}

function holdBackInWords(queue: string, week: readonly number[]): string {
  const low = Math.min(...week);
  const high = Math.max(...week);
  const idle =
    low === high ? `${plural(high, "handler")} are` : `${low} to ${high} handlers (by the hour) are`;
  return `a contact of ${queue} starts only if more than ${idle} idle.`.replace(
    "1 handler are",
    "1 handler is",
  );
}

function actualsSentences({ actuals }: Scenario): string[] {
  if (actuals.length === 0) return ["No published figures are shown beside the results."];
  const queues = [...new Set(actuals.map((actual) => actual.queue))];
  return [
    `${plural(actuals.length, "published figure")} for ${listInWords(queues)} ` +
      `${actuals.length === 1 ? "is" : "are"} shown beside the results.`,
  ];
}

/** "Not known: queues.101.talk.mean. It is from ..." */
function unknownInWords(unknown: Unknown): string {
  const { figure, unit, central, basis } = unknown;
  const say = (amount: number): string => amountInWords(amount, unit);
  return [
    `Not known: ${figure}. It is ${unknownSpanInWords(unknown)}.`,
    `A run takes ${say(central)} for it unless it is asked to draw it.`,
    ...(basis === null ? [] : [`This rests on: ${basis.replace(/\.$/, "")}.`]),
  ].join(" ");
}

function unknownSpanInWords({ unit, whole, distribution }: Unknown): string {
  const span = spanInWords(distribution, (amount) => amountInWords(amount, unit));
  return `${span}${whole ? ", rounded to a whole number" : ""}`;
}

function spanInWords(distribution: UnknownDistribution, say: (amount: number) => string): string {
  switch (distribution.kind) {
    case "triangular": {
      const { low, mode, high } = distribution;
      return `from ${say(low)} to ${say(high)}, most likely ${say(mode)} (triangular)`;
    }
    case "uniform":
      return `from ${say(distribution.low)} to ${say(distribution.high)}, all equally likely`;
    case "normal":
      return `around ${say(distribution.mean)} (normal, standard deviation ${say(distribution.sd)})`;
    case "lognormal":
      return `around ${say(distribution.mean)} (lognormal, spread ${roundShareInWords(distribution.spread)})`;
    case "joint": {
      const { low, high } = middleOf(distribution.values);
      return `learnt, together with others, from ${distribution.file}: 90% from ${say(low)} to ${say(high)}`;
    }
  }
}

/** The middle 90% of equally likely values. */
function middleOf(values: readonly number[]): { readonly low: number; readonly high: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (p: number): number => Number(sorted[Math.floor(p * (sorted.length - 1))]!.toPrecision(4));
  return { low: at(0.05), high: at(0.95) };
}

function amountInWords(amount: number, unit: FigureUnit): string {
  switch (unit) {
    case "seconds":
      return durationInWords(amount);
    case "share":
      return shareInWords(amount);
    case "number":
      return numberInWords(amount);
    case "an hour":
    case "a month":
    case "in all":
      return `${numberInWords(amount)} ${unit}`;
  }
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}
