import { describe, expect, it } from "vitest";
import { Attendance } from "../../engine/centre/attendance.ts";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import { poolFigure } from "../../engine/centre/ledger.ts";
import { erlangA } from "../../engine/theory/erlangA.ts";
import type { Scenario } from "../../engine/scenario/scenario.ts";
import { minutes, seconds } from "../../engine/units.ts";
import { exponential, expectExact, ratio, replicate, room, total } from "../support/rooms.ts";
import { rota, type WantedRota } from "../support/rotas.ts";

const desk = (wanted: WantedRota, name = "desk"): Scenario =>
  room({ days: 7, seed: "who comes", pools: [{ name, rota: rota(wanted) }], queues: [{}] });

/** Heads that come, by name of shift and day, over some replications. */
function came(scenario: Scenario, replications: number): ReadonlyMap<string, readonly number[]> {
  const { shifts } = planOf(scenario);
  const found = new Map<string, number[]>();
  for (let replication = 0; replication < replications; replication++) {
    const attendance = new Attendance(scenario, replication);
    shifts.forEach((stint) => {
      const { pool, shift, day, heads } = stint;
      const count = attendance.comeTo(stint, heads);
      const key = `${scenario.pools[pool]!.rota!.shifts[shift]!.name} ${day}`;
      found.set(key, [...(found.get(key) ?? []), count]);
    });
  }
  return found;
}

const binomial = (n: number, k: number, p: number): number => {
  let ways = 1;
  for (let i = 0; i < k; i++) ways = (ways * (n - i)) / (i + 1);
  return ways * p ** k * (1 - p) ** (n - k);
};

describe("those who do not come", () => {
  const HEADS = 9;
  const NO_SHOW = 0.2;
  const all = [
    ...came(desk({ shifts: [{ start: 7, length: 8, heads: HEADS }], noShow: NO_SHOW }), 800),
  ].flatMap(([, counts]) => counts);

  it("are binomial: mean, variance and every single count", () => {
    const n = all.length;
    // Seven counted days and the seven after them.
    expect(n).toBe(800 * 14);
    const mean = all.reduce((sum, count) => sum + count, 0) / n;
    const expected = HEADS * (1 - NO_SHOW);
    const variance = HEADS * NO_SHOW * (1 - NO_SHOW);
    expect(Math.abs(mean - expected)).toBeLessThan(4 * Math.sqrt(variance / n));
    const squares = all.reduce((sum, count) => sum + (count - expected) ** 2, 0) / n;
    // The fourth central moment of a binomial is v (1 + 3 (n - 2) p q) with variance v.
    const fourth = variance * (1 + 3 * (HEADS - 2) * NO_SHOW * (1 - NO_SHOW));
    expect(Math.abs(squares - variance)).toBeLessThan(4 * Math.sqrt((fourth - variance ** 2) / n));
    for (let k = 0; k <= HEADS; k++) {
      const p = binomial(HEADS, k, 1 - NO_SHOW);
      const share = all.filter((count) => count === k).length / n;
      expect(Math.abs(share - p), `${k} come`).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / n) + 1 / n);
    }
  });

  it("come or not whatever happens in other shifts, on other days and to other heads", () => {
    const before = came(
      desk({ shifts: [{ name: "late", start: 15, length: 8, heads: 9 }], noShow: 0.3 }),
      30,
    );
    const after = came(
      desk({
        shifts: [
          { name: "early", start: 7, length: 8, heads: 4 },
          { name: "late", start: 14.5, length: 9, heads: [9, 10, 9, 9, 8, 9, 9] },
        ],
        noShow: 0.3,
      }),
      30,
    );
    let more = 0;
    for (const [key, counts] of before) {
      const weekday = ((Number(key.split(" ")[1]) % 7) + 7) % 7;
      counts.forEach((count, replication) => {
        const change = after.get(key)![replication]! - count;
        // The tenth head comes or not; so did the ninth that is left out on Fridays; the others stay as they were.
        const allowed = weekday === 1 ? [0, 1] : weekday === 4 ? [0, -1] : [0];
        expect(allowed).toContain(change);
        more += Math.abs(change);
      });
    }
    // Two such days of each week, two weeks, 30 replications: 120 heads, of which 70% come.
    expect(Math.abs(more - 84)).toBeLessThan(4 * Math.sqrt(120 * 0.7 * 0.3));
  });

  it("are others in another shift, pool or replication", () => {
    const of = (name: string, pool: string) =>
      came(desk({ shifts: [{ name, start: 7, length: 8, heads: 40 }], noShow: 0.5 }, pool), 2);
    const [one, other, elsewhere] = [of("a", "desk"), of("b", "desk"), of("a", "room")];
    const first = (found: ReadonlyMap<string, readonly number[]>, replication = 0) =>
      [...found.values()].map((counts) => counts[replication]);
    expect(first(one)).not.toEqual(first(other));
    expect(first(one)).not.toEqual(first(elsewhere));
    expect(first(one)).not.toEqual(first(one, 1));
  });
});

