import { describe, expect, it } from "vitest";
import { share } from "../../engine/units.ts";
import { course, force, intake, months, redeployed, role, stage } from "./forces.ts";

const DAYS_A_YEAR = 365.25;
/** The mean of f over the days of a month. */
const mean = (firstDay: number, days: number, f: (day: number) => number): number => {
  let sum = 0;
  for (let day = firstDay; day < firstDay + days; day++) sum += f(day);
  return sum / days;
};

describe("expected people", () => {
  it("stay as they are if nobody comes and nobody leaves", () => {
    for (const month of months(force(), 14)) {
      expect(month.roles[0]!.average).toStrictEqual({ inPost: 100, live: 100, redeployed: 0, inStage: [] });
      expect(month.pools[0]).toStrictEqual({ effective: 100, talk: 1, wrapUp: 1 });
    }
  });

  it("fall exponentially at a constant rate of leaving", () => {
    const all = months(force({ roles: [role({ aYear: 0.18 })] }), 24);
    for (const { firstDay, days, roles } of all) {
      const live = (day: number): number => 100 * Math.exp((-0.18 * day) / DAYS_A_YEAR);
      expect(roles[0]!.average.live).toBeCloseTo(mean(firstDay, days, live), 9);
      expect(roles[0]!.atEnd.live).toBeCloseTo(live(firstDay + days - 1), 9);
      expect(roles[0]!.soFar.left).toBeCloseTo(100 - live(firstDay + days - 1), 9);
    }
    expect(all.at(-1)).toMatchObject({ year: 2025, month: 1, days: 31 });
  });

  it("come live after their training, less those who drop out, and then leave at the rate of newcomers", () => {
    const workforce = force({
      roles: [
        role({
          people: 0,
          leavers: [
            { upTo: 100, aYear: 0.4, source: null },
            { upTo: null, aYear: 0.1, source: null },
          ],
        }),
      ],
      courses: [
        course(
          stage("vetting", 50, 0.1, { paid: false }),
          stage("classroom", 42, 0.05),
          stage("mentored", 30, 0.2),
        ),
      ],
      intakes: [intake(20, 10, { filled: share(0.9) })],
    });
    const began = 18;
    const live = (day: number): number => {
      const service = day - 132;
      if (service < 0) return 0;
      const hazard = (0.4 * Math.min(service, 100) + 0.1 * Math.max(0, service - 100)) / DAYS_A_YEAR;
      return began * 0.9 * 0.95 * 0.8 * Math.exp(-hazard);
    };
    const inStage = [
      (day: number) => (day >= 10 && day < 60 ? began * (1 - (0.1 * (day - 10)) / 50) : 0),
      (day: number) => (day >= 60 && day < 102 ? began * 0.9 * (1 - (0.05 * (day - 60)) / 42) : 0),
      (day: number) => (day >= 102 && day < 132 ? began * 0.9 * 0.95 * (1 - (0.2 * (day - 102)) / 30) : 0),
    ];
    for (const { firstDay, days, roles } of months(workforce, 18)) {
      const { average } = roles[0]!;
      expect(average.live).toBeCloseTo(mean(firstDay, days, live), 9);
      inStage.forEach((f, i) => {
        expect(average.inStage[i]).toBeCloseTo(mean(firstDay, days, f), 9);
      });
      const paid = (day: number): number => live(day) + inStage[1]!(day) + inStage[2]!(day);
      expect(average.inPost).toBeCloseTo(mean(firstDay, days, paid), 9);
    }
  });

  it("approach intake rate ÷ rate of leaving when intakes go on for ever (Little's law)", () => {
    // 1 live recruit every 30 days, leaving at 0.5 a year: 365.25 / 30 / 0.5 = 24.35 in the long run, ±1 for the steps.
    const workforce = force({
      roles: [role({ people: 0, aYear: 0.5 })],
      courses: [course(stage("classroom", 30, 0.2))],
      intakes: Array.from({ length: 240 }, (_, i) => intake(1, 30 * i, { filled: share(1) })),
    });
    const last = months(workforce, 12 * 19).slice(-60);
    const live = last.reduce((sum, { roles }) => sum + roles[0]!.average.live, 0) / last.length;
    expect(live).toBeCloseTo((0.8 * DAYS_A_YEAR) / 30 / 0.5, 1);
  });

  it("who are in the midst of a stage are those who have not dropped out of its first part", () => {
    // Of 100 who began a stage of 40 days with 30% drop-out, 1 − 0.3 × 16 / 40 = 88 are there on day 16. Those 88 are 70
    // at its end, whatever part of it the file tells of.
    const workforce = force({
      roles: [role({ people: 0 })],
      courses: [course(stage("vetting", 9), stage("classroom", 40, 0.3))],
      intakes: [intake(88, 0, { enters: 1, done: 16 })],
    });
    const [february, march] = months(workforce, 2);
    expect(february!.roles[0]!.atEnd.live).toBeCloseTo(70, 9);
    expect(march!.roles[0]!.soFar.droppedOut).toBeCloseTo(18, 9);
    expect(february!.roles[0]!.average.inStage[0]).toBe(0);
  });

  it("of those in post with spread service, each month some pass into the next band", () => {
    // 12 people with 0 to 360 days of service, all in the first band for 180 days: at first half of them leave at 36.525%.
    const workforce = force({
      roles: [
        role({
          inPost: [{ people: 12, service: [0, 360], fullTime: 1, source: null }],
          leavers: [
            { upTo: 180, aYear: 0.36525, source: null },
            { upTo: null, aYear: 0, source: null },
          ],
        }),
      ],
    });
    const services = Array.from({ length: 12 }, (_, i) => 15 + 30 * i);
    // 0.001 a day for as many whole days as somebody's service begins below 180.
    const stays = services.map((service) => Math.exp(-0.001 * Math.max(0, 180 - service)));
    const last = months(workforce, 8).at(-1)!;
    expect(last.roles[0]!.atEnd.live).toBeCloseTo(
      stays.reduce((sum, each) => sum + each, 0),
      9,
    );
  });

  it("give what is left of their time after shrinkage, mentoring and the work that newcomers cannot do yet", () => {
    const workforce = force({
      shrinkage: [
        { cause: "leave", share: share(0.14) },
        { cause: "sickness", share: share(0.06) },
      ],
      roles: [
        role({
          people: 50,
          pay: 2600,
          overtime: [{ from: 28, until: 59, adds: share(0.1), paidAt: 1.5 }],
          proficiency: [
            { from: 0, talk: 1.5, wrapUp: 1.2, shareOfWork: share(0.7), source: null },
            { from: 1000, talk: 1, wrapUp: 1, shareOfWork: share(1), source: null },
          ],
        }),
      ],
      courses: [
        course(
          stage("mentored", 28, 0, { takesFromMentor: share(0.4), worksAt: share(0.25), talk: 2, wrapUp: 2 }),
        ),
      ],
      intakes: [intake(10, 0, { fullTime: 0.5 })],
    });
    const [february, march, april] = months(workforce, 3);
    // 50 live and 10 part-timers: 80% of paid time is available.
    expect(february!.roles[0]).toMatchObject({ paid: 55, training: 5, cost: 55 * 2600 });
    expect(february!.roles[0]!.mentoring).toBeCloseTo(10 * 0.4 * 0.8, 9);
    const [old, learners] = [50 * 0.8 - 3.2, 5 * 0.8 * 0.25];
    expect(february!.roles[0]!.effective).toBeCloseTo(old + learners, 9);
    // 75% of the work is talk: contacts go by time ÷ pace, and a pool keeps the capacity of its people.
    const pool = february!.pools[0]!;
    expect(pool.effective / (0.75 * pool.talk + 0.25 * pool.wrapUp)).toBeCloseTo(old + learners / 2, 9);
    expect(pool.talk).toBeCloseTo((old + (learners / 2) * 2) / (old + learners / 2), 9);
    // In March all are live, and 10% of overtime is worked.
    const newcomers = 5 * 0.7;
    expect(march!.roles[0]!.effective).toBeCloseTo(0.8 * 1.1 * (50 + newcomers), 9);
    expect(march!.roles[0]!.cost).toBeCloseTo(55 * 2600 * 1.15, 6);
    const pace = 0.75 * 1.5 + 0.25 * 1.2;
    expect(april!.pools[0]!.talk).toBeCloseTo((50 + (newcomers / pace) * 1.5) / (50 + newcomers / pace), 9);
  });

  it("cannot give more time to trainees than they have", () => {
    const workforce = force({
      roles: [role({ people: 2 })],
      courses: [course(stage("mentored", 60, 0, { takesFromMentor: share(0.5) }))],
      intakes: [intake(30, 0)],
    });
    expect(months(workforce, 1)[0]!.roles[0]).toMatchObject({ mentoring: 2, effective: 0 });
    // Who is lent to the role answers contacts all the same.
    const lent = { ...workforce, redeployed: [redeployed(3, 0, null)] };
    expect(months(lent, 1)[0]!.roles[0]).toMatchObject({ mentoring: 2, effective: 3 });
  });

  it("who are redeployed work from the end of their course until they go back", () => {
    const workforce = force({
      courses: [course(stage("short course", 10))],
      redeployed: [redeployed(29, 28, 59, { course: 0, pay: 3000 })],
      roles: [role({ pay: 2000 })],
    });
    const [february, march, april] = months(workforce, 3);
    expect(february!.roles[0]!.average.redeployed).toBe(0);
    expect(march!.roles[0]!.average.redeployed).toBeCloseTo((29 * 21) / 31, 9);
    expect(march!.roles[0]!.average.inStage[0]).toBeCloseTo((29 * 10) / 31, 9);
    expect(march!.roles[0]!.cost).toBeCloseTo(100 * 2000 + 29 * 3000, 6);
    expect(march!.roles[0]!.average.inPost).toBe(100);
    expect(april!.roles[0]!.average.redeployed).toBe(0);
    expect(april!.roles[0]!.soFar.wentBack).toBe(29);
    expect(april!.roles[0]!.average.live).toBe(100);
  });

  it("are not taken on beyond what the establishment allows", () => {
    const workforce = force({
      roles: [role({ people: 95, establishment: 100, mayExceed: 0.05 })],
      courses: [course(stage("classroom", 20))],
      intakes: [intake(8, 3), intake(8, 5)],
    });
    // 105 at most: 95 and 8 leave room for 2 of the second intake.
    const [february] = months(workforce, 1);
    expect(february!.roles[0]!.soFar).toMatchObject({ began: 105, cut: 6, notFilled: 0 });
    expect(february!.roles[0]!.atEnd.live).toBe(105);
  });

  it("leave faster after a busy month, if the file says so", () => {
    const rise = { occupancyAbove: share(0.85), byPoint: 0.02 };
    const base = force({ roles: [role({ aYear: 0.12 })] });
    const run = (workforce: typeof base, occupancy: number) =>
      months(workforce, 1, null, { occupancy })[0]!.roles[0]!.soFar.left;
    // The last day of February is day 27.
    const left = (factor: number): number => 100 * -Math.expm1((-0.12 * factor * 27) / DAYS_A_YEAR);
    expect(run({ ...base, leaversRise: rise }, 0.95)).toBeCloseTo(left(1.2), 9);
    expect(run({ ...base, leaversRise: rise }, 0.8)).toBeCloseTo(left(1), 9);
    expect(run(base, 0.95)).toBeCloseTo(left(1), 9);
  });
});
