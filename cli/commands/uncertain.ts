import { evaluateUnknown, type UnknownEvaluation } from "../../engine/experiment/uncertainty/unknownRows.ts";
import type { Change } from "../../engine/scenario/change.ts";
import { changeTo, drawUnknowns } from "../../engine/scenario/draws.ts";
import type { OpenedScenario } from "../../engine/scenario/read.ts";
import type { Scenario, Unknown } from "../../engine/scenario/scenario.ts";
import { executorFor } from "../executor.ts";
import { EXIT, UserError } from "../exit.ts";
import { inputsHash } from "../hash.ts";
import { interruptible } from "../interrupt.ts";
import { changesOf, openOne, scenarioOf } from "../load.ts";
import { requireNewFolder, writeFolder } from "../outputs.ts";
import { periodName } from "../output/period.ts";
import {
  unknownCsv,
  unknownJson,
  unknownMarkdown,
  type UnknownReport,
  unknownTable,
} from "../output/unknown.ts";
import { progressOf } from "../progress.ts";
import { programVersion } from "../version.ts";
import type { RunOptions } from "./run.ts";

/** Few: for the money, more draws tell more than more periods of each. Two are the least that show any chance. */
const USUAL_REPLICATIONS = 5;
const LEAST_DRAWS = 10;
const MOST_DRAWS = 10_000;
const RESULT_FILES = ["results.csv", "results.json", "results.md", "inputs.json"];

/** A scenario in which some figures are not known, ready to be drawn. */
export interface Drawable {
  readonly scenario: Scenario;
  readonly unknowns: readonly Unknown[];
  /** The scenario with these values for the unknown figures, in their order. @throws UserError if they do not go together. */
  readonly at: (values: readonly number[], why: string) => Scenario;
}

/** Opens a scenario file in which something is not known. @throws UserError with its faults, or if all is known. */
export function openUnknown(file: string, seed: string | undefined, sets: readonly string[]): Drawable {
  const changes = changesOf(sets);
  const opened = openOne(file);
  const scenario = scenarioOf(opened.read(changes), file, seed);
  const { unknowns = [] } = scenario;
  if (unknowns.length === 0) {
    throw new UserError(
      `${file}: every figure of this scenario is known, so there is nothing to draw. ` +
        "Write a range in place of a figure, such as mean: { low: 5m, central: 5m 18s, high: 5m 40s }.",
    );
  }
  return { scenario, unknowns, at: (values, why) => settled(opened, changes, unknowns, values, why, seed) };
}

function settled(
  opened: OpenedScenario,
  changes: readonly Change[],
  unknowns: readonly Unknown[],
  values: readonly number[],
  why: string,
  seed: string | undefined,
): Scenario {
  const result = opened.read([
    ...changes,
    ...unknowns.map((unknown, i) => changeTo(unknown, values[i]!, "")),
  ]);
  if ("scenario" in result) return seed === undefined ? result.scenario : { ...result.scenario, seed };
  const [fault] = result.faults;
  const drawn = unknowns.map((unknown, i) => changeTo(unknown, values[i]!, "").asked);
  throw new UserError(
    `${why}: what was drawn does not go together: ${drawn.join("; ")}. ` +
      `${fault === undefined ? "" : `${fault.path.join(" › ")}: ${fault.message} `}Narrow the ranges.`,
  );
}

/** `fcrsim run --uncertain`: what follows from what is not known, apart from chance. */
export async function runUncertain(options: RunOptions & { readonly uncertain: number }): Promise<number> {
  const drawables = prepared(options);
  const replications = options.replications ?? USUAL_REPLICATIONS;
  if (options.out !== undefined) requireNewFolder(options.out, options.overwrite, RESULT_FILES);
  const executor = await executorFor(options.workers, {
    kind: "fixed",
    replications: options.uncertain * replications,
  });
  const { signal, done } = interruptible();
  const reports: UnknownReport[] = [];
  try {
    for (const { scenario, unknowns, at } of drawables) {
      const progress = progressOf(options.progress, scenario.name);
      const found = await evaluateUnknown(
        executor,
        (draw) => at(drawUnknowns(unknowns, scenario.seed, draw), `draw ${draw + 1}`),
        { draws: options.uncertain, replications },
        { signal, progress: progress.update },
      );
      progress.finish();
      if (found !== null) reports.push(reportOf(scenario, unknowns, found, replications, options.set));
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

/** Everything that can be wrong is found before the first second is simulated, every draw included. */
function prepared(options: RunOptions & { readonly uncertain: number }): readonly Drawable[] {
  const { uncertain: draws, replications } = options;
  if (draws < LEAST_DRAWS || draws > MOST_DRAWS) {
    throw new UserError(
      `--uncertain must be a whole number from ${LEAST_DRAWS} to 10,000, such as --uncertain 200.`,
    );
  }
  if (options.precision !== undefined || options.measures !== undefined)
    throw new UserError("--precision and --measures do not go with --uncertain. Ask for more draws instead.");
  if (options.by !== undefined)
    throw new UserError("--by does not go with --uncertain, which is for whole periods. Leave one out.");
  if (replications === 1)
    throw new UserError(
      "--uncertain needs --replications of at least 2: one period alone does not show chance.",
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
    notes: [
      ...(sets.length === 0 ? [] : [`Changed by --set, and not as the file says: ${sets.join("; ")}.`]),
      ...scenario.notes,
    ],
    unknowns,
    rows: found.rows,
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
