import { z } from "zod";
import { hours, minutes } from "../units.ts";
import { lasting, lastingOrNever, lastingOrNone } from "./distributionText.ts";
import {
  choice,
  figure,
  group,
  name,
  numberWanted,
  quantity,
  refuseRepeats,
  text,
  wanted,
  whole,
  word,
} from "./fields.ts";
import { duration, share, table, time } from "./figures.ts";
import type { TableText } from "./figures.ts";
import type { Parsed } from "./quantity.ts";
import {
  notThat,
  parseRate,
  parseSpreadOrNone,
  parseVolume,
  PERCENT_PATTERN,
  RATE_PATTERN,
  VOLUME_PATTERN,
} from "./quantity.ts";
import { weekOf } from "./timetable.ts";
import { plural, quoted } from "./words.ts";

/**
 * What may be written in a scenario file: the one source for the checker and for the JSON Schema that editors use.
 * What comes out is understood text: units are gone and defaults filled in, but files are not opened, and nothing is
 * compared with anything else in the file.
 */

/** 168 figures from Monday midnight, or the file to read them from. */
export type WeekText = readonly number[] | TableText;

const LISTS_OF_A_WEEK = [24, 168];
const MOST_HANDLERS = 100_000;
const MOST_DAYS = 36_525;

/** A list of 24 figures (every day alike) or 168 (the week from Monday midnight), or a column of a file. */
function week<Item extends z.ZodType<number>>(item: Item, noun: string, write: string) {
  return z.union([listOfHours(item, noun, write), table], wanted(noun, write));
}

function listOfHours<Item extends z.ZodType<number>>(item: Item, noun: string, write: string) {
  return z
    .array(item, wanted(noun, write))
    .refine((figures) => LISTS_OF_A_WEEK.includes(figures.length), {
      error: ({ input }) =>
        `the list has ${plural(Array.isArray(input) ? input.length : 0, "figure")}. ` +
        "Write 24 (every day alike, from midnight) or 168 (the week, from Monday midnight).",
    })
    .meta({ oneOf: LISTS_OF_A_WEEK.map((length) => ({ minItems: length, maxItems: length })) })
    .transform((figures) => weekOf(figures));
}

const WRITE_WEIGHT = "Write a number of at least zero, such as 0.6.";
const WRITE_WEEK =
  "Write a list of 24 figures (every day alike, from midnight) or 168 (the week, from Monday midnight), " +
  "or { file: profile.csv, column: weight }.";

const weights = week(figure(0, "a number of at least zero", WRITE_WEIGHT), "figures by the hour", WRITE_WEEK)
  .refine((found) => !Array.isArray(found) || found.some((weight) => weight > 0), {
    error: "all figures are zero, so nobody would ever call. Write at least one above zero.",
  })
  .meta({
    id: "week",
    description:
      "24 figures (every day alike, from midnight) or 168 (the week, from Monday midnight), or a file.",
  });

const WRITE_RATES = "Write { every: 1 hour, perHour: [30, 46, 52] }.";
const WRITE_PER_HOUR = "Write contacts an hour, such as [30, 46, 52].";

const rates = group(
  {
    every: time.meta({ description: "Length of time for which each rate holds." }),
    perHour: z
      .array(figure(0, "a number of at least zero", WRITE_WEIGHT), wanted("a list of rates", WRITE_PER_HOUR))
      .min(1, { error: `the list is empty. ${WRITE_PER_HOUR}` })
      .refine((found) => found.length === 0 || found.some((rate) => rate > 0), {
        error: "all rates are zero, so nobody would ever call. Write at least one above zero.",
      })
      .meta({ description: "Contacts an hour, from the start of the counted period." }),
    afterwards: word(["stop", "repeat"])
      .default("stop")
      .meta({ description: "What happens after the last rate: nobody calls any more, or it starts again." }),
  },
  "rates over time",
  WRITE_RATES,
);

const WRITE_ARRIVALS =
  'Write a rate such as "46 an hour", or one of { profile: ... }, { hourly: ... }, { rates: ... }, { replay: ... }.';

const rate = quantity(
  (found): Parsed<{ readonly perHour: number }> => {
    const parsed = parseRate(found);
    return "problem" in parsed ? parsed : { value: { perHour: parsed.value } };
  },
  { type: "string", pattern: RATE_PATTERN, description: "The same rate at all times." },
);

