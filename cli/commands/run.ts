import { asFirstAttempts } from "../../engine/centre/attempts.ts";
import { planOf } from "../../engine/centre/plan.ts";
import { evaluate, type Evaluation, type Stopping } from "../../engine/experiment/evaluate.ts";
import { MonthTargets, type TargetByMonth } from "../../engine/experiment/monthTargets.ts";
import type { Target } from "../../engine/experiment/targets.ts";
import type { Scope } from "../../engine/experiment/rows.ts";
import type { Executor } from "../../engine/experiment/trial.ts";
import { knownMeasures } from "../../engine/experiment/summary.ts";
import { suggestion } from "../../engine/scenario/faults.ts";
import { isHorizon } from "../../engine/scenario/horizon.ts";
import { parseShare } from "../../engine/scenario/quantity.ts";
import type { Scenario } from "../../engine/scenario/scenario.ts";
import { executorFor } from "../executor.ts";
import { EXIT, UserError } from "../exit.ts";
import { inputsHash } from "../hash.ts";
import { firstAttemptsOf } from "../firstAttempts.ts";
import { interruptible } from "../interrupt.ts";
import { loadScenarios } from "../load.ts";
import { figureNotes } from "../notes.ts";
import { requireNewFolder, writeFolder } from "../outputs.ts";
import { asCsv } from "../output/csv.ts";
import { asJson } from "../output/json.ts";
import { asMarkdown } from "../output/markdown.ts";
import { periodName } from "../output/period.ts";
import type { RunReport } from "../output/report.ts";
import { asTable } from "../output/table.ts";
import { progressOf, type ProgressStyle } from "../progress.ts";
import { parseTarget } from "../targetText.ts";
import { programVersion } from "../version.ts";

const USUAL_REPLICATIONS = 100;
const MOST_REPLICATIONS = 10_000;
const USUAL_MEASURES = "attrition,meanWaitAnswered";
const RESULT_FILES = ["results.csv", "results.json", "results.md", "inputs.json"];

export interface RunOptions {
  readonly files: readonly string[];
  readonly replications: number | undefined;
  readonly precision: string | undefined;
  readonly measures: string | undefined;
  readonly seed: string | undefined;
  readonly set: readonly string[];
  readonly target: readonly string[];
  readonly format: "table" | "json" | "csv" | "markdown";
  readonly by: "month" | "day" | "hour-of-week" | "interval" | undefined;
  readonly controls: boolean;
  readonly all: boolean;
  readonly out: string | undefined;
  readonly overwrite: boolean;
  readonly workers: number | undefined;
  readonly progress: ProgressStyle;
}

/** `fcrsim run`: results to standard output, everything else to standard error. */
export async function run(options: RunOptions): Promise<number> {
  // Everything that can be wrong is found before the first second is simulated.
  const loaded = loadScenarios(options.files, options.seed, options.set);
  const stopping = stoppingOf(options, loaded);
  requireKept(options.by, loaded);
  const targets = loaded.map((scenario) => targetsOf(options.target, scenario));
  if (options.out !== undefined) requireNewFolder(options.out, options.overwrite, RESULT_FILES);
  else if (options.overwrite) throw new UserError("--overwrite goes with --out, the folder to replace.");
  const executor = await executorFor(options.workers, stopping);
  const { signal, done } = interruptible();
  const reports: RunReport[] = [];
  const scenarios: Scenario[] = [];
  try {
    for (const [i, stated] of loaded.entries()) {
      const { by, controls, set } = options;
      const found = await simulated(
        executor,
        stated,
        { stopping, by, controls, set, targets: targets[i]! },
        options.progress,
        signal,
      );
      if (found === null) break;
      scenarios.push(found.scenario);
      if (found.report !== null) reports.push(found.report);
      if (signal.aborted) break;
    }
  } finally {
    done();
    await executor.close();
  }
  if (reports.length > 0) {
    process.stdout.write(written(reports, options));
    if (options.out !== undefined) {
      const simulated = scenarios.slice(0, reports.length);
      writeFolder(options.out, options.overwrite, folderOf(reports, simulated, options));
    }
  }
  if (signal.aborted) {
    process.stderr.write(`fcrsim: interrupted; ${whatIsComplete(reports, loaded)}.\n`);
    return EXIT.interrupted;
  }
  return reports.every((report) => report.incomplete === null) ? EXIT.done : EXIT.failed;
}

/** What is asked of the run of one scenario. */
interface Asked extends Pick<RunOptions, "by" | "controls" | "set"> {
  readonly stopping: Stopping;
  readonly targets: readonly Target[];
}

/**
 * Runs one scenario.
 *
 * @param stated As its file says; callers behind attempts are found first.
 * @returns null if it was interrupted before it began; no report if no replication was complete.
 */
