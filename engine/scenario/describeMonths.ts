import { isHorizon, monthNames } from "./horizon.ts";
import type { Arrivals, Period, Queue } from "./scenario.ts";
import { durationInWords, listInWords, numberInWords, plural, shareInWords } from "./words.ts";

/** "the month", "the period", or "the 14 months". */
export function timeInWords(period: Period): string {
  if (period.kind === "days") return "the period";
  return isHorizon(period) ? `the ${monthNames(period).length} months together` : "the month";
}

/** What differs by month in a volume, to follow on the whole of it; empty if nothing does. */
export function volumesInWords(
  { byMonth, monthSpread }: Extract<Arrivals, { readonly kind: "volume" }>,
  period: Period,
): string {
  const names = monthNames(period);
  const each =
    byMonth === undefined
      ? ""
      : byMonth.every((volume) => volume === byMonth[0])
        ? ` (${numberInWords(Math.round(byMonth[0]!))} in each)`
        : ` (${listInWords(byMonth.map((volume, k) => `${numberInWords(Math.round(volume))} in ${names[k]!}`))})`;
  return monthSpread === undefined
    ? each
    : `${each}, each month's volume multiplied in every run by a factor with mean 1 and spread ${shareInWords(monthSpread)}`;
}

/** One sentence on mean talk by month; none if it is the same in all. */
export function talkByMonthInWords(
  { talkByMonth }: Queue,
  period: Period,
  whose = "mean talk of those who dial",
): readonly string[] {
  if (talkByMonth === undefined) return [];
  const names = monthNames(period);
  const said = talkByMonth.flatMap((mean, k) =>
    mean === null ? [] : [`${durationInWords(mean)} in ${names[k]!}`],
  );
  return [`${whose} is ${listInWords(said)}; the shape stays.`];
}

/** "8 handlers on duty on average from 2023-02, 9.4 from 2023-04." */
export function handlersByMonthInWords(weeks: readonly (readonly number[])[], period: Period): string {
  const names = monthNames(period);
  const changes = weeks.flatMap((week, k) => {
    if (k > 0 && week.every((count, hour) => count === weeks[k - 1]![hour])) return [];
    const average = week.reduce((sum, count) => sum + count, 0) / week.length;
    return [{ average, from: names[k]! }];
  });
  const [first, ...later] = changes.map(({ average, from }, i) =>
    i === 0
      ? `${Number.isInteger(average) ? plural(average, "handler") : `${numberInWords(average)} handlers`} on duty on average from ${from}`
      : `${numberInWords(average)} from ${from}`,
  );
  return `${[first!, ...later].join(", ")}.`;
}
