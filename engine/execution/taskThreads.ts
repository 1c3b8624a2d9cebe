import { Piscina } from "piscina";
import type { TaskInput, TaskName, TaskResult, Tasks } from "../calibration/tasks.ts";
import type { TaskSent } from "./taskWorker.ts";

/** How often it is looked how far threads have come. */
const MILLISECONDS_BETWEEN_LOOKS = 100;
/** A thread that has had nothing to do for so long ends, and gives back its memory. */
const MILLISECONDS_IDLE = 5000;

/**
 * Does tasks on several threads, one on each. What they return does not depend on how many there are.
 *
 * @param workers Threads at most, at least 1.
 */
export function taskThreads(workers: number): Tasks {
  const pool = new Piscina({
    // Node cannot start a thread from a TypeScript file: run from sources, the thread is the built one.
    filename: new URL(
      import.meta.url.endsWith(".ts") ? "../../dist/engine/execution/taskWorker.js" : "./taskWorker.js",
      import.meta.url,
    ).href,
    minThreads: 0,
    maxThreads: workers,
    idleTimeout: MILLISECONDS_IDLE,
    concurrentTasksPerWorker: 1,
  });
  let closed = false;
  // Threads that are stopped in the middle of a task may still send it; nobody wants it then.
  pool.on("error", (error: unknown) => {
    if (!closed) throw error;
  });
  return {
    async run<Name extends TaskName>(
      name: Name,
      inputs: readonly TaskInput<Name>[],
      tell?: (done: number) => void,
      signal?: AbortSignal,
    ) {
      if (signal?.aborted === true) return null;
      const shared = new Int32Array(new SharedArrayBuffer(4 * (1 + inputs.length)));
      let told = 0;
      const look = (): void => {
        const done = shared.subarray(1).reduce((sum, _, i) => sum + Atomics.load(shared, 1 + i), 0);
        if (done > told) tell?.((told = done));
      };
      const looking = setInterval(look, MILLISECONDS_BETWEEN_LOOKS);
      let stop = (): void => undefined;
      // Who waits is not kept until threads have come to the end of their step.
      const givenUp = new Promise<null>((resolve) => {
        stop = () => {
          Atomics.store(shared, 0, 1);
          resolve(null);
        };
      });
      signal?.addEventListener("abort", stop);
      try {
        const all = Promise.all(
          inputs.map(
            (input, i) =>
              pool.run({ name, input, shared, place: 1 + i } satisfies TaskSent) as Promise<TaskResult<Name>>,
          ),
        );
        // Once given up, a thread that is ended is no fault.
        all.catch(() => undefined);
        const results = await Promise.race([all, givenUp]);
        if (results !== null) look();
        return results;
      } finally {
        stop();
        signal?.removeEventListener("abort", stop);
        clearInterval(looking);
      }
    },
    async close() {
      closed = true;
      await pool.destroy();
    },
  };
}
