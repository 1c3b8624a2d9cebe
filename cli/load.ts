import { asFirstAttempts, countsAttempts } from "../engine/centre/attempts.ts";
import { planOf } from "../engine/centre/plan.ts";
import type { Change } from "../engine/scenario/change.ts";
import { parseChange } from "../engine/scenario/change.ts";
import type { Fault } from "../engine/scenario/faults.ts";
import { describeFault } from "../engine/scenario/faults.ts";
import { type OpenedScenario, openScenario, type ReadResult } from "../engine/scenario/read.ts";
import type { Scenario } from "../engine/scenario/scenario.ts";
import { UserError } from "./exit.ts";
import { textFiles } from "./files.ts";

/**
 * Reads scenario files.
 *
 * @param seed In place of the seed that each file states.
 * @param sets Figures in place of those that each file states, as `--set` gives them: "pools.desk.handlers=12".
 * @throws UserError with every fault of every file.
 */
export function loadScenarios(
  paths: readonly string[],
  seed?: string,
  sets: readonly string[] = [],
): readonly Scenario[] {
  if (seed?.trim() === "") {
    throw new UserError("--seed is empty. Write any number or text, such as --seed 1, or leave it out.");
  }
  const changes = changesOf(sets);
  const results = paths.map((path): ReadResult => {
    const opened = openScenario(path, textFiles());
    return "faults" in opened ? opened : opened.read(changes);
  });
  refuseFaults(results.flatMap((result) => ("faults" in result ? result.faults : [])));
  const scenarios = results.flatMap((result) => ("faults" in result ? [] : [result.scenario]));
  scenarios.forEach((scenario, i) => {
    requirePlan(scenario, paths[i]!);
  });
  return scenarios.map((scenario, i) => {
    // Two files of the same name in two folders: their paths tell them apart.
    const isTwice = scenarios.filter(({ name }) => name === scenario.name).length > 1;
    return withSeed(isTwice ? { ...scenario, name: withoutEnding(paths[i]!) } : scenario, seed);
  });
}

function withoutEnding(path: string): string {
  return path.replaceAll("\\", "/").replace(/\.(?:ya?ml|json)$/i, "");
}

/** Opens one scenario file, to read many variants of it. @throws UserError with all its faults. */
export function openOne(path: string): OpenedScenario {
  const opened = openScenario(path, textFiles());
  if ("faults" in opened) refuseFaults(opened.faults);
  else return opened;
  throw new UserError(`${path} holds no scenario.`);
}

/** The scenario of one reading. @throws UserError with all its faults, or saying what the calendar shows. */
export function scenarioOf(result: ReadResult, path: string, seed?: string): Scenario {
  if ("faults" in result) {
    refuseFaults(result.faults);
    throw new UserError(`${path} holds no scenario.`);
  }
  requirePlan(result.scenario, path);
  return withSeed(result.scenario, seed);
}

/**
 * Where figures are drawn the callers behind a volume of attempts would have to be found for each draw.
 *
 * @throws UserError naming the queue.
 */
export function requireFirstAttempts({ queues }: Scenario, path: string): void {
  const queue = queues.find(countsAttempts);
  if (queue === undefined) return;
  throw new UserError(
    `${path}: the volume of queue ${queue.name} counts redials or contacts from other queues too, and the callers ` +
      "behind it are not found again for every draw. Write volumeCounts: first attempts, and as volume the number of callers " +
      "that fcrsim run gives in its notes.",
  );
}

/** Figures to change, as options give them. @throws UserError with everything that is wrong with them. */
export function changesOf(sets: readonly string[]): readonly Change[] {
  const parsed = sets.map((text) => ({ text, change: parseChange(text, "--set") }));
  const problems = parsed.flatMap(({ text, change }) =>
    "problem" in change ? [`--set ${text}: ${change.problem}`] : [],
  );
  if (problems.length > 0) throw new UserError(problems.join("\n"));
  return parsed.flatMap(({ change }) => ("value" in change ? [change.value] : []));
}

function withSeed(scenario: Scenario, seed: string | undefined): Scenario {
  return seed === undefined ? scenario : { ...scenario, seed };
}

export function refuseFaults(faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  const lines = [...new Set(faults.map(describeFault))];
  const count = lines.length === 1 ? "1 fault" : `${lines.length} faults`;
  throw new UserError(`${count} to put right:\n${lines.join("\n")}`);
}

/** What only the calendar shows: no arrivals in the period, or more than can be simulated. */
function requirePlan(scenario: Scenario, path: string): void {
  try {
    planOf(asFirstAttempts(scenario));
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(`${path}: ${error.message}.`);
    throw error;
  }
}

/** Reads one scenario file. @throws UserError with all its faults. */
export function loadScenario(path: string, seed?: string, sets: readonly string[] = []): Scenario {
  const [scenario] = loadScenarios([path], seed, sets);
  if (scenario === undefined) throw new UserError(`${path} holds no scenario.`);
  return scenario;
}
