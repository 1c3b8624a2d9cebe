import { describe, expect, it } from "vitest";
import { dialRates, expectedDialled, expectedOffered } from "../../../engine/centre/demand.ts";
import { timetableOf } from "../../../engine/scenario/timetable.ts";
import { days, minutes, share } from "../../../engine/units.ts";
import { fixed, never, ratio, replicate, room, total } from "../../support/rooms.ts";

const open = Array.from({ length: 168 }, (_, hour) => hour % 24 >= 8 && hour % 24 < 22);

/** Twice as many an hour from 20:00 as before; chat is open from 08:00 to 22:00. */
const scenario = room({
  days: 10,
  warmUp: days(1),
  interval: minutes(15),
  queues: [
    {
      arrivals: {
        kind: "volume",
        volume: 1000,
        weights: Array.from({ length: 168 }, (_, hour) => (hour % 24 < 20 ? 1 : 2)),
        counts: "offered",
      },
      talk: fixed(0),
      message: { duration: fixed(600), hangUp: share(0.2), moveToDigital: share(0) },
      chat: { patienceInside: never, open },
    },
  ],
  pools: [{ handlers: 5, chats: { speeds: [1], calls: "wait" } }],
});

describe("a volume of chats", () => {
  it("counts those who reach the line: those who come while it is closed are more", () => {
    const [queue] = scenario.queues;
    const timetable = timetableOf(scenario);
    const rates = dialRates(queue!, timetable)!;
    // Of a day's weight of 28, 12 × 1 + 2 × 2 come while it is open, and four in five of these stay.
    expect(expectedDialled(rates, timetable)).toBeCloseTo((1000 / 0.8) * (28 / 16), 8);
    expect(expectedOffered(rates, queue!, timetable)).toBeCloseTo(1000, 8);
  });

  it("is what comes", () => {
    const offered = ratio(replicate(scenario, 40), (ledger) => total(ledger, 0, "offered"));
    expect(offered.standardError).toBeLessThan(8);
    expect(Math.abs(offered.value - 1000)).toBeLessThan(4 * offered.standardError);
  });
});
