import { describe, expect, it } from "vitest";
import { fixed, room } from "../support/rooms.ts";
import { at, story } from "./story.ts";

describe("a day on which shifts end while calls go on", () => {
  /*
   * On duty: 2 until 01:00, 1 until 02:00, 0 until 03:00, then 1. Talks of 1,200 s.
   *  3000  1 answered, to 4200
   *  3100  2 answered, to 4300
   *  3500  3 waits
   *  3600  one shift ends, but both talk: the first to finish will go
   *  4200  1 done: that handler goes home, 600 s late; 3 waits on
   *  4300  2 done: 3 (waited 800), to 5500
   *  7000  4 answered, to 8200
   *  7200  the last shift ends; that handler talks on
   *  7300  5 waits
   *  8200  4 done: the handler goes home, 1,000 s late; nobody is there
   * 10800  someone comes on duty: 5 (waited 3500), to 12000
   */
  const day = story(
    room({
      handlers: [2, 1, 0, ...new Array<number>(21).fill(1)],
      queues: [{ arrivals: at(3000, 3100, 3500, 7000, 7300), talk: fixed(1200) }],
    }),
  );

  it("goes like this", () => {
    expect(day.told).toEqual([
      "3000 999/1 answered by desk 1",
      "3100 999/2 answered by desk 1",
      "3500 999/3 waits",
      "4200 999/1 done",
      "4200 a handler goes home",
      "4300 999/2 done",
      "4300 999/3 answered by desk 1",
      "5500 999/3 done",
      "7000 999/4 answered by desk 1",
      "7300 999/5 waits",
      "8200 999/4 done",
      "8200 a handler goes home",
      "10800 999/5 answered by desk 1",
      "12000 999/5 done",
    ]);
  });

  it("is counted like this, by the hour", () => {
    expect(day.pool(0, 0)).toEqual({ busy: 600 + 500, onDuty: 7200 });
    expect(day.pool(0, 1)).toEqual({ busy: 600 + 700 + 1200 + 200, onDuty: 3600, overrun: 600 });
    expect(day.pool(0, 2)).toEqual({ busy: 1000, overrun: 1000 });
    expect(day.pool(0, 3)).toEqual({ busy: 1200, onDuty: 3600 });
    expect(day.queue(0)).toMatchObject({ answered: 5, delayed: 2, waitOfAnswered: 4300, talk: 6000 });
    expect(day.queue(0, 0)).toMatchObject({ offered: 3, timeInLine: 100 });
    expect(day.queue(0, 1)).toMatchObject({ offered: 1, timeInLine: 700 });
    expect(day.queue(0, 2)).toMatchObject({ offered: 1, timeInLine: 3500 });
  });
});

describe("a shift that ends", () => {
  it("sends the idle home first: nobody overruns while somebody is idle", () => {
    // 2 on duty until 01:00, then 1. One talks from 3000 to 4200, the other is idle at 3600 and goes.
    const day = story(
      room({
        handlers: [2, ...new Array<number>(23).fill(1)],
        queues: [{ arrivals: at(3000, 3700), talk: fixed(1200) }],
      }),
    );
    expect(day.told).toEqual([
      "3000 999/1 answered by desk 1",
      "3700 999/2 waits",
      "4200 999/1 done",
      "4200 999/2 answered by desk 1",
      "5400 999/2 done",
    ]);
    expect(day.pool(0, 1)).toEqual({ busy: 600 + 1200, onDuty: 3600 });
  });

  it("does not hold on to those who overrun when others come on duty: newcomers are free at once", () => {
    // 1 on duty until 01:00, 0 until 02:00, then 1 again. A talk from 3000 to 9000 overruns the whole hour and more.
    const day = story(
      room({
        handlers: [1, 0, ...new Array<number>(22).fill(1)],
        queues: [{ arrivals: at(3000, 3700), talk: fixed(6000) }],
      }),
    );
    expect(day.told).toEqual([
      "3000 999/1 answered by desk 1",
      "3700 999/2 waits",
      "7200 999/2 answered by desk 1",
      "9000 999/1 done",
      "9000 a handler goes home",
      "13200 999/2 done",
    ]);
    expect(day.pool(0, 1)).toEqual({ busy: 3600, overrun: 3600 });
    expect(day.pool(0, 2)).toEqual({ busy: 1800 + 3600, onDuty: 3600, overrun: 1800 });
  });

  it("ends at its moment: a handler whose call ends then goes home and does not take another", () => {
    // One on duty until 02:00. The talk that began at 3500 ends at 7200 sharp, with a caller waiting.
    const day = story(
      room({
        handlers: [1, 1, 0, ...new Array<number>(21).fill(1)],
        queues: [{ arrivals: at(3500, 3700), talk: fixed(3700) }],
      }),
    );
    expect(day.told.filter((line) => line.includes("answered"))).toEqual([
      "3500 999/1 answered by desk 1",
      "10800 999/2 answered by desk 1",
    ]);
    expect(day.pool(0, 2)).toEqual({});
  });
});

