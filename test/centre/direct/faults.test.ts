import { describe, expect, it } from "vitest";
import type { Desk } from "../../../engine/centre/direct/desk.ts";
import { advance, begin, type DirectRoom, finish } from "../../../engine/centre/direct/directRoom.ts";
import { NOBODY } from "../../../engine/centre/handlers.ts";
import { BrokenInvariant } from "../../../engine/centre/brokenInvariant.ts";
import { POOL_COLUMN, QUEUE_COLUMN } from "../../../engine/centre/ledger.ts";
import type { QueueColumn } from "../../../engine/centre/ledger.ts";
import { planOf } from "../../../engine/centre/plan.ts";
import { share } from "../../../engine/units.ts";
import type { Onward } from "../../../engine/scenario/scenario.ts";
import { exponential, fixed, never, room } from "../../support/rooms.ts";

const leadingTo = (to: number): Onward => ({
  after: "not answered",
  share: share(0.5),
  to,
  delay: fixed(7200),
  mostTries: 9,
});

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
function runWith(fault: (desk: Desk) => void): void {
  const run = begin(CROWDED, 7, false);
  expect(advance(run)).toBe(true);
  fault(run.desks[0]!);
  while (advance(run)) {
    // The work is in the condition.
  }
  finish(run);
}

function expectCaught(fault: (desk: Desk) => void, what: RegExp): void {
  const faulty = (): void => {
    runWith(fault);
  };
  expect(faulty).toThrow(what);
  expect(faulty).toThrow(BrokenInvariant);
  expect(faulty).toThrow(/scenario crowded, seed "a \\"quoted\\" seed", replication 7, clock \d+(\.\d+)? s/);
}

const placeWithLine = (desk: Desk): number => {
  const place = desk.inside.first.findIndex((row) => row !== NOBODY);
  expect(place).toBeGreaterThanOrEqual(0);
  return place;
};

/** The same, with callers who dial again and go on to a desk that the event loop runs. */
const FOLLOWED = planOf(
  room({
    name: "followed",
    days: 3,
    queues: [
      { callsPerHour: 20, talk: exponential(300), patience: exponential(900), onward: [leadingTo(2)] },
      {
        callsPerHour: 20,
        talk: exponential(400),
        patience: exponential(900),
        message: { duration: fixed(600), hangUp: share(0.1), moveToDigital: share(0.1) },
        redials: {
          first: share(0.5),
          later: share(0.5),
          afterMessage: share(0.5),
          delay: fixed(7200),
          mostTries: 5,
        },
      },
      { callsPerHour: 5, patience: never, work: { interruptible: false, backlogAtStart: 0 } },
    ],
    pools: [
      { answers: [0, 1], handlers: 3 },
      { answers: [2], handlers: 3 },
    ],
  }),
);

function expectFaultOfFollowed(fault: (run: DirectRoom) => void, what: RegExp): void {
  expect(() => {
    const run = begin(FOLLOWED, 7, false);
    expect(advance(run)).toBe(true);
    fault(run);
    while (advance(run)) {
      // The work is in the condition.
    }
    finish(run);
  }).toThrow(what);
}

describe("a direct run without a fault", () => {
  it("is not stopped", () => {
    expect(() => {
      runWith(() => undefined);
    }).not.toThrow();
  });
});

describe("a fault in the program stops the direct run", () => {
  it("a contact that vanishes from a line", () => {
    expectCaught((desk) => {
      desk.inside.dropFirst(placeWithLine(desk));
      desk.findTurn();
    }, /offered: \d+ is not \d+/);
  });

  it("a contact that vanishes from the message", () => {
    expectCaught((desk) => {
      desk.hearing[1]!.takeFirst();
      desk.settle(desk.messageSource[1]!, desk.hearing[1]!.firstTime);
      desk.findFirstSource();
    }, /queue 101: dialled: \d+ is not \d+/);
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
    expectCaught((desk) => {
      desk.ledger.queueCells[desk.queueCell(1, 5) + QUEUE_COLUMN[column]]! += 1;
    }, /is not/);
  });

  it("a second of work too many in the ledger", () => {
    expectCaught((desk) => {
      desk.ledger.poolCells[desk.poolCell() + POOL_COLUMN.busy]! += 1;
    }, /busy time of the handlers/);
  });

  it("a contact counted at the door and not in the ledger", () => {
    expectCaught((desk) => {
      desk.dialledSoFar[0]!++;
    }, /queue 999: dialled by the ledger and by the door/);
  });

  it("a handler who talks longer than the call", () => {
    expectCaught((desk) => {
      // The last to finish: the order stays.
      desk.free.times[desk.free.head + desk.free.count - 1]! += 60;
    }, /busy time of the handlers/);
  });

  it("a contact who waits, and whom a handler does not see who comes free", () => {
    expectCaught((desk) => {
      desk.inside.last[placeWithLine(desk)] = NOBODY;
      desk.turn = NOBODY;
    }, /waits in queue 101 while pool desk 1 has \d idle handlers|is not/);
  });

  it("a pledge to dial again that is forgotten", () => {
    expectFaultOfFollowed((run) => {
      const { agenda, agendaSource } = run.desks[0]!.followUps!;
      agenda.takeNext();
      run.desks[0]!.settle(agendaSource, agenda.nextMoment);
      run.desks[0]!.findFirstSource();
    }, /people who will come by the agenda and by their pledges: \d+ is not \d+/);
  });

  it("somebody who dials again and is not counted", () => {
    expectFaultOfFollowed((run) => {
      run.desks[0]!.ledger.queueCells[run.desks[0]!.queueCell(1, 5) + QUEUE_COLUMN.redialled]! -= 1;
    }, /queue 101: redialled by the ledger and by the door/);
  });

  it("somebody who goes on to the rest of the room and does not come there", () => {
    expectFaultOfFollowed((run) => {
      run.onward!.cameSoFar[2]! -= 1;
    }, /queue 102: come from other queues by the ledger and by the door/);
  });

  it("a call too many at the door of the rest of the room", () => {
    expectFaultOfFollowed((run) => {
      run.rest!.dialledSoFar[2]! += 1;
    }, /queue 102: (dialled|items received)/);
  });
});
