import { normalCdf } from "../stats/quantiles.ts";

/** How well an emulator would have foretold each point from all the others. */
export interface LeaveOneOut {
  /** Value less what the others say, in the unit of the values. */
  readonly residuals: Float64Array;
  /** Those over the standard deviation that the emulator expects of them, nugget and noise included. */
  readonly standardised: Float64Array;
  readonly summary: LeaveOneOutSummary;
}

export interface LeaveOneOutSummary {
  readonly points: number;
  /** Root of the mean square of the residuals. */
  readonly rmse: number;
  /** 1 − mean square of the residuals ÷ variance of the values: the share of their spread that is foretold. */
  readonly q2: number;
  /** Points whose standardised residual is larger than 2, and larger than 3. */
  readonly beyondTwo: number;
  readonly beyondThree: number;
  /** Of the standardised residuals; 1 if the emulator knows its error. */
  readonly spread: number;
  readonly largest: number;
}

/** Probability that a standard normal is further from 0 than this. */
export const beyond = (limit: number): number => 2 * normalCdf(-limit);

export function leaveOneOut(residuals: Float64Array, sds: Float64Array, values: Float64Array): LeaveOneOut {
  const standardised = residuals.map((residual, i) => residual / sds[i]!);
  return { residuals, standardised, summary: summarise({ residuals, standardised }, values) };
}

/**
 * Figures of the residuals of all points, or of those that matter.
 * @param matters Which points to look at, by number: such as those whose value lies near what was observed.
 */
export function summarise(
  { residuals, standardised }: Pick<LeaveOneOut, "residuals" | "standardised">,
  values: Float64Array,
  matters: (point: number) => boolean = () => true,
): LeaveOneOutSummary {
  const rows = Array.from(values.keys()).filter(matters);
  const mean = (of: (i: number) => number): number =>
    rows.reduce((total, i) => total + of(i), 0) / rows.length;
  const centre = mean((i) => values[i]!);
  const square = mean((i) => residuals[i]! ** 2);
  const sizes = rows.map((i) => Math.abs(standardised[i]!));
  return {
    points: rows.length,
    rmse: Math.sqrt(square),
    q2: 1 - square / mean((i) => (values[i]! - centre) ** 2),
    beyondTwo: sizes.filter((size) => size > 2).length,
    beyondThree: sizes.filter((size) => size > 3).length,
    spread: Math.sqrt(mean((i) => standardised[i]! ** 2)),
    largest: Math.max(0, ...sizes),
  };
}
