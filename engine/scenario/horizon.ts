import type { Period } from "./scenario.ts";

/** Three years: farther ahead nobody plans a roster. */
export const MOST_MONTHS = 36;

/** The calendar months that are counted, in order, such as "2023-02"; none for a period without a calendar. */
export function monthNames(period: Period): readonly string[] {
  if (period.kind === "days") return [];
  const { year, month, months = 1 } = period;
  return Array.from({ length: months }, (_, k) => {
    const since = year * 12 + (month - 1) + k;
    return `${Math.floor(since / 12)}-${String((since % 12) + 1).padStart(2, "0")}`;
  });
}

/** Whether more than one month is counted, so that results can differ from month to month. */
export function isHorizon(period: Period): boolean {
  return period.kind === "month" && (period.months ?? 1) > 1;
}

/** "2023-02", or "2023-02 to 2024-03". */
export function monthsInWords(period: Period): string {
  const names = monthNames(period);
  return names.length > 1 ? `${names[0]!} to ${names.at(-1)!}` : names.join("");
}