const arrivals = z.union(
  [
    rate,
    choice(
      {
        profile: weights.optional().meta({
          description: "How the queue's volume is spread over the hours of the week, on any scale.",
        }),
        hourly: weights.optional().meta({ description: "Contacts an hour in each hour of the week." }),
        rates: rates.optional().meta({ description: "A rate for each stretch of time from the start." }),
        replay: table.optional().meta({
          description: "Recorded times, in seconds from the start of the counted period, ascending.",
        }),
      },
      "a description of arrivals",
      WRITE_ARRIVALS,
    ),
  ],
  wanted("a description of arrivals", WRITE_ARRIVALS),
);

const WRITE_MESSAGE = "Write { duration: 95 seconds, hangUp: 3% }, or none.";

const message = z.union(
  [
    quantity(noMessage, { const: "none" }),
    group(
      {
        duration: lastingOrNone.meta({ description: "How long the message plays." }),
        hangUp: share
          .prefault(0)
          .meta({ description: "Share who hang up during it, at a moment uniform over the message." }),
        moveToDigital: share
          .prefault(0)
          .meta({ description: "Share who leave for a digital channel during it, likewise." }),
      },
      "a message",
      WRITE_MESSAGE,
    )
      .refine(({ hangUp, moveToDigital }) => hangUp + moveToDigital <= 1 + 1e-9, {
        error: "hangUp and moveToDigital together are above 100%. Write smaller shares.",
      })
      .transform((found) => found),
  ],
  wanted("a message", WRITE_MESSAGE),
);

function noMessage(found: unknown): Parsed<null> {
  return found === "none" ? { value: null } : { problem: `${notThat(found, "a message")} ${WRITE_MESSAGE}` };
}

const WRITE_TARGETS = "Write up to four times, such as [10 seconds, 90 seconds].";

const targets = z
  .array(time, wanted("a list of times", WRITE_TARGETS))
  .max(4, { error: `there are more than four. ${WRITE_TARGETS}` })
  .superRefine(refuseRepeats(() => "the same time is written twice. Leave one out."))
  .transform((found) => [...found].sort((a, b) => a - b));

const WRITE_NAMES = 'Write a list of names in brackets, such as ["999", "101"].';

/** Names of queues or pools. */
function names(noun: string) {
  return z
    .array(name("a name", 'Write a name, such as "999".'), wanted(`a list of ${noun}`, WRITE_NAMES))
    .min(1, { error: `the list is empty. ${WRITE_NAMES}` })
    .superRefine(refuseRepeats((found) => `${quoted(found)} is named twice. Leave one out.`));
}

const WRITE_YES_NO = "Write yes or no.";

const yesOrNo = z
  .union([z.boolean(), z.enum(["yes", "no"])], wanted("yes or no", WRITE_YES_NO))
  .transform((found) => found === true || found === "yes");

export const QueueText = group(
  {
    priority: whole(
      1,
      1_000_000,
      "a whole number of at least 1",
      "Write 1 for the queue answered first.",
    ).meta({
      description: "1 is answered first: 999 is 1, 101 is 2. Equal numbers: longest wait first.",
    }),
    arrivals: arrivals.meta({ description: "When contacts dial." }),
    volume: quantity(parseVolume, { type: "string", pattern: VOLUME_PATTERN }).optional().meta({
      description: 'Contacts expected, with a profile: "25,277 a month", or "864 in all" with days.',
    }),
    volumeCounts: word(["offered", "dialled"]).optional().meta({
      description:
        "Whether the volume counts those who reached the line (offered, the default) or all who dialled.",
    }),
    talk: lasting.meta({ description: "Time with the caller." }),
    wrapUp: lastingOrNone.prefault("none").meta({ description: "Time to finish the log after the call." }),
    patience: lastingOrNever.meta({
      description: "How long a caller would wait before giving up; never if nobody gives up.",
    }),
    patienceRuns: word(["from offer", "from dialling"])
      .default("from offer")
      .meta({ description: "Whether patience starts to run after the message or with it." }),
    balking: share.prefault(0).meta({ description: "Share who leave at once when no handler is free." }),
    message: message.optional().meta({ description: "The recorded message in front of the queue." }),
    mayInterruptWrapUp: yesOrNo
      .prefault(false)
      .meta({ description: "Whether a contact that finds nobody free may take a handler out of wrap-up." }),
    tries: names("pools").optional().meta({
      description:
        "Pools in the order in which a contact tries them. Default: those serving fewest queues first.",
    }),
    targets: targets
      .prefault(["10 seconds", "90 seconds"])
      .meta({ description: "Waits the results count against (answered within), at most four." }),
  },
  "a queue",
  "Write its priority, arrivals, talk and patience.",
);

const WRITE_HANDLERS =
  "Write a whole number, a list of 24 or 168 of them, { file: staff.csv, column: handlers }, " +
  "or { average: 21.4, shape: [...] }.";
