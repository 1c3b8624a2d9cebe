import { describe, expect, it } from "vitest";
import { fixed, room } from "../support/rooms.ts";
import { at, story } from "./story.ts";

describe("a day on which 999 interrupts the writing of logs", () => {
  /*
   * One handler; 999: talk 100, log 60; 101: talk 200, log 50. Only 999 interrupts.
   *   10  101/1 answered: talk to 210, log due at 260
   *  220  999/1 takes the handler from the log (40 s of it left): talk to 320, then logs of 60 + 40 s, due at 420
   *  350  101/2 waits: it may not interrupt
   *  370  999/2 takes the handler (50 s left): talk to 470, then logs of 60 + 50 s, to 580
   *  580  101/2 (waited 230): talk to 780, log to 830
   */
  const day = story(
    room({
      handlers: 1,
      queues: [
        { arrivals: at(220, 370), talk: fixed(100), wrapUp: fixed(60), mayInterruptWrapUp: true },
        { arrivals: at(10, 350), talk: fixed(200), wrapUp: fixed(50) },
      ],
    }),
  );

  it("goes like this", () => {
    expect(day.told).toEqual([
      "10 101/1 answered by desk 1",
      "220 101/1 log put aside",
      "220 999/1 answered by desk 1",
      "350 101/2 waits",
      "370 999/1 log put aside",
      "370 999/2 answered by desk 1",
      "580 999/2 done",
      "580 101/2 answered by desk 1",
      "830 101/2 done",
    ]);
  });

  it("is counted like this: no log is lost", () => {
    expect(day.queue(0)).toEqual({
      dialled: 2,
      offered: 2,
      answered: 2,
      talk: 200,
      wrapUp: 120,
      answeredWithin0: 2,
      answeredWithin1: 2,
    });
    expect(day.queue(1)).toMatchObject({
      answered: 2,
      delayed: 1,
      waitOfAnswered: 230,
      talk: 400,
      wrapUp: 100,
    });
    expect(day.pool(0)).toEqual({ busy: 820, onDuty: 86_400 });
  });

  it("takes the handler longest in the log, and an idle one before that", () => {
    // Two handlers, logs of 500 s. 101/1: talk 10 to 110; 101/2: talk 20 to 120. 999 at 200 interrupts the first log,
    // at 250 the second; with a third handler there is no need.
    const queues = [
      { arrivals: at(200, 250), talk: fixed(100), wrapUp: fixed(10), mayInterruptWrapUp: true },
      { arrivals: at(10, 20), talk: fixed(100), wrapUp: fixed(500) },
    ];
    const two = story(room({ handlers: 2, queues }));
    expect(two.told.filter((line) => line.includes("put aside"))).toEqual([
      "200 101/1 log put aside",
      "250 101/2 log put aside",
    ]);
    // First handler: 999 talk to 300, log 10 + 410 left of 101/1: to 720. Second: to 350, 10 + 370: to 730.
    expect(two.told.filter((line) => line.includes("done"))).toEqual(["720 999/1 done", "730 999/2 done"]);
    const three = story(room({ handlers: 3, queues }));
    expect(three.told.filter((line) => line.includes("put aside"))).toEqual(["250 101/1 log put aside"]);
  });
});

describe("a 999 caller who already waits when a log begins", () => {
  /*
   * One handler, talk 100, log 100, everyone may interrupt.
   *   10  1 answered: talk to 110
   *   50  2 waits
   *  110  talk ends, the log begins, and gives way to 2 (waited 60): talk to 210
   *  150  3 waits
   *  210  talk ends; its log gives way to 3 (waited 60): talk to 310, then three logs, to 610
   */
  it("is answered before one who calls later, and does not wait for the log", () => {
    const day = story(
      room({
        handlers: 1,
        queues: [
          { arrivals: at(10, 50, 150), talk: fixed(100), wrapUp: fixed(100), mayInterruptWrapUp: true },
        ],
      }),
    );
    expect(day.told.filter((line) => line.includes("answered"))).toEqual([
      "10 999/1 answered by desk 1",
      "110 999/2 answered by desk 1",
      "210 999/3 answered by desk 1",
    ]);
    expect(day.told.at(-1)).toBe("610 999/3 done");
    expect(day.queue(0)).toMatchObject({ answered: 3, delayed: 2, waitOfAnswered: 120 });
  });
});

