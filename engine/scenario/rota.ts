import { share } from "../units.ts";
import { WEEKDAYS } from "./calendarText.ts";
import { complete } from "./complete.ts";
import { isNear } from "./fields.ts";
import type { Reading } from "./reading.ts";
import { fieldsOf } from "./report.ts";
import type { ShiftText } from "./rotaText.ts";
import { ROTA_WORDS, RotaText } from "./rotaText.ts";
import type { Rota, Shift } from "./scenario.ts";
import type { Path, Tree } from "./tree.ts";

const SECONDS_A_DAY = 86_400;
const SECONDS_A_WEEK = 7 * SECONDS_A_DAY;
const HOURS_A_WEEK = 168;

/** Whether handlers are written as shifts, or nearly. */
export function isRota(tree: Tree | undefined): tree is Tree {
  return tree?.kind === "group" && isNear([...tree.entries.keys()], ROTA_WORDS);
}

/** Reads a desk's shifts. Faults are reported; undefined if there are any. */
export function rotaOf(tree: Tree, path: Path, { report }: Reading): Rota | undefined {
  const faults = report.faults.length;
  const fields = fieldsOf(RotaText, tree, path, report);
  const { shifts, shrinkage = share(0), noShow = share(0), mostOnBreak = null } = fields;
  if (report.faults.length > faults) return undefined;
  return complete({ shifts: shifts?.map(shiftOf), shrinkage, noShow, mostOnBreak });
}

function shiftOf({ name, start, length, heads, days, breaks }: ShiftText): Shift {
  const headsOn = (weekday: number): number => {
    if (typeof heads !== "number") return heads[weekday]!;
    return days === undefined || days.includes(WEEKDAYS[weekday]!.slice(0, 3)) ? heads : 0;
  };
  return { name, start, length, heads: WEEKDAYS.map((_, weekday) => headsOn(weekday)), breaks };
}

/** The most heads that a rota has on duty at any moment of each of the 168 hours of a week without a clock change. */
export function mostHeads({ shifts }: Pick<Rota, "shifts">): readonly number[] {
  const stints = shifts.flatMap(({ start, length, heads }) =>
    heads.map((count, weekday) => ({ from: weekday * SECONDS_A_DAY + start, length, count })),
  );
  const headsAt = (moment: number): number =>
    stints.reduce((sum, { from, length, count }) => {
      const since = (moment - from + SECONDS_A_WEEK) % SECONDS_A_WEEK;
      return since < length ? sum + count : sum;
    }, 0);
  return Array.from({ length: HOURS_A_WEEK }, (_, hour) => {
    const begin = 3600 * hour;
    const starts = stints.map(({ from }) => from).filter((from) => from > begin && from < begin + 3600);
    return Math.max(...[begin, ...new Set(starts)].map(headsAt));
  });
}
