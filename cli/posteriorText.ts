import { dirname, relative, resolve } from "node:path";
import type { Calibration, Movable } from "../engine/calibration/calibration.ts";
import type { Effort } from "../engine/calibration/effort.ts";
import type {
  PosteriorDraw,
  PosteriorFound,
  StructureResult,
} from "../engine/calibration/structureResult.ts";
import { POSTERIOR_FORMAT, posteriorHash } from "../engine/scenario/posteriorFile.ts";

/** What a posterior was made from, so that anybody can make it again. */
export interface MadeFrom {
  readonly program: string;
  readonly version: string;
  /** Fingerprint of the calibration file and all that it names. */
  readonly inputs: string;
  /** The calibration file, and the folder in which the posterior will lie. */
  readonly calibration: string;
  readonly folder: string;
  /** How much was simulated and sampled. */
  readonly effort: Effort;
  /** The design of an earlier calibration that it went on from, with the hash of its content. */
  readonly from?: { readonly design: string; readonly hash: string };
}

/** Digits that are kept: far more than is known, far fewer than a number has. */
const DIGITS = 8;

/** A posterior as a file: plain, one draw a line, with a hash over all of it. */
export function posteriorText(
  calibration: Calibration,
  { structure, outputs }: StructureResult,
  found: PosteriorFound,
  made: MadeFrom,
): string {
  const { months } = calibration;
  const figureOf =
    (scope: "common" | "monthly") =>
    ({ figure, unit, whole, prior, central, basis }: Movable) => ({
      figure,
      unit,
      whole,
      scope,
      prior,
      central,
      basis,
    });
  const valuesOf = ({ common, monthly, typical, spread }: PosteriorDraw) => ({
    common: common.map(short),
    monthly: Object.fromEntries(months.map((month, m) => [month, monthly[m]!.map(short)])),
    typical: typical.map(short),
    spread: spread.map(short),
  });
  const { reading, convergence, reweighted: weights, draws, central, predictions } = found;
  const content = {
    format: POSTERIOR_FORMAT,
    program: made.program,
    version: made.version,
    about: `${calibration.about}. ${structure.about}; reported mean waits read as those of ${reading}`,
    seed: calibration.seed,
    madeFrom: {
      calibration: namedFrom(made.folder, made.calibration),
      inputs: made.inputs,
      effort: made.effort,
      ...(made.from === undefined
        ? {}
        : { from: { ...made.from, design: namedFrom(made.folder, made.from.design) } }),
    },
    structure: structure.name,
    reading,
    set: setOf(structure.scenario, made),
    months,
    figures: [...structure.common.map(figureOf("common")), ...structure.monthly.map(figureOf("monthly"))],
    spreadBetweenMonths: calibration.spreadBetweenMonths,
    effectiveDraws: short(weights.effective),
    converged: convergence.converged,
    predictions: predictions.map(({ month, match, reported, median, between, inside }) => ({
      month,
      queue: calibration.match[match]!.queue,
      figure: calibration.match[match]!.figure,
      reported: short(reported),
      median: short(median),
      low: short(between.low),
      high: short(between.high),
      inside,
    })),
    outputs: outputs.map(({ queue, measure }) => ({ queue, measure })),
    central: valuesOf(draws[central]!),
    draws: draws.map((draw) => ({ weight: short(draw.weight), ...valuesOf(draw) })),
  };
  const { draws: rows, ...rest } = content;
  const head = JSON.stringify({ ...rest, hash: posteriorHash(content) }, null, 1);
  const lines = rows.map((row) => `  ${JSON.stringify(row)}`).join(",\n");
  return `${head.slice(0, -2)},\n "draws": [\n${lines}\n ]\n}\n`;
}

const short = (value: number): number => Number(value.toPrecision(DIGITS));

/**
 * What a structure says beyond each month's file, as changes of whole words of the file. Files that it names lie where the
 * calibration file says, and are named from where the posterior will lie.
 */
function setOf(scenario: unknown, made: MadeFrom): readonly string[] {
  if (typeof scenario !== "object" || scenario === null) return [];
  const from = dirname(resolve(made.calibration));
  const moved = withFiles(scenario, (file) => namedFrom(made.folder, resolve(from, file)));
  return Object.entries(moved as object).map(([word, value]) => `${word}=${JSON.stringify(value)}`);
}

function withFiles(value: unknown, move: (file: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => withFiles(item, move));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([word, inside]) => [
      word,
      word === "file" && typeof inside === "string" ? move(inside) : withFiles(inside, move),
    ]),
  );
}

/** The name of a file as files in a folder give it. */
export function namedFrom(folder: string, file: string): string {
  return relative(folder, file).replaceAll("\\", "/");
}
