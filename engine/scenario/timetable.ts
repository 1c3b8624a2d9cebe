import { Temporal } from "temporal-polyfill";
import { monthNames } from "./horizon.ts";
import type { Period, Scenario } from "./scenario.ts";

const SECONDS_A_DAY = 86_400;
const HOURS_A_WEEK = 168;

/** How long a run may go on after the period to finish the stories of callers offered in it. */
const FOLLOW_AT_MOST_DAYS = 7;

/** One calendar day of a run, as stretches of intervals. */
export interface Day {
  /** "2022-10-30", or "day 1" when the period is not a calendar month. */
  readonly label: string;
  readonly firstInterval: number;
  readonly intervals: number;
}

/** One counted calendar month, as a stretch of intervals. */
export interface Month {
  /** "2022-10". */
  readonly label: string;
  readonly firstInterval: number;
  readonly intervals: number;
}

/**
 * The clock on the wall, worked out before the run: every interval from the start of the warm-up to the last moment a
 * run may reach. The run's own clock is in seconds from the start of the counted period, so it is negative in the
 * warm-up. A day on which the clocks change has 23 or 25 hours.
 */
export interface Timetable {
  readonly intervalSeconds: number;
  /** Intervals before the counted period, in it, and after it. */
  readonly before: number;
  readonly counted: number;
  readonly after: number;
  /** Local hour of the week of each interval, 0 to 167 from Monday midnight. */
  readonly hourOfWeek: Uint8Array;
  /** The same, with bank holidays moved to the weekday whose arrivals they follow. */
  readonly arrivalHourOfWeek: Uint8Array;
  /** Index into `days` of each interval. */
  readonly dayOf: Int32Array;
  readonly days: readonly Day[];
  /** The counted months; none where the period has no calendar. */
  readonly months: readonly Month[];
  /** Index into `months` of each interval: the first before the period, the last after it. 0 where there are none. */
  readonly monthOf: Uint8Array;
}

/** @throws RangeError if the warm-up or a day is not a whole number of intervals. */
export function timetableOf(scenario: Pick<Scenario, "period" | "warmUp" | "atEnd" | "interval">): Timetable {
  const { period, interval, warmUp, atEnd } = scenario;
  const before = warmUp / interval;
  if (!Number.isInteger(before)) {
    throw new RangeError(`warmUp must be a whole number of intervals of ${interval} s, but is ${warmUp} s`);
  }
  const afterDays = atEnd === "follow" ? FOLLOW_AT_MOST_DAYS : 0;
  const days =
    period.kind === "month"
      ? monthDays(period, warmUp, afterDays)
      : plainDays(period, Math.ceil(warmUp / SECONDS_A_DAY), afterDays);
  const laidOut = layOut(days, interval, before);
  return { ...laidOut, ...monthsIn(laidOut, monthNames(period)) };
}

/** The counted months of a timetable, found by the dates of its days. */
function monthsIn(
  { days, dayOf, before, counted }: Omit<Timetable, "months" | "monthOf">,
  names: readonly string[],
): Pick<Timetable, "months" | "monthOf"> {
  const monthOf = new Uint8Array(dayOf.length);
  if (names.length === 0) return { months: [], monthOf };
  const intervals = names.map(() => 0);
  let month = 0;
  for (let interval = before; interval < dayOf.length; interval++) {
    if (interval < before + counted) {
      if (!days[dayOf[interval]!]!.label.startsWith(names[month]!)) month++;
      intervals[month]!++;
    }
    monthOf[interval] = month;
  }
  let firstInterval = before;
  const months = names.map((label, m): Month => {
    const first = firstInterval;
    firstInterval += intervals[m]!;
    return { label, firstInterval: first, intervals: intervals[m]! };
  });
  return { months, monthOf };
}

interface WallDay {
  readonly label: string;
  readonly counted: "before" | "counted" | "after";
  /** Local clock, in seconds since local midnight, at each moment `every` seconds apart. */
  readonly clockAt: (secondsSinceStart: number) => number;
  readonly lengthSeconds: number;
  /** 0 is Monday. */
  readonly weekday: number;
  readonly arrivalWeekday: number;
}

