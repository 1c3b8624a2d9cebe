import type { Centre } from "./centre.ts";
import type { Duty } from "./duty.ts";
import type { Where } from "./brokenInvariant.ts";
import { type Ledger, POOL_EXTRA, poolExtraCell, poolFigure, type PoolExtra } from "./ledger.ts";

/** What the shifts themselves say when a run ends, to be held against the ledger. */
export interface DutyAtEnd {
  /** By pool: how long those who came were there, those on a break included, in handler-seconds; null without shifts. */
  readonly attended: readonly (number | null)[];
  /** Of all pools: breaks that shifts which have begun should bring, and those that nobody has begun yet. */
  readonly breaksOwed: number;
  readonly breaksToCome: number;
  /** Length of all breaks begun, as far as the shift lasts, and what is left of it. */
  readonly breakSeconds: number;
  readonly breakSecondsLeft: number;
}

export function dutyAtEnd({ plan, now }: Pick<Centre, "plan" | "now">, duty: Duty): DutyAtEnd {
  const runStarts = -plan.timetable.before * plan.timetable.intervalSeconds;
  const attended = plan.scenario.pools.map(({ rota }): number | null => (rota === null ? null : 0));
  plan.shifts.forEach(({ pool, start, end }, stint) => {
    const length = Math.min(end, now) - Math.max(start, runStarts);
    attended[pool] = attended[pool]! + duty.came[stint]! * Math.max(0, length);
  });
  return {
    attended,
    breaksOwed: duty.breaksOwed,
    breaksToCome: duty.breaksToCome(),
    breakSeconds: duty.secondsGiven,
    breakSecondsLeft: duty.breakSecondsLeft(now),
  };
}

type Check = (what: string, one: number, other: number) => void;

/**
 * Breaks owed = begun + missed + still to come (exactly); time on duty and on breaks by the clock = that of those who
 * came, by their shifts; time on breaks by the clock = the lengths of the breaks begun, less what is left of them.
 *
 * @throws BrokenInvariant by the checks it is given.
 */
export function checkDuty(
  { plan }: Where,
  ledger: Ledger,
  room: DutyAtEnd,
  { mustBeEqual, mustAgree }: { readonly mustBeEqual: Check; readonly mustAgree: Check },
): void {
  const total = (pool: number, column: PoolExtra): number => {
    let sum = 0;
    for (let bin = 0; bin <= ledger.bins; bin++) {
      sum += ledger.poolExtras[poolExtraCell(ledger, pool, bin) + POOL_EXTRA[column]]!;
    }
    return sum;
  };
  let [begun, missed, onBreak] = [0, 0, 0];
  plan.scenario.pools.forEach(({ name, rota }, pool) => {
    if (rota === null) return;
    begun += total(pool, "breaksBegun");
    missed += total(pool, "breaksMissed");
    onBreak += total(pool, "onBreak");
    let onDuty = 0;
    for (let bin = 0; bin <= ledger.bins; bin++) onDuty += poolFigure(ledger, pool, bin, "onDuty");
    mustAgree(`pool ${name}: time attended`, onDuty + total(pool, "onBreak"), room.attended[pool]!);
  });
  mustBeEqual("breaks", room.breaksOwed, begun + missed + room.breaksToCome);
  mustAgree("time on breaks", onBreak, room.breakSeconds - room.breakSecondsLeft);
}
