import { planOf } from "../centre/plan.ts";
import { runTrial } from "../centre/run.ts";
import type { Executor } from "../experiment/trial.ts";

/** How long trials run before the rest of the program (a key press, a progress bar) gets a turn. */
const MILLISECONDS_AT_A_STRETCH = 50;

/** Runs trials one after another on this thread. */
export function inProcess(): Executor {
  return {
    async run(trials, take, signal) {
      let done = 0;
      let resumed = performance.now();
      for (const trial of trials) {
        if (signal?.aborted === true) break;
        take(runTrial(planOf(trial.scenario), trial.replication), trial);
        done++;
        if (performance.now() - resumed > MILLISECONDS_AT_A_STRETCH) {
          await new Promise((resolve) => setTimeout(resolve, 0));
          resumed = performance.now();
        }
      }
      return done;
    },
    close: () => Promise.resolve(),
  };
}
