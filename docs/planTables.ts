import { evaluate } from "../engine/experiment/evaluate.ts";
import type { Row } from "../engine/experiment/rows.ts";
import { inProcess } from "../engine/execution/inProcess.ts";
import type { Scenario } from "../engine/scenario/scenario.ts";

/** Replications behind every figure of the tables: few, so that they are soon made again. */
export const PLAN_REPLICATIONS = 20;

/** `<!-- results: 101 attrition -->` and the table that follows it, if one does already. */
const TABLE = /(<!-- results: (\S+) (attrition|meanWaitAnswered) -->\n\n)(?:\|.*\n)*\n*/g;

/** A plan, and what a run of it has found for each month. */
export interface PlanRows {
  readonly plan: string;
  readonly rows: readonly Row[];
}

/** Runs a plan of one or several months as its tables have it. */
export async function planRows(plan: string, scenario: Scenario): Promise<PlanRows> {
  const found = await evaluate(
    inProcess(),
    scenario,
    { kind: "fixed", replications: PLAN_REPLICATIONS },
    { scopes: ["period", "month"] },
  );
  return { plan, rows: found?.rows ?? [] };
}

/** "31% (23–38)", or minutes and seconds as "6:19 (3:54–8:40)": the mean, and where 95% of single months fall. */
export function cellOf({ rows }: PlanRows, queue: string, measure: string, month: string): string {
  const row = rows.find((each) => each.name === queue && each.measure === measure && each.when === month);
  if (row === undefined) throw new Error(`no run tells of ${measure} of ${queue} in ${month}`);
  const { low, high } = row.single ?? { low: row.mean, high: row.mean };
  const digits = row.mean < 0.1 ? 1 : 0;
  const say = (value: number): string =>
    row.unit === "share" ? (100 * value).toFixed(digits) : clock(value);
  return `${say(row.mean)}${row.unit === "share" ? "%" : ""} (${say(low)}–${say(high)})`;
}

function clock(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** The same text with the results in every table made anew: a line for each month, a column for each plan. */
export function withPlanTables(text: string, months: readonly string[], plans: readonly PlanRows[]): string {
  return text.replace(TABLE, (_, start: string, queue: string, measure: string) => {
    const title = `${queue} ${measure === "attrition" ? "attrition" : "mean wait"}`;
    const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;
    const table = [
      line([title, ...plans.map(({ plan }) => plan)]),
      `|---|${"---:|".repeat(plans.length)}\n`,
      ...months.map((month) => line([month, ...plans.map((each) => cellOf(each, queue, measure, month))])),
    ];
    return `${start}${table.join("")}\n`;
  });
}
