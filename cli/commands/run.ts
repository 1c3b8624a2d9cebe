import { evaluate, type Evaluation, type Stopping } from "../../engine/experiment/evaluate.ts";
import type { Scope } from "../../engine/experiment/rows.ts";
import { knownMeasures } from "../../engine/experiment/summary.ts";
import { suggestion } from "../../engine/scenario/faults.ts";
import { parseShare } from "../../engine/scenario/quantity.ts";
import type { Scenario } from "../../engine/scenario/scenario.ts";
import { executorFor } from "../executor.ts";
import { EXIT, UserError } from "../exit.ts";
import { inputsHash } from "../hash.ts";
import { interruptible } from "../interrupt.ts";
import { loadScenarios } from "../load.ts";
import { requireNewFolder, writeFolder } from "../outputs.ts";
import { asCsv } from "../output/csv.ts";
import { asJson } from "../output/json.ts";
import { asMarkdown } from "../output/markdown.ts";
import { periodName } from "../output/period.ts";
import type { RunReport } from "../output/report.ts";
import { asTable } from "../output/table.ts";
import { progressOf, type ProgressStyle } from "../progress.ts";
import { programVersion } from "../version.ts";

const USUAL_REPLICATIONS = 100;
const MOST_REPLICATIONS = 10_000;

export interface RunOptions {
  readonly files: readonly string[];
  readonly replications: number | undefined;
  readonly precision: string | undefined;
  readonly measures: string;
  readonly seed: string | undefined;
  readonly format: "table" | "json" | "csv" | "markdown";
  readonly by: "day" | "hour-of-week" | "interval" | undefined;
  readonly all: boolean;
  readonly out: string | undefined;
  readonly overwrite: boolean;
  readonly workers: number | undefined;
  readonly progress: ProgressStyle;
}

/** `fcrsim run`: results to standard output, everything else to standard error. */
export async function run(options: RunOptions): Promise<number> {
  // Everything that can be wrong is found before the first second is simulated.
  const scenarios = loadScenarios(options.files, options.seed);
  const stopping = stoppingOf(options, scenarios);
  if (options.out !== undefined) requireNewFolder(options.out, options.overwrite);
  const executor = await executorFor(options.workers, stopping);
  const { signal, done } = interruptible();
  const scopes: readonly Scope[] =
    options.by === undefined
      ? ["period"]
      : ["period", options.by === "hour-of-week" ? "hour of week" : options.by];
  const reports: RunReport[] = [];
  try {
    for (const scenario of scenarios) {
      const progress = progressOf(options.progress, scenario.name);
      const found = await evaluate(executor, scenario, stopping, {
        scopes,
        signal,
        progress: progress.update,
      });
      progress.finish();
      if (found !== null) reports.push(reportOf(scenario, found, stopping));
      if (signal.aborted) break;
    }
  } finally {
    done();
    await executor.close();
  }
  process.stdout.write(written(reports, options));
  if (options.out !== undefined)
    writeFolder(options.out, options.overwrite, folderOf(reports, scenarios, options));
  if (signal.aborted) {
    const complete = reports.reduce((sum, report) => sum + report.replications, 0);
    process.stderr.write(
      `fcrsim: interrupted; ${complete} replications were complete and are in the results.\n`,
    );
    return EXIT.interrupted;
  }
  return reports.every((report) => report.incomplete === null) ? EXIT.done : EXIT.failed;
}

function stoppingOf(options: RunOptions, scenarios: readonly Scenario[]): Stopping {
  if (options.precision === undefined) {
    return { kind: "fixed", replications: options.replications ?? USUAL_REPLICATIONS };
  }
  const precision = parseShare(options.precision);
  if ("problem" in precision) throw new UserError(`--precision: ${precision.problem}`);
  if (precision.value === 0)
    throw new UserError('--precision must be above zero. Write, for example, --precision "2%".');
  const measures = options.measures.split(",").map((measure) => measure.trim());
  const known = [...new Set(scenarios.flatMap((scenario) => scenario.queues.flatMap(knownMeasures)))];
  for (const measure of measures) {
    if (!known.includes(measure)) {
      throw new UserError(`--measures: "${measure}" is not a measure. ${suggestion(measure, known)}`);
    }
  }
  return {
    kind: "precision",
    relative: precision.value,
    measures,
    most: options.replications ?? MOST_REPLICATIONS,
  };
}

function reportOf(scenario: Scenario, found: Evaluation, stopping: Stopping): RunReport {
  return {
    program: "fcrsim",
    version: programVersion(),
    scenario: scenario.name,
    about: scenario.about,
    period: periodName(scenario.period),
    seed: scenario.seed,
    replications: found.replications,
    inputs: inputsHash(scenario),
    incomplete: whatIsMissing(found, stopping),
    precision: precisionReached(found, stopping),
    notes: scenario.notes,
    rows: found.rows,
  };
}

function whatIsMissing(found: Evaluation, stopping: Stopping): string | null {
  if (found.complete) return null;
  if (found.interrupted) {
    return `Interrupted: these results rest on the ${found.replications} replications that were complete.`;
  }
  if (stopping.kind === "fixed" || found.reached === null) return null;
  return (
    `The precision asked for (${percent(stopping.relative)}) was not reached in ${found.replications} replications. ` +
    "Ask for more with --replications, or for less precision."
  );
}

function precisionReached(found: Evaluation, stopping: Stopping): string | null {
  if (stopping.kind !== "precision" || found.reached === null) return null;
  const { relative, measure, queue } = found.reached;
  return (
    `Precision asked for: half-width within ${percent(stopping.relative)} of the mean; reached: ${percent(relative)} ` +
    `(widest: ${measure} of queue ${queue}).`
  );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)}%`;
}

function written(reports: readonly RunReport[], { format, all }: RunOptions): string {
  switch (format) {
    case "table":
      return reports.map((report) => asTable(report, all)).join("\n");
    case "markdown":
      return reports.map((report) => asMarkdown(report, all)).join("\n");
    case "csv":
      return asCsv(reports);
    case "json":
      return asJson(reports);
  }
}

function folderOf(
  reports: readonly RunReport[],
  scenarios: readonly Scenario[],
  { all }: RunOptions,
): ReadonlyMap<string, string> {
  return new Map([
    ["results.csv", asCsv(reports)],
    ["results.json", asJson(reports)],
    ["results.md", reports.map((report) => asMarkdown(report, all)).join("\n")],
    ["inputs.json", `${JSON.stringify(scenarios, null, 1)}\n`],
  ]);
}
