import { describe, expect, it } from "vitest";
import { openStream } from "../../engine/random/streams.ts";
import { nestedEstimate } from "../../engine/stats/nested.ts";
import { normalQuantile } from "../../engine/stats/quantiles.ts";
import { Tally } from "../../engine/stats/tally.ts";

/** Normal inputs and normal chance: draws of known spread, and months of known spread about each. */
function drawsOf(seed: string, draws: number, months: number, sdUnknown: number, sdChance: number) {
  const uniform = openStream({ seed, replication: 0, purpose: "design", queue: "" });
  const normal = (): number => normalQuantile(uniform());
  return Array.from({ length: draws }, () => {
    const expected = 100 + sdUnknown * normal();
    const values = Array.from({ length: months }, () => expected + sdChance * normal());
    const { mean, variance } = Tally.of(values);
    return { mean, variance, months: values };
  });
}

describe("the variance of drawn months, divided", () => {
  it("by hand: two draws of two months", () => {
    // Months 1, 3 and 5, 7: means 2 and 6, variance 2 in each draw. Variance of the means 8, of which 2/2 is noise.
    const found = nestedEstimate(
      [
        { mean: 2, variance: 2, months: [1, 3] },
        { mean: 6, variance: 2, months: [5, 7] },
      ],
      2,
    )!;
    expect(found).toMatchObject({ mean: 4, draws: 2, sdUnknown: Math.sqrt(7), sdChance: Math.sqrt(2) });
    expect(found.shareUnknown).toBeCloseTo(7 / 9, 12);
    // Student's quantile with one degree of freedom is 12.7062; the standard error is the root of 8/2.
    expect(found.halfWidth).toBeCloseTo(12.7062 * 2, 3);
    // F is 2 × 8 ÷ 2 = 8; with 1 and 2 degrees F(97.5%) is 38.506 and F(2.5%) is 0.0012516, from tables.
    expect(found.shareUnknownRange.low).toBe(0);
    expect(found.shareUnknownRange.high).toBeCloseTo((8 / 0.0012516 - 1) / (2 + 8 / 0.0012516 - 1), 4);
  });

  it("finds both parts without bias, over 200 small studies", () => {
    const [sdUnknown, sdChance, draws, months] = [3, 4, 20, 3];
    const studies = Array.from({ length: 200 }, (_, i) => {
      const found = nestedEstimate(drawsOf(`study ${i}`, draws, months, sdUnknown, sdChance), months)!;
      return { unknown: found.sdUnknown ** 2, chance: found.sdChance ** 2 };
    });
    const unknown = Tally.of(studies.map((study) => study.unknown));
    const chance = Tally.of(studies.map((study) => study.chance));
    // Four standard errors, measured from the 200. (At these sizes hardly any study is cut off at zero.)
    expect(Math.abs(unknown.mean - 9)).toBeLessThan((4 * unknown.sd) / Math.sqrt(200));
    expect(Math.abs(chance.mean - 16)).toBeLessThan((4 * chance.sd) / Math.sqrt(200));
  });

  it("gives intervals of the share that hold it in 95% of studies", () => {
    const [draws, months] = [15, 4];
    let held = 0;
    for (let i = 0; i < 400; i++) {
      const found = nestedEstimate(drawsOf(`cover ${i}`, draws, months, 3, 4), months)!;
      const { low, high } = found.shareUnknownRange;
      if (low <= 9 / 25 && 9 / 25 <= high) held++;
    }
    // Exact for normal figures: 380 of 400, with a standard deviation of 4.4. Four of them either way.
    expect(Math.abs(held - 380)).toBeLessThan(4 * 4.4);
  });

  it.each([20, 300])("gives ranges with the spread they are of, from %d draws", (draws) => {
    // Averaged over 60 studies, the half-width of each range is near 1.96 standard deviations (Student's is wider).
    const months = 5;
    const halves = { expected: [] as number[], chance: [] as number[], single: [] as number[] };
    for (let i = 0; i < 60; i++) {
      const found = nestedEstimate(drawsOf(`range ${draws} ${i}`, draws, months, 3, 4), months)!;
      for (const word of ["expected", "chance", "single"] as const) {
        halves[word].push((found[word].high - found[word].low) / 2);
      }
    }
    // Student's quantile for 19 degrees is 2.093, and one more draw adds 2.5%.
    const wider = draws < 80 ? (2.093 / 1.96) * Math.sqrt(1 + 1 / draws) : 1;
    const near = (values: readonly number[], sd: number, stretch: number) => {
      const { mean, sd: spread } = Tally.of(values);
      // Order statistics of 300 lie up to 2% further out than the quantile; the rest is the noise of 60 studies.
      expect(Math.abs(mean - 1.96 * sd * stretch)).toBeLessThan(0.02 * mean + (4 * spread) / Math.sqrt(60));
    };
    near(halves.expected, 3, wider);
    near(halves.single, 5, wider);
    near(halves.chance, 4, 1);
  });

  it("calls everything unknown where months of a draw are alike, and nothing where draws are", () => {
    const certain = nestedEstimate(
      [1, 2, 3].map((x) => ({ mean: x, variance: 0, months: [x, x] })),
      2,
    )!;
    expect(certain).toMatchObject({ sdChance: 0, shareUnknown: 1, shareUnknownRange: { low: 1, high: 1 } });
    const known = nestedEstimate(
      [1, 2].map(() => ({ mean: 2, variance: 2, months: [1, 3] })),
      2,
    )!;
    expect(known).toMatchObject({ sdUnknown: 0, shareUnknown: 0, expected: { low: 2, high: 2 } });
  });

  it("leaves out draws in which the measure has no meaning", () => {
    const nothing = { mean: NaN, variance: NaN, months: [NaN, NaN] };
    const some = [
      { mean: 2, variance: 2, months: [1, 3] },
      { mean: 6, variance: 2, months: [5, 7] },
    ];
    expect(nestedEstimate([...some, nothing], 2)).toEqual(nestedEstimate(some, 2));
    expect(nestedEstimate([some[0]!, nothing], 2)).toBeNull();
  });

  it("asks for two months a draw", () => {
    expect(() => nestedEstimate([], 1)).toThrow(RangeError);
  });
});
