import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Loop } from "../engine/centre/run.ts";
import type { Scenario } from "../engine/index.ts";

/** What one measuring process is asked to do. Plain data, so it can be sent there. */
export type Task =
  /** Run months until `warmUp` milliseconds are over, then for `measure` milliseconds count calls and CPU time. */
  | {
      readonly kind: "speed";
      readonly of:
        | { readonly loop: "bare" }
        | {
            readonly loop: "engine";
            readonly scenario: Scenario;
            /** The engine's own choice of its loops, if left out. */
            readonly through?: Loop;
          };
      readonly warmUp: number;
      readonly measure: number;
    }
  /** Run so many months on threads, after half as many to warm up, by the clock on the wall. */
  | {
      readonly kind: "throughput";
      readonly scenario: Scenario;
      readonly workers: number;
      readonly months: number;
    }
  /** Start threads and wait until each has answered one small trial. */
  | { readonly kind: "pool start"; readonly scenario: Scenario; readonly workers: number }
  /** Run so many replications and say how large the process has been. Without workers: on its one thread. */
  | {
      readonly kind: "memory";
      readonly scenario: Scenario;
      readonly replications: number;
      readonly workers: number;
    }
  /** Run one replication: the caller looks at the clock, the process at its own CPU time since it began. */
  | {
      readonly kind: "first result";
      readonly scenario: Scenario;
      /** The parts that run a scenario, or all that the package exports. */
      readonly through: "engine" | "library";
    };

/** What it answers. */
export interface Answer {
  /** CPU time of all threads of the process ÷ calls, in nanoseconds. */
  readonly nanosecondsACall?: number;
  readonly peakMegabytes?: number;
  readonly cpuMilliseconds?: number;
  readonly monthsASecond?: number;
  /** CPU time ÷ time on the wall: how many cores the process was given. */
  readonly coresUsed?: number;
  /** From asking for a pool to the last of its threads' first answers. */
  readonly poolStartMilliseconds?: number;
}

const CHILD = fileURLToPath(new URL("./bundle/child.js", import.meta.url));

/**
 * Carries out one task in a process of its own, from a cold start, and waits for it.
 *
 * @throws Error with what the process said, if it failed.
 */
export function inOwnProcess(task: Task): Answer {
  return JSON.parse(runNode([CHILD], JSON.stringify(task))) as Answer;
}

/**
 * Where this variable names certificates for the network, every Node reads them as it starts: 35 ms on one machine, more
 * than half of an empty Node's start. Nothing here uses a network.
 */
const WITHOUT_CERTIFICATES = { ...process.env, NODE_EXTRA_CA_CERTS: undefined };

/**
 * Runs a script with this Node and waits for it.
 *
 * @returns What it wrote to standard output.
 * @throws Error with what it wrote to standard error, if it did not end with code 0.
 */
export function runNode(words: readonly string[], input = ""): string {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, words, {
    input,
    encoding: "utf8",
    env: WITHOUT_CERTIFICATES,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`node ${words.join(" ")} ended with code ${String(status)}:\n${stderr}`);
  return stdout;
}

/** Milliseconds on the wall clock that something took. */
export function wallClock(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
