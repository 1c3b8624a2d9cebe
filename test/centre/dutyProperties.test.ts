import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Centre } from "../../engine/centre/centre.ts";
import { checkNobodyWaitsInVain } from "../../engine/centre/invariants.ts";
import type { Ledger, PoolExtra } from "../../engine/centre/ledger.ts";
import { POOL_COLUMN, POOL_EXTRA, poolCell, poolExtraCell } from "../../engine/centre/ledger.ts";
import type { Observer } from "../../engine/centre/observer.ts";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import type { Scenario } from "../../engine/scenario/scenario.ts";
import { exponential, type RoomPool, type RoomQueue, room } from "../support/rooms.ts";
import { rota, type WantedRota, type WantedShift } from "../support/rotas.ts";

const SEED = { seed: 20_221_030 };
const DAY = 86_400;

/** Starts, lengths and breaks of all kinds, on the interval and off it; breaks always fit their shift. */
const shift: fc.Arbitrary<WantedShift> = fc
  .record({
    start: fc.integer({ min: 0, max: 24 * 12 - 1 }).map((n) => n / 12),
    length: fc.integer({ min: 6, max: 24 * 12 }).map((n) => n / 12),
    heads: fc.integer({ min: 0, max: 4 }),
    breaks: fc.array(
      fc.record({
        after: fc.integer({ min: 1, max: 12 }),
        window: fc.constantFrom(0, 0, 2, 6),
        length: fc.integer({ min: 1, max: 6 }),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ breaks, ...rest }) => ({
    ...rest,
    // In parts of the shift, so that they end in it.
    breaks: breaks.map(({ after, window, length }) => {
      const part = (rest.length * 3600) / 24;
      return { after: after * part, window: window * part, length: length * part };
    }),
  }));

const anyRota: fc.Arbitrary<WantedRota> = fc.record(
  {
    shifts: fc.array(shift, { minLength: 1, maxLength: 4 }),
    shrinkage: fc.constantFrom(0, 0.3),
    noShow: fc.constantFrom(0, 0.25),
    mostOnBreak: fc.integer({ min: 1, max: 3 }),
  },
  { requiredKeys: ["shifts"] },
);

const queue: fc.Arbitrary<RoomQueue> = fc.record({
  callsPerHour: fc.integer({ min: 1, max: 25 }),
  talk: fc.integer({ min: 60, max: 900 }).map(exponential),
  wrapUp: fc.integer({ min: 1, max: 120 }).map(exponential),
  patience: fc.integer({ min: 30, max: 900 }).map(exponential),
  mayInterruptWrapUp: fc.boolean(),
});

const pool: fc.Arbitrary<RoomPool> = fc.record(
  {
    rota: anyRota.map(rota),
    handlers: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 24, maxLength: 24 }),
    holdBack: fc.constantFrom(0, 1),
    proficiency: fc.constantFrom(null, { talk: 1.5, wrapUp: 0.7 }),
  },
  { requiredKeys: ["holdBack"] },
);

const anyRoom: fc.Arbitrary<Scenario> = fc
  .record({
    queues: fc.tuple(
      queue,
      queue.map((each) => ({ ...each, mayInterruptWrapUp: false })),
    ),
    pools: fc.array(pool, { minLength: 1, maxLength: 3 }),
    seed: fc.integer().map(String),
    warmUp: fc.constantFrom(0, 7200, DAY),
    interval: fc.constantFrom(900, 3600),
    atEnd: fc.constantFrom("follow" as const, "stop" as const),
  })
  .map((wanted) => room(wanted));

/** How many are rostered at a moment by the scenario, worked out afresh; and how many of them have come. */
function heads(scenario: Scenario, centre: Centre, desk: number, moment: number) {
  let [rostered, present] = [0, 0];
  const { shifts } = scenario.pools[desk]!.rota!;
  for (let day = Math.floor(moment / DAY) - 1; day <= Math.floor(moment / DAY); day++) {
    shifts.forEach(({ start, length, heads: byDay }, shift) => {
      const from = day * DAY + start;
      if (moment < from || moment >= from + length) return;
      const count = byDay[((day % 7) + 7) % 7]!;
      rostered += count;
      const stint = centre.plan.shifts.findIndex(
        (each) => each.pool === desk && each.shift === shift && each.day === day,
      );
      present += stint < 0 ? 0 : centre.duty!.came[stint]!;
    });
  }
  return { rostered, present };
}

/** Watches every moment of a run and adds up, from what there is to see, what the ledger should say. */
class Watch implements Observer<Centre> {
  readonly scenario: Scenario;
  readonly onBreak: number[];
  readonly books: { rostered: number; onDuty: number; onBreak: number; overrun: number }[];
  begun = 0;
  late = 0;
  moments = 0;
  private last = NaN;
  private before: (() => void) | null = null;

  constructor(scenario: Scenario) {
    this.scenario = scenario;
    this.onBreak = scenario.pools.map(() => 0);
    this.books = scenario.pools.map(() => ({ rostered: 0, onDuty: 0, onBreak: 0, overrun: 0 }));
  }

