import { describe, expect, it } from "vitest";
import { SWITCH_COLUMN, switchCell } from "../../engine/centre/ledger.ts";
import type { Switch } from "../../engine/scenario/scenario.ts";
import { fixed, room } from "../support/rooms.ts";
import { pressed } from "../support/switches.ts";
import { at, type Story, story } from "./story.ts";

/** A 999 desk of one, and a general desk of one that helps while the switch is on. */
const helped = (calls: readonly number[], one: Switch, patience = 10_000): Story =>
  story(
    room({
      queues: [
        { arrivals: at(...calls), talk: fixed(100), patience: fixed(patience) },
        { arrivals: at(5), talk: fixed(10) },
      ],
      pools: [
        { name: "999 desk", handlers: 1, answers: [0] },
        { name: "general", handlers: 1, answers: [0, 1], onlyWhile: [0, null] },
      ],
      switches: [one],
    }),
  );
const turns = ({ told }: Story): readonly string[] => told.filter((line) => line.includes("pressed"));

describe("a general desk that helps with 999 while more than one waits, until nobody does", () => {
  const oneWaiting = { watches: { kind: "waiting", queues: [0] }, onAbove: 1, offAt: 0 } as const;

  it("takes calls when the switch goes on, and not after it has gone off", () => {
    const day = helped([0, 10, 20, 30, 400, 410], pressed(oneWaiting));
    expect(day.told).toEqual([
      "0 999/1 answered by 999 desk",
      "5 101/1 answered by general",
      "10 999/2 waits", // the general desk is busy, and 999 is not its work yet
      "15 101/1 done",
      "20 999/3 waits",
      "20 pressed on",
      "20 999/2 answered by general",
      "30 999/4 waits",
      "100 999/1 done",
      "100 999/3 answered by 999 desk", // one still waits: hysteresis keeps the switch on
      "120 999/2 done",
      "120 999/4 answered by general",
      "120 pressed off",
      "200 999/3 done",
      "220 999/4 done",
      "400 999/5 answered by 999 desk",
      "410 999/6 waits", // only one, so nobody helps
      "500 999/5 done",
      "500 999/6 answered by 999 desk",
      "600 999/6 done",
    ]);
    const cell = switchCell(day.ledger, 0, 0);
    expect(day.ledger.switchCells[cell + SWITCH_COLUMN.secondsOn]).toBe(100);
    expect(day.ledger.switchCells[cell + SWITCH_COLUMN.timesOn]).toBe(1);
  });

  it("stays on for its least time, and goes off at that moment though nothing else happens", () => {
    expect(turns(helped([0, 10, 20], pressed({ ...oneWaiting, atLeast: 900 })))).toEqual([
      "20 pressed on",
      "920 pressed off",
    ]);
  });

  it("goes off after its longest time, rests, and comes on again if it must", () => {
    // Calls last 100 s. The desk takes one at 0, 100, 200 and 300; the general desk one at 15, 162 and 262, each time
    // while the switch is on.
    const day = helped([0, 1, 2, 3, 4, 6, 8, 9], pressed({ ...oneWaiting, atMost: 30, rests: 50 }));
    expect(turns(day)).toEqual([
      "2 pressed on", // two wait
      "32 pressed off",
      "82 pressed on",
      "112 pressed off",
      "162 pressed on",
      "192 pressed off", // four wait
      "242 pressed on",
      "272 pressed off", // two wait; when its rest is over at 322, only one does
    ]);
  });

  it("counts only those who have not hung up, at the moment they do", () => {
    // They wait 60 s at most: 10 gives up at 70 and 20 at 80, before anybody looks for them.
    const day = helped([0, 10, 20, 75], pressed({ ...oneWaiting, onAbove: 2 }), 60);
    expect(turns(day)).toEqual([]);
    // Three wait at 20; one is answered at once, the others give up at 72 and 80.
    const emptied = helped([0, 10, 12, 20], pressed({ ...oneWaiting, onAbove: 2 }), 60);
    expect(turns(emptied)).toEqual(["20 pressed on", "80 pressed off"]);
  });
});

describe("a switch that watches how many handlers are busy", () => {
  it("is on while all are, and where nobody is on duty", () => {
    const busy = pressed({ watches: { kind: "busy", pools: [0] }, onAbove: 0.5 });
    const handlers = [2, 0, 2, ...new Array<number>(21).fill(2)];
    const day = story(
      room({
        handlers,
        queues: [{ arrivals: at(100, 200, 400, 3550), talk: fixed(250) }],
        switches: [busy],
      }),
    );
    expect(turns(day)).toEqual([
      "200 pressed on", // both talk
      "350 pressed off",
      "400 pressed on",
      "450 pressed off",
      "3600 pressed on", // one has gone home, the other stays to finish a call: all who are there are busy
      "7200 pressed off",
    ]);
    expect(day.ledger.switchCells[switchCell(day.ledger, 0, 1) + SWITCH_COLUMN.secondsOn]).toBe(3600);
  });
});
