import { z } from "zod";
import { lasting, lastingOrNever, lastingOrNone } from "./distributionText.ts";
import { demandFollows } from "./demandText.ts";
import {
  choice,
  figure,
  group,
  ifMeant,
  numberWanted,
  quantity,
  refuseRepeats,
  wanted,
  whole,
  word,
} from "./fields.ts";
import { names, shareOrUncertain, table, time, timeOrUncertain, wholeUncertain } from "./figures.ts";
import type { Parsed } from "./quantity.ts";
import { weekHours } from "./hoursText.ts";
import { byMonth, forecast, volumeOfMonth } from "./monthlyText.ts";
import { message } from "./messageText.ts";
import { notThat, parseRate, parseVolume, RATE_PATTERN, VOLUME_PATTERN } from "./quantity.ts";
import { orUncertain, saysUncertain, uncertain } from "./uncertain.ts";
import { accidental, clusters, nextList, partner } from "./sequelText.ts";
import { weights, WRITE_WEIGHT } from "./weekText.ts";
import { numberInWords } from "./words.ts";

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

const nobodyComes = quantity(
  (found): Parsed<{ readonly perHour: number }> =>
    found === "none"
      ? { value: { perHour: 0 } }
      : { problem: `${notThat(found, "a description of arrivals")} ${WRITE_ARRIVALS}` },
  { const: "none", description: "Nobody comes from outside, only from other queues." },
);

const uncertainRate = uncertain(rate, {
  id: "rate",
  noun: "a rate of contacts",
  examples: ["40 an hour", "46 an hour", "50 an hour"],
  sd: rate,
  amount: ({ perHour }) => perHour,
  like: (_, perHour) => ({ perHour }),
  limits: [0, Infinity],
  inWords: (perHour) => `${numberInWords(perHour)} an hour`,
});

const volume = orUncertain(quantity(parseVolume, { type: "string", pattern: VOLUME_PATTERN }), {
  id: "volume",
  noun: "a volume",
  examples: ['"24,000 a month"', '"25,000 a month"', '"27,000 a month"'],
  sd: quantity(parseVolume, { type: "string", pattern: VOLUME_PATTERN }),
  amount: ({ count }) => count,
  like: ({ over }, count) => ({ over, count }),
  limits: [0, Infinity],
  inWords: (count) => `${numberInWords(count)} contacts`,
});

const [, uncertainVolume] = volume.options;
const WRITE_VOLUMES =
  "Write { 2023-02: 33000, 2023-03: 35100 }, or each month on a line of its own: 2023-02: 33,000.";
const volumes = z.union(
  [
    ...volume.options,
    byMonth(
      z.union([volumeOfMonth, uncertainVolume], wanted("a number of contacts", WRITE_VOLUMES)),
      "volumes by month",
      WRITE_VOLUMES,
    ),
    ifMeant(table, (written) => written.includes("file")),
    forecast(volume),
  ],
  { error: ({ input }) => volume.safeParse(input).error?.issues[0]?.message ?? "" },
);

const WRITE_TALKS = "Write { 2023-02: 590 seconds, 2023-03: 610 seconds }.";

const arrivals = z.union(
  [
    rate,
    nobodyComes,
    uncertainRate,
    ifMeant(
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
      (written) => !saysUncertain(written),
    ),
  ],
  wanted("a description of arrivals", WRITE_ARRIVALS),
);

const WRITE_REDIALS = "Write { first: 40%, delay: { exponential: { mean: 30 minutes } } }, or none.";
/** Enough never to matter, and few enough that nobody who is never answered keeps a run busy for ever. */
const MOST_TRIES = 100;
const mostTries = whole(1, 1_000_000, "a whole number of at least 1", "Write the most attempts, such as 5.");

const redials = z.union(
  [
    quantity(
      (found): Parsed<null> =>
        found === "none" ? { value: null } : { problem: `${notThat(found, "redials")} ${WRITE_REDIALS}` },
      { const: "none" },
    ),
    group(
      {
        first: shareOrUncertain.meta({
          description:
            "Share of callers who dial again when their first attempt ended in the line unanswered, at once or later.",
        }),
        later: shareOrUncertain
          .optional()
          .meta({ description: "The same for every later attempt. Default: as after the first." }),
        afterMessage: shareOrUncertain
          .prefault(0)
          .meta({ description: "Share who dial again after hanging up in the message, at any attempt." }),
        delay: lasting.meta({ description: "Time from hanging up to dialling again." }),
        mostTries: mostTries
          .prefault(MOST_TRIES)
          .meta({ description: `Nobody makes more attempts than this. Default: ${MOST_TRIES}.` }),
      },
      "a description of redials",
      WRITE_REDIALS,
    ),
  ],
  wanted("a description of redials", WRITE_REDIALS),
);

const WRITE_TARGETS = "Write up to four times, such as [10 seconds, 90 seconds].";

const targets = z
  .array(time, wanted("a list of times", WRITE_TARGETS))
  .max(4, { error: `there are more than four. ${WRITE_TARGETS}` })
  .superRefine(refuseRepeats(() => "the same time is written twice. Leave one out."))
  .transform((found) => [...found].sort((a, b) => a - b));

