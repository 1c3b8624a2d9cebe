import { z } from "zod";
import { WEEKDAYS } from "./calendarText.ts";
import { group, quantity, wanted } from "./fields.ts";
import type { Parsed } from "./quantity.ts";
import { notThat } from "./quantity.ts";
import { quoted } from "./words.ts";

const HOURS_A_DAY = 24;
const HOURS_A_WEEK = 168;

/** From one full hour to another, counted from the midnight before the first; both the same if there are none. */
export interface HoursText {
  readonly from: number;
  /** Up to 48: the hours may go on past midnight. */
  readonly to: number;
}

const HOUR = String.raw`(?:[01]?\d|2[0-4]):00`;
const HOURS_PATTERN = String.raw`^\s*(?:${HOUR}\s+to\s+${HOUR}|all day|none|closed)\s*$`;
const HOURS = new RegExp(HOURS_PATTERN);
const WRITE_HOURS = 'Write full hours, such as "08:00 to 22:00", or "all day", or "closed".';

/** "08:00 to 22:00", "20:00 to 04:00" (past midnight), "all day", "closed" or "none". */
function parseHours(found: unknown): Parsed<HoursText> {
  if (typeof found !== "string" || !HOURS.test(found)) {
    return { problem: `${notThat(found, "hours of a day")} ${WRITE_HOURS}` };
  }
  if (found.includes("all day")) return { value: { from: 0, to: HOURS_A_DAY } };
  if (found.includes("none") || found.includes("closed")) return { value: { from: 0, to: 0 } };
  const [from = 0, to = 0] = [...found.matchAll(/(\d+):/g)].map(([, hour]) => Number(hour));
  if (from === to) return { problem: `${quoted(found)} is no time at all. ${WRITE_HOURS}` };
  return { value: { from, to: to < from ? to + HOURS_A_DAY : to } };
}

const hours = quantity(parseHours, {
  id: "hours",
  description:
    'Full hours of a day: "08:00 to 22:00", "20:00 to 04:00" (past midnight), "all day", "closed".',
  type: "string",
  pattern: HOURS_PATTERN,
});

const WRITE_WEEK =
  'Write "08:00 to 22:00", or { weekdays: "08:00 to 22:00", Saturday: "10:00 to 18:00" }; a day left out has none.';
const day = (which: string) => hours.optional().meta({ description: `Hours ${which}.` });

type ByDay = Readonly<Partial<Record<string, HoursText>>>;
/** The same hours every day, or hours by day: a day that is left out has none. */
export type WeekHoursText = HoursText | ByDay;

/** Hours of the week in which something holds. */
export const weekHours: z.ZodType<WeekHoursText> = z.union(
  [
    hours,
    group(
      {
        weekdays: day("from Monday to Friday, unless the day has its own"),
        weekend: day("on Saturday and Sunday, unless the day has its own"),
        ...Object.fromEntries(WEEKDAYS.map((name) => [name, day(`on ${name}`)])),
      },
      "hours",
      WRITE_WEEK,
    ),
  ],
  wanted("hours", WRITE_WEEK),
);

/** For each of the 168 hours of the week, from Monday midnight, whether it is among them. */
export function hoursOfWeek(text: WeekHoursText): readonly boolean[] {
  const week = new Array<boolean>(HOURS_A_WEEK).fill(false);
  WEEKDAYS.forEach((name, number) => {
    const { from, to } = isEveryDay(text) ? text : ofDay(text, name, number);
    for (let hour = from; hour < to; hour++) week[(number * HOURS_A_DAY + hour) % HOURS_A_WEEK] = true;
  });
  return week;
}

function isEveryDay(text: WeekHoursText): text is HoursText {
  return typeof text.from === "number";
}

function ofDay(text: ByDay, name: string, number: number): HoursText {
  return text[name] ?? text[number < 5 ? "weekdays" : "weekend"] ?? { from: 0, to: 0 };
}
