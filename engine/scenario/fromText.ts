import { describeFault, type Fault } from "./faults.ts";
import { readScenario } from "./read.ts";
import type { Scenario } from "./scenario.ts";

/** A scenario text that cannot be used. Its message lists every fault, a line each. */
export class ScenarioFaults extends Error {
  override readonly name = "ScenarioFaults";
  readonly faults: readonly Fault[];
  constructor(faults: readonly Fault[]) {
    super(faults.map(describeFault).join("\n"));
    this.faults = faults;
  }
}

/**
 * A scenario from one YAML or JSON text that names no other file.
 *
 * @param name What faults call the text; its stem is the scenario's name.
 * @throws ScenarioFaults with every fault of the text.
 */
export function scenarioFromText(text: string, name = "scenario.yaml"): Scenario {
  const result = readScenario(name, {
    read: (path) =>
      path === name ? { text } : { problem: `"${path}" cannot be opened: only this text is at hand.` },
    resolve: (_, relative) => relative,
  });
  if ("faults" in result) throw new ScenarioFaults(result.faults);
  return result.scenario;
}
