import type { Calibration, Discrepancy, Match, Reading } from "./calibration.ts";

/**
 * One simulated figure that is compared with a published one, on the scale on which it is emulated. A mean wait is
 * followed in both readings, so that one set of simulations serves both.
 */
export interface Output {
  /** Index into `Calibration.match`. */
  readonly match: number;
  readonly queue: string;
  /** Name of the measure in the results: attrition, meanWaitAnswered, meanWaitAll. */
  readonly measure: "attrition" | "meanWaitAnswered" | "meanWaitAll";
  readonly reading: Reading | null;
  readonly scale: Scale;
}

/**
 * Where a figure is emulated: shares as log((x + offset) / (1 - x + offset)), waits as log(x + offset). Plain logarithms
 * would fall without end where nobody is lost or waits, and an emulator would spend its effort there; the offset, small
 * against anything that was published, makes the scale level off.
 */
export interface Scale {
  readonly kind: "logit" | "log";
  readonly offset: number;
}

/** The offset as a share of the least published figure. */
const OFFSET = 0.2;
/** Where nothing was lost in some month: far below what a month of calls can show. */
const LEAST_OFFSET = 1e-5;

export function toScale({ kind, offset }: Scale, value: number): number {
  return kind === "log" ? Math.log(value + offset) : Math.log((value + offset) / (1 - value + offset));
}

export function fromScale({ kind, offset }: Scale, scaled: number): number {
  const odds = Math.exp(scaled);
  return kind === "log" ? odds - offset : (odds * (1 + offset) - offset) / (1 + odds);
}

/** How fast the scaled figure moves with the figure. */
export function slopeOf({ kind, offset }: Scale, value: number): number {
  const up = 1 / (value + offset);
  return kind === "log" ? up : up + 1 / (1 - value + offset);
}

/** All outputs of a calibration, in the order of `match`; a wait has one for each reading. */
export function outputsOf(
  { match, readings }: Calibration,
  reported: readonly (readonly number[])[],
): readonly Output[] {
  return match.flatMap(({ queue, figure }, m): readonly Output[] => {
    const least = Math.min(...reported.map((month) => month[m]!));
    const offset = Math.max(LEAST_OFFSET, OFFSET * least);
    if (figure === "attrition") {
      return [{ match: m, queue, measure: "attrition", reading: null, scale: { kind: "logit", offset } }];
    }
    return readings.map((reading) => ({
      match: m,
      queue,
      measure: reading === "all calls" ? "meanWaitAll" : "meanWaitAnswered",
      reading,
      scale: { kind: "log", offset },
    }));
  });
}

/** The outputs that one reading compares, by `match`, as indices into `outputs`. */
export function outputsIn(outputs: readonly Output[], reading: Reading): readonly number[] {
  return outputs.flatMap((output, i) => (output.reading === null || output.reading === reading ? [i] : []));
}

/** Standard deviation of the discrepancy, in the unit of the figure. */
export function discrepancyOf(discrepancy: Discrepancy, reported: number): number {
  return discrepancy.kind === "relative" ? discrepancy.share * reported : discrepancy.amount;
}

/**
 * Variance of what rounding took from a printed figure: uniform over one unit of its last digit. Attrition worked out
 * from counts was not rounded.
 */
export function roundingVariance({ figure }: Match, reported: number): number {
  if (figure === "attrition") return 0;
  const decimals = (String(reported).split(".")[1] ?? "").length;
  return (10 ** -decimals) ** 2 / 12;
}

/** Variance, on the output's scale, of what stands between the model and the published figure beside chance. */
export function statedVariance(match: Match, { scale }: Output, reported: number): number {
  const slope = slopeOf(scale, reported);
  const variance = discrepancyOf(match.discrepancy, reported) ** 2 + roundingVariance(match, reported);
  return slope * slope * variance;
}
