import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wholeHandlers } from "../../engine/scenario/weeks.ts";

const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0);

describe("handlers from an average and a shape", () => {
  it("carry what rounding leaves over from hour to hour", () => {
    const flat = new Array<number>(168).fill(7);
    // 0.25 an hour is nobody for a while, then somebody: one handler in every four hours, at half of the way.
    expect(wholeHandlers(0.25, flat).slice(0, 8)).toStrictEqual([0, 1, 0, 0, 0, 1, 0, 0]);
    expect(wholeHandlers(21, flat)).toStrictEqual(new Array<number>(168).fill(21));
  });

  it("are 168 × the average in all, rounded once, and never a whole person off in any hour", () => {
    const shape = fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { minLength: 168, maxLength: 168 });
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 300, noNaN: true }), shape, (average, weights) => {
        fc.pre(weights.some((weight) => weight > 1e-3));
        const handlers = wholeHandlers(average, weights);
        const mean = sum(weights) / 168;
        expect(sum(handlers)).toBe(Math.round(168 * average));
        handlers.forEach((count, hour) => {
          expect(Number.isInteger(count)).toBe(true);
          expect(count).toBeGreaterThanOrEqual(0);
          // Both ends of the hour are rounded, each by at most a half; 1e-6 is for the rounding of 168 sums.
          expect(Math.abs(count - (average * weights[hour]!) / mean)).toBeLessThanOrEqual(1 + 1e-6);
        });
      }),
      { seed: 42, numRuns: 50 },
    );
  });
});
