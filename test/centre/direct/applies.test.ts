import { describe, expect, it } from "vitest";
import { isDirect, partsOf } from "../../../engine/centre/direct/applies.ts";
import { planOf } from "../../../engine/centre/plan.ts";
import { begin, loopFor, runTrial } from "../../../engine/centre/run.ts";
import type { Onward } from "../../../engine/scenario/scenario.ts";
import { seconds, share } from "../../../engine/units.ts";
import type { Room } from "../../support/rooms.ts";
import { fixed, never, room } from "../../support/rooms.ts";

const TWO: Room["queues"] = [{ callsPerHour: 30 }, { callsPerHour: 20 }];
const direct = (wanted: Room): boolean => isDirect(planOf(room(wanted)));

/** Some of those who are answered go on to another queue. */
const leadingTo = (to: number): Onward => ({
  after: "answered",
  share: share(0.3),
  to,
  delay: fixed(60),
  mostTries: 9,
});

describe("the direct loop is for rooms", () => {
  it("whose callers dial again or go on to another queue of their desk", () => {
    const redials = {
      first: share(0.5),
      later: share(0.5),
      afterMessage: share(0),
      delay: fixed(60),
      mostTries: 2,
    };
    const queues = [{ callsPerHour: 30, redials, onward: [leadingTo(1)] }, { callsPerHour: 20 }];
    expect(direct({ queues, handlers: 3 })).toBe(true);
  });

  it("with one desk that serves 999 before 101, whatever it holds back", () => {
    expect(direct({ queues: TWO, handlers: 6 })).toBe(true);
    expect(direct({ queues: TWO, handlers: 6, holdBack: 2 })).toBe(true);
  });

  it("with desks that share no queue", () => {
    const pools = [
      { handlers: 2, answers: [0] },
      { handlers: 3, answers: [1] },
    ];
    expect(direct({ queues: TWO, pools })).toBe(true);
  });

  it("with equal priorities at different desks, or at a desk that goes by its own list", () => {
    const queues = TWO.map((queue) => ({ ...queue, priority: 1 }));
    const pools = [
      { handlers: 2, answers: [0] },
      { handlers: 3, answers: [1] },
    ];
    expect(direct({ queues, pools })).toBe(true);
    expect(direct({ queues, handlers: 3, takes: "in the order listed" })).toBe(true);
  });
});

describe("the direct loop is not for rooms", () => {
  it("with queues of equal priority at one desk", () => {
    expect(direct({ queues: TWO.map((queue) => ({ ...queue, priority: 1 })), handlers: 3 })).toBe(false);
  });

  it("with a queue that overflows from one desk to another", () => {
    const pools = [
      { handlers: 2, answers: [0] },
      { handlers: 3, answers: [0, 1] },
    ];
    expect(direct({ queues: TWO, pools })).toBe(false);
  });

  it("with a queue that a desk takes from though its callers do not try that desk", () => {
    const pools = [
      { handlers: 2, answers: [0] },
      { handlers: 3, answers: [0, 1] },
    ];
    const scenario = room({ queues: TWO, pools });
    const queues = scenario.queues.map((queue, q) => ({ ...queue, tries: [q] }));
    expect(isDirect(planOf({ ...scenario, queues }))).toBe(false);
  });

  it("with a queue that may interrupt wrap-up", () => {
    const queues = [{ callsPerHour: 30, mayInterruptWrapUp: true }, { callsPerHour: 20 }];
    expect(direct({ queues, handlers: 3 })).toBe(false);
  });

  it("with a queue whose contacts are accidents, or are left to a partner force", () => {
    for (const queue of [
      { partnerAfter: seconds(60) },
      { accidental: { share: share(0.1), clearsAfter: fixed(9), talk: null } },
    ])
      expect(direct({ queues: [{ callsPerHour: 30, ...queue }, { callsPerHour: 20 }], handlers: 3 })).toBe(
        false,
      );
  });

  it("with a queue of chats", () => {
    const queues = [{ callsPerHour: 30, chat: { patienceInside: never, open: null } }];
    const pools = [{ handlers: 3, chats: { speeds: [1], calls: "wait" as const } }];
    expect(direct({ queues, pools })).toBe(false);
  });

  it("whose desks send people to and fro", () => {
    const queues = [
      { callsPerHour: 30, onward: [leadingTo(1)] },
      { callsPerHour: 20, onward: [leadingTo(0)] },
    ];
    const pools = [
      { handlers: 2, answers: [0] },
      { handlers: 3, answers: [1] },
    ];
    expect(direct({ queues, pools })).toBe(false);
  });
});

