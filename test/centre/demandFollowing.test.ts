import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Centre } from "../../engine/centre/centre.ts";
import { demandAfter, mostDemand } from "../../engine/centre/demandFollowing.ts";
import { isDirect } from "../../engine/centre/direct/applies.ts";
import type { Ledger } from "../../engine/centre/ledger.ts";
import type { Observer } from "../../engine/centre/observer.ts";
import { planOf, type Plan } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import { storyteller } from "../../engine/centre/story.ts";
import { Controls } from "../../engine/experiment/controls.ts";
import type { DemandFollows, Period, Scenario } from "../../engine/scenario/scenario.ts";
import { seconds, share } from "../../engine/units.ts";
import { exponential, fixed, type Room, type RoomQueue, room, total } from "../support/rooms.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;

/** February to April 2021, in a place without clock changes: 28, 31 and 30 days. */
const SPRING: Period = {
  kind: "month",
  year: 2021,
  month: 2,
  months: 3,
  timeZone: "UTC",
  bankHolidays: [],
  bankHolidaysLike: 6,
};
const DAYS = [28, 31, 30];
const spring = (queues: readonly RoomQueue[], more: Omit<Room, "queues"> = {}): Scenario =>
  room({ period: SPRING, warmUp: DAY, ...more, queues });

const follows = (figures: Partial<DemandFollows>): DemandFollows => ({
  of: 0,
  attritionAbove: share(0.1),
  byPoint: 0,
  atLeast: 0,
  atMost: 5,
  ...figures,
});
const LESS = follows({ byPoint: -0.005 });
const MORE = follows({ byPoint: 0.005, atMost: 1.3 });

/** Everybody finds nobody and leaves at once, so that attrition is 100% in every month. */
const HOPELESS: RoomQueue = { callsPerHour: 10, balking: 1 };

function byMonth(plan: Plan, ledger: Ledger, queue: number, column: Parameters<typeof total>[2]): number[] {
  const { months } = plan.timetable;
  return months.map(({ firstInterval, intervals }) => {
    const bins = new Set(plan.binOf.subarray(firstInterval, firstInterval + intervals));
    return total(ledger, queue, column, [...bins]);
  });
}

/** Who dials the first queue: when, and what was settled about them. */
function people(scenario: Scenario): readonly { readonly time: number; readonly who: string }[] {
  const seen: { time: number; who: string }[] = [];
  const observer: Observer<Centre> = {
    dialled({ contacts, now }, contact) {
      if (contacts.queueOf(contact) !== 0) return;
      const who = [now, contacts.talkOf(contact), contacts.wrapUpOf(contact), contacts.patienceOf(contact)];
      seen.push({ time: now, who: who.join(" ") });
    },
  };
  runTrial(planOf(scenario), 0, observer);
  return seen;
}

describe("demand after a month", () => {
  it.each([
    [LESS, 0.1, 1],
    [LESS, 0, 1],
    [LESS, 0.3, 0.9],
    [follows({ byPoint: -0.02, atLeast: 0.7 }), 0.3, 0.7],
    [follows({ byPoint: -0.02 }), 1, 0],
    [MORE, 0.3, 1.1],
    [MORE, 1, 1.3],
    [LESS, NaN, 1],
  ])("%j is the volume times what the rule says (%s: %s)", (rule, attrition, factor) => {
    expect(demandAfter(rule, attrition)).toBeCloseTo(factor, 12);
  });

  it("is at most what a month without any answer leads to", () => {
    expect(mostDemand(LESS)).toBe(1);
    expect(mostDemand(MORE)).toBe(1.3);
    expect(mostDemand({ ...MORE, atMost: 5 })).toBeCloseTo(1.45, 12);
  });
});

