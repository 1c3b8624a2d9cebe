import { asFirstAttempts } from "../../engine/centre/attempts.ts";
import { planOf } from "../../engine/centre/plan.ts";
import { chooseMeasures } from "../../engine/experiment/choice.ts";
import { compare, type ComparisonStopping } from "../../engine/experiment/compare.ts";
import type { PeriodMeasure } from "../../engine/experiment/periodMeasures.ts";
import { screen, type ScreenedBy } from "../../engine/experiment/screen.ts";
import type { Target } from "../../engine/experiment/targets.ts";
import type { Executor } from "../../engine/experiment/trial.ts";
import { parseMonth } from "../../engine/scenario/calendarText.ts";
import { isHorizon } from "../../engine/scenario/horizon.ts";
import { parseShare } from "../../engine/scenario/quantity.ts";
import type { Scenario } from "../../engine/scenario/scenario.ts";
import { executorFor } from "../executor.ts";
import { EXIT, UserError } from "../exit.ts";
import { inputsHash } from "../hash.ts";
import { firstAttemptsOfAll } from "../firstAttempts.ts";
import { interruptible } from "../interrupt.ts";
import { loadScenarios } from "../load.ts";
import { otherLearntNotes } from "../notes.ts";
import { requireNewFolder, writeFolder } from "../outputs.ts";
import { comparisonCsv, targetsCsv } from "../output/comparison/csv.ts";
import { comparisonMarkdown } from "../output/comparison/markdown.ts";
import type { ComparisonReport } from "../output/comparison/report.ts";
import { comparisonTable } from "../output/comparison/table.ts";
import { periodName } from "../output/period.ts";
import { progressOf, type ProgressStyle } from "../progress.ts";
import { measuredAs, parseTarget, parseWorth } from "../targetText.ts";
import { programVersion } from "../version.ts";

const USUAL_REPLICATIONS = 100;
const MOST_REPLICATIONS = 10_000;
const LEAST_TO_SCREEN = 20;
const MOST_PLANS = 50;
const RESULT_FILES = [
  "comparison.csv",
  "targets.csv",
  "comparison.json",
  "comparison.md",
  "inputs.json",
] as const;

/** What is looked at unless something else is asked for: the fewer, the sharper each verdict. */
const USUAL = new Set([
  "attrition",
  "meanWaitAnswered",
  "meanBacklog",
  "meanAgeDone",
  "waitP90Answered",
  "occupancy",
  "onDuty",
]);

export interface CompareOptions {
  readonly base: string;
  readonly plans: readonly string[];
  readonly months: string | undefined;
  readonly by: "month" | undefined;
  readonly replications: number | undefined;
  readonly precision: string | undefined;
  readonly measure: readonly string[];
  readonly all: boolean;
  readonly target: readonly string[];
  readonly screen: string | undefined;
  readonly worth: string | undefined;
  readonly seed: string | undefined;
  readonly format: "table" | "json" | "csv" | "markdown";
  readonly out: string | undefined;
  readonly overwrite: boolean;
  readonly workers: number | undefined;
  readonly progress: ProgressStyle;
}

