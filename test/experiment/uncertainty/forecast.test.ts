import { describe, expect, it } from "vitest";
import { inProcess } from "../../../engine/execution/inProcess.ts";
import { evaluateForecast, FORECAST_LEVELS } from "../../../engine/experiment/uncertainty/forecast.ts";
import { latinHypercube } from "../../../engine/random/designs/latinHypercube.ts";
import type { Scenario } from "../../../engine/scenario/scenario.ts";
import { normalQuantile } from "../../../engine/stats/quantiles.ts";
import { share } from "../../../engine/units.ts";
import { exponential, room } from "../../support/rooms.ts";

/** A day of so many calls an hour and as many handlers as can be wanted. */
const quiet = (callsPerHour: number) =>
  room({ seed: "forecast", handlers: 60, queues: [{ callsPerHour, talk: exponential(60) }], days: 1 });

const offered = async (at: (draw: number) => number, draws: number, isUncertain: boolean) => {
  const found = await evaluateForecast(inProcess(), (draw) => quiet(at(draw)), {
    ...{ draws, isUncertain },
    replications: 2,
  });
  return found!.figures.find(({ measure }) => measure === "offered")!;
};

describe("a forecast", () => {
  it("of a figure that is known has the quantiles of chance, and one expected value", async () => {
    // Poisson with mean 480. Of 400 single days the quantile at p has standard error √(p(1 − p)/400) ÷ density, with
    // the density of a normal of sd √480 = 21.9; four of these, and 1 for whole numbers.
    const { single, expected } = await offered(() => 20, 200, false);
    FORECAST_LEVELS.forEach((p, i) => {
      const z = normalQuantile(p);
      const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) / Math.sqrt(480);
      const error = Math.sqrt((p * (1 - p)) / 400) / density;
      expect(Math.abs(single!.quantiles[i]! - (480 + z * Math.sqrt(480)))).toBeLessThan(4 * error + 1);
    });
    expect(new Set(expected!.quantiles).size).toBe(1);
    expect(Math.abs(expected!.mean - 480)).toBeLessThan(4 * Math.sqrt(480 / 400));
  });

  it("of a figure that is not known takes the noise of simulating out of expected values", async () => {
    // The true expected values are 48 points spread evenly over 480 ± 12, one in each of 200 equal parts: sd 12/√3 = 6.9.
    // The means of two days have a noise of √(480/2) = 15.5, which must not be in the answer. Between the variance of the
    // means (289, standard error 289 √(2/199) = 29) and the noise (240, standard error 480 √(2/200)/2 = 24) lies that of the
    // expected values, 48 with standard error 38: at most 48 + 4 × 38 = 200, an sd of 14.1 where the means have 17.
    const points = latinHypercube(["rate"], 200, "forecast");
    const { expected, single } = await offered((draw) => 19.5 + points[draw]![0]!, 200, true);
    const halfOf90 = (expected!.quantiles[7]! - expected!.quantiles[1]!) / 2;
    expect(halfOf90).toBeLessThan(1.645 * 14.1);
    // A single day: variance 480 + 48, so ± 1.645 × 23 = 37.8, of which four standard errors are about 14.
    const ofSingle = (single!.quantiles[7]! - single!.quantiles[1]!) / 2;
    expect(Math.abs(ofSingle - 37.8)).toBeLessThan(14);
  });

  it("has nothing to say of what does not happen, and tells by month where there are several", async () => {
    const scenario: Scenario = {
      ...quiet(1),
      period: {
        kind: "month",
        ...{ month: 2, year: 2023, months: 2, timeZone: "Europe/London" },
        ...{ bankHolidays: [], bankHolidaysLike: 6 },
      },
    };
    const empty = { ...scenario, queues: [{ ...scenario.queues[0]!, balking: share(1) }] };
    const found = await evaluateForecast(
      inProcess(),
      () => ({ ...empty, pools: [{ ...empty.pools[0]!, handlers: new Array<number>(168).fill(0) }] }),
      {
        ...{ draws: 2, replications: 2, isUncertain: false },
      },
    );
    expect([...new Set(found!.figures.map(({ month }) => month))]).toEqual(["2023-02", "2023-03"]);
    const wait = found!.figures.filter(({ measure }) => measure === "meanWaitAnswered");
    expect(wait.map(({ single, expected }) => [single, expected])).toEqual([
      [null, null],
      [null, null],
    ]);
    const metric = found!.figures.find(({ measure }) => measure === "attrition")!;
    expect(metric).toMatchObject({ metric: "not_answered_pct", single: { mean: 1 } });
  });
});
