import type { Executor } from "../../engine/experiment/trial.ts";
import {
  compareUnknown,
  type UnknownComparison,
} from "../../engine/experiment/uncertainty/compareUnknown.ts";
import { drawUnknowns } from "../../engine/scenario/draws.ts";
import type { Scenario, Unknown } from "../../engine/scenario/scenario.ts";
import { type Drawable, openDrawable } from "../drawable.ts";
import { executorFor } from "../executor.ts";
import { EXIT, UserError } from "../exit.ts";
import { inputsHash } from "../hash.ts";
import { interruptible } from "../interrupt.ts";
import { loadScenarios } from "../load.ts";
import { otherLearntNotes } from "../notes.ts";
import {
  unknownComparisonCsv,
  unknownComparisonJson,
  unknownComparisonMarkdown,
  type UnknownComparisonReport,
  unknownComparisonTable,
} from "../output/comparison/unknown.ts";
import { periodName } from "../output/period.ts";
import { requireNewFolder, writeFolder } from "../outputs.ts";
import { progressOf } from "../progress.ts";
import { programVersion } from "../version.ts";
import {
  type CompareOptions,
  lookedAt,
  requireMonths,
  requireSense,
  requireSamePeriod,
  sameCallers,
} from "./compare.ts";
import { requireDraws } from "./uncertain.ts";

/** As for `run --uncertain`: more draws tell more than more periods of each. */
const USUAL_REPLICATIONS = 5;
const RESULT_FILES = ["comparison.csv", "comparison.json", "comparison.md", "inputs.json"];

type Options = CompareOptions & { readonly uncertain: number };

/** `fcrsim compare --uncertain`: plans against a base, all under the same draws of what is not known. */
export async function compareUncertain(options: Options): Promise<number> {
  const prepared = prepare(options);
  const { scenarios } = prepared;
  const replications = options.replications ?? USUAL_REPLICATIONS;
  const executor = await executorFor(
    options.workers,
    { kind: "fixed", replications: options.uncertain * replications },
    scenarios.length,
  );
  const { signal, done } = interruptible();
  let report: UnknownComparisonReport | null;
  try {
    report = await comparedUnknown(executor, prepared, options, signal);
  } finally {
    done();
    await executor.close();
  }
  if (report !== null) {
    process.stdout.write(written(report, options.format));
    if (options.out !== undefined) writeFolder(options.out, options.overwrite, folderOf(report, scenarios));
  }
  if (!signal.aborted) return EXIT.done;
  process.stderr.write(
    report === null
      ? "fcrsim: interrupted before two draws were complete, so there are no results.\n"
      : "fcrsim: interrupted; what was complete is in the results.\n",
  );
  return EXIT.interrupted;
}

/** A comparison that has been checked and only needs to be run. */
interface Prepared {
  readonly scenarios: readonly Scenario[];
  readonly scenariosOf: (draw: number) => readonly Scenario[];
  readonly isLookedAt: ReturnType<typeof lookedAt>;
}

/** @returns null if it was interrupted before two draws were complete. */
export async function comparedUnknown(
  executor: Executor,
  { scenarios, scenariosOf, isLookedAt }: Prepared,
  { uncertain: draws, replications = USUAL_REPLICATIONS, by, progress: style }: Options,
  signal: AbortSignal,
): Promise<UnknownComparisonReport | null> {
  const progress = progressOf(style, periodName(scenarios[0]!.period));
  try {
    const found = await compareUnknown(
      executor,
      scenariosOf,
      { draws, replications },
      { measures: isLookedAt, months: by === "month", signal, progress: progress.update },
    );
    return found === null ? null : reportOf(scenarios, found);
  } finally {
    progress.finish();
  }
}

