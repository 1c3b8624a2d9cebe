import type { MonthText } from "./calendarText.ts";
import { WEEKDAYS } from "./calendarText.ts";
import type { ScenarioText } from "./file.ts";
import type { Fields } from "./report.ts";
import type { Reading } from "./reading.ts";
import type { Period } from "./scenario.ts";

export type TopFields = Fields<typeof ScenarioText.shape>;

/** The time that is counted: a month or a number of days, and what goes with each. Undefined, and reported, if neither. */
export function periodOf(fields: TopFields, { tree, report }: Reading): Period | undefined {
  const written = (word: string): boolean => tree.entries.has(word);
  if (written("month") && written("days")) {
    report.word(["days"], '"month" and "days" do not go together. Keep one.');
    return undefined;
  }
  if (!written("month") && !written("days")) {
    report.missing([], "month", 'Write "month: 2022-10", or "days: 30" for a period without a calendar.');
    return undefined;
  }
  const [strangers, needs] = written("month")
    ? [["firstDay"], "days"]
    : [["timeZone", "bankHolidays"], "month"];
  for (const word of strangers.filter(written)) {
    report.word([word], `"${word}" goes only with "${needs}". Leave it out.`);
  }
  if (fields.month !== undefined) return monthOf(fields.month, fields);
  if (fields.days === undefined) return undefined;
  return { kind: "days", days: fields.days, firstDay: WEEKDAYS.indexOf(fields.firstDay ?? "Monday") };
}

function monthOf({ year, month }: MonthText, fields: TopFields): Period {
  const { dates, like } = fields.bankHolidays ?? { dates: [], like: "Sunday" };
  return {
    kind: "month",
    month,
    year,
    timeZone: fields.timeZone ?? "Europe/London",
    bankHolidays: dates,
    bankHolidaysLike: WEEKDAYS.indexOf(like),
  };
}
