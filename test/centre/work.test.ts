import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDirect } from "../../engine/centre/direct/applies.ts";
import type { Centre } from "../../engine/centre/centre.ts";
import { checkNobodyWaitsInVain } from "../../engine/centre/invariants.ts";
import { BrokenInvariant } from "../../engine/centre/brokenInvariant.ts";
import type { Ledger } from "../../engine/centre/ledger.ts";
import { extraCell, QUEUE_COLUMN, QUEUE_EXTRA, queueCell, queueFigure } from "../../engine/centre/ledger.ts";
import { planOf } from "../../engine/centre/plan.ts";
import { begin, runTrial } from "../../engine/centre/run.ts";
import type { Scenario } from "../../engine/scenario/scenario.ts";
import { seconds, share } from "../../engine/units.ts";
import { extraTotal } from "../support/extras.ts";
import type { RoomPool, RoomQueue } from "../support/rooms.ts";
import { exponential, fixed, never, poolTotal, room, runOnce, total } from "../support/rooms.ts";

const SEED = { seed: 20_221_030 };
const HOUR = 3600;

const someTime = fc.constantFrom(exponential(120), exponential(600), fixed(300), {
  kind: "lognormal" as const,
  mean: seconds(400),
  spread: 1.2,
});

const calls: fc.Arbitrary<RoomQueue> = fc.record({
  callsPerHour: fc.integer({ min: 1, max: 25 }),
  talk: someTime,
  wrapUp: fc.constantFrom(fixed(0), exponential(60)),
  patience: fc.constantFrom(never, exponential(300)),
  balking: fc.constantFrom(0, 0.2),
  message: fc.constantFrom(null, { duration: fixed(40), hangUp: share(0.1), moveToDigital: share(0.1) }),
  redials: fc.constantFrom(null, {
    first: share(0.5),
    later: share(0.5),
    afterMessage: share(0.2),
    delay: exponential(600),
    mostTries: 5,
  }),
});

const work = (interruptible: fc.Arbitrary<boolean>): fc.Arbitrary<RoomQueue> =>
  fc.record({
    callsPerHour: fc.integer({ min: 1, max: 20 }),
    talk: someTime,
    targets: fc.constantFrom([], [HOUR], [600, 4 * HOUR]),
    work: fc.record({ interruptible, backlogAtStart: fc.constantFrom(0, 7, 40) }),
  });

const hourly = (most: number) =>
  fc.array(fc.integer({ min: 0, max: most }), { minLength: 24, maxLength: 24 });

const frame = fc.record({
  seed: fc.integer().map(String),
  warmUp: fc.constantFrom(0, 6 * HOUR),
  interval: fc.constantFrom(900, 3600),
  atEnd: fc.constantFrom("follow" as const, "stop" as const),
  draws: fc.constantFrom("tables" as const, "exact" as const),
});

/** One desk, one or two queues of calls and, behind them, work that gives way. */
const oneDesk = fc.record({
  calls: fc.array(calls, { minLength: 1, maxLength: 2 }),
  work: work(fc.constant(true)),
  interrupts: fc.boolean(),
  handlers: hourly(5),
  held: hourly(3),
  frame,
});

/** Several desks and queues, calls and work of any rank, however odd. */
const anyRoom: fc.Arbitrary<Scenario> = fc
  .record({
    queues: fc.array(fc.oneof(calls, work(fc.boolean()), work(fc.constant(true))), {
      minLength: 2,
      maxLength: 4,
    }),
    priorities: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 4, maxLength: 4 }),
    interrupts: fc.boolean(),
    desks: fc.array(
      fc.record({
        order: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 1 }),
        handlers: hourly(4),
        holdBack: fc.oneof(fc.constant(0), hourly(2)),
        byList: fc.boolean(),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    frame,
  })
  .map(({ queues, priorities, interrupts, desks, frame: rest }) => {
    const answersOf = (order: readonly number[], desk: number): readonly number[] => {
      const served = order.filter((queue) => queue < queues.length);
      // The first desk takes whatever nobody else does.
      const others = desks.slice(1).flatMap((other) => other.order);
      const missing = queues.map((_, q) => q).filter((q) => !served.includes(q) && !others.includes(q));
      return desk === 0 ? [...served, ...missing] : served;
    };
    const pools = desks
      .map(({ order, handlers, holdBack, byList }, desk): RoomPool => {
        const takes = byList && !interrupts ? ("in the order listed" as const) : ("by priority" as const);
        return { answers: answersOf(order, desk), handlers, holdBack, takes };
      })
      .filter(({ answers }) => answers!.length > 0);
    return room({
      ...rest,
      pools,
      queues: queues.map((queue, q) => ({
        ...queue,
        priority: priorities[q]!,
        mayInterruptWrapUp: interrupts && priorities[q] === 1 && (queue.work ?? null) === null,
      })),
    });
  });

