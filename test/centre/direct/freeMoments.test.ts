import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FreeMoments } from "../../../engine/centre/direct/freeMoments.ts";

const SEED = { seed: 20_221_030 };

const listOf = (free: FreeMoments): number[] => [...free.times.subarray(free.head, free.head + free.count)];

/** Expects the moments to be those of a plain sorted list, with nothing but Infinity behind them. */
function expectList(free: FreeMoments, list: readonly number[]): void {
  expect(listOf(free)).toEqual(list);
  // As far behind as there have ever been handlers.
  for (let place = list.length; place <= 12; place++) expect(free.times[free.head + place]).toBe(Infinity);
}

type Step =
  | { readonly what: "take"; readonly after: number }
  | { readonly what: "arrive" | "dropFirst" | "drop"; readonly n: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 20, arbitrary: fc.record({ what: fc.constant("take" as const), after: fc.nat({ max: 30 }) }) },
  fc.record({
    what: fc.constantFrom("arrive" as const, "dropFirst" as const, "drop" as const),
    n: fc.nat({ max: 4 }),
  }),
);

describe("the moments at which handlers come free", () => {
  it("are those of a sorted list, however often the stretch has gone along the array", () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6000, size: "max" }), (steps) => {
        const free = new FreeMoments();
        let list: number[] = [];
        free.arrive(12);
        list = new Array<number>(12).fill(-Infinity);
        expectList(free, list);
        let now = 0;
        for (const next of steps) {
          if (next.what === "take" && list.length > 0) {
            // The first of them is free by now.
            now = Math.max(now, list[0]!);
            const end = now + next.after;
            free.take(end);
            list = [...list.slice(1), end].sort((a, b) => a - b);
            taken++;
          } else if (next.what === "arrive" && list.length + next.n <= 12) {
            free.arrive(next.n);
            list = [...new Array<number>(next.n).fill(-Infinity), ...list];
          } else if (next.what === "dropFirst" && next.n <= list.length) {
            free.dropFirst(next.n);
            list = list.slice(next.n);
          } else if (next.what === "drop" && next.n < list.length) {
            free.drop(next.n);
            list = list.toSpliced(next.n, 1);
          }
          expect(free.head + free.count).toBeLessThan(free.times.length);
        }
        expectList(free, list);
        expect(free.before(now)).toBe(list.filter((moment) => moment < now).length);
      }),
      { ...SEED, numRuns: 30 },
    );
    expect(taken).toBeGreaterThan(10_000);
  });

  it("count those that are equal from one on", () => {
    const free = new FreeMoments();
    free.arrive(4);
    for (const end of [7, 5, 5, 5]) free.take(end);
    expect(listOf(free)).toEqual([5, 5, 5, 7]);
    expect(free.equalFrom(free.head)).toBe(3);
    expect(free.equalFrom(free.head + 2)).toBe(1);
    expect(free.equalFrom(free.head + 3)).toBe(1);
  });
});
