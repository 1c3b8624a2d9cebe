import { z } from "zod";
import { hours, minutes } from "../units.ts";
import {
  DATE_PATTERN,
  MONTH_PATTERN,
  MONTHS_PATTERN,
  parseDate,
  parseMonth,
  parseMonths,
  parseTimeZone,
  WEEKDAYS,
} from "./calendarText.ts";
import { group, quantity, refuseRepeats, text, wanted, whole, word } from "./fields.ts";
import { duration, shareOrUncertain, SPREAD_KIND } from "./figures.ts";
import { MOST_MONTHS } from "./horizon.ts";
import { LearntText } from "./learntText.ts";
import { PoolText } from "./poolText.ts";
import { parseSpreadOrNone, PERCENT_PATTERN } from "./quantity.ts";
import { QueueText } from "./queueText.ts";
import { SwitchText } from "./switchText.ts";
import { orUncertain } from "./uncertain.ts";
import { quoted } from "./words.ts";
import { WorkforceText } from "./workforceText.ts";

/** What a queue or pool may be called: a name that reads well in a table and in a path. */
export const NAME = z.string().regex(/^(?!\s)[^\p{C}]{1,40}(?<!\s)$/u, {
  error: ({ input }) =>
    `${quoted(String(input))} is not a name. Write up to 40 letters and digits, without a space at either end.`,
});

/** A century. */
const MOST_DAYS = 36_525;
const WRITE_SEED = "Write any number or text, such as 1.";
const WRITE_DATES = "Write the dates in brackets, such as [2022-12-26, 2022-12-27].";
const INTERVALS = { "15 minutes": minutes(15), "30 minutes": minutes(30), "1 hour": hours(1) };

const month = quantity(parseMonth, { type: "string", pattern: MONTH_PATTERN });

const spreadOrNone = orUncertain(
  quantity(parseSpreadOrNone, { anyOf: [{ type: "string", pattern: PERCENT_PATTERN }, { const: 0 }] }),
  { ...SPREAD_KIND, id: "busyDaySpread", examples: ["5%", "8%", "12%"] },
);

/**
 * What may be written in a scenario file: the one source for the checker and for the JSON Schema that editors use.
 * What comes out is understood text: units are gone and defaults filled in, but files are not opened, and nothing is
 * compared with anything else in the file.
 */
export const ScenarioText = group(
  {
    $schema: text("the place of a schema", "Write where this format is described, or leave it out.")
      .optional()
      .meta({ description: "For editors: where this format is described. It changes nothing." }),
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
    months: quantity(parseMonths, { type: "string", pattern: MONTHS_PATTERN })
      .optional()
      .meta({
        description: `The calendar months that are counted in one run, such as 2023-02 to 2024-03: at most ${MOST_MONTHS}.`,
      }),
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
        spread: spreadOrNone.prefault(0).meta({
          description: "Standard deviation of the factor on a day's arrivals, as a share of its mean.",
        }),
        correlation: shareOrUncertain.prefault(0).meta({
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
    switches: z
      .record(
        NAME,
        SwitchText,
        wanted("switches with a name each", "Write its name, and what it watches below."),
      )
      .optional()
      .meta({ description: "What is on while the room is pressed, by name, for rules that depend on it." }),
    learnt: LearntText,
    workforce: WorkforceText.optional().meta({
      description: "The people who staff the pools, month by month.",
    }),
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
      .meta({
        description:
          "Published figures, shown beside the simulated ones. null: none, where the scenario it starts from has some.",
      }),
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
