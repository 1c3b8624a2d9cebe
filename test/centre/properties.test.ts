import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkNobodyWaitsInVain } from "../../engine/centre/invariants.ts";
import type { Ledger, QueueColumn } from "../../engine/centre/ledger.ts";
import { queueFigure } from "../../engine/centre/ledger.ts";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import type { Distribution } from "../../engine/random/times/distribution.ts";
import type { Scenario } from "../../engine/scenario/scenario.ts";
import { seconds, share } from "../../engine/units.ts";
import type { RoomPool, RoomQueue } from "../support/rooms.ts";
import { exponential, fixed, never, room } from "../support/rooms.ts";
import { Watch } from "./watch.ts";

const SEED = { seed: 20_221_030 };

const length = (low: number, high: number): fc.Arbitrary<Distribution> =>
  fc
    .integer({ min: low, max: high })
    .chain((mean) =>
      fc.constantFrom<Distribution>(
        exponential(mean),
        fixed(mean),
        { kind: "lognormal", mean: seconds(mean), spread: 1.2 },
        { kind: "uniform", low: seconds(0), high: seconds(2 * mean) },
      ),
    );

const queueOf = (interrupts: boolean): fc.Arbitrary<RoomQueue> =>
  fc
    .record({
      priority: fc.constantFrom(1, 1, 2, 3),
      callsPerHour: fc.integer({ min: 1, max: 30 }),
      talk: length(30, 600),
      wrapUp: fc.oneof(fc.constant(fixed(0)), length(10, 120)),
      patience: fc.oneof(length(20, 900), fc.constant(never)),
      patienceRuns: fc.constantFrom("from offer" as const, "from dialling" as const),
      balking: fc.constantFrom(0, 0, 0.3),
      message: fc.option(
        fc.record({
          duration: length(5, 120),
          hangUp: fc.constantFrom(share(0), share(0.1)),
          moveToDigital: fc.constantFrom(share(0), share(0.2)),
        }),
      ),
      redials: fc.oneof(
        fc.constant(null),
        fc.record({
          first: fc.constantFrom(share(0), share(0.6), share(1)),
          later: fc.constantFrom(share(0), share(0.7), share(1)),
          afterMessage: fc.constantFrom(share(0), share(0.5)),
          delay: length(10, 1200),
          mostTries: fc.constantFrom(1, 3, 20),
        }),
      ),
    })
    .map((queue) => ({ ...queue, mayInterruptWrapUp: interrupts && queue.priority === 1 }));

const hourly = (most: number) =>
  fc.array(fc.integer({ min: 0, max: most }), { minLength: 24, maxLength: 24 });

const poolOf = (queues: readonly RoomQueue[]): fc.Arbitrary<RoomPool> =>
  fc.record({
    answers: fc.shuffledSubarray(
      queues.map((_, q) => q),
      { minLength: 1 },
    ),
    // Whoever interrupts is served first: else a call might go before one that its desk ranks higher.
    takes: queues.some(({ mayInterruptWrapUp }) => mayInterruptWrapUp)
      ? fc.constant("by priority" as const)
      : fc.constantFrom("by priority" as const, "in the order listed" as const),
    handlers: hourly(5),
    holdBack: fc.oneof(fc.constant(0), hourly(3)),
  });

/** Any room: up to three queues and three desks, people coming and going by the hour. */
const anyRoom = (interrupts: boolean): fc.Arbitrary<Scenario> =>
  fc.array(queueOf(interrupts), { minLength: 1, maxLength: 3 }).chain((queues) =>
    fc
      .record({
        pools: fc.array(poolOf(queues), { minLength: 1, maxLength: 3 }),
        seed: fc.integer().map(String),
        warmUp: fc.constantFrom(0, 7200, 86_400),
        interval: fc.constantFrom(900, 1800, 3600),
        atEnd: fc.constantFrom("follow" as const, "stop" as const),
        draws: fc.constantFrom("tables" as const, "exact" as const),
        busyDays: fc.constantFrom({ spread: 0, correlation: 0 }, { spread: 0.3, correlation: 0.5 }),
        tries: fc.boolean(),
      })
      .map(({ pools, tries, ...more }) => {
        // Every queue has a desk: the first takes those that nobody else does.
        const served = new Set(pools.flatMap(({ answers }) => answers ?? []));
        const [first, ...others] = pools as [RoomPool, ...RoomPool[]];
        const missing = queues.map((_, q) => q).filter((q) => !served.has(q));
        const desks = [{ ...first, answers: [...(first.answers ?? []), ...missing] }, ...others];
        const scenario = room({ ...more, queues, pools: desks });
        // Some rooms try their desks the other way round.
        return tries
          ? { ...scenario, queues: scenario.queues.map((q) => ({ ...q, tries: q.tries.toReversed() })) }
          : scenario;
      }),
  );

