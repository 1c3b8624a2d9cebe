import { describe, expect, it } from "vitest";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import { share } from "../../engine/units.ts";
import { exponential, room, type RoomPool, type RoomQueue, total } from "../support/rooms.ts";

/** Alternately 3 and 6 handlers, hour by hour. */
const CHANGING = Array.from({ length: 168 }, (_, hour) => (hour % 2 === 0 ? 3 : 6));
const BOTH = [0, 1];
const usual: readonly RoomQueue[] = [
  { callsPerHour: 12, talk: exponential(400), wrapUp: exponential(60), patience: exponential(300) },
  { callsPerHour: 20, talk: exponential(600), wrapUp: exponential(120), patience: exponential(500) },
];
const redialling: readonly RoomQueue[] = [
  usual[0]!,
  {
    ...usual[1]!,
    redials: {
      first: share(0.5),
      later: share(0.3),
      afterMessage: share(0),
      delay: exponential(600),
      mostTries: 5,
    },
  },
];

describe("a desk of nobody", () => {
  it.each([
    ["", usual, {}],
    [" with 999 that may interrupt wrap-up", [{ ...usual[0]!, mayInterruptWrapUp: true }, usual[1]!], {}],
    [" with handlers held back", usual, { holdBack: [0, 1] }],
    [" with callers who dial again", redialling, {}],
  ] as const)("that overflows is as if it were not there%s: the pooled room", (_, queues, general) => {
    const pools = (desks: readonly RoomPool[]) =>
      planOf(
        room({
          days: 5,
          seed: "nobody",
          queues,
          pools: [...desks, { handlers: CHANGING, answers: BOTH, ...general }],
        }),
      );
    const pooled = runTrial(pools([]), 0, null, { loop: "events" });
    const with999Desk = runTrial(pools([{ handlers: 0, answers: [0] }]), 0, null, { loop: "events" });
    expect(Buffer.from(with999Desk.queueCells.buffer)).toEqual(Buffer.from(pooled.queueCells.buffer));
    expect(Buffer.from(with999Desk.waits.buffer)).toEqual(Buffer.from(pooled.waits.buffer));
    expect(total(pooled, 1, "abandoned")).toBeGreaterThan(50);
    // A desk of one is another room.
    const withOne = runTrial(pools([{ handlers: 1, answers: [0] }]), 0, null, { loop: "events" });
    expect(total(withOne, 0, "waitOfAnswered")).toBeLessThan(total(pooled, 0, "waitOfAnswered"));
  });
});
