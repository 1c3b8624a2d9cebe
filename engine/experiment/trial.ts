import type { Observation } from "./observation.ts";
import type { Scope } from "./rows.ts";
import type { Scenario } from "../scenario/scenario.ts";

/** One replication of one scenario, before it has happened. Plain data. */
export interface Trial {
  readonly scenario: Scenario;
  /** Counts from 0. */
  readonly replication: number;
  /** Over which stretches of time it is to be observed; the whole period if left out. */
  readonly scopes?: readonly Scope[];
}

/** Runs trials somewhere. */
export interface Executor {
  /**
   * Hands the observation of each trial to `take` in the order of `trials`, whoever finished first.
   *
   * @param signal When it aborts, the trials that are complete so far, in order and without a gap, are handed over and
   *               the rest are given up.
   * @returns How many trials were handed over.
   * @throws BrokenInvariant or any other fault of a trial, once those before it are handed over.
   */
  run(
    trials: readonly Trial[],
    take: (seen: Observation, trial: Trial) => void,
    signal?: AbortSignal,
  ): Promise<number>;
  /** Lets go of whatever it holds, such as threads. Nothing can be run after it. */
  close(): Promise<void>;
}
