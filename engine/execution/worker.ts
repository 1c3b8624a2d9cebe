import { move, transferableSymbol, valueSymbol } from "piscina";
import type { Ledger } from "../centre/ledger.ts";
import { planOf } from "../centre/plan.ts";
import { runTrial } from "../centre/run.ts";
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

/** Runs one batch. Ledgers are handed over, not copied. */
export default function run(batch: Batch): unknown {
  const began = performance.now();
  const scenario = known(batch);
  const ledgers: Ledger[] = [];
  let fault: BatchDone["fault"] = null;
  for (const replication of batch.replications) {
    try {
      ledgers.push(runTrial(planOf(scenario), replication, null, batch));
    } catch (error) {
      const { name, message } = error instanceof Error ? error : { name: "Error", message: String(error) };
      fault = { replication, name, message };
      break;
    }
  }
  const done: BatchDone = { ledgers, milliseconds: performance.now() - began, fault };
  return move({
    [valueSymbol]: done,
    [transferableSymbol]: ledgers.flatMap(({ queueCells, poolCells, waits, longestWait, eachWait }) =>
      [
        queueCells,
        poolCells,
        waits,
        longestWait,
        ...(eachWait === null ? [] : [eachWait.places, eachWait.waits]),
      ].map((column) => column.buffer),
    ),
  });
}
