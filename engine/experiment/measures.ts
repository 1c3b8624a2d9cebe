import type { QueueColumn, QueueExtra } from "../centre/ledger.ts";
import type { Pool, Queue } from "../scenario/scenario.ts";
import type { Figures, Measure } from "./measure.ts";
import { CHAT_POOL_MEASURES, CHAT_QUEUE_MEASURES } from "./chatMeasures.ts";
import { shiftMeasures } from "./shiftMeasures.ts";
import { workMeasures } from "./workMeasures.ts";

const one = (): number => 1;

const COUNTS: readonly Measure[] = [
  count("dialled", "dialled", "contacts that dialled, message included", "dialled"),
  count("hungUpInMessage", "hung up in the message", "hung up before the message ended", "hungUpInMessage"),
  count(
    "movedToDigital",
    "went digital in the message",
    "left the message for a digital channel",
    "movedToDigital",
  ),
  {
    ...count("offered", "received", "offered: reached the line after any message", "offered"),
    published: "received",
  },
  {
    ...count("answered", "answered", "offered contacts that a handler took", "answered"),
    better: "higher",
    published: "answered",
  },
  {
    ...count(
      "abandoned",
      "not answered",
      "abandoned: left the line unanswered, at once or later",
      "abandoned",
    ),
    better: "lower",
    published: "not_answered",
  },
  {
    name: "stillInside",
    title: "still waiting at the end",
    unit: "contacts",
    definition: "offered, and neither answered nor abandoned when the run ended",
    numerator: ({ sum }) => sum("offered") - sum("answered") - sum("abandoned"),
    better: "lower",
    denominator: one,
  },
];

/** Callers: those who dialled, each counted once, at their first attempt. */
const callers = ({ sum }: Figures): number => sum("dialled") - sum("redialled");
const neverAnswered = ({ sum }: Figures): number =>
  sum("abandoned") + sum("hungUpInMessage") - sum("comesBack");

/** Only for queues whose callers may dial again: dialled, offered and all other counts are of attempts. */
const REDIALS: readonly Measure[] = [
  count(
    "redialled",
    "redials",
    "contacts that dialled after an earlier attempt went unanswered",
    "redialled",
  ),
  {
    name: "attemptsPerCaller",
    title: "attempts per caller",
    unit: "attempts",
    definition: "dialled ÷ those who dialled for the first time",
    numerator: ({ sum }) => sum("dialled"),
    denominator: callers,
    better: "lower",
  },
  {
    name: "neverAnswered",
    title: "callers never answered",
    unit: "contacts",
    definition:
      "attempts that ended in the line unanswered, or by hanging up in the message, and that no other follows",
    numerator: neverAnswered,
    denominator: one,
    better: "lower",
  },
  {
    name: "neverAnsweredShare",
    title: "callers never answered, of all",
    unit: "share",
    definition: "callers never answered ÷ those who dialled for the first time",
    numerator: neverAnswered,
    denominator: callers,
    better: "lower",
  },
];

/** Only where contacts lead to others: to this queue. */
const FROM_QUEUES = count(
  "cameFromQueues",
  "came from other queues",
  "of those who dialled: came from another queue, or again from this one after a contact that led to it",
  "cameFromQueues",
);

/** Only where contacts lead to others: from this queue. */
const TO_QUEUES: readonly Measure[] = [
  count(
    "wentToQueues",
    "went on to other queues",
    "contacts that led to another with a queue named in `next`, this one included",
    "wentToQueues",
  ),
  {
    name: "reachedLater",
    title: "not answered, reached later",
    unit: "contacts",
    definition:
      "abandoned contacts whose person went on to another queue and was answered there, or in one after it, by a contact that led to no other",
    numerator: ({ sum }) => sum("reachedLater"),
    denominator: one,
    better: "higher",
  },
  {
    name: "reachedLaterShare",
    title: "reached later, of those not answered",
    unit: "share",
    definition: "not answered and reached later ÷ (abandoned − accidental calls among them)",
    numerator: ({ sum }) => sum("reachedLater"),
    denominator: ({ sum }) => sum("abandoned") - sum("accidentalCleared"),
    better: "higher",
  },
];

/** Only where there is a partner force. */
const PARTNER: readonly Measure[] = [
  count(
    "takenByPartner",
    "taken by a partner force",
    "offered contacts that were left to a partner force after a set wait: neither answered here nor abandoned",
    "takenByPartner",
  ),
  {
    name: "takenByPartnerShare",
    title: "taken by a partner force, of received",
    unit: "share",
    definition: "taken by a partner force ÷ offered",
    numerator: ({ sum }) => sum("takenByPartner"),
    denominator: ({ sum }) => sum("offered"),
    better: "lower",
  },
];

