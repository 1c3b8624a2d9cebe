import { describe, expect, it } from "vitest";
import { erlangB, erlangBlocking } from "../../engine/theory/index.ts";
import { seconds } from "../../engine/units.ts";
import { analyticCase } from "../support/analyticCases.ts";

describe("a room without a queue (Erlang B)", () => {
  it("loses the calls of the verification case", () => {
    const example = analyticCase("D-EB-1");
    const loss = erlangB({
      callsPerHour: example.number("arrivals_per_hour"),
      meanHandling: example.time("mean_service_s"),
      handlers: example.number("servers"),
    });
    example.expect({
      p_blocked: loss.blockedShare,
      mean_busy: loss.meanBusy,
      utilisation: loss.occupancy,
      carried_per_hour: loss.carriedPerHour,
    });
  });

  // From the Erlang B tables of telephone engineering: offered erlangs at which so many trunks block this share.
  it.each([
    { blocked: 0.001, trunks: 10, load: 3.092, digits: 3 },
    { blocked: 0.01, trunks: 1, load: 0.0101, digits: 4 },
    { blocked: 0.01, trunks: 2, load: 0.153, digits: 3 },
    { blocked: 0.01, trunks: 5, load: 1.361, digits: 3 },
    { blocked: 0.01, trunks: 10, load: 4.461, digits: 3 },
    { blocked: 0.01, trunks: 20, load: 12.03, digits: 2 },
    { blocked: 0.01, trunks: 50, load: 37.9, digits: 1 },
    { blocked: 0.01, trunks: 100, load: 84.06, digits: 2 },
    { blocked: 0.02, trunks: 10, load: 5.084, digits: 3 },
    { blocked: 0.05, trunks: 10, load: 6.216, digits: 3 },
  ])(
    "blocks $blocked of $load erlangs at $trunks trunks, as printed",
    ({ blocked, trunks, load, digits }) => {
      // Half a unit of the last printed digit, times the slope of blocking in the load: B (n ÷ a − 1 + B).
      const slope = blocked * (trunks / load - 1 + blocked);
      expect(Math.abs(erlangBlocking(load, trunks) - blocked)).toBeLessThan(slope * 0.501 * 10 ** -digits);
    },
  );

  it("loses every call without handlers, and none without calls", () => {
    expect(erlangBlocking(3, 0)).toBe(1);
    expect(erlangBlocking(0, 3)).toBe(0);
  });

  it("stays finite in rooms far too large for factorials", () => {
    // B(n, n) √n → √(2 ÷ π); the next term of the expansion is −4 ÷ 3π ÷ √n (Jagerman 1974), the one after below 1 ÷ n.
    const handlers = 1_000_000;
    const scaled = erlangBlocking(handlers, handlers) * Math.sqrt(handlers);
    const limit = Math.sqrt(2 / Math.PI) - 4 / (3 * Math.PI) / Math.sqrt(handlers);
    expect(Math.abs(scaled - limit)).toBeLessThan(1 / handlers);
  });

  it("refuses half a handler and calls that take no time", () => {
    expect(() => erlangB({ callsPerHour: 60, meanHandling: seconds(60), handlers: 1.5 })).toThrow(/handlers/);
    expect(() => erlangB({ callsPerHour: 60, meanHandling: seconds(0), handlers: 2 })).toThrow(
      /meanHandling/,
    );
    expect(() => erlangBlocking(-1, 2)).toThrow(/load/);
  });
});
