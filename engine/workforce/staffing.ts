import { timesOf } from "../random/times/index.ts";
import type { Pool, Rota, Scenario } from "../scenario/scenario.ts";
import type { Workforce } from "../scenario/people.ts";
import type { PoolMonth } from "./figures.ts";
import { weekFromPeople } from "./fromPeople.ts";
import { wholeHandlers, wholeRota } from "./roster.ts";

/** How a pool is staffed for a month, in the terms of the room. */
export interface PoolStaffing {
  /** Handlers on duty in each of the 168 hours of the week. */
  readonly handlers: readonly number[];
  /** Times what talk and wrap-up take at the pool as the scenario describes it. */
  readonly talkFactor: number;
  readonly wrapUpFactor: number;
  /** Heads of its shifts; null if it has none. */
  readonly rota: Rota | null;
}

/**
 * From people to handlers: a pool's own handlers are what its people give on the first day, and from then on they go
 * with the people. Where nothing has changed the pool is as it was, to the last digit. A pool whose handlers come from
 * people alone has as many as they are by their hours.
 *
 * @param firstDay    What the pool's people gave on the first day.
 * @param month       What they give now. A pool that no role staffs stays as it is.
 * @param weeklyHours Of full-time work.
 */
export function staffingOf(
  pool: Pool,
  firstDay: PoolMonth,
  month: PoolMonth,
  weeklyHours: number,
): PoolStaffing {
  const { handlers, rota, fromPeople } = pool;
  const pace = {
    talkFactor: nearly(month.talk / firstDay.talk),
    wrapUpFactor: nearly(month.wrapUp / firstDay.wrapUp),
  };
  if (fromPeople !== undefined)
    return { ...weekFromPeople(pool, fromPeople, month.effective, weeklyHours), ...pace };
  if (firstDay.effective === 0) return { handlers, talkFactor: 1, wrapUpFactor: 1, rota };
  const ratio = nearly(month.effective / firstDay.effective);
  return {
    handlers: wholeHandlers(handlers, ratio),
    rota: rota === null ? null : wholeRota(rota, ratio),
    ...pace,
  };
}

/** Whether talk or wrap-up may ever take longer, or less long, than on the first day: false if all people are alike. */
export function changesPace({ roles, courses, redeployed }: Workforce): boolean {
  const stages = courses.flatMap((course) => course.stages.filter(({ worksAt }) => worksAt > 0));
  const bands = [...roles, ...redeployed].flatMap(({ proficiency }) => proficiency);
  return [...stages, ...bands].some(({ talk, wrapUp }) => talk !== 1 || wrapUp !== 1);
}

/** Averages over days that are all alike differ in the last digits; such a difference is none. */
function nearly(ratio: number): number {
  return Math.abs(ratio - 1) < 1e-12 ? 1 : ratio;
}

/**
 * Of each pool, talk ÷ (talk + wrap-up): the mean over the queues that it answers, all alike. It decides only how
 * talk and wrap-up factors that differ are weighed.
 */
export function talkSharesOf({ pools, queues }: Scenario): readonly number[] {
  return pools.map(({ answers }) => {
    const shares = answers.map((queue) => {
      const talk = timesOf(queues[queue]!.talk).mean;
      const wrapUp = timesOf(queues[queue]!.wrapUp).mean;
      const share = talk / (talk + wrapUp);
      return Number.isFinite(share) ? share : 1;
    });
    return shares.reduce((sum, share) => sum + share, 0) / shares.length;
  });
}
