import type { Scenario } from "../scenario/scenario.ts";
import type { Timetable } from "../scenario/timetable.ts";
import { localDay } from "../scenario/wallClock.ts";

const SECONDS_A_DAY = 86_400;

/** One shift of one desk on one day. Times are in seconds from the start of the counted period. */
export interface ShiftOnDay {
  readonly pool: number;
  /** Index into the shifts of the pool's rota. */
  readonly shift: number;
  /** Days from the first counted day to the one on which it starts; negative before. */
  readonly day: number;
  readonly start: number;
  readonly end: number;
  /** Of the day on which it starts; 0 is Monday. */
  readonly weekday: number;
  /** Heads rostered. */
  readonly heads: number;
}

/**
 * Every shift of which a part lies within the run, one that is under way when the run begins included, in the order of
 * the pools, the days and the rotas.
 */
export function shiftsWithin(
  { period, pools }: Pick<Scenario, "period" | "pools">,
  { before, counted, after, intervalSeconds }: Timetable,
): readonly ShiftOnDay[] {
  if (pools.every(({ rota }) => rota === null)) return [];
  const runStarts = -before * intervalSeconds;
  const runEnds = (counted + after) * intervalSeconds;
  // A shift lasts a day at most, and a day is an hour longer at most.
  const firstDay = Math.floor(runStarts / SECONDS_A_DAY) - 2;
  const lastDay = Math.ceil(runEnds / SECONDS_A_DAY) + 1;
  const days = Array.from({ length: lastDay - firstDay + 1 }, (_, i) => ({
    day: firstDay + i,
    ...localDay(period, firstDay + i),
  }));
  return pools.flatMap(({ rota }, pool) =>
    days.flatMap(({ day, weekday, momentOf }) =>
      (rota?.shifts ?? []).flatMap(({ start: clock, length, heads }, shift) => {
        if (heads[weekday] === 0) return [];
        const start = momentOf(clock);
        const end = start + length;
        return end <= runStarts || start >= runEnds
          ? []
          : [{ pool, shift, day, start, end, weekday, heads: heads[weekday]! }];
      }),
    ),
  );
}
