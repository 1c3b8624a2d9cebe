import { hourOfWeekLabel } from "./timetable.ts";
import { numberInWords } from "./words.ts";

/** "3.2 (Mon 04:00) to 5.1 (Fri 17:00) an hour". */
export function rangeOfWeek(figures: readonly number[], unit: string): string {
  const low = figures.reduce((best, figure, hour) => (figure < figures[best]! ? hour : best), 0);
  const high = figures.reduce((best, figure, hour) => (figure > figures[best]! ? hour : best), 0);
  if (figures[low] === figures[high]) return `${numberInWords(figures[low]!)}${unit} all week`;
  const at = (hour: number): string => `${numberInWords(figures[hour]!)} (${hourOfWeekLabel(hour)})`;
  return `${at(low)} to ${at(high)}${unit}`;
}

/** The same, of how many times the average each hour has. */
export function shapeOfWeek(weights: readonly number[]): string {
  const mean = weights.reduce((total, weight) => total + weight, 0) / weights.length;
  return rangeOfWeek(
    weights.map((weight) => weight / mean),
    " times the average",
  );
}
