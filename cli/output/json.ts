import type { RunReport } from "./report.ts";

/** The reports as JSON. What is not a finite number (an unknown half-width, a share of nobody) is null. */
export function asJson(reports: readonly RunReport[]): string {
  return `${JSON.stringify({ format: "fcrsim-run/1", reports }, null, 2)}\n`;
}
