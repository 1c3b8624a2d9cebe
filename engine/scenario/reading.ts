import type { Report } from "./report.ts";
import type { Tables } from "./tables.ts";
import type { Group } from "./tree.ts";

/** What every part of reading a scenario needs: the merged file, the tables it names, and where to report faults. */
export interface Reading {
  readonly tree: Group;
  readonly tables: Tables;
  readonly report: Report;
}
