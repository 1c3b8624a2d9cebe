import { describe, expect, it } from "vitest";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import { inProcess } from "../../engine/execution/inProcess.ts";
import type { Progress, Stopping } from "../../engine/experiment/evaluate.ts";
import { evaluate } from "../../engine/experiment/evaluate.ts";
import { formOf } from "../../engine/experiment/observation.ts";
import type { Row } from "../../engine/experiment/rows.ts";
import { runThrough } from "../../engine/experiment/startTrial.ts";
import type { Executor } from "../../engine/experiment/trial.ts";
import { exponential, room } from "../support/rooms.ts";

const scenario = room({
  days: 2,
  handlers: 3,
  queues: [
    { callsPerHour: 15, talk: exponential(300), patience: exponential(600) },
    { callsPerHour: 10, talk: exponential(400), patience: exponential(500) },
  ],
});

const precisely = (relative: number, most = 5000, measures = ["attrition"]): Stopping => ({
  kind: "precision",
  relative,
  measures,
  most,
});

async function evaluated(stopping: Stopping, options: Parameters<typeof evaluate>[3] = {}) {
  const result = await evaluate(inProcess(), scenario, stopping, options);
  expect(result).not.toBeNull();
  return result!;
}

const relativeOf = (rows: readonly Row[], measures: readonly string[]) =>
  rows
    .filter(({ of, measure }) => of === "queue" && measures.includes(measure))
    .map(({ mean, halfWidth, measure, name }) => ({ relative: halfWidth / mean, measure, queue: name }));

describe("a fixed number of replications", () => {
  it("is run, each once, in order, and told of one by one", async () => {
    const seen: Progress[] = [];
    const result = await evaluated({ kind: "fixed", replications: 7 }, { progress: (p) => seen.push(p) });
    expect(result).toMatchObject({ replications: 7, complete: true, interrupted: false, reached: null });
    expect(seen).toEqual(Array.from({ length: 7 }, (_, i) => ({ done: i + 1, of: 7 })));
    for (const row of result.rows) expect(row.n).toBe(7);
  });

  it("gives the same rows every time", async () => {
    const [one, two] = [
      await evaluated({ kind: "fixed", replications: 5 }),
      await evaluated({ kind: "fixed", replications: 5 }),
    ];
    expect(one.rows).toEqual(two.rows);
  });
});

describe("replications until a precision is reached", () => {
  it("stop when every queue has it, and say what was reached", async () => {
    const result = await evaluated(precisely(0.04));
    const widest = relativeOf(result.rows, ["attrition"]).toSorted((a, b) => b.relative - a.relative)[0]!;
    expect(result.complete).toBe(true);
    expect(result.reached).toEqual(widest);
    expect(widest.relative).toBeLessThanOrEqual(0.04);
    expect(result.replications).toBeGreaterThan(20);
    // It does not run on for long: half-widths go with the root of n, so half of these would not have been enough
    // (0.04 × √2 wide on average; a 0.9 step at a time).
    const half = await evaluated({ kind: "fixed", replications: Math.floor(result.replications / 2) });
    expect(Math.max(...relativeOf(half.rows, ["attrition"]).map(({ relative }) => relative))).toBeGreaterThan(
      0.04,
    );
  });

  it("are those of a fixed number, whatever the blocks they came in", async () => {
    const result = await evaluated(precisely(0.06));
    const fixed = await evaluated({ kind: "fixed", replications: result.replications });
    expect(result.rows).toEqual(fixed.rows);
  });

  it("are at least 20: fewer would stop by luck", async () => {
    const result = await evaluated(precisely(10));
    expect(result).toMatchObject({ replications: 20, complete: true });
  });

  it("give up at the most allowed, and say so", async () => {
    const result = await evaluated(precisely(0.001, 45));
    expect(result).toMatchObject({ replications: 45, complete: false, interrupted: false });
    expect(result.reached!.relative).toBeGreaterThan(0.001);
    const few = await evaluated(precisely(0.001, 3));
    expect(few).toMatchObject({ replications: 3, complete: false });
  });

  it("mind every measure asked for, percentiles and longest waits too", async () => {
    const measures = ["meanWaitAll", "waitP90All", "longestWait"];
    const result = await evaluated(precisely(0.08, 5000, measures));
    const widths = relativeOf(result.rows, measures);
    expect(widths).toHaveLength(6);
    for (const { relative } of widths) expect(relative).toBeLessThanOrEqual(0.08);
    expect(result.reached!.relative).toBe(Math.max(...widths.map(({ relative }) => relative)));
  });

  it("do not wait for what never happens: a measure that is 0 in every replication is known", async () => {
    const calm = room({ days: 1, handlers: 50, queues: [{ callsPerHour: 10, patience: exponential(600) }] });
    const result = await evaluate(inProcess(), calm, precisely(0.01));
    expect(result).toMatchObject({ replications: 20, complete: true });
  });

  it("are not taken for precise because the results are asked for by day", async () => {
    const result = await evaluated(precisely(0.001, 40), { scopes: ["day"] });
    expect(result.complete).toBe(false);
    expect(result.reached!.relative).toBeGreaterThan(0.001);
  });

  it("refuse a measure that does not exist, rather than call it precise", async () => {
    const asked = evaluated(precisely(0.001, 40, ["atrition"]));
    const answer = await asked.then(({ complete }) => `complete: ${String(complete)}`, String);
    expect(answer).toMatch(/RangeError.*atrition/);
  });
});

