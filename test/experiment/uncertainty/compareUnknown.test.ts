import { describe, expect, it } from "vitest";
import { inProcess } from "../../../engine/execution/inProcess.ts";
import {
  compareUnknown,
  type UnknownComparison,
  type UnknownDifference,
} from "../../../engine/experiment/uncertainty/compareUnknown.ts";
import { expectedValues } from "../../../engine/experiment/uncertainty/overDraws.ts";
import { evaluateUnknown } from "../../../engine/experiment/uncertainty/unknownRows.ts";
import type { Scenario } from "../../../engine/scenario/scenario.ts";
import { exponential, fixed, room } from "../../support/rooms.ts";

const DRAWS = 100;
const REPLICATIONS = 2;

/** Four calls at once, an hour into the day; nobody hangs up. */
const fourCalls = (name: string, handlers: number, talk: number): Scenario => ({
  ...room({
    handlers,
    queues: [{ arrivals: { kind: "replay", times: [3600, 3600, 3600, 3600] }, talk: fixed(talk) }],
  }),
  name,
});
/** Two rows that are as likely as each other: talk takes one minute, or two. */
const talkOf = (draw: number): number => (draw % 2 === 0 ? 60 : 120);

const compared = async (
  plans: (talk: number) => readonly Scenario[],
  options: Parameters<typeof compareUnknown>[3] = {},
): Promise<UnknownComparison> =>
  (await compareUnknown(
    inProcess(),
    (draw) => plans(talkOf(draw)),
    { draws: DRAWS, replications: REPLICATIONS },
    options,
  ))!;
const differenceIn = (found: UnknownComparison, plan: string, measure: string): UnknownDifference =>
  found.differences.find((each) => each.plan === plan && each.measure === measure)!;

describe("plans under two rows whose answers can be worked out", async () => {
  // One handler: waits of 0, 1, 2 and 3 talks, 1.5 on average. Two: 0, 0, 1 and 1, half a talk. A handler who is quick
  // when the base is slow: 1.5 × (180 − talk).
  const found = await compared((talk) => [
    fourCalls("base", 1, talk),
    fourCalls("two", 2, talk),
    fourCalls("other way", 1, 180 - talk),
    fourCalls("twin", 1, talk),
  ]);

  it("differ as they are expected to, and by nothing that is chance", () => {
    const two = differenceIn(found, "two", "meanWaitAll");
    expect(two).toMatchObject({
      baseMean: 135,
      planMean: 45,
      difference: -90,
      verdict: "better",
      sdChance: 0,
    });
    // −60 and −120, half of the draws each; the sorted draws give the range from 80 draws on.
    expect(two.sdUnknown).toBeCloseTo(30 * Math.sqrt(DRAWS / (DRAWS - 1)), 9);
    expect(two.expected).toEqual({ low: -120, high: -60 });
    expect(two.single).toEqual({ low: -120, high: -60 });
    expect(two.chance).toEqual({ low: -90, high: -90 });
    expect([two.expectedBetter!.share, two.periodsBetter!.share]).toEqual([1, 1]);
  });

  it("are better in the draws in which they are, though the mean shows nothing", () => {
    const other = differenceIn(found, "other way", "meanWaitAll");
    expect(other.difference).toBeCloseTo(0, 9);
    expect(other).toMatchObject({ verdict: "cannot be told apart", expected: { low: -90, high: 90 } });
    expect([other.expectedBetter!.share, other.periodsBetter!.share]).toEqual([0.5, 0.5]);
    // Fifty of a hundred: Clopper and Pearson's interval, as printed in tables: 39.8% to 60.2%.
    expect(other.expectedBetter!.low).toBeCloseTo(0.398, 3);
    expect(other.expectedBetter!.high).toBeCloseTo(0.602, 3);
  });

  it("are the same if nothing is different", () => {
    expect(differenceIn(found, "twin", "meanWaitAll")).toMatchObject({
      verdict: "the same",
      difference: 0,
      halfWidth: 0,
    });
  });

  it("are told no way to be better where there is none, and nothing of what never happens", () => {
    expect(differenceIn(found, "two", "onDuty")).toMatchObject({
      difference: 1,
      verdict: "higher",
      expectedBetter: null,
    });
    expect(differenceIn(found, "two", "meanWaitAbandoned")).toMatchObject({ difference: NaN, draws: 0 });
  });

  it("have a ± that allows for all that is looked at", async () => {
    const one = await compared((talk) => [fourCalls("base", 1, talk), fourCalls("two", 2, talk)], {
      measures: ({ measure }) => measure === "meanWaitAll",
    });
    expect(one.looked).toBe(1);
    expect(found.looked).toBeGreaterThan(50);
    const alone = one.differences[0]!.halfWidth;
    // Student's 97.5% point with 99 degrees of freedom, from tables: 1.984.
    expect(alone).toBeCloseTo((1.984 * 30 * Math.sqrt(DRAWS / (DRAWS - 1))) / Math.sqrt(DRAWS), 2);
    expect(differenceIn(found, "two", "meanWaitAll").halfWidth).toBeGreaterThan(1.5 * alone);
  });
});

