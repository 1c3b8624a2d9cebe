import { parseDuration, parsePercent, parseRate, parseVolume } from "./quantity.ts";

/** In what a figure is counted: what the text of a file says with it. */
export type FigureUnit = "seconds" | "share" | "an hour" | "a month" | "in all" | "number";

/** A figure apart from its unit. Times are in seconds and shares from 0 to 1. */
export interface Measured {
  readonly amount: number;
  readonly unit: FigureUnit;
}

/** Reads a figure of whatever kind. Undefined if it is none, such as a word or a list. */
export function measured(found: unknown): Measured | undefined {
  if (typeof found === "number") return { amount: found, unit: "number" };
  if (typeof found !== "string") return undefined;
  const time = parseDuration(found);
  if ("value" in time) return { amount: time.value, unit: "seconds" };
  const percent = parsePercent(found);
  if ("value" in percent) return { amount: percent.value, unit: "share" };
  const rate = parseRate(found);
  if ("value" in rate) return { amount: rate.value, unit: "an hour" };
  const volume = parseVolume(found);
  return "value" in volume ? { amount: volume.value.count, unit: volume.value.over } : undefined;
}

/** A figure as it would stand in a file, to twelve digits. */
export function figureText(amount: number, unit: FigureUnit): string | number {
  switch (unit) {
    case "number":
      return Number(amount.toPrecision(DIGITS));
    case "share":
      return `${decimal(100 * amount)}%`;
    case "seconds":
    case "an hour":
    case "a month":
    case "in all":
      return `${decimal(amount)} ${unit}`;
  }
}

const DIGITS = 12;

/** Without an exponent, which no file may have. */
function decimal(value: number): string {
  const short = String(Number(value.toPrecision(DIGITS)));
  return short.includes("e") ? value.toFixed(20) : short;
}
