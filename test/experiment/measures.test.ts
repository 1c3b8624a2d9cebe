import { describe, expect, it } from "vitest";
import { planOf } from "../../engine/centre/plan.ts";
import type { Figures, Measure } from "../../engine/experiment/measure.ts";
import { POOL_MEASURES, queueMeasures } from "../../engine/experiment/measures.ts";
import { formOf } from "../../engine/experiment/observation.ts";
import { ACTUAL_MEASURES } from "../../engine/scenario/scenario.ts";
import { seconds, share } from "../../engine/units.ts";
import { fixed, room } from "../support/rooms.ts";
import { ledgerOf } from "./ledgers.ts";

const scenario = room({
  handlers: 5,
  queues: [{ targets: [10, 90] }, { targets: [30, 60, 120, 300], talk: fixed(60) }],
});
const plan = planOf(scenario);

const ledger = ledgerOf(plan, {
  queues: [
    {
      queue: 0,
      bin: 3,
      figures: {
        dialled: 100,
        hungUpInMessage: 5,
        movedToDigital: 3,
        offered: 92,
        delayed: 40,
        answered: 80,
        abandoned: 10,
        balked: 4,
        waitOfAnswered: 1600,
        waitOfAbandoned: 300,
        talk: 24_000,
        wrapUp: 4800,
        timeInLine: 1890,
        answeredWithin0: 50,
        answeredWithin1: 70,
        abandonedWithin0: 4,
        abandonedWithin1: 6,
      },
    },
    {
      queue: 0,
      bin: 4,
      figures: { offered: 8, answered: 8, timeInLine: 9910, talk: 400, answeredWithin0: 8 },
    },
    { queue: 1, bin: 3, figures: { offered: 1000, answered: 1000, answeredWithin3: 7 } },
    { queue: 0, bin: 24, figures: { offered: 5000, abandoned: 5000 } }, // the bin that is not counted
  ],
  pools: [
    { pool: 0, bin: 3, figures: { busy: 9000, onDuty: 18_000, overrun: 360 } },
    { pool: 0, bin: 4, figures: { busy: 12_000, onDuty: 14_400 } },
  ],
});

/** Its 24 hours, each of them a bin of the ledger, and then the whole day. */
const form = formOf(plan, ["interval", "day"]);
const DAY = 24;
const seen = form.observe(ledger);

/** Every measure of queue 0 over one of these stretches, by name. */
function over(stretch: number): Map<string, number> {
  return valuesOf(queueMeasures(scenario.queues[0]!), form.queueFigures(seen, stretch, 0));
}
const valuesOf = (measures: readonly Measure[], figures: Figures) =>
  new Map(
    measures.map((measure) => [measure.name, measure.numerator(figures) / measure.denominator(figures)]),
  );

