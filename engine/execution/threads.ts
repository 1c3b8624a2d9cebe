import { Piscina } from "piscina";
import type { Executor, Trial } from "../experiment/trial.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Batch, BatchDone } from "./batch.ts";

/** Long enough to be worth sending, short enough to share evenly. */
const USUAL_MILLISECONDS_A_BATCH = 50;
const MOST_IN_A_BATCH = 64;
/** Batches under way or waiting for each thread: enough that none is idle, few enough that memory stays flat. */
const BATCHES_A_THREAD = 3;
/**
 * Room for what a thread has just made. Almost all of it is of one replication and soon gone; given more, V8 lets it
 * pile up unlooked at, tens of megabytes a thread. Not measurably slower.
 */
const MOST_YOUNG_MEGABYTES = 12;
/** A batch whose thread died is tried again this often before the run is given up. */
const MOST_TRIES = 3;

/**
 * Runs trials on several threads. Observations are handed over in the order of the trials, so the results are those of one
 * thread, byte for byte. A thread that dies is replaced and its batch runs again.
 *
 * @param workers Threads, at least 1.
 * @param millisecondsABatch How long the replications that are sent to a thread together should take. It changes
 *                           nothing but speed.
 */
export function threads(workers: number, millisecondsABatch = USUAL_MILLISECONDS_A_BATCH): Executor {
  const pool = new Piscina({
    // Node cannot start a thread from a TypeScript file: run from sources, the thread is the built one.
    filename: new URL(
      import.meta.url.endsWith(".ts") ? "../../dist/engine/execution/worker.js" : "./worker.js",
      import.meta.url,
    ).href,
    minThreads: workers,
    maxThreads: workers,
    idleTimeout: Infinity,
    concurrentTasksPerWorker: 1,
    resourceLimits: { maxYoungGenerationSizeMb: MOST_YOUNG_MEGABYTES },
  });
  let closed = false;
  // Threads that are stopped in the middle of a batch may still send it; nobody wants it then.
  pool.on("error", (error: unknown) => {
    if (!closed) throw error;
  });
  /** How long a replication of each scenario took the last time, in milliseconds. */
  const each = new WeakMap<Scenario, number>();
  const sizeFor = (scenario: Scenario): number => {
    const milliseconds = each.get(scenario);
    if (milliseconds === undefined) return 1;
    return Math.min(MOST_IN_A_BATCH, Math.max(1, Math.round(millisecondsABatch / milliseconds)));
  };
  const keys = new WeakMap<Scenario, number>();
  let lastKey = 0;
  const keyOf = (scenario: Scenario): number => {
    const key = keys.get(scenario) ?? ++lastKey;
    keys.set(scenario, key);
    return key;
  };
  /** A batch whose thread dies (out of memory, killed) is no fault of the model, so it is tried again. */
  const perform = async (batch: Batch): Promise<BatchDone> => {
    for (let tries = 1; ; tries++) {
      try {
        return (await pool.run(batch)) as BatchDone;
      } catch (error) {
        if (tries < MOST_TRIES && !closed) continue;
        const why = error instanceof Error ? error.message : String(error);
        throw new Error(
          `the thread that ran scenario ${batch.scenario.name}, replications ${batch.replications[0]} to ` +
            `${batch.replications.at(-1)}, died ${MOST_TRIES} times: ${why}`,
          { cause: error },
        );
      }
    }
  };
  return {
    async run(trials, take, signal) {
      let asked = 0;
      let handed = 0;
      const underWay: { readonly batch: readonly Trial[]; readonly done: Promise<BatchDone> }[] = [];
      for (;;) {
        while (asked < trials.length && underWay.length < workers * BATCHES_A_THREAD) {
          const batch = nextBatch(trials, asked, sizeFor(trials[asked]!.scenario));
          asked += batch.length;
          const { scenario, scopes = ["period"] } = batch[0]!;
          const replications = batch.map(({ replication }) => replication);
          const done = perform({ key: keyOf(scenario), scenario, replications, scopes });
          // It is awaited in its turn; until then a failure must not count as unhandled.
          done.catch(() => undefined);
          underWay.push({ batch, done });
        }
        const first = underWay.shift();
        if (first === undefined || signal?.aborted === true) return handed;
        const result = await unlessAborted(first.done, signal);
        if (result === null) return handed;
        result.seen.forEach((seen, i) => {
          if (signal?.aborted === true) return;
          take(seen, first.batch[i]!);
          handed++;
        });
        if (result.fault !== null) throw namedError(result.fault.name, result.fault.message);
        each.set(first.batch[0]!.scenario, result.milliseconds / Math.max(1, result.seen.length));
      }
    },
    async close() {
      closed = true;
      await pool.destroy();
    },
  };
}

/** Trials that follow each other and differ in nothing but the replication. */
function nextBatch(trials: readonly Trial[], from: number, size: number): readonly Trial[] {
  const { scenario, scopes } = trials[from]!;
  let end = from;
  while (
    end < trials.length &&
    end < from + size &&
    trials[end]!.scenario === scenario &&
    trials[end]!.scopes?.join() === scopes?.join()
  ) {
    end++;
  }
  return trials.slice(from, end);
}

function namedError(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

/** What a promise gives, or null as soon as the signal aborts. Leaves no listener behind. */
async function unlessAborted<Value>(
  promise: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value | null> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      resolve(null);
    };
    signal.addEventListener("abort", stop);
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener("abort", stop);
    });
  });
}
