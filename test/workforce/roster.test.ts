import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import { share } from "../../engine/units.ts";
import { firstDays } from "../../engine/workforce/firstDay.ts";
import { Pipeline } from "../../engine/workforce/pipeline.ts";
import { wholeHandlers, wholeRota } from "../../engine/workforce/roster.ts";
import { staffingOf, talkSharesOf } from "../../engine/workforce/staffing.ts";
import { exponential, fixed, room } from "../support/rooms.ts";
import { force, role } from "./forces.ts";

const week = fc.array(fc.nat(60), { minLength: 168, maxLength: 168 });
const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0);

describe("whole handlers from more or fewer people", () => {
  it("are right to half a handler up to every hour, and never negative", () => {
    fc.assert(
      fc.property(week, fc.double({ min: 0, max: 3, noNaN: true }), (handlers, ratio) => {
        const found = wholeHandlers(handlers, ratio);
        expect(found.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
        for (const upTo of [1, 24, 100, 168]) {
          expect(
            Math.abs(sum(found.slice(0, upTo)) - ratio * sum(handlers.slice(0, upTo))),
          ).toBeLessThanOrEqual(0.5 + 1e-9);
        }
        // Where nobody was on duty nobody is.
        handlers.forEach((count, hour) => {
          if (count === 0) expect(found[hour]).toBe(0);
        });
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it("are the same where the people are", () => {
    fc.assert(
      fc.property(week, (handlers) => {
        expect(wholeHandlers(handlers, 1)).toStrictEqual(handlers);
      }),
      { seed: 6 },
    );
  });

  it("are spread evenly: half of five is 3, 2, 3, 2 …", () => {
    expect(wholeHandlers([5, 5, 5, 5, 5, 5], 0.5)).toStrictEqual([3, 2, 3, 2, 3, 2]);
    expect(wholeHandlers([4, 4, 4, 4], 1.0625)).toStrictEqual([4, 5, 4, 4]);
  });

  it("refuse a ratio below zero", () => {
    expect(() => wholeHandlers([4], -0.1)).toThrow("ratio must be zero or a number above it, but is -0.1");
  });

  it("of shifts are heads by shift and weekday", () => {
    const shift = (name: string, heads: number) => ({
      name,
      start: 0 as never,
      length: 3600 as never,
      heads: new Array<number>(7).fill(heads),
      breaks: [],
    });
    const rota = {
      shifts: [shift("early", 10), shift("late", 3)],
      shrinkage: share(0),
      noShow: share(0),
      mostOnBreak: null,
    };
    const [early, late] = wholeRota(rota, 0.9).shifts;
    expect(early!.heads).toStrictEqual([9, 9, 9, 9, 9, 9, 9]);
    expect(late!.heads).toStrictEqual([3, 2, 3, 3, 3, 2, 3]);
    expect(wholeRota(rota, 1)).toStrictEqual(rota);
  });
});

describe("a room staffed by people", () => {
  const scenario = room({
    queues: [
      { callsPerHour: 60, talk: exponential(300), wrapUp: fixed(100) },
      { talk: fixed(100), wrapUp: fixed(100) },
    ],
    handlers: Array.from({ length: 24 }, (_, hour) => 8 + (hour % 5)),
  });
  const [pool] = scenario.pools;

  it("weighs talk and wrap-up as its queues have them", () => {
    // 300 of 400 and 100 of 200 seconds.
    expect(talkSharesOf(scenario)).toStrictEqual([(0.75 + 0.5) / 2]);
  });

  it("is as it was, byte for byte, while nobody comes or leaves", () => {
    const workforce = force({
      roles: [
        role({
          people: 37,
          proficiency: [{ from: 0, talk: 1.07, wrapUp: 1.3, shareOfWork: share(0.93), source: null }],
        }),
      ],
      shrinkage: [{ cause: "leave", share: share(0.14) }],
    });
    const pipeline = new Pipeline(workforce, talkSharesOf(scenario), null);
    for (let month = 0; month < 14; month++) {
      const staffing = staffingOf(pool!, pipeline.firstDay[0]!, pipeline.nextMonth().pools[0]!, 37);
      expect(staffing).toStrictEqual({
        handlers: pool!.handlers,
        talkFactor: 1,
        wrapUpFactor: 1,
        rota: null,
      });
      if (month > 0) continue;
      const staffed = { ...scenario, pools: [{ ...pool!, handlers: staffing.handlers }] };
      expect(runTrial(planOf(staffed), 0)).toStrictEqual(runTrial(planOf(scenario), 0));
    }
  });

  it("has the handlers that its people give: a tenth fewer people, a tenth fewer handler-hours", () => {
    const staffing = staffingOf(
      pool!,
      { effective: 30, talk: 1.05, wrapUp: 1 },
      { effective: 27, talk: 1.155, wrapUp: 1 },
      37,
    );
    expect(Math.abs(sum(staffing.handlers) - 0.9 * sum(pool!.handlers))).toBeLessThanOrEqual(0.5);
    expect(staffing.talkFactor).toBeCloseTo(1.1, 12);
    expect(staffing.wrapUpFactor).toBe(1);
  });

  it("keeps a pool that nobody staffs", () => {
    const nobody = { effective: 0, talk: 1, wrapUp: 1 };
    expect(staffingOf(pool!, nobody, nobody, 37)).toStrictEqual({
      handlers: pool!.handlers,
      talkFactor: 1,
      wrapUpFactor: 1,
      rota: null,
    });
  });

  it("says what its people would give by themselves on the first day", () => {
    // 84 people of 40 hours, a fifth of it away, half of the rest at this pool: 84 × 40 × 0.8 × 0.5 ÷ 168 = 8 handlers.
    const workforce = force({
      weeklyHours: 40,
      shrinkage: [{ cause: "leave", share: share(0.2) }],
      roles: [role({ people: 84, staffs: [{ pool: 0, share: share(0.5) }] })],
    });
    const [first, ...others] = firstDays({ ...scenario, workforce });
    expect(others).toEqual([]);
    expect(first!.effective).toBeCloseTo(33.6, 12);
    expect(first!.handlersFromPeople).toBeCloseTo(8, 12);
    expect(first!.handlersInFile).toBeCloseTo(sum(pool!.handlers) / 168, 12);
  });
});
