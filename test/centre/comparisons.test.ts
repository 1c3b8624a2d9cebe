import { describe, expect, it } from "vitest";
import type { Ledger } from "../../engine/centre/ledger.ts";
import { QUEUE_COLUMN, queueCell } from "../../engine/centre/ledger.ts";
import type { QueueColumn } from "../../engine/centre/ledger.ts";
import type { Scenario } from "../../engine/scenario/scenario.ts";
import { erlangA } from "../../engine/theory/index.ts";
import { seconds, share } from "../../engine/units.ts";
import type { Estimated, Room, RoomQueue } from "../support/rooms.ts";
import {
  exponential,
  expectAllExact,
  expectExact,
  fixed,
  measured,
  replicate,
  room,
  runOnce,
  total,
} from "../support/rooms.ts";

const CALLS_999: RoomQueue = {
  callsPerHour: 46,
  talk: { kind: "lognormal", mean: seconds(300), spread: 1 },
  wrapUp: fixed(60),
  patience: exponential(900),
};
const CALLS_101: RoomQueue = {
  callsPerHour: 37,
  talk: exponential(540),
  wrapUp: exponential(60),
  patience: { kind: "weibull", scale: seconds(600), shape: 0.8 },
  balking: 0.1,
  message: { duration: exponential(40), hangUp: share(0.1), moveToDigital: share(0.1) },
};
const usual = (more: Partial<Room> = {}): Scenario =>
  room({ days: 3, warmUp: 86_400, handlers: 12, queues: [CALLS_999, CALLS_101], ...more });

/** All that one queue's callers did, byte for byte. */
function bytesOf(ledger: Ledger, queue: number): Buffer {
  const cells = ledger.queueCells.slice(queueCell(ledger, queue, 0), queueCell(ledger, queue + 1, 0));
  return Buffer.from(cells.buffer);
}

function expectSameStory(one: Ledger, other: Ledger, queue: number): void {
  expect(total(one, queue, "delayed")).toBeGreaterThan(0); // else there is no story
  expect(bytesOf(one, queue).equals(bytesOf(other, queue))).toBe(true);
}

/** What was settled about each caller at birth, by queue and number. */
function callersOf(scenario: Scenario): Map<string, readonly number[]> {
  const callers = new Map<string, readonly number[]>();
  runOnce(scenario, {
    dialled: ({ contacts, now, plan }, contact) => {
      const name = plan.scenario.queues[contacts.queueOf(contact)]!.name;
      const fates = [contacts.talkOf(contact), contacts.wrapUpOf(contact), contacts.patienceOf(contact)];
      const balks = contacts.leavesIfNobodyIsFree(contact) ? 1 : 0;
      callers.set(`${name} ${contacts.numberOf(contact)}`, [now, ...fates, balks]);
    },
  });
  return callers;
}

/** Expects every caller whom both rooms met to be the same person, and that there were many. */
function expectSameCallers(one: Scenario, other: Scenario): void {
  const [here, there] = [callersOf(one), callersOf(other)];
  let met = 0;
  for (const [caller, fates] of here) {
    const same = there.get(caller);
    if (same === undefined) continue;
    expect(same).toEqual(fates);
    met++;
  }
  expect(met).toBeGreaterThan(5000);
}

