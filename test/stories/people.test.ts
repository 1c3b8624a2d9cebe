import { describe, expect, it } from "vitest";
import { peopleOver, type WithPeople } from "../../engine/workforce/horizon.ts";
import { staffingOf } from "../../engine/workforce/staffing.ts";
import { scenarioOf } from "../scenario/memoryFiles.ts";

/*
 * Half a year of a small force, worked by hand. Each month has a plain number of days, and the story only moves at the
 * ends of fortnights, so that every average is a simple fraction.
 *
 * Ten people are in post on 1 February 2023, all at the general desk, which has 8 handlers by day and 4 by night. A
 * quarter of paid time is away.
 *
 *  1 Feb (day 0)    four recruits begin a classroom of two weeks; a quarter drop out, evenly over it
 * 15 Feb (day 14)   the three who are left are mentored for two weeks: each takes half a person's time, and works none
 *  1 Mar (day 28)   they are live; for four weeks they do half the work, at twice the talk and wrap-up
 * 29 Mar (day 56)   they are like the others
 *  1 Apr (day 59)   two officers are lent for May and June: a course of 30 days in April, live on 1 May (day 89)
 *  1 Jul (day 150)  the officers are gone
 */
const FORCE = `about: Half a year by hand
month: 2023-02
queues: { "101": { priority: 1, arrivals: 9 an hour, talk: 6 minutes, wrapUp: 2 minutes, patience: never } }
pools:
  general:
    answers: ["101"]
    handlers: [4, 4, 4, 4, 4, 4, 4, 4, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 4, 4, 4, 4]
workforce:
  from: 2023-02-01
  shrinkage: { leave: 15%, sickness: 10% }
  roles:
    handler:
      inPost: 10
      proficiency: [{ talkFactor: 2, wrapUpFactor: 2, shareOfWork: 50% }, { from: 4 weeks }]
      staffs: { general: 100% }
      pay: £2,000 a month
  courses:
    recruit:
      - { stage: classroom, lasts: 2 weeks, dropOut: 25% }
      - { stage: mentored, lasts: 2 weeks, takesFromMentor: 50% }
    short: [{ stage: short course, lasts: 30 days }]
  intakes: { winter: { into: handler, places: 4, starts: 2023-02-01, course: recruit } }
  redeployed:
    officers: { people: 2, into: handler, from: 2023-04-01, until: 2023-07-01, course: short, proficiency: [{}] }
`;

describe("half a year of people, by hand", () => {
  const scenario = scenarioOf({ "w.yaml": FORCE }) as WithPeople;
  const { months, firstDay, sums } = peopleOver(scenario, 6, null);
  const [february, march, april, may, june, july] = months.map(({ roles }) => roles[0]!);

  it("February: a fortnight in the classroom, a fortnight with mentors", () => {
    // Day d of the classroom begins with 4 − d/14 of them: 4 − 6.5/14 on average.
    expect(february!.average.inStage[0]).toBeCloseTo((14 * (4 - 6.5 / 14)) / 28, 12);
    expect(february!.average.inStage[1]).toBeCloseTo((14 * 3) / 28, 12);
    expect(february!.soFar).toStrictEqual({
      began: 14,
      droppedOut: 1,
      left: 0,
      wentBack: 0,
      notFilled: 0,
      cut: 0,
    });
    // Three quarters of ten, less three times half a person for half of the month, who is there three quarters of the time.
    expect(february!.effective).toBeCloseTo(7.5 - (1.5 * 0.75) / 2, 12);
  });

  it("March: newcomers do half the work for 28 of 31 days", () => {
    expect(march!.average).toStrictEqual({ inPost: 13, live: 13, redeployed: 0, inStage: [0, 0, 0] });
    expect(march!.effective).toBeCloseTo(7.5 + 0.75 * 3 * ((28 * 0.5 + 3) / 31), 12);
    // For 28 days half a newcomer's time at half the pace is as much as 0.25 of the others: 0.75 beside 10.
    const [old, learners, learnt] = [10 * 31, 0.75 * 28, 3 * 3];
    expect(months[1]!.pools[0]!.talk).toBeCloseTo(
      (old + 2 * learners + learnt) / (old + learners + learnt),
      12,
    );
  });

  it("April: the officers learn; May and June: they answer; July: they are gone", () => {
    expect(april!.average).toStrictEqual({ inPost: 13, live: 13, redeployed: 0, inStage: [0, 0, 2] });
    for (const month of [may, june]) {
      expect(month!.average).toStrictEqual({ inPost: 13, live: 13, redeployed: 2, inStage: [0, 0, 0] });
      expect(month!.effective).toBeCloseTo(0.75 * 15, 12);
    }
    expect(july!.average.redeployed).toBe(0);
    expect(july!.soFar.wentBack).toBe(2);
  });

  it("the desk follows: 15 people where there were 10 make half as many handlers again", () => {
    const [pool] = scenario.pools;
    const staffed = months.map((month) => staffingOf(pool!, firstDay[0]!, month.pools[0]!, 37));
    expect(staffed[3]!.handlers.slice(0, 24)).toStrictEqual(
      pool!.handlers.slice(0, 24).map((count) => 1.5 * count),
    );
    expect(staffed[3]!.talkFactor).toBe(1);
    // In July 13 of 10: 5.2 by night and 10.4 by day, what is left over going on to the next hour.
    expect(staffed[5]!.handlers.slice(0, 12)).toStrictEqual([5, 5, 6, 5, 5, 5, 5, 6, 10, 10, 11, 10]);
  });

  it("and costs what it says", () => {
    // Ten for six months; the recruits by the day; the officers' pay is not counted, but they are paid.
    const classroom = (14 * (4 - 6.5 / 14)) / 28;
    expect(sums[0]!.cost).toBeCloseTo(2000 * (60 + classroom + 1.5 + 15), 6);
    expect(sums[0]!.paid).toBeCloseTo(60 + classroom + 1.5 + 15 + 2 * 3, 9);
    expect(sums[0]!.training).toBeCloseTo(classroom + 1.5 + 2, 9);
  });
});
