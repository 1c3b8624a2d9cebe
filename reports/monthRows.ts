import { isMonth } from "./figureText.ts";
import type { ResultRow, RunReport } from "./results.ts";

/** Rows of single months: of a run that counts several, or of the whole period of one that counts a month. */
export function monthRows({ rows }: RunReport): readonly ResultRow[] {
  const scope = rows.some((row) => row.scope === "month") ? "month" : "period";
  return rows.filter((row) => row.scope === scope && isMonth(row.when));
}
