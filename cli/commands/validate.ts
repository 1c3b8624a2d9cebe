import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Calibration, Structure } from "../../engine/calibration/calibration.ts";
import { checkFit } from "../../engine/calibration/checkFit.ts";
import { type DesignFile, type Rebuilt, rebuilt } from "../../engine/calibration/designFile.ts";
import { type Holds, holdsText, lostOf, readHolds } from "../../engine/calibration/holds.ts";
import type { Executor } from "../../engine/experiment/trial.ts";
import type { Tasks } from "../../engine/calibration/tasks.ts";
import { leaveMonthsOut } from "../../engine/calibration/leaveMonthsOut.ts";
import { arithmeticFaults, suspects } from "../../engine/calibration/misprints.ts";
import { readCalibration } from "../../engine/calibration/readCalibration.ts";
import { readSuite, type Suite } from "../../engine/calibration/readSuite.ts";
import { type Posterior, PosteriorShelf } from "../../engine/scenario/posteriorFile.ts";
import { listInWords, quoted } from "../../engine/scenario/words.ts";
import { executorFor, tasksFor } from "../executor.ts";
import { EXIT, UserError } from "../exit.ts";
import { textFiles } from "../files.ts";
import { filesHash } from "../hash.ts";
import { interruptible } from "../interrupt.ts";
import { refuseFaults } from "../load.ts";
import { openDesign } from "../openDesign.ts";
import { otherPapers } from "../otherPapers.ts";
import { requireNewFolder, writeFolder } from "../outputs.ts";
import {
  type ValidationReport,
  validationJson,
  validationMarkdown,
  validationTable,
} from "../output/validation.ts";
import { type ProgressStyle, stagesOf } from "../progress.ts";
import { programVersion } from "../version.ts";

export interface ValidateOptions {
  readonly suite: string;
  readonly accept: boolean;
  readonly format: "table" | "markdown" | "json";
  readonly out: string | undefined;
  readonly overwrite: boolean;
  readonly workers: number | undefined;
  readonly progress: ProgressStyle;
}

const FILES = ["validation.json", "validation.md"];

/** `fcrsim validate`: the regression test against published months, and what they say of the model. */
export async function validate(options: ValidateOptions): Promise<number> {
  const { accept, overwrite, out } = options;
  const suite = suiteOf(options.suite);
  if (out !== undefined) requireNewFolder(out, overwrite, FILES);
  const before = accept ? null : heldBefore(suite, options.suite);
  if (accept && existsSync(suite.holds) && !overwrite) {
    throw new UserError(
      `--accept: ${suite.holds} exists already. Add --overwrite to put what holds now in its place.`,
    );
  }
  const prepared = prepare(suite, options.suite);
  const executor = await executorFor(options.workers, { kind: "precision" });
  const tasks = await tasksFor(options.workers);
  const { signal, done } = interruptible();
  let report: ValidationReport | null;
  try {
    report = await validated({ executor, tasks }, prepared, before, options.progress, signal);
  } finally {
    done();
    await Promise.all([executor.close(), tasks.close()]);
  }
  if (report === null) {
    process.stderr.write("fcrsim: interrupted; nothing was found or written.\n");
    return EXIT.interrupted;
  }
  const { fit, outputs, posteriorHash } = report;
  const figureOf = (output: number): string => report.calibration.match[outputs[output]!.match]!.figure;
  if (accept) writeHolds(suite.holds, holdsText(fit, outputs, figureOf, posteriorHash));
  const texts = {
    table: validationTable,
    markdown: validationMarkdown,
    json: validationJson,
  } as const;
  if (out !== undefined) {
    writeFolder(
      out,
      overwrite,
      new Map([
        [FILES[0]!, validationJson(report)],
        [FILES[1]!, validationMarkdown(report)],
      ]),
    );
  }
  process.stdout.write(texts[options.format](report));
  return report.lost.length > 0 ? EXIT.failed : EXIT.done;
}

/** @throws UserError with all its faults. */
function suiteOf(path: string): Suite {
  const read = readSuite(path, textFiles());
  if ("suite" in read) return read.suite;
  refuseFaults(read.faults);
  throw new UserError(`${path} holds no suite.`);
}

/** Opens a suite that is to be held against what held before. @throws UserError with what is wrong with it. */
export function openSuite(path: string): { readonly prepared: Prepared; readonly before: Holds } {
  const suite = suiteOf(path);
  return { before: heldBefore(suite, path), prepared: prepare(suite, path) };
}

/** A suite with all that it names, ready to be run. */
interface Prepared {
  readonly suite: Suite;
  readonly calibration: Calibration;
  readonly structure: Structure;
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly posterior: Posterior;
  readonly design: DesignFile;
  readonly built: Rebuilt;
}

/** Opens what a suite names. @throws UserError with what is wrong with it. */
function prepare(suite: Suite, path: string): Prepared {
  const { calibration, structure, files } = calibrationOf(suite, path);
  const posterior = posteriorOf(suite, calibration, structure);
  return { suite, calibration, structure, files, posterior, ...designOf(suite, calibration, structure) };
}