/** Only where there are accidental calls. */
const ACCIDENTAL: readonly Measure[] = [
  count(
    "accidental",
    "accidental calls",
    "of those who dialled: calls that were not meant and clear by themselves unless answered before",
    "accidental",
  ),
  count(
    "accidentalCleared",
    "accidental calls that cleared in the line",
    "accidental calls that cleared before anybody answered; they are among the abandoned",
    "accidentalCleared",
  ),
  {
    name: "attritionOfMeant",
    title: "attrition without accidental calls",
    unit: "share",
    definition:
      "(abandoned − accidental calls among them) ÷ (offered − accidental calls among the answered and the abandoned)",
    numerator: ({ sum }) => sum("abandoned") - sum("accidentalCleared"),
    denominator: ({ sum }) => sum("offered") - sum("accidentalAnswered") - sum("accidentalCleared"),
    better: "lower",
  },
];

const SHARES_AND_WAITS: readonly Measure[] = [
  {
    name: "attrition",
    title: "attrition",
    unit: "share",
    definition: "abandoned ÷ offered",
    numerator: ({ sum }) => sum("abandoned"),
    better: "lower",
    denominator: ({ sum }) => sum("offered"),
    published: "not_answered_pct",
  },
  {
    name: "delayed",
    title: "found nobody free",
    unit: "share",
    definition: "offered contacts that found no handler they might have at once ÷ offered",
    numerator: ({ sum }) => sum("delayed"),
    better: "lower",
    denominator: ({ sum }) => sum("offered"),
  },
  {
    name: "meanWaitAnswered",
    title: "mean wait of the answered",
    unit: "seconds",
    definition: "time in line of answered contacts, from the end of any message, ÷ answered",
    numerator: ({ sum }) => sum("waitOfAnswered"),
    better: "lower",
    denominator: ({ sum }) => sum("answered"),
    published: "mean_queue_s",
  },
  {
    name: "meanWaitAll",
    title: "mean wait of all",
    unit: "seconds",
    definition:
      "time in line of answered and abandoned contacts, from the end of any message, ÷ their number",
    numerator: ({ sum }) => sum("waitOfAnswered") + sum("waitOfAbandoned"),
    better: "lower",
    denominator: ({ sum }) => sum("answered") + sum("abandoned"),
    published: "mean_queue_s",
  },
  {
    name: "meanWaitAbandoned",
    title: "mean wait of the abandoned",
    unit: "seconds",
    definition: "time in line of abandoned contacts, from the end of any message, ÷ abandoned",
    numerator: ({ sum }) => sum("waitOfAbandoned"),
    denominator: ({ sum }) => sum("abandoned"),
  },
];

/** Only for queues with a message: the other clock of the same waits. Who leaves in the message is in neither. */
const WAITS_FROM_DIALLING: readonly Measure[] = [
  {
    name: "meanWaitAnsweredFromDialling",
    title: "mean wait of the answered, from dialling",
    unit: "seconds",
    definition: "time from dialling to being answered, message included, ÷ answered",
    numerator: ({ sum }) => sum("waitOfAnswered") + sum("messageOfAnswered"),
    better: "lower",
    denominator: ({ sum }) => sum("answered"),
  },
  {
    name: "meanWaitAllFromDialling",
    title: "mean wait of all, from dialling",
    unit: "seconds",
    definition:
      "time from dialling to being answered or giving up in line, message included, ÷ answered and abandoned",
    numerator: ({ sum }) =>
      sum("waitOfAnswered") + sum("messageOfAnswered") + sum("waitOfAbandoned") + sum("messageOfAbandoned"),
    better: "lower",
    denominator: ({ sum }) => sum("answered") + sum("abandoned"),
  },
];

const LOADS: readonly Measure[] = [
  {
    name: "meanQueue",
    title: "mean number waiting",
    unit: "people",
    definition: "time average of contacts in line",
    numerator: ({ sum }) => sum("timeInLine"),
    better: "lower",
    denominator: ({ seconds }) => seconds,
  },
  {
    name: "meanTalk",
    title: "mean talk time",
    unit: "seconds",
    definition: "talk of answered contacts ÷ answered",
    numerator: ({ sum }) => sum("talk"),
    denominator: ({ sum }) => sum("answered"),
    published: "mean_talk_s",
  },
  {
    name: "meanWrapUp",
    title: "mean wrap-up",
    unit: "seconds",
    definition: "wrap-up of answered contacts ÷ answered",
    numerator: ({ sum }) => sum("wrapUp"),
    denominator: ({ sum }) => sum("answered"),
  },
];

/** Measures of one queue that can be worked out for any stretch of time, in the order in which tables print them. */
export function queueMeasures(queue: Queue): readonly Measure[] {
  if (queue.work !== null) return workMeasures(queue);
  return [
    ...(queue.partnerAfter === null ? COUNTS : COUNTS.map(withPartner)),
    ...(queue.redials === null ? [] : REDIALS),
    ...(queue.isLedTo ? [FROM_QUEUES] : []),
    ...(queue.onward === null ? [] : TO_QUEUES),
    ...(queue.partnerAfter === null ? [] : PARTNER),
    ...(queue.accidental === null ? [] : ACCIDENTAL),
    ...(queue.chat === null ? [] : CHAT_QUEUE_MEASURES),
    ...SHARES_AND_WAITS,
    ...(queue.message === null ? [] : WAITS_FROM_DIALLING),
    ...queue.targets.flatMap(withinTarget),
    ...LOADS,
  ];
}

