import { createHash } from "node:crypto";
import { planOf } from "../../engine/centre/plan.ts";
import { type Chosen, chooseMeasures } from "../../engine/experiment/choice.ts";
import { type Job, runEach } from "../../engine/experiment/runEach.ts";
import { Summary } from "../../engine/experiment/summary.ts";
import type { Executor } from "../../engine/experiment/trial.ts";
import {
  type Design,
  factorialPoints,
  filledPoints,
  MOST_POINTS,
  MOST_SOBOL_DIMENSIONS,
  type Point,
} from "../../engine/experiment/sweep/design.ts";
import type { Change } from "../../engine/scenario/change.ts";
import { figureTree } from "../../engine/scenario/change.ts";
import { describeFault } from "../../engine/scenario/faults.ts";
import type { OpenedScenario } from "../../engine/scenario/read.ts";
import type { Scenario } from "../../engine/scenario/scenario.ts";
import { changeToLevel, parseVariation, type Variation } from "../../engine/scenario/variation.ts";
import { executorFor } from "../executor.ts";
import { EXIT, UserError } from "../exit.ts";
import { sameCallersAs } from "../firstAttempts.ts";
import { inputsHash } from "../hash.ts";
import { interruptible } from "../interrupt.ts";
import { changesOf, openOne, scenarioOf } from "../load.ts";
import { figureNotes } from "../notes.ts";
import { periodName } from "../output/period.ts";
import {
  sweepCsv,
  sweepJson,
  sweepMarkdown,
  type SweepPoint,
  type SweepReport,
  type SweepRow,
  sweepTable,
  sweepWide,
} from "../output/sweep.ts";
import { progressOf, type ProgressStyle } from "../progress.ts";
import { ResumableFolder, type ResumableKind } from "../resumableFolder.ts";
import { programVersion } from "../version.ts";

const USUAL_REPLICATIONS = 20;
const USUAL_MEASURES = ["attrition", "meanWaitAnswered", "occupancy"];
/** Points that are run together: enough to keep all threads busy, few enough that memory stays flat. */
const POINTS_AT_A_TIME = 64;
const MOST_FAULTS = 20;

export interface SweepOptions {
  readonly file: string;
  readonly vary: readonly string[];
  readonly set: readonly string[];
  readonly design: Design;
  readonly points: number | undefined;
  readonly replications: number | undefined;
  readonly measure: readonly string[];
  readonly seed: string | undefined;
  readonly format: "table" | "csv" | "wide" | "json" | "markdown";
  readonly out: string | undefined;
  readonly workers: number | undefined;
  readonly progress: ProgressStyle;
}

/** A sweep that has been checked and only needs to be run. */
interface Prepared {
  readonly base: Scenario;
  readonly variations: readonly Variation[];
  readonly points: readonly Point[];
  readonly measures: readonly Chosen[];
  readonly inputs: string;
  readonly at: (point: Point) => Scenario;
}

/** `fcrsim sweep`: the same room at many points, with the same callers. */
export async function sweep(options: SweepOptions): Promise<number> {
  const prepared = prepare(options);
  const { points } = prepared;
  const replications = options.replications ?? USUAL_REPLICATIONS;
  const folder =
    options.out === undefined ? null : new ResumableFolder(options.out, KIND, inputsOf(prepared, options));
  const found: (SweepPoint | null)[] = points.map(
    (_, i) => (folder?.recall(keptAs(i)) ?? null) as SweepPoint | null,
  );
  const missing = points.flatMap((_, i) => (found[i] === null ? [i] : []));
  const executor = await executorFor(options.workers, {
    kind: "fixed",
    replications: missing.length * replications,
  });
  const { signal, done } = interruptible();
  try {
    await simulatePoints(
      executor,
      prepared,
      missing,
      options,
      (i, point) => {
        folder?.keep(keptAs(i), point);
        found[i] = point;
      },
      signal,
    );
  } finally {
    done();
    await executor.close();
  }
  const complete = found.filter((point) => point !== null);
  const report = reportOf(prepared, complete, options, replications);
  if (complete.length > 0) process.stdout.write(written(report, options.format));
  if (complete.length === points.length) {
    for (const [name, text] of resultsOf(report)) folder?.write(name, text);
    return EXIT.done;
  }
  const goOn =
    folder === null ? "" : ` They are kept in ${options.out!}: the same command goes on from there.`;
  process.stderr.write(
    `fcrsim: interrupted; ${complete.length} of ${points.length} points are complete.${goOn}\n`,
  );
  return EXIT.interrupted;
}

