import type { Measure } from "./measure.ts";

/*
 * What is told besides where several months are counted: the load, and the state of the room as each counted month ends: what is carried into the next. Over a stretch in which several
 * months end it is the mean over their ends; one in which none ends says nothing.
 */

export const QUEUE_OVER_MONTHS: readonly Measure[] = [
  {
    name: "offeredLoad",
    title: "offered load, Erlangs",
    unit: "people",
    definition:
      "contacts offered × mean talk and wrap-up of the answered ÷ seconds of the clock: handlers' worth of work",
    numerator: ({ sum }) => (sum("offered") * (sum("talk") + sum("wrapUp"))) / sum("answered"),
    denominator: ({ seconds }) => seconds,
  },
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

export const POOL_OVER_MONTHS: readonly Measure[] = [
  {
    name: "busyAtMonthEnd",
    title: "busy as a month ends",
    unit: "people",
    definition: "handlers with a contact or in wrap-up as a counted month ends",
    numerator: ({ sum }) => sum("busyAtMonthEnd"),
    denominator: ({ sum }) => sum("monthEnds"),
  },
];
