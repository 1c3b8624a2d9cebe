import { describe, expect, it } from "vitest";
import type { Centre } from "../../engine/centre/centre.ts";
import { BrokenInvariant } from "../../engine/centre/brokenInvariant.ts";
import { POOL_COLUMN, POOL_EXTRA, QUEUE_COLUMN } from "../../engine/centre/ledger.ts";
import type { QueueColumn } from "../../engine/centre/ledger.ts";
import { advance, begin, finish } from "../../engine/centre/eventLoop.ts";
import type { Plan } from "../../engine/centre/plan.ts";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import { share } from "../../engine/units.ts";
import { exponential, fixed, room } from "../support/rooms.ts";
import { rota } from "../support/rotas.ts";

/** Too few handlers, so that a line is never empty for long. */
const CROWDED = planOf(
  room({
    name: "crowded",
    seed: 'a "quoted" seed',
    days: 3,
    handlers: [4, ...new Array<number>(23).fill(3)],
    queues: [
      { callsPerHour: 20, talk: exponential(300), wrapUp: fixed(60), patience: exponential(900) },
      {
        callsPerHour: 20,
        talk: exponential(400),
        patience: exponential(900),
        message: { duration: fixed(600), hangUp: share(0.1), moveToDigital: share(0.1) },
      },
    ],
  }),
);

/** Replication 7 with a fault planted after the first day. */
function runWith(fault: (centre: Centre) => void, plan: Plan = CROWDED): void {
  const centre = begin(plan, 7, null, false);
  expect(advance(centre)).toBe(true);
  fault(centre);
  while (advance(centre)) {
    // The work is in the condition.
  }
  finish(centre);
}

function expectCaught(fault: (centre: Centre) => void, what: RegExp, plan?: Plan): void {
  expect(() => {
    runWith(fault, plan);
  }).toThrow(what);
  try {
    runWith(fault, plan);
  } catch (error) {
    expect(error).toBeInstanceOf(BrokenInvariant);
    // Enough to run into it again: the scenario, its seed, the replication and the moment.
    expect((error as Error).message).toMatch(
      /scenario crowded, seed "a \\"quoted\\" seed", replication 7, clock \d+(\.\d+)? s/,
    );
  }
}

/** The same room, whose callers dial again. */
const REDIALLING = planOf(
  room({
    name: "crowded",
    seed: 'a "quoted" seed',
    days: 3,
    handlers: 2,
    queues: [
      {
        callsPerHour: 60,
        talk: exponential(300),
        patience: exponential(300),
        redials: {
          first: share(0.5),
          later: share(0.5),
          afterMessage: share(0),
          delay: exponential(600),
          mostTries: 10,
        },
      },
    ],
  }),
);

/** A room whose handlers come in shifts and have breaks. */
const IN_SHIFTS = planOf(
  room({
    name: "crowded",
    seed: 'a "quoted" seed',
    days: 3,
    pools: [
      {
        rota: rota({
          shifts: [{ start: 20.5, length: 12, heads: 3, breaks: [{ after: 7200, length: 3600 }] }],
        }),
      },
    ],
    queues: [{ callsPerHour: 20, talk: exponential(300), patience: exponential(300) }],
  }),
);

const queueWithLine = (centre: Centre): number => {
  const queue = centre.lines.findIndex((line) => line.length > 0);
  expect(queue).toBeGreaterThanOrEqual(0);
  return queue;
};

describe("a run without a fault", () => {
  it("is not stopped", () => {
    expect(() => {
      runWith(() => undefined);
    }).not.toThrow();
    expect(() => {
      runWith(() => undefined, REDIALLING);
    }).not.toThrow();
    expect(() => {
      runWith(() => undefined, IN_SHIFTS);
    }).not.toThrow();
  });
});

