import { z } from "zod";
import { DATE_PATTERN, parseDate } from "./calendarText.ts";
import { figure, group, name, numberWanted, quantity, text, wanted, whole } from "./fields.ts";
import { numberOrUncertain, share, shareOrUncertain, wholeUncertain } from "./figures.ts";
import type { Parsed } from "./quantity.ts";
import { notThat } from "./quantity.ts";
import { plural, quoted } from "./words.ts";

const MOST_PEOPLE = 100_000;
const HOURS_A_WEEK = 168;
/** Longer training is a slip of the pen, or never ends. */
const LONGEST_STAGE = 3 * 366;
const LONGEST = 36_525;

const DAYS_IN: Readonly<Record<string, number>> = { d: 1, w: 7, m: 365.25 / 12, y: 365.25 };
const DAYS_PATTERN = String.raw`^\s*\d+(?:\.\d+)?\s*(?:days?|weeks?|months?|years?)\s*$`;
const SERVICE_PATTERN = String.raw`^\s*(?:0|\d+(?:\.\d+)?\s*(?:days?|weeks?|months?|years?))(?:\s+to\s+\d+(?:\.\d+)?\s*(?:days?|weeks?|months?|years?))?\s*$`;
const PAY_PATTERN = String.raw`^\s*[£€$]?\s*(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\s+a\s+(?:month|year)\s*$`;
const WRITE_DAYS = 'Write a number and a unit, such as "10 weeks" or "6 months".';
const WRITE_SERVICE =
  'Write a length of service, such as "8 months", or "0 to 12 months" if they are spread.';
const WRITE_PAY = 'Write the pay of full-time work, such as "£2,600 a month".';

/** "10 weeks" -> 70. Months and years are mean ones (365.25 days a year), rounded to whole days. */
function parseDays(found: unknown): Parsed<number> {
  if (found === 0 || found === "0") return { value: 0 };
  if (typeof found === "string" && /^\s*[-−–]/.test(found)) {
    return { problem: `${quoted(found)} is negative. ${WRITE_DAYS}` };
  }
  const parts = typeof found === "string" ? /^\s*([\d.]+)\s*([a-z])/.exec(found) : null;
  if (typeof found !== "string" || parts === null || !new RegExp(DAYS_PATTERN).test(found)) {
    return { problem: `${notThat(found, "a number of days, weeks, months or years")} ${WRITE_DAYS}` };
  }
  const days = Math.round(Number(parts[1]) * DAYS_IN[parts[2]!]!);
  return days > LONGEST
    ? { problem: `${quoted(found)} is longer than a century. ${WRITE_DAYS}` }
    : { value: days };
}

/** "8 months", or "0 to 12 months": the unit may be left out of the first. */
function parseService(found: unknown): Parsed<readonly [number, number]> {
  const spread = typeof found === "string" ? /^\s*(.+?)\s+to\s+(.+?)\s*$/.exec(found) : null;
  if (spread === null) {
    const one = parseDays(found);
    return "problem" in one
      ? { problem: `${notThat(found, "a length of service")} ${WRITE_SERVICE}` }
      : { value: [one.value, one.value] };
  }
  const unit = /[a-z]+$/.exec(spread[2]!)?.[0] ?? "";
  const low = parseDays(/^[\d.]+$/.test(spread[1]!) ? `${spread[1]!} ${unit}` : spread[1]);
  const high = parseDays(spread[2]);
  if ("problem" in low || "problem" in high)
    return { problem: `${notThat(found, "a length of service")} ${WRITE_SERVICE}` };
  if (high.value < low.value) return { problem: `${quoted(String(found))} goes backwards. ${WRITE_SERVICE}` };
  return { value: [low.value, high.value] };
}

/** For a month of full-time work. */
function parsePay(found: unknown): Parsed<number> {
  if (typeof found !== "string" || !new RegExp(PAY_PATTERN).test(found)) {
    return { problem: `${notThat(found, "pay")} ${WRITE_PAY}` };
  }
  const amount = Number.parseFloat(found.replaceAll(/[\s,£€$]/g, ""));
  return { value: /year\s*$/.test(found) ? amount / 12 : amount };
}