/** All points of a sweep that nobody has begun. @returns null if it was interrupted. */
export async function swept(
  executor: Executor,
  prepared: Prepared,
  options: SweepOptions,
  signal: AbortSignal,
): Promise<SweepReport | null> {
  const found: SweepPoint[] = [];
  const all = prepared.points.map((_, i) => i);
  await simulatePoints(executor, prepared, all, options, (_, point) => found.push(point), signal);
  if (found.length < all.length) return null;
  return reportOf(prepared, found, options, options.replications ?? USUAL_REPLICATIONS);
}

/** Simulates some of the points, and hands over each that is complete, in their order. */
async function simulatePoints(
  executor: Executor,
  { base, points, at }: Prepared,
  missing: readonly number[],
  { replications = USUAL_REPLICATIONS, progress: style }: SweepOptions,
  take: (i: number, point: SweepPoint) => void,
  signal: AbortSignal,
): Promise<void> {
  const progress = progressOf(style, base.name);
  try {
    const callers = missing.length === 0 ? null : await sameCallersAs(executor, base, style, signal);
    for (let start = 0; start < missing.length && !signal.aborted; start += POINTS_AT_A_TIME) {
      const chunk = missing.slice(start, start + POINTS_AT_A_TIME);
      const jobs: Job[] = [];
      for (const i of chunk) {
        const scenario = await callers!.in(at(points[i]!));
        if (scenario === null) break;
        jobs.push({ scenario, first: 0, replications });
      }
      await runEach(
        executor,
        jobs,
        (seen, job) => {
          const i = chunk[job]!;
          const summary = new Summary(planOf(jobs[job]!.scenario));
          for (const period of seen) summary.add(period);
          take(i, pointOf(i, points[i]!, summary));
        },
        {
          signal,
          progress: ({ done: replicationsDone }) => {
            progress.update({
              done: start * replications + replicationsDone,
              of: missing.length * replications,
            });
          },
        },
      );
    }
  } finally {
    progress.finish();
  }
}

/** Everything that can be wrong is found before the first second is simulated, at every point. */
export function prepare(options: SweepOptions): Prepared {
  const variations = variationsOf(options.vary);
  const changes = changesOf(options.set);
  const opened = openOne(options.file);
  const base = scenarioOf(opened.read(changes), options.file, options.seed);
  const points = pointsOf(variations, options, opened, changes, base.seed);
  const measures = measuresOf(options.measure, base);
  const read = (point: Point) =>
    opened.read([
      ...changes,
      ...variations.map((variation, i) => changeToLevel(variation, point[i]!, "--vary")),
    ]);
  const hash = createHash("sha256");
  // The same fault at every value of a figure is told of once.
  const faults = new Map<string, string>();
  for (const point of points) {
    const result = read(point);
    if ("scenario" in result) hash.update(inputsHash(result.scenario));
    else {
      for (const fault of result.faults) {
        const key = `${fault.change?.split("=")[0] ?? describeFault(fault)} ${fault.message}`;
        if (!faults.has(key)) faults.set(key, describeFault(fault));
      }
    }
    if (faults.size >= MOST_FAULTS) break;
  }
  if (faults.size > 0) {
    const count = faults.size === 1 ? "1 fault" : `${faults.size} faults`;
    throw new UserError(
      `${count} to put right, of the file with these values in it:\n${[...faults.values()].join("\n")}`,
    );
  }
  const at = (point: Point): Scenario => scenarioOf(read(point), options.file, options.seed);
  return { base, variations, points, measures, inputs: hash.digest("hex").slice(0, 16), at };
}

function variationsOf(vary: readonly string[]): readonly Variation[] {
  if (vary.length === 0) {
    throw new UserError(
      'Say what to vary: --vary "pools.general.handlers=8..16". Give it once for each figure.',
    );
  }
  const parsed = vary.map((text) => ({ text, variation: parseVariation(text) }));
  const problems = parsed.flatMap(({ text, variation }) =>
    "problem" in variation ? [`--vary ${text}: ${variation.problem}`] : [],
  );
  const found = parsed.flatMap(({ variation }) => ("value" in variation ? [variation.value] : []));
  found.forEach(({ figure }, i) => {
    if (found.findIndex((each) => each.figure === figure) < i)
      problems.push(`--vary ${figure} is given twice. Give all its values at once.`);
  });
  if (problems.length > 0) throw new UserError(problems.join("\n"));
  return found;
}

