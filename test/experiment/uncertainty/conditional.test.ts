import { describe, expect, it } from "vitest";
import { inProcess } from "../../../engine/execution/inProcess.ts";
import { evaluateConditional, type Given } from "../../../engine/experiment/uncertainty/conditional.ts";
import { drawnForm, simulateDraws } from "../../../engine/experiment/uncertainty/drawnPeriods.ts";
import type { Scenario, Unknown } from "../../../engine/scenario/scenario.ts";
import { normalQuantile } from "../../../engine/stats/quantiles.ts";
import { Tally } from "../../../engine/stats/tally.ts";
import { erlangA } from "../../../engine/theory/erlangA.ts";
import { seconds } from "../../../engine/units.ts";
import { exponential, room } from "../../support/rooms.ts";

const unknown = (figure: string, distribution: Unknown["distribution"], central: number): Unknown => ({
  ...{ figure, distribution, central },
  ...{ unit: "number", whole: false, basis: null },
});
const given = (measure: string, value: number, halfStep: number): Given => ({
  ...{ of: "queue", name: "999" },
  ...{ measure, value, halfStep },
});
const LEVELS = [0.05, 0.25, 0.5, 0.75, 0.95];

/** A day of calls; of their number an hour only this much is known. */
const PRIOR = { kind: "lognormal", mean: 20, spread: 0.08 } as const;
const calls = (callsPerHour: number): Scenario =>
  room({ seed: "conditional", handlers: 80, queues: [{ callsPerHour, talk: exponential(60) }] });
const countGiven = (value: number, asked: { draws: number; replications: number; discrepancy: number }) =>
  evaluateConditional(
    inProcess(),
    ([rate]) => calls(rate!),
    [unknown("rate", PRIOR, 20)],
    [given("offered", value, 0.5)],
    { seed: "conditional", ...asked },
  );

/**
 * On the log scale the rate is normal before; the count of a day is near normal about it with variance 1 ÷ count, and
 * the discrepancy beside it. So the rate is normal after, with the precisions added.
 */
function conjugate(count: number, discrepancy: number): { readonly mean: number; readonly sd: number } {
  const before = Math.log1p(PRIOR.spread ** 2);
  const middle = Math.log(PRIOR.mean) - before / 2;
  const noise = 1 / count + discrepancy ** 2;
  const precision = 1 / before + 1 / noise;
  return {
    mean: (middle / before + Math.log(count / 24) / noise) / precision,
    sd: Math.sqrt(1 / precision),
  };
}

describe("a count whose rate is not known", () => {
  it.each([
    ["near what was expected, two periods a draw", 500, 0],
    ["with a discrepancy as large as chance", 520, 0.05],
    ["three standard deviations off, found in stages", 620, 0],
  ])("%s: has the rate of the conjugate posterior", async (_, count, discrepancy) => {
    const found = (await countGiven(count, { draws: 250, replications: 2, discrepancy }))!;
    const { mean, sd } = conjugate(count, discrepancy);
    expect(found.effective).toBeGreaterThan(120);
    LEVELS.forEach((level, i) => {
      const z = normalQuantile(level);
      // A quantile of n draws has standard error √(p(1 − p)/n) ÷ density; four of them. 2% of an sd for the normal in place
      // of a Poisson count (whose skewness is 1 ÷ √500), and 10% for a chance variance that is itself found from 40 days.
      const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
      const error = Math.sqrt((level * (1 - level)) / found.effective) / density;
      const away = (Math.log(found.unknowns[0]!.after[i]!) - (mean + z * sd)) / sd;
      expect(Math.abs(away)).toBeLessThan(4 * error + 0.12);
    });
  });

  it("would not have it with the noise of simulating counted as more chance", () => {
    // What the test above can tell apart at two periods a draw: C (1 + 1/2) and the noise of m itself make 2 C, not C.
    const right = conjugate(500, 0).sd;
    const wrong = conjugate(250, 0).sd;
    expect(1.645 * (wrong / right - 1)).toBeGreaterThan(0.2);
  });

  it("refuses nothing, but says how little counts, where nothing comes near", async () => {
    const found = (await countGiven(5000, { draws: 60, replications: 2, discrepancy: 0 }))!;
    expect(found.effective).toBeLessThan(20);
    const [one] = found.givens;
    expect(one!.most).toBeLessThan(2500);
    expect(one!.nearest).toBe(one!.most);
  });

  it("starts from the draws of run --uncertain, and needs two periods of each", async () => {
    const found = (await countGiven(480, { draws: 250, replications: 2, discrepancy: 0 }))!;
    expect(found.unknowns[0]!.before[2]! / 20).toBeCloseTo(1, 1);
    await expect(countGiven(480, { draws: 50, replications: 1, discrepancy: 0 })).rejects.toThrow(RangeError);
  });
});

