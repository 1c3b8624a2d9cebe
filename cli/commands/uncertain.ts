import type { Target } from "../../engine/experiment/targets.ts";
import type { Executor } from "../../engine/experiment/trial.ts";
import {
  type ByMonth,
  evaluateUnknown,
  type UnknownEvaluation,
} from "../../engine/experiment/uncertainty/unknownRows.ts";
import { drawUnknowns } from "../../engine/scenario/draws.ts";
import { isHorizon } from "../../engine/scenario/horizon.ts";
import type { Scenario, Unknown } from "../../engine/scenario/scenario.ts";
import { type Drawable, openUnknown } from "../drawable.ts";
import { executorFor } from "../executor.ts";
import { EXIT, UserError } from "../exit.ts";
import { inputsHash } from "../hash.ts";
import { interruptible } from "../interrupt.ts";
import { changeNotes } from "../notes.ts";
import { requireNewFolder, writeFolder } from "../outputs.ts";
import { isToldByMonth } from "../output/monthTable.ts";
import { periodName } from "../output/period.ts";
import {
  unknownCsv,
  unknownJson,
  unknownMarkdown,
  type UnknownReport,
  unknownTable,
} from "../output/unknown.ts";
import { progressOf, type ProgressStyle } from "../progress.ts";
import { programVersion } from "../version.ts";
import { type RunOptions, targetsOf } from "./run.ts";

/** Few: for the money, more draws tell more than more periods of each. Two are the least that show any chance. */
const USUAL_REPLICATIONS = 5;
const LEAST_DRAWS = 10;
const MOST_DRAWS = 10_000;
const RESULT_FILES = ["results.csv", "results.json", "results.md", "inputs.json"];

/** `fcrsim run --uncertain`: what follows from what is not known, apart from chance. */
export async function runUncertain(options: RunOptions & { readonly uncertain: number }): Promise<number> {
  const drawables = prepared(options);
  const targets = drawables.map(({ scenario }) => targetsOf(options.target, scenario));
  const replications = options.replications ?? USUAL_REPLICATIONS;
  if (options.out !== undefined) requireNewFolder(options.out, options.overwrite, RESULT_FILES);
  const executor = await executorFor(options.workers, {
    kind: "fixed",
    replications: options.uncertain * replications,
  });
  const { signal, done } = interruptible();
  const reports: UnknownReport[] = [];
  try {
    for (const [i, drawable] of drawables.entries()) {
      const report = await drawn(
        executor,
        drawable,
        { draws: options.uncertain, replications, targets: targets[i]!, set: options.set },
        options.progress,
        signal,
      );
      if (report !== null) reports.push(report);
      if (signal.aborted) break;
    }
  } finally {
    done();
    await executor.close();
  }
  if (reports.length > 0) {
    process.stdout.write(written(reports, options));
    if (options.out !== undefined) {
      const inputs = drawables.slice(0, reports.length).map(({ scenario }) => scenario);
      writeFolder(options.out, options.overwrite, folderOf(reports, inputs, options.all));
    }
  }
  if (!signal.aborted) return EXIT.done;
  const draws = reports.reduce((sum, report) => sum + report.draws, 0);
  const complete =
    draws === 0
      ? "fewer than two draws were complete, so there are no results"
      : `${draws} draws were complete and are in the results`;
  process.stderr.write(`fcrsim: interrupted; ${complete}.\n`);
  return EXIT.interrupted;
}

/** What is asked of the run of one scenario. */
interface Asked {
  readonly draws: number;
  readonly replications: number;
  readonly targets: readonly Target[];
  readonly set: readonly string[];
}

