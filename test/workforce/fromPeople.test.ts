import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runThrough } from "../../engine/experiment/startTrial.ts";
import { mostHeads } from "../../engine/scenario/rota.ts";
import type { Workforce } from "../../engine/scenario/people.ts";
import type { Period, Pool, Scenario } from "../../engine/scenario/scenario.ts";
import { wholeHandlers } from "../../engine/scenario/weeks.ts";
import { share } from "../../engine/units.ts";
import { peakAndTrough } from "../../engine/workforce/deskWeek.ts";
import { firstDays } from "../../engine/workforce/firstDay.ts";
import { weekFromPeople } from "../../engine/workforce/fromPeople.ts";
import type { WithPeople } from "../../engine/workforce/horizon.ts";
import { peopleRows } from "../../engine/workforce/peopleRows.ts";
import { exponential, fixed, room, type RoomPool, type RoomQueue } from "../support/rooms.ts";
import { rota } from "../support/rotas.ts";
import { course, EXPERIENCED, force, intake, redeployed, role, stage } from "./forces.ts";

const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0);

/** Busy by day and quiet by night, and nothing that a handler-hour divides evenly into. */
const SHAPE = Array.from({ length: 168 }, (_, hour) => 1 + (hour % 24) * 0.37 + (hour > 120 ? 0.5 : 0));

/** February 2023: four whole weeks, so that the mean of the month is that of the week. */
const FEBRUARY: Period = {
  kind: "month",
  year: 2023,
  month: 2,
  timeZone: "Europe/London",
  bankHolidays: [],
  bankHolidaysLike: 6,
};
const MARCH: Period = { ...FEBRUARY, month: 3 };
const MARCH_1 = 28;

/** 100 people of 37 hours, of which 14 + 6 + 5 + 10 = 35% are not there: 100 × 37 × 0.65 = 2,405 hours a week. */
const HUNDRED = force({
  byChance: false,
  shrinkage: [
    { cause: "leave", share: share(0.14) },
    { cause: "sickness", share: share(0.06) },
    { cause: "training", share: share(0.05) },
    { cause: "breaks", share: share(0.1) },
  ],
  roles: [role({ people: 100 })],
});
const HOURS = 2405;

function staffed(
  workforce: Workforce,
  pool: Partial<Pool> = { fromPeople: SHAPE },
  queues: readonly RoomQueue[] = [
    { callsPerHour: 40, talk: exponential(600), wrapUp: fixed(60), patience: exponential(300) },
    { callsPerHour: 40, talk: exponential(500), wrapUp: fixed(60), patience: exponential(600) },
  ],
  desk: RoomPool = { handlers: 0 },
): WithPeople {
  const scenario = room({ pools: [desk], queues });
  return {
    ...scenario,
    pools: scenario.pools.map((one) => ({ ...one, ...pool })),
    period: FEBRUARY,
    workforce,
  };
}

function expected(scenario: WithPeople, measure: string, when = "2023-02"): number {
  const found = peopleRows(scenario, 3, 0).find(
    (row) => row.of === "pool" && row.measure === measure && row.when === when,
  );
  return found!.expected;
}

/** What a run shows, without what it shows of people: that stands at the end. */
function shown(scenario: Scenario, replication = 2): Float64Array {
  const withoutPeople = { ...scenario, workforce: null };
  const { length } = runThrough({ scenario: withoutPeople, replication });
  return runThrough({ scenario, replication }).slice(0, length);
}