describe("in any room with deferrable work", () => {
  it("the books balance, and at no moment does anybody wait for a handler who may take them", () => {
    const times = { interruptions: 0, done: 0, doneByClock: 0 };
    fc.assert(
      fc.property(anyRoom, (scenario) => {
        const ledger = runTrial(planOf(scenario), 0, { eventDone: checkNobodyWaitsInVain });
        scenario.queues.forEach((queue, q) => {
          if (queue.work === null) return;
          for (const what of Object.keys(times) as (keyof typeof times)[]) {
            times[what] += extraTotal(ledger, q, what);
          }
        });
      }),
      { ...SEED, numRuns: 150 },
    );
    // Rooms in which little happens prove little.
    for (const count of Object.values(times)) expect(count).toBeGreaterThan(3000);
  });

  it("what is left at the end of an interval is what there was, and came in, less what was done", () => {
    fc.assert(
      fc.property(anyRoom, (scenario) => {
        const ledger = runTrial(planOf({ ...scenario, warmUp: seconds(0) }), 0);
        scenario.queues.forEach((queue, q) => {
          if (queue.work === null) return;
          const of = (bin: number, column: "backlogAtStarts" | "doneByClock"): number =>
            extraTotal(ledger, q, column, [bin]);
          expect(of(0, "backlogAtStarts")).toBe(queue.work.backlogAtStart);
          for (let bin = 0; bin + 1 < ledger.bins; bin++) {
            const left =
              of(bin, "backlogAtStarts") + total(ledger, q, "offered", [bin]) - of(bin, "doneByClock");
            expect(of(bin + 1, "backlogAtStarts")).toBe(left);
          }
        });
      }),
      { ...SEED, numRuns: 40 },
    );
  });
});

describe("work that gives way, behind the calls of a desk", () => {
  it("is not there for the calls: their books are the same to the last byte", () => {
    let interruptions = 0;
    let abandoned = 0;
    fc.assert(
      fc.property(oneDesk, (drawn) => {
        const n = drawn.calls.length;
        const made = (queues: readonly RoomQueue[]): Scenario => {
          const held = Object.fromEntries(queues.slice(1).map((_, i) => [i + 1, i + 1 < n ? drawn.held : 0]));
          return room({ ...drawn.frame, queues, pools: [{ handlers: drawn.handlers, holdBack: held }] });
        };
        const callers = drawn.calls.map((queue, q) => ({
          ...queue,
          mayInterruptWrapUp: q === 0 && drawn.interrupts,
        }));
        const without = runTrial(planOf(made(callers)), 0, null, { loop: "events" });
        const withWork = runTrial(planOf(made([...callers, drawn.work])), 0);
        for (let queue = 0; queue < n; queue++) {
          // With work the run may go on for longer, which the last bin shows: only counted ones are compared.
          const cellsOf = (ledger: Ledger): readonly number[] => {
            const [from, to] = [queueCell(ledger, queue, 0), queueCell(ledger, queue, ledger.bins)];
            return [...ledger.queueCells.subarray(from, to)];
          };
          expect(cellsOf(withWork)).toEqual(cellsOf(without));
          expect(withWork.longestWait[queue]).toBe(without.longestWait[queue]);
          abandoned += total(withWork, queue, "abandoned");
        }
        expect(poolTotal(withWork, 0, "overrun")).toBe(poolTotal(without, 0, "overrun"));
        interruptions += extraTotal(withWork, n, "interruptions");
      }),
      { ...SEED, numRuns: 80 },
    );
    expect(interruptions).toBeGreaterThan(3000);
    expect(abandoned).toBeGreaterThan(1000);
  });

  it("takes as much of the handlers' time as work that does not, and none is lost", () => {
    // Everything comes in on the first of three days, so that all is done in the end.
    const onTheFirstDay = (perHour: number) =>
      ({ kind: "rates", every: seconds(24 * HOUR), perHour: [perHour], afterwards: "stop" }) as const;
    const [giving, not] = [true, false].map((interruptible) =>
      runOnce(
        room({
          days: 3,
          handlers: 3,
          queues: [
            { arrivals: onTheFirstDay(15), talk: exponential(300) },
            {
              arrivals: onTheFirstDay(12),
              talk: exponential(300),
              work: { interruptible, backlogAtStart: 30 },
            },
          ],
        }),
      ),
    ) as [Ledger, Ledger];
    expect(extraTotal(giving, 1, "interruptions")).toBeGreaterThan(50);
    expect(extraTotal(not, 1, "interruptions")).toBe(0);
    for (const ledger of [giving, not]) {
      expect(extraTotal(ledger, 1, "done")).toBe(total(giving, 1, "offered"));
      expect(extraTotal(ledger, 1, "doneByClock")).toBe(30 + total(giving, 1, "offered"));
      // Throughput × mean: the pieces of each item add up to the item. (Sums of a few hundred pieces of some 100,000 s.)
      const ofBacklog = queueFigure(ledger, 1, ledger.bins, "talk");
      const all = total(ledger, 0, "talk") + total(ledger, 1, "talk") + ofBacklog;
      expect(poolTotal(ledger, 0, "busy")).toBeCloseTo(all, 5);
      expect(all).toBeCloseTo(total(giving, 0, "talk") + total(giving, 1, "workDialled") + ofBacklog, 5);
    }
  });
});