function parseStage(found: unknown): Parsed<number> {
  const days = parseDays(found);
  const write = 'Write how long it lasts, from "1 day" to "3 years", such as "6 weeks".';
  if (typeof found === "string" && /^(?:never|for ?ever|always|no end)/i.test(found.trim())) {
    return { problem: `${quoted(found)}: training must end. ${write}` };
  }
  if ("problem" in days) return days;
  if (days.value < 1) return { problem: `${quoted(String(found))} is no time at all. ${write}` };
  if (days.value > LONGEST_STAGE)
    return { problem: `${plural(days.value, "day")} of training are too long to be meant. ${write}` };
  return days;
}

const daysJson = { anyOf: [{ type: "string", pattern: DAYS_PATTERN }, { const: 0 }] } as const;
const days = quantity(parseDays, { ...daysJson });
const stageDays = quantity(parseStage, { type: "string", pattern: DAYS_PATTERN });
const date = quantity(parseDate, { type: "string", pattern: DATE_PATTERN });
const service = quantity(parseService, {
  anyOf: [{ type: "string", pattern: SERVICE_PATTERN }, { const: 0 }],
});
const pay = quantity(parsePay, { type: "string", pattern: PAY_PATTERN }).optional().meta({
  description: 'Pay of a month (or year) of full-time work: "£2,600 a month". No cost if left out.',
});
const source = text("a sentence", 'Write what it rests on, such as "judgement".')
  .optional()
  .meta({ description: "What these figures rest on: a document, or whose judgement." });

const WRITE_PEOPLE = "Write a whole number of people, such as 14.";
const people = whole(0, MOST_PEOPLE, "a whole number of people", WRITE_PEOPLE);
const peopleOrUncertain = z.union(
  [people, wholeUncertain("people", "a number of people", ["110", "120", "130"], people, [0, MOST_PEOPLE])],
  numberWanted("a whole number of people", WRITE_PEOPLE),
);
const WRITE_HOURS = "Write the hours of a week, such as 37.";
const weeklyHours = figure(0, "a number of hours", WRITE_HOURS)
  .gt(0, numberWanted("a number of hours above zero", WRITE_HOURS))
  .max(HOURS_A_WEEK, numberWanted("a number of hours in a week", WRITE_HOURS));
const ownHours = weeklyHours
  .optional()
  .meta({ description: "Weekly hours of each of them, if they are not those of full-time work." });

const MOST_FACTOR = 100;
const WRITE_FACTOR = "Write a number above zero, such as 1.25.";
const factor = numberOrUncertain(
  "paceFactor",
  "a factor",
  ["1.1", "1.25", "1.5"],
  figure(0, "a number above zero", WRITE_FACTOR)
    .gt(0, numberWanted("a number above zero", WRITE_FACTOR))
    .max(MOST_FACTOR, numberWanted(`a factor of at most ${MOST_FACTOR}`, WRITE_FACTOR)),
  MOST_FACTOR,
);
const factors = {
  talkFactor: factor
    .prefault(1)
    .meta({ description: "Talk takes so many times what its queue says; 1 if left out." }),
  wrapUpFactor: factor
    .prefault(1)
    .meta({ description: "Wrap-up takes so many times what its queue says; 1 if left out." }),
};

const WRITE_IN_POST = "Write { people: 20, service: 0 to 12 months }.";
const inPost = group(
  {
    people: peopleOrUncertain.meta({ description: "How many they are." }),
    service: service.optional().meta({
      description:
        'Time since they went live: "8 months", or spread evenly: "0 to 12 months". Longer than any rule asks if left out.',
    }),
    weeklyHours: ownHours,
    source,
  },
  "people in post",
  WRITE_IN_POST,
).meta({ id: "inPost" });

const WRITE_BAND = "Write { upTo: 1 year, aYear: 25% }, and last { aYear: 9% }.";
const leaverBand = group(
  {
    upTo: days.optional().meta({
      description:
        "Time since going live up to which this holds; left out of the last, which holds from then on.",
    }),
    aYear: shareOrUncertain.meta({
      description: "Leavers in a year ÷ the people there are. A rate: fewer people, fewer leavers.",
    }),
    source,
  },
  "a rate of leavers",
  WRITE_BAND,
).meta({ id: "leavers" });

