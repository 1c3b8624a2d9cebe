/** Random rooms that the direct loop can run, with as much going on as a scenario can say. */
import fc from "fast-check";
import type { Distribution } from "../../../engine/random/times/distribution.ts";
import type { Scenario } from "../../../engine/scenario/scenario.ts";
import { seconds, share } from "../../../engine/units.ts";
import type { RoomPool, RoomQueue } from "../../support/rooms.ts";
import { exponential, fixed, never, room } from "../../support/rooms.ts";

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

/** Any queue, at moments that are almost never the same as another. */
const anyQueue = fc.record({
  callsPerHour: fc.integer({ min: 1, max: 30 }),
  talk: fc.oneof({ weight: 5, arbitrary: length(30, 600) }, { weight: 1, arbitrary: length(2000, 9000) }),
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
});

const STEP = 300;
/** A few whole steps. */
const steps = (low: number, high: number): fc.Arbitrary<Distribution> =>
  fc.integer({ min: low, max: high }).map((n) => fixed(n * STEP));

/** Any queue in which everything happens every five minutes, so that much of it happens at the same moment. */
const queueInSteps = fc.record({
  arrivals: fc
    .array(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 150, size: "max" })
    .map((times) => ({
      kind: "replay" as const,
      times: times.toSorted((a, b) => a - b).map((n) => n * STEP),
    })),
  talk: steps(0, 5),
  wrapUp: steps(0, 1),
  patience: fc.oneof(steps(0, 6), fc.constant(never)),
  patienceRuns: fc.constantFrom("from offer" as const, "from dialling" as const),
  balking: fc.constantFrom(0, 0, 0.3),
  message: fc.option(
    fc.record({
      duration: fc.oneof(
        steps(0, 2),
        fc.constant<Distribution>({ kind: "empirical", values: [300, 600, 1200].map(seconds) }),
      ),
      hangUp: fc.constantFrom(share(0), share(0.1)),
      moveToDigital: fc.constant(share(0)),
    }),
  ),
});

const hourly = (most: number) =>
  fc.array(fc.integer({ min: 0, max: most }), { minLength: 24, maxLength: 24 });

/** A desk for some of the queues. Hold-back differs by queue and hour, and need not rise with the rank. */
const deskFor = (answers: readonly number[]): fc.Arbitrary<RoomPool> =>
  fc
    .record({
      order: fc.shuffledSubarray([...answers], { minLength: answers.length }),
      takes: fc.constantFrom("by priority" as const, "in the order listed" as const),
      handlers: hourly(6),
      holdBack: fc.array(hourly(3), { minLength: answers.length, maxLength: answers.length }),
      holdsBack: fc.boolean(),
    })
    .map(({ order, takes, handlers, holdBack, holdsBack }) => {
      // Nobody is held back from the queue that is served first; priorities follow the order of the queues.
      const best = takes === "in the order listed" ? order[0]! : Math.min(...order);
      const entries = order.map((queue, i) => [queue, queue === best ? 0 : holdBack[i]!] as const);
      return {
        answers: order,
        takes,
        handlers,
        ...(holdsBack && { holdBack: Object.fromEntries(entries) }),
      };
    });

function roomOf(queue: fc.Arbitrary<RoomQueue>): fc.Arbitrary<Scenario> {
  return fc.array(queue, { minLength: 1, maxLength: 4 }).chain((queues) =>
    fc
      .array(fc.integer({ min: 0, max: 1 }), { minLength: queues.length, maxLength: queues.length })
      .chain((deskOf) => {
        const desks = [0, 1]
          .map((desk) => deskOf.flatMap((of, queue) => (of === desk ? [queue] : [])))
          .filter((answers) => answers.length > 0);
        return fc
          .record({
            pools: fc.tuple(...desks.map(deskFor)),
            seed: fc.integer().map(String),
            days: fc.constantFrom(1, 2),
            warmUp: fc.constantFrom(0, 3600, 86_400),
            interval: fc.constantFrom(900, 1800, 3600),
            atEnd: fc.constantFrom("follow" as const, "stop" as const),
            draws: fc.constantFrom("tables" as const, "exact" as const),
            busyDays: fc.constantFrom({ spread: 0, correlation: 0 }, { spread: 0.3, correlation: 0.5 }),
          })
          .map((rest) =>
            room({ ...rest, queues: queues.map((one) => early(one, Math.min(rest.warmUp, 3600))) }),
          );
      }),
  );
}

/** Recorded calls that begin in the warm-up, if there is one. */
function early(queue: RoomQueue, seconds: number): RoomQueue {
  const { arrivals } = queue;
  if (arrivals?.kind !== "replay") return queue;
  return { ...queue, arrivals: { kind: "replay", times: arrivals.times.map((time) => time - seconds) } };
}

/** Rooms in which nothing but the hour and the length of a message is ever the same. */
export const anyDirectRoom: fc.Arbitrary<Scenario> = roomOf(anyQueue);
/** Rooms in which all times are whole and much happens at the same moment. */
export const roomInSteps: fc.Arbitrary<Scenario> = roomOf(queueInSteps);
