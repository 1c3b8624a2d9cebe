import type { Cell, CellFormat, Column } from "./document.ts";

/** How the figures of a column are written. */
export type Writing = Pick<Column, "format" | "decimals" | "signed">;

const USUAL_DECIMALS: Readonly<Record<CellFormat, number>> = {
  text: 0,
  share: 1,
  points: 1,
  seconds: 0,
  count: 0,
  people: 1,
  number: 2,
};

const NOT_KNOWN = "not known";

/** A cell as people read it: "12.3%", "5 min 32 s", "3.0% to 9.1%", "not known". */
export function cellText(cell: Cell, writing: Writing): string {
  if (cell === null) return NOT_KNOWN;
  if (typeof cell === "string") return cell;
  if (typeof cell === "number") return figureText(cell, writing);
  const [low, high] = [figureText(cell.low, writing), figureText(cell.high, writing)];
  // The word for the unit is said once; its signs belong to each figure.
  return `${writing.format === "points" ? low.replace(/ points$/, "") : low} to ${high}`;
}

/** The decimals that a column shows. */
export function decimalsOf({ format, decimals }: Writing): number {
  return decimals ?? USUAL_DECIMALS[format];
}

/** A figure as far as its column shows it, in the column's own unit: 0.12345 in a column of shares is 0.123. */
export function shown(value: number, writing: Writing): number {
  const { format } = writing;
  const isPercent = format === "share" || format === "points";
  const text = (isPercent ? 100 * value : value).toFixed(decimalsOf(writing));
  // Dividing by 100 would not always give the nearest number; adding zero turns a minus zero into zero.
  return Number(isPercent ? `${text}e-2` : text) + 0;
}

function figureText(value: number, writing: Writing): string {
  if (!Number.isFinite(value)) return NOT_KNOWN;
  const decimals = decimalsOf(writing);
  const figure = shown(value, writing);
  const size = Math.abs(figure);
  const sign = figure < 0 ? "−" : writing.signed === true && figure > 0 ? "+" : "";
  return `${sign}${sizeText(size, writing.format, decimals)}`;
}

function sizeText(size: number, format: CellFormat, decimals: number): string {
  switch (format) {
    case "share":
      return `${(100 * size).toFixed(decimals)}%`;
    case "points":
      return `${(100 * size).toFixed(decimals)} points`;
    case "seconds":
      return timeText(size, decimals);
    case "people":
      return grouped(size, decimals, decimals);
    case "number":
      return grouped(size, 0, decimals);
    case "count":
    case "text":
      return grouped(size, decimals, decimals);
  }
}

/** "32 s", "5 min 32 s", "1 h 5 min 0 s". */
function timeText(seconds: number, decimals: number): string {
  if (seconds <= 120) return `${seconds.toFixed(decimals)} s`;
  // Of whole units of the last decimal, so that no 60 s is left over.
  const unit = 10 ** decimals;
  const whole = Math.round(seconds * unit);
  const rest = ((whole % (60 * unit)) / unit).toFixed(decimals);
  const minutes = Math.floor(whole / (60 * unit));
  if (minutes < 60) return `${minutes} min ${rest} s`;
  return `${grouped(Math.floor(minutes / 60), 0, 0)} h ${minutes % 60} min ${rest} s`;
}

function grouped(value: number, fewest: number, most: number): string {
  return value.toLocaleString("en-GB", { minimumFractionDigits: fewest, maximumFractionDigits: most });
}
