import { startTrial } from "../experiment/startTrial.ts";
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
        if (isAborted(signal)) break;
        const run = startTrial(trial);
        while (run.advance()) {
          if (performance.now() - resumed <= MILLISECONDS_AT_A_STRETCH) continue;
          await new Promise((resolve) => setTimeout(resolve, 0));
          resumed = performance.now();
          if (isAborted(signal)) return done;
        }
        take(run.finish(), trial);
        done++;
      }
      return done;
    },
    close: () => Promise.resolve(),
  };
}

/** Asked anew each time: it changes while we are away. */
function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}
