import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Centre } from "../../engine/centre/centre.ts";
import { SWITCH_COLUMN, switchCell } from "../../engine/centre/ledger.ts";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import type { Switch } from "../../engine/scenario/scenario.ts";
import { exponential, room } from "../support/rooms.ts";
import { pressed } from "../support/switches.ts";

const anySwitch: fc.Arbitrary<Switch> = fc
  .record({
    watches: fc.constantFrom<Switch["watches"]>(
      { kind: "waiting", queues: [0] },
      { kind: "waiting", queues: [0, 1] },
      { kind: "busy", pools: [1] },
    ),
    level: fc.integer({ min: 0, max: 3 }),
    lower: fc.integer({ min: 0, max: 3 }),
    atLeast: fc.constantFrom(0, 60, 600),
    longer: fc.constantFrom(undefined, 1, 900),
    rests: fc.constantFrom(0, 300),
  })
  .map(({ watches, level, lower, atLeast, longer, rests }) => {
    const unit = watches.kind === "busy" ? 0.25 : 1;
    return pressed({
      watches,
      onAbove: unit * level,
      offAt: unit * Math.max(0, level - lower),
      atLeast,
      rests,
      ...(longer === undefined ? {} : { atMost: atLeast + longer }),
    });
  });

const anyRoom = fc
  .record({
    switches: fc.array(anySwitch, { minLength: 1, maxLength: 3 }),
    handlers: fc.integer({ min: 1, max: 3 }),
    helpers: fc.integer({ min: 0, max: 3 }),
    patience: fc.constantFrom(60, 300, 1500),
    seed: fc.nat({ max: 1000 }).map(String),
  })
  .map(({ switches, handlers, helpers, patience, seed }) =>
    room({
      seed,
      days: 1,
      warmUp: 3600,
      queues: [
        { callsPerHour: 25, talk: exponential(300), patience: exponential(patience) },
        { callsPerHour: 15, talk: exponential(400), patience: exponential(patience), balking: 0.1 },
      ],
      pools: [
        { handlers, answers: [0] },
        { handlers: [1, ...new Array<number>(23).fill(helpers)], answers: [0, 1], onlyWhile: [0, null] },
      ],
      switches,
    }),
  );

/** What a switch sees, counted by somebody else: those in line who have not hung up, and who is busy. */
function level({ lines, contacts, handlers, now }: Centre, { watches }: Switch): number {
  if (watches.kind === "busy") {
    const [busy, present] = [handlers.busyIn(watches.pools[0]!), handlers.presentIn(watches.pools[0]!)];
    return present === 0 ? 1 : busy / present;
  }
  let waiting = 0;
  for (const queue of watches.queues) {
    const line = lines[queue]!;
    for (let place = 0; place < line.length; place++) {
      if (contacts.deadlineOf(line.at(place)) > now) waiting++;
    }
  }
  return waiting;
}

describe("switches in any room", () => {
  it("are on and off when their rules say so, after every event; and their time on is booked to the second", () => {
    let turns = 0;
    fc.assert(
      fc.property(anyRoom, (scenario) => {
        const plan = planOf(scenario);
        const since = scenario.switches.map(() => -Infinity);
        const isOn = scenario.switches.map(() => false);
        /** Seconds on within the counted day, and how often it went on there. */
        const timeOn = scenario.switches.map(() => 0);
        const book = (number: number, until: number): void => {
          const clip = (time: number): number => Math.min(86_400, Math.max(0, time));
          if (isOn[number]!) timeOn[number]! += clip(until) - clip(since[number]!);
        };
        const faults: string[] = [];
        const ledger = runTrial(plan, 0, {
          switchTurned: (centre, number, on) => {
            turns++;
            expect(on).not.toBe(isOn[number]);
            book(number, centre.now);
            isOn[number] = on;
            since[number] = centre.now;
          },
          eventDone: (centre) => {
            scenario.switches.forEach((one, number) => {
              const seen = level(centre, one);
              const lasted = centre.now - since[number]!;
              // A tie of floating sums is not what this is about.
              const isRight = isOn[number]!
                ? (seen > one.offAt || lasted < one.atLeast + 1e-6) &&
                  (one.atMost === null || lasted < one.atMost + 1e-6)
                : seen <= one.onAbove || lasted < one.rests + 1e-6;
              if (!isRight) faults.push(`switch ${number} at ${centre.now}: sees ${seen}`);
            });
          },
        });
        expect(faults).toEqual([]);
        scenario.switches.forEach((_, number) => {
          book(number, 86_400);
          let booked = 0;
          for (let bin = 0; bin < ledger.bins; bin++) {
            booked += ledger.switchCells[switchCell(ledger, number, bin) + SWITCH_COLUMN.secondsOn]!;
          }
          expect(booked).toBeCloseTo(timeOn[number]!, 5);
        });
      }),
      { seed: 1, numRuns: 30 },
    );
    expect(turns).toBeGreaterThan(1000);
  });
});
