import { describe, expect, it } from "vitest";
import type { Memory } from "../../engine/calibration/memory.ts";
import { outputsOf } from "../../engine/calibration/outputs.ts";
import { rememberedRooms } from "../../engine/calibration/remembered.ts";
import type { RoomJob } from "../../engine/calibration/simulateRooms.ts";
import { inProcess } from "../../engine/execution/inProcess.ts";
import type { Executor } from "../../engine/experiment/trial.ts";
import { smallCalibration } from "./smallForce.ts";

const calibration = smallCalibration();
const [april] = calibration.structures[0]!.months;
const outputs = outputsOf(calibration, [april!.reported]);

/** Jobs of two replications at different handlers. Forty-eight are kept together. */
const jobs = (count: number, patience = 600): readonly RoomJob[] =>
  Array.from({ length: count }, (_, i) => ({
    room: april!,
    values: [patience, 2.5 + i / count],
    firstReplication: 0,
    replications: 2,
  }));

function memory() {
  const kept = new Map<string, string>();
  const self: Memory = {
    recall: (name) => {
      const text = kept.get(name);
      return text === undefined ? undefined : (JSON.parse(text) as unknown);
    },
    keep: (name, value) => kept.set(name, JSON.stringify(value)),
  };
  return { ...self, kept };
}

/** Counts the trials that are simulated, and aborts after some of them. */
function counting(abortAfter = Infinity) {
  const inner = inProcess();
  const controller = new AbortController();
  const self = {
    trials: 0,
    signal: controller.signal,
    executor: {
      run: (trials, take, signal) =>
        inner.run(
          trials,
          (seen, trial) => {
            take(seen, trial);
            if (++self.trials >= abortAfter) controller.abort();
          },
          signal,
        ),
      close: () => inner.close(),
    } satisfies Executor,
  };
  return self;
}

describe("simulated months that are kept", () => {
  it("are not simulated again, and are the same as those that were never kept", async () => {
    const kept = memory();
    const first = counting();
    const fresh = await rememberedRooms("a", jobs(50), outputs, { executor: first.executor, memory: kept });
    expect(first.trials).toBe(100);
    const again = counting();
    const found = await rememberedRooms("a", jobs(50), outputs, { executor: again.executor, memory: kept });
    expect(again.trials).toBe(0);
    expect(found).toEqual(fresh);
    expect([...kept.kept.keys()]).toEqual(["a-001", "a-002"]);
  });

  it("stand for the jobs that were asked for and no others of the same name", async () => {
    const kept = memory();
    const rooms = (executor: Executor) => ({ executor, memory: kept });
    await rememberedRooms("a", jobs(3), outputs, rooms(inProcess()));
    const others = counting();
    const found = await rememberedRooms("a", jobs(3, 900), outputs, rooms(others.executor));
    expect(others.trials).toBe(6);
    const alone = await rememberedRooms("b", jobs(3, 900), outputs, rooms(inProcess()));
    expect(found).toEqual(alone);
    const more = jobs(3).map((job) => ({ ...job, firstReplication: 4 }));
    const further = counting();
    await rememberedRooms("b", more, outputs, rooms(further.executor));
    expect(further.trials).toBe(6);
  });

  it("lose no more than the jobs in hand when they are interrupted", async () => {
    const kept = memory();
    const cut = counting(110);
    const nothing = await rememberedRooms("a", jobs(60), outputs, {
      executor: cut.executor,
      memory: kept,
      signal: cut.signal,
    });
    expect(nothing).toBeNull();
    expect([...kept.kept.keys()]).toEqual(["a-001"]);
    const rest = counting();
    const told: number[] = [];
    const found = await rememberedRooms("a", jobs(60), outputs, {
      executor: rest.executor,
      memory: kept,
      progress: ({ done, of }) => {
        expect(of).toBe(120);
        told.push(done);
      },
    });
    // The first 48 jobs were kept; the 12 in hand are done again.
    expect(rest.trials).toBe(24);
    expect(told[0]).toBe(96);
    expect(told.at(-1)).toBe(120);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    const whole = await rememberedRooms("b", jobs(60), outputs, {
      executor: inProcess(),
      memory: memory(),
    });
    expect(found).toEqual(whole);
  });

  it("are of a whole job and of each replication", async () => {
    const [seen] = (await rememberedRooms("a", jobs(1), outputs, {
      executor: inProcess(),
      memory: memory(),
    }))!;
    expect(seen!.each).toHaveLength(2);
    // Attrition of both months together is a ratio of sums, and lies between that of each.
    const shares = seen!.each.map(([share]) => share!).toSorted((a, b) => a - b);
    expect(seen!.together[0]).toBeGreaterThan(shares[0]!);
    expect(seen!.together[0]).toBeLessThan(shares[1]!);
  });
});
