import { describe, expect, it } from "vitest";
import { inProcess } from "../../../engine/execution/inProcess.ts";
import { evaluateUnknown } from "../../../engine/experiment/uncertainty/unknownRows.ts";
import type { ByMonth, UnknownRow } from "../../../engine/experiment/uncertainty/unknownRows.ts";
import { shareOverDraws } from "../../../engine/experiment/uncertainty/overDraws.ts";
import { proportion, type Target } from "../../../engine/experiment/targets.ts";
import type { Scenario } from "../../../engine/scenario/scenario.ts";
import { fixed, room } from "../../support/rooms.ts";

const DRAWS = 60;
const REPLICATIONS = 3;
const MONTHS = ["2023-02", "2023-03", "2023-04"];
/** February to April 2023; the clocks go forward in March. */
const HOURS = [28 * 24, 31 * 24 - 1, 30 * 24];

/** Four handlers, then five, then three, or two more of them each; one call an hour, or two. Nobody ever waits long. */
function drawn(draw: number): Scenario {
  const high = draw % 2;
  const plain = room({
    handlers: 4,
    queues: [{ callsPerHour: 1 + high, talk: fixed(60) }],
  });
  const week = (handlers: number): readonly number[] => new Array<number>(168).fill(handlers + 2 * high);
  return {
    ...plain,
    period: {
      kind: "month",
      year: 2023,
      month: 2,
      months: 3,
      timeZone: "Europe/London",
      bankHolidays: [],
      bankHolidaysLike: 6,
    },
    pools: plain.pools.map((pool) => ({ ...pool, handlersByMonth: [week(4), week(5), week(3)] })),
  };
}
const pool = drawn(0).pools[0]!.name;
const queue = drawn(0).queues[0]!.name;
const onDuty = (value: number): Target => ({
  of: "pool",
  name: pool,
  measure: "onDuty",
  relation: ">=",
  value,
  unit: "people",
});
const received = (value: number): Target => ({
  of: "queue",
  name: queue,
  measure: "offered",
  relation: "<=",
  value,
  unit: "contacts",
});
const months: ByMonth = {
  keeps: ({ measure }) => measure === "onDuty" || measure === "offered",
  targets: [onDuty(5), onDuty(8), received(HOURS[0]!)],
};
const evaluated = (byMonth: ByMonth | null) =>
  evaluateUnknown(inProcess(), drawn, { draws: DRAWS, replications: REPLICATIONS }, { months: byMonth });