function pointsOf(
  variations: readonly Variation[],
  { design, points }: SweepOptions,
  opened: OpenedScenario,
  changes: readonly Change[],
  seed: string,
): readonly Point[] {
  if (design === "factorial") {
    if (points !== undefined)
      throw new UserError(
        "--points goes with --design lhs or sobol. A factorial design has every combination.",
      );
    const found = factorialPoints(variations);
    if ("problem" in found) throw new UserError(`--vary: ${found.problem}`);
    return found.value;
  }
  if (points === undefined)
    throw new UserError(`--design ${design} needs a number of points, such as --points 64.`);
  if (points > MOST_POINTS) throw new UserError("--points must be at most 10,000.");
  if (design === "sobol" && variations.length > MOST_SOBOL_DIMENSIONS)
    throw new UserError(`--design sobol takes at most ${MOST_SOBOL_DIMENSIONS} figures. Use --design lhs.`);
  const whole = variations.map((variation) => mustBeWhole(variation, opened, changes));
  return filledPoints(variations, design, points, whole, seed);
}

/** Whether the file takes the low end of a range of bare numbers, but nothing just above it. */
function mustBeWhole(
  { path, values }: Variation,
  opened: OpenedScenario,
  changes: readonly Change[],
): boolean {
  if (values.kind === "list" || values.unit !== "number" || !Number.isInteger(values.low)) return false;
  const takes = (amount: number): boolean =>
    "scenario" in opened.read([...changes, { path, value: figureTree(amount), asked: "" }]);
  return (takes(values.low) || takes(values.high)) && !takes(values.low + 0.5) && !takes(values.high - 0.5);
}

function measuresOf(asked: readonly string[], scenario: Scenario): readonly Chosen[] {
  return (asked.length === 0 ? USUAL_MEASURES : asked).flatMap((text) => {
    const chosen = chooseMeasures(text, scenario);
    if ("problem" in chosen) throw new UserError(`--measure ${text}: ${chosen.problem}`);
    return chosen.value;
  });
}

const KIND: ResumableKind = {
  work: "sweep",
  inputsFile: "sweep.json",
  parts: "points",
  file: "the scenario file",
};

/** Name under which a point is kept: "00001" for the first. */
const keptAs = (i: number): string => String(i + 1).padStart(5, "0");

function inputsOf({ base, points, inputs }: Prepared, options: SweepOptions) {
  return {
    format: "fcrsim-sweep/1",
    version: programVersion(),
    scenario: base.name,
    vary: options.vary,
    set: options.set,
    design: options.design,
    points: points.length,
    replications: options.replications ?? USUAL_REPLICATIONS,
    seed: base.seed,
    inputs,
  };
}

/** As it is once written and read, so that a point from a folder and one just simulated are the same. */
function pointOf(i: number, point: Point, summary: Summary): SweepPoint {
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return {
    point: i + 1,
    texts: point.map(({ text }) => text),
    values: point.map(({ amount }) => amount),
    rows: summary.rows().map(({ of, name, measure, title, unit, mean, halfWidth, n, single }): SweepRow => ({
      of,
      name,
      measure,
      title,
      unit,
      n,
      mean: finite(mean),
      halfWidth: finite(halfWidth),
      single: single !== null && Number.isFinite(single.high) ? single : null,
    })),
  };
}

function reportOf(
  { base, variations, points, measures, inputs }: Prepared,
  complete: readonly SweepPoint[],
  options: SweepOptions,
  replications: number,
): SweepReport {
  return {
    program: "fcrsim",
    version: programVersion(),
    scenario: base.name,
    about: base.about,
    period: periodName(base.period),
    seed: base.seed,
    design: options.design,
    replications,
    inputs,
    incomplete:
      complete.length < points.length
        ? `Interrupted: ${complete.length} of ${points.length} points are complete, and only they are here.`
        : null,
    notes: [...figureNotes(base, options.set), ...base.notes],
    figures: variations.map(({ figure }) => figure),
    measures,
    points: complete,
  };
}

function written(report: SweepReport, format: SweepOptions["format"]): string {
  switch (format) {
    case "table":
      return sweepTable(report);
    case "csv":
      return sweepCsv(report);
    case "wide":
      return sweepWide(report);
    case "json":
      return sweepJson(report);
    case "markdown":
      return sweepMarkdown(report);
  }
}

function resultsOf(report: SweepReport): ReadonlyMap<string, string> {
  return new Map([
    ["results.csv", sweepCsv(report)],
    ["table.csv", sweepWide(report)],
    ["results.json", sweepJson(report)],
    ["results.md", sweepMarkdown(report)],
  ]);
}
