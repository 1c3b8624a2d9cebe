import { describe, expect, it } from "vitest";
import { firstDesign, spread } from "../../engine/calibration/design.ts";

const figures = { common: ["holdBack", "patience"], monthly: ["handlers"], months: ["2022-08", "2022-09"] };

describe("the design of the first wave", () => {
  const design = firstDesign(figures, 64, "s");
  const column = (month: number, c: number): readonly number[] =>
    Array.from({ length: 64 }, (_, i) => design.ofMonth[month]![3 * i + c]!);

  it("gives each month the common figures and its own", () => {
    expect(design).toMatchObject({ points: 64, common: 2, monthly: 1 });
    expect(design.ofMonth.map((points) => points.length)).toEqual([192, 192]);
    for (const c of [0, 1]) expect(column(0, c)).toEqual(column(1, c));
    expect(column(0, 2)).not.toEqual(column(1, 2));
  });

  it("fills every axis evenly: one point in each 64th", () => {
    for (const month of [0, 1]) {
      for (const c of [0, 1, 2]) {
        const cells = column(month, c).map((u) => Math.floor(64 * u));
        expect(cells.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 64 }, (_, i) => i));
      }
    }
  });

  it("is another one for another seed, and the same for the same", () => {
    expect(firstDesign(figures, 64, "s")).toEqual(design);
    expect(firstDesign(figures, 64, "t").ofMonth[0]).not.toEqual(design.ofMonth[0]);
  });

  it("takes more figures than Sobol's sequence has dimensions", () => {
    const months = Array.from({ length: 12 }, (_, m) => String(m));
    const wide = firstDesign({ common: ["a", "b"], monthly: ["c", "d"], months }, 10, "s");
    expect(wide.ofMonth).toHaveLength(12);
    for (let c = 0; c < 4; c++) {
      const cells = Array.from({ length: 10 }, (_, i) => Math.floor(10 * wide.ofMonth[7]![4 * i + c]!));
      expect(cells.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }
  });

  it("needs points, months and figures", () => {
    expect(() => firstDesign(figures, 0, "s")).toThrow("points");
    expect(() => firstDesign({ ...figures, months: [] }, 8, "s")).toThrow("months");
    expect(() => firstDesign({ ...figures, common: [], monthly: [] }, 8, "s")).toThrow("figures");
  });
});

describe("points spread apart", () => {
  const line = [[0], [0.1], [0.5], [0.85], [1]];

  it("by hand: the middle, then the ends, then the widest gap", () => {
    // Mean 0.49. From 0.5 both ends are 0.5 away, the first wins; then 1; then 0.85 is 0.15 from 1, 0.1 is 0.1 from 0.
    expect(spread(line, 4)).toEqual([2, 0, 4, 3]);
  });

  it("keeps away from points that are taken, and gives no more than there are", () => {
    expect(spread(line, 1, [[0.05], [0.5]])).toEqual([4]);
    expect(spread(line, 9)).toHaveLength(5);
    expect(spread([], 3)).toEqual([]);
  });
});