/** `fcrsim compare`: plans against a base, with the same callers. Results to standard output, the rest to standard error. */
export async function runCompare(options: CompareOptions): Promise<number> {
  // Everything that can be wrong is found before the first second is simulated.
  requireSense(options);
  const files = sameCallers(loadScenarios([options.base, ...options.plans], options.seed));
  const periods = inMonths(files, options.months);
  const [base] = files;
  requireMonths(options.by, base!);
  const isLookedAt = lookedAt(options, base!, files.slice(1));
  const targets = options.target.map((text) => parseTarget(text, base!));
  const screening = screeningOf(options, base!);
  const stopping = stoppingOf(options);
  if (options.out !== undefined) requireNewFolder(options.out, options.overwrite, RESULT_FILES);
  else if (options.overwrite) throw new UserError("--overwrite goes with --out, the folder to replace.");
  const executor = await executorFor(options.workers, stopping, files.length);
  const { signal, done } = interruptible();
  const reports: ComparisonReport[] = [];
  const simulated: (readonly Scenario[])[] = [];
  try {
    for (const stated of periods) {
      const scenarios = await firstAttemptsOfAll(executor, stated, options.progress, signal);
      if (scenarios === null) break;
      simulated.push(scenarios);
      const progress = progressOf(options.progress, periodName(scenarios[0]!.period));
      const work = { executor, scenarios, signal, progress: progress.update };
      const found =
        screening === null
          ? await compared(work, stopping, isLookedAt, targets, options.by === "month")
          : await screened(work, screening, options.replications ?? MOST_REPLICATIONS);
      progress.finish();
      if (found !== null) reports.push(reportOf(scenarios, found));
      if (signal.aborted) break;
    }
  } finally {
    done();
    await executor.close();
  }
  if (reports.length > 0) {
    process.stdout.write(written(reports, options.format));
    if (options.out !== undefined) writeFolder(options.out, options.overwrite, folderOf(reports, simulated));
  }
  if (signal.aborted) {
    process.stderr.write(
      reports.length === 0
        ? "fcrsim: interrupted before every plan had one replication, so there are no results.\n"
        : "fcrsim: interrupted; what was complete is in the results.\n",
    );
    return EXIT.interrupted;
  }
  return reports.every(isAsAsked) ? EXIT.done : EXIT.failed;
}

/** Complete, and some plan (or the base) meets all targets on average, if there are any. */
function isAsAsked({ incomplete, found }: ComparisonReport): boolean {
  if (incomplete !== null) return false;
  if (found.kind === "screening" || found.comparison.feasibility.length === 0) return true;
  return found.comparison.feasibility.some((one) => one.found.onAverage === "met");
}

interface Work {
  readonly executor: Executor;
  readonly scenarios: readonly Scenario[];
  readonly signal: AbortSignal;
  readonly progress: (progress: { readonly done: number; readonly of: number }) => void;
}

type Found = Pick<ComparisonReport, "found" | "incomplete">;

/** @returns null if it was interrupted before one replication of all was complete. */
export async function compared(
  { executor, scenarios, signal, progress }: Work,
  stopping: ComparisonStopping,
  isLookedAt: (measure: PeriodMeasure) => boolean,
  targets: readonly Target[],
  months: boolean,
): Promise<Found | null> {
  const [base, ...plans] = scenarios;
  const comparison = await compare(executor, base!, plans, stopping, {
    measures: isLookedAt,
    targets,
    months,
    signal,
    progress,
  });
  if (comparison === null) return null;
  return { found: { kind: "differences", comparison }, incomplete: whatIsMissing(comparison, stopping) };
}

async function screened(
  { executor, scenarios, signal, progress }: Work,
  by: ScreenedBy,
  most: number,
): Promise<Found | null> {
  const screening = await screen(executor, scenarios, by, { most, signal, progress });
  if (screening === null) return null;
  const { unit, title } = measuredAs(by, scenarios[0]!);
  return {
    found: { kind: "screening", screening, unit, title },
    incomplete: screening.complete
      ? null
      : screening.interrupted
        ? "Interrupted: these results rest on the replications that were complete, and no plan is chosen."
        : `No plan could be chosen within ${most} replications. Allow more with --replications, or say with --worth that ` +
          "larger differences do not matter.",
  };
}

function whatIsMissing(
  { interrupted, complete, replications, reached }: NonNullable<Awaited<ReturnType<typeof compare>>>,
  stopping: ComparisonStopping,
): string | null {
  if (complete) return null;
  if (interrupted) {
    return replications === 1
      ? "Interrupted: these results rest on the one replication that was complete for every plan."
      : `Interrupted: these results rest on the ${replications} replications that were complete for every plan.`;
  }
  if (stopping.kind === "fixed" || reached === null) return null;
  return (
    `The precision asked for was not reached in ${replications} replications: the widest is ${reached.measure} of ` +
    `${reached.of}, whose difference is known to ${(100 * reached.relative).toFixed(2)}% of the base. ` +
    "Ask for more with --replications, or for less precision."
  );
}

