import { isMonth, monthInWords } from "../figureText.ts";
import { spanInWords } from "../provenance.ts";
import type { RunReport } from "../results.ts";

/** Months that a run counts, in order; of a run of one month, that one. */
export function monthsOf({ rows }: RunReport): readonly string[] {
  const of = (scope: string) => rows.filter((row) => row.scope === scope && isMonth(row.when));
  const months = of("month");
  return [...new Set((months.length > 0 ? months : of("period")).map(({ when }) => when))].toSorted();
}

/** "Feb 2023 to Mar 2024", or what the run itself calls its period. */
export function periodInWords(run: RunReport): string {
  const months = monthsOf(run);
  return months.length > 0 ? spanInWords(months) : run.period;
}

/** "over Feb 2023 to Mar 2024", "in Feb 2023". */
export const overPeriod = (run: RunReport): string =>
  `${monthsOf(run).length === 1 ? "in" : "over"} ${periodInWords(run)}`;

/** What stands for one simulated stretch of a run: a month where it counts one, a period where it counts several. */
export function periodNoun(run: RunReport): string {
  return monthsOf(run).length === 1 ? "simulated month" : "simulated period";
}

/** "Jun 2023"; "none" where there is none. */
export const monthCell = (month: string | null): string => (month === null ? "none" : monthInWords(month));