describe("plans with chance in them", async () => {
  const busy = (name: string, handlers: number, rate: number): Scenario => ({
    ...room({
      days: 1,
      handlers,
      queues: [{ callsPerHour: rate, talk: exponential(600), patience: exponential(600) }],
    }),
    name,
  });
  const rateOf = (talk: number): number => talk / 10;
  const found = await compared((talk) => [busy("base", 2, rateOf(talk)), busy("three", 3, rateOf(talk))]);

  it("meet the same draws and callers: each mean is that of the plan alone under the same draws", async () => {
    for (const [name, handlers] of [
      ["base", 2],
      ["three", 3],
    ] as const) {
      const alone = (await evaluateUnknown(
        inProcess(),
        (draw) => busy(name, handlers, rateOf(talkOf(draw))),
        { draws: DRAWS, replications: REPLICATIONS },
      ))!;
      const row = alone.rows.find(({ of, measure }) => of === "queue" && measure === "attrition")!;
      const { baseMean, planMean } = differenceIn(found, "three", "attrition");
      expect(name === "base" ? baseMean : planMean).toBeCloseTo(row.mean, 12);
    }
    // The same callers dial whoever is there to answer.
    expect(differenceIn(found, "three", "offered").verdict).toBe("the same");
  });

  it("divide the spread of the difference, which is less than that of either plan", async () => {
    const { sdUnknown, sdChance, single, expected, difference, planMean, baseMean } = differenceIn(
      found,
      "three",
      "attrition",
    );
    expect(difference).toBeCloseTo(planMean - baseMean, 12);
    expect(sdUnknown).toBeGreaterThan(0);
    expect(sdChance).toBeGreaterThan(0);
    expect(single!.high - single!.low).toBeGreaterThan(expected!.high - expected!.low);
    const apart = (await evaluateUnknown(inProcess(), (draw) => busy("base", 2, rateOf(talkOf(draw))), {
      draws: DRAWS,
      replications: REPLICATIONS,
    }))!.rows.find(({ measure }) => measure === "attrition")!;
    // Had the plans met different callers, chance would add up: √2 of one, or more.
    expect(sdChance).toBeLessThan(apart.sdChance * Math.SQRT2);
  });

  it("keep the draws that are complete for all plans if interrupted", async () => {
    const stop = new AbortController();
    const cut = await compared((talk) => [busy("base", 2, rateOf(talk)), busy("three", 3, rateOf(talk))], {
      signal: stop.signal,
      progress: ({ done, of }) => {
        expect(of).toBe(DRAWS * 2 * REPLICATIONS);
        // One period into the second plan of the sixth draw.
        if (done === 5 * 2 * REPLICATIONS + REPLICATIONS + 1) stop.abort();
      },
    });
    expect(cut).toMatchObject({ draws: 5, interrupted: true });
  });
});

describe("plans over several months", () => {
  it("are compared month by month too", async () => {
    const months = (name: string, handlers: readonly number[]): Scenario => {
      const plain = room({ handlers: 1, queues: [{ callsPerHour: 0.1, talk: fixed(60) }] });
      return {
        ...plain,
        name,
        period: {
          kind: "month",
          year: 2023,
          month: 2,
          months: 2,
          timeZone: "Europe/London",
          bankHolidays: [],
          bankHolidaysLike: 6,
        },
        pools: plain.pools.map((pool) => ({
          ...pool,
          handlersByMonth: handlers.map((count) => new Array<number>(168).fill(count)),
        })),
      };
    };
    const found = (await compareUnknown(
      inProcess(),
      (draw) => [months("base", [4, 5]), months("plan", [4 + (draw % 2), 8])],
      { draws: 10, replications: 2 },
      { months: true, measures: ({ measure }) => measure === "onDuty" },
    ))!;
    expect(found.looked).toBe(3);
    expect(
      found.differences.slice(1).map(({ scope, when, difference }) => [scope, when, difference]),
    ).toEqual([
      ["month", "2023-02", 0.5],
      ["month", "2023-03", 3],
    ]);
  });
});

describe("what is expected of draws", () => {
  it("is drawn together to the spread that is not known, about the mean", () => {
    expect(expectedValues([1, 2, 3, NaN], 0.5)).toEqual([1.5, 2, 2.5]);
    expect(expectedValues([1, 2, 3], 0)).toEqual([2, 2, 2]);
    expect(expectedValues([2, 2], 1)).toEqual([2, 2]);
  });
});