describe("a room whose patience is not known, given its attrition", () => {
  const [callsPerHour, meanTalk, handlers] = [20, 300, 2];
  const patient = (minutes: number): Scenario =>
    room({
      ...{ seed: "erlang-a", handlers, days: 3, warmUp: 7200, atEnd: "follow" },
      queues: [{ callsPerHour, talk: exponential(meanTalk), patience: exponential(60 * minutes) }],
    });
  const shareLost = (minutes: number): number =>
    erlangA({
      ...{ callsPerHour, handlers },
      meanHandling: seconds(meanTalk),
      meanPatience: seconds(60 * minutes),
    }).abandonedShare;
  const logit = (share: number): number => Math.log(share / (1 - share));

  it("has the posterior that Erlang-A gives on a grid", async () => {
    const attrition = shareLost(5);
    const unknowns = [unknown("patience", { kind: "uniform", low: 2, high: 16 }, 9)];
    const asked = { seed: "erlang-a", draws: 250, replications: 2, discrepancy: 0.05 };
    const found = (await evaluateConditional(
      inProcess(),
      ([minutes]) => patient(minutes!),
      unknowns,
      [given("attrition", attrition, 0.0005)],
      asked,
    ))!;
    // Chance is asked of the room itself, at the patience that belongs to the attrition given.
    const { list } = drawnForm(patient(5));
    const place = list.findIndex(({ measure }) => measure === "attrition");
    const chance = new Tally();
    await simulateDraws(
      inProcess(),
      () => patient(5),
      { first: 5000, count: 1 },
      300,
      (_draw, [periods]) => {
        for (const ratios of periods!) chance.add(logit(ratios[2 * place]! / ratios[2 * place + 1]!));
      },
    );
    const variance =
      chance.variance + (0.05 / (1 - attrition)) ** 2 + (0.0005 / attrition / (1 - attrition)) ** 2 / 3;
    const grid = Array.from({ length: 1400 }, (_, i) => 2.005 + i / 100);
    const density = grid.map((m) =>
      Math.exp(-((logit(shareLost(m)) - logit(attrition)) ** 2) / 2 / variance),
    );
    const total = density.reduce((sum, value) => sum + value, 0);
    let sum = 0;
    const below = density.map((value) => (sum += value / total));
    LEVELS.forEach((level, i) => {
      const at = grid[below.findIndex((share) => share >= level)]!;
      const here = density[grid.indexOf(at)]! / total / 0.01;
      // As above; and 10% of the sd of the answer (0.7 to 1.5 minutes) for a variance known from few periods.
      const error = Math.sqrt((level * (1 - level)) / found.effective) / here;
      expect(Math.abs(found.unknowns[0]!.after[i]! - at)).toBeLessThan(4 * error + 0.12);
    });
  });
});

describe("another figure of the same period", () => {
  it("moves with the chance of what is given, as in the days that have just that", async () => {
    // Nothing to speak of is unknown here. A day with more attrition than usual has longer waits too.
    const busy = (): Scenario =>
      room({
        ...{ seed: "chance", handlers: 2, days: 1 },
        queues: [{ callsPerHour: 20, talk: exponential(300), patience: exponential(400) }],
      });
    const { list } = drawnForm(busy());
    const place = (name: string) => list.findIndex(({ measure }) => measure === name);
    const days: { attrition: number; wait: number }[] = [];
    await simulateDraws(inProcess(), busy, { first: 100_000, count: 1 }, 1500, (_draw, [periods]) => {
      for (const ratios of periods!) {
        const ratio = (p: number) => ratios[2 * p]! / ratios[2 * p + 1]!;
        days.push({ attrition: ratio(place("attrition")), wait: ratio(place("meanWaitAnswered")) });
      }
    });
    const usual = Tally.of(days.map(({ attrition }) => attrition));
    const high = usual.mean + 1.5 * usual.sd;
    const alike = Tally.of(
      days.filter(({ attrition }) => Math.abs(attrition - high) < 0.25 * usual.sd).map(({ wait }) => wait),
    );
    const found = (await evaluateConditional(
      inProcess(),
      busy,
      [unknown("nothing", { kind: "uniform", low: 0, high: 1 }, 0.5)],
      [given("attrition", high, 0.0005)],
      { seed: "chance", draws: 200, replications: 3, discrepancy: 0 },
    ))!;
    const wait = found.measures.find(({ measure }) => measure === "meanWaitAnswered")!;
    const before = Tally.of(days.map((day) => day.wait));
    // Waits of such days are longer by far more than what chance leaves of their mean: 4 standard errors, and as much
    // again as 2% for the median in place of the mean.
    expect(alike.mean).toBeGreaterThan(before.mean + 0.5 * before.sd);
    const error = 4 * Math.sqrt(alike.variance / alike.count + alike.variance / found.effective);
    expect(Math.abs(wait.after![2]! - alike.mean)).toBeLessThan(error + 0.02 * alike.mean);
    const spread = (wait.after![4]! - wait.after![0]!) / 2 / 1.645;
    expect(spread / alike.sd).toBeGreaterThan(0.8);
    expect(spread / alike.sd).toBeLessThan(1.25);
    expect(wait.before![4]! - wait.before![0]!).toBeGreaterThan(1.1 * (wait.after![4]! - wait.after![0]!));
  });
});