describe("a pool whose handlers come from people alone", () => {
  it("has on average people × hours × (1 − shrinkage) ÷ 168, to the last digit", () => {
    expect(expected(staffed(HUNDRED), "handlers")).toBe((100 * 37 * 0.65) / 168);
    expect(expected(staffed(HUNDRED), "handlers")).toBe(HOURS / 168);
  });

  it("adds the causes of shrinkage, as parts of the same time: 20% and 10% leave 70%", () => {
    const away = [
      { cause: "leave", share: share(0.2) },
      { cause: "sickness", share: share(0.1) },
    ];
    // Causes that multiplied would leave 72%, and 2,664 hours.
    expect(expected(staffed({ ...HUNDRED, shrinkage: away }), "handlers")).toBe(2590 / 168);
  });

  it("counts part of the work, part-timers, overtime, mentors and trainees", () => {
    const workforce = force({
      byChance: false,
      weeklyHours: 40,
      shrinkage: [{ cause: "leave", share: share(0.25) }],
      roles: [
        role({
          inPost: [
            { people: 30, service: null, fullTime: 1, source: null },
            { people: 20, service: null, fullTime: 0.5, source: null },
          ],
          staffs: [{ pool: 0, share: share(0.9) }],
          overtime: [{ from: 0, until: null, adds: share(0.1), paidAt: 1 }],
        }),
      ],
      courses: [
        course(
          stage("mentored", 200, 0, { takesFromMentor: share(0.4), worksAt: share(0.3), talk: 1, wrapUp: 1 }),
        ),
      ],
      intakes: [intake(10, 0)],
    });
    // Live: 40 full-time people at 1.1 × 0.75, less 10 × 0.4 × 0.75 for the trainees; these work 10 × 0.3 × 0.75.
    const effective = 0.9 * (40 * 1.1 * 0.75 - 10 * 0.4 * 0.75 + 10 * 0.3 * 0.75);
    const handlers = expected(staffed(workforce), "handlers");
    // Whole handlers: the hours of a week are right to half an hour.
    expect(Math.abs(168 * handlers - 40 * effective)).toBeLessThanOrEqual(0.5);
    expect(expected(staffed(workforce), "effective")).toBeCloseTo(effective, 10);
  });

  it("spreads them by the shape in whole people, right to half an hour up to every hour", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 9, noNaN: true }), { minLength: 168, maxLength: 168 }),
        fc.double({ min: 0, max: 400, noNaN: true }),
        (weights, effective) => {
          fc.pre(sum(weights) > 1e-3);
          const { handlers } = weekFromPeople({ rota: null }, weights, effective, 37);
          expect(handlers.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
          for (const upTo of [1, 24, 100, 168]) {
            const wanted = (effective * 37 * sum(weights.slice(0, upTo))) / sum(weights);
            expect(Math.abs(sum(handlers.slice(0, upTo)) - wanted)).toBeLessThanOrEqual(0.5 + 1e-6);
          }
        },
      ),
      { seed: 8, numRuns: 200 },
    );
  });

  it("gives its shifts heads whose hours are those of the people, in the proportions written", () => {
    const shifts = rota({
      shifts: [
        { name: "early", start: 7, length: 10, heads: [4, 4, 4, 4, 4, 2, 2] },
        { name: "night", start: 22, length: 8, heads: 3 },
      ],
      noShow: 0.04,
    });
    // 24 × 10 + 21 × 8 = 408 hours; 65 people's worth of 37 hours are 2,405.
    const found = weekFromPeople({ rota: shifts }, mostHeads(shifts), 65, 37).rota!;
    const [early, night] = found.shifts.map(({ heads }) => sum(heads));
    const ratio = HOURS / 408;
    expect(Math.abs(early! - 24 * ratio)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(early! + night! - 45 * ratio)).toBeLessThanOrEqual(0.5);
    expect(found.noShow).toBe(0.04);
    expect(found.shifts.map(({ start, length, name }) => ({ start, length, name }))).toEqual(
      shifts.shifts.map(({ start, length, name }) => ({ start, length, name })),
    );
  });

  it("says its first day, and its fullest and emptiest hour", () => {
    const scenario = staffed(HUNDRED);
    const [first] = firstDays(scenario);
    expect(first!.handlersFromPeople).toBeCloseTo(HOURS / 168, 12);
    expect(first!.handlersInFile).toBeNull();
    const week = wholeHandlers(HOURS / 168, SHAPE);
    expect(expected(scenario, "most")).toBe(Math.max(...week));
    expect(expected(scenario, "fewest")).toBe(Math.min(...week));
    // The shape is highest at 23:00 on Saturday and Sunday, and lowest at midnight on the six days before hour 121.
    expect(peakAndTrough(scenario.pools[0]!)).toStrictEqual({
      peak: [143, 167],
      trough: [0, 24, 48, 72, 96, 120],
    });
    expect(peakAndTrough({ ...scenario.pools[0]!, fromPeople: new Array<number>(168).fill(2) })).toBeNull();
  });
});

