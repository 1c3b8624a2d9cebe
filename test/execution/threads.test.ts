import type { Worker } from "node:worker_threads";
import { afterEach, describe, expect, it } from "vitest";
import { inProcess } from "../../engine/execution/inProcess.ts";
import { threads } from "../../engine/execution/threads.ts";
import { SCOPES } from "../../engine/experiment/rows.ts";
import type { Executor, Trial } from "../../engine/experiment/trial.ts";
import { scenarioFromText } from "../../engine/scenario/fromText.ts";
import { SMALL_ROOM } from "../cli/fcrsim.ts";

const scenario = scenarioFromText(SMALL_ROOM, "small.yaml");
const other = { ...scenarioFromText(SMALL_ROOM, "other.yaml"), seed: "2" };
const trials: readonly Trial[] = [
  ...Array.from({ length: 40 }, (_, replication) => ({ scenario, replication })),
  ...Array.from({ length: 15 }, (_, replication) => ({ scenario: other, replication })),
  ...Array.from({ length: 5 }, (_, replication) => ({ scenario: other, replication, scopes: SCOPES })),
];

const open: Executor[] = [];
function opened(executor: Executor): Executor {
  open.push(executor);
  return executor;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((executor) => executor.close()));
});

/** What was handed over, byte by byte and in the order of handing. */
async function handedBy(executor: Executor): Promise<readonly string[]> {
  const seen: string[] = [];
  await executor.run(trials, (observation, trial) => {
    const bytes = Buffer.from(observation.buffer, observation.byteOffset, observation.byteLength);
    seen.push(`${trial.scenario.name} ${trial.replication} ${bytes.toString("base64")}`);
  });
  return seen;
}

describe("threads", () => {
  it.each([1, 2, 16])("give the same bytes in the same order as one process: %d of them", async (workers) => {
    expect(await handedBy(opened(threads(workers)))).toEqual(await handedBy(inProcess()));
  });

  it.each([
    ["one replication", 0],
    ["as many as may be", 1e9],
  ])("give the same bytes whatever a batch is: %s", async (_, milliseconds) => {
    expect(await handedBy(opened(threads(2, milliseconds)))).toEqual(await handedBy(inProcess()));
  });

  it("stop within a second of an abort, with what is complete in order and without a gap", async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const long = Array.from({ length: 100_000 }, (_, replication) => ({ scenario, replication }));
    const executor = opened(threads(2));
    const handed = await executor.run(
      long,
      (_, { replication }) => {
        seen.push(replication);
        if (replication === 10) controller.abort();
      },
      controller.signal,
    );
    expect(handed).toBe(11);
    expect(seen).toEqual(Array.from({ length: 11 }, (_, replication) => replication));
  });

  it("give the same bytes when threads are killed in the middle of their work", async () => {
    const usual = await handedBy(inProcess());
    const started: Worker[] = [];
    const note = (worker: Worker): void => {
      started.push(worker);
    };
    process.on("worker", note);
    try {
      const executor = opened(threads(2));
      let taken = 0;
      const seen = await handedBy({
        ...executor,
        run: (list, take, signal) =>
          executor.run(
            list,
            (observation, trial) => {
              take(observation, trial);
              // The first two threads die, one after the other, while more batches are on their way to them.
              if (++taken === 3 || taken === 12) void started[taken === 3 ? 0 : 1]!.terminate();
            },
            signal,
          ),
      });
      expect(seen).toEqual(usual);
      // Two to begin with, and one in place of each that died.
      expect(started.length).toBeGreaterThanOrEqual(4);
    } finally {
      process.off("worker", note);
    }
  });

  it("give up a run whose threads die again and again, and say which replications they had", async () => {
    const kill = (worker: Worker): void => {
      // Its first message says that it is ready, and then it is given its batch.
      worker.once("message", () => void worker.terminate());
    };
    process.on("worker", kill);
    try {
      const executor = opened(threads(1));
      await expect(executor.run(trials.slice(0, 1), () => undefined)).rejects.toThrow(
        "the thread that ran scenario small, replications 0 to 0, died 3 times",
      );
    } finally {
      process.off("worker", kill);
    }
  });

  it("run again after an abort", async () => {
    const executor = opened(threads(2));
    await executor.run(trials, () => undefined, AbortSignal.abort());
    expect(await executor.run(trials.slice(0, 3), () => undefined)).toBe(3);
  });

  it("hand over what came before a fault, and then say which trial it was", async () => {
    // A warm-up that is no whole number of intervals is refused by the reader; here it reaches the thread.
    const faulty = { ...scenario, warmUp: 10 as typeof scenario.warmUp };
    const executor = opened(threads(2));
    const seen: number[] = [];
    const run = executor.run(
      [...trials.slice(0, 2), { scenario: faulty, replication: 0 }],
      (_, { replication }) => {
        seen.push(replication);
      },
    );
    await expect(run).rejects.toThrow("warmUp must be a whole number of intervals");
    expect(seen).toEqual([0, 1]);
  });
});