describe("a run", () => {
  const crowded = (more: Partial<RoomQueue>, days = 1): Scenario =>
    room({
      days,
      handlers: 1,
      queues: [
        { callsPerHour: 6, talk: fixed(300) },
        { callsPerHour: 30, talk: fixed(300), work: { interruptible: true, backlogAtStart: 0 }, ...more },
      ],
    });

  it("is not made longer by a backlog than its longest target", () => {
    const lastMoment = (scenario: Scenario): number => {
      let last = 0;
      runTrial(planOf(scenario), 0, {
        eventDone: (centre: Centre) => {
          last = centre.now;
        },
      });
      return last;
    };
    expect(lastMoment(crowded({ targets: [] }))).toBeLessThan(25 * HOUR);
    expect(lastMoment(crowded({ targets: [4 * HOUR] }))).toBeGreaterThan(27.5 * HOUR);
    expect(lastMoment(crowded({ targets: [4 * HOUR] }))).toBeLessThan(28 * HOUR);
    // Seven days at most, whatever the target.
    expect(lastMoment(crowded({ targets: [900 * HOUR] }))).toBeLessThan(8 * 24 * HOUR);
  });

  it("copes with tens of thousands of items in line for weeks", () => {
    // A third of what comes in can be done.
    const ledger = runOnce(crowded({ callsPerHour: 60, talk: fixed(120), targets: [HOUR] }, 28));
    const left = total(ledger, 1, "offered") - extraTotal(ledger, 1, "done");
    expect(left).toBeGreaterThan(20_000);
    // The line grows steadily, so its mean is half of what is left, give or take a twentieth.
    expect(extraTotal(ledger, 1, "backlogTime") / (28 * 24 * HOUR) / (left / 2)).toBeCloseTo(1, 1);
  });

  it("meets the same items whatever waits at its start", () => {
    const itemsOf = (backlogAtStart: number): readonly number[] => {
      const ledger = runOnce(
        crowded({ talk: exponential(60), work: { interruptible: true, backlogAtStart } }),
      );
      return Array.from({ length: 24 }, (_, hour) => total(ledger, 1, "workDialled", [hour]));
    };
    expect(itemsOf(50)).toEqual(itemsOf(0));
  });

  it("goes by the event loop", () => {
    expect(isDirect(planOf(crowded({})))).toBe(false);
    expect(isDirect(planOf(room({ queues: [{}, {}], handlers: 3 })))).toBe(true);
  });
});

describe("a fault in the books of work stops the run", () => {
  const scenario = room({
    days: 2,
    handlers: 2,
    queues: [
      { callsPerHour: 6 },
      { callsPerHour: 20, talk: exponential(300), work: { interruptible: true, backlogAtStart: 5 } },
    ],
  });
  const withFault = (fault: (centre: Centre) => void) => () => {
    let planted = false;
    const run = begin(planOf(scenario), 0, {
      eventDone: (centre) => {
        if (planted || centre.now < 12 * HOUR) return;
        planted = true;
        fault(centre);
      },
    });
    while (run.advance()) {
      // The work is in the condition.
    }
    run.finish();
  };

  it.each(["done", "ageWhenDone", "doneByClock", "backlogTime"] as const)("one too many: %s", (column) => {
    const faulty = withFault(({ ledger }) => {
      ledger.queueExtras[extraCell(ledger, 1, 3) + QUEUE_EXTRA[column]]! += 3600;
    });
    expect(faulty).toThrow(BrokenInvariant);
    expect(faulty).toThrow(/queue 101: .* is not /);
  });

  it("an item taken up that nobody has", () => {
    expect(
      withFault(({ ledger }) => {
        ledger.queueCells[queueCell(ledger, 1, 3) + QUEUE_COLUMN.answered]! += 1;
      }),
    ).toThrow(/items taken up/);
  });

  it("an item in the backlog that is nowhere", () => {
    expect(
      withFault((centre) => {
        centre.work!.backlog[1]! += 1;
      }),
    ).toThrow(/items in the backlog|time in the backlog/);
  });
});
