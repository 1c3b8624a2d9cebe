import { describe, expect, it } from "vitest";
import { erlangC } from "../../engine/theory/index.ts";
import { minutes, seconds } from "../../engine/units.ts";
import { analyticCase } from "../support/analyticCases.ts";

describe("callers who never give up (Erlang C)", () => {
  it("wait as in the verification case", () => {
    const example = analyticCase("D-EC-1");
    const waits = erlangC({
      callsPerHour: example.number("arrivals_per_hour"),
      meanHandling: example.time("mean_service_s"),
      handlers: example.number("servers"),
    });
    example.expect({
      p_wait: waits.pWait,
      mean_wait_s: waits.meanWait,
      mean_wait_if_waited_s: waits.meanWaitIfWaited,
      mean_queue: waits.meanQueue,
      utilisation: waits.occupancy,
      service_level: waits.serviceLevel(example.time("sl_threshold_s")),
      wait_percentile_s: waits.waitPercentile(example.number("percentile")),
    });
  });

  it("wait as printed by Garnett, Mandelbaum & Reiman (2002) for 48 calls a minute at 50 agents", () => {
    // The M/M/n column of their comparison with M/M/n+M, one minute of handling. Tolerances: half the last digit.
    const waits = erlangC({ callsPerHour: 48 * 60, meanHandling: minutes(1), handlers: 50 });
    expect(Math.abs(waits.meanWait - 20.8)).toBeLessThan(0.05);
    expect(Math.abs(waits.waitPercentile(0.9) - 58.1)).toBeLessThan(0.05);
    expect(Math.abs(waits.meanQueue - 17)).toBeLessThan(0.5);
    expect(waits.occupancy).toBeCloseTo(0.96, 12);
  });

  it("follow the textbook forms for one and two handlers", () => {
    // M/M/1: ρ of calls wait, for ρ ÷ (1 − ρ) handling times on average over all. M/M/2: 2ρ² ÷ (1 + ρ) of calls wait.
    const one = erlangC({ callsPerHour: 15, meanHandling: minutes(3), handlers: 1 });
    expect(one.pWait).toBeCloseTo(0.75, 14);
    expect(one.meanWait).toBeCloseTo(3 * 180, 9);
    const two = erlangC({ callsPerHour: 30, meanHandling: minutes(3), handlers: 2 });
    expect(two.pWait).toBeCloseTo((2 * 0.75 ** 2) / 1.75, 14);
  });

  it("have percentiles that undo the service level, and none before the first who waits", () => {
    const waits = erlangC({ callsPerHour: 100, meanHandling: minutes(5), handlers: 10 });
    expect(waits.serviceLevel(waits.waitPercentile(0.95))).toBeCloseTo(0.95, 12);
    expect(waits.waitPercentile(0.9 * (1 - waits.pWait))).toBe(0);
    expect(waits.serviceLevel(seconds(0))).toBeCloseTo(1 - waits.pWait, 15);
    expect(() => waits.waitPercentile(1)).toThrow(/part/);
  });

  it("are refused a room in which the queue would grow without end", () => {
    const busy = { callsPerHour: 60, meanHandling: minutes(5) };
    expect(() => erlangC({ ...busy, handlers: 5 })).toThrow(RangeError);
    expect(() => erlangC({ ...busy, handlers: 5 })).toThrow(/offered load of 5\.00 erlangs.*without end/);
    expect(erlangC({ ...busy, handlers: 6 }).pWait).toBeLessThan(1);
  });
});
