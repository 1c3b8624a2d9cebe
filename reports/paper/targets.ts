import { decimalsOf, shown, type Writing } from "../document/cellText.ts";
import type { Evidence, TargetFound } from "./evidence.ts";
import { BOTH_CLOCKS, LOST_RULE, rulesOf } from "./rules.ts";
import { allPlans, isUncertain, measuresTold, periodsOf } from "./told.ts";
import { beside, widened, writingOf } from "./writing.ts";

interface Month {
  readonly when: string;
  /** As shown. */
  readonly mean: number | null;
  /** Whether the mean meets the target; false where there is none. */
  readonly isMet: boolean;
  /** Simulated months that meet it. */
  readonly met: number;
  readonly range: { readonly low: number; readonly high: number } | null;
  /** Simulated periods that have met it in this month or one before. */
  readonly metByThen: number;
}

/** How one plan stands to a target. */
export interface Stands {
  readonly plan: string;
  /** First month whose mean, as shown, meets it. */
  readonly first: string | null;
  /** Simulated periods. */
  readonly of: number;
  readonly months: readonly Month[];
}

/** A target, and how every plan stands to it, the base first. */
export interface Asked {
  readonly target: string;
  readonly words: string;
  readonly unit: string;
  readonly sense: "atMost" | "atLeast";
  readonly limit: { readonly value: number; readonly decimals: number };
  /** How means are shown: exactly enough that none just beside the limit looks like it. */
  readonly writing: Writing;
  readonly plans: readonly Stands[];
  /** Months of all plans, in order. */
  readonly months: readonly string[];
  readonly last: string | null;
  readonly rules: readonly string[];
  /** Whether the periods differ by what is not known too, and not by chance alone. */
  readonly uncertain: boolean;
}

/** @returns null if no plan was judged by the target. */
export function askedOf(evidence: Evidence, target: string): Asked | null {
  const judged = allPlans(evidence).flatMap(({ plan, run, targets }) => {
    const found = targets.find((each) => each.target === target);
    return found === undefined ? [] : [{ plan, run, found }];
  });
  const [first] = judged;
  if (first === undefined) return null;
  const { words, unit, sense, limit } = first.found;
  const means = judged.flatMap(({ found }) =>
    found.months.flatMap(({ mean }) => (mean !== null && Number.isFinite(mean) ? [mean] : [])),
  );
  const meets = (figure: number): boolean => (sense === "atMost" ? figure <= limit : figure >= limit);
  const usual = writingOf(unit, Math.max(limit, ...means.map(Math.abs)));
  const writing = beside(usual, means, meets);
  const months = [
    ...new Set(judged.flatMap(({ found }) => found.months.map(({ month }) => month))),
  ].toSorted();
  const isMet = (mean: number | null): boolean => mean !== null && meets(mean);
  return {
    target,
    words,
    unit,
    sense,
    limit: { value: limit, decimals: decimalsOfLimit(limit, usual) },
    writing,
    plans: judged.map(({ plan, run, found }) => standsOf(plan, periodsOf(run), found, isMet, writing)),
    months,
    last: months.at(-1) ?? null,
    rules: rulesOfTarget(evidence, target),
    uncertain: isUncertain(first.run),
  };
}

function standsOf(
  plan: string,
  of: number,
  { months }: TargetFound,
  isMet: (mean: number | null) => boolean,
  writing: Writing,
): Stands {
  const inOrder = months.toSorted((a, b) => (a.month < b.month ? -1 : 1));
  const found = inOrder.map((each): Month => {
    const { month, met, metByThen } = each;
    const mean = each.mean === null || !Number.isFinite(each.mean) ? null : shown(each.mean, writing);
    return {
      when: month,
      mean,
      isMet: isMet(mean),
      met: countOf(met.share, of),
      range: Number.isFinite(met.low) && Number.isFinite(met.high) ? { low: met.low, high: met.high } : null,
      metByThen: countOf(metByThen.share, of),
    };
  });
  return { plan, first: found.find((each) => each.isMet)?.when ?? null, of, months: found };
}

const countOf = (share: number, of: number): number => (Number.isFinite(share) ? Math.round(share * of) : 0);

/** As many decimals as the limit has: 10% and 2.5%, not 10.0%. */
function decimalsOfLimit(limit: number, usual: Writing): number {
  const { decimals } = widened({ ...usual, decimals: 0 }, (wider) => shown(limit, wider) !== limit);
  return decimals ?? decimalsOf(usual);
}

/** The clock and the lost-call rule of the measure that a target such as "101.attrition <= 10%" names. */
function rulesOfTarget(evidence: Evidence, target: string): readonly string[] {
  const told = measuresTold(evidence).filter(({ queue }) => target.startsWith(`${queue}.`));
  const measure = told.find((each) => target.startsWith(`${each.queue}.${each.measure} `));
  if (measure !== undefined) return rulesOf(measure.queue, measure.measure, measure.hasMessage);
  return [BOTH_CLOCKS, LOST_RULE];
}
