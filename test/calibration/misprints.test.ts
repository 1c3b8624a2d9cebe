import { describe, expect, it } from "vitest";
import type { MonthRoom } from "../../engine/calibration/calibration.ts";
import type { Checked } from "../../engine/calibration/leaveMonthsOut.ts";
import { neighbourAgain } from "../../engine/calibration/lastMonth.ts";
import { arithmeticFaults, misprintLimit, suspects } from "../../engine/calibration/misprints.ts";
import type { ActualMeasure } from "../../engine/scenario/scenario.ts";

/** October 2022 as Kent's papers print it. */
const KENT = { received: 25277, answered: 11811, not_answered: 13466, not_answered_pct: 53.27 };

function room(figures: Partial<Record<ActualMeasure, number>>): MonthRoom {
  const actuals = Object.entries(figures).map(([measure, value]) => ({
    queue: "101",
    measure,
    value,
    source: "paper",
  }));
  return { month: "2022-10", scenario: { actuals } } as unknown as MonthRoom;
}
const says = (figures: Partial<Record<ActualMeasure, number>>): readonly string[] =>
  arithmeticFaults(room(figures)).map((fault) => fault.says);

describe("the arithmetic of published figures", () => {
  it("holds for what was printed, and for what cannot be checked", () => {
    expect(says(KENT)).toEqual([]);
    expect(says({ received: 25277, mean_queue_s: 929 })).toEqual([]);
  });

  it("catches two digits that changed places", () => {
    expect(says({ ...KENT, answered: 18111 })).toEqual([
      "answered 18,111 and not answered 13,466 make 31,577, but received is 25,277",
    ]);
    expect(says({ ...KENT, not_answered_pct: 35.27 })).toEqual([
      "not answered 13,466 of 25,277 are 53.27%, but 35.27% is printed",
    ]);
  });

  it("allows for the digits that were printed, and for no more", () => {
    // 13,466 ÷ 25,277 is 53.2737…%.
    expect(says({ ...KENT, not_answered_pct: 53.3 })).toEqual([]);
    expect(says({ ...KENT, not_answered_pct: 53.28 })).toHaveLength(1);
    // Without the count that was lost, it is what is left of the other two.
    expect(says({ received: 200, answered: 150, not_answered_pct: 25 })).toEqual([]);
    expect(says({ received: 200, answered: 150, not_answered_pct: 24 })).toHaveLength(1);
  });

  it("tells where another paper printed another figure", () => {
    const also = [
      { month: "2022-10", queue: "101", measure: "answered", value: 11811, source: "earlier" },
      { month: "2022-10", queue: "101", measure: "received", value: 25772, source: "earlier" },
      { month: "2022-11", queue: "101", measure: "received", value: 1, source: "earlier" },
    ];
    expect(arithmeticFaults(room(KENT), also).map((fault) => fault.says)).toEqual([
      "received is 25277 in paper, but 25772 in earlier",
    ]);
  });
});

describe("figures that no other foretells", () => {
  const checked = (zs: readonly number[]): readonly Checked[] =>
    zs.map((z, i) => ({ month: Math.floor(i / 2), output: i % 2, reported: 1, median: 1, z }));

  it("are flagged beyond Bonferroni's limit, the furthest of a month first", () => {
    // Two-sided 5% over 24 figures: 0.05 ÷ 48 beyond, 3.078 in tables of the normal.
    expect(misprintLimit(24)).toBeCloseTo(3.078, 3);
    const found = suspects(checked([0.1, 1.9, 3, -3.5, -4, 1]));
    // Of six figures the limit is 2.638.
    expect(misprintLimit(6)).toBeCloseTo(2.638, 3);
    expect(found.map(({ z }) => z)).toEqual([-3.5, 3, -4]);
  });
});

describe("a neighbouring month repeated", () => {
  const known = [
    { month: 0, value: 1 },
    { month: 2, value: 3 },
    { month: 3, value: 2 },
  ];
  it("is the one before, or after where there is none, with the error of a month's change", () => {
    // Changes of 2 over two months and of −1 over one: squares 4 ÷ 2 and 1, on average 1.5.
    expect(neighbourAgain(known, 1)).toEqual({ mean: 1, sd: Math.sqrt(1.5) });
    expect(neighbourAgain(known.slice(1), 0)).toEqual({ mean: 3, sd: Math.sqrt(2) });
    expect(() => neighbourAgain(known.slice(2), 0)).toThrow(RangeError);
  });
});