describe("of a room in parts", () => {
  /** 999 and 101 at one desk, chats at another. */
  const queues: Room["queues"] = [
    { callsPerHour: 30, onward: [leadingTo(1)] },
    { callsPerHour: 20, onward: [leadingTo(0), leadingTo(2)] },
    { callsPerHour: 10, chat: { patienceInside: never, open: null } },
  ];
  const pools: Room["pools"] = [
    { handlers: 2, answers: [2], chats: { speeds: [1], calls: "wait" } },
    { handlers: 3, answers: [0, 1] },
  ];
  const parts = (wanted: Room) => partsOf(planOf(room(wanted)));

  it("the desk of calls is direct, and that of chats is not, to which its callers go on", () => {
    expect(parts({ queues, pools })).toEqual({ direct: [1], byCalendar: [0], ofCalendar: [2] });
    expect(loopFor(planOf(room({ queues, pools })))).toBe("direct");
  });

  it("none is direct if those who chat go on to the calls", () => {
    const back = queues.map((queue, q) => (q === 2 ? { ...queue, onward: [leadingTo(1)] } : queue));
    expect(parts({ queues: back, pools }).direct).toEqual([]);
    expect(loopFor(planOf(room({ queues: back, pools })))).toBe("events");
  });

  it("none is direct if a switch looks at how pressed it is", () => {
    const watches = { kind: "waiting", queues: [0] } as const;
    const rule = { onAbove: 3, offAt: 1, atLeast: seconds(0), atMost: null, rests: seconds(0) };
    const switches = [{ name: "pressed", watches, ...rule }];
    expect(parts({ queues, pools, switches }).direct).toEqual([]);
  });

  it("desks are run in the order in which people go on", () => {
    const chain = [
      { callsPerHour: 30 },
      { callsPerHour: 20, onward: [leadingTo(0)] },
      { callsPerHour: 20, onward: [leadingTo(1)] },
    ];
    const each = chain.map((_, q) => ({ handlers: 2, answers: [q] }));
    expect(parts({ queues: chain, pools: each }).direct).toEqual([2, 1, 0]);
  });

  it("it is run by events alone if something changes by month", () => {
    const period = {
      kind: "month",
      year: 2023,
      month: 2,
      months: 2,
      timeZone: "Europe/London",
      bankHolidays: [],
      bankHolidaysLike: 6,
    } as const;
    const plan = planOf(room({ queues, pools, period }));
    expect(loopFor(plan)).toBe("events");
    expect(() => runTrial(plan, 0, null, { loop: "direct" })).toThrow(/changes from month to month/);
  });
});

describe("a run", () => {
  const plan = planOf(room({ queues: [{ callsPerHour: 30, talk: fixed(60) }], handlers: 2 }));
  const shared = planOf(room({ queues: TWO.map((queue) => ({ ...queue, priority: 1 })), handlers: 3 }));

  it("is direct if it can be, unless somebody watches", () => {
    expect(loopFor(plan)).toBe("direct");
    expect(loopFor(plan, {})).toBe("events");
    expect(loopFor(shared)).toBe("events");
  });

  it("goes a day at a time in either loop", () => {
    const days = (loop: "events" | "direct"): number => {
      const run = begin(planOf(room({ days: 5, queues: [{}], handlers: 9, atEnd: "stop" })), 0, null, {
        loop,
      });
      let stretches = 1;
      while (run.advance()) stretches++;
      expect(run.finish().bins).toBe(120);
      return stretches;
    };
    expect(days("direct")).toBe(5);
    expect(days("events")).toBe(5);
  });

  it("is refused if the loop asked for cannot do it", () => {
    expect(() => runTrial(shared, 0, null, { loop: "direct" })).toThrow(RangeError);
    expect(() => runTrial(plan, 0, {}, { loop: "direct" })).toThrow(RangeError);
  });
});
