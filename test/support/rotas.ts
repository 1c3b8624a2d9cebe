/** Shifts as a test writes them, in hours. */
import type { Break, Rota, Shift } from "../../engine/scenario/scenario.ts";
import { hours, seconds, share } from "../../engine/units.ts";

export interface WantedShift {
  readonly name?: string;
  /** Hour of the day, and length in hours: fractions are allowed. */
  readonly start: number;
  readonly length: number;
  /** Every day, or by weekday. */
  readonly heads: number | readonly number[];
  /** In seconds. */
  readonly breaks?: readonly { readonly after: number; readonly window?: number; readonly length: number }[];
}

export interface WantedRota {
  readonly shifts: readonly WantedShift[];
  readonly shrinkage?: number;
  readonly noShow?: number;
  readonly mostOnBreak?: number;
}

export function rota({ shifts, shrinkage = 0, noShow = 0, mostOnBreak }: WantedRota): Rota {
  return {
    shifts: shifts.map(shiftOf),
    shrinkage: share(shrinkage),
    noShow: share(noShow),
    mostOnBreak: mostOnBreak ?? null,
  };
}

function shiftOf({ name, start, length, heads, breaks = [] }: WantedShift, i: number): Shift {
  return {
    name: name ?? `shift ${i + 1}`,
    start: hours(start),
    length: hours(length),
    heads: typeof heads === "number" ? new Array<number>(7).fill(heads) : heads,
    breaks: breaks.map((each): Break => ({
      after: seconds(each.after),
      window: seconds(each.window ?? 0),
      length: seconds(each.length),
    })),
  };
}
