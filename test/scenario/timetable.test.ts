import { describe, expect, it } from "vitest";
import type { Period } from "../../engine/scenario/scenario.ts";
import { hourOfWeekLabel, timetableOf, weekOf } from "../../engine/scenario/timetable.ts";
import type { Timetable } from "../../engine/scenario/timetable.ts";
import { days, hours, minutes, seconds } from "../../engine/units.ts";

const BANK_HOLIDAYS = { bankHolidays: [], bankHolidaysLike: 6 };

function monthOf(
  year: number,
  month: number,
  more: Partial<Extract<Period, { kind: "month" }>> = {},
): Period {
  return { kind: "month", year, month, timeZone: "Europe/London", ...BANK_HOLIDAYS, ...more };
}

function table(period: Period, more: Partial<Parameters<typeof timetableOf>[0]> = {}): Timetable {
  return timetableOf({ period, warmUp: days(1), interval: hours(1), atEnd: "stop", ...more });
}

/** Local hours of a day, as hours of the week, found by its label. */
function hoursOf(found: Timetable, label: string, column: "hourOfWeek" | "arrivalHourOfWeek" = "hourOfWeek") {
  const day = found.days.find((one) => one.label === label);
  if (day === undefined) throw new Error(`no day ${label}`);
  return [...found[column].subarray(day.firstInterval, day.firstInterval + day.intervals)];
}

const dayFrom = (weekday: number): number[] => Array.from({ length: 24 }, (_, hour) => 24 * weekday + hour);

/** Each interval is in the day that says it holds it, and the days follow each other without a gap. */
function expectWhole(found: Timetable): void {
  const { before, counted, after, hourOfWeek, arrivalHourOfWeek, dayOf, days: listed } = found;
  expect(hourOfWeek).toHaveLength(before + counted + after);
  expect(arrivalHourOfWeek).toHaveLength(before + counted + after);
  let next = 0;
  listed.forEach(({ firstInterval, intervals }, day) => {
    expect(firstInterval).toBe(next);
    for (let i = firstInterval; i < firstInterval + intervals; i++) expect(dayOf[i]).toBe(day);
    next += intervals;
  });
  expect(next).toBe(before + counted + after);
}