/** More items than any force has waiting: a figure above it is a slip. */
const MOST_BACKLOG = 1_000_000;
const backlogItems = whole(
  0,
  MOST_BACKLOG,
  "a whole number of items",
  "Write how many wait when the run begins, such as 120.",
);
const backlog = z.union(
  [
    backlogItems,
    wholeUncertain("backlog", "a number of items", ["80", "120", "200"], backlogItems, [0, MOST_BACKLOG]),
  ],
  numberWanted("a whole number of items", "Write how many wait when the run begins, such as 120."),
);

const WRITE_YES_NO = "Write yes or no.";

const yesOrNo = z
  .union([z.boolean(), z.enum(["yes", "no"])], wanted("yes or no", WRITE_YES_NO))
  .transform((found) => found === true || found === "yes");

/** One queue as it may be written. */
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
    kind: word(["calls", "chats", "work"]).default("calls").meta({
      description:
        "calls: people on the line. chats: a handler may hold several. work: online reports, e-mails and the like, which wait until somebody does them.",
    }),
    arrivals: arrivals.meta({ description: "When contacts dial." }),
    volume: volumes.optional().meta({
      description:
        'Contacts expected, with a profile: "25,277 a month", or "864 in all" with days; one for each month, a column of a file with another that is headed month, or a forecast.',
    }),
    volumeCounts: word(["offered", "dialled", "first attempts"]).optional().meta({
      description:
        "Whether the volume counts those who reached the line (offered, the default), all who dialled, or callers who dialled for the first time. With redials, or contacts from other queues, the first two count those too, and the callers behind them are found by trial.",
    }),
    clusters: clusters.optional().meta({
      description: "Incidents that make several calls each; the number of calls stays as arrivals say.",
    }),
    talk: lasting.meta({
      description: "Time with the caller; with kind: work, the time it takes to deal with one item.",
    }),
    talkByMonth: byMonth(timeOrUncertain, "times by month", WRITE_TALKS).optional().meta({
      description:
        "Mean talk of those who dial in some months; the shape stays that of talk. The other months have that of talk.",
    }),
    wrapUp: lastingOrNone.prefault("none").meta({ description: "Time to finish the log after the call." }),
    patience: lastingOrNever.optional().meta({
      description:
        "How long a caller would wait before giving up; never if nobody gives up. Not with kind: work.",
    }),
    patienceInside: lastingOrNever.prefault("never").meta({
      description:
        "Of chats: how long chatters stay once answered, if not done before; never if nobody leaves.",
    }),
    open: weekHours.optional().meta({
      description:
        "Of chats: when new ones are taken. Whoever comes at another hour is refused. Default: always.",
    }),
    closedWhile: names("switches")
      .optional()
      .meta({ description: "Of chats: no new ones are taken while one of these switches is on." }),
    patienceRuns: word(["from offer", "from dialling"])
      .default("from offer")
      .meta({ description: "Whether patience starts to run after the message or with it." }),
    balking: shareOrUncertain
      .prefault(0)
      .meta({ description: "Share who leave at once when no handler is free." }),
    message: message.optional().meta({ description: "The recorded message in front of the queue." }),
    redials: redials.optional().meta({
      description: "Callers who dial again after an attempt that nobody answered; none if nobody does.",
    }),
    next: nextList.optional().meta({
      description:
        "Contacts that lead to others: a call-back, a report online, a call about the same matter.",
    }),
    demandFollows: demandFollows.optional().meta({
      description:
        "Feedback: attrition of a month changes demand in the next. No source says by how much. None if left out.",
    }),
    partner: partner.optional().meta({
      description: "A partner force that takes contacts which nobody here has answered in time.",
    }),
    accidental: accidental
      .optional()
      .meta({ description: "Calls that were not meant, and clear by themselves." }),
    mayInterruptWrapUp: yesOrNo
      .prefault(false)
      .meta({ description: "Whether a contact that finds nobody free may take a handler out of wrap-up." }),
    interruptible: yesOrNo.optional().meta({
      description:
        "With kind: work: whether a contact that its desk ranks higher, and that finds nobody free, takes the handler. The item goes on later where it stopped.",
    }),
    backlogAtStart: backlog
      .optional()
      .meta({ description: "With kind: work: items that wait when the run, its warm-up included, begins." }),
    tries: names("pools").optional().meta({
      description:
        "Pools in the order in which a contact tries them. Default: those serving fewest queues first.",
    }),
    targets: targets.prefault(["10 seconds", "90 seconds"]).meta({
      description:
        "Waits the results count against (answered within), at most four. With kind: work, ages of the items done; 1 day by default.",
    }),
  },
  "a queue",
  "Write its priority, arrivals, talk and patience.",
).meta({
  // For editors: calls have patience, and work has none.
  oneOf: [
    { required: ["patience"] },
    { properties: { kind: { const: "work", description: "Deferrable work." } }, required: ["kind"] },
  ],
});

export type QueueText = z.output<typeof QueueText>;
