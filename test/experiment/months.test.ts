import { describe, expect, it } from "vitest";
import { asFirstAttempts, withFirstAttempts } from "../../engine/centre/attempts.ts";
import { planOf } from "../../engine/centre/plan.ts";
import { storyteller } from "../../engine/centre/story.ts";
import { runTrial } from "../../engine/centre/run.ts";
import { inProcess } from "../../engine/execution/inProcess.ts";
import { Controls } from "../../engine/experiment/controls.ts";
import { matchAttempts } from "../../engine/experiment/matchAttempts.ts";
import { formOf } from "../../engine/experiment/observation.ts";
import type { Row, Scope } from "../../engine/experiment/rows.ts";
import { runThrough } from "../../engine/experiment/startTrial.ts";
import { Summary } from "../../engine/experiment/summary.ts";
import type { Period, Queue, Scenario } from "../../engine/scenario/scenario.ts";
import { seconds, share } from "../../engine/units.ts";
import { exponential, fixed, never, room } from "../support/rooms.ts";

function period(months: number): Period {
  return {
    kind: "month",
    year: 2023,
    month: 1,
    ...(months > 1 && { months }),
    timeZone: "Europe/London",
    bankHolidays: [],
    bankHolidaysLike: 6,
  };
}

function summaryOf(scenario: Scenario, scopes: readonly Scope[], runs: number): readonly Row[] {
  const summary = new Summary(planOf(scenario), scopes);
  for (let replication = 0; replication < runs; replication++) {
    summary.add(runThrough({ scenario, replication, scopes }));
  }
  return summary.rows();
}

const week = (count: number): readonly number[] => new Array<number>(168).fill(count);
const QUEUE = { callsPerHour: 10, talk: exponential(300), patience: exponential(400) };

describe("results by month", () => {
  const rows = summaryOf(room({ period: period(3), queues: [QUEUE] }), ["period", "month"], 3);
  const of = (scope: Scope, measure: string) =>
    rows.filter((row) => row.scope === scope && row.measure === measure);

  it("have a row for each month, which add up to the period", () => {
    expect(of("period", "offered").map(({ when }) => when)).toEqual(["2023-01 to 2023-03"]);
    expect(of("month", "offered").map(({ when }) => when)).toEqual(["2023-01", "2023-02", "2023-03"]);
    const sum = of("month", "offered").reduce((all, { mean }) => all + mean, 0);
    expect(sum).toBeCloseTo(of("period", "offered")[0]!.mean, 9);
  });

  it("have the range of single months, and percentiles", () => {
    for (const { single, mean } of of("month", "attrition")) {
      expect(single!.low).toBeLessThan(mean);
      expect(single!.high).toBeGreaterThan(mean);
    }
    for (const { mean } of of("month", "waitP90Answered")) expect(mean).toBeGreaterThan(0);
  });

  it("of one month are those of the period", () => {
    const one = summaryOf(room({ period: period(1), queues: [QUEUE] }), ["period", "month"], 2);
    const means = (scope: Scope) =>
      one
        .filter((row) => row.scope === scope && !row.measure.startsWith("waitP"))
        .map(({ measure, mean }) => [measure, mean]);
    expect(means("month")).toEqual(means("period"));
    expect(one.some(({ measure }) => measure.endsWith("AtMonthEnd"))).toBe(false);
  });

  it("are none where days are counted", () => {
    const days = summaryOf(room({ days: 2, queues: [QUEUE] }), ["period", "month"], 1);
    expect(days.some(({ scope }) => scope === "month")).toBe(false);
  });
});

describe("the room as a month ends", () => {
  it("is as its chain of states has it at any moment (Erlang A)", () => {
    const runs = 6;
    const found = summaryOf(
      room({ period: period(36), warmUp: 86_400, handlers: 1, queues: [QUEUE] }),
      ["period"],
      runs,
    );
    const at = (measure: string) => found.find((row) => row.measure === measure)!;
    // The chain of how many are inside: one handler, and those behind the first hang up each at its own rate.
    const [arrive, answer, hangUp] = [10 / 3600, 1 / 300, 1 / 400];
    const weights = [1];
    for (let n = 0; n < 60; n++) weights.push((weights[n]! * arrive) / (answer + n * hangUp));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const expected = (of: (inside: number) => number): number =>
      weights.reduce((sum, weight, n) => sum + weight * of(n), 0) / total;
    // 216 moments a month apart are independent; 4.4 standard errors are passed by chance once in 90,000 times.
    for (const [measure, of] of [
      ["busyAtMonthEnd", (n: number) => Math.min(n, 1)],
      ["waitingAtMonthEnd", (n: number) => Math.max(n - 1, 0)],
    ] as const) {
      const mean = expected(of);
      const variance = expected((n) => (of(n) - mean) ** 2);
      expect(Math.abs(at(measure).mean - mean)).toBeLessThan(4.4 * Math.sqrt(variance / (36 * runs)));
      expect(mean).toBeGreaterThan(0.3);
    }
  });
});