describe("the measures of a queue", () => {
  it("are what they say they are", () => {
    expect(Object.fromEntries(over(3))).toEqual({
      dialled: 100,
      hungUpInMessage: 5,
      movedToDigital: 3,
      offered: 92,
      answered: 80,
      abandoned: 10,
      stillInside: 2,
      attrition: 10 / 92,
      delayed: 40 / 92,
      meanWaitAnswered: 20,
      meanWaitAll: 1900 / 90,
      meanWaitAbandoned: 30,
      answeredWithin10s: 50 / 92,
      answeredWithin10sOfAnswered: 50 / 80,
      answeredWithin10sWithoutShortHangUps: 50 / 86, // 80 answered and the 6 who hung up after 10 s or more
      answeredWithin90s: 70 / 92,
      answeredWithin90sOfAnswered: 70 / 80,
      answeredWithin90sWithoutShortHangUps: 70 / 84,
      meanQueue: 1890 / 3600,
      meanTalk: 300,
      meanWrapUp: 60,
    });
  });

  it("tell callers from attempts where callers dial again", () => {
    const redials = {
      first: share(1),
      later: share(1),
      afterMessage: share(1),
      delay: fixed(60),
      mostTries: 9,
    };
    const again = room({ queues: [{ redials }] });
    const figures = {
      dialled: 100,
      redialled: 20,
      hungUpInMessage: 5,
      offered: 95,
      answered: 70,
      abandoned: 25,
      comesBack: 18,
    };
    const ofPlan = formOf(planOf(again), ["interval"]);
    const books = ledgerOf(planOf(again), { queues: [{ queue: 0, bin: 3, figures }], pools: [] });
    const hour = ofPlan.queueFigures(ofPlan.observe(books), 3, 0);
    const measures = queueMeasures(again.queues[0]!);
    expect(Object.fromEntries(valuesOf(measures, hour))).toMatchObject({
      dialled: 100,
      redialled: 20,
      attemptsPerCaller: 100 / 80,
      neverAnswered: 12, // 30 attempts went unanswered, and 18 of those are followed by another
      neverAnsweredShare: 12 / 80,
    });
    expect(new Set(measures.map(({ name }) => name)).size).toBe(measures.length);
  });

  it("over several intervals are ratios of sums, not means of ratios", () => {
    const both = over(DAY);
    expect(both.get("attrition")).toBe(10 / 100);
    expect(both.get("answeredWithin10s")).toBe(58 / 100);
    expect(both.get("meanWaitAnswered")).toBe(1600 / 88);
    expect(both.get("meanTalk")).toBe(24_400 / 88);
    expect(both.get("meanQueue")).toBe(11_800 / 86_400);
  });

  it("do not know of what was not counted", () => {
    expect(over(DAY).get("offered")).toBe(100);
  });

  it("have no value where nothing happened", () => {
    expect(over(0).get("attrition")).toBeNaN();
    expect(over(0).get("meanWaitAnswered")).toBeNaN();
    expect(over(0).get("offered")).toBe(0);
  });

  it("follow the targets of the queue, four of them if need be", () => {
    const names = queueMeasures(scenario.queues[1]!).map(({ name }) => name);
    expect(names.filter((name) => /^answeredWithin\d+s$/.test(name))).toEqual([
      "answeredWithin30s",
      "answeredWithin60s",
      "answeredWithin120s",
      "answeredWithin300s",
    ]);
    const figures = form.queueFigures(seen, 3, 1);
    expect(valuesOf(queueMeasures(scenario.queues[1]!), figures).get("answeredWithin300s")).toBe(0.007);
  });

  it("are refused for more targets than the ledger has columns for", () => {
    expect(() => planOf(room({ queues: [{ targets: [1, 2, 3, 4, 5] }] }))).toThrow(/999.*4 targets/);
  });

  it("have names of their own, a definition each, and cover every published figure", () => {
    const measures = queueMeasures(scenario.queues[0]!);
    expect(new Set(measures.map(({ name }) => name)).size).toBe(measures.length);
    expect(new Set(measures.map(({ title }) => title)).size).toBe(measures.length);
    for (const { definition } of measures) expect(definition.length).toBeGreaterThan(10);
    expect(new Set(measures.flatMap(({ published }) => published ?? []))).toEqual(new Set(ACTUAL_MEASURES));
  });
});

describe("the measures of a desk", () => {
  it("are what they say they are", () => {
    const values = valuesOf(POOL_MEASURES, form.poolFigures(seen, DAY, 0));
    expect(Object.fromEntries(values)).toEqual({
      occupancy: 21_000 / (32_400 + 360),
      onDuty: 32_400 / 86_400,
      overrunHours: 0.1,
    });
  });
});

describe("figures asked of the wrong one", () => {
  it("are refused: a queue has no occupancy and a desk no callers", () => {
    expect(() => form.queueFigures(seen, 3, 0).sum("busy")).toThrow(RangeError);
    expect(() => form.poolFigures(seen, 3, 0).sum("offered")).toThrow(/offered/);
  });
});

describe("a queue whose contacts lead to others, are accidents, or are left to a partner force", () => {
  const [plain, from] = room({
    queues: [
      { onward: null },
      {
        onward: [{ after: "not answered", share: share(1), to: 0, delay: fixed(1), mostTries: 100 }],
        partnerAfter: seconds(60),
        accidental: { share: share(0.2), clearsAfter: fixed(8), talk: null },
      },
    ],
  }).queues;
  // 100 offered: 60 answered (of which 5 accidents), 30 abandoned (10 accidents), 7 taken, 3 still inside.
  const figures = {
    seconds: 1,
    sum: (column: string) =>
      ({
        offered: 100,
        answered: 60,
        abandoned: 30,
        takenByPartner: 7,
        accidentalAnswered: 5,
        accidentalCleared: 10,
        reachedLater: 15,
      })[column] ?? 0,
  };

  it("has measures of its own", () => {
    const values = valuesOf(queueMeasures(from!), figures);
    expect(values.get("stillInside")).toBe(3);
    expect(values.get("attrition")).toBe(0.3);
    expect(values.get("takenByPartnerShare")).toBe(0.07);
    expect(values.get("attritionOfMeant")).toBe(20 / 85);
    expect(values.get("reachedLaterShare")).toBe(15 / 20);
  });

  it("shows the queue to which they lead who came, and nothing else", () => {
    const names = queueMeasures(plain!).map(({ name }) => name);
    expect(names).toContain("cameFromQueues");
    expect(names).not.toContain("wentToQueues");
    const values = valuesOf(queueMeasures(plain!), figures);
    expect(values.get("stillInside")).toBe(10);
  });
});
