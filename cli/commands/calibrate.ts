import type { Calibration, Structure } from "../../engine/calibration/calibration.ts";
import { calibrateStructure } from "../../engine/calibration/calibrateStructure.ts";
import { type DesignFile, designText } from "../../engine/calibration/designFile.ts";
import { type Effort, USUAL_EFFORT } from "../../engine/calibration/effort.ts";
import { keptMonths, type KeptMonths, NothingKept } from "../../engine/calibration/keptMonths.ts";
import { readCalibration } from "../../engine/calibration/readCalibration.ts";
import type { StructureResult } from "../../engine/calibration/structureResult.ts";
import { nearest } from "../../engine/scenario/faults.ts";
import { listInWords, quoted } from "../../engine/scenario/words.ts";
import { executorFor, tasksFor } from "../executor.ts";
import { EXIT, UserError } from "../exit.ts";
import { textFiles } from "../files.ts";
import { filesHash } from "../hash.ts";
import { interruptible } from "../interrupt.ts";
import { refuseFaults } from "../load.ts";
import { openDesign } from "../openDesign.ts";
import { calibrationJson } from "../output/calibration/json.ts";
import { calibrationMarkdown } from "../output/calibration/markdown.ts";
import { calibrationSummary } from "../output/calibration/summary.ts";
import { namedFrom, posteriorText } from "../posteriorText.ts";
import { type ProgressStyle, stagesOf } from "../progress.ts";
import { ResumableFolder, type ResumableInputs, type ResumableKind } from "../resumableFolder.ts";
import { programVersion } from "../version.ts";

export interface CalibrateOptions {
  readonly file: string;
  readonly out: string;
  readonly structure: readonly string[];
  /** The design of an earlier calibration, whose months are not simulated again. */
  readonly from: string | undefined;
  readonly points: number | undefined;
  readonly waves: number | undefined;
  readonly replications: number | undefined;
  readonly steps: number | undefined;
  readonly draws: number | undefined;
  readonly workers: number | undefined;
  readonly progress: ProgressStyle;
}

/** Fewer points than this do not tell a plane from a bend, fewer replications show no chance. */
const LEAST = { points: 32, replications: 2, steps: 100, draws: 50 } as const;

/** `fcrsim calibrate`: what published months say of figures that were not published. */
export async function calibrate(options: CalibrateOptions): Promise<number> {
  const read = readCalibration(options.file, textFiles());
  if ("faults" in read) {
    refuseFaults(read.faults);
    throw new UserError(`${options.file} holds no calibration.`);
  }
  const { calibration, files } = read;
  const earlier = options.from === undefined ? null : earlierOf(options.from, calibration, options);
  const structures =
    earlier === null ? chosenStructures(calibration, options.structure) : [earlier.structure];
  const effort = effortOf(options, earlier?.design);
  const inputs = filesHash(files);
  const asked = inputsOf(calibration, structures, effort, inputs, earlier?.design.hash);
  const folder = new ResumableFolder(options.out, KIND, asked);
  const executor = await executorFor(options.workers, { kind: "precision" });
  const tasks = await tasksFor(options.workers);
  const { signal, done } = interruptible();
  const progress = stagesOf(options.progress);
  const results: StructureResult[] = [];
  try {
    for (const structure of structures) {
      const result = await calibrateStructure(
        calibration,
        structure,
        effort,
        { executor, tasks, memory: folder, signal },
        earlier?.kept ?? null,
        ({ structure: name, stage, done: some, of }) => {
          progress.update(`${name}, ${stage}`, { done: some, of });
        },
      );
      if (result === null) break;
      results.push(result);
    }
  } catch (error) {
    if (error instanceof NothingKept) throw new UserError(`--from ${options.from!}: ${error.message}.`);
    throw error;
  } finally {
    progress.finish();
    done();
    await Promise.all([executor.close(), tasks.close()]);
  }
  if (results.length < structures.length) {
    process.stderr.write(
      `fcrsim: interrupted; ${results.length} of ${structures.length} structures are complete. ` +
        `What was simulated is kept in ${options.out}: the same command goes on from there.\n`,
    );
    return EXIT.interrupted;
  }
  const made = {
    program: "fcrsim",
    version: programVersion(),
    inputs,
    calibration: options.file,
    folder: options.out,
    effort,
    ...(earlier === null ? {} : { from: { design: earlier.file, hash: earlier.design.hash } }),
  };
  const posteriors = new Map<string, string>();
  for (const result of results) {
    for (const found of result.readings) {
      if (!found.fit) continue;
      const name = posteriorName(result.structure, found.reading);
      posteriors.set(name, posteriorText(calibration, result, found.posterior, made));
    }
  }
  for (const result of results) {
    if (result.readings.some(({ fit }) => fit)) {
      folder.write(designName(result.structure), designText(calibration, result, effort, made));
    }
  }
  const report = {
    ...made,
    calibration,
    file: namedFrom(options.out, options.file),
    from: earlier && { design: namedFrom(options.out, earlier.file), hash: earlier.design.hash },
    results,
    names: posteriorName,
  };
  for (const [name, text] of posteriors) folder.write(name, text);
  folder.write("report.md", calibrationMarkdown(report));
  folder.write("results.json", calibrationJson(report));
  process.stdout.write(calibrationSummary(report, options.out));
  return EXIT.done;
}

