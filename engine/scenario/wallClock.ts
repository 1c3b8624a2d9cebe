import { Temporal } from "temporal-polyfill";
import type { Period } from "./scenario.ts";

const SECONDS_A_DAY = 86_400;

/** One day by the local calendar. */
interface LocalDay {
  /** 0 is Monday. */
  readonly weekday: number;
  /** When the clock on the wall shows a time of day, in seconds from the start of the counted period. */
  readonly momentOf: (secondsAfterMidnight: number) => number;
}

/**
 * A day of the calendar, so many days after the first counted one (before it if negative).
 *
 * A time that the clocks skip is taken as much later as they skip; one that they show twice is the first of the two.
 */
export function localDay(period: Period, day: number): LocalDay {
  if (period.kind === "days") {
    return {
      weekday: (((period.firstDay + day) % 7) + 7) % 7,
      momentOf: (clock) => day * SECONDS_A_DAY + clock,
    };
  }
  const { year, month, timeZone } = period;
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  const date = first.add({ days: day });
  const countedFrom = first.toZonedDateTime(timeZone).epochMilliseconds;
  return {
    weekday: date.dayOfWeek - 1,
    momentOf: (clock) => {
      const time = Temporal.PlainTime.from("00:00").add({ seconds: clock });
      const moment = date.toPlainDateTime(time).toZonedDateTime(timeZone);
      return (moment.epochMilliseconds - countedFrom) / 1000;
    },
  };
}
