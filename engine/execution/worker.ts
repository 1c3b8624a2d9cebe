import type { Observation } from "../experiment/observation.ts";
import { runThrough } from "../experiment/startTrial.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Batch, BatchDone } from "./batch.ts";

/*
 * The other end of the wire: runs batches of replications on a thread of its own.
 */

/** Scenarios arrive as copies; keeping the first copy lets the plan made for it be found again. */
const MOST_SCENARIOS_KEPT = 16;
const scenarios = new Map<number, Scenario>();

function known({ key, scenario }: Batch): Scenario {
  const kept = scenarios.get(key) ?? scenario;
  scenarios.delete(key);
  scenarios.set(key, kept);
  if (scenarios.size > MOST_SCENARIOS_KEPT) {
    const [oldest] = scenarios.keys();
    if (oldest !== undefined) scenarios.delete(oldest);
  }
  return kept;
}

/** Runs one batch. */
export default function run(batch: Batch): BatchDone {
  const began = performance.now();
  const scenario = known(batch);
  const seen: Observation[] = [];
  let fault: BatchDone["fault"] = null;
  for (const replication of batch.replications) {
    try {
      seen.push(runThrough({ scenario, replication, scopes: batch.scopes }));
    } catch (error) {
      const { name, message } = error instanceof Error ? error : { name: "Error", message: String(error) };
      fault = { replication, name, message };
      break;
    }
  }
  return { seen, milliseconds: performance.now() - began, fault };
}
