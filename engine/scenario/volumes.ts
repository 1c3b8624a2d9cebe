import type { TableText } from "./figures.ts";
import { figureOfEach, forecastVolumes, monthsCounted } from "./monthly.ts";
import type { QueueText } from "./queueText.ts";
import type { Reading } from "./reading.ts";
import type { Arrivals } from "./scenario.ts";
import type { CellRule } from "./tables.ts";
import type { Path } from "./tree.ts";
import { numberInWords, quoted } from "./words.ts";

type OfVolume = Extract<Arrivals, { readonly kind: "volume" }>;
export type Volumes = Pick<OfVolume, "volume" | "byMonth" | "monthSpread">;

/**
 * The contacts expected over the counted period, and in each of its months where there are several. Undefined, and
 * reported, if a month has none or the period has no months.
 */
export function volumesOf(
  written: NonNullable<QueueText["volume"]>,
  path: Path,
  reading: Reading,
): Volumes | undefined {
  const { tree, report } = reading;
  const months = monthsCounted(tree);
  if ("count" in written) {
    const { count, over } = written;
    if (over === "a month" && tree.entries.has("days")) {
      const figure = numberInWords(count);
      report.value(
        path,
        `"a month" needs a calendar, but this scenario counts days. Write "${figure} in all".`,
      );
      return undefined;
    }
    return over === "a month" ? inMonths(months.map(() => count)) : { volume: count };
  }
  if ("file" in written) {
    const listed = listedIn(written, path, reading);
    const volumes = listed && figureOfEach(listed, "volume", path, reading);
    return volumes && inMonths(volumes);
  }
  if ("byMonth" in written) {
    const volumes = figureOfEach(written.byMonth, "volume", path, reading);
    return volumes && inMonths(volumes.map(({ count }) => count));
  }
  const { forecast } = written;
  if (tree.entries.has("days")) {
    report.value(path, "a forecast needs a calendar, but this scenario counts days. Write one volume.");
    return undefined;
  }
  if (forecast.level.over === "in all") {
    const figure = numberInWords(forecast.level.count);
    report.value([...path, "forecast", "level"], `the level is that of a month. Write "${figure} a month".`);
    return undefined;
  }
  const volumes = inMonths(forecastVolumes(forecast, months));
  return forecast.spread === 0 ? volumes : volumes && { ...volumes, monthSpread: forecast.spread };
}

const ABOVE_ZERO: CellRule = {
  problem: (value) => (value > 0 ? null : `${quoted(value)} brings no contacts. Write a number above zero.`),
};

/** A column of a file by its column `month`. Undefined, and reported, if there is no such thing. */
function listedIn(
  wanted: TableText,
  path: Path,
  { tables, report }: Reading,
): Readonly<Record<string, number>> | undefined {
  const column = tables.column(wanted, path);
  const months = column && tables.column({ ...wanted, column: "month" }, path);
  const volumes = column && tables.numbers(column, ABOVE_ZERO);
  if (months === undefined || volumes === undefined) return undefined;
  const names = months.cells.map(({ text }) => text);
  const twice = names.find((name, row) => names.indexOf(name) < row);
  if (twice === undefined) return Object.fromEntries(names.map((name, row) => [name, volumes[row]!]));
  report.value(
    [...path, "file"],
    `${quoted(wanted.file)} has ${twice} in two rows. Say which rows to keep: where: { channel: "101" }.`,
  );
  return undefined;
}

/** Undefined where the months are at fault, which is reported elsewhere. */
function inMonths(byMonth: readonly number[]): Volumes | undefined {
  const [only, ...others] = byMonth;
  if (only === undefined) return undefined;
  return others.length === 0
    ? { volume: only }
    : { volume: byMonth.reduce((sum, volume) => sum + volume, 0), byMonth };
}
