import { requireWhole } from "../check.ts";
import { latinHypercube } from "../random/designs/latinHypercube.ts";
import { digitalShift, MOST_SOBOL_DIMENSIONS, sobolPoints } from "../random/designs/sobol.ts";

/** Which figures move: names that tell their streams apart. */
export interface Figures {
  /** One value for all months. */
  readonly common: readonly string[];
  /** One value for each month. */
  readonly monthly: readonly string[];
  readonly months: readonly string[];
}

/** Points at which every month is simulated, each month with its own values of the monthly figures. */
export interface Design {
  readonly points: number;
  readonly common: number;
  readonly monthly: number;
  /**
   * For each month, `points` × (`common` + `monthly`) numbers in the unit cube: the common figures, the same in all months,
   * and then those of the month.
   */
  readonly ofMonth: readonly Float64Array[];
}

/**
 * The design of the first wave: fills the cube of all common figures and the monthly figures of all months at once, so
 * that what any one month sees fills its own cube too. A Sobol sequence shifted by the seed; a Latin hypercube if there are
 * more figures than the sequence has dimensions.
 *
 * @param points Best a power of two.
 * @throws RangeError without months or figures, or for no points.
 */
export function firstDesign({ common, monthly, months }: Figures, points: number, seed: string): Design {
  requireWhole({ points, months: months.length, figures: common.length + monthly.length }, 1);
  const names = [...common, ...months.flatMap((month) => monthly.map((figure) => `${month} ${figure}`))];
  const rows =
    names.length <= MOST_SOBOL_DIMENSIONS
      ? sobolPoints(names.length, points, digitalShift(names, seed))
      : latinHypercube(names, points, seed);
  return {
    points,
    common: common.length,
    monthly: monthly.length,
    ofMonth: months.map((_, m) => {
      const from = common.length + m * monthly.length;
      return Float64Array.from(
        rows.flatMap((row) => [...row.slice(0, common.length), ...row.slice(from, from + monthly.length)]),
      );
    }),
  };
}

/**
 * Picks points far from each other: the first is the one nearest the middle, each further one that whose nearest picked
 * point is furthest away.
 *
 * @param rows  Of equal length.
 * @param count How many; all of them if there are fewer.
 * @param taken Points that are there already, to keep away from.
 * @returns Numbers of the rows, in the order picked.
 * Source: Kennard and Stone (1969), Technometrics 11, 137–148.
 */
export function spread(
  rows: readonly (readonly number[])[],
  count: number,
  taken: readonly (readonly number[])[] = [],
): readonly number[] {
  const picked: number[] = [];
  const nearest = rows.map((row) => Math.min(Infinity, ...taken.map((other) => distance(row, other))));
  const dimensions = rows[0]?.length ?? 0;
  const middle = Array.from(
    { length: dimensions },
    (_, c) => rows.reduce((total, row) => total + row[c]!, 0) / rows.length,
  );
  while (picked.length < Math.min(count, rows.length)) {
    const first = picked.length === 0 && taken.length === 0;
    let best = -1;
    let furthest = -Infinity;
    for (let i = 0; i < rows.length; i++) {
      const away = first ? -distance(rows[i]!, middle) : nearest[i]!;
      if (away > furthest) [best, furthest] = [i, away];
    }
    picked.push(best);
    for (let i = 0; i < rows.length; i++) {
      nearest[i] = i === best ? -Infinity : Math.min(nearest[i]!, distance(rows[i]!, rows[best]!));
    }
  }
  return picked;
}

function distance(a: readonly number[], b: readonly number[]): number {
  let square = 0;
  for (let c = 0; c < a.length; c++) square += (a[c]! - b[c]!) ** 2;
  return square;
}
