import { planOf } from "../centre/plan.ts";
import type { Progress } from "../experiment/evaluate.ts";
import type { Observation } from "../experiment/observation.ts";
import { type Job, runEach } from "../experiment/runEach.ts";
import { Summary } from "../experiment/summary.ts";
import type { Executor } from "../experiment/trial.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { MonthRoom } from "./calibration.ts";
import type { Output } from "./outputs.ts";
import { toScale } from "./outputs.ts";

/** A month to simulate with certain values of the figures that move. */
export interface RoomJob {
  readonly room: MonthRoom;
  /** Commons first, then monthlies, in the units of the figures. */
  readonly values: readonly number[];
  /** Jobs that share it meet the same callers. */
  readonly firstReplication: number;
  readonly replications: number;
}

/** Scenarios that were read before their turn. */
const readAhead = new WeakMap<RoomJob, Scenario>();

/** Reads the scenarios of jobs that come next, which takes milliseconds each, while others are under way. */
export function readRooms(jobs: readonly RoomJob[]): void {
  for (const job of jobs) {
    try {
      readAhead.set(job, job.room.at(job.values));
    } catch {
      // It is told of in its turn.
      return;
    }
  }
}

function scenarioOf(job: RoomJob): Scenario {
  const scenario = readAhead.get(job) ?? job.room.at(job.values);
  // It is asked for once, and is some kilobytes.
  readAhead.delete(job);
  return scenario;
}

/** What was seen of one job, on the scales of the outputs. */
export interface RoomSeen {
  /** Of all replications together: ratios of sums. One number for each output. */
  readonly together: readonly number[];
  /** Of each replication by itself. */
  readonly each: readonly (readonly number[])[];
}

/** Jobs that are read and handed out at a time: enough to keep all threads busy, few enough that memory stays flat. */
const JOBS_AT_A_TIME = 96;

/**
 * Simulates months with values of their own.
 *
 * @param take Is handed what was seen of each job, in their order.
 * @returns How many jobs are complete: all of them unless `signal` aborts.
 * @throws RangeError if the values of a job do not go together.
 */
export async function simulateRooms(
  executor: Executor,
  jobs: readonly RoomJob[],
  outputs: readonly Output[],
  take: (seen: RoomSeen, job: number) => void,
  options: { readonly signal?: AbortSignal; readonly progress?: (progress: Progress) => void } = {},
): Promise<number> {
  const { signal, progress } = options;
  const of = jobs.reduce((sum, { replications }) => sum + replications, 0);
  let done = 0;
  let complete = 0;
  for (let start = 0; start < jobs.length && signal?.aborted !== true; start += JOBS_AT_A_TIME) {
    const chunk = jobs.slice(start, start + JOBS_AT_A_TIME).map((job): Job => ({
      scenario: scenarioOf(job),
      first: job.firstReplication,
      replications: job.replications,
    }));
    const before = done;
    complete += await runEach(
      executor,
      chunk,
      (seen, job) => {
        done += chunk[job]!.replications;
        take(seenOf(chunk[job]!.scenario, seen, outputs), start + job);
      },
      {
        ...(signal === undefined ? {} : { signal }),
        progress: (some) => progress?.({ done: before + some.done, of }),
      },
    );
  }
  return complete;
}

function seenOf(scenario: Scenario, seen: readonly Observation[], outputs: readonly Output[]): RoomSeen {
  const plan = planOf(scenario);
  const all = new Summary(plan);
  const each = seen.map((period) => {
    all.add(period);
    const one = new Summary(plan);
    one.add(period);
    return scaled(one, outputs);
  });
  return { together: scaled(all, outputs), each };
}

function scaled(summary: Summary, outputs: readonly Output[]): readonly number[] {
  const rows = summary.rows();
  return outputs.map(({ queue, measure, scale }) => {
    const mean = rows.find(
      (row) => row.name === queue && row.measure === measure && row.of === "queue",
    )!.mean;
    // Where nobody called or was answered there is no mean: nothing was lost, and nobody waited.
    return toScale(scale, Number.isFinite(mean) ? mean : 0);
  });
}
