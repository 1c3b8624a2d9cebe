import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDirect } from "../../../engine/centre/direct/applies.ts";
import { POOL_EXTRA, poolExtraCell, queueExtra } from "../../../engine/centre/ledger.ts";
import { planOf } from "../../../engine/centre/plan.ts";
import { runTrial } from "../../../engine/centre/run.ts";
import type { Scenario } from "../../../engine/scenario/scenario.ts";
import { seconds } from "../../../engine/units.ts";
import { fixed } from "../../support/rooms.ts";
import { expectSameLedger } from "../../support/sameLedger.ts";
import { anyDirectRoom, anyRoomOfFollowers, roomInSteps } from "./rooms.ts";

const SEED = { seed: 20_230_228 };
/** The end of February, in seconds from its start. */
const MIDNIGHT = 28 * 86_400;

/** The same room over February and March: other hours and, where times are fixed, talk twice as long in March. */
function overMonths(scenario: Scenario, shift: number): Scenario {
  return {
    ...scenario,
    period: {
      kind: "month",
      year: 2023,
      month: 2,
      months: 2,
      timeZone: "Europe/London",
      bankHolidays: [],
      bankHolidaysLike: 6,
    },
    interval: seconds(3600),
    queues: scenario.queues.map((queue) => ({
      ...queue,
      ...(queue.talk.kind === "deterministic" &&
        queue.talk.value > 0 && { talkByMonth: [null, seconds(2 * queue.talk.value)] }),
      arrivals:
        queue.arrivals.kind === "replay"
          ? { ...queue.arrivals, times: queue.arrivals.times.map((time) => time + shift) }
          : queue.arrivals,
    })),
    pools: scenario.pools.map((pool) => ({
      ...pool,
      handlersByMonth: [pool.handlers, pool.handlers.toReversed()],
    })),
  };
}

/** Both loops agree, the state at the month's ends included. @returns how many were waiting and busy at the first. */
function carried(
  scenario: Scenario,
  toTheByte: boolean,
): { readonly waiting: number; readonly busy: number } {
  const plan = planOf(scenario);
  expect(isDirect(plan)).toBe(true);
  const direct = runTrial(plan, 0, null, { loop: "direct" });
  const events = runTrial(plan, 0, null, { loop: "events" });
  expectSameLedger(plan, direct, events);
  expect([...direct.poolExtras]).toEqual([...events.poolExtras]);
  if (toTheByte) {
    for (const column of ["queueCells", "poolCells", "queueExtras"] as const) {
      expect(Buffer.from(direct[column].buffer).equals(Buffer.from(events[column].buffer))).toBe(true);
    }
  }
  const { firstInterval } = plan.timetable.months[1]!;
  const bin = plan.binOf[firstInterval - 1]!;
  const sum = (of: readonly number[]): number => of.reduce((all, one) => all + one, 0);
  return {
    waiting: sum(scenario.queues.map((_, queue) => queueExtra(direct, queue, bin, "waitingAtMonthEnd"))),
    busy: sum(
      scenario.pools.map(
        (_, pool) => direct.poolExtras[poolExtraCell(direct, pool, bin) + POOL_EXTRA.busyAtMonthEnd]!,
      ),
    ),
  };
}

describe("both loops fill one ledger over the end of a month", () => {
  it("in any room that the direct one can run", () => {
    fc.assert(
      fc.property(anyDirectRoom, (scenario) => {
        carried(overMonths(scenario, 0), false);
      }),
      { ...SEED, numRuns: 5 },
    );
  });

  it("where callers dial again and go on to other queues, with the talk of the month in which they do", () => {
    fc.assert(
      fc.property(anyRoomOfFollowers, (scenario) => {
        const fixedTalk = scenario.queues.map((queue) => ({ ...queue, talk: fixed(300) }));
        carried(overMonths({ ...scenario, queues: fixedTalk }, 0), false);
      }),
      { ...SEED, numRuns: 5 },
    );
  });

  it("to the last byte where all times are whole, and much happens at that very midnight", () => {
    let [waiting, busy] = [0, 0];
    fc.assert(
      fc.property(roomInSteps, (scenario) => {
        const found = carried(overMonths(scenario, MIDNIGHT - 18_000), true);
        waiting += found.waiting;
        busy += found.busy;
      }),
      { ...SEED, numRuns: 80 },
    );
    expect(waiting).toBeGreaterThan(50);
    expect(busy).toBeGreaterThan(50);
  });
});
