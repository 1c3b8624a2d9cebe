import { planOf } from "../engine/centre/plan.ts";
import { describeFault } from "../engine/scenario/faults.ts";
import { readScenario } from "../engine/scenario/read.ts";
import type { Scenario } from "../engine/scenario/scenario.ts";
import { UserError } from "./exit.ts";
import { textFiles } from "./files.ts";

/**
 * Reads scenario files.
 *
 * @param seed In place of the seed that each file states.
 * @throws UserError with every fault of every file.
 */
export function loadScenarios(paths: readonly string[], seed?: string): readonly Scenario[] {
  if (seed?.trim() === "") {
    throw new UserError("--seed is empty. Write any number or text, such as --seed 1, or leave it out.");
  }
  const results = paths.map((path) => readScenario(path, textFiles()));
  const faults = results.flatMap((result) => ("faults" in result ? result.faults : []));
  if (faults.length > 0) {
    const lines = [...new Set(faults.map(describeFault))];
    const count = lines.length === 1 ? "1 fault" : `${lines.length} faults`;
    throw new UserError(`${count} to put right:\n${lines.join("\n")}`);
  }
  results.forEach((result, i) => {
    if ("scenario" in result) requirePlan(result.scenario, paths[i]!);
  });
  return results
    .flatMap((result) => ("scenario" in result ? [result.scenario] : []))
    .map((scenario, i, all) => {
      // Two files of the same name in two folders: their paths tell them apart.
      const isTwice = all.filter(({ name }) => name === scenario.name).length > 1;
      const named = isTwice ? { ...scenario, name: withoutEnding(paths[i]!) } : scenario;
      return seed === undefined ? named : { ...named, seed };
    });
}

function withoutEnding(path: string): string {
  return path.replaceAll("\\", "/").replace(/\.(?:ya?ml|json)$/i, "");
}

/** What only the calendar shows: no arrivals in the period, or more than can be simulated. */
function requirePlan(scenario: Scenario, path: string): void {
  try {
    planOf(scenario);
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(`${path}: ${error.message}.`);
    throw error;
  }
}

/** Reads one scenario file. @throws UserError with all its faults. */
export function loadScenario(path: string, seed?: string): Scenario {
  const [scenario] = loadScenarios([path], seed);
  if (scenario === undefined) throw new UserError(`${path} holds no scenario.`);
  return scenario;
}