  breakBegan(_: Centre, desk: number, late: number): void {
    this.begun++;
    this.late += late;
    this.onBreak[desk]!++;
  }
  breakEnded(_: Centre, desk: number): void {
    this.onBreak[desk]!--;
  }
  /** Before anything happens nobody talks and nobody is on a break. */
  private untilFirstEvent(centre: Centre): void {
    const { timetable } = centre.plan;
    const from = -timetable.before * timetable.intervalSeconds;
    this.scenario.pools.forEach(({ rota: shifts }, desk) => {
      if (shifts === null) return;
      const { rostered, present } = heads(this.scenario, centre, desk, from);
      this.books[desk]!.rostered += rostered * (centre.now - from);
      this.books[desk]!.onDuty += present * (centre.now - from);
    });
  }
  runEnds(): void {
    this.before?.();
  }
  eventDone(centre: Centre): void {
    checkNobodyWaitsInVain(centre);
    // A moment is over when the next event is later: until then not everything that is due has happened.
    if (this.before === null) this.untilFirstEvent(centre);
    else if (centre.now > this.last) this.before();
    this.last = centre.now;
    const { handlers, duty, observer } = centre;
    expect(observer).toBe(this);
    const state = this.scenario.pools.map(({ rota: shifts }, desk) =>
      shifts === null
        ? null
        : {
            here: handlers.presentIn(desk) - handlers.leavingIn(desk),
            leaving: handlers.leavingIn(desk),
            onBreak: duty!.onBreakIn(desk),
            idle: handlers.idleIn(desk),
            couldGo: duty!.breakToBegin(desk, centre.now, false),
          },
    );
    const from = centre.now;
    this.before = () => {
      this.moments++;
      this.scenario.pools.forEach(({ rota: shifts }, desk) => {
        const seen = state[desk];
        if (shifts === null || !seen) return;
        const { rostered, present } = heads(this.scenario, centre, desk, from);
        expect(seen.here, `those at the desk at ${from}`).toBe(present - seen.onBreak);
        expect(seen.onBreak).toBeLessThanOrEqual(Math.min(present, shifts.mostOnBreak ?? Infinity));
        // Nobody idles while a break may be had.
        if (seen.idle > 0) expect(seen.couldGo).toBe(-1);
        const books = this.books[desk]!;
        const length = centre.now - from;
        books.rostered += rostered * length;
        books.onDuty += seen.here * length;
        books.onBreak += seen.onBreak * length;
        books.overrun += seen.leaving * length;
      });
    };
  }
}

const totalOf = (ledger: Ledger, desk: number, column: PoolExtra): number => {
  let sum = 0;
  for (let bin = 0; bin <= ledger.bins; bin++) {
    sum += ledger.poolExtras[poolExtraCell(ledger, desk, bin) + POOL_EXTRA[column]]!;
  }
  return sum;
};

describe("in any room with shifts", () => {
  it("those at the desk are those who came, without those on a break, at every moment, and the books say so", () => {
    const times = { moments: 0, begun: 0, missed: 0, late: 0, overrun: 0, absent: 0 };
    fc.assert(
      fc.property(anyRoom, (scenario) => {
        const watch = new Watch(scenario);
        const plan = planOf(scenario);
        const ledger = runTrial(plan, 0, watch);
        watch.runEnds();
        let [begun, lateness] = [0, 0];
        scenario.pools.forEach(({ rota: shifts }, desk) => {
          if (shifts === null) return;
          const books = watch.books[desk]!;
          const agree = (found: number, expected: number): void => {
            // Sums of thousands of times of up to days: their rounding is far below a thousandth of a second.
            expect(Math.abs(found - expected)).toBeLessThan(1e-3);
          };
          const clock = (column: "onDuty" | "overrun"): number => {
            let sum = 0;
            for (let bin = 0; bin <= ledger.bins; bin++) {
              sum += ledger.poolCells[poolCell(ledger, desk, bin) + POOL_COLUMN[column]]!;
            }
            return sum;
          };
          agree(totalOf(ledger, desk, "rostered"), books.rostered);
          agree(totalOf(ledger, desk, "onBreak"), books.onBreak);
          agree(clock("onDuty"), books.onDuty);
          agree(clock("overrun"), books.overrun);
          begun += totalOf(ledger, desk, "breaksBegun");
          lateness += totalOf(ledger, desk, "breakLateness");
          times.missed += totalOf(ledger, desk, "breaksMissed");
          times.overrun += books.overrun;
          times.absent += books.rostered - books.onDuty - books.onBreak;
        });
        expect(begun).toBe(watch.begun);
        expect(Math.abs(lateness - watch.late)).toBeLessThan(1e-3);
        times.moments += watch.moments;
        times.begun += begun;
        times.late += lateness;
      }),
      { ...SEED, numRuns: 60 },
    );
    // Rooms in which little happens prove little.
    expect(times.moments).toBeGreaterThan(50_000);
    expect(times.begun).toBeGreaterThan(500);
    expect(times.missed).toBeGreaterThan(20);
    for (const time of [times.late, times.overrun, times.absent]) expect(time).toBeGreaterThan(36_000);
  });
});