describe("the contacts of a month", () => {
  // 90 points above 10%, at half a percent each: 45% fewer, or 30% more where that is the most.
  it.each([
    [LESS, [1, 0.55, 0.55]],
    [MORE, [1, 1.3, 1.3]],
    [follows({ byPoint: 0.005 }), [1, 1.45, 1.45]],
    [follows({ byPoint: -0.05 }), [1, 0, 1]],
  ])("are as many as %j says where nobody is on duty", (rule, factors) => {
    const plan = planOf(spring([{ ...HOPELESS, demandFollows: rule }], { handlers: 0 }));
    const runs = 6;
    const seen = [0, 0, 0];
    for (let r = 0; r < runs; r++) {
      byMonth(plan, runTrial(plan, r), 0, "offered").forEach((count, m) => (seen[m]! += count));
    }
    // Poisson counts, as demand is certain here: 4.4 standard errors are passed by chance once in 90,000 times. Nobody
    // comes in a month without demand, after which there is no attrition to follow.
    factors.forEach((factor, m) => {
      const expected = runs * 10 * 24 * DAYS[m]! * factor;
      expect(Math.abs(seen[m]! - expected)).toBeLessThanOrEqual(4.4 * Math.sqrt(expected));
    });
  });

  it("follow the attrition that there was, run by run", () => {
    // Nobody is on duty and half of all leave at once, so a month's attrition is near 50%, and known from its books.
    const half: RoomQueue = { callsPerHour: 1, balking: 0.5, demandFollows: { ...MORE, atMost: 5 } };
    const plan = planOf(spring([half], { handlers: 0, atEnd: "stop" }));
    let [seen, expected] = [0, 0];
    for (let r = 0; r < 12; r++) {
      const ledger = runTrial(plan, r);
      const offered = byMonth(plan, ledger, 0, "offered");
      const abandoned = byMonth(plan, ledger, 0, "abandoned");
      for (const m of [1, 2]) {
        const points = 100 * (abandoned[m - 1]! / offered[m - 1]! - 0.1);
        seen += offered[m]!;
        expected += 24 * DAYS[m]! * (1 + 0.005 * points);
      }
    }
    // Given the month before, a count is Poisson; sums of what is left over are uncorrelated.
    expect(Math.abs(seen - expected)).toBeLessThan(4.4 * Math.sqrt(expected));
  });

  it("may follow attrition of another queue", () => {
    const calm: RoomQueue = { callsPerHour: 10, talk: fixed(1), demandFollows: LESS };
    const pools = [
      { answers: [0], handlers: 0 },
      { answers: [1], handlers: 20 },
    ];
    const plan = planOf(spring([HOPELESS, calm], { pools }));
    const counts = byMonth(plan, runTrial(plan, 0), 1, "offered");
    [1, 0.55, 0.55].forEach((factor, m) => {
      const expected = 10 * 24 * DAYS[m]! * factor;
      expect(Math.abs(counts[m]! - expected)).toBeLessThan(4.4 * Math.sqrt(expected));
    });
  });

  it.each([LESS, MORE])("come as a Poisson process does, demand being %j", (rule) => {
    const times = people(spring([{ ...HOPELESS, callsPerHour: 30, demandFollows: rule }], { handlers: 0 }));
    const [from, to] = [28 * DAY, 59 * DAY];
    const rate = ((rule.byPoint < 0 ? 0.55 : 1.3) * 30) / HOUR;
    const within = times.map(({ time }) => time).filter((time) => time >= from && time < to);
    const u = within
      .slice(1)
      .map((time, i) => 1 - Math.exp(-rate * (time - within[i]!)))
      .toSorted((a, b) => a - b);
    const n = u.length;
    const distance = Math.max(...u.map((value, i) => Math.max((i + 1) / n - value, value - i / n)));
    // Kolmogorov: √n times the distance is above 2.2 once in 8,000 times, 2 exp(−2 × 2.2²).
    expect(n).toBeGreaterThan(10_000);
    expect(Math.sqrt(n) * distance).toBeLessThan(2.2);
    // Gaps do not depend on the one before: the correlation of uniforms has a standard error of 1 ÷ √n.
    const gaps = within.slice(1).map((time, i) => 1 - Math.exp(-rate * (time - within[i]!)) - 0.5);
    const product = gaps.slice(1).reduce((sum, gap, i) => sum + gap * gaps[i]!, 0);
    expect(Math.abs((12 * product) / n)).toBeLessThan(4.4 / Math.sqrt(n));
  });
});

/** More calls than can be answered, with most of what may become of a caller. */
const CROWDED: RoomQueue = {
  callsPerHour: 12,
  talk: exponential(600),
  wrapUp: exponential(60),
  patience: exponential(300),
  balking: 0.1,
  message: { duration: fixed(30), hangUp: share(0.05), moveToDigital: share(0.05) },
  redials: {
    first: share(0.4),
    later: share(0.3),
    afterMessage: share(0.2),
    delay: exponential(900),
    mostTries: 5,
  },
  onward: [{ after: "not answered", share: share(0.3), to: 0, delay: exponential(3600), mostTries: 3 }],
  accidental: { share: share(0.1), clearsAfter: exponential(60), talk: null },
};

/** All that one run in the event loop says, as bytes. */
function bytesOf(scenario: Scenario): Buffer {
  const { queueCells, queueExtras, poolCells, waits } = runTrial(planOf(scenario), 0, null, {
    loop: "events",
  });
  return Buffer.concat([queueCells, queueExtras, poolCells, waits].map(({ buffer }) => Buffer.from(buffer)));
}

