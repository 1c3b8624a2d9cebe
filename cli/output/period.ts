import { monthNames } from "../../engine/scenario/horizon.ts";
import type { Period } from "../../engine/scenario/scenario.ts";

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
const WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

/** "October 2022", "February 2023 to March 2024", or "30 days from a Monday". */
export function periodName(period: Period): string {
  return period.kind === "month"
    ? monthNames(period)
        .filter((_, k, names) => k === 0 || k === names.length - 1)
        .map((name) => `${MONTHS[Number(name.slice(5)) - 1]!} ${name.slice(0, 4)}`)
        .join(" to ")
    : `${period.days} ${period.days === 1 ? "day" : "days"} from a ${WEEKDAYS[period.firstDay]!}`;
}
