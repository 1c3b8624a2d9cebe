/** What stands where there is no figure: an empty cell leaves open whether something was forgotten. */
const NONE = "none";

/** A cell of the figures behind a chart, to four digits that matter. */
export function dataText(value: string | number | null): string {
  if (typeof value !== "number") return value === null || value === "" ? NONE : value;
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}