describe("a run of a room whose handlers come from people alone", () => {
  const given = wholeHandlers(HOURS / 168, SHAPE);
  const calls = [
    { callsPerHour: 40, talk: exponential(600), patience: exponential(300) },
    { callsPerHour: 40, talk: exponential(500), wrapUp: fixed(60), patience: exponential(600) },
  ];

  it.each([
    ["the direct loop", calls],
    ["the event loop", calls.map((queue, q) => ({ ...queue, mayInterruptWrapUp: q === 0 }))],
  ])("is the run of the room that has the same average and shape, to the last byte, in %s", (_, queues) => {
    const people = staffed(HUNDRED, { fromPeople: SHAPE }, queues);
    const file = { ...staffed(HUNDRED, { handlers: given }, queues), workforce: null };
    expect(Buffer.from(shown(people).buffer)).toEqual(Buffer.from(shown(file).buffer));
  });

  it("is that of the same heads by shift, to the last byte", () => {
    const heads = (early: number, late: number) =>
      rota({
        shifts: [
          { start: 6, length: 10, heads: early, breaks: [{ after: 4 * 3600, length: 1800 }] },
          { start: 14, length: 12, heads: late },
        ],
        noShow: 0.05,
      });
    // A week of 3 and 2 heads is 7 × (30 + 24) = 378 hours, so 65 people of 29.0769 hours are five times as many.
    const weekly = (5 * 378) / 65;
    const pattern = heads(3, 2);
    const people = staffed(
      { ...HUNDRED, weeklyHours: weekly },
      { fromPeople: mostHeads(pattern), handlers: new Array<number>(168).fill(0) },
      calls,
      { rota: pattern },
    );
    const file = { ...staffed(HUNDRED, {}, calls, { rota: heads(15, 10) }), workforce: null };
    expect(Buffer.from(shown(people).buffer)).toEqual(Buffer.from(shown(file).buffer));
  });

  it("moves with shrinkage, and with people who come where nobody was", () => {
    const busy = staffed(HUNDRED);
    const away = { ...HUNDRED, shrinkage: [{ cause: "all", share: share(0.5) }] };
    expect(Buffer.from(shown(staffed(away)).buffer)).not.toEqual(Buffer.from(shown(busy).buffer));
    const later = staffed(
      force({ byChance: false, roles: [role({ people: 0 })], redeployed: [redeployed(84, MARCH_1, null)] }),
    );
    expect(firstDays(later)).toEqual([]);
    // 84 × 37 ÷ 168 = 18.5.
    expect([expected(later, "handlers"), expected(later, "handlers", "2023-03")]).toEqual([0, 18.5]);
    const march: WithPeople = { ...later, period: MARCH };
    const known = staffed(HUNDRED, { handlers: wholeHandlers(18.5, SHAPE) });
    const file = { ...known, period: MARCH, workforce: null };
    expect(Buffer.from(shown(march).buffer)).toEqual(Buffer.from(shown(file).buffer));
  });

  it("follows the pace of its people as other pools do", () => {
    const slow = { ...EXPERIENCED, talk: 2, wrapUp: 2 };
    const scenario = staffed(
      force({
        byChance: false,
        redeployed: [redeployed(100, MARCH_1, null, { proficiency: [slow] })],
      }),
    );
    // 100 people and 100 at half their pace: of three contacts the quick take two, so the mean factor is 4/3.
    expect(expected(scenario, "talkFactor")).toBe(1);
    expect(expected(scenario, "talkFactor", "2023-03")).toBeCloseTo(4 / 3, 12);
  });

  it("has, with people who come and leave by chance, the handlers that are expected on average", () => {
    const workforce = force({
      roles: [role({ people: 60, aYear: 0.4 })],
      courses: [course(stage("classroom", 20, 0.2), stage("mentored", 20, 0.1, { worksAt: share(0.4) }))],
      intakes: [intake(20, 3, { filled: share(0.7) })],
      shrinkage: [{ cause: "leave", share: share(0.3) }],
    });
    const rows = peopleRows(staffed(workforce), 3, 400).filter(
      ({ of, measure }) => of === "pool" && measure === "handlers",
    );
    expect(rows).toHaveLength(3);
    for (const { expected: mean, drawn } of rows) {
      // Twice the half-width is four standard errors. Rounding a week to whole hours adds at most half an hour of 168 on
      // either side, and nothing on average.
      expect(drawn!.halfWidth).toBeGreaterThan(0);
      expect(Math.abs(drawn!.mean - mean)).toBeLessThan(2 * drawn!.halfWidth + 1 / 168);
    }
  });
});
