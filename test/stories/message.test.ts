import { describe, expect, it } from "vitest";
import { share } from "../../engine/units.ts";
import { fixed, room } from "../support/rooms.ts";
import { at, story } from "./story.ts";

const minuteLong = { duration: fixed(60), hangUp: share(0), moveToDigital: share(0) };

describe("a day with a message before the line", () => {
  /*
   * One handler, talks of 200 s, messages of 60 s. Patience runs from dialling: 100 s for 999, 45 s for 101.
   * Everyone who calls 102 goes digital during the message.
   *   10  999/1 dials, hears the message to 70, answered at once, to 270
   *   20  999/2 dials, offered at 80, waits until 120 at most
   *  100  101/1 dials and hangs up at 145, before the message ends
   *  120  999/2 hangs up, having waited 40 s in line; the centre notices at 270
   *  190  999/3 dials, offered at 250, waits until 290 at most
   *  270  handler free: 999/3 (waited 20), to 470
   *  300  102/1 dials and goes digital
   */
  const day = story(
    room({
      handlers: 1,
      queues: [
        {
          arrivals: at(10, 20, 190),
          talk: fixed(200),
          message: minuteLong,
          patience: fixed(100),
          patienceRuns: "from dialling",
        },
        {
          arrivals: at(100),
          talk: fixed(200),
          message: minuteLong,
          patience: fixed(45),
          patienceRuns: "from dialling",
        },
        { arrivals: at(300), message: { ...minuteLong, moveToDigital: share(1) } },
      ],
    }),
  );

  it("goes like this", () => {
    expect(day.told).toEqual([
      "70 999/1 answered by desk 1",
      "80 999/2 waits",
      "145 101/1 hung up in the message",
      "250 999/3 waits",
      "270 999/1 done",
      "120 999/2 hangs up",
      "270 999/3 answered by desk 1",
      "300 102/1 moved to digital in the message",
      "470 999/3 done",
    ]);
  });

  it("is counted like this: waits begin when the message ends", () => {
    expect(day.queue(0)).toEqual({
      dialled: 3,
      offered: 3,
      delayed: 2,
      answered: 2,
      abandoned: 1,
      waitOfAnswered: 20,
      waitOfAbandoned: 40,
      talk: 400,
      timeInLine: 60,
      answeredWithin0: 1,
      answeredWithin1: 2,
      abandonedWithin1: 1,
    });
    expect(day.queue(1)).toEqual({ dialled: 1, hungUpInMessage: 1 });
    expect(day.queue(2)).toEqual({ dialled: 1, movedToDigital: 1 });
    expect(day.pool(0)).toEqual({ busy: 400, onDuty: 86_400 });
  });
});

describe("patience that runs from the offer", () => {
  it("does not begin before the message has ended", () => {
    // As above: offered at 80, so it may wait until 180; the handler is busy to 270.
    const day = story(
      room({
        handlers: 1,
        queues: [{ arrivals: at(10, 20), talk: fixed(200), message: minuteLong, patience: fixed(100) }],
      }),
    );
    expect(day.told).toContain("180 999/2 hangs up");
    expect(day.queue(0)).toMatchObject({ abandoned: 1, waitOfAbandoned: 100 });
  });

  it("outlives the message however short it is", () => {
    const day = story(
      room({
        handlers: 1,
        queues: [{ arrivals: at(10), message: minuteLong, patience: fixed(5), talk: fixed(30) }],
      }),
    );
    expect(day.told).toEqual(["70 999/1 answered by desk 1", "100 999/1 done"]);
  });
});

describe("a message over the change of an hour", () => {
  it("counts the dialling in one hour and the contact, from its offer on, in the next", () => {
    // Dials at 3590, offered at 3650, answered at once.
    const day = story(
      room({ handlers: 1, queues: [{ arrivals: at(3590), message: minuteLong, talk: fixed(30) }] }),
    );
    expect(day.queue(0, 0)).toEqual({ dialled: 1 });
    expect(day.queue(0, 1)).toEqual({
      offered: 1,
      answered: 1,
      talk: 30,
      answeredWithin0: 1,
      answeredWithin1: 1,
    });
  });

  it("ends for callers in the order in which it began, if all hear as much", () => {
    const day = story(
      room({ handlers: 1, queues: [{ arrivals: at(10, 11, 12), message: minuteLong, talk: fixed(100) }] }),
    );
    expect(day.told.filter((line) => line.includes("answered"))).toEqual([
      "70 999/1 answered by desk 1",
      "170 999/2 answered by desk 1",
      "270 999/3 answered by desk 1",
    ]);
  });
});

describe("callers who do not wait", () => {
  /*
   * One handler, talks of 200 s; 101 callers leave at once if nobody is free.
   *   10  101/1 answered, to 210
   *  100  101/2 leaves
   *  150  999/1 waits
   *  210  999/1 (waited 60), to 410
   *  300  101/3 leaves
   *  500  101/4 answered
   */
  it("leave at once when nobody is free, and count as abandoned after no time", () => {
    const day = story(
      room({
        handlers: 1,
        queues: [
          { arrivals: at(150), talk: fixed(200) },
          { arrivals: at(10, 100, 300, 500), talk: fixed(200), balking: 1 },
        ],
      }),
    );
    expect(day.told.filter((line) => !line.includes("done"))).toEqual([
      "10 101/1 answered by desk 1",
      "100 101/2 balks",
      "100 101/2 hangs up",
      "150 999/1 waits",
      "210 999/1 answered by desk 1",
      "300 101/3 balks",
      "300 101/3 hangs up",
      "500 101/4 answered by desk 1",
    ]);
    expect(day.queue(1)).toEqual({
      dialled: 4,
      offered: 4,
      delayed: 2,
      answered: 2,
      abandoned: 2,
      balked: 2,
      talk: 400,
      answeredWithin0: 2,
      answeredWithin1: 2,
      abandonedWithin0: 2,
      abandonedWithin1: 2,
    });
    expect([...day.ledger.longestWait]).toEqual([60, 0]);
  });
});
