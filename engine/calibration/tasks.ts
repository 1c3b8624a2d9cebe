import { emulateOutput } from "./emulateOutput.ts";
import { runEnsemble } from "./runEnsemble.ts";
import { ruleOutAsked } from "./waves.ts";

/** The long pieces of work of a calibration that are not simulation, by name. What one returns depends on its input alone. */
export const TASKS = {
  "emulate an output": emulateOutput,
  "rule out": ruleOutAsked,
  "run an ensemble": runEnsemble,
} as const;

export type TaskName = keyof typeof TASKS;
export type TaskInput<Name extends TaskName> = Parameters<(typeof TASKS)[Name]>[0];
export type TaskResult<Name extends TaskName> =
  ReturnType<(typeof TASKS)[Name]> extends Generator<number, infer Result> ? Result : never;

/** Does several pieces of work somewhere. Inputs and results are plain data, so that they can cross to a thread. */
export interface Tasks {
  /**
   * @param tell   Called with the steps done by all of them together; rising.
   * @param signal When it aborts, the work is given up.
   * @returns What each returned, in the order of `inputs`; null if it was given up.
   * @throws Whatever one of them throws.
   */
  run<Name extends TaskName>(
    name: Name,
    inputs: readonly TaskInput<Name>[],
    tell?: (done: number) => void,
    signal?: AbortSignal,
  ): Promise<readonly TaskResult<Name>[] | null>;
  /** Lets go of whatever it holds, such as threads. Nothing can be run after it. */
  close(): Promise<void>;
}
