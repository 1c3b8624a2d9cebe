import { describe, expect, it } from "vitest";
import { exponentialSurvival, offeredLoad, weibullSurvival } from "../../engine/theory/index.ts";
import { hours, minutes, seconds } from "../../engine/units.ts";

describe("offered load of a changing day (M_t/G/∞)", () => {
  it("is the calls times their handling time if they never change", () => {
    const load = offeredLoad({
      callsPerHour: [40, 40, 40],
      interval: minutes(15),
      before: "repeat",
      handling: exponentialSurvival(minutes(9)),
    });
    for (const erlangs of load) expect(erlangs).toBeCloseTo(6, 10);
  });

  it("follows a hand-worked hour of calls that all take an hour and a half", () => {
    // One call a minute in the first hour, from nothing. In hour 0 a call that came at u stays for 1 − u: ½ on average.
    // In hour 1: u + ½ until u = ½, then the whole hour: 7/8. In hour 2 the rest: 1/8. Then nobody.
    const load = offeredLoad({
      callsPerHour: [60, 0, 0, 0],
      interval: hours(1),
      before: "empty",
      handling: (time) => (time < 5400 ? 1 : 0),
    });
    [30, 52.5, 7.5, 0].forEach((erlangs, i) => {
      expect(load[i]).toBeCloseTo(erlangs, 8);
    });
  });

  it("rises and falls as the differential equation of exponential handling says", () => {
    // Calls in every other hour, for ever. While they come the load y obeys y′ = λ − y ÷ m, else y′ = −y ÷ m; it repeats
    // when it starts an hour of calls at low = high × keep and ends it at high = λm ÷ (1 + keep), keep = exp(−hour ÷ m).
    const mean = minutes(25);
    const full = 60 * (mean / 3600);
    const keep = Math.exp(-3600 / mean);
    const high = full / (1 + keep);
    const low = high * keep;
    const load = offeredLoad({
      callsPerHour: [60, 0],
      interval: hours(1),
      before: "repeat",
      handling: exponentialSurvival(mean),
    });
    expect(load[0]).toBeCloseTo(full + (low - full) * (mean / 3600) * (1 - keep), 9);
    expect(load[1]).toBeCloseTo(high * (mean / 3600) * (1 - keep), 9);
  });

  it("lags behind a sinusoid and is flatter, by the formula of Eick, Massey & Whitt (1993)", () => {
    // Rate 40 + 20 sin(ωt) an hour, exponential handling of mean m: load 40m + 20m (sin ωt − ωm cos ωt) ÷ (1 + (ωm)²).
    const interval = minutes(5);
    const turn = (2 * Math.PI) / 86_400;
    const mean = hours(2);
    const middles = Array.from({ length: 288 }, (_, i) => (i + 0.5) * interval);
    const load = offeredLoad({
      callsPerHour: middles.map((time) => 40 + 20 * Math.sin(turn * time)),
      interval,
      before: "repeat",
      handling: exponentialSurvival(mean),
    });
    const lag = turn * mean;
    middles.forEach((time, i) => {
      const wave = (Math.sin(turn * time) - lag * Math.cos(turn * time)) / (1 + lag ** 2);
      // Holding the rate for an interval, and averaging the load over one, each change a sine by (ω × interval)² ÷ 24.
      expect(Math.abs(load[i]! - (80 + 40 * wave))).toBeLessThan((40 * (turn * interval) ** 2) / 12);
    });
  });

  it("counts every second of handling once, however long the calls", () => {
    // Means of the Weibull with shape ½: scale × Γ(3) = 2 × scale. Handling far longer than the whole day.
    const load = offeredLoad({
      callsPerHour: [10, 50, 0, 20],
      interval: minutes(15),
      before: "repeat",
      handling: weibullSurvival(minutes(20), 0.5),
    });
    const mean = load.reduce((sum, erlangs) => sum + erlangs, 0) / 4;
    // Survivors below 1e-12 are let go: less than 1e-9 of the handling time for this tail.
    expect(mean / ((20 / 60) * 40)).toBeCloseTo(1, 8);
  });

  it("has no load in a day without intervals, and refuses calls below zero or without end", () => {
    const handling = exponentialSurvival(minutes(5));
    const day = { interval: minutes(15), before: "repeat", handling } as const;
    expect(offeredLoad({ ...day, callsPerHour: [] })).toEqual([]);
    expect(() => offeredLoad({ ...day, callsPerHour: [1, -1] })).toThrow(/callsPerHour\[1\]/);
    expect(() => offeredLoad({ ...day, interval: seconds(0), callsPerHour: [1] })).toThrow(/interval/);
    const endless = { ...day, handling: () => 0.5, callsPerHour: [1, 1] };
    expect(() => offeredLoad(endless)).toThrow(/must end/);
    // From an empty start only what has come so far matters, so calls without end are no trouble.
    expect(offeredLoad({ ...endless, before: "empty" })[1]).toBeCloseTo(0.5 * 0.25 * 1.5, 12);
  });
});
