import type { Workforce } from "./people.ts";
import { monthNames } from "./horizon.ts";
import type { Reading } from "./reading.ts";
import type { Period, Pool } from "./scenario.ts";

/** Reports what stands in the way of handlers that follow the people. */
export function requireFollowed(
  { from, roles, redeployed }: Workforce,
  period: Period | undefined,
  pools: readonly Pool[],
  { report }: Reading,
): void {
  const [first] = period === undefined ? [] : monthNames(period);
  if (period?.kind === "days") {
    const message = `people are told of by calendar month, and the period here is ${period.days} days. Write month: or months: in place of days:.`;
    report.value(["workforce"], message);
  } else if (first !== undefined && first < from.slice(0, 7)) {
    const message = `the period begins in ${first}, before the first day of the people. Write a day in ${first} or earlier.`;
    report.value(["workforce", "from"], message);
  }
  const staffed = new Set([...roles, ...redeployed].flatMap(({ staffs }) => staffs.map(({ pool }) => pool)));
  pools.forEach((pool, p) => {
    if (!staffed.has(p)) return;
    const path = ["pools", pool.name];
    if (pool.handlersByMonth !== undefined) {
      report.value(
        [...path, "handlers"],
        "handlers by month cannot stand beside a workforce that staffs the pool. Write the handlers of the workforce's first day.",
      );
    }
  });
}
