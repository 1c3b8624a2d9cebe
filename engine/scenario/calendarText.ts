import { MOST_MONTHS } from "./horizon.ts";
import type { Parsed } from "./quantity.ts";
import { notThat } from "./quantity.ts";
import { quoted } from "./words.ts";

/** Monday is 0. */
export const WEEKDAYS = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;
export const MONTH_PATTERN = String.raw`^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])$`;
export const DATE_PATTERN = String.raw`^\d{4}-\d{2}-\d{2}$`;

/** A calendar month; 1 is January. */
export interface MonthText {
  readonly year: number;
  readonly month: number;
}

/** "2022-10", from 1900 to 2199. */
export function parseMonth(found: unknown): Parsed<MonthText> {
  if (typeof found === "string" && new RegExp(MONTH_PATTERN).test(found)) {
    return { value: { year: Number(found.slice(0, 4)), month: Number(found.slice(5)) } };
  }
  return { problem: `${notThat(found, "a month")} Write year and month, such as 2022-10.` };
}

export const MONTHS_PATTERN = String.raw`^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])(?:\s+to\s+(?:19|20|21)\d\d-(?:0[1-9]|1[0-2]))?$`;

/** Calendar months one after the other. */
export interface MonthsText {
  readonly first: MonthText;
  readonly count: number;
}

/** "2023-02 to 2024-03", both included; one month alone is one. */
export function parseMonths(found: unknown): Parsed<MonthsText> {
  const write = "Write the first month and the last, such as 2023-02 to 2024-03.";
  const [from = "", to = from, ...more] = typeof found === "string" ? found.trim().split(/\s+to\s+/) : [];
  const [first, last] = [parseMonth(from), parseMonth(to)];
  if ("problem" in first || "problem" in last || more.length > 0)
    return { problem: `${notThat(found, "a stretch of months")} ${write}` };
  const count = 12 * (last.value.year - first.value.year) + last.value.month - first.value.month + 1;
  if (count < 1) {
    return { problem: `${from} comes after ${to}. Write the earlier month first: ${to} to ${from}.` };
  }
  if (count > MOST_MONTHS) {
    return {
      problem: `${from} to ${to} is ${count} months, and at most ${MOST_MONTHS} can be counted. ${write}`,
    };
  }
  return { value: { first: first.value, count } };
}

/** "2022-12-26": a day that there is. */
export function parseDate(found: unknown): Parsed<string> {
  if (typeof found === "string" && new RegExp(DATE_PATTERN).test(found)) {
    const date = new Date(`${found}T00:00:00Z`);
    if (!Number.isNaN(date.getTime()) && date.toISOString().startsWith(found)) return { value: found };
    return { problem: `there is no day ${quoted(found)}. Write year, month and day, such as 2022-12-26.` };
  }
  return { problem: `${notThat(found, "a date")} Write year, month and day, such as 2022-12-26.` };
}

/** An IANA name, such as Europe/London. */
export function parseTimeZone(found: unknown): Parsed<string> {
  const write = "Write a name such as Europe/London.";
  if (typeof found !== "string") return { problem: `${notThat(found, "a time zone")} ${write}` };
  try {
    if (found !== "Europe/London") new Intl.DateTimeFormat("en", { timeZone: found });
    return { value: found };
  } catch {
    return { problem: `${quoted(found)} is not a time zone known here. ${write}` };
  }
}
