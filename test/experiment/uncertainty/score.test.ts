import { describe, expect, it } from "vitest";
import { type Case, scoreCase, scorePlans } from "../../../engine/experiment/uncertainty/score.ts";

const LEVELS = [0.05, 0.5, 0.95];
/** Of a forecast from 0 to 20 with its middle at 10: F is 0.05 at 0, 0.5 at 10, 0.95 at 20. */
const one = (plan: string, figure: string, shift: number, actual: number): Case => ({
  plan,
  figure,
  kind: "101 attrition",
  forecast: { levels: LEVELS, quantiles: [shift, 10 + shift, 20 + shift] },
  actual,
});

/** ∫₀^10 (0.05 + 0.045 x)² dx, twice for symmetry: 2 × 10 × (0.05² + 0.05 × 0.5 + 0.5²) ÷ 3. */
const AT_THE_MEDIAN = (2 * 10 * (0.0025 + 0.025 + 0.25)) / 3;
/** ∫ over (0, 20) of F²: 20 × (0.05² + 0.05 × 0.95 + 0.95²) ÷ 3. To this the distance beyond 20 is added. */
const FROM_ABOVE = (20 * (0.0025 + 0.0475 + 0.9025)) / 3;

describe("scoring by hand", () => {
  it("one figure", () => {
    expect(scoreCase(one("a", "x", 0, 10))).toMatchObject({
      ...{ median: 10, low: 0, high: 20, isInside: true, absoluteError: 0, below: 0.5 },
      crps: expect.closeTo(AT_THE_MEDIAN, 12) as number,
    });
    expect(scoreCase(one("a", "x", 0, 25))).toMatchObject({
      ...{ isInside: false, absoluteError: 15, below: 1 },
      crps: expect.closeTo(FROM_ABOVE + 5, 12) as number,
    });
  });

  it("two plans over two figures: coverage with its exact interval, and which did better", () => {
    const scores = scorePlans(
      [one("a", "x", 0, 10), one("a", "y", 0, 25), one("b", "x", 0, 10), one("b", "y", 15, 25)].map(
        scoreCase,
      ),
    );
    const total = (plan: string) => scores.find((each) => each.plan === plan && each.kind === "")!;
    const ofKind = (plan: string) => scores.find((each) => each.plan === plan && each.kind !== "")!;
    expect(ofKind("a").meanCrps).toBeCloseTo((AT_THE_MEDIAN + FROM_ABOVE + 5) / 2, 12);
    expect(ofKind("a").meanAbsoluteError).toBe(7.5);
    // Clopper and Pearson, 1 of 2: x² = 0.025 is exceeded below 1 − √0.975, and the same from above; 2 of 2: √0.025.
    expect(total("a").coverage.low).toBeCloseTo(1 - Math.sqrt(0.975), 9);
    expect(total("a").coverage.high).toBeCloseTo(Math.sqrt(0.975), 9);
    expect(total("b").coverage).toMatchObject({ share: 1, high: 1 });
    expect(total("b").coverage.low).toBeCloseTo(Math.sqrt(0.025), 9);
    // The same for x, so 1 each; for y their CRPS over the mean of the two.
    const mean = (FROM_ABOVE + 5 + AT_THE_MEDIAN) / 2;
    expect(total("a").relative).toBeCloseTo((1 + (FROM_ABOVE + 5) / mean) / 2, 12);
    expect(total("b").relative).toBeCloseTo((1 + AT_THE_MEDIAN / mean) / 2, 12);
  });

  it("compares plans only by figures that all of them forecast", () => {
    const scores = scorePlans(
      [one("a", "x", 0, 10), one("a", "y", 0, 25), one("b", "x", 0, 10)].map(scoreCase),
    );
    expect(scores.filter(({ kind }) => kind === "").map(({ relative }) => relative)).toEqual([1, 1]);
  });

  it("refuses a forecast without the quantiles that it needs", () => {
    const without = { ...one("a", "x", 0, 1), forecast: { levels: [0.1, 0.9], quantiles: [1, 2] } };
    expect(() => scoreCase(without)).toThrow("no quantile at 0.05");
  });
});
