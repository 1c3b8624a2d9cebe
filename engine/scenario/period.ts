import type { MonthsText } from "./calendarText.ts";
import { WEEKDAYS } from "./calendarText.ts";
import type { ScenarioText } from "./file.ts";
import type { Fields } from "./report.ts";
import type { Reading } from "./reading.ts";
import type { Period } from "./scenario.ts";

export type TopFields = Fields<typeof ScenarioText.shape>;

/** The time that is counted: a month or a number of days, and what goes with each. Undefined, and reported, if neither. */
export function periodOf(fields: TopFields, { tree, report }: Reading): Period | undefined {
  const written = (word: string): boolean => tree.entries.has(word);
  const [first, second] = ["month", "months", "days"].filter(written);
  if (first !== undefined && second !== undefined) {
    report.word([second], `"${first}" and "${second}" do not go together. Keep one.`);
    return undefined;
  }
  if (first === undefined) {
    report.missing([], "month", 'Write "month: 2022-10", or "days: 30" for a period without a calendar.');
    return undefined;
  }
  const [strangers, needs] =
    first === "days" ? [["timeZone", "bankHolidays"], "month"] : [["firstDay"], "days"];
  for (const word of strangers.filter(written)) {
    report.word([word], `"${word}" goes only with "${needs}". Leave it out.`);
  }
  if (fields.month !== undefined) return monthsFrom({ first: fields.month, count: 1 }, fields);
  if (fields.months !== undefined) return monthsFrom(fields.months, fields);
  if (fields.days === undefined) return undefined;
  return { kind: "days", days: fields.days, firstDay: WEEKDAYS.indexOf(fields.firstDay ?? "Monday") };
}

function monthsFrom({ first: { year, month }, count }: MonthsText, fields: TopFields): Period {
  const { dates, like } = fields.bankHolidays ?? { dates: [], like: "Sunday" };
  return {
    kind: "month",
    month,
    year,
    ...(count > 1 && { months: count }),
    timeZone: fields.timeZone ?? "Europe/London",
    bankHolidays: dates,
    bankHolidaysLike: WEEKDAYS.indexOf(like),
  };
}