describe("a desk that has closed", () => {
  /*
   * One handler until 01:00, nobody after. 101/1 talks from 3500 to 3590, its log is due at 3690.
   * 3600  the shift is over; the log is finished first
   * 3650  999/1 calls: nobody is on duty
   * 7200  the desk opens again: 999/1 (waited 3550)
   */
  it("takes no call from a handler who stays only to finish a log", () => {
    const day = story(
      room({
        handlers: [1, 0, ...new Array<number>(22).fill(1)],
        queues: [
          { arrivals: at(3650), talk: fixed(100), mayInterruptWrapUp: true },
          { arrivals: at(3500), talk: fixed(90), wrapUp: fixed(100) },
        ],
      }),
    );
    expect(day.told).toEqual([
      "3500 101/1 answered by desk 1",
      "3650 999/1 waits",
      "3690 101/1 done",
      "3690 a handler goes home",
      "7200 999/1 answered by desk 1",
      "7300 999/1 done",
    ]);
    expect(day.pool(0, 1)).toEqual({ busy: 90, overrun: 90 });
  });
});

describe("a 999 caller who waits while the only log belongs to a handler about to go home", () => {
  /*
   * Two handlers until 01:00, then one. 101: talk 500, log 600. 102: talk 1,000, no log. 999: talk 100, interrupts.
   * 3000  102/1 answered: talk to 4000
   * 3200  101/1 answered: talk to 3700, log due at 4300
   * 3600  one shift is over: the next to finish goes home
   * 3800  999/1 waits: the one in the log is next to finish
   * 4000  102/1 done: that handler goes home, so the other stays, and the log gives way to 999/1 (waited 200)
   * 4050  999/2 waits
   * 4100  999/2 (waited 50): talk to 4200, then the 300 s of the log that were left, to 4500
   */
  it("is answered as soon as somebody else has gone home, and before who calls later", () => {
    const day = story(
      room({
        handlers: [2, ...new Array<number>(23).fill(1)],
        queues: [
          { arrivals: at(3800, 4050), talk: fixed(100), mayInterruptWrapUp: true },
          { arrivals: at(3200), talk: fixed(500), wrapUp: fixed(600) },
          { arrivals: at(3000), talk: fixed(1000) },
        ],
      }),
    );
    expect(day.told.filter((line) => line.includes("999") || line.includes("home"))).toEqual([
      "3800 999/1 waits",
      "4000 a handler goes home",
      "4000 999/1 answered by desk 1",
      "4050 999/2 waits",
      "4100 999/1 log put aside",
      "4100 999/2 answered by desk 1",
      "4500 999/2 done",
    ]);
  });
});

describe("callers who may interrupt but for whom a handler is held back", () => {
  /*
   * Three handlers, one held back for 999; 101 may interrupt a log. 102 and 103 are not held back.
   *   10  102/1 answered: talk to 110, log due at 1110
   *   20  103/1 answered: talk to 5020
   *   40  999/1 answered: talk to 340
   *  200  101/1 waits: the one in the log, called away, would be the only one idle, and one is held back
   *  340  999/1 done: one idle, with the one in the log two: 101/1 (waited 140) calls them away, 770 s of log are left
   *  400  101/2 waits: one is idle and nobody in a log
   * 1340  101/1 has talked; the log gives way to 101/2 (waited 940): talk to 2340, then the 770 s, to 3110
   */
  it("call a handler away as soon as enough others are idle, and in their order", () => {
    const day = story(
      room({
        pools: [{ handlers: 3, holdBack: { 1: 1, 2: 0 } }],
        queues: [
          { arrivals: at(40), talk: fixed(300) },
          { arrivals: at(200, 400), talk: fixed(1000), mayInterruptWrapUp: true },
          { arrivals: at(10), talk: fixed(100), wrapUp: fixed(1000) },
          { arrivals: at(20), talk: fixed(5000) },
        ],
      }),
    );
    expect(day.told.filter((line) => line.includes("101"))).toEqual([
      "200 101/1 waits",
      "340 101/1 answered by desk 1",
      "400 101/2 waits",
      "1340 101/1 log put aside",
      "1340 101/2 answered by desk 1",
      "3110 101/2 done",
    ]);
  });
});
