import { isMonth } from "./figureText.ts";
import { DAYS } from "./heatMap.ts";
import { ChartFault, type ResultRow, type RunReport } from "./results.ts";

/** The rows of one run by hour of the week, and how they are asked. */
export interface HourRows {
  readonly report: RunReport;
  readonly rows: readonly ResultRow[];
  /** Mean of a measure in one hour of the week; null where it has no meaning. */
  readonly figure: (when: string, name: string, measure: string) => number | null;
  /** How many such hours of the clock the period has: counts are sums over them. */
  readonly hoursOf: (when: string) => number;
}

/** @throws ChartFault unless there is one run, by hour of the week. */
export function hourRows(reports: readonly RunReport[]): HourRows {
  const [report] = reports;
  if (report === undefined || reports.length > 1) {
    throw new ChartFault("this chart shows one run of one scenario. Name one.");
  }
  const rows = report.rows.filter(({ scope }) => scope === "hour of week");
  if (rows.length === 0) {
    throw new ChartFault(
      `the run of ${report.scenario} has no results by hour of the week. Run it again with --by hour-of-week.`,
    );
  }
  const found = new Map(rows.map((row) => [`${row.when}\n${row.name}\n${row.measure}`, row.mean]));
  const period = report.rows.find(({ scope }) => scope === "period")?.when ?? "";
  return {
    report,
    rows,
    figure: (when, name, measure) => found.get(`${when}\n${name}\n${measure}`) ?? null,
    hoursOf: hoursIn(period),
  };
}

/** How many hours of each weekday a period has: "2022-10", "2022-12 to 2023-02", "7 days". */
function hoursIn(period: string): (when: string) => number {
  const [first, last] = period.split(" to ");
  if (first === undefined || !isMonth(first)) {
    const days = Number(/^(\d+) days?/.exec(period)?.[1] ?? 7);
    return () => Math.max(1, days / 7);
  }
  const counts = new Array<number>(7).fill(0);
  const end = monthAfter(last ?? first);
  // Weekdays only: hours that clocks skip or repeat change no count by more than one in a year.
  for (let day = Date.parse(`${first}-01T00:00:00Z`); day < end; day += 86_400_000) {
    counts[(new Date(day).getUTCDay() + 6) % 7]!++;
  }
  return (when) => counts[DAYS.indexOf(when.slice(0, 3))] ?? 1;
}

function monthAfter(month: string): number {
  return Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1);
}
