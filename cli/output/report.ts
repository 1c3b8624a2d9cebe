import { headingOf } from "./heading.ts";
import { MONTHS_NOTE, monthSections } from "./monthTable.ts";
import type { TargetByMonth } from "../../engine/experiment/monthTargets.ts";
import { targetNotes } from "./monthTargets.ts";
import type { Row } from "../../engine/experiment/rows.ts";
import { figure, margin, published } from "./numbers.ts";

/** Everything `run` has to say about one scenario. Nothing in it depends on the machine, the clock or the path. */
export interface RunReport {
  readonly program: string;
  readonly version: string;
  readonly scenario: string;
  readonly about: string;
  readonly period: string;
  readonly seed: string;
  readonly replications: number;
  /** SHA-256 of the scenario with every default and every data file filled in, first 16 characters. */
  readonly inputs: string;
  /** What cut the run short or was not reached, in a sentence; null if all is as asked. */
  readonly incomplete: string | null;
  /** What a sequential run reached; null for a fixed number of replications. */
  readonly precision: string | null;
  readonly notes: readonly string[];
  readonly rows: readonly Row[];
  /** Targets asked of a run of several months; empty if none were. */
  readonly targets: readonly TargetByMonth[];
}

/** What tables print unless everything is asked for. */
const HEADLINES: ReadonlySet<string> = new Set([
  "offered",
  "answered",
  "abandoned",
  "attrition",
  "meanWaitAnswered",
  "meanWaitAll",
  "meanWaitAnsweredFromDialling",
  "meanWaitAllFromDialling",
  "done",
  "meanBacklog",
  "meanAgeTakenUp",
  "meanAgeDone",
  "waitP90Answered",
  "meanTalk",
  "refused",
  "leftDuringChat",
  "meanChatDuration",
  "chatsHeld",
  "occupancy",
  "shareOn",
  "timesOn",
  "onDuty",
  "overrunHours",
  "present",
  "breaksMissed",
  "breakLateness",
  "inPost",
  "live",
  "effective",
  "left",
  "paidMonths",
  "effectiveMonths",
  "trainingMonths",
  "cost",
]);

/** Rows of one queue or pool over one stretch of time. */
export interface Section {
  /** "Queue 101", or "Queue 101, Mon 14:00". */
  readonly heading: string;
  readonly rows: readonly Row[];
}

/**
 * The rows that a table shows, grouped by stretch of time, queue and pool. Those of months only if asked for: a run of
 * several has a table of its own for them.
 */
export function sectionsOf(report: RunReport, all: boolean, months = false): readonly Section[] {
  const sections = new Map<string, { heading: string; rows: Row[] }>();
  for (const row of report.rows) {
    if (!all && !isHeadline(row)) continue;
    if (row.scope === "month" && !months) continue;
    const stretch = row.scope === "period" ? "" : `, ${row.when}`;
    const heading = `${headingOf(row)}${stretch}`;
    const key = [row.scope, row.when, row.of, row.name].join("\u0000");
    const section = sections.get(key) ?? { heading, rows: [] };
    section.rows.push(row);
    sections.set(key, section);
  }
  return [...sections.values()];
}

export function isHeadline(row: Pick<Row, "measure" | "mean">): boolean {
  // A queue without a message, or a run in which nobody is left, need not say so.
  if (["hungUpInMessage", "stillInside", "notDone", "mentorsShort"].includes(row.measure))
    return row.mean > 0;
  return HEADLINES.has(row.measure) || /^(?:answered|done)Within\d+(\.\d+)?s$/.test(row.measure);
}

export const COLUMNS = ["reported", "simulated", "±", "95% of single periods", "reported is"] as const;

/** What a table prints of one row, in the order of `COLUMNS`. Empty where there is nothing to say. */
export function cellsOf(row: Row): readonly string[] {
  const { reported, single, unit } = row;
  return [
    reported === null ? "" : published(reported.value, unit),
    figure(row.mean, unit),
    margin(row.halfWidth, unit),
    single === null ? "" : `${figure(single.low, unit)} to ${figure(single.high, unit)}`,
    reported === null || single === null ? "" : placeOf(reported.value, single),
  ];
}

/** Where a reported figure lies against the range of single periods. */
function placeOf(value: number, range: { readonly low: number; readonly high: number }): string {
  if (value < range.low) return "below";
  return value > range.high ? "above" : "inside";
}

/** The lines under a table that say what its figures mean and do not mean. */
export function footnotes(report: RunReport): readonly string[] {
  const { replications, rows } = report;
  const lines = [
    replications === 1
      ? "One simulated period only: it cannot say how much chance there is in these figures. Use more replications."
      : `± is the 95% confidence interval of the mean over ${replications} simulated periods. "95% of single periods" ` +
        "is the range in which one real period would fall by chance alone, if the model and all its inputs were right.",
    "Waits run from the end of any message. Attrition is abandoned ÷ received; hang-ups in the message are in neither.",
  ];
  if (rows.some((row) => row.reported !== null && row.measure === "meanWaitAll")) {
    lines.push(
      "The papers do not say whether the reported wait is over answered calls or over all, so it stands beside both.",
    );
  }
  lines.push(...onControls(rows));
  if (monthSections(rows).length > 0) lines.push(MONTHS_NOTE);
  for (const row of rows) {
    if (row.scope !== "period" || row.measure !== "mentorsShort" || !(row.mean > 0)) continue;
    lines.push(
      `Role ${row.name}: at times trainees need more of mentors' time than all mentors have. They are trained all the same here, ` +
        "which is better than it would be. By month it is mentorsShort in the CSV results.",
    );
  }
  lines.push(...targetNotes(report.targets, replications));
  if (rows.some((row) => row.scope === "hour of week")) {
    lines.push(
      "By hour of the week, counts are sums over all such hours of the period: four or five of each in a month.",
    );
  }
  const sources = [...new Set(rows.flatMap((row) => (row.reported === null ? [] : [row.reported.source])))];
  if (sources.length > 0) lines.push(`Reported figures: source ${sources.join(", ")}.`);
  return [...lines, ...report.notes];
}

/** What control variates have gained, where they were used. */
function onControls(rows: readonly Row[]): readonly string[] {
  const gains = rows.flatMap(({ controlGain }) => (controlGain === null ? [] : [controlGain]));
  const finite = gains.filter((gain) => Number.isFinite(gain)).sort((a, b) => a - b);
  if (finite.length === 0) return [];
  const times = (gain: number): string =>
    gain < 10 ? gain.toFixed(1) : Math.round(gain).toLocaleString("en-GB");
  return [
    "Means of the whole period are corrected for how many callers happened to come and how much work they brought, which " +
      `is known on average (control variates). Their variance is ${times(finite[0]!)} to ${times(finite.at(-1)!)} times ` +
      `smaller for it, ${times(finite[Math.floor(finite.length / 2)]!)} in the middle case.`,
  ];
}

/** How to get the same figures again. */
export function provenance(report: RunReport): string {
  const periods = report.replications === 1 ? "1 replication" : `${report.replications} replications`;
  return `${report.program} ${report.version} · seed ${report.seed} · ${periods} · inputs ${report.inputs}`;
}
