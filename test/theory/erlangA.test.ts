import { describe, expect, it } from "vitest";
import { erlangA, erlangBlocking, erlangC } from "../../engine/theory/index.ts";
import { minutes, seconds } from "../../engine/units.ts";
import { analyticCase } from "../support/analyticCases.ts";

describe("callers who lose patience after an exponential time (Erlang A)", () => {
  it("abandon and wait as in the verification case", () => {
    const example = analyticCase("D-EA-1");
    const waits = erlangA({
      callsPerHour: example.number("arrivals_per_hour"),
      meanHandling: example.time("mean_service_s"),
      handlers: example.number("servers"),
      meanPatience: example.time("mean_patience_s"),
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

  it("abandon and wait as printed by Garnett, Mandelbaum & Reiman (2002)", () => {
    // Their M/M/n+M column: 48 calls a minute, one minute of handling, 50 agents, two minutes of patience.
    // Tolerances are half of the last printed digit.
    const waits = erlangA({
      callsPerHour: 48 * 60,
      meanHandling: minutes(1),
      handlers: 50,
      meanPatience: minutes(2),
    });
    expect(Math.abs(waits.abandonedShare - 0.031)).toBeLessThan(0.0005);
    expect(Math.abs(waits.meanWaitAll - 3.7)).toBeLessThan(0.05);
    expect(Math.abs(waits.meanQueue - 3)).toBeLessThan(0.5);
    expect(Math.abs(waits.occupancy - 0.93)).toBeLessThan(0.005);
  });

  const rooms = [
    { callsPerHour: 48, meanHandling: seconds(700), handlers: 8, meanPatience: seconds(1000) },
    { callsPerHour: 48, meanHandling: seconds(700), handlers: 1, meanPatience: seconds(30) },
    { callsPerHour: 500, meanHandling: seconds(360), handlers: 70, meanPatience: seconds(5) },
    { callsPerHour: 10_000, meanHandling: seconds(360), handlers: 800, meanPatience: seconds(100_000) },
  ];

  it.each(rooms)("keep the books: $handlers handlers, patience $meanPatience s", (room) => {
    const waits = erlangA(room);
    // Everyone who waits gives up at rate 1 ÷ patience; those answered and those not make up all.
    expect(waits.abandonedShare / (waits.meanWaitAll / room.meanPatience)).toBeCloseTo(1, 10);
    const answered = (1 - waits.abandonedShare) * waits.meanWaitAnswered;
    const abandoned = waits.abandonedShare * waits.meanWaitAbandoned;
    expect((answered + abandoned) / waits.meanWaitAll).toBeCloseTo(1, 10);
    expect(waits.meanQueue / ((room.callsPerHour / 3600) * waits.meanWaitAll)).toBeCloseTo(1, 12);
    expect(waits.serviceLevel(seconds(0))).toBeCloseTo(1 - waits.pWait, 10);
    const part = 1 - (1 - waits.serviceLevelOfAnswered(seconds(0))) / 4;
    expect(waits.serviceLevelOfAnswered(waits.answeredWaitPercentile(part))).toBeCloseTo(part, 9);
  });

  it.each(rooms.slice(0, 2))(
    "have means that are the areas over their percentiles: $handlers handlers",
    (room) => {
      const waits = erlangA(room);
      // Midpoint sums over 1,000 slices. The last slice is the worst: under an exponential tail its midpoint is
      // ln 2 + ln 1000 means and its average 1 + ln 1000, so the sum falls 0.3 ÷ 1,000 short.
      const slices = 1000;
      const areaOver = (percentile: (part: number) => number): number =>
        Array.from({ length: slices }, (_, i) => percentile((i + 0.5) / slices) / slices).reduce(
          (a, b) => a + b,
        );
      const all = areaOver((part) => waits.waitPercentile(part));
      const answered = areaOver((part) => waits.answeredWaitPercentile(part));
      expect(Math.abs(all / waits.meanWaitAll - 1)).toBeLessThan(0.001);
      expect(Math.abs(answered / waits.meanWaitAnswered - 1)).toBeLessThan(0.001);
    },
  );

  it("become those of Erlang C as patience grows", () => {
    const room = { callsPerHour: 64, meanHandling: seconds(400), handlers: 9 };
    const patient = erlangC(room);
    // One in about patience ÷ wait gives up, and waits change in that proportion: 1e-6 here, with room for a factor.
    const waits = erlangA({ ...room, meanPatience: seconds(1e10) });
    expect(waits.pWait / patient.pWait).toBeCloseTo(1, 6);
    expect(waits.meanWaitAll / patient.meanWait).toBeCloseTo(1, 6);
    expect(waits.serviceLevel(seconds(10))).toBeCloseTo(patient.serviceLevel(seconds(10)), 6);
    expect(waits.waitPercentile(0.9) / patient.waitPercentile(0.9)).toBeCloseTo(1, 6);
  });

  it("become those of Erlang B as patience shrinks", () => {
    const waits = erlangA({
      callsPerHour: 72,
      meanHandling: seconds(250),
      handlers: 8,
      meanPatience: seconds(1e-7),
    });
    // A lost call stays for 1e-7 s: the change is of the order of that over 250 s ÷ 8.
    expect(waits.abandonedShare).toBeCloseTo(erlangBlocking(5, 8), 8);
  });

  it("leave as many as cannot be answered, in a room far too small", () => {
    // 1,000 erlangs at 800 handlers: never idle, so 20% give up. The law of large numbers hides the rest.
    const waits = erlangA({
      callsPerHour: 10_000,
      meanHandling: seconds(360),
      handlers: 800,
      meanPatience: seconds(100_000),
    });
    expect(waits.pWait).toBeCloseTo(1, 12);
    expect(waits.abandonedShare).toBeCloseTo(0.2, 10);
    expect(waits.occupancy).toBeLessThanOrEqual(1);
  });

  it("give sensible figures where hardly anyone ever waits", () => {
    const waits = erlangA({
      callsPerHour: 1,
      meanHandling: seconds(60),
      handlers: 400,
      meanPatience: seconds(60),
    });
    expect(waits.pWait).toBe(0);
    expect(waits.abandonedShare).toBe(0);
    // The one who would wait is first in line: 400 handlers and own patience, all with mean 60 s.
    expect(waits.meanWaitAbandoned).toBeCloseTo(60 / 401, 4);
    expect(waits.waitPercentile(0.99)).toBe(0);
  });

  it("refuse patience that is not a time above zero", () => {
    const room = { callsPerHour: 60, meanHandling: seconds(60), handlers: 2 };
    expect(() => erlangA({ ...room, meanPatience: seconds(0) })).toThrow(/meanPatience/);
    expect(() => erlangA({ ...room, meanPatience: seconds(60) }).serviceLevel(seconds(-1))).toThrow(/within/);
  });
});
