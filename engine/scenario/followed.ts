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

/** Reports pools whose handlers come from people where there are no people. */
export function requirePeople(
  workforce: Workforce | null | undefined,
  pools: readonly Pool[],
  { report }: Reading,
): void {
  if (workforce === undefined) return;
  const staffs = [...(workforce?.roles ?? []), ...(workforce?.redeployed ?? [])].flatMap(
    (each) => each.staffs,
  );
  pools.forEach(({ name, fromPeople }, p) => {
    if (fromPeople === undefined || staffs.some(({ pool, share }) => pool === p && share > 0)) return;
    report.value(
      ["pools", name, "handlers", "from"],
      workforce === null
        ? "handlers come from people, but the file has no workforce. Write one, or an average in place of people."
        : `handlers come from people, but no role staffs this pool. Write it below a role's staffs, such as { ${name}: 100% }.`,
    );
  });
}