describe("an interruption", () => {
  /** Stops after so many replications. */
  async function interruptedAfter(replications: number, stopping: Stopping) {
    const controller = new AbortController();
    return evaluate(inProcess(), scenario, stopping, {
      signal: controller.signal,
      progress: ({ done }) => {
        if (done === replications) controller.abort();
      },
    });
  }

  it("gives what is complete so far, and says that it is not all", async () => {
    const result = await interruptedAfter(6, { kind: "fixed", replications: 50 });
    expect(result).toMatchObject({ replications: 6, complete: false, interrupted: true });
    expect(result!.rows).toEqual((await evaluated({ kind: "fixed", replications: 6 })).rows);
  });

  it("of a search for precision tells what was reached", async () => {
    for (const replications of [4, 25]) {
      const result = await interruptedAfter(replications, precisely(0.001));
      expect(result).toMatchObject({ replications, complete: false, interrupted: true });
      expect(result!.reached!.relative).toBeGreaterThan(0.001);
    }
  });

  it("before the first replication is complete leaves nothing", async () => {
    expect(await evaluate(inProcess(), scenario, precisely(0.1), { signal: AbortSignal.abort() })).toBeNull();
  });

  it("after the last replication changes nothing", async () => {
    const result = await interruptedAfter(5, { kind: "fixed", replications: 5 });
    expect(result).toMatchObject({ replications: 5, complete: true, interrupted: false });
  });
});

describe("trials run in this process", () => {
  it("are handed over in the order asked, each its own, several scenarios at once", async () => {
    const other = room({ days: 1, queues: [{ callsPerHour: 5 }], handlers: 2 });
    const trials = [
      { scenario, replication: 3 },
      { scenario: other, replication: 0 },
      { scenario, replication: 0 },
    ];
    const seen: unknown[] = [];
    const done = await inProcess().run(trials, (observation, trial) => {
      seen.push(trial);
      const plan = planOf(trial.scenario);
      expect(observation).toEqual(formOf(plan, ["period"]).observe(runTrial(plan, trial.replication)));
    });
    expect(done).toBe(3);
    expect(seen).toEqual(trials);
  });

  it("stop when told to, and say how many were handed over", async () => {
    const controller = new AbortController();
    const trials = Array.from({ length: 10 }, (_, replication) => ({ scenario, replication }));
    const done = await inProcess().run(
      trials,
      (_, { replication }) => {
        if (replication === 3) controller.abort();
      },
      controller.signal,
    );
    expect(done).toBe(4);
  });

  it("let a fault of one trial be seen, once those before it are handed over", async () => {
    const broken = { ...scenario, warmUp: 100 } as typeof scenario; // not a whole number of intervals
    const taken: number[] = [];
    const run = inProcess().run(
      [
        { scenario, replication: 0 },
        { scenario: broken, replication: 1 },
      ],
      (_, { replication }) => taken.push(replication),
    );
    await expect(run).rejects.toThrow(RangeError);
    expect(taken).toEqual([0]);
  });

  it("are asked for once each, also by an executor that hands them over late", async () => {
    const asked: number[] = [];
    const late: Executor = {
      async run(trials, take) {
        asked.push(...trials.map(({ replication }) => replication));
        await Promise.resolve();
        for (const trial of trials) take(runThrough(trial), trial);
        return trials.length;
      },
      close: () => Promise.resolve(),
    };
    const result = await evaluate(late, scenario, precisely(0.06));
    expect(asked).toEqual(Array.from({ length: result!.replications }, (_, replication) => replication));
    expect(result!.rows).toEqual((await evaluated(precisely(0.06))).rows);
  });
});
