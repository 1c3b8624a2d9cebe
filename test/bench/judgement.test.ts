import { describe, expect, it } from "vitest";
import { verdictOn } from "../../bench/figures.ts";
import { model, overDays, withHandlers } from "../../bench/models.ts";
import { inRounds, pairedRatios, spreadOf } from "../../bench/rounds.ts";

const quietly = (): void => undefined;

describe("interleaved rounds", () => {
  it("measure every subject once a round, back and forth", () => {
    const order: string[] = [];
    const subject = (name: string) => () => order.push(name);
    const samples = inRounds({ a: subject("a"), b: subject("b"), c: subject("c") }, 2, quietly);
    expect(order.join("")).toBe("abccba");
    // What each gave, in order of rounds: its place in the row above, counted from 1.
    expect(samples).toEqual({ a: [1, 6], b: [2, 5], c: [3, 4] });
  });

  it("compare what was measured in the same round, so that a slow hour cancels", () => {
    // The second round ran on a machine twice as slow.
    expect(pairedRatios([30, 60, 33], [10, 20, 11])).toEqual([3, 3, 3]);
    expect(() => pairedRatios([1, 2], [1])).toThrow("2 values cannot be paired with 1");
  });

  it("are told by their median and how far they reach", () => {
    expect(spreadOf([5, 1, 9, 2])).toEqual({ median: 3.5, low: 1, high: 9 });
    expect(() => spreadOf([])).toThrow(RangeError);
  });
});

describe("a verdict", () => {
  const lower = { better: "lower", atLeast: 5, stretch: 2.5 } as const;
  const higher = { better: "higher", atLeast: 5, stretch: 12 } as const;

  it.each([
    [lower, 2.5, "stretch met"],
    [lower, 2.6, "met"],
    [lower, 5, "met"],
    [lower, 5.1, "MISSED"],
    [lower, NaN, "MISSED"],
    [higher, 12, "stretch met"],
    [higher, 5, "met"],
    [higher, 4.9, "MISSED"],
    [{ ...lower, stretch: null }, 1, "met"],
    [null, 1, ""],
  ] as const)("on goal %j and median %d", (goal, median, verdict) => {
    expect(verdictOn({ goal, median })).toBe(verdict);
  });

  it("allows slack on the side that it is missed on", () => {
    expect(verdictOn({ goal: lower, median: 7.4 }, 1.5)).toBe("met");
    expect(verdictOn({ goal: lower, median: 7.6 }, 1.5)).toBe("MISSED");
    expect(verdictOn({ goal: higher, median: 3.4 }, 1.5)).toBe("met");
    expect(verdictOn({ goal: higher, median: 3.3 }, 1.5)).toBe("MISSED");
  });
});

describe("the same centre in another size", () => {
  const b1 = model("b1");

  it("keeps the load of each handler", () => {
    const large = withHandlers(b1, 200);
    expect(new Set(large.pools[0]!.handlers)).toEqual(new Set([200]));
    const rates = large.queues.map(({ arrivals }) => (arrivals.kind === "steady" ? arrivals.perHour : NaN));
    // 46 and 37 calls an hour for 12 handlers; products of small whole numbers, exact but for binary rounding.
    expect(rates[0]).toBeCloseTo((46 * 200) / 12, 9);
    expect(rates[1]).toBeCloseTo((37 * 200) / 12, 9);
  });

  it("refuses a centre whose rates or staff change by the hour", () => {
    expect(() => withHandlers(model("b2"), 200)).toThrow(RangeError);
  });

  it("lasts as long as it is told to", () => {
    expect(overDays(b1, 720).period).toEqual({ kind: "days", days: 720, firstDay: 0 });
  });
});