describe("rooms that must come out the same, to the last byte", () => {
  it("nobody held back by the hour, and nobody held back at all", () => {
    const zeros = { 1: new Array<number>(168).fill(0) };
    const [one, other] = [usual({ holdBack: 0 }), usual({ pools: [{ handlers: 12, holdBack: zeros }] })];
    for (const queue of [0, 1]) expectSameStory(runOnce(one), runOnce(other), queue);
  });

  it("a 999 desk without handlers in front of the general desk, and no such desk", () => {
    const desks = usual({
      pools: [
        { handlers: 0, answers: [0] },
        { handlers: 12, holdBack: 2 },
      ],
    });
    for (const queue of [0, 1]) expectSameStory(runOnce(usual({ holdBack: 2 })), runOnce(desks), queue);
  });

  it("a message of no length that nobody leaves, and no message", () => {
    const message = { duration: fixed(0), hangUp: share(0), moveToDigital: share(0) };
    const with0 = usual({ queues: [{ ...CALLS_999, message }, CALLS_101] });
    for (const queue of [0, 1]) expectSameStory(runOnce(usual()), runOnce(with0), queue);
  });

  it("patience from dialling and from the offer, without a message", () => {
    const from = usual({ queues: [{ ...CALLS_999, patienceRuns: "from dialling" }, CALLS_101] });
    for (const queue of [0, 1]) expectSameStory(runOnce(usual()), runOnce(from), queue);
  });

  it("wrap-up that might be interrupted by callers who never come, and wrap-up as part of the call", () => {
    const nobody: RoomQueue = { arrivals: { kind: "replay", times: [] }, name: "nobody", priority: 1 };
    const plain = usual({ queues: [CALLS_999, CALLS_101, nobody] });
    const open = usual({ queues: [CALLS_999, CALLS_101, { ...nobody, mayInterruptWrapUp: true }] });
    for (const queue of [0, 1]) expectSameStory(runOnce(plain), runOnce(open), queue);
  });

  it("priorities 1 and 2, and priorities 3 and 7", () => {
    const far = usual({
      queues: [
        { ...CALLS_999, priority: 3 },
        { ...CALLS_101, priority: 7 },
      ],
    });
    for (const queue of [0, 1]) expectSameStory(runOnce(usual()), runOnce(far), queue);
  });

  it("a desk that takes 999 and then 101 in the order listed, and by priority", () => {
    const listed = usual({ takes: "in the order listed" });
    for (const queue of [0, 1]) expectSameStory(runOnce(usual()), runOnce(listed), queue);
  });

  it("999 with a desk of its own, whether or not 101 has another", () => {
    const alone = usual({ queues: [CALLS_999], handlers: 6 });
    const both = usual({
      pools: [
        { handlers: 6, answers: [0] },
        { handlers: 7, answers: [1] },
      ],
    });
    expectSameStory(runOnce(alone), runOnce(both), 0);
  });

  it("results by the hour and by the quarter: the same callers have the same fates", () => {
    const [hours, quarters] = [runOnce(usual({ interval: 3600 })), runOnce(usual({ interval: 900 }))];
    for (const queue of [0, 1]) {
      for (const column of Object.keys(QUEUE_COLUMN) as QueueColumn[]) {
        // Counts are the same; sums of a few thousand times may differ in rounding.
        expect(total(quarters, queue, column)).toBeCloseTo(total(hours, queue, column), 5);
      }
      expect(quarters.longestWait).toEqual(hours.longestWait);
      expect(quarters.waits).toEqual(hours.waits);
    }
  });

  it("a run that stops at the end and one that follows its callers, but for those still inside", () => {
    const [stops, follows] = [runOnce(usual({ atEnd: "stop" })), runOnce(usual({ atEnd: "follow" }))];
    for (const queue of [0, 1]) {
      expect(total(stops, queue, "offered")).toBe(total(follows, queue, "offered"));
      const stories = (run: Ledger) => total(run, queue, "answered") + total(run, queue, "abandoned");
      expect(stories(follows)).toBe(total(follows, queue, "offered"));
      expect(stories(stops)).toBeLessThanOrEqual(stories(follows));
    }
  });
});

