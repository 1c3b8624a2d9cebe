import { afterEach, describe, expect, it } from "vitest";
import type { OutputSeen } from "../../engine/calibration/emulateOutput.ts";
import { fitEmulator } from "../../engine/calibration/emulator.ts";
import type { EnsembleRun, PosteriorAsked } from "../../engine/calibration/runEnsemble.ts";
import type { Tasks } from "../../engine/calibration/tasks.ts";
import type { RuleOutAsked } from "../../engine/calibration/waves.ts";
import { taskThreads } from "../../engine/execution/taskThreads.ts";
import { tasksHere } from "../../engine/execution/tasksHere.ts";
import { sobolPoints } from "../../engine/random/designs/sobol.ts";
import { scattered, streamParts } from "../calibration/support.ts";

const rows = sobolPoints(2, 32, [0.01, 0.02]);
const points = Float64Array.from(rows.flat());
const valuesOf = (k: number): Float64Array =>
  Float64Array.from(rows, ([a, h]) => Math.sin(2 * a! + k) - (1 + 0.1 * k) * h!);
const surface = (k: number) =>
  fitEmulator({ dimensions: 2, points, values: valuesOf(k), noiseVariance: 0 }).asked;
const surfaces = [0, 1, 2].map(surface);

const seen = [0, 1, 2].map((output): OutputSeen => ({
  output,
  seed: "tasks",
  start: null,
  months: ["m", "n"].map((month, m) => ({ month, points, values: valuesOf(output + m / 4) })),
}));
const ruledOut = [0, 1].map((k): RuleOutAsked => ({
  question: {
    common: ["a"],
    monthly: ["h"],
    months: [
      {
        month: "m",
        outputs: ["x", "y"],
        observed: Float64Array.of(0.1, 0.2 + 0.1 * k),
        covariance: Float64Array.of(0.01, 0, 0, 0.01),
        surfaces: [surfaces[k]!, surfaces[k + 1]!],
      },
    ],
  },
  options: { seed: "tasks", points: 64, next: 16 },
}));
const posterior: PosteriorAsked = {
  commons: 1,
  monthlies: [
    {
      prior: { kind: "uniform", low: 1, high: 3 },
      whole: false,
      spreadScale: 0.2,
      coordinate: "centred",
    },
  ],
  months: [0, 1].map((m) => ({ reported: [0.1, 0.1 * m], covariance: [0.02, 0.01, 0.01, 0.02] })),
  surfaces: [0, 1].map((m) => [surfaces[m]!, surfaces[m + 1]!]),
};
const runsOf = (steps: number) =>
  [0, 1, 2].map((e): EnsembleRun & { readonly posterior: PosteriorAsked } => ({
    walkers: 12,
    burn: 5,
    steps,
    thin: 1,
    start: scattered(12, 5, "tasks", e, 0.1),
    stream: { parts: streamParts("tasks", e), spent: 7 },
    curve: null,
    posterior,
  }));

const open: Tasks[] = [];
function opened(tasks: Tasks): Tasks {
  open.push(tasks);
  return tasks;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((tasks) => tasks.close()));
});

async function allOf(tasks: Tasks): Promise<unknown> {
  return [
    await tasks.run("emulate an output", seen),
    await tasks.run("rule out", ruledOut),
    await tasks.run("run an ensemble", runsOf(20)),
  ];
}

describe.each([
  ["on this thread", tasksHere],
  ["on two threads", () => taskThreads(2)],
])("long tasks %s", (_, make) => {
  it("are given up soon after an abort, and tell of progress that only rises until then", async () => {
    const controller = new AbortController();
    const told: number[] = [];
    // As many steps as would take minutes.
    const result = await opened(make()).run(
      "run an ensemble",
      runsOf(1_000_000),
      (done) => {
        told.push(done);
        controller.abort();
      },
      controller.signal,
    );
    expect(result).toBeNull();
    expect(told.length).toBeGreaterThan(0);
    expect(told).toEqual([...new Set(told)].toSorted((a, b) => a - b));
  });

  it("tell of all steps of all of them in the end", async () => {
    const told: number[] = [];
    await opened(make()).run("run an ensemble", runsOf(20), (done) => told.push(done));
    expect(told.at(-1)).toBe(3 * 25);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });

  it("throw what one of them throws", async () => {
    const [run] = runsOf(20);
    const all = opened(make()).run("run an ensemble", [{ ...run!, walkers: 2 }]);
    await expect(all).rejects.toThrow(RangeError);
    await expect(all).rejects.toThrow("walkers");
  });

  it("do nothing once they are aborted", async () => {
    expect(await opened(make()).run("rule out", ruledOut, undefined, AbortSignal.abort())).toBeNull();
  });
});

describe("long tasks on threads", () => {
  it.each([1, 2, 5])("give the same bytes as on this thread: %d threads", async (workers) => {
    expect(await allOf(opened(taskThreads(workers)))).toEqual(await allOf(tasksHere()));
  });
});
