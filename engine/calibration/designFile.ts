import { z } from "zod";
import { posteriorHash } from "../scenario/posteriorFile.ts";
import { quoted } from "../scenario/words.ts";
import type { Calibration, Movable, Reading, Structure } from "./calibration.ts";
import { READINGS } from "./calibration.ts";
import type { Effort } from "./effort.ts";
import { EffortText } from "./effortText.ts";
import type { EmulatedMonth } from "./emulated.ts";
import { fitEmulator, type Hyperparameters } from "./emulator.ts";
import { targetsOf } from "./monthTargets.ts";
import type { Output } from "./outputs.ts";
import type { Sampled } from "./samplePosterior.ts";
import type { StructureResult } from "./structureResult.ts";

/** What the first word of such a file says. */
const DESIGN_FORMAT = "fcrsim-design/1";

type Rows = readonly (readonly number[])[];

const numbers = z.array(z.number());
const rows = z.array(numbers).min(1);
const points = z.object({ common: z.array(numbers).min(1), monthly: z.record(z.string(), rows) });

const DesignText = z.object({
  format: z.literal(DESIGN_FORMAT),
  structure: z.string(),
  madeFrom: z.object({ inputs: z.string() }),
  effort: EffortText.partial().required({ replications: true, chance: true }),
  figures: z.object({
    common: z.array(z.string()),
    monthly: z.array(z.string()),
    priors: z.string().optional(),
  }),
  outputs: z.array(
    z.object({
      queue: z.string(),
      figure: z.string(),
      measure: z.enum(["attrition", "meanWaitAnswered", "meanWaitAll"]),
      reading: z.enum(READINGS).nullable(),
      scale: z.object({ kind: z.enum(["logit", "log"]), offset: z.number().positive() }),
    }),
  ),
  common: z.array(numbers).min(1),
  months: z.record(
    z.string(),
    z.object({
      common: rows.optional(),
      monthly: rows,
      outputs: rows,
      lastWave: z.number().optional(),
      middle: numbers.optional(),
      hyperparameters: z.array(
        z.object({ lengths: numbers, bumps: z.number(), quadratic: z.number(), nugget: z.number() }),
      ),
      chance: z.record(z.string(), numbers),
    }),
  ),
  starts: z.record(z.string(), points),
  hash: z.string(),
});

/** What a calibration has simulated of one structure, plain enough to be kept beside its posteriors. */
export type DesignFile = z.output<typeof DesignText>;

/** Digits of places in the unit cube and of outputs on their scales: far finer than the callers' chance. */
const PLACE_DIGITS = 5;
const OUTPUT_DIGITS = 6;
const DIGITS = 8;

const place = (u: number): number => Number(u.toFixed(PLACE_DIGITS));
const output = (value: number): number => Number(value.toPrecision(OUTPUT_DIGITS));
const short = (value: number): number => Number(value.toPrecision(DIGITS));

/**
 * A design as a file: points and outputs of all waves, hyperparameters of the emulators, chance of each month, and the
 * points at which walkers started, for each reading that some point fits. With it, emulators are built again in a second,
 * and asked what they would have said without one of the months, or together with a new one.
 */
export function designText(
  calibration: Calibration,
  { structure, outputs, simulated, waves }: StructureResult,
  effort: Effort,
  made: { readonly program: string; readonly version: string; readonly inputs: string },
): string {
  const { months, emulated, chances, middles } = simulated;
  const common = structure.common.length;
  const width = common + structure.monthly.length;
  const rowsOf = (places: Float64Array, from: number, to: number): Rows =>
    Array.from({ length: places.length / width }, (_, p) =>
      Array.from(places.subarray(p * width + from, p * width + to), place),
    );
  const shared = rowsOf(months[0]!.points, 0, common);
  const content = {
    format: DESIGN_FORMAT,
    program: made.program,
    version: made.version,
    about: `${calibration.about}. ${structure.about}`,
    seed: calibration.seed,
    madeFrom: { inputs: made.inputs },
    structure: structure.name,
    effort,
    figures: {
      common: structure.common.map(({ figure }) => figure),
      monthly: structure.monthly.map(({ figure }) => figure),
      priors: priorsHash(structure),
    },
    outputs: outputs.map(({ match, queue, measure, reading, scale }) => ({
      queue,
      figure: calibration.match[match]!.figure,
      measure,
      reading,
      scale,
    })),
    common: shared,
    months: Object.fromEntries(
      months.map(({ month, points: places, seen, lastWave }, m) => [
        month,
        {
          ...ownCommon(rowsOf(places, 0, common), shared),
          monthly: rowsOf(places, common, width),
          outputs: seen.map(({ together }) => together.map(output)),
          lastWave,
          middle: middleInFile(middles[m]!),
          hyperparameters: emulated[m]!.emulators.map(({ hyperparameters: found }) => ({
            lengths: found.lengths.map(short),
            bumps: short(found.bumps),
            quadratic: short(found.quadratic),
            nugget: short(found.nugget),
          })),
          chance: Object.fromEntries(
            [...chances].map(([reading, ofMonths]) => [reading, Array.from(ofMonths[m]!, short)]),
          ),
        },
      ]),
    ),
    starts: Object.fromEntries(
      waves.at(-1)!.ruledOut.flatMap(({ reading, found: { next } }) =>
        next === null
          ? []
          : [
              [
                reading,
                {
                  common: rowsOf(next.ofMonth[0]!, 0, common),
                  monthly: Object.fromEntries(
                    months.map(({ month }, m) => [month, rowsOf(next.ofMonth[m]!, common, width)]),
                  ),
                },
              ],
            ],
      ),
    ),
  };
  const text = JSON.stringify({ ...content, hash: posteriorHash(content) }, null, 1);
  // A row of numbers on one line, as one would write it.
  return `${text.replaceAll(/\[[\d\s.,e+-]*\]/g, (row) => row.replaceAll(/\s+/g, ""))}\n`;
}