describe("control variates", () => {
  it("know how much work talk by month brings", () => {
    const runs = 60;
    const scenario = room({
      period: period(2),
      queues: [
        {
          ...QUEUE,
          callsPerHour: 2,
          talkByMonth: [seconds(900), null],
          wrapUp: fixed(60),
          arrivals: {
            kind: "volume",
            volume: 1500,
            byMonth: [1000, 500],
            weights: new Array<number>(168).fill(1),
            counts: "dialled",
          },
        },
      ],
    });
    const plan = planOf(scenario);
    const [controls, form] = [new Controls(plan), formOf(plan, ["period"])];
    const off = Array.from({ length: runs }, (_, r) =>
      controls.fromMeans(form, form.observe(runTrial(plan, r))),
    );
    // Poisson numbers, exponential talk: the variance of the work is number × mean square of its times.
    const square = (mean: number): number => 2 * mean ** 2 + 2 * mean * 60 + 60 ** 2;
    const variances = [1500, 1000 * square(900) + 500 * square(300)];
    variances.forEach((variance, i) => {
      const mean = off.reduce((sum, figures) => sum + figures[i]!, 0) / runs;
      expect(Math.abs(mean)).toBeLessThan(4.4 * Math.sqrt(variance / runs));
    });
  });
});

describe("volumes by month that count attempts", () => {
  const scenario = room({
    period: period(2),
    queues: [
      {
        ...QUEUE,
        redials: {
          first: share(0.5),
          later: share(0.5),
          afterMessage: share(0),
          delay: fixed(600),
          mostTries: 5,
        },
        arrivals: {
          kind: "volume",
          volume: 3000,
          byMonth: [1000, 2000],
          weights: new Array<number>(168).fill(1),
          counts: "offered",
        },
      },
    ],
  });
  const arrivalsOf = ({ queues }: { readonly queues: readonly Queue[] }) => queues[0]!.arrivals;

  it("become first attempts month by month", () => {
    expect(arrivalsOf(withFirstAttempts(scenario, [[800, 1600]]))).toMatchObject({
      volume: 2400,
      byMonth: [800, 1600],
      counts: "first attempts",
    });
    expect(arrivalsOf(asFirstAttempts(scenario))).toMatchObject({ volume: 3000, byMonth: [1000, 2000] });
  });

  it("are matched in each month, however unlike", async () => {
    const queues = scenario.queues.map((queue) => ({ ...queue, talk: exponential(900) }));
    const busy = {
      ...scenario,
      queues,
      pools: scenario.pools.map((pool) => ({ ...pool, handlers: week(1) })),
    };
    const matched = await matchAttempts(inProcess(), busy);
    const [january, february] = (arrivalsOf(matched!.scenario) as { byMonth: readonly number[] }).byMonth;
    // Twice the callers in a month leave more of them unanswered, who come again.
    expect(february! / 2000).toBeLessThan(january! / 1000 - 0.05);
    const rows = summaryOf(matched!.scenario, ["period", "month"], 30);
    const offered = rows.filter(({ scope, measure }) => scope === "month" && measure === "offered");
    [1000, 2000].forEach((wanted, m) => {
      const { mean, halfWidth } = offered[m]!;
      // Student's 95% is 2.05 standard errors here: 4.5 of the runs and the 3 that matching may be off.
      expect(Math.abs(mean - wanted)).toBeLessThan((7.5 / 2.05) * halfWidth);
      expect(halfWidth).toBeLessThan(0.03 * wanted);
    });
  });
});

describe("a story over the end of a month", () => {
  it("tells that a month begins, and who comes on duty", () => {
    const weeks = [1, 3].map((count) => new Array<number>(168).fill(count));
    const end = 31 * 86_400;
    const scenario = room({
      period: period(2),
      queues: [
        { arrivals: { kind: "replay", times: [end - 60, end - 30] }, talk: fixed(600), patience: never },
      ],
    });
    const plan = planOf({
      ...scenario,
      pools: scenario.pools.map((pool) => ({ ...pool, handlers: weeks[1]!, handlersByMonth: weeks })),
    });
    const { observer, story } = storyteller({ by: "number", queue: 0, number: 2 });
    runTrial(plan, 0, observer);
    const told = story()!.chapters.map(({ time, what }) => `${time - end} ${what}`);
    expect(told).toContain("0 a new month begins, 2023-02; on duty from now on: desk 1 3");
    expect(told.some((line) => /^0 is answered .* after waiting 30/.test(line))).toBe(true);
  });
});
