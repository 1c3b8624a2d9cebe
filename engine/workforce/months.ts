/** A calendar month; 1 is January. */
export interface Month {
  readonly year: number;
  readonly month: number;
}

/** The days of one month that lie within the horizon. */
export interface MonthDays extends Month {
  /** Days since the first day of the workforce. */
  readonly firstDay: number;
  /** Fewer than the calendar's where the first day is not the first of its month. */
  readonly days: number;
  readonly daysInMonth: number;
}

const DAY = 86_400_000;

/** "2023-02". */
export function monthLabel({ year, month }: Month): string {
  return `${year}-${String(month).padStart(2, "0")}`;
}

/** The month of a date (YYYY-MM-DD). */
export function monthOf(date: string): Month {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)) };
}

/** The month so many months later. */
export function monthsLater({ year, month }: Month, count: number): Month {
  const number = 12 * year + (month - 1) + count;
  return { year: Math.floor(number / 12), month: (number % 12) + 1 };
}

/**
 * The n-th month of a horizon, n from 0.
 *
 * @param from First day of the horizon, YYYY-MM-DD.
 */
export function monthDays(from: string, n: number): MonthDays {
  const month = monthsLater(monthOf(from), n);
  const first = dayNumber(from);
  const begins = startOf(month);
  const ends = startOf(monthsLater(month, 1));
  const firstDay = Math.max(0, begins - first);
  return { ...month, firstDay, days: ends - first - firstDay, daysInMonth: ends - begins };
}

/** Months from the first day to the end of a month; none or less if it ends before. */
export function monthsTo(from: string, last: Month): number {
  const first = monthOf(from);
  return 12 * (last.year - first.year) + last.month - first.month + 1;
}

function startOf({ year, month }: Month): number {
  return Date.UTC(year, month - 1, 1) / DAY;
}

function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY;
}
