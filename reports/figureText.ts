/** A figure in plain words, rounded as a reader of a panel paper would round it. "–" where there is none. */
export function inWords(value: number | null, unit: string): string {
  if (value === null || !Number.isFinite(value)) return "–";
  switch (unit) {
    case "share":
      return `${percentDigits(100 * value)}%`;
    case "seconds":
      return timeInWords(value);
    case "contacts":
    case "money":
      return grouped(value, Math.abs(value) < 10 ? 1 : 0);
    case "an hour":
      return `${grouped(value, 1)} an hour`;
    case "hours":
      return `${grouped(value, 1)} h`;
    default:
      return grouped(value, Math.abs(value) < 1 ? 2 : Math.abs(value) < 1000 ? 1 : 0);
  }
}

/** A difference with its sign: "−3.2 points", "+1 min 5 s", "no difference". */
export function differenceInWords(value: number | null, unit: string): string {
  if (value === null || !Number.isFinite(value)) return "–";
  if (value === 0) return "no difference";
  const sign = value < 0 ? "−" : "+";
  return `${sign}${sizeInWords(Math.abs(value), unit)}`;
}

/** The size of a difference: of shares in points. */
export function sizeInWords(size: number | null, unit: string): string {
  if (size === null || !Number.isFinite(size)) return "–";
  if (unit !== "share") return inWords(size, unit);
  return `${percentDigits(100 * size)} points`;
}

/** How an axis of a unit is drawn: what divides its figures, how they are written, and the word for what they then are. */
export interface AxisText {
  readonly divisor: number;
  /** A d3 number format. */
  readonly format: string;
  readonly word: string;
}

/** @param most The largest figure on it. */
export function axisText(unit: string, most: number): AxisText {
  switch (unit) {
    case "share":
      return { divisor: 1, format: most < 0.05 ? ".1%" : ".0%", word: "" };
    case "seconds":
      return most >= 150
        ? { divisor: 60, format: most < 600 ? "~f" : "d", word: "minutes" }
        : { divisor: 1, format: most < 5 ? "~f" : "d", word: "seconds" };
    default:
      return { divisor: 1, format: ",~f", word: unit };
  }
}

/** "2022-10" as "Oct 2022"; other texts as they are. */
export function monthInWords(when: string): string {
  const match = /^(\d{4})-(\d\d)$/.exec(when);
  const name = match === null ? undefined : MONTHS[Number(match[2]) - 1];
  return name === undefined ? when : `${name} ${match![1]!}`;
}

/**
 * Names of months along an axis. With many of them the year stands beneath, once for each year, and not all are named.
 *
 * @param room How many have room beside each other in one line each.
 * @returns A Vega expression for the label, and the months that are named.
 */
export function monthLabels(
  months: readonly string[],
  room: number,
): { readonly labelExpr: string; readonly named: readonly string[] } {
  if (months.length <= room) return { labelExpr: "datum.label", named: months };
  const every = Math.ceil(months.length / (2 * room));
  const named = months.filter((_, i) => i % every === 0);
  // "Oct 2022" in two lines; the year only where it is not that of the name before.
  const withYear = named.filter((month, i) => i === 0 || month.slice(-4) !== named[i - 1]!.slice(-4));
  return {
    labelExpr: `indexof(${JSON.stringify(withYear)}, datum.label) < 0 ? split(datum.label, " ")[0] : split(datum.label, " ")`,
    named,
  };
}

export const isMonth = (when: string): boolean => /^\d{4}-\d\d$/.test(when);

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** Whole percents from ten up, one decimal below, two below one half. */
function percentDigits(percent: number): string {
  const size = Math.abs(percent);
  if (size === 0 || size >= 9.95) return percent.toFixed(0);
  return percent.toFixed(size < 0.495 ? 2 : 1);
}

function timeInWords(seconds: number): string {
  const size = Math.abs(seconds);
  if (size < 9.95) return `${Number(seconds.toFixed(1))} s`;
  const whole = Math.round(size);
  const sign = seconds < 0 ? "−" : "";
  if (whole <= 120) return `${sign}${whole} s`;
  if (whole < 3600) {
    const rest = whole % 60;
    return `${sign}${Math.floor(whole / 60)} min${rest === 0 ? "" : ` ${rest} s`}`;
  }
  const minutes = Math.round(whole / 60);
  return `${sign}${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function grouped(value: number, decimals: number): string {
  const sign = value < 0 ? "−" : "";
  return `${sign}${Math.abs(value).toLocaleString("en-GB", { maximumFractionDigits: decimals })}`;
}
