import { describe, expect, it } from "vitest";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import { Summary } from "../../engine/experiment/summary.ts";
import { erlangA } from "../../engine/theory/erlangA.ts";
import { seconds } from "../../engine/units.ts";
import { exponential, room } from "../support/rooms.ts";

describe("a 95% interval", () => {
  it("holds the true attrition and mean wait of Erlang-A in 93% to 97% of 1,000 macro-replications", () => {
    // 10 replications each, of half a day after half a day to forget that the room began empty: with a mean handling
    // time of 5 minutes the room forgets within the hour. A ratio of sums over 10 replications of 240 calls is biased
    // by about 1/2400 of its variance ratio, far below its standard error.
    const [handlers, perHour, talk, patience] = [2, 20, 300, 300];
    const scenario = room({
      days: 1,
      warmUp: 43_200,
      interval: 43_200,
      handlers,
      queues: [
        { callsPerHour: perHour, talk: exponential(talk), patience: exponential(patience), targets: [] },
      ],
    });
    const exact = erlangA({
      callsPerHour: perHour,
      meanHandling: seconds(talk),
      meanPatience: seconds(patience),
      handlers,
    });
    const plan = planOf(scenario);
    const held = { attrition: 0, meanWaitAll: 0 };
    const truth = { attrition: exact.abandonedShare, meanWaitAll: exact.meanWaitAll };
    for (let macro = 0; macro < 1000; macro++) {
      const summary = new Summary(plan);
      for (let r = 0; r < 10; r++) summary.add(runTrial(plan, 10 * macro + r));
      for (const row of summary.rows()) {
        if (row.measure !== "attrition" && row.measure !== "meanWaitAll") continue;
        if (Math.abs(row.mean - truth[row.measure]) <= row.halfWidth) held[row.measure]++;
      }
    }
    for (const count of Object.values(held)) {
      expect(count).toBeGreaterThanOrEqual(930);
      expect(count).toBeLessThanOrEqual(970);
    }
  });
});