const watched = (scenario: Scenario): Watch => {
  const plan = planOf(scenario);
  const watch = new Watch(plan);
  watch.check(runTrial(plan, 0, watch));
  return watch;
};

describe("in any room", () => {
  it("every event keeps the rules, and the books are those of somebody who watched", () => {
    const times = { answered: 0, abandoned: 0, waited: 0, wentHome: 0, redialled: 0 };
    fc.assert(
      fc.property(anyRoom(false), (scenario) => {
        const watch = watched(scenario);
        for (const what of ["answered", "abandoned", "waited", "wentHome", "redialled"] as const) {
          times[what] += watch.times[what];
        }
      }),
      { ...SEED, numRuns: 100 },
    );
    // Rooms in which little happens prove little.
    for (const count of Object.values(times)) expect(count).toBeGreaterThan(1000);
  });

  it("every event keeps the rules when 999 interrupts wrap-up, those who wait first", () => {
    let interrupted = 0;
    fc.assert(
      fc.property(anyRoom(true), (scenario) => {
        interrupted += watched(scenario).times.interrupted;
      }),
      { ...SEED, numRuns: 60 },
    );
    expect(interrupted).toBeGreaterThan(500);
  });

  it("the engine's own check finds nobody who waits in vain, at any event, and looking changes no count", () => {
    fc.assert(
      fc.property(anyRoom(true), (scenario) => {
        const plan = planOf(scenario);
        const counts = (ledger: Ledger) =>
          scenario.queues.map((_, q) =>
            Array.from({ length: ledger.bins + 1 }, (__, bin) => queueFigure(ledger, q, bin, "abandoned")),
          );
        const looked = runTrial(plan, 1, { eventDone: checkNobodyWaitsInVain });
        expect(counts(looked)).toEqual(counts(runTrial(plan, 1)));
      }),
      { ...SEED, numRuns: 30 },
    );
  });
});

describe("callers with exponential patience", () => {
  it("hang up once per mean patience of waiting, whatever the room does", () => {
    // Hang-ups less (time in line ÷ mean patience) is a martingale whose variance is the expected number of hang-ups.
    let hangUps = 0;
    let expected = 0;
    const patient = anyRoom(true).chain((scenario) =>
      fc.integer({ min: 60, max: 900 }).map((mean) => ({
        mean,
        scenario: {
          ...scenario,
          draws: "exact" as const,
          queues: scenario.queues.map((queue) => ({ ...queue, patience: exponential(mean) })),
        },
      })),
    );
    fc.assert(
      fc.property(patient, ({ scenario, mean }) => {
        const ledger = runTrial(planOf(scenario), 0);
        const sum = (column: QueueColumn) => {
          let all = 0;
          scenario.queues.forEach((_, q) => {
            for (let bin = 0; bin <= ledger.bins; bin++) all += queueFigure(ledger, q, bin, column);
          });
          return all;
        };
        const [here, expectedHere] = [sum("abandoned") - sum("balked"), sum("timeInLine") / mean];
        // Few hang-ups have a long tail to the right: six standard deviations for any one room ...
        expect(Math.abs(here - expectedHere)).toBeLessThanOrEqual(6 * Math.sqrt(Math.max(expectedHere, 4)));
        hangUps += here;
        expected += expectedHere;
      }),
      { ...SEED, numRuns: 100 },
    );
    // ... and four for all of them together, of which there are enough for a normal law.
    expect(expected).toBeGreaterThan(2000);
    expect(Math.abs(hangUps - expected)).toBeLessThan(4 * Math.sqrt(expected));
  });
});