/**
 * Runs a suite.
 *
 * @param before What held when it was last accepted; null while that is being accepted.
 * @returns null if it was interrupted.
 */
export async function validated(
  { executor, tasks }: { readonly executor: Executor; readonly tasks: Tasks },
  { suite, calibration, structure, files, posterior, design, built }: Prepared,
  before: Holds | null,
  style: ProgressStyle,
  signal: AbortSignal,
): Promise<ValidationReport | null> {
  const { outputs } = built;
  const figureOf = (output: number): string => calibration.match[outputs[output]!.match]!.figure;
  const progress = stagesOf(style);
  try {
    const fit = await checkFit(
      calibration,
      structure,
      outputs,
      posterior,
      {
        draws: suite.draws,
        replications: suite.replications,
        fresh: design.effort.replications + design.effort.chance,
      },
      executor,
      {
        signal,
        progress: (some) => {
          progress.update("fit: simulating", some);
        },
      },
    );
    if (fit === null) return null;
    const leftOut = await leaveMonthsOut(
      built,
      posterior,
      { steps: suite.steps, draws: suite.kept },
      {
        tasks,
        signal,
        progress: (some, of) => {
          progress.update("months left out: sampling", { done: some, of });
        },
      },
    );
    if (leftOut === null) return null;
    const also = otherPapers(files);
    return {
      program: "fcrsim",
      version: programVersion(),
      inputs: filesHash(files),
      posteriorHash: posterior.hash,
      stale: design.madeFrom.inputs !== filesHash(files),
      about: suite.about,
      calibration,
      structure,
      reading: suite.reading,
      outputs,
      fit,
      lost: before === null ? [] : lostOf(fit, before, outputs, figureOf),
      before,
      leftOut,
      disagreements: structure.months.flatMap((month) => arithmeticFaults(month, also)),
      suspects: suspects(leftOut.checked),
    };
  } finally {
    progress.finish();
  }
}

function heldBefore({ holds }: Suite, suite: string): Holds {
  if (!existsSync(holds)) {
    throw new UserError(
      `${suite} › holds: there is no file ${quoted(holds)} yet. Run fcrsim validate ${suite} --accept to write it.`,
    );
  }
  const read = readHolds(readFileSync(holds, "utf8"), holds);
  if ("problem" in read) throw new UserError(read.problem);
  return read.holds;
}

function writeHolds(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    throw new UserError(
      `${file} could not be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function calibrationOf(
  suite: Suite,
  path: string,
): {
  readonly calibration: Calibration;
  readonly structure: Structure;
  readonly files: readonly { readonly path: string; readonly text: string }[];
} {
  const read = readCalibration(suite.calibration, textFiles());
  if ("faults" in read) {
    refuseFaults(read.faults);
    throw new UserError(`${suite.calibration} holds no calibration.`);
  }
  const { calibration, files } = read;
  const structure = calibration.structures.find(({ name }) => name === suite.structure);
  if (structure === undefined) {
    const names = calibration.structures.map(({ name }) => quoted(name));
    throw new UserError(
      `${path} › structure: ${suite.calibration} has no structure ${quoted(suite.structure)}. It has ${listInWords(names)}.`,
    );
  }
  if (!calibration.readings.includes(suite.reading)) {
    throw new UserError(`${path} › reading: ${suite.calibration} does not try ${quoted(suite.reading)}.`);
  }
  if (calibration.months.length < 3) {
    throw new UserError(`${path}: leaving a month out wants three months or more in ${suite.calibration}.`);
  }
  return { calibration, structure, files };
}

function posteriorOf(suite: Suite, { months }: Calibration, structure: Structure): Posterior {
  const opened = new PosteriorShelf(textFiles()).open(suite.posterior, suite.posterior);
  if ("problem" in opened) throw new UserError(opened.problem);
  const { posterior } = opened;
  const same = (a: readonly string[], b: readonly string[]): boolean => a.join("\n") === b.join("\n");
  const figures = [...structure.common, ...structure.monthly].map(({ figure }) => figure);
  const problem =
    posterior.structure !== suite.structure
      ? `is of the structure ${quoted(posterior.structure)}, not of ${quoted(suite.structure)}`
      : posterior.reading !== suite.reading
        ? `reads waits as those of ${posterior.reading}, not of ${suite.reading}`
        : !same(posterior.months, months)
          ? `is of the months ${listInWords(posterior.months)}, not of those of ${suite.calibration}`
          : !same(
                posterior.figures.map(({ figure }) => figure),
                figures,
              )
            ? `holds other figures than ${suite.calibration} lets move`
            : null;
  if (problem !== null)
    throw new UserError(`${suite.posterior} ${problem}. Name another file, or calibrate again.`);
  return posterior;
}

function designOf(
  suite: Suite,
  calibration: Calibration,
  structure: Structure,
): { readonly design: DesignFile; readonly built: Rebuilt } {
  const design = openDesign(suite.design);
  try {
    return { design, built: rebuilt(design, calibration, structure, suite.reading) };
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(`${suite.design}: ${error.message}.`);
    throw error;
  }
}
