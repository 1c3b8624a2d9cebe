import type { Calibration, Match, Reading, Structure } from "../../../engine/calibration/calibration.ts";
import type { Effort } from "../../../engine/calibration/effort.ts";
import type { FigureLearnt } from "../../../engine/calibration/learnt.ts";
import type {
  PosteriorFound,
  ReadingResult,
  StructureResult,
} from "../../../engine/calibration/structureResult.ts";
import { figureText, type FigureUnit } from "../../../engine/scenario/measured.ts";
import { listInWords } from "../../../engine/scenario/words.ts";
import { duration } from "../numbers.ts";

export interface CalibrationReport {
  readonly program: string;
  readonly version: string;
  readonly inputs: string;
  readonly calibration: Calibration;
  /** The calibration file, from where the results will lie. */
  readonly file: string;
  readonly effort: Effort;
  /** The design of an earlier calibration that this one went on from, from where the results will lie; null without one. */
  readonly from: { readonly design: string; readonly hash: string } | null;
  readonly results: readonly StructureResult[];
  /** Name of a posterior file. */
  readonly names: (structure: Structure, reading: Reading) => string;
}

/** A share with two decimals, or a length of time. */
export function amount(value: number, { figure }: Pick<Match, "figure">): string {
  return figure === "attrition" ? `${(100 * value).toFixed(2)}%` : duration(value);
}

/** Three digits that matter, with the unit as in a file. */
export function inUnit(value: number, unit: FigureUnit): string {
  const rounded = Number(value.toPrecision(3));
  return String(figureText(rounded, unit)).replace(" seconds", " s");
}

export const percent = (share: number): string =>
  share > 0 && share < 0.001 ? "under 0.1%" : `${(100 * share).toFixed(1)}%`;

/** A finding in one sentence. */
export function verdictOf(result: StructureResult, found: ReadingResult): string {
  if (!found.fit) {
    const { limit, least } = found.ruledOut;
    return (
      `no fit exists: the best point found is off by ${least.implausibility.toFixed(1)} standard deviations in its worst month, ` +
      `where ${limit.toFixed(1)} is the most that chance allows` +
      (result.kept.length === 0
        ? ""
        : "; the emulators of old months were kept from an earlier calibration, so calibrate all afresh before you rely on this")
    );
  }
  const { predictions, reweighted } = found.posterior;
  const inside = predictions.filter((each) => each.inside).length;
  return (
    `fits: ${inside} of ${predictions.length} published figures lie in their 95% ranges; ` +
    `${reweighted.effective.toFixed(0)} effective draws of ${found.posterior.draws.length}`
  );
}

/** What is wrong with a posterior, for whoever would use it. */
export function warningsOf({ convergence, reweighted }: PosteriorFound): readonly string[] {
  return [
    ...(convergence.converged ? [] : convergence.advice.slice(0, 3)),
    ...(reweighted.reliable ? [] : [reweighted.says]),
  ];
}

/** Which months were taken over from an earlier calibration, and which were simulated now. */
export function keptInWords(
  { from, calibration }: CalibrationReport,
  { kept, changed }: StructureResult,
): readonly string[] {
  if (from === null) return [];
  const added = calibration.months.filter((month) => !kept.includes(month) && !changed.includes(month));
  return [
    `gone on from ${from.design}: what was simulated of ${listInWords(kept)} is taken from there`,
    ...(added.length === 0 ? [] : [`${listInWords(added)}: new, and simulated now`]),
    ...(changed.length === 0
      ? []
      : [`${listInWords(changed)}: not what it was then (volumes, talk times or seed), and simulated again`]),
  ];
}

/** What is wrong with each emulator that would not do, and what to do about it. */
export function refusedInWords({ refused, kept }: StructureResult): readonly string[] {
  return refused.flatMap(({ month, verdict }) =>
    verdict.faults.map(({ place, found, advice }) => {
      const todo = kept.includes(month)
        ? "it was kept from an earlier calibration; calibrate all months afresh"
        : advice;
      return `${place}: ${found}. To do: ${todo}.`;
    }),
  );
}

const FIGURE_HEAD = ["figure", "before", "now", "middle", ""];

export function figureTable(
  { structure }: StructureResult,
  { learnt }: PosteriorFound,
): [readonly string[], readonly (readonly string[])[]] {
  const unitOf = ({ name }: FigureLearnt): FigureUnit =>
    [...structure.common, ...structure.monthly].find(({ figure }) => name.startsWith(figure))?.unit ??
    "number";
  return [
    FIGURE_HEAD,
    learnt.figures.map((figure) => {
      const unit = unitOf(figure);
      const range = ({ low, high }: { readonly low: number; readonly high: number }): string =>
        `${inUnit(low, unit)} to ${inUnit(high, unit)}`;
      return [
        figure.name,
        range(figure.prior),
        range(figure.range),
        inUnit(figure.median, unit),
        figure.words,
      ];
    }),
  ];
}
