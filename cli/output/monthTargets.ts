import type { TargetByMonth } from "../../engine/experiment/monthTargets.ts";
import type { Proportion } from "../../engine/experiment/targets.ts";
import type { MonthSection } from "./monthTable.ts";
import { figure } from "./numbers.ts";

/** Each target month by month, as tables print it. */
export function targetSections(targets: readonly TargetByMonth[]): readonly MonthSection[] {
  return targets.map(({ target, months }) => ({
    heading: `Target ${targetInWords(target)}`,
    columns: ["mean", "on average", "met in", "95% interval", "met by then"],
    rows: months.map(({ when, mean, onAverage, met, metByThen }) => [
      when,
      figure(mean, target.unit),
      onAverage,
      percent(met.share),
      interval(met),
      percent(metByThen.share),
    ]),
  }));
}

/** When each target is met first, in a sentence each, and what the columns mean. */
export function targetNotes(targets: readonly TargetByMonth[], replications: number): readonly string[] {
  if (targets.length === 0) return [];
  const whens = targets.map(({ target, months, firstOnAverage }) => {
    const what = `Target ${targetInWords(target)}:`;
    const last = months.at(-1)!;
    const never = `In ${share(1 - last.metByThen.share, replications)} it is met in no month.`;
    if (firstOnAverage === null) {
      return `${what} the mean of no month meets it. ${last.metByThen.share === 1 ? "Every period has a month that does." : never}`;
    }
    const { metByThen } = months.find(({ when }) => when === firstOnAverage)!;
    return (
      `${what} ${firstOnAverage} is the first month whose mean meets it; by then ` +
      `${share(metByThen.share, replications)} have had such a month. ${last.metByThen.share === 1 ? "" : never}`
    ).trimEnd();
  });
  return [
    ...whens,
    `"Met in" is the share of the ${replications} simulated periods in which that month met the target; "met by then", ` +
      'that month or one before it. "On average" says whether the mean of the month does, for all months at once with 95% confidence.',
  ];
}

export function targetInWords({ measure, name, relation, value, unit }: TargetByMonth["target"]): string {
  return `${measure}:${name} ${relation} ${figure(value, unit)}`;
}

function share(part: number, replications: number): string {
  return `${Math.round(part * replications)} of ${replications} periods`;
}

export function percent(part: number): string {
  return `${(100 * part).toFixed(0)}%`;
}

export function interval({ low, high }: Proportion): string {
  return `${percent(low)} to ${percent(high)}`;
}
