import { availableParallelism } from "node:os";
import type { Tasks } from "../engine/calibration/tasks.ts";
import type { Stopping } from "../engine/experiment/evaluate.ts";
import type { Executor } from "../engine/experiment/trial.ts";

/** Fewer replications than this are over before a second thread has started. */
const WORTH_A_THREAD = 8;

/**
 * Where to run: on as many threads as asked, by default as many as there are cores; on this one if there is little to
 * do. Code that is not needed is not loaded.
 */
export async function executorFor(
  workers: number | undefined,
  stopping: Pick<Stopping, "kind"> & { readonly replications?: number },
  scenarios = 1,
): Promise<Executor> {
  const wanted = workers ?? availableParallelism();
  const isLittle =
    workers === undefined &&
    stopping.replications !== undefined &&
    stopping.replications * scenarios < WORTH_A_THREAD;
  if (wanted === 1 || isLittle) return (await import("../engine/execution/inProcess.ts")).inProcess();
  return (await import("../engine/execution/threads.ts")).threads(wanted);
}

/** Where to do long tasks: on as many threads as asked, by default as many as there are cores; on this one if that is one. */
export async function tasksFor(workers: number | undefined): Promise<Tasks> {
  const wanted = workers ?? availableParallelism();
  if (wanted === 1) return (await import("../engine/execution/tasksHere.ts")).tasksHere();
  return (await import("../engine/execution/taskThreads.ts")).taskThreads(wanted);
}
