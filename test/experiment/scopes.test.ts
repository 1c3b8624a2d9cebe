import { describe, expect, it } from "vitest";
import { planOf } from "../../engine/centre/plan.ts";
import type { Row, Scope } from "../../engine/experiment/rows.ts";
import { SCOPES } from "../../engine/experiment/rows.ts";
import { Summary } from "../../engine/experiment/summary.ts";
import { hours } from "../../engine/units.ts";
import { exponential, replicate, room, total } from "../support/rooms.ts";

const ROSTER = Array.from({ length: 168 }, (_, hour) => 2 + (hour % 5));

const october = room({
  period: {
    kind: "month",
    year: 2022,
    month: 10,
    timeZone: "Europe/London",
    bankHolidays: [],
    bankHolidaysLike: 6,
  },
  warmUp: 86_400,
  handlers: ROSTER,
  queues: [
    { callsPerHour: 15, talk: exponential(300), patience: exponential(400) },
    { callsPerHour: 10, talk: exponential(400), patience: exponential(400) },
  ],
});

const REPLICATIONS = 3;

function rowsOf(scenario: typeof october, scopes: readonly Scope[]): readonly Row[] {
  const summary = new Summary(planOf(scenario), scopes);
  for (const ledger of replicate(scenario, REPLICATIONS)) summary.add(summary.form.observe(ledger));
  return summary.rows();
}

const rows = rowsOf(october, SCOPES);
const at = (scope: Scope, name: string, measure: string) =>
  rows.filter((row) => row.scope === scope && row.name === name && row.measure === measure);
const sum = (some: readonly Row[]) => some.reduce((all, { mean }) => all + mean, 0);

describe("results by day, by hour of the week and by interval", () => {
  it("cover October 2022: 31 days, 168 hours of the week, 745 hours", () => {
    for (const [scope, stretches] of [
      ["period", 1],
      ["day", 31],
      ["hour of week", 168],
      ["interval", 745],
    ] as const) {
      const when = at(scope, "999", "offered").map((row) => row.when);
      expect(new Set(when).size).toBe(stretches);
      expect(when).toHaveLength(stretches);
    }
  });

  it("have names that a reader can find", () => {
    const names = (scope: Scope) => at(scope, "999", "offered").map(({ when }) => when);
    expect(names("period")).toEqual(["2022-10"]);
    expect(names("day")[0]).toBe("2022-10-01");
    expect(names("day").at(-1)).toBe("2022-10-31");
    expect(names("hour of week")).toContain("Mon 14:00");
    // Clocks go back on 30 October: it has two hours from 01:00, and 25 in all.
    const thatDay = names("interval").filter((name) => name.startsWith("2022-10-30"));
    expect(thatDay).toHaveLength(25);
    expect(thatDay.slice(0, 4)).toEqual([
      "2022-10-30 00:00",
      "2022-10-30 01:00",
      "2022-10-30 01:00 again",
      "2022-10-30 02:00",
    ]);
    expect(thatDay.at(-1)).toBe("2022-10-30 23:00");
  });

  it.each(["dialled", "offered", "answered", "abandoned"])("add up to the period: %s", (measure) => {
    for (const { name } of october.queues) {
      const [period] = at("period", name, measure);
      expect(period!.mean).toBeGreaterThan(100);
      for (const scope of ["day", "hour of week", "interval"] as const) {
        expect(sum(at(scope, name, measure))).toBeCloseTo(period!.mean, 6);
      }
    }
  });

  it("weighed by their length, give the mean queue and the handlers on duty of the period", () => {
    const hoursOf = { day: 24, "hour of week": 745 / 168, interval: 1 };
    const [queue] = at("period", "999", "meanQueue");
    const byInterval = sum(at("interval", "999", "meanQueue")) * hoursOf.interval;
    expect(byInterval / 745).toBeCloseTo(queue!.mean, 9);
    const days = at("day", "999", "meanQueue").map(
      ({ when, mean }) => mean * (when === "2022-10-30" ? 25 : hoursOf.day),
    );
    expect(days.reduce((all, part) => all + part, 0) / 745).toBeCloseTo(queue!.mean, 9);
  });

  it("give the roster back by the hour of the week, whatever happened", () => {
    const byHour = at("hour of week", "desk 1", "onDuty");
    expect(byHour).toHaveLength(168);
    // October 2022 began on a Saturday, so the rows begin there.
    const first = byHour.findIndex(({ when }) => when === "Mon 00:00");
    ROSTER.forEach((handlers, hour) => {
      const row = byHour[(first + hour) % 168]!;
      expect(row.mean).toBeCloseTo(handlers, 9);
      expect(row.halfWidth).toBeCloseTo(0, 9);
    });
  });

  it("do not range single periods, nor put a published month beside an hour", () => {
    for (const row of rows) {
      if (row.scope === "period") continue;
      expect(row.single).toBeNull();
      expect(row.reported).toBeNull();
    }
  });

  it("give percentiles of shorter stretches only if every wait was kept", () => {
    expect(at("period", "999", "waitP90Answered")).toHaveLength(1);
    for (const row of at("day", "999", "waitP90Answered")) expect(row).toMatchObject({ n: 0, mean: NaN });
  });
});

describe("a period too long to keep every interval", () => {
  // 300 days of hours are more than the 5,952 intervals that are kept apart.
  const long = room({
    days: 300,
    handlers: 2,
    warmUp: 86_400,
    queues: [{ callsPerHour: 3, talk: exponential(600), patience: exponential(300) }],
  });

  it("keeps hours of the week, which add up to the period; the warm-up stays out", () => {
    expect(planOf(long).binKind).toBe("hour of week");
    const both = rowsOf(long, ["period", "hour of week"]);
    const of = (scope: Scope, measure: string) =>
      both.filter((row) => row.scope === scope && row.measure === measure);
    expect(of("hour of week", "offered")).toHaveLength(168);
    expect(sum(of("hour of week", "offered"))).toBeCloseTo(sum(of("period", "offered")), 6);
    // 300 days of 72 calls: 21,600 ± 147 a replication.
    expect(Math.abs(sum(of("period", "offered")) - 21_600)).toBeLessThan(
      4 * Math.sqrt(21_600 / REPLICATIONS),
    );
    expect(of("period", "onDuty")[0]!.mean).toBeCloseTo(2, 9);
    for (const row of of("hour of week", "onDuty")) expect(row.mean).toBeCloseTo(2, 9);
  });

  it("counts the same callers as a plan that keeps every interval", () => {
    // 248 days of hours are the most that are kept apart; one day more goes to hours of the week. Nobody calls then.
    const few = (days: number) =>
      room({
        days,
        handlers: 1,
        atEnd: "stop",
        queues: [
          {
            arrivals: {
              kind: "rates",
              every: hours(1),
              perHour: new Array<number>(248 * 24 - 24).fill(2),
              afterwards: "stop",
            },
            talk: exponential(600),
            patience: exponential(300),
          },
        ],
      });
    expect(planOf(few(248)).binKind).toBe("interval");
    expect(planOf(few(249)).binKind).toBe("hour of week");
    const [apart, together] = [replicate(few(248), 1)[0]!, replicate(few(249), 1)[0]!];
    for (const column of ["offered", "answered", "abandoned", "delayed"] as const) {
      expect(total(together, 0, column)).toBe(total(apart, 0, column));
    }
    expect(total(together, 0, "timeInLine")).toBeCloseTo(total(apart, 0, "timeInLine"), 5);
    expect(together.waits).toEqual(apart.waits);
  });

  it("has no rows by day or interval", () => {
    expect(rowsOf(long, ["day", "interval"])).toEqual([]);
  });
});