const KIND: ResumableKind = {
  work: "calibration",
  inputsFile: "calibration.json",
  parts: "simulated",
  file: "the calibration file",
};

/** Everything that decides the results. */
function inputsOf(
  { about, seed }: Calibration,
  structures: readonly Structure[],
  effort: Effort,
  inputs: string,
  from: string | undefined,
): ResumableInputs {
  const of = { calibration: about, structures: structures.map(({ name }) => name), seed, ...effort };
  const rest = { ...of, ...(from === undefined ? {} : { from }) };
  return { format: "fcrsim-calibration/1", version: programVersion(), ...rest, inputs };
}

/** "posterior-held-back-answered-calls.json" */
function posteriorName({ name }: Structure, reading: string): string {
  return `posterior-${inFileName(name)}-${inFileName(reading)}.json`;
}

/** "design-held-back.json" */
function designName({ name }: Structure): string {
  return `design-${inFileName(name)}.json`;
}

const inFileName = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]+/gu, "-");

function chosenStructures(calibration: Calibration, asked: readonly string[]): readonly Structure[] {
  const known = calibration.structures.map(({ name }) => name);
  for (const name of asked) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    throw new UserError(
      `--structure ${name}: there is no structure ${quoted(name)} in the file. ` +
        (near === undefined
          ? `There are ${listInWords(known.map(quoted))}.`
          : `Did you mean ${quoted(near)}?`),
    );
  }
  return calibration.structures.filter(({ name }) => asked.length === 0 || asked.includes(name));
}

/** A design that an earlier calibration has written, and what it knows of the months of this one. */
interface Earlier {
  readonly file: string;
  readonly design: DesignFile;
  readonly structure: Structure;
  readonly kept: KeptMonths;
}

function earlierOf(
  from: string,
  calibration: Calibration,
  { structure: asked, file }: CalibrateOptions,
): Earlier {
  const design = openDesign(from);
  const name = design.structure;
  const structure = calibration.structures.find((each) => each.name === name);
  if (structure === undefined) {
    const there = listInWords(calibration.structures.map((each) => quoted(each.name)));
    throw new UserError(
      `--from ${from}: it is of the structure ${quoted(name)}, and ${file} has none of that name, only ${there}.`,
    );
  }
  const other = asked.find((each) => each !== name);
  if (other !== undefined) {
    throw new UserError(
      `--structure ${other}: ${from} is of the structure ${quoted(name)} alone. ` +
        `Leave out --structure, or name a design of ${quoted(other)}.`,
    );
  }
  try {
    return { file: from, design, structure, kept: keptMonths(design, calibration, structure) };
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(`--from ${from}: ${error.message}.`);
    throw error;
  }
}

/** What is not asked for is as usual, or as it was in the design that is gone on from. */
function effortOf(options: CalibrateOptions, design: DesignFile | undefined): Effort {
  const effort: Effort = {
    ...USUAL_EFFORT,
    ...(design?.effort as Partial<Effort> | undefined),
    // Who says how many steps to take means as many.
    ...(options.steps === undefined ? {} : { doublings: 0 }),
    ...Object.fromEntries(
      (["points", "waves", "replications", "steps", "draws"] as const).flatMap((word) =>
        options[word] === undefined ? [] : [[word, options[word]]],
      ),
    ),
  };
  const problems = (Object.keys(LEAST) as (keyof typeof LEAST)[]).flatMap((word) =>
    effort[word] < LEAST[word] ? [`--${word} must be at least ${LEAST[word]}, but is ${effort[word]}.`] : [],
  );
  if (design !== undefined && effort.replications !== design.effort.replications) {
    problems.push(
      `--replications ${effort.replications}: the months of ${options.from!} were simulated ${design.effort.replications} times at ` +
        "each point, and a new one must be too. Leave out --replications.",
    );
  }
  if (problems.length > 0) throw new UserError(problems.join("\n"));
  return effort;
}