const WRITE_PROFICIENCY = "Write { from: 12 weeks, talkFactor: 1.1, shareOfWork: 90% }.";
const proficiencyBand = group(
  {
    from: days
      .prefault(0)
      .meta({ description: "Time since going live from which this holds. The first is 0." }),
    ...factors,
    shareOfWork: shareOrUncertain.prefault("100%").meta({
      description:
        "Share of their available time that they spend on the work of the role; all of it if left out.",
    }),
    source,
  },
  "a stage of proficiency",
  WRITE_PROFICIENCY,
).meta({ id: "proficiency" });
const proficiency = z.array(
  proficiencyBand,
  wanted("a list", `Write a list: - ${WRITE_PROFICIENCY.slice(6)}`),
);

const WRITE_STAFFS = "Write pools with the share of the work done at each, such as { general: 100% }.";
const staffs = z.record(z.string(), share, wanted("pools with a share each", WRITE_STAFFS));

const overtime = group(
  {
    adds: shareOrUncertain.meta({ description: "Hours on top, as a share of usual hours." }),
    from: date
      .optional()
      .meta({ description: "First day of it; the first day of the workforce if left out." }),
    until: date.optional().meta({ description: "First day without it; it goes on if left out." }),
    paidAt: factor
      .prefault(1)
      .meta({ description: "Pay of such an hour ÷ pay of a usual one; 1 if left out." }),
  },
  "overtime",
  "Write { adds: 5%, from: 2023-03-01, until: 2023-06-01, paidAt: 1.5 }.",
).meta({ id: "overtime" });

export const RoleText = group(
  {
    establishment: people.optional().meta({ description: "Posts in the role." }),
    overRecruit: shareOrUncertain.optional().meta({
      description:
        "How far above the establishment intakes may go: 0% cuts them to the vacancies. They are not cut if left out.",
    }),
    inPost: z
      .union(
        [peopleOrUncertain, z.array(inPost, wanted("a list", `Write a list: - ${WRITE_IN_POST.slice(6)}`))],
        numberWanted(
          "a number of people, or a list by length of service",
          `${WRITE_PEOPLE} Or a list: - ${WRITE_IN_POST.slice(6)}`,
        ),
      )
      .meta({ description: "People live on the first day: one number, or a list by length of service." }),
    leavers: z
      .union(
        [shareOrUncertain, z.array(leaverBand, wanted("a list", WRITE_BAND))],
        wanted(
          "a share a year, or a list by length of service",
          `Write 9%, or a list: - ${WRITE_BAND.slice(6)}`,
        ),
      )
      .prefault(0)
      .meta({
        description:
          "Leavers in a year ÷ the people there are, or a list by time since going live. 0 if left out.",
      }),
    proficiency: proficiency.prefault([]).meta({
      description: "What people can do by time since going live. As others from the first day if left out.",
    }),
    staffs: staffs.meta({
      description: "Pools that the role staffs, with the share of its work done at each.",
    }),
    pay,
    overtime: z
      .array(overtime, wanted("a list", "Write a list: - { adds: 5%, from: 2023-03-01 }."))
      .prefault([])
      .meta({ description: "Stretches of overtime." }),
    source,
  },
  "a role",
  "Write who is in post and which pools they staff.",
).meta({ id: "role" });

export const StageText = group(
  {
    stage: name("a name", "Write a name, such as classroom.").meta({
      description: "What the stage is called.",
    }),
    lasts: stageDays.meta({ description: 'How long it lasts: "6 weeks".' }),
    dropOut: shareOrUncertain
      .prefault(0)
      .meta({ description: "Share of those who begin it who drop out during it. 0 if left out." }),
    paid: z
      .union([z.boolean(), z.enum(["yes", "no"])], wanted("yes or no", "Write yes or no."))
      .transform((found) => found === true || found === "yes")
      .prefault(true)
      .meta({ description: "Whether they are paid, and so in post, during it. Yes if left out." }),
    takesFromMentor: shareOrUncertain.prefault(0).meta({
      description: "Part of one live person's time that goes on each who is in it. 0 if left out.",
    }),
    worksAt: shareOrUncertain.prefault(0).meta({
      description: "Share of their available time that they spend on the work of the role. 0 if left out.",
    }),
    ...factors,
    source,
  },
  "a stage",
  "Write { stage: classroom, lasts: 6 weeks, dropOut: 5% }.",
).meta({ id: "stage" });

const WRITE_STAGES = "Write a list of stages: - { stage: classroom, lasts: 6 weeks, dropOut: 5% }.";
export const CourseText = z
  .array(StageText, wanted("a list of stages", WRITE_STAGES))
  .min(1, { error: `the list is empty. ${WRITE_STAGES}` });