describe("the people of plans that share a seed", () => {
  const without = spring([CROWDED], { handlers: 2 });

  it("are the very same with volumes and talk by month, and forecasts that are not certain", () => {
    const queue: RoomQueue = {
      ...CROWDED,
      arrivals: {
        kind: "volume",
        volume: 6000,
        byMonth: [1500, 2500, 2000],
        weights: new Array<number>(168).fill(1),
        counts: "first attempts",
        monthSpread: 0.1,
      },
      talkByMonth: [null, seconds(800), seconds(500)],
    };
    const more = { handlers: 2, busyDays: { spread: 0.1, correlation: 0 } };
    const never = { ...MORE, attritionAbove: share(1), byPoint: 0.5 };
    const on = spring([{ ...queue, demandFollows: never }], more);
    expect(bytesOf(on).equals(bytesOf(spring([queue], more)))).toBe(true);
  });

  it.each([
    ["fall", { byPoint: -0.02 }],
    ["rise", { byPoint: 0.05 }],
  ])("are the very same where demand may %s and never does", (_, figures) => {
    const never = follows({ ...figures, attritionAbove: share(1) });
    const crowded = spring([{ ...CROWDED, demandFollows: never }], { handlers: 2 });
    expect(bytesOf(crowded).equals(bytesOf(without))).toBe(true);
    // Here it could have: everybody is answered all the same.
    const may = follows({ ...figures, attritionAbove: share(0.2) });
    const calm = { ...CROWDED, balking: 0 };
    const answered = spring([{ ...calm, demandFollows: may }], { handlers: 30 });
    expect(bytesOf(answered).equals(bytesOf(spring([calm], { handlers: 30 })))).toBe(true);
  });

  it.each([
    ["fewer", LESS, -1],
    ["more", MORE, 1],
  ])("are the same but for the %s who come after months in which more were answered", (_, rule, sign) => {
    const queue: RoomQueue = {
      callsPerHour: 12,
      talk: exponential(600),
      patience: exponential(300),
    };
    const followed = { ...queue, demandFollows: rule };
    const [few, some, off] = [
      people(spring([followed], { handlers: 1 })),
      people(spring([followed], { handlers: 2 })),
      people(spring([queue], { handlers: 1 })),
    ];
    const ordered = sign < 0 ? [few, some, off] : [off, some, few];
    for (const [i, smaller] of ordered.slice(0, 2).entries()) {
      const larger = new Set(ordered[i + 1]!.map(({ who }) => who));
      expect(smaller.length).toBeLessThan(larger.size);
      expect(smaller.filter(({ who }) => !larger.has(who))).toEqual([]);
    }
    // Until the first month ends nothing can differ.
    const early = (of: typeof few) => of.filter(({ time }) => time < 28 * DAY);
    expect(early(few)).toEqual(early(off));
  });

  it("dial again as they would where all of their kind came", () => {
    // Whoever dials more than once does so by who they are: with fewer others in a room where nobody is answered, the
    // attempts of those who still come stay as they were.
    const queue: RoomQueue = {
      ...HOPELESS,
      balking: 1,
      redials: { ...CROWDED.redials!, delay: exponential(900) },
    };
    const off = new Set(people(spring([queue], { handlers: 0 })).map(({ who }) => who));
    const on = people(spring([{ ...queue, demandFollows: LESS }], { handlers: 0 }));
    expect(on.length).toBeLessThan(off.size);
    expect(on.filter(({ who }) => !off.has(who))).toEqual([]);
  });
});

describe("rooms in which demand follows the month before", () => {
  it("keep their books, whatever else is said of them", () => {
    fc.assert(
      fc.property(
        fc.record({
          byPoint: fc.double({ min: -0.05, max: 0.05, noNaN: true }),
          above: fc.double({ min: 0, max: 0.9, noNaN: true }),
          handlers: fc.integer({ min: 0, max: 4 }),
          of: fc.constantFrom(0, 1),
          spread: fc.constantFrom(0, 0.2),
          seed: fc.string(),
        }),
        ({ byPoint, above, handlers, of, spread, seed }) => {
          const rule = follows({ byPoint, of, attritionAbove: share(above), atMost: 1.6, atLeast: 0.4 });
          const reports: RoomQueue = {
            callsPerHour: 3,
            work: { interruptible: true, backlogAtStart: 7 },
            patience: { kind: "never" },
            demandFollows: { ...rule, of: 0 },
          };
          const scenario = spring(
            [{ ...CROWDED, callsPerHour: 5, demandFollows: rule }, { callsPerHour: 3 }, reports],
            {
              handlers,
              seed: `demand ${seed.replaceAll("\u0000", "")}`,
              busyDays: { spread, correlation: 0 },
            },
          );
          // A run checks its own books, exactly.
          const plan = planOf(scenario);
          expect(isDirect(plan)).toBe(false);
          const ledger = runTrial(plan, 0);
          expect(total(ledger, 0, "dialled")).toBeGreaterThan(0);
        },
      ),
      { numRuns: 8, seed: 5 },
    );
  });

  it("have no expected number of callers to correct results by", () => {
    const count = (more: RoomQueue): number =>
      new Controls(planOf(spring([{ callsPerHour: 5, ...more }, { callsPerHour: 5 }]))).count;
    // Calls and work of both queues, or of the second alone.
    expect([count({}), count({ demandFollows: LESS })]).toEqual([4, 2]);
  });

  it("tell of it as a month begins", () => {
    const { observer, story } = storyteller({ by: "time", queue: 1, from: 27.9 * DAY });
    const waits: RoomQueue = { callsPerHour: 10, patience: { kind: "never" } };
    const scenario = spring([{ ...HOPELESS, demandFollows: LESS }, waits], { handlers: 0, atEnd: "stop" });
    runTrial(planOf(scenario), 0, observer);
    const told = story()!.chapters.map(({ what }) => what);
    expect(told).toContain(
      "a new month begins, 2021-03; on duty from now on: desk 1 0; demand of 999 is 55% of its volume",
    );
  });
});
