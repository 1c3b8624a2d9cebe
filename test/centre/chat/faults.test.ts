import { describe, expect, it } from "vitest";
import type { Centre } from "../../../engine/centre/centre.ts";
import { advance, begin, finish } from "../../../engine/centre/eventLoop.ts";
import { BrokenInvariant } from "../../../engine/centre/brokenInvariant.ts";
import { POOL_COLUMN, POOL_EXTRA, QUEUE_COLUMN, QUEUE_EXTRA } from "../../../engine/centre/ledger.ts";
import { planOf } from "../../../engine/centre/plan.ts";
import { runTrial } from "../../../engine/centre/run.ts";
import { exponential, fixed, room } from "../../support/rooms.ts";
import { at } from "../../stories/story.ts";

/** Calls pause chats, some are left, some are refused, and a line is never empty for long. */
const CROWDED = planOf(
  room({
    days: 3,
    queues: [
      { callsPerHour: 6, talk: exponential(300), patience: exponential(300) },
      {
        callsPerHour: 40,
        talk: exponential(300),
        wrapUp: fixed(30),
        patience: exponential(900),
        chat: {
          patienceInside: exponential(2000),
          open: Array.from({ length: 168 }, (_, hour) => hour % 24 > 2),
        },
      },
    ],
    pools: [{ handlers: 3, chats: { speeds: [1, 0.6, 0.4], calls: "pause the chats" } }],
  }),
);

function runWith(fault: (centre: Centre) => void): void {
  const centre = begin(CROWDED, 7, null, false);
  expect(advance(centre)).toBe(true);
  fault(centre);
  while (advance(centre)) {
    // The work is in the condition.
  }
  finish(centre);
}

function expectCaught(fault: (centre: Centre) => void, what: RegExp): void {
  const run = (): void => {
    runWith(fault);
  };
  expect(run).toThrow(what);
  expect(run).toThrow(BrokenInvariant);
}

/** A handler who holds chats. */
const holder = ({ chats }: Centre): number => {
  const found = Array.from({ length: chats!.rows }, (_, row) => row).find((row) => chats!.heldBy(row) > 0);
  expect(found).toBeDefined();
  return found!;
};

describe("a run with chats", () => {
  it("is not stopped without a fault", () => {
    expect(() => {
      runWith(() => undefined);
    }).not.toThrow();
  });

  it.each([
    ["refused", /dialled: \d+ is not/],
    ["refused", /refused by the ledger and by the door/],
    ["chatsOver", /answered chats: \d+ is not/],
    ["chatDuration", /durations and wrap-up of the chats/],
  ] as const)("is stopped by one too many in the ledger: %s", (column, what) => {
    expectCaught((centre) => {
      const cell = centre.extraCell(1, 5) + QUEUE_EXTRA[column];
      centre.ledger.queueExtras[cell] = centre.ledger.queueExtras[cell]! + 1;
      // Counted at the door, too, the other sum is still wrong.
      if (what.source.startsWith("dialled")) {
        centre.chats!.refusedSoFar[1] = centre.chats!.refusedSoFar[1]! + 1;
      }
    }, what);
  });

  it.each(["talk", "wrapUp"] as const)("is stopped by work that nobody does: %s", (column) => {
    expectCaught((centre) => {
      const cell = centre.queueCell(1, 5) + QUEUE_COLUMN[column];
      centre.ledger.queueCells[cell] = centre.ledger.queueCells[cell]! + 1;
    }, /work of the chats/);
  });

  it("is stopped by chat-seconds that nobody held", () => {
    expectCaught((centre) => {
      const cell = centre.poolExtraCell(0) + POOL_EXTRA.chatSeconds;
      centre.ledger.poolExtras[cell] = centre.ledger.poolExtras[cell]! + 1;
    }, /chat-seconds: /);
  });

  it("is stopped by a second of work too many", () => {
    expectCaught((centre) => {
      const cell = centre.poolCell(0) + POOL_COLUMN.busy;
      centre.ledger.poolCells[cell] = centre.ledger.poolCells[cell]! + 1;
    }, /busy time of the handlers/);
  });

  it("is stopped by a chat that vanishes", () => {
    expectCaught((centre) => {
      centre.chats!.end(holder(centre), 0, centre.now);
    }, /is not/);
  });

  it("is stopped by a call that waits for a handler who chats and might take it", () => {
    // Nobody is idle, and the one who chats is held back until somebody changes that in secret.
    const plan = planOf(
      room({
        queues: [
          {
            arrivals: at(100),
            talk: fixed(40_000),
            chat: { patienceInside: { kind: "never" }, open: null },
          },
          { arrivals: at(200) },
        ],
        pools: [{ handlers: 1, holdBack: { 1: 1 }, chats: { speeds: [1, 1], calls: "pause the chats" } }],
      }),
    );
    const run = () =>
      runTrial(plan, 0, {
        eventDone: (centre) => {
          if (centre.now === 200) centre.holdBack[1] = 0;
        },
      });
    expect(run).toThrow(/waits in queue 101 while pool desk 1 could take it .*clock 3600 s/);
  });
});

describe("a pool that answers chats", () => {
  it("must say how it holds them", () => {
    const scenario = room({
      queues: [{ chat: { patienceInside: { kind: "never" }, open: null } }],
      handlers: 1,
    });
    expect(() => planOf(scenario)).toThrow(
      "pool desk 1 answers chats of queue 999 and does not say how it holds them",
    );
  });
});