describe("shrinkage", () => {
  it("leaves a whole number of heads, the one or the other, so that the mean is right", () => {
    // 9 × 88% = 7.92: eight come with a chance of 92%, else seven. (The standard error is √(0.92 × 0.08 ÷ n).)
    const all = [
      ...came(desk({ shifts: [{ start: 7, length: 8, heads: 9 }], shrinkage: 0.12 }), 200),
    ].flatMap(([, counts]) => counts);
    expect([...new Set(all)].sort()).toEqual([7, 8]);
    const mean = all.reduce((sum, count) => sum + count, 0) / all.length;
    expect(Math.abs(mean - 7.92)).toBeLessThan(4 * Math.sqrt((0.92 * 0.08) / all.length));
  });

  it("is no matter of chance where it leaves whole heads", () => {
    const all = [...came(desk({ shifts: [{ start: 7, length: 8, heads: 8 }], shrinkage: 0.25 }), 20)].flatMap(
      ([, counts]) => counts,
    );
    expect(new Set(all)).toEqual(new Set([6]));
  });
});

describe("a room whose handlers come by chance", () => {
  /*
   * Four heads for a whole day, each of whom comes with a chance of 75%: between midnight and midnight the room is
   * M/M/n+M with n binomial. Talks last 4 minutes and patience 2 minutes on average, so after two hours (30 mean
   * talks) nothing is left of the day before, and hours 2 to 24 of each day are taken. With nobody there everybody abandons
   * after their patience. Day by day the hours of a day go with one n; the standard error is that of whole
   * replications, which are independent.
   */
  const [HEADS, COMES, DAYS] = [4, 0.75, 28];
  const hour = { callsPerHour: 30, meanHandling: minutes(4), meanPatience: minutes(2) };
  const scenario = room({
    days: DAYS,
    seed: "by chance",
    atEnd: "stop",
    draws: "tables",
    pools: [{ rota: rota({ shifts: [{ start: 0, length: 24, heads: HEADS }], noShow: 1 - COMES }) }],
    queues: [{ callsPerHour: hour.callsPerHour, talk: exponential(240), patience: exponential(120) }],
  });
  const bins = Array.from({ length: DAYS * 24 }, (_, bin) => bin).filter((bin) => bin % 24 >= 2);
  const chances = Array.from({ length: HEADS + 1 }, (_, n) => binomial(HEADS, n, COMES));
  const mixed = (figure: (n: number) => number, ofNobody: number): number =>
    chances.reduce((sum, p, n) => sum + p * (n === 0 ? ofNobody : figure(n)), 0);
  const theory = (n: number) => erlangA({ ...hour, handlers: n });
  const ledgers = replicate(scenario, 100);

  it("agrees with the binomial mixture of Erlang A", () => {
    const offered = (ledger: Parameters<typeof total>[0]) => total(ledger, 0, "offered", bins);
    const abandoned = ratio(ledgers, (ledger) => total(ledger, 0, "abandoned", bins), offered);
    expectExact(
      "abandoned",
      abandoned,
      mixed((n) => theory(n).abandonedShare, 1),
      0.02,
    );
    const waits = ratio(
      ledgers,
      (ledger) => total(ledger, 0, "waitOfAnswered", bins) + total(ledger, 0, "waitOfAbandoned", bins),
      offered,
    );
    expectExact(
      "mean wait",
      waits,
      mixed((n) => theory(n).meanWaitAll, 120),
      0.02,
    );
    const within = ratio(ledgers, (ledger) => total(ledger, 0, "answeredWithin0", bins), offered);
    expectExact(
      "answered within 10 s",
      within,
      mixed((n) => theory(n).serviceLevel(seconds(10)), 0),
      0.02,
    );
  });

  it("is far from what the mean number would give", () => {
    // Three handlers always: so the agreement above says something about chance.
    const abandoned = ratio(
      ledgers,
      (ledger) => total(ledger, 0, "abandoned", bins),
      (ledger) => total(ledger, 0, "offered", bins),
    );
    expect(abandoned.value - theory(3).abandonedShare).toBeGreaterThan(10 * abandoned.standardError);
  });

  it("has as many on duty as come, day by day", () => {
    const plan = planOf(scenario);
    const attendance = new Attendance(scenario, 0);
    const counts = plan.shifts.map((stint) => attendance.comeTo(stint, stint.heads));
    const ledger = runTrial(plan, 0);
    for (let day = 0; day < DAYS; day++) {
      const stint = plan.shifts.findIndex((shift) => shift.day === day);
      expect(poolFigure(ledger, 0, 24 * day + 5, "onDuty")).toBe(3600 * counts[stint]!);
    }
  });
});