describe("the timetable of a month", () => {
  // 31 days of 24 hours, and one more or one less where the clocks change; other months plainly.
  it.each([
    { year: 2022, month: 10, length: 745 },
    { year: 2023, month: 3, length: 743 },
    { year: 2022, month: 11, length: 720 },
    { year: 2023, month: 2, length: 672 },
    { year: 2024, month: 2, length: 696 },
  ])("has $length hours in $year-$month", ({ year, month, length }) => {
    const found = table(monthOf(year, month));
    expect(found.counted).toBe(length);
    expectWhole(found);
  });

  it("gives 30 October 2022, a Sunday, 25 hours with 01:00 twice", () => {
    const sunday = 6 * 24;
    const twice = [sunday, sunday + 1, ...dayFrom(6).slice(1)];
    expect(twice).toHaveLength(25);
    expect(hoursOf(table(monthOf(2022, 10)), "2022-10-30")).toEqual(twice);
  });

  it("gives 26 March 2023, a Sunday, 23 hours without 01:00", () => {
    expect(hoursOf(table(monthOf(2023, 3)), "2023-03-26")).toEqual(
      dayFrom(6).filter((hour) => hour !== 6 * 24 + 1),
    );
  });

  it("has 01:00 twice in quarters of an hour too, and all four quarters of each", () => {
    const found = table(monthOf(2022, 10), { interval: minutes(15) });
    expect(found.counted).toBe(4 * 745);
    expect(found.before).toBe(96);
    const quarters = hoursOf(found, "2022-10-30");
    expect(quarters).toHaveLength(100);
    expect(quarters.filter((hour) => hour === 6 * 24 + 1)).toHaveLength(8);
    expect(quarters.filter((hour) => hour === 6 * 24 + 2)).toHaveLength(4);
    expectWhole(found);
  });

  it("has 25 hours on its last day if the clocks change then: 31 October 2021", () => {
    const found = table(monthOf(2021, 10));
    expect(found.counted).toBe(745);
    expect(hoursOf(found, "2021-10-31")).toHaveLength(25);
  });

  it("knows the weekdays: 1 October 2022 was a Saturday and 31 October a Monday", () => {
    const found = table(monthOf(2022, 10));
    expect(hoursOf(found, "2022-10-01")).toEqual(dayFrom(5));
    expect(hoursOf(found, "2022-10-31")).toEqual(dayFrom(0));
    // 29 February 2024 was a Thursday.
    expect(hoursOf(table(monthOf(2024, 2)), "2024-02-29")).toEqual(dayFrom(3));
  });

  it("warms up on the day before: the last day of September 2022 was a Friday", () => {
    const found = table(monthOf(2022, 10));
    expect(found.before).toBe(24);
    expect(found.days[0]).toEqual({ label: "2022-09-30", firstInterval: 0, intervals: 24 });
    expect([...found.hourOfWeek.subarray(0, 24)]).toEqual(dayFrom(4));
    expect(found.days[1]!.label).toBe("2022-10-01");
  });

  it("goes on for a week after the month if callers are followed, and not at all if the run stops", () => {
    const followed = table(monthOf(2022, 11), { atEnd: "follow" });
    expect(followed.after).toBe(7 * 24);
    expect(followed.days.at(-1)!.label).toBe("2022-12-07");
    expectWhole(followed);
    expect(table(monthOf(2022, 11)).after).toBe(0);
  });

  it("lets bank holidays call like the day they are said to follow, and staffs them as the day they are", () => {
    const bankHolidays = ["2022-12-26", "2022-12-27", "2023-01-02"];
    const found = table(monthOf(2022, 12, { bankHolidays, bankHolidaysLike: 6 }), { atEnd: "follow" });
    expect(hoursOf(found, "2022-12-26", "arrivalHourOfWeek")).toEqual(dayFrom(6));
    expect(hoursOf(found, "2022-12-26")).toEqual(dayFrom(0)); // a Monday
    expect(hoursOf(found, "2022-12-27", "arrivalHourOfWeek")).toEqual(dayFrom(6));
    expect(hoursOf(found, "2022-12-27")).toEqual(dayFrom(1));
    expect(hoursOf(found, "2022-12-28", "arrivalHourOfWeek")).toEqual(dayFrom(2));
    expect(hoursOf(found, "2023-01-02", "arrivalHourOfWeek")).toEqual(dayFrom(6)); // after the month
    const saturdays = table(monthOf(2022, 12, { bankHolidays, bankHolidaysLike: 5 }));
    expect(hoursOf(saturdays, "2022-12-26", "arrivalHourOfWeek")).toEqual(dayFrom(5));
  });

  it("counts plain days of 24 hours where clocks never change", () => {
    const found = table(monthOf(2022, 10, { timeZone: "UTC" }));
    expect(found.counted).toBe(744);
    expect(hoursOf(found, "2022-10-30")).toEqual(dayFrom(6));
  });

  it("knows other dates on which clocks change: New York fell back on 6 November 2022", () => {
    const found = table(monthOf(2022, 11, { timeZone: "America/New_York" }));
    expect(found.counted).toBe(721);
    expect(hoursOf(found, "2022-11-06")).toHaveLength(25);
  });

  it("may warm up for part of a day: the last hours of the day before", () => {
    const found = table(monthOf(2022, 10), { warmUp: hours(6) });
    expect(found.before).toBe(6);
    expect(found.days[0]).toEqual({ label: "2022-09-30", firstInterval: 0, intervals: 6 });
    expect([...found.hourOfWeek.subarray(0, 7)]).toEqual([...dayFrom(4).slice(18), 5 * 24]);
    expectWhole(found);
  });

  it("may warm up for a day and a half", () => {
    const found = table(monthOf(2022, 10), { warmUp: hours(36) });
    expect(found.before).toBe(36);
    expect(found.days.slice(0, 3).map(({ label, intervals }) => [label, intervals])).toEqual([
      ["2022-09-29", 12],
      ["2022-09-30", 24],
      ["2022-10-01", 24],
    ]);
    expect([...found.hourOfWeek.subarray(0, 12)]).toEqual(dayFrom(3).slice(12));
    expectWhole(found);
  });

  it("may start without a warm-up", () => {
    const found = table(monthOf(2022, 10), { warmUp: seconds(0) });
    expect(found.before).toBe(0);
    expect(found.days[0]!.label).toBe("2022-10-01");
    expectWhole(found);
  });

  it("warms up for hours of the clock where the day before has 25: the warm-up leaves out its first hour", () => {
    // 31 October 2021, the day before November, had 25 hours.
    const found = table(monthOf(2021, 11));
    expect(found.before).toBe(24);
    expect(found.days[0]).toEqual({ label: "2021-10-31", firstInterval: 0, intervals: 24 });
    expect([...found.hourOfWeek.subarray(0, 3)]).toEqual([6 * 24 + 1, 6 * 24 + 1, 6 * 24 + 2]);
    expectWhole(found);
  });

  it("warms up for hours of the clock where the day before has 23: the warm-up begins the evening before it", () => {
    // 31 March 2024, the day before April, had 23 hours; the hour before it was 23:00 on Saturday 30 March.
    const found = table(monthOf(2024, 4));
    expect(found.before).toBe(24);
    expect(found.hourOfWeek[0]).toBe(5 * 24 + 23);
    expect(found.hourOfWeek[1]).toBe(6 * 24);
    expect(found.days.slice(0, 2).map(({ label, intervals }) => [label, intervals])).toEqual([
      ["2024-03-30", 1],
      ["2024-03-31", 23],
    ]);
    expectWhole(found);
  });

  it("warms up over a week in which the clocks went forward", () => {
    // From 26 March 2023 (23 hours) on, the week before 1 April 2023 has 167 hours.
    const found = table(monthOf(2023, 4), { warmUp: days(7) });
    expect(found.before).toBe(168);
    expect(found.hourOfWeek[0]).toBe(4 * 24 + 23); // Friday 24 March, 23:00
    expectWhole(found);
  });
});