describe("several months under two rooms that are as likely as each other", async () => {
  const found = (await evaluated(months))!;
  const rowsOf = (measure: string): readonly UnknownRow[] =>
    found.rows.filter((row) => row.scope === "month" && row.measure === measure);

  it("have in each month the mean and the spread of what is not known", () => {
    expect(rowsOf("onDuty").map(({ when, mean }) => [when, mean])).toEqual([
      ["2023-02", 5],
      ["2023-03", 6],
      ["2023-04", 4],
    ]);
    for (const { sdUnknown, sdChance } of rowsOf("onDuty")) {
      // Half of the draws one above, half one below.
      expect(sdUnknown).toBeCloseTo(Math.sqrt(DRAWS / (DRAWS - 1)), 9);
      expect(sdChance).toBe(0);
    }
  });

  it("divide what calls there are into rate and chance, month by month", () => {
    rowsOf("offered").forEach((row, m) => {
      const hours = HOURS[m]!;
      // Half of the months Poisson with one call an hour, half with two.
      const chance = 1.5 * hours;
      // Of 180 months: four standard errors.
      expect(Math.abs(row.mean - 1.5 * hours)).toBeLessThan(4 * Math.sqrt(chance / (DRAWS * REPLICATIONS)));
      expect(Math.abs(row.sdChance ** 2 / chance - 1)).toBeLessThan(4 * Math.sqrt(2 / (DRAWS * 2)));
      // The two rates are drawn equally often by hand; only the means of three months each are out, by chance ÷ 3 in
      // variance: of the half distance, four standard errors of a difference of two means of 90 months.
      const half = 2 * Math.sqrt((2 * chance) / 90);
      const exact = (hours / 2) * Math.sqrt(DRAWS / (DRAWS - 1));
      expect(Math.abs(row.sdUnknown - exact)).toBeLessThan(half);
      // Expected figures lie at the two rates, as few draws give it: Student's range, which holds both.
      expect(row.expected!.low).toBeLessThan(hours);
      expect(row.expected!.high).toBeGreaterThan(2 * hours);
    });
  });

  it("keep of months what is asked for, and of the whole period what there is without months", async () => {
    const without = (await evaluated(null))!;
    expect(
      new Set(found.rows.filter(({ scope }) => scope === "month").map(({ measure }) => measure)),
    ).toEqual(new Set(["onDuty", "offered"]));
    expect(found.rows.filter(({ scope }) => scope === "period")).toEqual(without.rows);
    expect(without.targets).toEqual([]);
  });

  it("meet targets in as many draws as have the handlers", () => {
    const [five, eight] = found.targets;
    expect(five!.months.map(({ when }) => when)).toEqual(MONTHS);
    expect(five!.months.map(({ mean }) => mean)).toEqual([5, 6, 4]);
    expect(five!.firstOnAverage).toBe("2023-02");
    // Few meet five only in March; with two more they do from February on.
    for (const what of ["expectedMet", "met"] as const) {
      expect(five!.months.map((month) => month[what].share)).toEqual([0.5, 1, 0.5]);
    }
    expect(five!.months.map(({ metByThen }) => metByThen.share)).toEqual([0.5, 1, 1]);
    expect(eight!.firstOnAverage).toBeNull();
    expect(eight!.months.map(({ metByThen }) => metByThen.share)).toEqual([0, 0, 0]);
  });

  it("tell what is expected of a draw from what chance makes of its months", () => {
    // Two calls an hour are far above: never. One call an hour is just at the target: half of the months by chance.
    const [february] = found.targets[2]!.months;
    // A Poisson count of mean 672 is at most 672 with probability 0.51; 90 months have that rate.
    expect(Math.abs(february!.met.share - 0.51 / 2)).toBeLessThan(4 * (Math.sqrt(0.25 / 90) / 2));
    // Means of three months, hardly drawn together, since the rates lie 26 standard deviations apart: about half of half.
    expect(february!.expectedMet.share).toBeGreaterThan(0.1);
    expect(february!.expectedMet.share).toBeLessThanOrEqual(0.5);
    expect(february!.met.low).toBeLessThan(february!.met.share);
  });

  it("are the same with fewer draws behind them as the first of many", async () => {
    const few = (await evaluateUnknown(
      inProcess(),
      drawn,
      { draws: 10, replications: REPLICATIONS },
      { months },
    ))!;
    expect(few.targets[0]!.months.map(({ met }) => met.share)).toEqual([0.5, 1, 0.5]);
  });
});

describe("a share over draws", () => {
  it("of which each is all or nothing is one of as many trials as there are draws, less one", () => {
    // Variance of 0 and 1 in equal parts: n ÷ (4 (n − 1)), so that n − 1 trials stand for them.
    const shares = Array.from({ length: 40 }, (_, i) => i % 2);
    const { low, high } = shareOverDraws(shares, 5);
    const whole = proportion(20, 40);
    expect(low).toBeLessThan(whole.low);
    expect(low).toBeGreaterThan(whole.low - 0.01);
    expect(high).toBeGreaterThan(whole.high);
    expect(high).toBeLessThan(whole.high + 0.01);
  });

  it("that is the same in all is one of as many trials as there are periods", () => {
    expect(shareOverDraws(new Array<number>(20).fill(0.5), 4)).toEqual(proportion(40, 80));
  });

  it("of nothing or all rests on the draws alone", () => {
    expect(shareOverDraws(new Array<number>(20).fill(1), 4)).toEqual(proportion(20, 20));
    expect(shareOverDraws(new Array<number>(20).fill(0), 4)).toEqual(proportion(0, 20));
  });
});
