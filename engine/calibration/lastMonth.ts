import { requireWhole } from "../check.ts";

/** A normal prediction. */
export interface NormalPrediction {
  readonly mean: number;
  readonly sd: number;
}

/**
 * The plainest forecast: the last month again, with the error that this would have had so far. Changes from month to month
 * are taken as independent and without drift, so that their squares add up over the months ahead.
 *
 * @param values One for each month, in order, on the scale on which changes are alike (log wait, logit share).
 * @param ahead  Months from the last one to the one predicted.
 * @throws RangeError for fewer than two months, a value that is not finite, or `ahead` below 1.
 */
export function lastMonthAgain(values: readonly number[], ahead = 1): NormalPrediction {
  requireWhole({ ahead }, 1);
  if (values.length < 2 || !values.every(Number.isFinite)) {
    throw new RangeError("the last month can be repeated only after two months or more, all of them numbers");
  }
  const changes = values.slice(1).map((value, i) => value - values[i]!);
  const square = changes.reduce((sum, change) => sum + change ** 2, 0) / changes.length;
  return { mean: values[values.length - 1]!, sd: Math.sqrt(ahead * square) };
}

/**
 * The same for a month among others: the month before it again, or the one after it if there is none. Months are numbered,
 * and changes over several months are brought to one.
 *
 * @param known In order of their months; the month foretold is not among them.
 * @throws RangeError for fewer than two months or a value that is not finite.
 */
export function neighbourAgain(
  known: readonly { readonly month: number; readonly value: number }[],
  month: number,
): NormalPrediction {
  if (known.length < 2 || !known.every(({ value }) => Number.isFinite(value))) {
    throw new RangeError("a neighbour can be repeated only beside two months or more, all of them numbers");
  }
  const before = known.filter((each) => each.month < month).at(-1);
  const nearest = before ?? known.find((each) => each.month > month)!;
  const steps = known.slice(1).map((each, i) => {
    const { month: from, value } = known[i]!;
    return (each.value - value) ** 2 / (each.month - from);
  });
  const square = steps.reduce((sum, step) => sum + step, 0) / steps.length;
  return { mean: nearest.value, sd: Math.sqrt(Math.abs(month - nearest.month) * square) };
}
