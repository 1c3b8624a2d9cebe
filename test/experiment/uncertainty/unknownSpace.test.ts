import { describe, expect, it } from "vitest";
import { figureScale } from "../../../engine/experiment/uncertainty/figureScale.ts";
import { UnknownSpace } from "../../../engine/experiment/uncertainty/unknownSpace.ts";
import { drawUnknowns } from "../../../engine/scenario/draws.ts";
import type { Unknown } from "../../../engine/scenario/scenario.ts";
import { Tally } from "../../../engine/stats/tally.ts";

const figure = (name: string, distribution: Unknown["distribution"], whole = false): Unknown => ({
  ...{ figure: name, distribution, whole },
  ...{ unit: "number", central: 1, basis: null },
});
const row = (name: string, values: readonly number[]) =>
  figure(name, { kind: "joint", file: "p.json", posterior: "abc", values });

const UNKNOWNS = [
  figure("a", { kind: "uniform", low: 0, high: 10 }),
  row("b", [1, 2, 3, 4]),
  figure("c", { kind: "triangular", low: 2, mode: 3, high: 9 }, true),
  row("d", [10, 20, 30, 40]),
];

describe("what is not known, as a point", () => {
  const space = new UnknownSpace(UNKNOWNS, "space");

  it("has the values that run --uncertain draws, figures of one posterior together", () => {
    for (let draw = 0; draw < 50; draw++) {
      const values = space.values(space.drawn(draw));
      const wanted = drawUnknowns(UNKNOWNS, "space", draw);
      // To as many digits as normal quantile and distribution function undo each other.
      values.forEach((value, i) => {
        expect(value).toBeCloseTo(wanted[i]!, 5);
      });
      expect(values[3]).toBe(10 * values[1]!);
    }
  });

  it("is drawn around others with the density it says", () => {
    // The mean of 1 ÷ density ratio over points of a proposal is the whole probability before, which is 1; and the mean of
    // anything else, so weighted, is what it was before: here of the first coordinate (0) and of row 0 (a quarter).
    const found = [0, 1, 2].map((draw) => ({ point: space.drawn(draw), weight: 1 + draw }));
    const proposal = space.around(found, 1);
    const [whole, first, rowZero] = [new Tally(), new Tally(), new Tally()];
    for (let n = 0; n < 20_000; n++) {
      const point = proposal.draw(n);
      const weight = 1 / proposal.densityRatio(point);
      whole.add(weight);
      first.add(weight * point[0]!);
      rowZero.add(point[1] === 0 ? weight : 0);
    }
    const within = ({ mean, sd, count }: Tally, wanted: number) => {
      expect(Math.abs(mean - wanted)).toBeLessThan((4 * sd) / Math.sqrt(count));
      expect(sd).toBeLessThan(10); // weights are at most 1 ÷ the share that ignores what was found
    };
    within(whole, 1);
    within(first, 0);
    within(rowZero, 0.25);
  });
});

describe("the scale of a figure", () => {
  it.each([
    ["share", 0.12, 5000],
    ["share", 0, 50],
    ["share", 1, 50],
    ["seconds", 150, 1],
    ["contacts", 380, 1],
    ["contacts", 0, 1],
  ] as const)("of %s comes back from %d", (unit, value, contacts) => {
    const { to, from, steepness } = figureScale(unit, contacts);
    expect(from(to(value))).toBeCloseTo(value, 9);
    // The slope, measured over a thousandth of what one contact (or second) is.
    const step = 0.001 / (unit === "share" ? contacts : 1);
    const slope = (to(value + step) - to(value)) / step;
    expect(slope / steepness(value)).toBeGreaterThan(0.98);
    expect(slope / steepness(value)).toBeLessThan(1.02);
  });

  it("takes a part of a share, or of the rest if that is smaller", () => {
    const { to, ofPart } = figureScale("share", 1e9);
    expect(ofPart(0.05, 0.1)).toBeCloseTo((to(0.1 + 1e-6) - to(0.1)) * 1e6 * 0.005, 5);
    expect(ofPart(0.05, 0.9)).toBeCloseTo(ofPart(0.05, 0.1), 9);
    expect(figureScale("seconds", 1).ofPart(0.05, 150)).toBe(0.05);
  });
});
