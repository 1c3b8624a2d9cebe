import { describe, expect, it } from "vitest";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import type { Room } from "../support/rooms.ts";
import { exponential, fixed, room } from "../support/rooms.ts";
import { rota, type WantedShift } from "../support/rotas.ts";

const DAY = 24;

/** Six hours a shift: 7 to 13 three heads, 10 to 16 two, 15 to 2 four, 0 to 7 one. */
const SHIFTS: readonly WantedShift[] = [
  { start: 7, length: 6, heads: 3 },
  { start: 10, length: 6, heads: 2 },
  { start: 15, length: 11, heads: 4 },
  { start: 0, length: 7, heads: 1 },
];
const HOURS = Array.from({ length: DAY }, (_, hour) =>
  SHIFTS.reduce(
    (sum, { start, length, heads }) =>
      (hour - start + DAY) % DAY < length && typeof heads === "number" ? sum + heads : sum,
    0,
  ),
);

const BUSY: Pick<Room, "queues" | "days" | "warmUp" | "seed"> = {
  days: 3,
  warmUp: 86_400,
  seed: "shifts and hours",
  queues: [
    { callsPerHour: 12, talk: exponential(300), patience: exponential(90), mayInterruptWrapUp: true },
    { callsPerHour: 20, talk: exponential(400), wrapUp: fixed(60), patience: exponential(600) },
  ],
};

describe("shifts that begin and end on the hour", () => {
  it.each([900, 3600])(
    "are the handlers of those hours, to the last byte (intervals of %i s)",
    (interval) => {
      const byHour = room({ ...BUSY, interval, pools: [{ handlers: HOURS, holdBack: 1 }] });
      const byShift = room({ ...BUSY, interval, pools: [{ rota: rota({ shifts: SHIFTS }), holdBack: 1 }] });
      expect(byShift.pools[0]!.handlers).toEqual(byHour.pools[0]!.handlers);
      const hourly = runTrial(planOf(byHour), 3, null, { loop: "events" });
      const shifts = runTrial(planOf(byShift), 3);
      // A room in which little happens would prove little.
      expect(hourly.queueCells.reduce((sum, cell) => sum + cell, 0)).toBeGreaterThan(10_000);
      for (const part of ["queueCells", "poolCells", "waits", "longestWait"] as const) {
        expect(Buffer.from(shifts[part].buffer).equals(Buffer.from(hourly[part].buffer)), part).toBe(true);
      }
    },
  );
});