function layOut(
  days: readonly WallDay[],
  interval: number,
  before: number,
): Omit<Timetable, "months" | "monthOf"> {
  const intervalsOf = (day: WallDay): number => {
    const intervals = day.lengthSeconds / interval;
    if (!Number.isInteger(intervals)) {
      throw new RangeError(`${day.label} is not a whole number of intervals of ${interval} s`);
    }
    return intervals;
  };
  const count = (when: WallDay["counted"]) =>
    days.filter((day) => day.counted === when).reduce((sum, day) => sum + intervalsOf(day), 0);
  // The warm-up may be part of a day: leave out the start of the first one.
  const skipped = count("before") - before;
  const counted = count("counted");
  const after = count("after");
  const total = before + counted + after;
  const hourOfWeek = new Uint8Array(total);
  const arrivalHourOfWeek = new Uint8Array(total);
  const dayOf = new Int32Array(total);
  const listed: Day[] = [];
  let at = -skipped;
  for (const day of days) {
    const intervals = intervalsOf(day);
    const firstInterval = Math.max(0, at);
    if (at + intervals <= 0) {
      at += intervals;
      continue;
    }
    for (let i = Math.max(0, -at); i < intervals; i++) {
      const hour = Math.floor(day.clockAt(i * interval) / 3600);
      hourOfWeek[at + i] = day.weekday * 24 + hour;
      arrivalHourOfWeek[at + i] = day.arrivalWeekday * 24 + hour;
      dayOf[at + i] = listed.length;
    }
    listed.push({ label: day.label, firstInterval, intervals: at + intervals - firstInterval });
    at += intervals;
  }
  return {
    intervalSeconds: interval,
    before,
    counted,
    after,
    hourOfWeek,
    arrivalHourOfWeek,
    dayOf,
    days: listed,
  };
}

function plainDays(
  period: Extract<Period, { kind: "days" }>,
  beforeDays: number,
  afterDays: number,
): readonly WallDay[] {
  const days: WallDay[] = [];
  for (let d = -beforeDays; d < period.days + afterDays; d++) {
    const weekday = (((period.firstDay + d) % 7) + 7) % 7;
    days.push({
      label: `day ${d + 1}`,
      counted: d < 0 ? "before" : d < period.days ? "counted" : "after",
      clockAt: (elapsed) => elapsed,
      lengthSeconds: SECONDS_A_DAY,
      weekday,
      arrivalWeekday: weekday,
    });
  }
  return days;
}

function monthDays(
  period: Extract<Period, { kind: "month" }>,
  warmUp: number,
  afterDays: number,
): readonly WallDay[] {
  const first = Temporal.PlainDate.from({ year: period.year, month: period.month, day: 1 });
  const holidays = new Set(period.bankHolidays);
  const countedDays = first.until(first.add({ months: period.months ?? 1 }), { largestUnit: "days" }).days;
  const dayAt = (d: number): WallDay => {
    const date = first.add({ days: d });
    const start = date.toZonedDateTime(period.timeZone);
    const end = date.add({ days: 1 }).toZonedDateTime(period.timeZone);
    const lengthSeconds = (end.epochMilliseconds - start.epochMilliseconds) / 1000;
    const weekday = date.dayOfWeek - 1;
    return {
      label: date.toString(),
      counted: d < 0 ? "before" : d < countedDays ? "counted" : "after",
      clockAt:
        lengthSeconds === SECONDS_A_DAY ? (elapsed) => elapsed : (elapsed) => wallClock(start, elapsed),
      lengthSeconds,
      weekday,
      arrivalWeekday: holidays.has(date.toString()) ? period.bankHolidaysLike : weekday,
    };
  };
  const days: WallDay[] = [];
  // A day before the month may have 23 hours, so the warm-up is counted in hours and not in days.
  for (let d = -1, seconds = 0; seconds < warmUp; d--) {
    const day = dayAt(d);
    days.unshift(day);
    seconds += day.lengthSeconds;
  }
  for (let d = 0; d < countedDays + afterDays; d++) days.push(dayAt(d));
  return days;
}

/** On the two days a year that are not 24 hours long, the wall clock is not the time since midnight. */
function wallClock(startOfDay: Temporal.ZonedDateTime, elapsed: number): number {
  const local = startOfDay.add({ seconds: elapsed });
  return local.hour * 3600 + local.minute * 60 + local.second;
}

/** Spreads 24 figures (every day alike) over the week, or hands 168 back as they are. */
export function weekOf(figures: readonly number[]): readonly number[] {
  return figures.length === HOURS_A_WEEK
    ? figures
    : Array.from({ length: HOURS_A_WEEK }, (_, hour) => figures[hour % 24]!);
}

/** "Sat 1 Oct, 14:00" style names are for the reader; this is the plain "Mon 14:00" of an hour of the week. */
export function hourOfWeekLabel(hour: number): string {
  const names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
  return `${names[Math.floor(hour / 24)]!} ${String(hour % 24).padStart(2, "0")}:00`;
}
