import { describe, expect, it } from "vitest";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import { Controls } from "../../engine/experiment/controls.ts";
import { formOf } from "../../engine/experiment/observation.ts";
import { Summary } from "../../engine/experiment/summary.ts";
import { ControlledRatio } from "../../engine/stats/controlledRatio.ts";
import { studentQuantile } from "../../engine/stats/quantiles.ts";
import { RatioTally } from "../../engine/stats/ratioTally.ts";
import { Tally } from "../../engine/stats/tally.ts";
import { erlangA } from "../../engine/theory/erlangA.ts";
import { seconds } from "../../engine/units.ts";
import { exponential, room } from "../support/rooms.ts";

describe("control variates", () => {
  it("make the mean surer by what they say, and hold the true attrition of Erlang-A as often as they say", () => {
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
    const truth = erlangA({
      callsPerHour: perHour,
      meanHandling: seconds(talk),
      meanPatience: seconds(patience),
      handlers,
    }).abandonedShare;
    const plan = planOf(scenario);
    const macros = 300;
    const controls = new Controls(plan);
    const form = formOf(plan, ["period"]);
    const [plain, controlled, gains] = [new Tally(), new Tally(), new Tally()];
    let held = 0;
    for (let macro = 0; macro < macros; macro++) {
      const usual = new RatioTally();
      const surer = new ControlledRatio(controls.count);
      for (let r = 0; r < 40; r++) {
        const seen = form.observe(runTrial(plan, 40 * macro + r));
        const { sum } = form.queueFigures(seen, 0, 0);
        usual.add(sum("abandoned"), sum("offered"));
        surer.add(sum("abandoned"), sum("offered"), controls.fromMeans(form, seen));
      }
      const { ratio, standardError, degrees } = surer.controlled!;
      plain.add(usual.ratio);
      controlled.add(ratio);
      gains.add((usual.standardError / standardError) ** 2);
      if (Math.abs(ratio - truth) <= studentQuantile(0.975, degrees) * standardError) held++;
    }
    // Four standard errors of 300 intervals at 95%.
    expect(Math.abs(held / macros - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / macros));
    // The variance of the 300 means themselves, plain ÷ controlled, against what the intervals claim: a ratio of two
    // sample variances of 300 is within 4√(4/299), or 46%, of its value. And it pays.
    const proven = plain.variance / controlled.variance;
    expect(Math.abs(proven / gains.mean - 1)).toBeLessThan(4 * Math.sqrt(4 / 299));
    expect(proven).toBeGreaterThan(2);
    expect(Math.abs(controlled.mean - truth)).toBeLessThan(4 * (controlled.sd / Math.sqrt(macros)));
  });

  it("make certain what they are themselves, and leave alone the range of single months", () => {
    const scenario = room({
      days: 1,
      handlers: 2,
      queues: [{ callsPerHour: 20, talk: exponential(300), patience: exponential(300) }],
    });
    const plan = planOf(scenario);
    const [usual, surer] = [new Summary(plan), new Summary(plan, ["period"], true)];
    for (let r = 0; r < 40; r++) {
      const seen = usual.form.observe(runTrial(plan, r));
      usual.add(seen);
      surer.add(seen);
    }
    const offered = surer.rows().find(({ measure }) => measure === "offered")!;
    expect(offered.mean).toBeCloseTo(480, 8);
    expect(offered).toMatchObject({ halfWidth: 0, controlGain: Infinity });
    expect(offered.single).toEqual(usual.rows().find(({ measure }) => measure === "offered")!.single);
    expect(usual.rows().every(({ controlGain }) => controlGain === null)).toBe(true);
  });
});

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
      for (let r = 0; r < 10; r++) summary.add(summary.form.observe(runTrial(plan, 10 * macro + r)));
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
