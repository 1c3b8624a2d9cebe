/** Random rooms that the direct loop can run, with as much going on as a scenario can say. */
import fc from "fast-check";
import type { Distribution } from "../../../engine/random/times/distribution.ts";
import type { Queue, Scenario } from "../../../engine/scenario/scenario.ts";
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

/** What may follow contacts of a queue, those who go on going to any of these. */
type Follows = (
  to: readonly number[],
) => fc.Arbitrary<{ readonly redials: Queue["redials"]; readonly onward: Queue["onward"] }>;

const nothing: Follows = () => fc.constant({ redials: null, onward: null });

const ENDINGS = ["not answered", "hung up in message", "moved to digital", "answered"] as const;

const followsAfter =
  (delay: fc.Arbitrary<Distribution>, endings: readonly (typeof ENDINGS)[number][] = ENDINGS): Follows =>
  (to) => {
    const part = fc.constantFrom(share(0), share(0.2), share(0.4));
    return fc.record({
      redials: fc.option(
        fc.record({
          first: part,
          later: part,
          afterMessage: part,
          delay,
          mostTries: fc.constantFrom(2, 5),
        }),
      ),
      onward: fc.option(
        fc
          .array(
            fc.record({
              after: fc.constantFrom(...endings),
              share: part,
              to: fc.constantFrom(...to),
              delay,
              mostTries: fc.constantFrom(2, 100),
            }),
            { minLength: 1, maxLength: 5 },
          )
          // Two of one ending at most, so that stories end soon.
          .map((rules) =>
            rules.filter(
              ({ after }, i) => rules.slice(0, i).filter((other) => other.after === after).length < 2,
            ),
          ),
      ),
    });
  };

/** Queues that need the event loop, and the desk that serves them. */
const deskByCalendar: fc.Arbitrary<{ readonly queues: readonly RoomQueue[]; readonly pool: RoomPool }> = fc
  .tuple(
    fc.array(
      anyQueue.chain((queue) =>
        fc.constantFrom<RoomQueue>(
          { ...queue, priority: 9 },
          {
            ...queue,
            priority: 9,
            work: { interruptible: true, backlogAtStart: 3 },
            // Items that wait from the start begin at one moment, and must not end at one.
            talk: exponential(500),
            wrapUp: fixed(0),
            patience: never,
            message: null,
            balking: 0,
          },
          { ...queue, priority: 9, chat: { patienceInside: exponential(2000), open: null } },
        ),
      ),
      { minLength: 2, maxLength: 2 },
    ),
    hourly(4),
  )
  .map(([queues, handlers]) => ({
    queues,
    pool: {
      handlers,
      ...(queues.some(({ chat }) => chat !== undefined) && {
        chats: { speeds: [1, 0.7, 0.5], calls: "wait" as const },
      }),
    },
  }));

interface Parts {
  readonly follows?: Follows;
  /** How many desks at most: 1 or 2. */
  readonly desks?: number;
  readonly byCalendar?: typeof deskByCalendar;
}

function roomOf(
  queue: fc.Arbitrary<RoomQueue>,
  { follows = nothing, desks: most = 2, byCalendar }: Parts = {},
): fc.Arbitrary<Scenario> {
  const plain = fc.array(queue, { minLength: 1, maxLength: 4 });
  const rest = byCalendar ?? fc.constant(null);
  return fc.tuple(plain, rest).chain(([directly, last]) =>
    fc
      .array(fc.integer({ min: 0, max: most - 1 }), {
        minLength: directly.length,
        maxLength: directly.length,
      })
      .chain((places) => {
        const queues = [...directly, ...(last?.queues ?? [])];
        const deskOf = [...places, ...(last?.queues ?? []).map(() => 2)];
        const desks = [0, 1]
          .map((desk) => places.flatMap((of, q) => (of === desk ? [q] : [])))
          .filter((answers) => answers.length > 0);
        const lastDesk = { ...last?.pool, answers: deskOf.flatMap((of, q) => (of === 2 ? [q] : [])) };
        return fc
          .record({
            pools: fc.tuple(...desks.map(deskFor)),
            // Nobody goes back to a desk that comes before.
            after: fc.tuple(
              ...queues.map((_, q) => follows(deskOf.flatMap((of, to) => (of >= deskOf[q]! ? [to] : [])))),
            ),
            seed: fc.integer().map(String),
            days: fc.constantFrom(1, 2),
            warmUp: fc.constantFrom(0, 3600, 86_400),
            interval: fc.constantFrom(900, 1800, 3600),
            atEnd: fc.constantFrom("follow" as const, "stop" as const),
            draws: fc.constantFrom("tables" as const, "exact" as const),
            busyDays: fc.constantFrom({ spread: 0, correlation: 0 }, { spread: 0.3, correlation: 0.5 }),
          })
          .map(({ pools, after, ...wanted }) =>
            room({
              ...wanted,
              pools: last === null ? pools : [lastDesk, ...pools],
              queues: queues.map((one, q) => ({
                ...early(one, Math.min(wanted.warmUp, 3600)),
                ...after[q],
                ...(one.work !== undefined && { redials: null }),
              })),
            }),
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
/** The same, in which callers dial again and go on to other queues. */
export const anyRoomOfFollowers: fc.Arbitrary<Scenario> = roomOf(anyQueue, {
  follows: followsAfter(length(30, 3000)),
});
/** The same, beside a desk that needs the event loop. */
export const anyRoomInParts: fc.Arbitrary<Scenario> = roomOf(anyQueue, {
  follows: followsAfter(length(30, 3000)),
  byCalendar: deskByCalendar,
});
/** Rooms in which all times are whole and much happens at the same moment. */
export const roomInSteps: fc.Arbitrary<Scenario> = roomOf(queueInSteps);
/**
 * The same with one desk, in which callers who were not answered dial again and go on to other queues, some of them at once.
 * (Those who go on after an answer do so at the moment at which a handler comes free. What else happens at that very moment
 * may come before or after it: the loops differ in that.)
 */
export const roomOfFollowersInSteps: fc.Arbitrary<Scenario> = roomOf(queueInSteps, {
  follows: followsAfter(steps(0, 12), ["not answered", "hung up in message"]),
  desks: 1,
});
