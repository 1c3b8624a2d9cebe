import type { Scenario } from "../scenario/scenario.ts";
import type { Progress } from "./evaluate.ts";
import type { Observation } from "./observation.ts";
import type { Scope } from "./rows.ts";
import type { Executor, Trial } from "./trial.ts";

/** Replications of one scenario among many. */
export interface Job {
  readonly scenario: Scenario;
  /** Number of the first replication. Jobs that share it meet the same callers. */
  readonly first: number;
  readonly replications: number;
  /** Over which stretches of time they are observed; the whole period if left out. */
  readonly scopes?: readonly Scope[];
}

/**
 * Runs many scenarios a few replications each, without waiting for one to end before the next begins.
 *
 * @param done Is handed the observations of each job, all at once and in the order of the jobs.
 * @returns How many jobs are complete: all of them unless `signal` aborts.
 */
export async function runEach(
  executor: Executor,
  jobs: readonly Job[],
  done: (seen: readonly Observation[], job: number) => void,
  options: { readonly signal?: AbortSignal; readonly progress?: (progress: Progress) => void } = {},
): Promise<number> {
  const trials = jobs.flatMap(({ scenario, first, replications, scopes }) =>
    Array.from({ length: replications }, (_, i): Trial => ({
      scenario,
      replication: first + i,
      ...(scopes && { scopes }),
    })),
  );
  let job = 0;
  let taken = 0;
  let seen: Observation[] = [];
  await executor.run(
    trials,
    (one) => {
      seen.push(one);
      options.progress?.({ done: ++taken, of: trials.length });
      if (seen.length < jobs[job]!.replications) return;
      done(seen, job++);
      seen = [];
    },
    options.signal,
  );
  return job;
}
