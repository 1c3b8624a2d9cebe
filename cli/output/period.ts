import type { Period } from "../../engine/scenario/scenario.ts";

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
const WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

/** "October 2022", or "30 days from a Monday". */
export function periodName(period: Period): string {
  return period.kind === "month"
    ? `${MONTHS[period.month - 1]!} ${period.year}`
    : `${period.days} ${period.days === 1 ? "day" : "days"} from a ${WEEKDAYS[period.firstDay]!}`;
}
