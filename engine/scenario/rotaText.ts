import { z } from "zod";
import type { Seconds } from "../units.ts";
import { seconds } from "../units.ts";
import { WEEKDAYS } from "./calendarText.ts";
import { group, name, numberWanted, quantity, refuseRepeats, wanted, whole, word } from "./fields.ts";
import { duration, shareOrUncertain, time, wholeUncertain } from "./figures.ts";
import type { Parsed } from "./quantity.ts";
import { notThat } from "./quantity.ts";
import { durationInWords, quoted } from "./words.ts";

const MOST_HEADS = 100_000;
const LONGEST_SHIFT = 24 * 3600;
const DAYS_A_WEEK = 7;

const CLOCK_PATTERN = String.raw`^([01]?\d|2[0-3]):([0-5]\d)$`;

/** "07:00", on a clock of 24 hours. */
function parseClock(found: unknown): Parsed<Seconds> {
  const [, hour, minute] = typeof found === "string" ? (new RegExp(CLOCK_PATTERN).exec(found) ?? []) : [];
  if (hour === undefined || minute === undefined) {
    return { problem: `${notThat(found, "a time of day")} Write hours and minutes, such as "07:00".` };
  }
  return { value: seconds(3600 * Number(hour) + 60 * Number(minute)) };
}

const clock = quantity(parseClock, {
  description: "When the shift starts, on the clock on the wall.",
  type: "string",
  pattern: CLOCK_PATTERN,
});

const SHORT_DAYS = WEEKDAYS.map((day) => day.slice(0, 3)) as [string, ...string[]];
const WRITE_DAYS = "Write a list such as [Mon, Tue, Wed].";
const days = z
  .array(word(SHORT_DAYS), wanted("a list of weekdays", WRITE_DAYS))
  .min(1, { error: `the list is empty. ${WRITE_DAYS}` })
  .superRefine(refuseRepeats((found) => `${quoted(found)} is named twice. Leave one out.`))
  .optional()
  .meta({ description: "Weekdays on which the shift starts; every day if left out." });

const WRITE_HEADS = "Write a whole number, such as 9, or seven of them, from Monday to Sunday.";
const head = whole(0, MOST_HEADS, "a whole number of heads", WRITE_HEADS);
const heads = z
  .union(
    [
      head,
      wholeUncertain("heads", "a number of heads", ["8", "9", "11"], head, [0, MOST_HEADS]),
      z.array(head, wanted("heads by weekday", WRITE_HEADS)).length(DAYS_A_WEEK, {
        error: ({ input }) =>
          `the list has ${Array.isArray(input) ? input.length : 0} figures. ${WRITE_HEADS}`,
      }),
    ],
    numberWanted("a number of heads", WRITE_HEADS),
  )
  .meta({ description: "Heads rostered: one number, or seven, from Monday to Sunday." });

const WRITE_BREAK = "Write { after: 4 hours, window: 1 hour, length: 45 minutes }.";
const rest = group(
  {
    after: time.meta({
      description: "From the start of the shift to the moment from which it may be taken.",
    }),
    window: duration.prefault(0).meta({
      description:
        "For how long from then on the break may be put off until somebody is idle; it is due at the end of it. 0 if left out.",
    }),
    length: time.meta({ description: "How long the break lasts." }),
  },
  "a break",
  WRITE_BREAK,
).meta({ id: "break" });

const WRITE_SHIFT = 'Write { name: early, start: "07:00", length: 10 hours, heads: 9 }.';
const shift = group(
  {
    name: name("a name", "Write a name, such as early.").meta({
      description: "Who is absent is drawn under this name, so keep it when a plan changes the shift.",
    }),
    start: clock,
    length: time
      .refine((length) => length <= LONGEST_SHIFT, {
        error: ({ input }) =>
          `${durationInWords(Number(input))} is longer than a day. Write 24 hours at most.`,
      })
      .meta({ description: "Length of the shift, breaks included." }),
    heads,
    days,
    breaks: z
      .array(rest, wanted("a list of breaks", `Write [${WRITE_BREAK.slice(6, -1)}].`))
      .prefault([])
      .meta({ description: "Breaks, each for everybody on the shift." }),
  },
  "a shift",
  WRITE_SHIFT,
)
  .superRefine((found, context) => {
    if (Array.isArray(found.heads) && found.days !== undefined) {
      const message = "heads by weekday say the days already. Leave days out.";
      context.addIssue({ code: "custom", path: ["days"], message });
    }
    found.breaks.forEach(({ after, window, length }, i) => {
      const end = after + window + length;
      if (end <= found.length) return;
      const message =
        `taken as late as it may be, this break ends ${durationInWords(end)} into a shift of ` +
        `${durationInWords(found.length)}. Let it start earlier, or shorten its window.`;
      context.addIssue({ code: "custom", path: ["breaks", i], message });
    });
  })
  .meta({ id: "shift" });

export type ShiftText = z.output<typeof shift>;

/** Said of handlers of whom the workforce says how many they are. */
export const FROM_PEOPLE = word(["people"]).meta({
  description:
    "As many as the people who staff the pool are by their hours, month by month: see the workforce.",
});

/** Words that only a rota has. */
export const ROTA_WORDS = ["shifts", "shrinkage", "noShow", "mostOnBreak"];

/** A desk's shifts as they may be written. */
export const RotaText = group(
  {
    shifts: z
      .array(shift, wanted("a list of shifts", `Write a list of shifts: - ${WRITE_SHIFT.slice(6)}`))
      .min(1, { error: `the list is empty. ${WRITE_SHIFT}` })
      .superRefine((found, context) => {
        found.forEach((each, i) => {
          if (found.findIndex((other) => other.name === each.name) === i) return;
          const message = `${quoted(each.name)} is the name of another shift too. Write another name.`;
          context.addIssue({ code: "custom", path: [i, "name"], message });
        });
      })
      .meta({ description: "Shifts, which may overlap." }),
    from: FROM_PEOPLE.optional().meta({
      description:
        "people: the people who staff the pool give the heads, month by month, and those written say how they are spread.",
    }),
    shrinkage: shareOrUncertain.optional().meta({
      description:
        "Planned absence: share of the rostered heads who are known beforehand to be away. 0 if left out.",
    }),
    noShow: shareOrUncertain.optional().meta({
      description:
        "Chance that one who was to come does not, drawn for each head of each shift. 0 if left out.",
    }),
    mostOnBreak: whole(1, MOST_HEADS, "a number of handlers", "Write a whole number, such as 2.")
      .optional()
      .meta({
        description:
          "Meal cover: at most so many of the desk are on a break at once; any number if left out.",
      }),
  },
  "a rota",
  `Write { shifts: [${WRITE_SHIFT.slice(6, -1)}] }.`,
).meta({ id: "rota" });

export type RotaText = z.output<typeof RotaText>;