const handlerCount = whole(
  0,
  MOST_HANDLERS,
  "a whole number of handlers",
  "Write a whole number, such as 12.",
);

const average = group(
  {
    average: figure(0, "a number above zero", "Write the handlers on duty on average, such as 21.4.")
      .gt(0, wanted("a number above zero", "Write the handlers on duty on average, such as 21.4."))
      .max(
        MOST_HANDLERS,
        wanted("a number of handlers", "Write the handlers on duty on average, such as 21.4."),
      )
      .meta({ description: "Handlers on duty on average over the week." }),
    shape: weights.meta({ description: "How they are spread over the hours of the week, on any scale." }),
  },
  "an average and a shape",
  WRITE_HANDLERS,
);

const WRITE_HOLD_BACK = 'Write a whole number, a list of 24 or 168 of them, or { "101": 2 } for one queue.';
const heldBack = [
  whole(0, MOST_HANDLERS, "a whole number of handlers", WRITE_HOLD_BACK),
  listOfHours(handlerCount, "handlers by the hour", WRITE_HOLD_BACK),
  table,
] as const;

export const PoolText = group(
  {
    answers: names("queues").meta({ description: "Queues this pool answers." }),
    takes: word(["by priority", "in the order listed"]).default("by priority").meta({
      description:
        "Who is next when a handler comes free: by the queues' priority, or in the order of answers.",
    }),
    handlers: z
      .union(
        [handlerCount, listOfHours(handlerCount, "handlers by the hour", WRITE_HANDLERS), table, average],
        numberWanted("a number of handlers", WRITE_HANDLERS),
      )
      .meta({
        description: "Handlers on duty: one number, one for each hour, or an average spread by a shape.",
      }),
    holdBack: z
      .union(
        [
          ...heldBack,
          z.record(
            z.string(),
            z.union(heldBack, numberWanted("a number of handlers", WRITE_HOLD_BACK)),
            numberWanted("a number of handlers", WRITE_HOLD_BACK),
          ),
        ],
        numberWanted("a number of handlers", WRITE_HOLD_BACK),
      )
      .prefault(0)
      .meta({
        description:
          "Handlers kept idle for the queue answered first: other queues start only if more than these are idle.",
      }),
  },
  "a pool",
  "Write which queues it answers and how many handlers it has.",
);

export const WEEKDAYS = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;
const MONTH_PATTERN = String.raw`^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])$`;
const DATE_PATTERN = String.raw`^\d{4}-\d{2}-\d{2}$`;

export interface MonthText {
  readonly year: number;
  readonly month: number;
}

function parseMonth(found: unknown): Parsed<MonthText> {
  if (typeof found === "string" && new RegExp(MONTH_PATTERN).test(found)) {
    return { value: { year: Number(found.slice(0, 4)), month: Number(found.slice(5)) } };
  }
  return { problem: `${notThat(found, "a month")} Write year and month, such as 2022-10.` };
}

function parseDate(found: unknown): Parsed<string> {
  if (typeof found === "string" && new RegExp(DATE_PATTERN).test(found)) {
    const date = new Date(`${found}T00:00:00Z`);
    if (!Number.isNaN(date.getTime()) && date.toISOString().startsWith(found)) return { value: found };
    return { problem: `there is no day ${quoted(found)}. Write year, month and day, such as 2022-12-26.` };
  }
  return { problem: `${notThat(found, "a date")} Write year, month and day, such as 2022-12-26.` };
}

function parseTimeZone(found: unknown): Parsed<string> {
  const write = "Write a name such as Europe/London.";
  if (typeof found !== "string") return { problem: `${notThat(found, "a time zone")} ${write}` };
  try {
    if (found !== "Europe/London") new Intl.DateTimeFormat("en", { timeZone: found });
    return { value: found };
  } catch {
    return { problem: `${quoted(found)} is not a time zone known here. ${write}` };
  }
}

/** What a queue or pool may be called: a name that reads well in a table and in a path. */
export const NAME = z.string().regex(/^(?!\s)[^\p{C}]{1,40}(?<!\s)$/u, {
  error: ({ input }) =>
    `${quoted(String(input))} is not a name. Write up to 40 letters and digits, without a space at either end.`,
});

const WRITE_SEED = "Write any number or text, such as 1.";
const WRITE_DATES = "Write the dates in brackets, such as [2022-12-26, 2022-12-27].";
const INTERVALS = { "15 minutes": minutes(15), "30 minutes": minutes(30), "1 hour": hours(1) };

const month = quantity(parseMonth, { type: "string", pattern: MONTH_PATTERN });