/** @throws UserError for what contradicts itself. */
export function requireSense({
  plans,
  base,
  screen: by,
  worth,
  target,
  precision,
  measure,
  all,
  by: month,
}: CompareOptions): void {
  if (plans.length === 0) {
    throw new UserError(
      `there is nothing to compare ${base} with. Name one or more plans after it: fcrsim compare ${base} plan.yaml`,
    );
  }
  if (plans.length > MOST_PLANS) {
    throw new UserError(`${plans.length} plans are too many: at most ${MOST_PLANS} at a time.`);
  }
  const files = [base, ...plans];
  const twice = files.find((file, i) => files.indexOf(file) !== i);
  if (twice !== undefined) throw new UserError(`${twice} is named twice. Name each file once.`);
  if (measure.length > 0 && all) throw new UserError("--measure and --all contradict each other. Use one.");
  if (by === undefined) {
    if (worth !== undefined) throw new UserError("--worth goes with --screen, which it is for.");
    return;
  }
  if (worth === undefined) {
    throw new UserError(
      '--screen needs --worth, the smallest difference worth having, such as --worth "1%" or --worth "10 seconds".',
    );
  }
  const other = [
    [target.length > 0, "--target"],
    [precision !== undefined, "--precision"],
    [measure.length > 0, "--measure"],
    [all, "--all"],
    [month !== undefined, "--by"],
  ] as const;
  for (const [given, option] of other) {
    if (given) throw new UserError(`${option} does not go with --screen, which looks at one measure only.`);
  }
}

/** @throws UserError if months are asked for and there are not several. */
export function requireMonths(by: CompareOptions["by"], { name, period }: Scenario): void {
  if (by !== "month" || isHorizon(period)) return;
  throw new UserError(
    `--by month goes with several months, and ${name} counts ${periodName(period)}. Leave it out.`,
  );
}

/** All scenarios with the seed of the first: plans that are compared meet the same callers. */
export function sameCallers(scenarios: readonly Scenario[]): readonly Scenario[] {
  const { seed } = scenarios[0]!;
  return scenarios.map((scenario) => (scenario.seed === seed ? scenario : { ...scenario, seed }));
}

/** The scenarios as they stand, or once for each month that is asked for. */
function inMonths(
  scenarios: readonly Scenario[],
  months: string | undefined,
): readonly (readonly Scenario[])[] {
  if (months === undefined) {
    requireSamePeriod(scenarios);
    return [scenarios];
  }
  const named = months.split(",").map((text) => text.trim());
  const repeated = named.find((text, i) => named.indexOf(text) !== i);
  if (repeated !== undefined) throw new UserError(`--months names ${repeated} twice. Name it once.`);
  return named.map((text) => {
    const month = parseMonth(text);
    if ("problem" in month) throw new UserError(`--months: ${month.problem}`);
    return scenarios.map((scenario) => inMonth(scenario, month.value));
  });
}

/** @throws UserError naming two that count different periods. */
export function requireSamePeriod([base, ...plans]: readonly Scenario[]): void {
  for (const plan of plans) {
    if (JSON.stringify(plan.period) === JSON.stringify(base!.period)) continue;
    throw new UserError(
      `${base!.name} counts ${periodName(base!.period)} and ${plan.name} counts ${periodName(plan.period)}. ` +
        "Compare them over the same period, or name the months with --months 2022-10,2022-11.",
    );
  }
}

function inMonth(
  scenario: Scenario,
  { year, month }: { readonly year: number; readonly month: number },
): Scenario {
  if (scenario.period.kind !== "month") {
    throw new UserError(
      `--months: ${scenario.name} counts ${periodName(scenario.period)} and no month. Leave --months out, or give the ` +
        "scenario a month.",
    );
  }
  if (isHorizon(scenario.period)) {
    throw new UserError(
      `--months: ${scenario.name} counts ${periodName(scenario.period)} in one run. Leave --months out.`,
    );
  }
  if (scenario.learnt !== undefined && scenario.learnt.month !== null) {
    throw new UserError(
      `--months: ${scenario.name} has figures learnt for ${scenario.learnt.month} alone. Leave --months out.`,
    );
  }
  const moved: Scenario = { ...scenario, period: { ...scenario.period, year, month }, actuals: [] };
  try {
    planOf(asFirstAttempts(moved));
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(`--months: ${scenario.name}: ${error.message}.`);
    throw error;
  }
  return moved;
}

