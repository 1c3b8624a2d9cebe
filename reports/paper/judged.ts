import { shown, type Writing } from "../document/cellText.ts";
import type { Comparison, PlanDifference } from "../results.ts";
import type { Told } from "./told.ts";
import { ofDifferences, widened } from "./writing.ts";

export type Verdict =
  | "better"
  | "worse"
  | "higher"
  | "lower"
  | "the same"
  | "no difference that shows"
  | "cannot be told apart"
  | "not known";

interface Range {
  readonly low: number;
  readonly high: number;
}

/** A difference from the base as it is shown, and what the figures shown say of it. */
export interface Judged {
  readonly plan: string;
  readonly when: string;
  readonly scope: string;
  readonly base: number | null;
  readonly mean: number | null;
  readonly difference: number | null;
  /** 95%, all differences of the comparison together. */
  readonly interval: Range | null;
  /** Where the expected difference may lie for what is not known. */
  readonly unknown: Range | null;
  readonly verdict: Verdict;
  /** Which way is better, if either. */
  readonly better: "lower" | "higher" | null;
}

/** The differences of one measure, all shown alike. */
export interface Differences {
  readonly told: Told;
  readonly writing: Writing;
  readonly period: readonly Judged[];
  readonly months: readonly Judged[];
}

/** The differences of a measure; null if the comparison has none. */
export function differencesOf({ found }: Comparison, told: Told): Differences | null {
  const ofMeasure = found.differences.filter(
    ({ of, name, measure }) => of === "queue" && name === told.queue && measure === told.measure,
  );
  const period = ofMeasure.filter(({ scope }) => scope === "period");
  if (period.length === 0) return null;
  const months = ofMeasure.filter(({ scope }) => scope === "month");
  const writing = widened(ofDifferences(told.writing), (wider) =>
    period.some((each) => hidesDifference(each, wider)),
  );
  return {
    told,
    writing,
    period: period.map((each) => judged(each, writing)),
    months: months.map((each) => judged(each, writing)),
  };
}

/** Whether an interval clear of zero would show as if it touched zero, though the difference itself shows. */
function hidesDifference({ difference, halfWidth }: PlanDifference, writing: Writing): boolean {
  if (difference === null || halfWidth === null) return false;
  if (Math.abs(difference) <= halfWidth || shown(difference, writing) === 0) return false;
  return touchesZero({
    low: shown(difference - halfWidth, writing),
    high: shown(difference + halfWidth, writing),
  });
}

const touchesZero = ({ low, high }: Range): boolean => low <= 0 && high >= 0;

function judged(each: PlanDifference, writing: Writing): Judged {
  const { plan, when, scope, baseMean, planMean, difference, halfWidth, expected, better } = each;
  const interval =
    difference === null || halfWidth === null
      ? null
      : { low: shown(difference - halfWidth, writing), high: shown(difference + halfWidth, writing) };
  return {
    plan,
    when,
    scope,
    base: baseMean,
    mean: planMean,
    difference: difference === null ? null : shown(difference, writing),
    interval,
    unknown:
      expected === null ? null : { low: shown(expected.low, writing), high: shown(expected.high, writing) },
    verdict: verdictOf(each, interval),
    better,
  };
}

/** Decided by what is shown alone, so that no reader finds the table saying otherwise. */
function verdictOf({ difference, halfWidth, better }: PlanDifference, interval: Range | null): Verdict {
  if (difference === null) return "not known";
  if (interval === null) return "cannot be told apart";
  if (interval.low === 0 && interval.high === 0) {
    return difference === 0 && halfWidth === 0 ? "the same" : "no difference that shows";
  }
  if (touchesZero(interval)) return "cannot be told apart";
  const way = interval.high < 0 ? "lower" : "higher";
  if (better === null) return way;
  return way === better ? "better" : "worse";
}
