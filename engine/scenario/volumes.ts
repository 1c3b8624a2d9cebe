import { figureOfEach, forecastVolumes, monthsCounted } from "./monthly.ts";
import type { QueueText } from "./queueText.ts";
import type { Reading } from "./reading.ts";
import type { Arrivals } from "./scenario.ts";
import type { Path } from "./tree.ts";
import { numberInWords } from "./words.ts";

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

/** Undefined where the months are at fault, which is reported elsewhere. */
function inMonths(byMonth: readonly number[]): Volumes | undefined {
  const [only, ...others] = byMonth;
  if (only === undefined) return undefined;
  return others.length === 0
    ? { volume: only }
    : { volume: byMonth.reduce((sum, volume) => sum + volume, 0), byMonth };
}
