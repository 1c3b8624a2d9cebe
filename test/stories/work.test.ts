import { describe, expect, it } from "vitest";
import { extraTotal } from "../support/extras.ts";
import { storyteller } from "../../engine/centre/story.ts";
import { fixed, room, runOnce } from "../support/rooms.ts";
import { at, story } from "./story.ts";

const giving = { interruptible: true, backlogAtStart: 0 };
const never = { interruptible: false, backlogAtStart: 0 };
/** One handler for the whole day but for these first hours. */
const hourly = (...first: readonly number[]): readonly number[] => [
  ...first,
  ...new Array<number>(24 - first.length).fill(1),
];

describe("an afternoon with online reports, which give way to calls", () => {
  /*
   * One handler; calls talk 100 s, a report takes 600 s.
   *   10  report 1 is taken up: due at 610
   *   20  report 2 waits
   *  200  call 1 takes the handler, 410 s of report 1 are left: talk to 300
   *  250  call 2 waits
   *  300  call 2 (waited 50): talk to 400
   *  400  report 1 again, ahead of report 2: to 810
   *  500  call 3 takes the handler, 310 s of report 1 are left: talk to 600
   *  600  report 1 again: to 910, when it is 900 s old
   *  910  report 2 (waited 890): to 1510, when it is 1490 s old
   */
  const day = story(
    room({
      handlers: 1,
      queues: [
        { arrivals: at(200, 250, 500), talk: fixed(100) },
        { arrivals: at(10, 20), talk: fixed(600), work: giving, targets: [600, 1000, 1490, 1491] },
      ],
    }),
  );

  it("goes like this", () => {
    expect(day.told).toEqual([
      "10 101/1 answered by desk 1",
      "20 101/2 waits",
      "200 101/1 put aside",
      "200 999/1 answered by desk 1",
      "250 999/2 waits",
      "300 999/1 done",
      "300 999/2 answered by desk 1",
      "400 999/2 done",
      "400 101/1 resumed by desk 1",
      "500 101/1 put aside",
      "500 999/3 answered by desk 1",
      "600 999/3 done",
      "600 101/1 resumed by desk 1",
      "910 101/1 done",
      "910 101/2 answered by desk 1",
      "1510 101/2 done",
    ]);
  });

  it("is counted like this: waits end when a report is first taken up, its age when it is done", () => {
    expect(day.queue(1)).toEqual({
      dialled: 2,
      offered: 2,
      delayed: 1,
      answered: 2,
      waitOfAnswered: 890,
      talk: 1200,
      timeInLine: 890,
      answeredWithin1: 1,
      answeredWithin2: 1,
      answeredWithin3: 2,
    });
    expect(day.queue(0)).toMatchObject({ offered: 3, delayed: 1, answered: 3, waitOfAnswered: 50 });
    expect(day.pool(0)).toEqual({ busy: 1500, onDuty: 86_400 });
    expect(extraTotal(day.ledger, 1, "done")).toBe(2);
    expect(extraTotal(day.ledger, 1, "ageWhenDone")).toBe(900 + 1490);
    expect(extraTotal(day.ledger, 1, "backlogTime")).toBe(900 + 1490);
    expect(extraTotal(day.ledger, 1, "interruptions")).toBe(2);
  });

  it("without interruptions makes the calls wait for the reports", () => {
    const stubborn = story(
      room({
        handlers: 1,
        queues: [
          { arrivals: at(200, 250, 500), talk: fixed(100) },
          { arrivals: at(10, 20), talk: fixed(600), work: never },
        ],
      }),
    );
    // 610 call 1 (waited 410), 710 call 2 (460), 810 call 3 (310), 910 report 2 (890).
    expect(stubborn.queue(0)).toMatchObject({ answered: 3, delayed: 3, waitOfAnswered: 1180 });
    expect(stubborn.queue(1)).toMatchObject({ answered: 2, waitOfAnswered: 890 });
    expect(stubborn.pool(0)).toEqual({ busy: 1500, onDuty: 86_400 });
  });
});