const into = name("the name of a role", "Write the role, such as contact handler.").meta({
  description: "The role they are for.",
});
const courseName = name("the name of a course", "Write the course, such as recruit.");

export const IntakeText = group(
  {
    into,
    places: people.meta({ description: "Places that are to be filled." }),
    filled: shareOrUncertain
      .prefault("100%")
      .meta({ description: "Share of the places for which somebody is found. All if left out." }),
    starts: date.meta({ description: "Day on which the first stage of the course begins for them." }),
    course: courseName.meta({ description: "The course they take." }),
    enters: name("the name of a stage", "Write a stage of the course.").optional().meta({
      description: "Stage in which they begin, for those who are in training already. The first if left out.",
    }),
    done: days.prefault(0).meta({ description: "How much of that stage is behind them. 0 if left out." }),
    every: stageDays.optional().meta({
      description: "The same again and again after so long, until the day in `until`. Once if left out.",
    }),
    until: date.optional().meta({ description: "With `every`: none begins on this day or later." }),
    weeklyHours: ownHours,
    source,
  },
  "an intake",
  "Write { into: contact handler, places: 14, starts: 2023-02-06, course: recruit }.",
).meta({ id: "intake" });

export const RedeployedText = group(
  {
    people: people.meta({ description: "How many they are." }),
    into,
    from: date.meta({ description: "First day on which they are with the role (or on its course)." }),
    until: date.optional().meta({ description: "First day without them. They stay if left out." }),
    course: courseName
      .optional()
      .meta({ description: "A course they take first. They are live at once if left out." }),
    proficiency: proficiency
      .optional()
      .meta({ description: "What they can do, by time since going live. As the role says if left out." }),
    staffs: staffs.optional().meta({ description: "Pools they staff. As the role says if left out." }),
    pay,
    source,
  },
  "people redeployed",
  "Write { people: 29, into: contact handler, from: 2023-03-01, until: 2023-09-01 }.",
).meta({ id: "redeployed" });

/** The people of a room as they may be written. */
export const WorkforceText = group(
  {
    from: date.meta({
      description:
        "First day. The people in post are in post that day, and the pools' handlers are what they give.",
    }),
    weeklyHours: weeklyHours
      .prefault(37)
      .meta({ description: "Weekly hours of full-time work. 37 if left out." }),
    shrinkage: z
      .record(
        z.string(),
        shareOrUncertain,
        wanted("causes with a share each", "Write { leave: 14%, sickness: 6% }."),
      )
      .prefault({})
      .meta({
        description: "Shares of paid time in which people are not available, by cause. They are added.",
      }),
    roles: z
      .record(
        z.string(),
        RoleText,
        wanted("roles with a name each", "Write the name of a role and its people below."),
      )
      .meta({ description: "Those who do the same work, by name." }),
    courses: z
      .record(
        z.string(),
        CourseText,
        wanted("courses with a name each", "Write recruit: and its stages below."),
      )
      .optional()
      .meta({ description: "Ways into a role, by name: lists of stages." }),
    intakes: z
      .record(
        z.string(),
        IntakeText,
        wanted("intakes with a name each", "Write spring: and its figures below."),
      )
      .optional()
      .meta({ description: "People who begin a course together, by name." }),
    redeployed: z
      .record(
        z.string(),
        RedeployedText,
        wanted("groups with a name each", "Write School Officers: and their figures below."),
      )
      .optional()
      .meta({ description: "People lent to a role for a time, by name." }),
    leaversRise: group(
      {
        occupancyAbove: share.meta({ description: "Occupancy of a month above which more people leave." }),
        byPoint: share.meta({
          description: "So much more, as a share of the usual rate, for each point (hundredth) above it.",
        }),
      },
      "how leavers rise",
      "Write { occupancyAbove: 85%, byPoint: 2% }.",
    )
      .optional()
      .meta({ description: "Feedback: a busy month makes more people leave in the next. None if left out." }),
    byChance: z
      .union([z.boolean(), z.enum(["yes", "no"])], wanted("yes or no", "Write yes or no."))
      .transform((found) => found === true || found === "yes")
      .optional()
      .meta({
        description:
          "Whether each replication of a run meets people who come, drop out and leave by chance. Yes if left out; no: always as expected.",
      }),
  },
  "a workforce",
  "Write from, roles and what is to happen to them.",
).meta({ id: "workforce" });
