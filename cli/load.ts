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
  const results = paths.map((path) => readScenario(path, textFiles()));
  const faults = results.flatMap((result) => ("faults" in result ? result.faults : []));
  if (faults.length > 0) {
    const lines = [...new Set(faults.map(describeFault))];
    const count = lines.length === 1 ? "1 fault" : `${lines.length} faults`;
    throw new UserError(`${count} to put right:\n${lines.join("\n")}`);
  }
  return results
    .flatMap((result) => ("scenario" in result ? [result.scenario] : []))
    .map((scenario) => (seed === undefined ? scenario : { ...scenario, seed }));
}

/** Reads one scenario file. @throws UserError with all its faults. */
export function loadScenario(path: string, seed?: string): Scenario {
  const [scenario] = loadScenarios([path], seed);
  if (scenario === undefined) throw new UserError(`${path} holds no scenario.`);
  return scenario;
}
