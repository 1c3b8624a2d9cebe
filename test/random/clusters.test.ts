import { describe, expect, it } from "vitest";
import { dialRates, expectedDialled } from "../../engine/centre/demand.ts";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import {
  type Clusters,
  clusteredTimes,
  expectedInClusters,
  meanCalls,
} from "../../engine/random/arrivals/clusters.ts";
import { poissonTimes } from "../../engine/random/arrivals/poisson.ts";
import { replayedTimes } from "../../engine/random/arrivals/replay.ts";
import { openStream } from "../../engine/random/streams.ts";
import { fillOf } from "../../engine/random/times/index.ts";
import { timetableOf } from "../../engine/scenario/timetable.ts";
import { seconds } from "../../engine/units.ts";
import { exponential, room, total } from "../support/rooms.ts";

const GEOMETRIC: Clusters = { calls: { kind: "geometric", mean: 1.6 }, within: 300 };
const SHARES: Clusters = { calls: { kind: "shares", shares: [0.7, 0.2, 0.1] }, within: 300 };
const stream = (purpose: "arrivals" | "cluster size" | "cluster place", replication = 0) =>
  openStream({ seed: "clusters", replication, purpose, queue: "999" });
const noStream = (): number => {
  throw new Error("nothing to draw");
};

describe("calls in clusters", () => {
  it("come in order, the first of each with its incident and the others soon after", () => {
    const incidents = [100, 200, 350, 1000];
    const sizes = [0.75, 0.1, 0.95, 0.3]; // 2, 1, 3 and 1 calls
    const places = [0.5, 0.01, 0.9];
    const fill = clusteredTimes(
      replayedTimes(incidents),
      SHARES,
      () => sizes.shift()!,
      () => places.shift()!,
    );
    const out = new Float64Array(9);
    // In two pieces, as runs ask for them.
    fill(out.subarray(0, 4), noStream);
    fill(out.subarray(4), noStream);
    expect([...out]).toEqual([100, 200, 250, 350, 353, 620, 1000, Infinity, Infinity]);
  });

  it("are as many as said, with the variance of a compound Poisson count", () => {
    // Geometric from 1 with mean m: variance m(m − 1), so the second moment is m(2m − 1).
    const cases = [
      { clusters: GEOMETRIC, mean: 1.6, second: 1.6 * 2.2 },
      { clusters: SHARES, mean: 1.4, second: 0.7 + 0.2 * 4 + 0.1 * 9 },
    ];
    const [runs, end, incidentsExpected] = [400, 1e6, 250];
    for (const { clusters, mean, second } of cases) {
      expect(meanCalls(clusters)).toBeCloseTo(mean, 12);
      let [sum, squares] = [0, 0];
      for (let replication = 0; replication < runs; replication++) {
        const rates = {
          start: 0,
          ends: Float64Array.of(end),
          perSecond: Float64Array.of(incidentsExpected / end),
        };
        const fill = clusteredTimes(
          poissonTimes(rates, fillOf({ kind: "exponential", mean: seconds(1) }, "exact")),
          clusters,
          stream("cluster size", replication),
          stream("cluster place", replication),
        );
        const out = new Float64Array(1000);
        fill(out, stream("arrivals", replication));
        const count = out.findIndex((time) => time === Infinity);
        expect(count).toBeGreaterThan(0);
        expect([...out.subarray(0, count)]).toEqual([...out.subarray(0, count)].sort((a, b) => a - b));
        sum += count;
        squares += count ** 2;
      }
      const found = sum / runs;
      const variance = (squares - sum * found) / (runs - 1);
      const [exact, exactVariance] = [incidentsExpected * mean, incidentsExpected * second];
      expect(Math.abs(found - exact)).toBeLessThan(4 * Math.sqrt(exactVariance / runs));
      // The count is nearly normal, and so the variance has a standard error of its root of 2/n times itself.
      expect(Math.abs(variance / exactVariance - 1)).toBeLessThan(4 * Math.sqrt(2 / runs));
    }
  });

  it("of one call each are the incidents", () => {
    const one: Clusters = { calls: { kind: "geometric", mean: 1 }, within: 300 };
    const out = new Float64Array(3);
    clusteredTimes(replayedTimes([1, 2, 3]), one, stream("cluster size"), noStream)(out, noStream);
    expect([...out]).toEqual([1, 2, 3]);
  });
});

describe("the expected number of calls in a stretch of time", () => {
  it("is that of a Riemann sum over the delay", () => {
    const rates = {
      start: -50,
      ends: Float64Array.of(0, 100, 250, 400),
      perSecond: Float64Array.of(1, 3, 0.5, 2),
    };
    const perSecond = (time: number): number => {
      if (time < -50 || time >= 400) return 0;
      return time < 0 ? 1 : time < 100 ? 3 : time < 250 ? 0.5 : 2;
    };
    for (const [from, to] of [
      [0, 400],
      [20, 230],
      [300, 900],
    ] as const) {
      const steps = 600;
      let later = 0;
      for (let i = 0; i < steps; i++) {
        const delay = ((i + 0.5) / steps) * 300;
        // Delays are odd quarters of a second and rates change at whole ones, so these stretches are not cut.
        for (let time = from; time < to; time += 0.25)
          later += (perSecond(time + 0.125 - delay) * 0.25) / steps;
      }
      let atOnce = 0;
      for (let time = from; time < to; time += 0.5) atOnce += perSecond(time + 0.25) * 0.5;
      const exact = atOnce / 1.6 + later * (0.6 / 1.6);
      expect(expectedInClusters(rates, GEOMETRIC, from, to)).toBeCloseTo(exact, 3);
    }
    expect(expectedInClusters(rates, null, 0, 100)).toBe(300);
  });
});

describe("a volume of calls in clusters", () => {
  const scenario = room({
    days: 7,
    warmUp: 3600,
    handlers: 20,
    queues: [
      {
        arrivals: {
          kind: "volume",
          volume: 2000,
          weights: Array.from({ length: 168 }, (_, hour) => 1 + (hour % 24)),
          counts: "offered",
        },
        clusters: GEOMETRIC,
        talk: exponential(60),
      },
    ],
  });

  it("is expected as it stands", () => {
    const timetable = timetableOf(scenario);
    const rates = dialRates(scenario.queues[0]!, timetable)!;
    expect(expectedDialled(rates, timetable, GEOMETRIC)).toBeCloseTo(2000, 6);
  });

  it("comes, in either loop alike", () => {
    const plan = planOf(scenario);
    let found = 0;
    for (let replication = 0; replication < 40; replication++) {
      const direct = total(runTrial(plan, replication, null, { loop: "direct" }), 0, "dialled");
      found += direct;
      if (replication > 3) continue;
      expect(total(runTrial(plan, replication, null, { loop: "events" }), 0, "dialled")).toBe(direct);
    }
    // Variance of each count: 2000 ÷ 1.6 incidents times the second moment 1.6 · 2.2.
    expect(Math.abs(found - 40 * 2000)).toBeLessThan(4 * Math.sqrt(40 * 2000 * 2.2));
  });
});
