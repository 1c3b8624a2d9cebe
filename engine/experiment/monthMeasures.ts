import type { Measure } from "./measure.ts";

/*
 * The state of the room as each counted month ends: what is carried into the next. Over a stretch in which several
 * months end it is the mean over their ends; one in which none ends says nothing.
 */

export const QUEUE_AT_MONTH_END: readonly Measure[] = [
  {
    name: "waitingAtMonthEnd",
    title: "waiting as a month ends",
    unit: "contacts",
    definition: "contacts in line (of work, items not done that nobody is at) as a counted month ends",
    better: "lower",
    numerator: ({ sum }) => sum("waitingAtMonthEnd"),
    denominator: ({ sum }) => sum("monthEnds"),
  },
];

export const POOL_AT_MONTH_END: readonly Measure[] = [
  {
    name: "busyAtMonthEnd",
    title: "busy as a month ends",
    unit: "people",
    definition: "handlers with a contact or in wrap-up as a counted month ends",
    numerator: ({ sum }) => sum("busyAtMonthEnd"),
    denominator: ({ sum }) => sum("monthEnds"),
  },
];