/** Common figures of a month that was simulated at points of its own: one that was added later. */
function ownCommon(rows: Rows, shared: Rows): { readonly common?: Rows } {
  return JSON.stringify(rows) === JSON.stringify(shared) ? {} : { common: rows };
}

/** Fingerprint of all figures that move, with what they may be: places in the unit cube mean nothing without. */
export function priorsHash({ common, monthly }: Structure): string {
  const of = ({ figure, whole, prior }: Movable): object => ({ figure, whole, prior });
  return posteriorHash({ common: common.map(of), monthly: monthly.map(of) });
}

/** What the figures of a month in the middle of their ranges gave, as it stands in the file. */
export const middleInFile = (seen: readonly number[]): readonly number[] => seen.map(short);

const MADE_BY = "Name a file that fcrsim calibrate has written.";

/** @param name What faults call the file. */
export function readDesign(
  text: string,
  name: string,
): { readonly design: DesignFile } | { readonly problem: string } {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return { problem: `${quoted(name)} is not JSON. ${MADE_BY}` };
  }
  const parsed = DesignText.safeParse(found);
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    const where = first?.path.map(String).join(" › ") ?? "";
    return {
      problem: `${quoted(name)} is not a design file (${DESIGN_FORMAT}): ${where}: ${first?.message ?? ""}. ${MADE_BY}`,
    };
  }
  const hash = posteriorHash(found as object);
  if (hash !== parsed.data.hash) {
    return {
      problem:
        `${quoted(name)} has been changed since it was written: its hash is ${parsed.data.hash} and its content has ${hash}. ` +
        "Put it back as it was, or calibrate again.",
    };
  }
  return { design: parsed.data };
}

/** Emulators and targets of one reading, as they were when the posterior was sampled. */
export interface Rebuilt {
  /** Its outputs are those of the reading alone. */
  readonly sampled: Sampled;
  readonly outputs: readonly Output[];
}

/**
 * Builds the emulators again from what was simulated, with the hyperparameters that were found then.
 *
 * @param calibration What is published may have changed since; figures, months and outputs must be the same.
 * @throws RangeError saying in what the file and the calibration differ.
 */
export function rebuilt(
  file: DesignFile,
  calibration: Calibration,
  structure: Structure,
  reading: Reading,
): Rebuilt {
  const start = file.starts[reading];
  requireSame(file, calibration, structure);
  if (start === undefined) {
    throw new RangeError(`it holds nothing for waits read as those of ${reading}: no fit was found for them`);
  }
  const kept = file.outputs.flatMap((each, o) =>
    each.reading === null || each.reading === reading ? [{ ...each, o }] : [],
  );
  const outputs = kept.map(({ queue, figure, measure, reading: own, scale }): Output => {
    const match = calibration.match.findIndex((each) => each.queue === queue && each.figure === figure);
    if (match < 0) throw new RangeError(`it compares ${figure} of ${queue}, which the calibration does not`);
    return { match, queue, measure, reading: own, scale };
  });
  const chosen = outputs.map((_, o) => o);
  const names = calibration.months;
  const columns = kept.map(({ o }) => o);
  const emulated = names.map((month) => emulatedAgain(file, month, columns));
  const chances = names.map((month) => Float64Array.from(file.months[month]!.chance[reading]!));
  const targets = targetsOf(
    calibration,
    structure,
    outputs,
    chosen,
    emulated,
    chances,
    file.effort.replications,
  );
  return {
    sampled: { calibration, structure, reading, chosen, emulated, targets },
    outputs,
  };
}

/** The points at which a month of a design was simulated: common figures, then monthly ones, in the unit cube. */
export function placesOf({ common, months }: DesignFile, month: string): Float64Array {
  const { monthly, common: own = common } = months[month]!;
  return Float64Array.from(own.flatMap((row, p) => [...row, ...monthly[p]!]));
}

/** Emulators of a month as they were. @param columns Which outputs of the file are wanted, by index. */
export function emulatedAgain(file: DesignFile, month: string, columns: readonly number[]): EmulatedMonth {
  const { outputs: seen, hyperparameters } = file.months[month]!;
  const points = placesOf(file, month);
  const values = columns.map((o) => Float64Array.from(seen, (row) => row[o]!));
  return {
    month,
    values,
    emulators: columns.map((o, i) =>
      fitEmulator(
        { dimensions: points.length / seen.length, points, values: values[i]!, noiseVariance: 0 },
        { keep: hyperparameters[o] as Hyperparameters },
      ),
    ),
  };
}

function requireSame(file: DesignFile, { months }: Calibration, structure: Structure): void {
  requireSameFigures(file, structure);
  if (!same(Object.keys(file.months), months)) {
    throw new RangeError(
      `its months are not those of the calibration: ${Object.keys(file.months).join(", ")}`,
    );
  }
}

const same = (a: readonly string[], b: readonly string[]): boolean => a.join("\n") === b.join("\n");

/** @throws RangeError if a design is of another structure, or other figures moved in it. */
export function requireSameFigures(file: DesignFile, structure: Structure): void {
  if (file.structure !== structure.name) {
    throw new RangeError(
      `it is of the structure ${quoted(file.structure)}, not of ${quoted(structure.name)}`,
    );
  }
  const figures = (list: Structure["common"]): readonly string[] => list.map(({ figure }) => figure);
  if (
    !same(file.figures.common, figures(structure.common)) ||
    !same(file.figures.monthly, figures(structure.monthly))
  ) {
    throw new RangeError("its figures are not those that the calibration lets move. Calibrate again");
  }
}