/** Which measures are looked at. @throws UserError if one is asked for that there is not. */
export function lookedAt(
  { measure: asked, all }: CompareOptions,
  base: Scenario,
  plans: readonly Scenario[],
): (measure: PeriodMeasure) => boolean {
  if (all) return () => true;
  if (asked.length === 0) {
    return ({ measure }) => USUAL.has(measure) || /^(?:answered|done)Within\d+(\.\d+)?s$/.test(measure);
  }
  const chosen = asked.flatMap((text) => {
    const found = chooseMeasures(text, base);
    if ("problem" in found) throw new UserError(`--measure: ${found.problem}`);
    for (const plan of plans) {
      const ofPlan = chooseMeasures(text, plan);
      if ("problem" in ofPlan) throw new UserError(`--measure, for ${plan.name}: ${ofPlan.problem}`);
    }
    return found.value;
  });
  return ({ of, name, measure }) =>
    chosen.some((one) => one.of === of && one.name === name && one.measure === measure);
}

function screeningOf(options: CompareOptions, base: Scenario): ScreenedBy | null {
  if (options.screen === undefined || options.worth === undefined) return null;
  if (options.replications !== undefined && options.replications < LEAST_TO_SCREEN) {
    throw new UserError(
      `--replications ${options.replications} is too few to screen plans: every plan gets ${LEAST_TO_SCREEN} before any is dropped.`,
    );
  }
  return parseWorth(options.screen, options.worth, base);
}

function stoppingOf({ precision, replications }: CompareOptions): ComparisonStopping {
  if (precision === undefined) return { kind: "fixed", replications: replications ?? USUAL_REPLICATIONS };
  const share = parseShare(precision);
  if ("problem" in share) throw new UserError(`--precision: ${share.problem}`);
  if (share.value === 0)
    throw new UserError('--precision must be above zero. Write, for example, --precision "2%".');
  return { kind: "precision", relative: share.value, most: replications ?? MOST_REPLICATIONS };
}

export function reportOf(scenarios: readonly Scenario[], { found, incomplete }: Found): ComparisonReport {
  const [base, ...plans] = scenarios;
  return {
    program: "fcrsim",
    version: programVersion(),
    period: periodName(base!.period),
    seed: base!.seed,
    inputs: scenarios.map((scenario) => ({
      scenario: scenario.name,
      about: scenario.about,
      hash: inputsHash(scenario),
    })),
    notes: [...base!.notes, ...otherLearntNotes(base!, plans)],
    incomplete,
    found,
  };
}

function written(reports: readonly ComparisonReport[], format: CompareOptions["format"]): string {
  switch (format) {
    case "table":
      return reports.map(comparisonTable).join("\n");
    case "markdown":
      return reports.map(comparisonMarkdown).join("\n");
    case "csv":
      return comparisonCsv(reports);
    case "json":
      return asJson(reports);
  }
}

/** What is not a finite number (an unknown half-width, say) is null. */
export function asJson(reports: readonly ComparisonReport[]): string {
  return `${JSON.stringify({ format: "fcrsim-compare/1", reports }, null, 2)}\n`;
}

function folderOf(
  reports: readonly ComparisonReport[],
  periods: readonly (readonly Scenario[])[],
): ReadonlyMap<string, string> {
  const targets = targetsCsv(reports);
  return new Map([
    ["comparison.csv", comparisonCsv(reports)],
    ...(targets === null ? [] : ([["targets.csv", targets]] as const)),
    ["comparison.json", asJson(reports)],
    ["comparison.md", reports.map(comparisonMarkdown).join("\n")],
    ["inputs.json", `${JSON.stringify(periods.slice(0, reports.length).flat(), null, 1)}\n`],
  ]);
}
