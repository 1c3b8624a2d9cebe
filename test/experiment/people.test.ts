import { describe, expect, it } from "vitest";
import { planOf } from "../../engine/centre/plan.ts";
import { inProcess } from "../../engine/execution/inProcess.ts";
import { chooseMeasures } from "../../engine/experiment/choice.ts";
import { evaluate } from "../../engine/experiment/evaluate.ts";
import { PeriodMeasures } from "../../engine/experiment/periodMeasures.ts";
import type { Row } from "../../engine/experiment/rows.ts";
import { runThrough } from "../../engine/experiment/startTrial.ts";
import type { Workforce } from "../../engine/scenario/people.ts";
import type { Period, Scenario } from "../../engine/scenario/scenario.ts";
import { share } from "../../engine/units.ts";
import type { WithPeople } from "../../engine/workforce/horizon.ts";
import { peopleRows } from "../../engine/workforce/peopleRows.ts";
import { exponential, room } from "../support/rooms.ts";
import { rota } from "../support/rotas.ts";
import { course, EXPERIENCED, force, intake, redeployed, role, stage } from "../workforce/forces.ts";

/** February, March and April 2023: 28, 31 and 30 days, the second with a clock change. */
const PERIOD: Period = {
  kind: "month",
  year: 2023,
  month: 2,
  months: 3,
  timeZone: "Europe/London",
  bankHolidays: [],
  bankHolidaysLike: 6,
};
const MONTHS = ["2023-02", "2023-03", "2023-04"];
const MARCH_1 = 28;
const APRIL_1 = 59;

function staffed(workforce: Workforce | null, wanted: Partial<Scenario> = {}): Scenario {
  return {
    ...room({
      handlers: 10,
      queues: [
        { callsPerHour: 20, talk: exponential(600), patience: exponential(300) },
        { callsPerHour: 30, talk: exponential(600), patience: exponential(300) },
      ],
    }),
    period: PERIOD,
    workforce,
    ...wanted,
  };
}

async function rowsOf(scenario: Scenario, replications: number): Promise<readonly Row[]> {
  const found = await evaluate(
    inProcess(),
    scenario,
    { kind: "fixed", replications },
    { scopes: ["period", "month"] },
  );
  return found!.rows;
}

const mean = (rows: readonly Row[], name: string, measure: string, when: string): number =>
  rows.find((row) => row.name === name && row.measure === measure && row.when === when)!.mean;
const ROLE = "contact handler";
const POOL = staffed(null).pools[0]!.name;

