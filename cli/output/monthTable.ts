import type { Row } from "../../engine/experiment/rows.ts";
import { headingOf } from "./heading.ts";
import { figure, margin } from "./numbers.ts";

/** What the table by month tells of a queue, in this order; those it does not have are left out. */
const MEASURES: readonly { readonly measure: string; readonly head: string }[] = [
  { measure: "offered", head: "received" },
  { measure: "attrition", head: "attrition" },
  { measure: "meanWaitAnswered", head: "mean wait" },
  { measure: "waitP90Answered", head: "90% within" },
  { measure: "meanAgeDone", head: "mean age when done" },
  { measure: "waitingAtMonthEnd", head: "carried over" },
];

/** One queue month by month: a row for each month, with its name first. */
export interface MonthSection {
  readonly heading: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The queues of a run of several months, month by month; none for other runs. */
export function monthSections(rows: readonly Row[]): readonly MonthSection[] {
  const ofMonths = rows.filter((row) => row.scope === "month" && row.of === "queue");
  const months = [...new Set(ofMonths.map(({ when }) => when))];
  if (months.length < 2) return [];
  return [...new Set(ofMonths.map(({ name }) => name))].map((name) => {
    const ofQueue = ofMonths.filter((row) => row.name === name);
    const shown = MEASURES.filter(({ measure }) => ofQueue.some((row) => row.measure === measure));
    return {
      heading: headingOf(ofQueue[0]!),
      columns: shown.flatMap(({ head }) => [head, "±"]),
      rows: months.map((month) => [
        month,
        ...shown.flatMap(({ measure }) => {
          const row = ofQueue.find((each) => each.measure === measure && each.when === month);
          return row === undefined ? ["", ""] : [figure(row.mean, row.unit), margin(row.halfWidth, row.unit)];
        }),
      ]),
    };
  });
}

/** What the columns of a table by month mean. */
export const MONTHS_NOTE =
  "By month: mean wait and 90% within are of the answered; carried over are those who wait as the month ends. The range " +
  "in which single months fall is in the CSV and JSON results.";