export const ScenarioText = group(
  {
    about: text("a sentence", "Write one sentence that says what this scenario is.").meta({
      description: "One sentence on what this scenario is.",
    }),
    startsFrom: text("the name of a file", "Write the scenario file to start from, such as baseline.yaml.")
      .optional()
      .meta({ description: "Another scenario file; this one then only says what is different." }),
    seed: z
      .union(
        [text("a seed", WRITE_SEED), z.number(wanted("a seed", WRITE_SEED))],
        wanted("a seed", WRITE_SEED),
      )
      .prefault("1")
      .meta({ description: "Root of all chance. Scenarios that share it meet the same callers." }),
    month: month.optional().meta({ description: "The calendar month that is counted, such as 2022-10." }),
    days: whole(1, MOST_DAYS, "a whole number of days", "Write a whole number, such as 30.")
      .optional()
      .meta({ description: "Number of days that are counted, without a calendar." }),
    timeZone: quantity(parseTimeZone, { type: "string" })
      .optional()
      .meta({ description: "IANA name of the time zone of the month. Default: Europe/London." }),
    bankHolidays: group(
      {
        dates: z
          .array(
            quantity(parseDate, { type: "string", pattern: DATE_PATTERN }),
            wanted("a list of dates", WRITE_DATES),
          )
          .superRefine(refuseRepeats((date) => `${date} is written twice. Leave one out.`))
          .meta({ description: "The dates." }),
        like: word(WEEKDAYS)
          .default("Sunday")
          .meta({ description: "The weekday whose arrivals they follow." }),
      },
      "bank holidays",
      "Write { dates: [2022-12-26], like: Sunday }.",
    )
      .optional()
      .meta({ description: "Dates whose arrivals follow another weekday." }),
    firstDay: word(WEEKDAYS)
      .optional()
      .meta({ description: "Weekday of the first of the days. Default: Monday." }),
    warmUp: duration.prefault("1 day").meta({
      description: "Time simulated before the counted period, so that the room is not empty at its start.",
    }),
    atEnd: word(["follow", "stop"]).default("follow").meta({
      description: "At the end of the period: follow every caller to the end of the story, or stop.",
    }),
    interval: z
      .enum(
        ["15 minutes", "30 minutes", "1 hour"],
        wanted("an interval", "Write 15 minutes, 30 minutes or 1 hour."),
      )
      .prefault("1 hour")
      .transform((found) => INTERVALS[found])
      .meta({ description: "Length of one interval of the results." }),
    busyDays: group(
      {
        spread: quantity(parseSpreadOrNone, {
          anyOf: [{ type: "string", pattern: PERCENT_PATTERN }, { const: 0 }],
        })
          .prefault(0)
          .meta({
            description: "Standard deviation of the factor on a day's arrivals, as a share of its mean.",
          }),
        correlation: share.prefault(0).meta({
          description: "How much the queues have busy days in common: 100% is always the same days.",
        }),
      },
      "busy days",
      "Write { spread: 8%, correlation: 50% }.",
    )
      .prefault({})
      .meta({ description: "Busy and quiet days, beyond weekday pattern and chance." }),
    draws: word(["tables", "exact"])
      .default("tables")
      .meta({ description: "How times are drawn: from fine tables (fast), or by exact inversion." }),
    queues: z
      .record(NAME, QueueText, wanted("queues with a name each", 'Write "101": and its figures below.'))
      .meta({ description: "Lines of contacts, by name." }),
    pools: z
      .record(NAME, PoolText, wanted("pools with a name each", "Write desk: and its figures below."))
      .meta({ description: "Desks of handlers who are alike, by name." }),
    actuals: group(
      {
        file: text("the name of a file", "Write the name of a CSV file, such as actuals.csv.").meta({
          description: "CSV file with the columns month, channel, metric, value, source and chosen.",
        }),
        month: month
          .optional()
          .meta({ description: "The month to read. Default: the month that is counted." }),
      },
      "published figures",
      "Write { file: actuals.csv }.",
    )
      .optional()
      .meta({ description: "Published figures, shown beside the simulated ones." }),
    notes: z
      .array(
        text("a sentence", "Write a sentence."),
        wanted("a list of sentences", "Write each after a dash."),
      )
      .prefault([])
      .meta({ description: "Sentences that a reader of the results must see." }),
  },
  "a scenario",
  'Begin with "about: ..." and one sentence.',
);

export type QueueText = z.output<typeof QueueText>;
export type PoolText = z.output<typeof PoolText>;
export type ScenarioText = z.output<typeof ScenarioText>;