/** Who has been taken by a partner force is not still inside. */
function withPartner(measure: Measure): Measure {
  if (measure.name !== "stillInside") return measure;
  return {
    ...measure,
    definition: "offered, and neither answered nor abandoned nor taken by a partner force when the run ended",
    numerator: (figures) => measure.numerator(figures) - figures.sum("takenByPartner"),
  };
}

/** "Answered within T" has as many meanings as papers have authors: each has a name of its own here. */
function withinTarget(target: number, place: number): readonly Measure[] {
  const answered = ({ sum }: Figures): number => sum(within("answered", place));
  const t = target < 120 || target % 60 !== 0 ? `${target} s` : `${target / 60} min`;
  return [
    {
      name: `answeredWithin${target}s`,
      title: `answered within ${t}, of received`,
      unit: "share",
      definition: `answered with a wait below ${t} ÷ offered`,
      better: "higher",
      numerator: answered,
      denominator: ({ sum }) => sum("offered"),
    },
    {
      name: `answeredWithin${target}sOfAnswered`,
      title: `answered within ${t}, of answered`,
      unit: "share",
      definition: `answered with a wait below ${t} ÷ answered`,
      better: "higher",
      numerator: answered,
      denominator: ({ sum }) => sum("answered"),
    },
    {
      name: `answeredWithin${target}sWithoutShortHangUps`,
      title: `answered within ${t}, hang-ups within it left out`,
      unit: "share",
      definition: `answered with a wait below ${t} ÷ (answered + abandoned after ${t} or more)`,
      better: "higher",
      numerator: answered,
      denominator: ({ sum }) => sum("answered") + sum("abandoned") - sum(within("abandoned", place)),
    },
  ];
}

/** The column of the ledger that counts waits below the target in this place. */
function within(what: "answered" | "abandoned", place: number): QueueColumn {
  return `${what}Within${place}` as QueueColumn;
}

/** Measures of one pool that can be worked out for any stretch of time. */
export const POOL_MEASURES: readonly Measure[] = [
  {
    name: "occupancy",
    title: "occupancy",
    unit: "share",
    definition: "time with a contact or in wrap-up ÷ time on duty, overrun included",
    numerator: ({ sum }) => sum("busy"),
    denominator: ({ sum }) => sum("onDuty") + sum("overrun"),
  },
  {
    name: "onDuty",
    title: "handlers on duty, mean",
    unit: "people",
    definition: "handler-seconds on duty by the roster ÷ seconds of the clock",
    numerator: ({ sum }) => sum("onDuty"),
    denominator: ({ seconds }) => seconds,
  },
  {
    name: "overrunHours",
    title: "worked past the end of a shift",
    unit: "hours",
    definition: "handler-hours spent finishing calls after a shift had ended",
    numerator: ({ sum }) => sum("overrun") / 3600,
    better: "lower",
    denominator: one,
  },
];

/** Measures of one switch that can be worked out for any stretch of time. */
export const SWITCH_MEASURES: readonly Measure[] = [
  {
    name: "shareOn",
    title: "on, share of the time",
    unit: "share",
    definition: "seconds on ÷ seconds of the clock",
    numerator: ({ sum }) => sum("secondsOn"),
    denominator: ({ seconds }) => seconds,
  },
  {
    name: "hoursOn",
    title: "hours on",
    unit: "hours",
    definition: "time for which it was on",
    numerator: ({ sum }) => sum("secondsOn") / 3600,
    denominator: one,
  },
  {
    name: "timesOn",
    title: "times turned on",
    unit: "times",
    definition: "how often it went on",
    numerator: ({ sum }) => sum("timesOn"),
    denominator: one,
  },
];

/** Measures of one pool, in the order in which tables print them. */
export function poolMeasures({ rota, chats }: Pick<Pool, "rota" | "chats">): readonly Measure[] {
  const ofChats = chats === null ? [] : CHAT_POOL_MEASURES;
  if (rota === null) return [...POOL_MEASURES, ...ofChats];
  const onDuty = {
    definition: "handler-seconds of those who came, without their breaks ÷ seconds of the clock",
  };
  return [
    ...POOL_MEASURES.map((measure) => (measure.name === "onDuty" ? { ...measure, ...onDuty } : measure)),
    ...ofChats,
    ...shiftMeasures(rota),
  ];
}

function count(name: string, title: string, definition: string, column: QueueColumn | QueueExtra): Measure {
  return { name, title, unit: "contacts", definition, numerator: ({ sum }) => sum(column), denominator: one };
}
