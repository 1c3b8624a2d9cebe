import type { PoolText } from "./poolText.ts";
import { MOST_HANDLERS } from "./poolText.ts";
import type { WeekText } from "./weekText.ts";
import type { RotaText } from "./rotaText.ts";
import type { Reading } from "./reading.ts";
import type { CellRule } from "./tables.ts";
import type { Path } from "./tree.ts";
import { weekOf } from "./timetable.ts";
import { plural, quoted } from "./words.ts";

const HOURS_A_DAY = 24;
const HOURS_A_WEEK = 168;

const NOT_NEGATIVE: CellRule = {
  problem: (value) =>
    value >= 0 ? null : `${quoted(value)} is below zero. Write zero or a number above it.`,
};

const WHOLE_HANDLERS: CellRule = {
  problem: (value) =>
    Number.isInteger(value) && value >= 0 && value <= MOST_HANDLERS
      ? null
      : `${quoted(value)} is not a whole number of handlers. Write a whole number, such as 12.`,
};

/** Figures on any scale for the 168 hours of the week, not all zero. Undefined, and reported, if they cannot be had. */
export function weightsOf(text: WeekText, path: Path, reading: Reading): readonly number[] | undefined {
  const weights = weekFrom(text, path, NOT_NEGATIVE, reading);
  if (weights === undefined || weights.some((weight) => weight > 0)) return weights;
  reading.report.value(
    [...path, "column"],
    "all figures of this column are zero, so nobody would ever call.",
  );
  return undefined;
}

/** Whole numbers of handlers for the 168 hours of the week. */
export function wholeWeekOf(
  text: number | WeekText,
  path: Path,
  reading: Reading,
): readonly number[] | undefined {
  if (typeof text === "number") return new Array<number>(HOURS_A_WEEK).fill(text);
  return weekFrom(text, path, WHOLE_HANDLERS, reading);
}

/** Handlers on duty in the 168 hours of the week. */
export function handlersOf(
  text: Exclude<PoolText["handlers"], RotaText | { readonly byMonth: unknown } | { readonly from: unknown }>,
  path: Path,
  reading: Reading,
): readonly number[] | undefined {
  if (typeof text === "number" || !("average" in text)) return wholeWeekOf(text, path, reading);
  const shape = weightsOf(text.shape, [...path, "shape"], reading);
  return shape === undefined ? undefined : wholeHandlers(text.average, shape);
}

/**
 * Handlers in proportion to a shape, in whole people. What rounding leaves over in one hour is carried to the next, so
 * the week's total is 168 × `average`, rounded once, and no hour is more than one person off.
 *
 * @param average Handlers on duty on average over the week.
 * @param shape   168 figures of at least zero, on any scale, not all zero.
 */
export function wholeHandlers(average: number, shape: readonly number[]): readonly number[] {
  const total = shape.reduce((sum, weight) => sum + weight, 0);
  let weightSoFar = 0;
  let handlersSoFar = 0;
  return shape.map((weight, hour) => {
    weightSoFar += weight;
    const partOfWeek = hour === shape.length - 1 ? 1 : weightSoFar / total;
    const upToHere = Math.round(average * shape.length * partOfWeek);
    const handlers = upToHere - handlersSoFar;
    handlersSoFar = upToHere;
    return handlers;
  });
}

function weekFrom(
  text: WeekText,
  path: Path,
  rule: CellRule,
  reading: Reading,
): readonly number[] | undefined {
  if (!("file" in text)) return text;
  const column = reading.tables.column(text, path);
  if (column === undefined) return undefined;
  const rows = column.cells.length;
  if (rows !== HOURS_A_DAY && rows !== HOURS_A_WEEK) {
    reading.report.value(
      [...path, "file"],
      `${quoted(column.file)} has ${plural(rows, "row")}${column.which}. ` +
        "A week needs 24 (every day alike, from midnight) or 168 (from Monday midnight).",
    );
    return undefined;
  }
  const figures = reading.tables.numbers(column, rule);
  return figures === undefined ? undefined : weekOf(figures);
}