/** Runs one scenario under drawn figures. @returns null if it was interrupted before two draws were complete. */
export async function drawn(
  executor: Executor,
  { scenario, unknowns, at }: Drawable,
  { draws, replications, targets, set }: Asked,
  style: ProgressStyle,
  signal: AbortSignal,
): Promise<UnknownReport | null> {
  const progress = progressOf(style, scenario.name);
  const found = await evaluateUnknown(
    executor,
    (draw) => at(drawUnknowns(unknowns, scenario.seed, draw), `draw ${draw + 1}`),
    { draws, replications },
    { months: byMonth(scenario, targets), signal, progress: progress.update },
  );
  progress.finish();
  return found === null ? null : reportOf(scenario, unknowns, found, replications, set);
}

/** Runs of several months are told of month by month: what the table shows, and what targets are of. */
function byMonth(scenario: Scenario, targets: readonly Target[]): ByMonth | null {
  if (!isHorizon(scenario.period)) return null;
  return {
    targets,
    keeps: (row) =>
      isToldByMonth(row) ||
      targets.some(({ of, name, measure }) => of === row.of && name === row.name && measure === row.measure),
  };
}

/** Everything that can be wrong is found before the first second is simulated, every draw included. */
function prepared(options: RunOptions & { readonly uncertain: number }): readonly Drawable[] {
  const draws = options.uncertain;
  requireDraws(draws, options.replications);
  if (options.precision !== undefined || options.measures !== undefined)
    throw new UserError("--precision and --measures do not go with --uncertain. Ask for more draws instead.");
  if (options.by !== undefined)
    throw new UserError(
      "--by does not go with --uncertain, which tells of whole periods, and of the months of several. Leave one out.",
    );
  if (options.out === undefined && options.overwrite)
    throw new UserError("--overwrite goes with --out, the folder to replace.");
  const drawables = options.files.map((file) => openUnknown(file, options.seed, options.set));
  for (const { scenario, unknowns, at } of drawables) {
    for (let draw = 0; draw < draws; draw++)
      at(drawUnknowns(unknowns, scenario.seed, draw), `${scenario.name}, draw ${draw + 1}`);
  }
  return drawables;
}

/** @throws UserError for too few or too many draws, or too few periods of each. */
export function requireDraws(draws: number, replications: number | undefined): void {
  if (draws < LEAST_DRAWS || draws > MOST_DRAWS) {
    throw new UserError(
      `--uncertain must be a whole number from ${LEAST_DRAWS} to 10,000, such as --uncertain 200.`,
    );
  }
  if (replications === 1)
    throw new UserError(
      "--uncertain needs --replications of at least 2: one period alone does not show chance.",
    );
}

function reportOf(
  scenario: Scenario,
  unknowns: readonly Unknown[],
  found: UnknownEvaluation,
  replications: number,
  sets: readonly string[],
): UnknownReport {
  return {
    program: "fcrsim",
    version: programVersion(),
    scenario: scenario.name,
    about: scenario.about,
    period: periodName(scenario.period),
    seed: scenario.seed,
    draws: found.draws,
    replications,
    inputs: inputsHash(scenario),
    incomplete: found.interrupted
      ? `Interrupted: these results rest on the ${found.draws} draws that were complete.`
      : null,
    notes: [...changeNotes(sets), ...scenario.notes],
    unknowns,
    rows: found.rows,
    targets: found.targets,
  };
}

function written(reports: readonly UnknownReport[], { format, all }: RunOptions): string {
  switch (format) {
    case "table":
      return reports.map((report) => unknownTable(report, all)).join("\n");
    case "markdown":
      return reports.map((report) => unknownMarkdown(report, all)).join("\n");
    case "csv":
      return unknownCsv(reports);
    case "json":
      return unknownJson(reports);
  }
}

function folderOf(
  reports: readonly UnknownReport[],
  scenarios: readonly Scenario[],
  all: boolean,
): ReadonlyMap<string, string> {
  return new Map([
    ["results.csv", unknownCsv(reports)],
    ["results.json", unknownJson(reports)],
    ["results.md", reports.map((report) => unknownMarkdown(report, all)).join("\n")],
    ["inputs.json", `${JSON.stringify(scenarios, null, 1)}\n`],
  ]);
}
