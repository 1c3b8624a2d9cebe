import type { Plan } from "../centre/plan.ts";
import { monthsInWords } from "../scenario/horizon.ts";
import { hourOfWeekLabel, type Timetable } from "../scenario/timetable.ts";
import type { Scope } from "./rows.ts";

/** A stretch of time for which results are given, as bins of the ledger. */
export interface Stretch {
  readonly scope: Scope;
  readonly when: string;
  readonly bins: readonly number[];
  /** Seconds of the clock that it covers. */
  readonly seconds: number;
}

/** All stretches of one kind, in the order of time; none if the plan does not keep its bins that far apart. */
export function stretchesOf(plan: Plan, scope: Scope): readonly Stretch[] {
  const { timetable, binOf, bins, scenario } = plan;
  const { period } = scenario;
  const periodName = period.kind === "month" ? monthsInWords(period) : `${period.days} days`;
  if (scope === "month" && timetable.months.length === 0) return [];
  if ((scope === "day" || scope === "interval") && plan.binKind !== "interval") return [];
  const collected = new Map<string, { bins: Set<number>; seconds: number }>();
  for (let interval = timetable.before; interval < timetable.before + timetable.counted; interval++) {
    let when = nameOf(timetable, interval, scope, periodName);
    // The day on which clocks go back has two hours from 01:00.
    if (scope === "interval" && collected.has(when)) when += " again";
    const found = collected.get(when) ?? { bins: new Set<number>(), seconds: 0 };
    if (binOf[interval]! < bins) found.bins.add(binOf[interval]!);
    found.seconds += timetable.intervalSeconds;
    collected.set(when, found);
  }
  return [...collected].map(([when, found]) => ({
    scope,
    when,
    bins: [...found.bins],
    seconds: found.seconds,
  }));
}

function nameOf(timetable: Timetable, interval: number, scope: Scope, periodName: string): string {
  const day = timetable.days[timetable.dayOf[interval]!]!;
  switch (scope) {
    case "period":
      return periodName;
    case "month":
      return timetable.months[timetable.monthOf[interval]!]!.label;
    case "day":
      return day.label;
    case "hour of week":
      return hourOfWeekLabel(timetable.hourOfWeek[interval]!);
    case "interval":
      return `${day.label} ${clockTime(timetable, interval)}`;
  }
}

/** What the clock on the wall says when the interval begins. */
function clockTime({ days, dayOf, hourOfWeek, intervalSeconds }: Timetable, interval: number): string {
  const sinceMidnight = (interval - days[dayOf[interval]!]!.firstInterval) * intervalSeconds;
  const part = (n: number): string => String(n).padStart(2, "0");
  return `${part(hourOfWeek[interval]! % 24)}:${part(Math.floor((sinceMidnight % 3600) / 60))}`;
}
