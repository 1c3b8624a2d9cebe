import type { UnknownRow } from "../../engine/experiment/uncertainty/unknownRows.ts";
import type { UnknownTarget } from "../../engine/experiment/uncertainty/unknownTargets.ts";
import { type MonthSection, rangeText, sectionsByMonth, short } from "./monthTable.ts";
import { interval, percent, targetInWords } from "./monthTargets.ts";
import { figure } from "./numbers.ts";

/** What a run under drawn figures has found. */
interface Found {
  readonly rows: readonly UnknownRow[];
  readonly targets: readonly UnknownTarget[];
  readonly draws: number;
  readonly replications: number;
}

/** A run of several months under drawn figures, month by month, and its targets; none for other runs. */
export function unknownMonthSections({
  rows,
  targets,
}: Pick<Found, "rows" | "targets">): readonly MonthSection[] {
  return [
    ...sectionsByMonth(rows, [
      { head: "95%: not known", text: expectedText },
      { head: "95%: both", text: ({ single, unit }) => rangeText(single, unit) },
    ]),
    ...targets.map(targetSection),
  ];
}

/** Where nothing is not known the range is one figure; of what never changes at all nothing is said. */
function expectedText({ expected, single, mean, unit }: UnknownRow): string {
  if (expected === null || rangeText(single, unit) === "") return "";
  return rangeText(expected, unit) || short(mean, unit);
}

function targetSection({ target, months }: UnknownTarget): MonthSection {
  return {
    heading: `Target ${targetInWords(target)}`,
    columns: [
      "mean",
      "expected meets",
      "95% interval",
      "met in",
      "95% interval",
      "met by then",
      "95% interval",
    ],
    rows: months.map(({ when, mean, expectedMet, met, metByThen }) => [
      when,
      figure(mean, target.unit),
      ...[expectedMet, met, metByThen].flatMap((share) => [percent(share.share), interval(share)]),
    ]),
  };
}

/** What the tables by month mean, and when each target is met first. */
export function unknownMonthNotes(report: Found): readonly string[] {
  if (unknownMonthSections(report).length === 0) return [];
  const { targets, draws, replications } = report;
  return [
    "By month: effective are full-time people's worth of time at the work; load is in Erlangs, handlers' worth of work; mean " +
      "wait and 90% within are of the answered; carried over are those who wait as the month ends.",
    ...targets.map((found) => {
      const { target, months, firstOnAverage } = found;
      const last = months.at(-1)!;
      const first =
        firstOnAverage === null
          ? "the mean of no month meets it"
          : `${firstOnAverage} is the first month whose mean meets it`;
      return (
        `Target ${targetInWords(target)}: ${first}. ${percent(last.metByThen.share)} of periods (${interval(last.metByThen)}) ` +
        "have met it in some month."
      );
    }),
    ...(targets.length === 0
      ? []
      : [
          `"Expected meets" is the share of the ${draws} draws whose expected figure of that month meets the target: what is not known ` +
            `alone decides. "Met in" is the share of single periods in which it was met, chance too (${replications} a draw); "met by then", in that ` +
            "month or one before it.",
        ]),
  ];
}
