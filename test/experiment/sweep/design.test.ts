import { describe, expect, it } from "vitest";
import { factorialPoints, filledPoints } from "../../../engine/experiment/sweep/design.ts";
import type { Variation } from "../../../engine/scenario/variation.ts";
import { parseVariation } from "../../../engine/scenario/variation.ts";

const variations = (...texts: readonly string[]): readonly Variation[] =>
  texts.map((text) => {
    const parsed = parseVariation(text);
    if ("problem" in parsed) throw new Error(parsed.problem);
    return parsed.value;
  });
const amounts = (points: readonly (readonly { readonly amount: number | null }[])[]) =>
  points.map((point) => point.map(({ amount }) => amount));

describe("a factorial design", () => {
  it("has every combination, the last figure changing fastest", () => {
    const points = factorialPoints(variations("a=1,2", "b=5..7"));
    expect("value" in points ? amounts(points.value) : points).toEqual([
      [1, 5],
      [1, 6],
      [1, 7],
      [2, 5],
      [2, 6],
      [2, 7],
    ]);
  });

  it("is refused when it grows beyond reason", () => {
    const points = factorialPoints(variations("a=1..100", "b=1..101"));
    expect("problem" in points && points.problem).toContain("more than 10,000 points together");
  });
});

describe("a design that fills the space", () => {
  it.each(["lhs", "sobol"] as const)("of 16 points has each of 4 whole numbers 4 times, by %s", (design) => {
    const points = filledPoints(variations("a=1..4", "b=10s..26s"), design, 16, [true, false], "s");
    const counts = [1, 2, 3, 4].map((value) => points.filter((point) => point[0]!.amount === value).length);
    expect(counts).toEqual([4, 4, 4, 4]);
    // One in each sixteenth of the other axis.
    const cells = points.map((point) => Math.floor(point[1]!.amount! - 10)).toSorted((a, b) => a - b);
    expect(cells).toEqual(Array.from({ length: 16 }, (_, i) => i));
  });

  it("has other points for another seed", () => {
    const of = (seed: string) => amounts(filledPoints(variations("a=1s..4s"), "sobol", 4, [false], seed));
    expect(of("s")).toEqual(of("s"));
    expect(of("s")).not.toEqual(of("t"));
  });
});
