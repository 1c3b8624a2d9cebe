import { TASKS, type TaskName } from "../calibration/tasks.ts";
import type { Steps } from "../calibration/steps.ts";

/*
 * The other end of the wire for long tasks: does one on a thread of its own.
 */

/** A task on its way to a thread. */
export interface TaskSent {
  readonly name: TaskName;
  readonly input: unknown;
  /** Shared with who waits: a first number that is not 0 says to stop; the others, one for each task, how far it has come. */
  readonly shared: Int32Array;
  readonly place: number;
}

/** Does one task. @returns null if it was told to stop. */
export default function run({ name, input, shared, place }: TaskSent): unknown {
  const steps = (TASKS[name] as (input: unknown) => Steps<unknown>)(input);
  for (;;) {
    const next = steps.next();
    if (next.done === true) return next.value;
    Atomics.store(shared, place, next.value);
    if (Atomics.load(shared, 0) !== 0) return null;
  }
}