describe("midnight", () => {
  /*
   * One handler, talks of 400 s, two days.
   * 86100  1 answered, to 86500
   * 86200  2 waits
   * 86400  midnight
   * 86500  2 (waited 300), to 86900: it belongs to the last hour of the first day
   */
  it("changes nothing for those inside: lines and calls carry over", () => {
    const day = story(
      room({ days: 2, handlers: 1, queues: [{ arrivals: at(86_100, 86_200), talk: fixed(400) }] }),
    );
    expect(day.told).toEqual([
      "86100 999/1 answered by desk 1",
      "86200 999/2 waits",
      "86500 999/1 done",
      "86500 999/2 answered by desk 1",
      "86900 999/2 done",
    ]);
    expect(day.queue(0, 23)).toMatchObject({ offered: 2, answered: 2, waitOfAnswered: 300, timeInLine: 200 });
    expect(day.queue(0, 24)).toEqual({ timeInLine: 100 });
    expect(day.pool(0, 23)).toEqual({ busy: 300, onDuty: 3600 });
    expect(day.pool(0, 24)).toEqual({ busy: 500, onDuty: 3600 });
  });

  it("carries callers from the warm-up into the period, where they are not counted but are in the way", () => {
    // Dialled at −300 (to 100) and −50 (waits to 100, talk to 500); the first that counts, at 20, waits until 500.
    const day = story(
      room({ warmUp: 3600, handlers: 1, queues: [{ arrivals: at(-300, -50, 20), talk: fixed(400) }] }),
    );
    expect(day.queue(0)).toMatchObject({ dialled: 1, offered: 1, answered: 1, waitOfAnswered: 480 });
    // Lines are counted by the clock: 100 s of the second caller, 480 s of the third.
    expect(day.queue(0).timeInLine).toBe(580);
    expect(day.pool(0)).toEqual({ busy: 900, onDuty: 86_400 });
    expect(day.queue(0, day.ledger.bins)).toMatchObject({ offered: 2, answered: 2, waitOfAnswered: 150 });
    expect([...day.ledger.longestWait]).toEqual([480]);
  });

  it("at the end of the period leaves callers inside, or follows them to the end of their wait", () => {
    // 86000 answered to 86600; 86100 waits until 86600 (500 s); 86200 hangs up at 86350; 86300 at 86450 if followed.
    const wanted = {
      handlers: 1,
      queues: [
        { arrivals: at(86_000, 86_100), talk: fixed(600) },
        { arrivals: at(86_200, 86_300), talk: fixed(600), patience: fixed(150) },
      ],
    };
    const stops = story(room({ ...wanted, atEnd: "stop" }));
    expect(stops.queue(0)).toMatchObject({ offered: 2, answered: 1, timeInLine: 300 });
    expect(stops.queue(0).abandoned).toBeUndefined();
    expect(stops.queue(1)).toMatchObject({ offered: 2, abandoned: 1, waitOfAbandoned: 150, timeInLine: 250 });
    expect(stops.pool(0)).toEqual({ busy: 400, onDuty: 86_400 });

    const follows = story(room({ ...wanted, atEnd: "follow" }));
    expect(follows.queue(0)).toMatchObject({ offered: 2, answered: 2, waitOfAnswered: 500, timeInLine: 300 });
    expect(follows.queue(1)).toMatchObject({
      offered: 2,
      abandoned: 2,
      waitOfAbandoned: 300,
      timeInLine: 250,
    });
    expect(follows.pool(0)).toEqual({ busy: 400, onDuty: 86_400 });
  });
});
