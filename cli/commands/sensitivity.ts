import { type Chosen, chooseMeasures } from "../../engine/experiment/choice.ts";
import {
  END_REPLICATIONS,
  evaluateSensitivity,
  type SensitivityFound,
} from "../../engine/experiment/uncertainty/sensitivity.ts";
import type { Executor } from "../../engine/experiment/trial.ts";
import type { Scenario } from "../../engine/scenario/scenario.ts";
import { type Drawable, openUnknown } from "../drawable.ts";
import { executorFor } from "../executor.ts";
import { EXIT, UserError } from "../exit.ts";
import { inputsHash } from "../hash.ts";
import { interruptible } from "../interrupt.ts";
import { changeNotes } from "../notes.ts";
import { requireNewFolder, writeFolder } from "../outputs.ts";
import { periodName } from "../output/period.ts";
import {
  sensitivityCsv,
  sensitivityJson,
  sensitivityMarkdown,
  type SensitivityReport,
  sensitivityTable,
} from "../output/sensitivity.ts";
import { progressOf, type ProgressStyle } from "../progress.ts";
import { programVersion } from "../version.ts";

const USUAL_SAMPLES = 200;
/** Two are the least that tell chance from what is not known; for the money, more samples tell more. */
const USUAL_REPLICATIONS = 2;
const LEAST_SAMPLES = 10;
const MOST_SAMPLES = 100_000;
const RESULT_FILES = ["results.csv", "results.json", "results.md", "inputs.json"];

export interface SensitivityOptions {
  readonly file: string;
  readonly set: readonly string[];
  readonly measure: readonly string[];
  readonly samples: number | undefined;
  readonly replications: number | undefined;
  readonly ends: number | undefined;
  readonly seed: string | undefined;
  readonly format: "table" | "csv" | "json" | "markdown";
  readonly out: string | undefined;
  readonly overwrite: boolean;
  readonly workers: number | undefined;
  readonly progress: ProgressStyle;
}

/** `fcrsim sensitivity`: which of the things that are not known moves an answer most. */
export async function sensitivity(options: SensitivityOptions): Promise<number> {
  const prepared = prepare(options);
  const { samples, replications, ends } = prepared;
  const executor = await executorFor(options.workers, {
    kind: "fixed",
    replications: ends + samples * replications,
  });
  const { signal, done } = interruptible();
  let report: SensitivityReport | null;
  try {
    report = await studied(executor, prepared, options, signal);
  } finally {
    done();
    await executor.close();
  }
  if (report !== null) {
    process.stdout.write(written(report, options.format));
    if (options.out !== undefined) {
      writeFolder(options.out, options.overwrite, folderOf(report, prepared.drawable.scenario));
    }
  }
  if (!signal.aborted) return EXIT.done;
  const complete =
    report === null
      ? "there are no results yet"
      : `${report.samples} of ${samples} samples are in the results`;
  process.stderr.write(`fcrsim: interrupted; ${complete}.\n`);
  return EXIT.interrupted;
}

/** A study that has been checked and only needs to be run. */
interface Prepared {
  readonly drawable: Drawable;
  readonly measures: readonly Chosen[];
  readonly samples: number;
  readonly replications: number;
  readonly ends: number;
}

/** @returns null if it was interrupted before every figure had been moved alone. */
export async function studied(
  executor: Executor,
  { drawable, measures, samples, replications, ends }: Prepared,
  { progress: style, set }: Pick<SensitivityOptions, "progress" | "set">,
  signal: AbortSignal,
): Promise<SensitivityReport | null> {
  const { scenario, unknowns } = drawable;
  const progress = progressOf(style, scenario.name);
  try {
    const found = await evaluateSensitivity(
      executor,
      (values) => drawable.at(values, "this study"),
      unknowns,
      measures,
      { samples, replications, ends, seed: scenario.seed },
      { signal, progress: progress.update },
    );
    return found === null ? null : reportOf(drawable, found, { replications, ends }, set);
  } finally {
    progress.finish();
  }
}

/** Everything that can be wrong is found before the first second is simulated. */
export function prepare(options: SensitivityOptions): Prepared {
  const samples = options.samples ?? USUAL_SAMPLES;
  if (samples < LEAST_SAMPLES || samples > MOST_SAMPLES) {
    throw new UserError("--samples must be a whole number from 10 to 100,000, such as --samples 200.");
  }
  const replications = options.replications ?? USUAL_REPLICATIONS;
  if (replications % 2 === 1) {
    throw new UserError(
      "--replications must be even here, such as 2: the periods of an answer are divided into two halves.",
    );
  }
  if (options.out !== undefined) requireNewFolder(options.out, options.overwrite, RESULT_FILES);
  else if (options.overwrite) throw new UserError("--overwrite goes with --out, the folder to replace.");
  const drawable = openUnknown(options.file, options.seed, options.set);
  refuseLearnt(drawable, options.file);
  const asked = options.measure.length === 0 ? ["attrition"] : options.measure;
  const measures = asked.flatMap((text) => {
    const chosen = chooseMeasures(text, drawable.scenario);
    if ("problem" in chosen) throw new UserError(`--measure ${text}: ${chosen.problem}`);
    return chosen.value;
  });
  return { drawable, measures, samples, replications, ends: options.ends ?? END_REPLICATIONS };
}

/** @throws UserError if figures were learnt together: to move one of them alone is to leave what was learnt. */
function refuseLearnt({ scenario: { learnt }, unknowns }: Drawable, file: string): void {
  if (learnt === undefined || unknowns.every(({ distribution }) => distribution.kind !== "joint")) return;
  throw new UserError(
    `${file}: its figures were learnt together from ${learnt.file}, and sensitivity moves each by itself. ` +
      "Use fcrsim run --uncertain 200 for what follows from all of them, or --set learnt=none to study the ranges of the file.",
  );
}

function reportOf(
  { scenario, unknowns }: Drawable,
  found: SensitivityFound,
  { replications, ends }: Pick<Prepared, "replications" | "ends">,
  sets: readonly string[],
): SensitivityReport {
  return {
    program: "fcrsim",
    version: programVersion(),
    scenario: scenario.name,
    about: scenario.about,
    period: periodName(scenario.period),
    seed: scenario.seed,
    samples: found.samples,
    replications,
    ends,
    inputs: inputsHash(scenario),
    incomplete: found.interrupted
      ? `Interrupted: these results rest on the ${found.samples} samples that were complete.`
      : null,
    notes: [...changeNotes(sets), ...scenario.notes],
    unknowns,
    sensitivities: found.sensitivities,
  };
}

function written(report: SensitivityReport, format: SensitivityOptions["format"]): string {
  switch (format) {
    case "table":
      return sensitivityTable(report);
    case "csv":
      return sensitivityCsv(report);
    case "json":
      return sensitivityJson(report);
    case "markdown":
      return sensitivityMarkdown(report);
  }
}

function folderOf(report: SensitivityReport, scenario: Scenario): ReadonlyMap<string, string> {
  return new Map([
    ["results.csv", sensitivityCsv(report)],
    ["results.json", sensitivityJson(report)],
    ["results.md", sensitivityMarkdown(report)],
    ["inputs.json", `${JSON.stringify([scenario], null, 1)}\n`],
  ]);
}