describe("two rooms that share a seed", () => {
  it("meet the same callers if one has a handler more", () => {
    expectSameCallers(usual(), usual({ handlers: 13 }));
  });

  it("meet the same callers if one holds handlers back, changes priorities or follows to the end", () => {
    const other = usual({ holdBack: 3, takes: "in the order listed", atEnd: "stop", interval: 900 });
    expectSameCallers(usual(), other);
  });

  it("meet the same callers if one has another queue, in front or behind", () => {
    const chat: RoomQueue = { name: "chat", callsPerHour: 20, priority: 3 };
    const named = [
      { ...CALLS_999, name: "999", priority: 1 },
      { ...CALLS_101, name: "101", priority: 2 },
    ];
    expectSameCallers(usual(), usual({ queues: [...named, chat] }));
    expectSameCallers(usual(), usual({ queues: [chat, ...named] }));
    const busyDays = { spread: 0.2, correlation: 0.4 };
    expectSameCallers(usual({ busyDays }), usual({ busyDays, queues: [chat, ...named] }));
  });

  it("meet the same callers, sooner, if one has twice the calls", () => {
    const rate = (callsPerHour: number) =>
      callersOf(room({ days: 3, handlers: 20, queues: [{ ...CALLS_999, callsPerHour }] }));
    const [once, twice] = [rate(46), rate(92)];
    let met = 0;
    for (const [caller, [dialled, ...fates]] of once) {
      const [sooner, ...same] = twice.get(caller)!;
      expect(same).toEqual(fates);
      expect(sooner! / dialled!).toBeCloseTo(0.5, 9); // halving is exact but for the end of each step of the rate
      met++;
    }
    expect(met).toBeGreaterThan(3000);
  });
});

describe("one line, first come first served, nobody hangs up", () => {
  it("makes no caller wait longer if there is a handler more (Kiefer and Wolfowitz)", () => {
    const waits = (handlers: number) => {
      const of = new Map<number, number>();
      runOnce(room({ days: 5, handlers, queues: [{ ...CALLS_999, patience: { kind: "never" } }] }), {
        answered: ({ contacts, now }, contact) => {
          const offered = contacts.offerTimeOf(contact);
          // Runs end at different moments: look at callers of the period only.
          if (offered < 5 * 86_400) of.set(contacts.numberOf(contact), now - offered);
        },
      });
      return of;
    };
    const [few, more] = [waits(5), waits(6)];
    expect(more.size).toBe(few.size);
    let shorter = 0;
    for (const [caller, wait] of few) {
      const better = more.get(caller)!;
      expect(better).toBeLessThanOrEqual(wait + 1e-6); // rounding of the clock
      if (better < wait - 1) shorter++;
    }
    expect(shorter).toBeGreaterThan(1000);
  });
});

describe("a room in which everything happens twice as fast", () => {
  const paced = (pace: number): Scenario => {
    const time = (mean: number) => exponential(mean / pace);
    const queue = (callsPerHour: number, talk: number, patience: number): RoomQueue => ({
      callsPerHour: callsPerHour * pace,
      talk: time(talk),
      wrapUp: fixed(60 / pace),
      patience: time(patience),
      message: { duration: fixed(30 / pace), hangUp: share(0.1), moveToDigital: share(0) },
      balking: 0.05,
      targets: [10 / pace, 90 / pace],
    });
    return room({
      days: 6 / pace,
      warmUp: 86_400 / pace,
      handlers: 12,
      holdBack: 1,
      queues: [queue(40, 300, 900), queue(36, 540, 700)],
    });
  };

  it.each([2, 3])("has the same callers answered and lost (pace %i)", (pace) => {
    const [slow, fast] = [runOnce(paced(1)), runOnce(paced(pace))];
    for (const queue of [0, 1]) {
      for (const column of Object.keys(QUEUE_COLUMN) as QueueColumn[]) {
        const isTime = /^(waitOf|talk$|wrapUp$|timeInLine$|workDialled$)/.test(column);
        const expected = total(slow, queue, column) / (isTime ? pace : 1);
        if (isTime) expect(total(fast, queue, column) / expected).toBeCloseTo(1, 9);
        else expect(total(fast, queue, column)).toBe(expected);
      }
      expect(total(slow, queue, "abandoned")).toBeGreaterThan(50);
    }
  });
});