/** Everything that can be wrong is found before the first second is simulated, every draw included. */
export function prepare(options: Options): Prepared {
  refuseOthers(options);
  requireSense(options);
  const files = [options.base, ...options.plans];
  const named = sameCallers(loadScenarios(files, options.seed));
  requireSamePeriod(named);
  requireMonths(options.by, named[0]!);
  const { seed } = named[0]!;
  // Names that two folders share are told apart by then.
  const drawables = files.map((file, i): Drawable => {
    const { scenario, unknowns, at } = openDrawable(file, seed, []);
    const { name } = named[i]!;
    return {
      scenario: { ...scenario, name },
      unknowns,
      at: (values, why) => ({ ...at(values, why), name }),
    };
  });
  if (drawables.every(({ unknowns }) => unknowns.length === 0)) {
    throw new UserError(
      "every figure of these scenarios is known, so there is nothing to draw. Leave --uncertain out, or write a range in " +
        "place of a figure, such as mean: { low: 5m, central: 5m 18s, high: 5m 40s }.",
    );
  }
  const scenariosOf = (draw: number): readonly Scenario[] =>
    drawables.map(({ scenario, unknowns, at }) =>
      at(drawUnknowns(unknowns, seed, draw), `${scenario.name}, draw ${draw + 1}`),
    );
  for (let draw = 0; draw < options.uncertain; draw++) scenariosOf(draw);
  const [base, ...plans] = drawables.map(({ scenario }) => scenario);
  const isLookedAt = lookedAt(options, base!, plans);
  if (options.out !== undefined) requireNewFolder(options.out, options.overwrite, RESULT_FILES);
  else if (options.overwrite) throw new UserError("--overwrite goes with --out, the folder to replace.");
  return { scenarios: drawables.map(({ scenario }) => scenario), scenariosOf, isLookedAt };
}

function refuseOthers({ uncertain, replications, precision, screen, target, months }: Options): void {
  requireDraws(uncertain, replications);
  const others = [
    [precision !== undefined, "--precision"],
    [screen !== undefined, "--screen"],
    [target.length > 0, "--target"],
    [months !== undefined, "--months"],
  ] as const;
  for (const [given, option] of others) {
    if (given) throw new UserError(`${option} does not go with compare --uncertain. Leave one of them out.`);
  }
}

function reportOf(scenarios: readonly Scenario[], found: UnknownComparison): UnknownComparisonReport {
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
    unknowns: [...new Set(scenarios.flatMap(({ unknowns = [] }) => unknowns.map(({ figure }) => figure)))],
    notes: [
      ...plans.flatMap((plan) => otherUnknowns(base!, plan)),
      ...base!.notes,
      ...otherLearntNotes(base!, plans),
    ],
    incomplete: found.interrupted
      ? `Interrupted: these results rest on the ${found.draws} draws that were complete for every plan.`
      : null,
    found,
  };
}

/** Where base and plan do not draw the same figures from the same ranges. */
function otherUnknowns(base: Scenario, plan: Scenario): readonly string[] {
  const [ofBase, ofPlan] = [base, plan].map(
    ({ unknowns = [] }) => new Map(unknowns.map((unknown): [string, Unknown] => [unknown.figure, unknown])),
  );
  const inOne = (one: ReadonlyMap<string, Unknown>, other: ReadonlyMap<string, Unknown>): readonly string[] =>
    [...one.keys()].filter((figure) => !other.has(figure));
  const differ = [...ofPlan!]
    .filter(([figure, { distribution }]) => {
      const other = ofBase!.get(figure);
      return other !== undefined && JSON.stringify(other.distribution) !== JSON.stringify(distribution);
    })
    .map(([figure]) => figure);
  const sentence = (figures: readonly string[], said: string): readonly string[] =>
    figures.length === 0 ? [] : [`${said}: ${figures.join(", ")}.`];
  return [
    ...sentence(inOne(ofBase!, ofPlan!), `Drawn in ${base.name} and known in ${plan.name}`),
    ...sentence(inOne(ofPlan!, ofBase!), `Drawn in ${plan.name} and known in ${base.name}`),
    ...sentence(
      differ,
      `Drawn from another range in ${plan.name}, at the same point of it as in ${base.name}`,
    ),
  ];
}

function written(report: UnknownComparisonReport, format: Options["format"]): string {
  switch (format) {
    case "table":
      return unknownComparisonTable(report);
    case "markdown":
      return unknownComparisonMarkdown(report);
    case "csv":
      return unknownComparisonCsv(report);
    case "json":
      return unknownComparisonJson(report);
  }
}

function folderOf(
  report: UnknownComparisonReport,
  scenarios: readonly Scenario[],
): ReadonlyMap<string, string> {
  return new Map([
    ["comparison.csv", unknownComparisonCsv(report)],
    ["comparison.json", unknownComparisonJson(report)],
    ["comparison.md", unknownComparisonMarkdown(report)],
    ["inputs.json", `${JSON.stringify(scenarios, null, 1)}\n`],
  ]);
}
