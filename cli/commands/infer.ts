import {
  type ConditionalFound,
  evaluateConditional,
} from "../../engine/experiment/uncertainty/conditional.ts";
import { isHorizon } from "../../engine/scenario/horizon.ts";
import { parseShare } from "../../engine/scenario/quantity.ts";
import type { Scenario } from "../../engine/scenario/scenario.ts";
import { type Drawable, openUnknown } from "../drawable.ts";
import { executorFor } from "../executor.ts";
import { EXIT, UserError } from "../exit.ts";
import { type GivenText, parseGiven } from "../given.ts";
import { inputsHash } from "../hash.ts";
import { interruptible } from "../interrupt.ts";
import { changeNotes } from "../notes.ts";
import { inferCsv, inferJson, inferTable, type InferReport } from "../output/infer.ts";
import { figure } from "../output/numbers.ts";
import { periodName } from "../output/period.ts";
import { requireNewFolder, writeFolder } from "../outputs.ts";
import { progressOf, type ProgressStyle } from "../progress.ts";
import { programVersion } from "../version.ts";

const USUAL_DRAWS = 400;
const USUAL_REPLICATIONS = 4;
const LEAST_DRAWS = 50;
const MOST_DRAWS = 10_000;
/** Fewer effective draws say nothing. */
const TOO_FEW = 20;
const RESULT_FILES = ["results.csv", "results.json", "results.txt", "inputs.json"];

export interface InferOptions {
  readonly file: string;
  readonly given: readonly string[];
  readonly draws: number | undefined;
  readonly replications: number | undefined;
  readonly discrepancy: string;
  readonly seed: string | undefined;
  readonly set: readonly string[];
  readonly format: "table" | "csv" | "json";
  readonly out: string | undefined;
  readonly overwrite: boolean;
  readonly workers: number | undefined;
  readonly progress: ProgressStyle;
}

/** `fcrsim infer`: the figures of a period that are not known, given some that are. */
export async function infer(options: InferOptions): Promise<number> {
  const { drawable, givens, discrepancy } = prepared(options);
  const { scenario, unknowns, at } = drawable;
  const asked = {
    seed: scenario.seed,
    draws: options.draws ?? USUAL_DRAWS,
    replications: options.replications ?? USUAL_REPLICATIONS,
    discrepancy,
  };
  const executor = await executorFor(options.workers, {
    kind: "fixed",
    replications: asked.draws * asked.replications,
  });
  const { signal, done } = interruptible();
  const progress = progressOf(options.progress, scenario.name);
  let found: ConditionalFound | null;
  try {
    found = await evaluateConditional(
      executor,
      (values, draw) => at(values, `${scenario.name}, draw ${draw + 1}`),
      unknowns,
      givens,
      asked,
      { signal, progress: progress.update },
    );
  } finally {
    progress.finish();
    done();
    await executor.close();
  }
  if (found === null) {
    process.stderr.write("fcrsim: interrupted; there are no results.\n");
    return EXIT.interrupted;
  }
  if (found.effective < TOO_FEW) throw new UserError(tooFew(found, givens));
  const report: InferReport = {
    program: "fcrsim",
    version: programVersion(),
    scenario: scenario.name,
    about: scenario.about,
    period: periodName(scenario.period),
    seed: scenario.seed,
    inputs: inputsHash(scenario),
    replications: asked.replications,
    discrepancy,
    notes: [...changeNotes(options.set), ...scenario.notes],
    givens,
    found,
  };
  const [csv, json, table] = [inferCsv(report), inferJson(report), inferTable(report)];
  process.stdout.write({ csv, json, table }[options.format]);
  if (options.out !== undefined) {
    const inputs = `${JSON.stringify(scenario, null, 1)}\n`;
    const files = [csv, json, table, inputs].map((text, i): [string, string] => [RESULT_FILES[i]!, text]);
    writeFolder(options.out, options.overwrite, new Map(files));
  }
  return EXIT.done;
}

/** Everything that can be wrong is found before the first second is simulated. */
function prepared(options: InferOptions): {
  readonly drawable: Drawable;
  readonly givens: readonly GivenText[];
  readonly discrepancy: number;
} {
  if (options.given.length === 0) {
    throw new UserError(
      '--given says what is known, and nothing is. Write, for example, --given "101.attrition=12%".',
    );
  }
  const { draws = USUAL_DRAWS } = options;
  if (draws < LEAST_DRAWS || draws > MOST_DRAWS) {
    throw new UserError(
      `--draws must be a whole number from ${LEAST_DRAWS} to 10,000, such as --draws 1000.`,
    );
  }
  const parsed = parseShare(options.discrepancy);
  if ("problem" in parsed) throw new UserError(`--discrepancy: ${parsed.problem}`);
  if (options.out !== undefined) requireNewFolder(options.out, options.overwrite, RESULT_FILES);
  else if (options.overwrite) throw new UserError("--overwrite goes with --out, the folder to replace.");
  const drawable = openUnknown(options.file, options.seed, options.set);
  requireOnePeriod(drawable.scenario, options.file);
  const givens = options.given.map((text) => parseGiven(text, drawable.scenario));
  const twice = givens.find((one, i) =>
    givens.slice(0, i).some((other) => other.name === one.name && other.measure === one.measure),
  );
  if (twice !== undefined) {
    throw new UserError(`--given names ${twice.name}.${twice.measure} twice. Give it once.`);
  }
  return { drawable, givens, discrepancy: parsed.value };
}

function requireOnePeriod({ period, name }: Scenario, file: string): void {
  if (!isHorizon(period)) return;
  throw new UserError(
    `${file}: ${name} counts ${periodName(period)}, and infer is for one month. Make a file of that month alone: month: 2023-02, say.`,
  );
}

/** What is given lies outside what the ranges allow: which figures come how near, and what to do. */
function tooFew({ effective, draws, givens }: ConditionalFound, texts: readonly GivenText[]): string {
  const lines = givens.map(({ least, most, nearest }, g) => {
    const { name, measure, text, unit, value } = texts[g]!;
    const where = value < least || value > most ? "outside" : "inside";
    return (
      `  ${name}.${measure}: ${text} is given, ${where} what was simulated, ${figure(least, unit)} to ${figure(most, unit)} ` +
      `(nearest ${figure(nearest, unit)})`
    );
  });
  return (
    `what is given is hardly possible with the ranges of the scenario: of ${draws} draws only ${effective.toFixed(1)} count, ` +
    `and at least ${TOO_FEW} are needed.\n${lines.join("\n")}\n` +
    "If each by itself is inside, they may not go together. Widen the ranges, allow for more --discrepancy, check what is given, or ask for more --draws."
  );
}
