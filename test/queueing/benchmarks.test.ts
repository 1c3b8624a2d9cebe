import { describe, it } from "vitest";
import type { Redials } from "../../engine/scenario/scenario.ts";
import { seconds, share } from "../../engine/units.ts";
import type { Room, RoomQueue } from "../support/rooms.ts";
import { exponential, expectAllExact, fixed, measured, replicate, room } from "../support/rooms.ts";

/** Figures of 20,000 simulated months by independent programs: their own error is a hundredth of that allowed here. */
interface Reference {
  readonly abandoned: readonly [number, number];
  readonly waitOfAnswered: readonly [number, number];
  readonly waitOfAll: readonly [number, number];
}

const MONTHS = 40;

function expectReference(scenario: Omit<Room, "queues">, queues: readonly RoomQueue[], reference: Reference) {
  const common: readonly RoomQueue[] = [
    { wrapUp: fixed(60), patience: exponential(1500) },
    { wrapUp: fixed(60), patience: exponential(1200) },
  ];
  const runs = replicate(
    room({
      days: 30,
      atEnd: "stop", // a caller still waiting at the end of the month is left
      ...scenario,
      queues: queues.map((queue, q) => ({ ...common[q], ...queue })),
    }),
    MONTHS,
  );
  [0, 1].forEach((q) => {
    const { abandonedShare, meanWaitAnswered, meanWaitAll } = measured(runs, q);
    expectAllExact(
      { abandonedShare, meanWaitAnswered, meanWaitAll },
      {
        abandonedShare: reference.abandoned[q]!,
        meanWaitAnswered: reference.waitOfAnswered[q]!,
        meanWaitAll: reference.waitOfAll[q]!,
      },
      0.015,
    );
  });
}

describe.each(["tables", "exact"] as const)("a month of 999 and 101, drawn from %s", (draws) => {
  it("comes out as benchmark B1: steady calls, 12 handlers, exponential talk", () => {
    expectReference(
      { handlers: 12, draws },
      [
        { callsPerHour: 46, talk: exponential(300) },
        { callsPerHour: 37, talk: exponential(540) },
      ],
      { abandoned: [0.018828, 0.074252], waitOfAnswered: [27.696, 81.257], waitOfAll: [28.247, 89.108] },
    );
  });
});

describe("a month of 999 and 101 whose callers dial again", () => {
  it("comes out as benchmark B3: B1, with redials by nearly all of 999 and some of 101", () => {
    const redials = (first: number, delay: number): Redials => ({
      first: share(first),
      later: share(first),
      afterMessage: share(0),
      delay: exponential(delay),
      mostTries: 1000,
    });
    expectReference(
      { handlers: 12, draws: "tables" },
      [
        { callsPerHour: 46, talk: exponential(300), redials: redials(0.9, 60) },
        { callsPerHour: 37, talk: exponential(540), redials: redials(0.4, 1800) },
      ],
      { abandoned: [0.021854, 0.092751], waitOfAnswered: [32.193, 101.409], waitOfAll: [32.785, 111.303] },
    );
  });
});

describe("a month of 999 and 101 with busy and quiet hours", () => {
  it("comes out as benchmark B2: calls and handlers follow the hour of the week, lognormal talk", () => {
    const shape = [
      64, 52, 44, 40, 40, 47, 64, 88, 110, 124, 130, 132, 132, 128, 126, 126, 128, 130, 132, 130, 126, 116,
      102, 89,
    ];
    const day = [98, 96, 97, 99, 106, 108, 96];
    const factor = day.flatMap((ofDay) => shape.map((ofHour) => (ofHour * ofDay) / 10_000));
    const queue = (perHour: number, meanTalk: number): RoomQueue => ({
      arrivals: { kind: "hourly", perHour: factor.map((f) => perHour * f) },
      talk: { kind: "lognormal", mean: seconds(meanTalk), spread: 1 },
    });
    expectReference(
      { handlers: factor.map((f) => Math.ceil((10.7667 * f) / 0.9) + 1), draws: "tables" },
      [queue(46, 300), queue(37, 540)],
      { abandoned: [0.008874, 0.030462], waitOfAnswered: [13.001, 33.386], waitOfAll: [13.312, 36.561] },
    );
  });
});
