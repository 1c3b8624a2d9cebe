import { describe, expect, it } from "vitest";
import { erlangC, priorityWaits, priorityWaitsOneHandler } from "../../engine/theory/index.ts";
import { minutes, seconds } from "../../engine/units.ts";
import { analyticCase } from "../support/analyticCases.ts";

describe("999 ahead of 101, alike in handling time (M/M/n with priorities)", () => {
  it("wait as in the verification case", () => {
    const example = analyticCase("D-NP-1");
    const waits = priorityWaits({
      callsPerHour: example.list("arrivals_per_hour"),
      meanHandling: example.time("mean_service_s"),
      handlers: example.number("servers"),
    });
    const [within1, within2] = example.list("sl_threshold_s");
    example.expect({
      p_wait: waits.pWait,
      utilisation: waits.occupancy,
      mean_wait_class1_s: waits.meanWait[0]!,
      mean_wait_class2_s: waits.meanWait[1]!,
      mean_wait_overall_s: waits.meanWaitOverall,
      sl_class1: waits.serviceLevel(0, seconds(within1!)),
      sl_class2: waits.serviceLevel(1, seconds(within2!)),
    });
  });

  // Two shares of capacity a call of rank 1 meets; the last one lies on the border between a pole and none.
  const mixes = [
    { higher: 0.2, own: 0.7 },
    { higher: 0.7, own: 0.2 },
    { higher: 0.89, own: 0.01 },
    { higher: 0.01, own: 0.1 },
    { higher: 0.6, own: Math.sqrt(0.6) - 0.6 },
    { higher: 0.6, own: Math.sqrt(0.6) - 0.6 + 1e-7 },
  ];
  it.each(mixes)("have waits of 101 that start, end and average as they must: $higher and $own", (mix) => {
    // One handler and 3.6 s: the whole capacity is 1,000 calls an hour.
    const waits = priorityWaits({
      callsPerHour: [1000 * mix.higher, 1000 * mix.own],
      meanHandling: seconds(3.6),
      handlers: 1,
    });
    const longer = (time: number): number => 1 - waits.serviceLevel(1, seconds(time));
    expect(longer(0)).toBeCloseTo(waits.pWait, 10);
    expect(longer(1e6)).toBeCloseTo(0, 10);
    // The mean is the area under `longer`: Simpson's rule in u with time = u² ÷ (1 − u), crowding points at zero.
    const steps = 400;
    let area = 0;
    for (let i = 0; i < steps; i += 1) {
      const u = i / steps;
      const scale = waits.meanWait[1]!;
      const slope = (u * (2 - u)) / (1 - u) ** 2;
      const weight = i === 0 ? 1 : i % 2 === 1 ? 4 : 2;
      area += (weight / (3 * steps)) * scale * slope * longer((scale * u ** 2) / (1 - u));
    }
    expect(area / waits.meanWait[1]!).toBeCloseTo(1, 4);
  });

  it("share Erlang C's wait between them", () => {
    const waits = priorityWaits({ callsPerHour: [10, 20, 30], meanHandling: minutes(6), handlers: 7 });
    const together = erlangC({ callsPerHour: 60, meanHandling: minutes(6), handlers: 7 });
    expect(waits.meanWaitOverall).toBeCloseTo(together.meanWait, 9);
    expect(waits.pWait).toBeCloseTo(together.pWait, 14);
    expect(waits.meanWait[0]).toBeLessThan(waits.meanWait[1]!);
    expect(waits.meanWait[1]).toBeLessThan(waits.meanWait[2]!);
    // With priority or without, as many are still waiting for more than no time.
    const rest = [0, 1, 2].map((rank) => waits.serviceLevel(rank, seconds(0)));
    for (const level of rest) expect(level).toBeCloseTo(1 - together.pWait, 10);
  });

  it("are Erlang C's if there is one class", () => {
    const one = priorityWaits({ callsPerHour: [60], meanHandling: minutes(6), handlers: 7 });
    const same = erlangC({ callsPerHour: 60, meanHandling: minutes(6), handlers: 7 });
    expect(one.meanWait[0]).toBeCloseTo(same.meanWait, 9);
    expect(one.serviceLevel(0, seconds(20))).toBeCloseTo(same.serviceLevel(seconds(20)), 12);
  });

  it("are refused too few handlers, no class, or a class that is not there", () => {
    const room = { callsPerHour: [30, 30], meanHandling: minutes(6), handlers: 6 };
    expect(() => priorityWaits(room)).toThrow(/without end/);
    expect(() => priorityWaits({ ...room, callsPerHour: [] })).toThrow(/number of classes/);
    expect(() => priorityWaits({ ...room, callsPerHour: [3, 0] })).toThrow(/callsPerHour\[1\]/);
    expect(() => priorityWaits({ ...room, handlers: 7 }).serviceLevel(2, seconds(1))).toThrow(/rank/);
  });
});

describe("one handler and any handling times (M/G/1 with priorities)", () => {
  it("makes calls wait as in the verification case", () => {
    const example = analyticCase("D-PK-1");
    const means = example.list("mean_service_s");
    const spreads = example.list("service_cv");
    const classes = example.list("arrivals_per_hour").map((callsPerHour, i) => ({
      callsPerHour,
      meanHandling: seconds(means[i]!),
      spread: spreads[i]!,
    }));
    const waits = priorityWaitsOneHandler(classes);
    example.expect({
      // Kleinrock's conservation law says this of any order of service: Σ ρ W = ρ × residual ÷ (1 − ρ).
      utilisation: utilisationFrom(classes, waits),
      mean_wait_class1_s: waits[0]!,
      mean_wait_class2_s: waits[1]!,
    });
  });

  it("halves the wait if all handling times are alike (Pollaczek–Khinchine)", () => {
    const calls = { callsPerHour: 12, meanHandling: minutes(4) };
    const [alike] = priorityWaitsOneHandler([{ ...calls, spread: 0 }]);
    const [exponential] = priorityWaitsOneHandler([{ ...calls, spread: 1 }]);
    expect(exponential).toBeCloseTo(erlangC({ ...calls, handlers: 1 }).meanWait, 9);
    expect(alike).toBeCloseTo(exponential! / 2, 9);
  });

  it("agrees with the room of many handlers if it has one", () => {
    const meanHandling = minutes(4);
    const many = priorityWaits({ callsPerHour: [3, 4, 5], meanHandling, handlers: 1 });
    const one = priorityWaitsOneHandler(
      [3, 4, 5].map((callsPerHour) => ({ callsPerHour, meanHandling, spread: 1 })),
    );
    one.forEach((wait, rank) => {
      expect(wait).toBeCloseTo(many.meanWait[rank]!, 9);
    });
  });

  it("is refused more work than one handler can do", () => {
    expect(() =>
      priorityWaitsOneHandler([{ callsPerHour: 15, meanHandling: minutes(4), spread: 1 }]),
    ).toThrow(/without end/);
  });
});

/** Solves Σ ρ W ÷ residual = ρ ÷ (1 − ρ) for the total ρ. */
function utilisationFrom(
  classes: readonly { callsPerHour: number; meanHandling: number; spread: number }[],
  waits: readonly number[],
): number {
  const rho = (c: { callsPerHour: number; meanHandling: number }): number =>
    (c.callsPerHour / 3600) * c.meanHandling;
  const residual = classes.reduce((sum, c) => sum + (rho(c) * c.meanHandling * (1 + c.spread ** 2)) / 2, 0);
  const ratio = classes.reduce((sum, c, i) => sum + rho(c) * waits[i]!, 0) / residual;
  return ratio / (1 + ratio);
}
