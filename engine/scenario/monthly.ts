import { parseMonth, parseMonths } from "./calendarText.ts";
import { monthNames } from "./horizon.ts";
import type { ForecastText } from "./monthlyText.ts";
import type { Reading } from "./reading.ts";
import type { Group, Path } from "./tree.ts";
import { plain } from "./tree.ts";
import { listInWords } from "./words.ts";

type ByMonth<Figure> = Readonly<Record<string, Figure>>;

/** The months that a file counts, as far as it says; none if it counts days, or what it says is at fault. */
export function monthsCounted(tree: Group): readonly string[] {
  const written = (word: string): unknown => {
    const entry = tree.entries.get(word);
    return entry && plain(entry.tree);
  };
  const month = parseMonth(written("month"));
  const months =
    "value" in month ? { value: { first: month.value, count: 1 } } : parseMonths(written("months"));
  if ("problem" in months) return [];
  const { first, count } = months.value;
  return monthNames({
    kind: "month",
    ...first,
    months: count,
    timeZone: "UTC",
    bankHolidays: [],
    bankHolidaysLike: 6,
  });
}

/**
 * One figure for each month counted, none of which may be missing. Months that are not counted are passed over, so that
 * one table serves longer and shorter runs. Undefined, and reported, if a month has none.
 */
export function figureOfEach<Figure>(
  written: ByMonth<Figure>,
  noun: string,
  path: Path,
  reading: Reading,
): readonly Figure[] | undefined {
  const months = calendarOf(path, reading);
  if (months === undefined) return undefined;
  const missing = months.filter((month) => !Object.hasOwn(written, month));
  if (missing.length === 0) return months.map((month) => written[month]!);
  reading.report.value(
    path,
    `there is no ${noun} for ${listInWords(missing)}. Write one for every month that is counted.`,
  );
  return undefined;
}

/** A figure for each month counted that has one, null for the others. Undefined, and reported, if none has. */
export function figureOfSome<Figure>(
  written: ByMonth<Figure>,
  path: Path,
  reading: Reading,
): readonly (Figure | null)[] | undefined {
  const months = calendarOf(path, reading);
  if (months === undefined) return undefined;
  const figures = months.map((month) => (Object.hasOwn(written, month) ? written[month]! : null));
  if (figures.some((figure) => figure !== null)) return figures;
  reading.report.value(
    path,
    `none of these months is counted; those that are run from ${months[0]!} to ${months.at(-1)!}. Write some of them.`,
  );
  return undefined;
}

/**
 * A figure for each month counted: that of the latest month written that is not after it. Undefined, and reported, if
 * there is none for the first.
 */
export function figureFrom<Figure>(
  written: ByMonth<Figure>,
  noun: string,
  path: Path,
  reading: Reading,
): readonly Figure[] | undefined {
  const months = calendarOf(path, reading);
  if (months === undefined) return undefined;
  const changes = Object.keys(written).toSorted();
  const latest = months.map((month) => changes.findLast((change) => change <= month));
  if (latest.every((change) => change !== undefined)) return latest.map((change) => written[change]!);
  reading.report.value(
    path,
    `there is no ${noun} for ${months[0]!}, the first month. Write one; it holds until the next month that is written.`,
  );
  return undefined;
}

/** The months counted. Undefined where there are none, which is reported if it is because days are counted. */
function calendarOf(path: Path, { tree, report }: Reading): readonly string[] | undefined {
  if (tree.entries.has("days")) {
    report.value(path, "figures by month need a calendar, but this scenario counts days. Write one figure.");
    return undefined;
  }
  const months = monthsCounted(tree);
  return months.length === 0 ? undefined : months;
}

/** Expected volumes of a forecast: level × (1 + trend) ^ (months since the first ÷ 12) × factor of the calendar month. */
export function forecastVolumes(
  { level, trend, season }: ForecastText,
  months: readonly string[],
): readonly number[] {
  return months.map((month, k) => {
    const factor = season[String(Number(month.slice(5)))] ?? 1;
    return level.count * (1 + trend) ** (k / 12) * factor;
  });
}