describe("the timetable of plain days", () => {
  it("counts days of 24 hours from the weekday given", () => {
    const found = table({ kind: "days", days: 10, firstDay: 5 });
    expect(found.counted).toBe(240);
    expect(found.before).toBe(24);
    expect(hoursOf(found, "day 1")).toEqual(dayFrom(5));
    expect(hoursOf(found, "day 3")).toEqual(dayFrom(0));
    expect(hoursOf(found, "day 10")).toEqual(dayFrom(0));
    expect([...found.hourOfWeek.subarray(0, 24)]).toEqual(dayFrom(4)); // the warm-up
    expect(found.arrivalHourOfWeek).toEqual(found.hourOfWeek);
    expectWhole(found);
  });

  it("warms up on the days before a Monday: a Sunday, and before it a Saturday", () => {
    const found = table({ kind: "days", days: 1, firstDay: 0 }, { warmUp: days(9) });
    expect([...found.hourOfWeek.subarray(8 * 24, 9 * 24)]).toEqual(dayFrom(6));
    expect([...found.hourOfWeek.subarray(0, 24)]).toEqual(dayFrom(5)); // nine days before a Monday
    expectWhole(found);
  });

  it("may be cut into half hours", () => {
    const found = table(
      { kind: "days", days: 1, firstDay: 2 },
      { interval: minutes(30), warmUp: minutes(90) },
    );
    expect(found.before).toBe(3);
    expect(found.counted).toBe(48);
    expect([...found.hourOfWeek.subarray(0, 6)]).toEqual([46, 47, 47, 48, 48, 49]);
    expectWhole(found);
  });
});

describe("what does not fit", () => {
  it("is refused: a warm-up that is not a whole number of intervals", () => {
    expect(() => table(monthOf(2022, 10), { warmUp: minutes(90) })).toThrow(RangeError);
    expect(() => table(monthOf(2022, 10), { warmUp: minutes(90) })).toThrow(/warmUp.*3600.*5400/);
  });

  it("is refused: days that are not a whole number of intervals", () => {
    expect(() =>
      table({ kind: "days", days: 1, firstDay: 0 }, { interval: hours(5), warmUp: seconds(0) }),
    ).toThrow(RangeError);
  });
});

describe("figures of a week", () => {
  it("are 24 for every day, or all 168", () => {
    const day = Array.from({ length: 24 }, (_, hour) => hour * hour);
    const week = weekOf(day);
    expect(week).toHaveLength(168);
    for (let hour = 0; hour < 168; hour++) expect(week[hour]).toBe((hour % 24) ** 2);
    expect(weekOf(week)).toBe(week);
  });

  it("have names", () => {
    expect(hourOfWeekLabel(0)).toBe("Mon 00:00");
    expect(hourOfWeekLabel(6 * 24 + 9)).toBe("Sun 09:00");
  });
});
