import { describe, expect, it } from "vitest";
import {
  erlangA,
  erlangBlocking,
  exponentialSurvival,
  mmng,
  weibullSurvival,
} from "../../engine/theory/index.ts";
import type { Survival } from "../../engine/theory/index.ts";
import { seconds } from "../../engine/units.ts";
import { analyticCase } from "../support/analyticCases.ts";

describe("callers of any patience (M/M/n+G)", () => {
  it("abandon and wait as in the verification case", () => {
    const example = analyticCase("D-MG-1");
    const { type, scale_s: scale, shape } = example.table("patience");
    expect(type).toBe("weibull");
    const waits = mmng({
      callsPerHour: example.number("arrivals_per_hour"),
      meanHandling: example.time("mean_service_s"),
      handlers: example.number("servers"),
      patience: weibullSurvival(seconds(Number(scale)), Number(shape)),
    });
    const within = example.time("sl_threshold_s");
    example.expect({
      p_wait: waits.pWait,
      p_abandon: waits.abandonedShare,
      mean_wait_all_s: waits.meanWaitAll,
      mean_wait_answered_s: waits.meanWaitAnswered,
      mean_wait_abandoned_s: waits.meanWaitAbandoned,
      mean_queue: waits.meanQueue,
      utilisation: waits.occupancy,
      sl_of_offered: waits.serviceLevel(within),
      sl_of_answered: waits.serviceLevelOfAnswered(within),
      sl_excl_short_abandons: waits.serviceLevelExcludingShortAbandons(within),
    });
  });

  it.each([
    { callsPerHour: 48, meanHandling: seconds(700), handlers: 8, meanPatience: seconds(1000) },
    { callsPerHour: 48, meanHandling: seconds(700), handlers: 1, meanPatience: seconds(30) },
    { callsPerHour: 100, meanHandling: seconds(360), handlers: 30, meanPatience: seconds(60) },
    { callsPerHour: 2000, meanHandling: seconds(360), handlers: 160, meanPatience: seconds(9000) },
  ])("are those of Erlang A if patience is exponential: mean $meanPatience s", (room) => {
    const exact = erlangA(room);
    const waits = mmng({ ...room, patience: exponentialSurvival(room.meanPatience) });
    // The integrals promise nine digits.
    const same = (one: number, other: number): void => {
      expect(one / other).toBeCloseTo(1, 8);
    };
    const near = (one: number, other: number): void => {
      expect(one).toBeCloseTo(other, 9);
    };
    same(waits.pWait, exact.pWait);
    same(waits.abandonedShare, exact.abandonedShare);
    same(waits.meanWaitAnswered, exact.meanWaitAnswered);
    same(waits.meanWaitAbandoned, exact.meanWaitAbandoned);
    same(waits.meanQueue, exact.meanQueue);
    same(waits.occupancy, exact.occupancy);
    for (const within of [seconds(0), seconds(7), seconds(90), seconds(500)]) {
      near(waits.serviceLevel(within), exact.serviceLevel(within));
      near(waits.serviceLevelOfAnswered(within), exact.serviceLevelOfAnswered(within));
      near(
        waits.serviceLevelExcludingShortAbandons(within),
        exact.serviceLevelExcludingShortAbandons(within),
      );
    }
    // Percentiles among those who wait: the last tenth, and the last of ten thousand.
    for (const rest of [0.1, 0.0001]) {
      const part = 1 - rest * exact.pWait;
      same(waits.waitPercentile(part), exact.waitPercentile(part));
      const partAnswered = 1 - rest * (1 - exact.serviceLevelOfAnswered(seconds(0)));
      same(waits.answeredWaitPercentile(partAnswered), exact.answeredWaitPercentile(partAnswered));
    }
  });

  it("follow Barrer's formula if all give up after the same time, wherever that jump falls", () => {
    // M/M/n+D: the density of the offered wait is exp((λ − nμ) v) up to the patience, then falls at rate nμ.
    const arrival = 80 / 3600;
    const capacity = 9 / 450;
    const perIdle = 1 / erlangBlocking(10, 8);
    for (let patience = 1; patience < 1000; patience *= 1.17) {
      const waits = mmng({
        callsPerHour: 80,
        meanHandling: seconds(450),
        handlers: 9,
        patience: (time) => (time < patience ? 1 : 0),
      });
      const drift = arrival - capacity;
      const before = Math.expm1(drift * patience) / drift;
      const after = Math.exp(drift * patience) / capacity;
      const total = perIdle + arrival * (before + after);
      expect(waits.pWait).toBeCloseTo((arrival * (before + after)) / total, 9);
      expect(waits.abandonedShare).toBeCloseTo((arrival * after) / total, 9);
      expect(waits.meanWaitAbandoned / patience).toBeCloseTo(1, 9);
    }
  });

  const patiences: Record<string, Survival> = {
    "heavy-tailed": weibullSurvival(seconds(300), 0.4),
    "nearly all alike": weibullSurvival(seconds(300), 12),
    "half give up at once": (time) => 0.5 * Math.exp(-(time / 400)),
    "a third never give up": (time) => (1 + 2 * Math.exp(-(time / 120))) / 3,
    "in steps": (time) => Math.max(0, 1 - 0.2 * Math.floor(time / 100)),
  };
  it.each(Object.entries(patiences))("balance calls in and out: %s", (_, patience) => {
    const waits = mmng({ callsPerHour: 80, meanHandling: seconds(450), handlers: 9, patience });
    // Flow out of the busy states: abandoned = (share idle) × B(n − 1) + (1 − nμ ÷ λ) × pWait, whatever the patience.
    const load = 10;
    const balance = (1 - waits.pWait) * erlangBlocking(load, 8) + (1 - 9 / load) * waits.pWait;
    expect(waits.abandonedShare).toBeCloseTo(balance, 9);
    const answered = (1 - waits.abandonedShare) * waits.meanWaitAnswered;
    const abandoned = waits.abandonedShare * waits.meanWaitAbandoned;
    expect((answered + abandoned) / waits.meanWaitAll).toBeCloseTo(1, 12);
    // A time so long that everyone's story is over leaves no one out.
    expect(waits.serviceLevelOfAnswered(seconds(1e6))).toBeCloseTo(1, 12);
  });

  it("include those who leave at once among the abandoned, with no wait", () => {
    const room = { callsPerHour: 80, meanHandling: seconds(450), handlers: 9 };
    // If nobody is willing to wait at all, the room is Erlang's loss system.
    const waits = mmng({ ...room, patience: () => 0 });
    expect(waits.abandonedShare).toBeCloseTo(erlangBlocking(10, 9), 9);
    expect(waits.meanWaitAll).toBe(0);
    // Everyone is answered at once or gone at once, so leaving out hang-ups within no time leaves the answered.
    expect(waits.serviceLevelExcludingShortAbandons(seconds(0))).toBeCloseTo(1, 12);
    expect(waits.waitPercentile(0.99)).toBe(0);
  });

  it("are refused if more than the handlers can answer never give up", () => {
    const room = { callsPerHour: 80, meanHandling: seconds(450), handlers: 9 };
    const patience: Survival = (time) => 0.95 + 0.05 * Math.exp(-(time / 60));
    expect(() => mmng({ ...room, patience })).toThrow(/95\.0%.*without end/);
    expect(mmng({ ...room, handlers: 10, patience }).pWait).toBeLessThan(1);
  });
});
