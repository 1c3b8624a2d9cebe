import { TASKS, type TaskInput, type TaskName, type TaskResult, type Tasks } from "../calibration/tasks.ts";
import type { Steps } from "../calibration/steps.ts";

/** How long tasks run before the rest of the program (a key press, a progress bar) gets a turn. */
const MILLISECONDS_AT_A_STRETCH = 50;

/** Does tasks one after another on this thread. */
export function tasksHere(): Tasks {
  return {
    async run<Name extends TaskName>(
      name: Name,
      inputs: readonly TaskInput<Name>[],
      tell?: (done: number) => void,
      signal?: AbortSignal,
    ) {
      const perform = TASKS[name] as (input: TaskInput<Name>) => Steps<TaskResult<Name>>;
      const results: TaskResult<Name>[] = [];
      let before = 0;
      let resumed = performance.now();
      for (const input of inputs) {
        const steps = perform(input);
        let done = 0;
        for (;;) {
          const next = steps.next();
          if (next.done === true) {
            results.push(next.value);
            break;
          }
          done = next.value;
          tell?.(before + done);
          if (performance.now() - resumed > MILLISECONDS_AT_A_STRETCH) {
            await new Promise((resolve) => setTimeout(resolve, 0));
            resumed = performance.now();
          }
          if (signal?.aborted === true) return null;
        }
        before += done;
      }
      return results;
    },
    close: () => Promise.resolve(),
  };
}
