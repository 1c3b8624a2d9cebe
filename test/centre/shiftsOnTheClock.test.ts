import { describe, expect, it } from "vitest";
import { poolFigure } from "../../engine/centre/ledger.ts";
import { planOf } from "../../engine/centre/plan.ts";
import type { Period, Scenario } from "../../engine/scenario/scenario.ts";
import { fixed, room, runOnce } from "../support/rooms.ts";
import { rota, type WantedShift } from "../support/rotas.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;

const month = (month: number, ...shifts: readonly WantedShift[]): Scenario => {
  const period: Period = {
    kind: "month",
    year: 2022,
    month,
    timeZone: "Europe/London",
    bankHolidays: [],
    bankHolidaysLike: 6,
  };
  return room({
    period,
    atEnd: "stop",
    pools: [{ rota: rota({ shifts }) }],
    queues: [{ arrivals: { kind: "replay", times: [] }, talk: fixed(60) }],
  });
};
const shiftOf = (scenario: Scenario, day: number) => {
  const { start, end } = planOf(scenario).shifts.find((shift) => shift.day === day)!;
  return { start, end };
};
/** Handlers on duty in each hour of the clock, from this one of the month on. */
const onDuty = (scenario: Scenario, from: number, count: number): readonly number[] => {
  const ledger = runOnce(scenario);
  return Array.from({ length: count }, (_, i) => poolFigure(ledger, 0, from + i, "onDuty") / HOUR);
};

describe("the night on which the clocks go back", () => {
  /*
   * On Sunday 30 October 2022 the hour from 01:00 to 02:00 happens twice. A shift from 22:00 on Saturday, nine hours
   * long, ends at 06:00 by the clock; the next one starts 25 hours after it.
   */
  const night = month(10, { start: 22, length: 9, heads: 5 });

  it("leaves a shift its length, and the next one its start by the clock", () => {
    const start = 28 * DAY + 22 * HOUR;
    expect(shiftOf(night, 28)).toEqual({ start, end: start + 9 * HOUR });
    expect(shiftOf(night, 29)).toEqual({ start: start + 25 * HOUR, end: start + 34 * HOUR });
  });

  it("is worked as it is said", () => {
    // From Saturday 21:00: one hour off, nine on, sixteen off (06:00 to 22:00 by the new time), then on again.
    const expected = [0, ...new Array<number>(9).fill(5), ...new Array<number>(16).fill(0), 5];
    expect(onDuty(night, 28 * 24 + 21, 27)).toEqual(expected);
  });

  it("has an early shift at 01:30 once: at the first of the two", () => {
    const twice = month(10, { start: 1.5, length: 4, heads: 1 });
    expect(shiftOf(twice, 29)).toEqual({ start: 29 * DAY + 1.5 * HOUR, end: 29 * DAY + 5.5 * HOUR });
  });
});

describe("the night on which the clocks go forward", () => {
  // On Sunday 27 March 2022 there is no hour from 01:00 to 02:00.
  it("leaves a shift its length: nine hours from 22:00 end at 08:00", () => {
    const night = month(3, { start: 22, length: 9, heads: 5 });
    const start = 25 * DAY + 22 * HOUR;
    expect(shiftOf(night, 25)).toEqual({ start, end: start + 9 * HOUR });
    // 22:00, 23:00, 00:00, 02:00, ... 07:00 by the clock; the next night starts 23 hours after this one.
    expect(onDuty(night, 25 * 24 + 21, 25)).toEqual([
      0,
      ...new Array<number>(9).fill(5),
      ...new Array<number>(14).fill(0),
      5,
    ]);
  });

  it("begins a shift at 01:30, which there is not, an hour later by the new time", () => {
    // 00:59:59 is followed by 02:00:00, so that 02:30 is an hour and a half after midnight.
    const gap = month(3, { start: 1.5, length: 4, heads: 1 });
    expect(shiftOf(gap, 26)).toEqual({ start: 26 * DAY + 1.5 * HOUR, end: 26 * DAY + 5.5 * HOUR });
  });
});

describe("shifts on some weekdays", () => {
  it("belong to the day on which they start, and go on over midnight", () => {
    // From a Monday: Mondays 22:00 to 07:00 four, Tuesdays two, on other days nobody.
    const scenario = room({
      days: 8,
      atEnd: "stop",
      pools: [{ rota: rota({ shifts: [{ start: 22, length: 9, heads: [4, 2, 0, 0, 0, 0, 0] }] }) }],
      queues: [{ arrivals: { kind: "replay", times: [] } }],
    });
    const hours = onDuty(scenario, 0, 8 * 24);
    const on = (heads: number) => hours.flatMap((count, hour) => (count === heads ? [hour] : []));
    const stint = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
    expect(on(4)).toEqual([...stint(22, 31), ...stint(7 * 24 + 22, 8 * 24)]);
    expect(on(2)).toEqual(stint(46, 55));
    expect(hours.filter((count) => count !== 0)).toHaveLength(9 + 9 + 2);
  });

  it("are under way when the run begins", () => {
    // No warm-up: at Monday 00:00 the shift of Sunday 22:00 has been there for two hours.
    const scenario = room({
      atEnd: "stop",
      pools: [{ rota: rota({ shifts: [{ start: 22, length: 9, heads: [0, 0, 0, 0, 0, 0, 3] }] }) }],
      queues: [{ arrivals: { kind: "replay", times: [] } }],
    });
    expect(onDuty(scenario, 0, 24)).toEqual([
      ...new Array<number>(7).fill(3),
      ...new Array<number>(17).fill(0),
    ]);
  });
});