describe("reports that wait from before the run, and over hours in which nobody works", () => {
  /*
   * Two reports wait at midnight, when one handler begins; a report takes 3,000 s. From 02:00 to 04:00 nobody is there.
   *     0  report 1: to 3000; report 2 waits
   *  3000  report 2: to 6000
   *  4000  report 3 comes in and waits
   *  6000  report 3 (waited 2000): 1200 s are done at 7200, when the shift ends and it is put aside
   *  8000  report 4 waits
   * 14400  a handler comes: report 3 goes on, to 16200; then report 4 (waited 8200) to 19200
   */
  const day = story(
    room({
      handlers: hourly(1, 1, 0, 0),
      queues: [
        {
          arrivals: at(4000, 8000),
          talk: fixed(3000),
          work: { interruptible: true, backlogAtStart: 2 },
          targets: [12_000],
        },
      ],
    }),
  );

  it("go home time and all", () => {
    expect(day.told).toEqual([
      "0 999/1 waits",
      "0 999/2 waits",
      "0 999/1 answered by desk 1",
      "3000 999/1 done",
      "3000 999/2 answered by desk 1",
      "4000 999/3 waits",
      "6000 999/2 done",
      "6000 999/3 answered by desk 1",
      "7200 999/3 put aside",
      "7200 a handler goes home",
      "8000 999/4 waits",
      "14400 999/3 resumed by desk 1",
      "16200 999/3 done",
      "16200 999/4 answered by desk 1",
      "19200 999/4 done",
    ]);
  });

  it("are counted like this: those from before are in the backlog but were not received in the period", () => {
    expect(day.queue(0)).toEqual({
      dialled: 2,
      offered: 2,
      delayed: 2,
      answered: 2,
      waitOfAnswered: 2000 + 8200,
      talk: 6000,
      // Of the four, three waited: 3000 s from before the run, 2000 s and 8200 s.
      timeInLine: 13_200,
      answeredWithin0: 1, // 11,200 s, and not 12,200
    });
    const backlog = [0, 1, 2, 3, 4, 5].map((hour) => extraTotal(day.ledger, 0, "backlogAtStarts", [hour]));
    expect(backlog).toEqual([2, 1, 1, 2, 2, 1]);
    const ages = [0, 1, 2, 3, 4, 5].map((hour) => extraTotal(day.ledger, 0, "agesAtStarts", [hour]));
    expect(ages).toEqual([0, 3600, 3200, 6800 + 2800, 10_400 + 6400, 10_000]);
    // The first in line: report 3, put aside, from 02:00 on.
    const oldest = [0, 1, 2, 3, 4, 5].map((hour) => extraTotal(day.ledger, 0, "oldestAtStarts", [hour]));
    expect(oldest).toEqual([0, 0, 0, 6800, 10_400, 0]);
    // Hour by hour: 3000 s of report 1 and all hour of 2; 2400 of 2 and 3200 of 3; 3 alone, then 4 too ...
    const time = [0, 1, 2, 3, 4, 5].map((hour) => extraTotal(day.ledger, 0, "backlogTime", [hour]));
    expect(time).toEqual([6600, 5600, 3600 + 2800, 7200, 1800 + 3600, 1200]);
    expect(extraTotal(day.ledger, 0, "doneByClock")).toBe(4);
    expect(extraTotal(day.ledger, 0, "done")).toBe(2);
    expect(extraTotal(day.ledger, 0, "ageWhenDone")).toBe(12_200 + 11_200);
  });
});

describe("two desks that share reports", () => {
  /*
   * Desk 1 takes 999 and 102, desk 2 takes 101 and 102; one handler each. 102 are reports of 1,000 s.
   *   10  report 1 at desk 1 (both are free; it is tried first): due at 1010
   *   20  101/1 at desk 2: talk to 120
   *  100  999/1 takes the handler of desk 1 (910 s left); nobody else is free: talk to 300
   *  120  101/1 done: report 1 goes on at desk 2: to 1030
   *  200  101/2 takes the handler of desk 2 (830 s left): talk to 300
   *  300  999/1 done first: report 1 at desk 1, to 1130.  (101/2 is done at the same moment.)
   *  400  999/2 takes the handler of desk 1 (730 s left), and desk 2 is free: report 1 goes on there at once, to 1130
   */
  it("hand them on to whoever is free", () => {
    const day = story(
      room({
        queues: [
          { arrivals: at(100, 400), talk: fixed(200) },
          { arrivals: at(20, 200), talk: fixed(100) },
          { arrivals: at(10), talk: fixed(1000), work: giving },
        ],
        pools: [
          { handlers: 1, answers: [0, 2] },
          { handlers: 1, answers: [1, 2] },
        ],
      }),
    );
    expect(day.told).toEqual([
      "10 102/1 answered by desk 1",
      "20 101/1 answered by desk 2",
      "100 102/1 put aside",
      "100 999/1 answered by desk 1",
      "120 101/1 done",
      "120 102/1 resumed by desk 2",
      "200 102/1 put aside",
      "200 101/2 answered by desk 2",
      "300 999/1 done",
      "300 102/1 resumed by desk 1",
      "300 101/2 done",
      "400 102/1 put aside",
      "400 999/2 answered by desk 1",
      "400 102/1 resumed by desk 2",
      "600 999/2 done",
      "1130 102/1 done",
    ]);
  });
});