export async function simulated(
  executor: Executor,
  stated: Scenario,
  { stopping, by, controls, set, targets }: Asked,
  style: ProgressStyle,
  signal: AbortSignal,
): Promise<{ readonly scenario: Scenario; readonly report: RunReport | null } | null> {
  const scenario = await firstAttemptsOf(executor, stated, style, signal);
  if (scenario === null) return null;
  const progress = progressOf(style, scenario.name);
  const scopes = scopesOf(by, scenario);
  const byMonth = targets.length === 0 ? null : new MonthTargets(planOf(scenario), targets, scopes);
  const found = await evaluate(executor, scenario, stopping, {
    scopes,
    watch: (seen) => byMonth?.add(seen),
    controls,
    signal,
    progress: progress.update,
  });
  progress.finish();
  const report = found === null ? null : reportOf(scenario, found, stopping, set, byMonth?.found() ?? []);
  return { scenario, report };
}

/** A run of several months is always told of month by month. */
function scopesOf(by: RunOptions["by"], { period }: Scenario): readonly Scope[] {
  const asked = by === undefined ? [] : [by === "hour-of-week" ? ("hour of week" as const) : by];
  return [...new Set<Scope>(["period", ...(isHorizon(period) ? ["month" as const] : []), ...asked])];
}

/** @throws UserError if targets are asked of a run that has no months to tell of. */
export function targetsOf(texts: readonly string[], scenario: Scenario): readonly Target[] {
  if (texts.length > 0 && !isHorizon(scenario.period)) {
    throw new UserError(
      `--target goes with a run of several months, and ${scenario.name} counts ${periodName(scenario.period)}. ` +
        "Give it months: 2023-02 to 2024-03, say; for one period use fcrsim compare --target.",
    );
  }
  return texts.map((text) => parseTarget(text, asFirstAttempts(scenario)));
}

function whatIsComplete(reports: readonly RunReport[], scenarios: readonly Scenario[]): string {
  const complete = reports.reduce((sum, report) => sum + report.replications, 0);
  if (complete === 0) return "no replication was complete, so there are no results";
  const said =
    complete === 1
      ? "1 replication was complete and is in the results"
      : `${complete} replications were complete and are in the results`;
  const notBegun = scenarios.slice(reports.length).map(({ name }) => name);
  return notBegun.length === 0 ? said : `${said}; not begun: ${notBegun.join(", ")}`;
}

/** Long runs keep their results by hour of the week only (in each month), so that memory does not grow with time. */
function requireKept(by: RunOptions["by"], scenarios: readonly Scenario[]): void {
  const without = by === "month" ? scenarios.find(({ period }) => period.kind === "days") : undefined;
  if (without !== undefined) {
    throw new UserError(
      `--by month: ${without.name} counts ${periodName(without.period)}, without a calendar. Give it months, or leave --by out.`,
    );
  }
  if (by !== "day" && by !== "interval") return;
  for (const scenario of scenarios) {
    if (planOf(asFirstAttempts(scenario)).binKind === "interval") continue;
    throw new UserError(
      `--by ${by}: ${scenario.name} is too long for it (over 248 days by the hour, or 62 by the quarter of an hour). ` +
        "Simulate a shorter period, or use --by hour-of-week (or, of calendar months, --by month).",
    );
  }
}

function stoppingOf(options: RunOptions, scenarios: readonly Scenario[]): Stopping {
  if (options.precision === undefined) {
    if (options.measures !== undefined)
      throw new UserError("--measures goes with --precision, which it is for.");
    return { kind: "fixed", replications: options.replications ?? USUAL_REPLICATIONS };
  }
  const precision = parseShare(options.precision);
  if ("problem" in precision) throw new UserError(`--precision: ${precision.problem}`);
  if (precision.value === 0)
    throw new UserError('--precision must be above zero. Write, for example, --precision "2%".');
  const measures = (options.measures ?? USUAL_MEASURES).split(",").map((measure) => measure.trim());
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

function reportOf(
  scenario: Scenario,
  found: Evaluation,
  stopping: Stopping,
  sets: readonly string[],
  targets: readonly TargetByMonth[],
): RunReport {
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
    notes: [...figureNotes(scenario, sets), ...scenario.notes],
    rows: found.rows,
    targets,
  };
}

function whatIsMissing(found: Evaluation, stopping: Stopping): string | null {
  if (found.complete) return null;
  if (found.interrupted) {
    const complete =
      found.replications === 1 ? "one replication that was" : `${found.replications} replications that were`;
    return `Interrupted: these results rest on the ${complete} complete.`;
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
  if (!Number.isFinite(share)) return "unknown";
  return `${(100 * share).toFixed(2)}%`;
}

function written(reports: readonly RunReport[], { format, all, by }: RunOptions): string {
  switch (format) {
    case "table":
      return reports.map((report) => asTable(report, all, by === "month")).join("\n");
    case "markdown":
      return reports.map((report) => asMarkdown(report, all, by === "month")).join("\n");
    case "csv":
      return asCsv(reports);
    case "json":
      return asJson(reports);
  }
}

function folderOf(
  reports: readonly RunReport[],
  scenarios: readonly Scenario[],
  { all, by }: RunOptions,
): ReadonlyMap<string, string> {
  return new Map([
    ["results.csv", asCsv(reports)],
    ["results.json", asJson(reports)],
    ["results.md", reports.map((report) => asMarkdown(report, all, by === "month")).join("\n")],
    ["inputs.json", `${JSON.stringify(scenarios, null, 1)}\n`],
  ]);
}