describe("a queue split in two of equal priority", () => {
  it("is the same queue: each half waits as Erlang A says of the whole", () => {
    const whole = { callsPerHour: 48, meanHandling: seconds(700), meanPatience: seconds(1000), handlers: 8 };
    const exact = erlangA(whole);
    const ofHalf: RoomQueue = {
      callsPerHour: 24,
      priority: 1,
      talk: exponential(whole.meanHandling),
      patience: exponential(whole.meanPatience),
    };
    const runs = replicate(room({ days: 20, warmUp: 86_400, handlers: 8, queues: [ofHalf, ofHalf] }), 20);
    for (const queue of [0, 1]) {
      const half = measured(runs, queue);
      const { abandonedShare, meanWaitAnswered, shareWaiting } = half;
      expectAllExact(
        { abandonedShare, meanWaitAnswered, shareWaiting, within90: half.withinOfOffered(1) },
        {
          abandonedShare: exact.abandonedShare,
          meanWaitAnswered: exact.meanWaitAnswered,
          shareWaiting: exact.pWait,
          within90: exact.serviceLevel(seconds(90)),
        },
        0.02,
      );
    }
  });

  it("is the same queue, call by call, if calls and talks are fixed", () => {
    const times = Array.from({ length: 900 }, (_, i) => 95 * i + 40 * Math.sin(i));
    const calls = (some: readonly number[], priority: number): RoomQueue => ({
      arrivals: { kind: "replay", times: some },
      priority,
      talk: fixed(473),
      wrapUp: fixed(31),
      patience: fixed(301.5),
    });
    const handlers = Array.from({ length: 24 }, (_, hour) => 3 + (hour % 4));
    const whole = runOnce(room({ handlers, queues: [calls(times, 1)] }));
    const halves = runOnce(
      room({
        handlers,
        queues: [0, 1].map((half) =>
          calls(
            times.filter((_, i) => i % 2 === half),
            1,
          ),
        ),
      }),
    );
    for (const column of ["offered", "answered", "abandoned", "delayed", "answeredWithin0"] as const) {
      expect(total(halves, 0, column) + total(halves, 1, column)).toBe(total(whole, 0, column));
    }
    for (const column of ["waitOfAnswered", "waitOfAbandoned", "timeInLine"] as const) {
      expect(total(halves, 0, column) + total(halves, 1, column)).toBeCloseTo(total(whole, 0, column), 6);
    }
    expect(total(whole, 0, "abandoned")).toBeGreaterThan(50);
    expect(total(whole, 0, "delayed") - total(whole, 0, "abandoned")).toBeGreaterThan(50);
  });
});

describe("999 ahead of 101 at one desk", () => {
  it("waits only for whoever finishes next, however many 101 callers there are", () => {
    // When 101 never runs out, each 999 call finds all 8 handlers busy: the 999 line alone is then served at 8 ÷ 300 s,
    // and a wait is 1 ÷ (8 ÷ 300 s − 40 an hour) on average. With fewer 101 calls some find a handler idle: less.
    const most = 1 / (8 / 300 - 40 / 3600);
    const waitWith = (callsPerHour: number): Estimated =>
      measured(
        replicate(
          room({
            days: 10,
            warmUp: 21_600,
            handlers: 8,
            queues: [
              { callsPerHour: 40, talk: exponential(300) },
              { callsPerHour, talk: exponential(300), patience: exponential(600) },
            ],
          }),
          16,
        ),
        0,
      ).meanWaitAll;
    const [few, some, flood] = [waitWith(10), waitWith(40), waitWith(300)];
    const above = (one: Estimated, other: Estimated) =>
      one.value - other.value - 4 * Math.hypot(one.standardError, other.standardError);
    expect(above(some, few)).toBeGreaterThan(0);
    expect(above(flood, some)).toBeGreaterThan(0);
    expectExact("999 behind endless 101", flood, most, 0.02);
  });
});