describe("reports that were put aside", () => {
  /*
   * Desks as above; reports of 1,000 s.
   *   10, 20  report 1 at desk 1, report 2 at desk 2
   *  100  999/1 takes the handler of desk 1 (910 s of report 1 are left): talk to 1100
   *  200  101/1 takes the handler of desk 2 (820 s of report 2 are left): talk to 300
   *  250  report 3 waits
   *  300  desk 2 is free: report 1, which came in first though report 2 was put aside last: to 1210
   * 1100  desk 1 is free: report 2, to 1920
   * 1210  desk 2: report 3
   */
  it("go on in the order in which they came in, and before the others", () => {
    const day = story(
      room({
        queues: [
          { arrivals: at(100), talk: fixed(1000) },
          { arrivals: at(200), talk: fixed(100) },
          { arrivals: at(10, 20, 250), talk: fixed(1000), work: giving },
        ],
        pools: [
          { handlers: 1, answers: [0, 2] },
          { handlers: 1, answers: [1, 2] },
        ],
      }),
    );
    expect(day.told.filter((line) => /resumed|102\/3/.test(line))).toEqual([
      "250 102/3 waits",
      "300 102/1 resumed by desk 2",
      "1100 102/2 resumed by desk 1",
      "1210 102/3 answered by desk 2",
      "2210 102/3 done",
    ]);
  });
});

describe("a desk that holds a handler back", () => {
  /*
   * Three handlers, 101 starts only if more than one is idle; reports of 1,000 s only if more than none are.
   *   10, 20, 30  three reports are taken up
   *   50  101/1: called from their reports, three would be idle: it starts, and the last report is put aside
   *   60  101/2: two would be idle: it starts
   *   70  101/3 waits: one would be idle, which is held back for 999
   *   80  999/1 takes the last handler from report 1
   */
  it("counts handlers at work that gives way as idle", () => {
    const day = story(
      room({
        pools: [{ handlers: 3, holdBack: { 1: 1, 2: 0 } }],
        queues: [
          { arrivals: at(80), talk: fixed(100) },
          { arrivals: at(50, 60, 70), talk: fixed(500) },
          { arrivals: at(10, 20, 30), talk: fixed(1000), work: giving },
        ],
      }),
    );
    expect(day.told.slice(3, 10)).toEqual([
      "50 102/3 put aside",
      "50 101/1 answered by desk 1",
      "60 102/2 put aside",
      "60 101/2 answered by desk 1",
      "70 101/3 waits",
      "80 102/1 put aside",
      "80 999/1 answered by desk 1",
    ]);
    // 180: 999/1 is done, one is idle: the first report goes on, and 101/3 waits for two: until 550.
    expect(day.told).toContain("180 102/1 resumed by desk 1");
    expect(day.told).toContain("550 101/3 answered by desk 1");
  });

  it("keeps handlers idle for calls while reports wait, if it is told to", () => {
    const day = story(
      room({
        pools: [{ handlers: 3, holdBack: { 1: 2 } }],
        queues: [
          { arrivals: at(50, 60), talk: fixed(100) },
          { arrivals: at(10, 20, 30), talk: fixed(1000), work: never },
        ],
      }),
    );
    expect(day.queue(0)).toMatchObject({ answered: 2, answeredWithin0: 2 });
    // One after the other: 10, 1010, 2010.
    expect(day.queue(1)).toMatchObject({ waitOfAnswered: 990 + 1980 });
  });
});

describe("the story of one report", () => {
  it("tells of its interruptions", () => {
    const scenario = room({
      handlers: 1,
      queues: [
        { arrivals: at(200), talk: fixed(100) },
        { arrivals: at(10), talk: fixed(600), work: giving },
      ],
    });
    const { observer, story: told } = storyteller({ by: "number", queue: 1, number: 1 });
    runOnce(scenario, observer);
    expect(told()!.chapters.map(({ time, what }) => `${time} ${what}`)).toEqual([
      "10 comes in at 101, as item 1 of that queue",
      "10 (settled at birth: takes 10m 00s)",
      "10 reaches the line. desk 1: 1 of 1 handlers idle. Of the others, nobody waits in 999; nobody waits in 101.",
      "10 is taken up by handler 0 of desk 1 at an age of 0.0 s",
      "200 handler 0 puts it aside with 6m 50s left, for a contact or the end of a shift",
      "300 handler 0 of desk 1 goes on with it",
      "710 is done by handler 0, at an age of 11m 40s",
    ]);
  });
});