describe("a run that follows its people", () => {
  it("is the room without them, to the last byte, while nobody comes and nobody leaves", () => {
    const alone = runThrough({ scenario: staffed(null), replication: 3 });
    const followed = runThrough({ scenario: staffed(force()), replication: 3 });
    // What is seen of the people follows at the end of the one stretch.
    expect(followed.length).toBeGreaterThan(alone.length);
    expect(Buffer.from(followed.slice(0, alone.length).buffer)).toEqual(Buffer.from(alone.buffer));
  });

  it("has the handlers that its people give, month by month", async () => {
    // Of 20 people 10 go on the last day of February, and 5 come for April alone.
    const halved = force({
      byChance: false,
      roles: [role({ people: 10 })],
      redeployed: [redeployed(10, 0, MARCH_1), redeployed(5, APRIL_1, null, { name: "late" })],
    });
    const rows = await rowsOf(staffed(halved), 1);
    [10, 5, 7.5].forEach((handlers, m) => {
      expect(mean(rows, POOL, "onDuty", MONTHS[m]!)).toBeCloseTo(handlers, 2);
    });
    expect(MONTHS.map((when) => mean(rows, ROLE, "redeployed", when))).toEqual([10, 0, 5]);
    expect(MONTHS.map((when) => mean(rows, ROLE, "effective", when))).toEqual([20, 10, 15]);
    const lost = MONTHS.map((when) => mean(rows, "999", "attrition", when));
    expect(lost[1]!).toBeGreaterThan(lost[0]!);
  });

  it("has, month by month, the handlers that people alone give", async () => {
    // 84 × 37 × 0.8 ÷ 168 = 14.8 handlers; half of them from March, and in April 21 more people at 3.7.
    const workforce = force({
      byChance: false,
      shrinkage: [{ cause: "leave", share: share(0.2) }],
      roles: [role({ people: 42 })],
      redeployed: [redeployed(42, 0, MARCH_1), redeployed(21, APRIL_1, null, { name: "late" })],
    });
    const [pool] = staffed(null).pools;
    const flat = new Array<number>(168).fill(1);
    const nobody = flat.map(() => 0);
    const rows = await rowsOf(
      staffed(workforce, { pools: [{ ...pool!, handlers: nobody, fromPeople: flat }] }),
      1,
    );
    [14.8, 7.4, 11.1].forEach((handlers, m) => {
      // Not whole weeks: the days that are over have whole handlers, within half an hour of their share.
      expect(mean(rows, POOL, "onDuty", MONTHS[m]!)).toBeCloseTo(handlers, 2);
    });
    const lost = MONTHS.map((when) => mean(rows, "999", "attrition", when));
    expect(lost[1]!).toBeGreaterThan(lost[2]!);
    expect(lost[2]!).toBeGreaterThan(lost[0]!);
  });

  it("tells of people what the pipeline alone expects", async () => {
    const workforce = force({
      byChance: false,
      roles: [role({ people: 30, aYear: 0.2, pay: 2600 })],
      courses: [
        course(stage("classroom", 20, 0.1), stage("mentored", 14, 0.1, { takesFromMentor: share(0.4) })),
      ],
      intakes: [intake(8, 3)],
    });
    const scenario = staffed(workforce);
    const rows = await rowsOf(scenario, 2);
    const withPeople: WithPeople = { ...scenario, workforce };
    const alone = peopleRows(withPeople, 3, 0);
    const expected = (measure: string, when: string): number =>
      alone.find((row) => row.of === "role" && row.measure === measure && row.when === when)!.expected;
    for (const when of MONTHS) {
      for (const measure of ["inPost", "live", "effective", "cost"]) {
        expect(mean(rows, ROLE, measure, when), `${measure} ${when}`).toBeCloseTo(expected(measure, when), 9);
      }
      const inTraining = expected("stage:classroom", when) + expected("stage:mentored", when);
      expect(mean(rows, ROLE, "inTraining", when)).toBeCloseTo(inTraining, 9);
    }
    const whole = "2023-02 to 2023-04";
    expect(mean(rows, ROLE, "paidMonths", whole)).toBeCloseTo(expected("paidMonths", "horizon"), 9);
    expect(mean(rows, ROLE, "effectiveMonths", whole)).toBeCloseTo(expected("effectiveMonths", "horizon"), 9);
    expect(mean(rows, ROLE, "trainingMonths", whole)).toBeCloseTo(expected("trainingMonths", "horizon"), 9);
    expect(mean(rows, ROLE, "cost", whole)).toBeCloseTo(expected("totalCost", "horizon"), 6);
    const left = MONTHS.map((when) => mean(rows, ROLE, "left", when));
    expect(left.reduce((sum, each) => sum + each, 0)).toBeCloseTo(expected("leftSoFar", "2023-04"), 9);
    expect(mean(rows, ROLE, "left", whole)).toBeCloseTo(expected("leftSoFar", "2023-04"), 9);
  });

  it("begins later than its people if the period does", async () => {
    const workforce = force({ byChance: false, roles: [role({ people: 20, aYear: 0.5 })] });
    const later = await rowsOf(staffed(workforce, { period: { ...PERIOD, month: 3, months: 2 } }), 1);
    const all = await rowsOf(staffed(workforce), 1);
    for (const when of ["2023-03", "2023-04"]) {
      expect(mean(later, ROLE, "live", when)).toBe(mean(all, ROLE, "live", when));
      expect(mean(later, ROLE, "left", when)).toBe(mean(all, ROLE, "left", when));
      expect(mean(later, POOL, "onDuty", when)).toBe(mean(all, POOL, "onDuty", when));
    }
    const early = staffed(workforce, { period: { ...PERIOD, month: 1 } });
    expect(() => runThrough({ scenario: early, replication: 0 })).toThrow("must begin in the month");
  });

  it("meets the same callers whoever is hired", async () => {
    const small = force({ courses: [course(stage("classroom", 5))], intakes: [intake(3, 0)] });
    const large = force({ courses: small.courses, intakes: [intake(60, 0)] });
    const [few, many] = [await rowsOf(staffed(small), 4), await rowsOf(staffed(large), 4)];
    for (const when of MONTHS) {
      for (const name of ["999", "101"]) {
        expect(mean(many, name, "dialled", when)).toBe(mean(few, name, "dialled", when));
      }
      expect(mean(many, ROLE, "live", when)).toBeGreaterThan(mean(few, ROLE, "live", when));
    }
    expect(mean(many, "101", "attrition", "2023-04")).toBeLessThan(mean(few, "101", "attrition", "2023-04"));
  });

  it("takes longer over calls where newcomers do", async () => {
    const slow = { ...EXPERIENCED, talk: 2, wrapUp: 2 };
    const doubled = force({
      byChance: false,
      redeployed: [redeployed(100, MARCH_1, null, { proficiency: [slow] })],
    });
    const rows = await rowsOf(staffed(doubled), 4);
    // 100 people at the usual pace and 100 at half of it: of three contacts the quick take two, so the mean factor is 4/3.
    const before = mean(rows, "999", "meanTalk", "2023-02");
    const after = mean(rows, "999", "meanTalk", "2023-03");
    // 2 × some 13,000 exponential talks in each month: a relative standard error of about 0.9% for the one, 0.8% for the other.
    expect(after / before / (4 / 3)).toBeGreaterThan(1 - 4 * 0.013);
    expect(after / before / (4 / 3)).toBeLessThan(1 + 4 * 0.013);
  });

  it("loses more people after busy months, if the file says so", async () => {
    const quiet = force({ byChance: false, roles: [role({ people: 20, aYear: 0.3 })] });
    const busy = { ...quiet, leaversRise: { occupancyAbove: share(0.2), byPoint: 0.05 } };
    const [usual, more] = [await rowsOf(staffed(quiet), 1), await rowsOf(staffed(busy), 1)];
    // Nothing is known of a month before the first.
    expect(mean(more, ROLE, "left", "2023-02")).toBe(mean(usual, ROLE, "left", "2023-02"));
    const occupancy = mean(more, POOL, "occupancy", "2023-02");
    const factor = 1 + 0.05 * 100 * (occupancy - 0.2);
    const live = 20 * Math.exp((-0.3 * 28) / 365.25);
    const expected = live * -Math.expm1((-0.3 * 31 * factor) / 365.25);
    expect(factor).toBeGreaterThan(2);
    expect(mean(more, ROLE, "left", "2023-03")).toBeCloseTo(expected, 1);
  });

  it("rosters the heads of shifts that its people give, and breaks for as many", async () => {
    const early = rota({
      shifts: [{ start: 6, length: 10, heads: 8, breaks: [{ after: 4 * 3600, length: 3600 }] }],
    });
    const late = { name: "night", start: 22, length: 10, heads: 4 };
    const withShifts = (workforce: Workforce | null): Scenario => ({
      ...room({
        pools: [
          { name: "desk", rota: { ...early, shifts: [...early.shifts, ...rota({ shifts: [late] }).shifts] } },
        ],
        queues: [{ callsPerHour: 6, talk: exponential(600), patience: exponential(300) }],
      }),
      period: PERIOD,
      workforce,
    });
    const halved = force({
      byChance: false,
      roles: [role({ people: 10 })],
      redeployed: [redeployed(10, 0, MARCH_1), redeployed(30, APRIL_1, null, { name: "late" })],
    });
    const rows = await rowsOf(withShifts(halved), 1);
    // 8 heads for 10 hours and 4 for 10: 120 head-hours a day. A night shift that begins on the last evening of a month
    // keeps that month's heads for 8 hours of the next.
    const DAY_HOURS = 120;
    const night = (heads: number, days: number): number => (8 * heads) / (24 * days);
    const even = (ratio: number): number => (ratio * DAY_HOURS) / 24;
    expect(mean(rows, "desk", "rostered", "2023-02")).toBeCloseTo(even(1), 9);
    // March has 743 hours: the clocks go forward in a night of 8 hours of that shift, of which the shift keeps all.
    expect(mean(rows, "desk", "rostered", "2023-03")).toBeCloseTo(even(0.5) + night(2, 31), 1);
    expect(mean(rows, "desk", "rostered", "2023-04")).toBeCloseTo(even(2) - night(6, 30), 9);
    // A break of an hour for each head of each early shift: 8, then 4, then 16.
    expect(mean(rows, "desk", "breaksTaken", "2023-02")).toBe(28 * 8);
    expect(mean(rows, "desk", "breaksTaken", "2023-03")).toBe(31 * 4);
    expect(mean(rows, "desk", "breaksTaken", "2023-04")).toBe(30 * 16);
    // And nothing is different while nobody comes or leaves.
    const alone = runThrough({ scenario: withShifts(null), replication: 1 });
    const same = runThrough({ scenario: withShifts(force()), replication: 1 });
    expect(Buffer.from(same.slice(0, alone.length).buffer)).toEqual(Buffer.from(alone.buffer));
  });

  it("says when trainees need more of mentors' time than there is", async () => {
    // 60 trainees for 28 days from the first, each with half of a mentor's time, beside 20 people who are live.
    const crowded = (places: number): Workforce =>
      force({
        byChance: false,
        roles: [role({ people: 20 })],
        courses: [course(stage("mentored", 28, 0, { takesFromMentor: share(0.5) }))],
        intakes: [intake(places, 0)],
      });
    const rows = await rowsOf(staffed(crowded(60)), 1);
    expect(mean(rows, ROLE, "mentorsShort", "2023-02")).toBeCloseTo(60 * 0.5 - 20, 9);
    expect(mean(rows, ROLE, "effective", "2023-02")).toBeCloseTo(0, 9);
    expect(mean(rows, ROLE, "mentorsShort", "2023-03")).toBe(0);
    const enough = await rowsOf(staffed(crowded(30)), 1);
    expect(mean(enough, ROLE, "mentorsShort", "2023-02")).toBe(0);
    expect(mean(enough, ROLE, "effective", "2023-02")).toBeCloseTo(5, 9);
  });

  it("can be compared and chosen by what its people do", () => {
    const scenario = staffed(force({ roles: [role({ people: 20, pay: 2000 })] }));
    const { list } = new PeriodMeasures(planOf(scenario));
    expect(list.filter(({ of }) => of === "role").map(({ measure }) => measure)).toContain("cost");
    expect(chooseMeasures("effective", scenario)).toEqual({
      value: [{ of: "role", name: ROLE, measure: "effective" }],
    });
  });
});