describe("a fault in the program stops the run", () => {
  it("a contact that vanishes from a line", () => {
    expectCaught((centre) => {
      centre.lines[queueWithLine(centre)]!.dropFirst();
    }, /offered: \d+ is not \d+/);
  });

  it("a contact that vanishes from the message", () => {
    expectCaught((centre) => {
      const hearing = centre.hearing[1]!;
      hearing.takeFirst();
      centre.calendar.schedule(centre.messageSlot(1), hearing.firstTime);
    }, /queue 101: dialled: \d+ is not \d+/);
  });

  it("a handler who goes missing from a shift, or a break nobody had", () => {
    const extra = (centre: Centre, column: keyof typeof POOL_EXTRA, change: number): void => {
      const cell = centre.poolExtraCell(0) + POOL_EXTRA[column];
      centre.ledger.poolExtras[cell] = centre.ledger.poolExtras[cell]! + change;
    };
    const missing = (centre: Centre): void => {
      centre.ledger.poolCells[centre.poolCell(0) + POOL_COLUMN.onDuty]! -= 60;
    };
    expectCaught(missing, /pool desk 1: time attended/, IN_SHIFTS);
    const breakBegun = (centre: Centre): void => {
      extra(centre, "breaksBegun", 1);
    };
    expectCaught(breakBegun, /breaks: \d+ is not \d+/, IN_SHIFTS);
    const restOfIt = (centre: Centre): void => {
      missing(centre);
      extra(centre, "onBreak", 60);
    };
    expectCaught(restOfIt, /time on breaks/, IN_SHIFTS);
  });

  it("a contact that stands in line twice", () => {
    expectCaught((centre) => {
      const line = centre.lines[queueWithLine(centre)]!;
      line.join(line.first);
    }, /is not/);
  });

  it.each([
    "dialled",
    "hungUpInMessage",
    "movedToDigital",
    "offered",
    "answered",
    "abandoned",
    "waitOfAnswered",
    "waitOfAbandoned",
    "talk",
    "wrapUp",
    "timeInLine",
  ] as const satisfies readonly QueueColumn[])("one too many in the ledger: %s", (column) => {
    expectCaught((centre) => {
      const cell = centre.queueCell(1, 5) + QUEUE_COLUMN[column];
      centre.ledger.queueCells[cell] = centre.ledger.queueCells[cell]! + 1;
    }, /is not/);
  });

  it.each(["redialled", "comesBack"] as const)("one redial too many in the ledger: %s", (column) => {
    const one = (centre: Centre): void => {
      const cell = centre.queueCell(0, 5) + QUEUE_COLUMN[column];
      centre.ledger.queueCells[cell] = centre.ledger.queueCells[cell]! + 1;
    };
    expectCaught(
      one,
      /queue 999: (redialled by the ledger and by the door|coming back): \d+ is not/,
      REDIALLING,
    );
  });

  it("a caller who means to dial again and is forgotten", () => {
    expectCaught(
      (centre) => {
        // One who is yet to dial is taken from the list and never does; which one makes no difference.
        centre.redials!.take(0);
      },
      /queue 999: coming back: \d+ is not/,
      REDIALLING,
    );
  });

  it("a moment at which somebody will come that is forgotten", () => {
    expectCaught(
      ({ agenda, agendaSlot, calendar }) => {
        agenda!.takeNext();
        calendar.schedule(agendaSlot, agenda!.nextMoment);
      },
      /people who will come by the agenda and by their pledges: \d+ is not \d+/,
      REDIALLING,
    );
  });

  it("a second of work too many in the ledger", () => {
    expectCaught((centre) => {
      const cell = centre.poolCell(0) + POOL_COLUMN.busy;
      centre.ledger.poolCells[cell] = centre.ledger.poolCells[cell]! + 1;
    }, /busy time of the handlers/);
  });

  it("a contact counted at the door and not in the ledger", () => {
    expectCaught((centre) => {
      centre.dialledSoFar[0] = centre.dialledSoFar[0]! + 1;
    }, /queue 999: dialled by the ledger and by the door/);
  });

  it("a handler who talks longer than the call", () => {
    expectCaught((centre) => {
      const handler = Array.from({ length: centre.handlers.rows }, (_, row) => row).find(
        (row) => centre.calendar.timeOf(centre.handlerSlot(row)) < Infinity,
      )!;
      const slot = centre.handlerSlot(handler);
      centre.calendar.schedule(slot, centre.calendar.timeOf(slot) + 60);
    }, /busy time of the handlers/);
  });

  it("a handler who disappears: neither idle nor with anybody", () => {
    expectCaught((centre) => {
      // Somebody comes on duty in secret and never works.
      centre.handlers.arrive(0);
      centre.handlers.takeIdle(0);
    }, /busy time of the handlers/);
  });

  it("a handler who is idle while somebody waits", () => {
    // One handler talks all day; a second caller waits from 100 s on, and at 1800 s somebody is idle and not asked.
    const plan = planOf(
      room({
        handlers: 1,
        queues: [
          { arrivals: { kind: "replay", times: [50, 100] }, talk: fixed(40_000) },
          { arrivals: { kind: "replay", times: [1800] } },
        ],
      }),
    );
    const run = () =>
      runTrial(plan, 0, {
        joinedLine: (centre, contact) => {
          if (centre.contacts.queueOf(contact) === 1) centre.handlers.arrive(0);
        },
      });
    expect(run).toThrow(BrokenInvariant);
    expect(run).toThrow(/waits in queue 999 while pool desk 1 has 1 idle handlers .*clock 3600 s/);
  });
});
