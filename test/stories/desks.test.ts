import { describe, expect, it } from "vitest";
import { fixed, room } from "../support/rooms.ts";
import { at, story } from "./story.ts";

const answered = (told: readonly string[]) => told.filter((line) => line.includes("answered"));

describe("a day with a handler held back for 999", () => {
  /*
   * Three handlers; 101 starts only if more than one is idle.
   *   10  101/1 answered (3 idle), to 310
   *   20  101/2 answered (2 idle), to 320
   *   30  101/3 waits: 1 idle is not more than 1
   *   40  999/1 answered by the third, to 140
   *   50  999/2 waits
   *  140  999/2 (waited 90, which is not below 90), to 240
   *  240  third idle; 101/3 still waits
   *  310  first free: now 2 idle, so 101/3 (waited 280), to 610
   *  320  second free: 2 idle
   *  330  101/4 answered at once, to 630
   */
  const day = story(
    room({
      handlers: 3,
      holdBack: 1,
      queues: [
        { arrivals: at(40, 50), talk: fixed(100) },
        { arrivals: at(10, 20, 30, 330), talk: fixed(300) },
      ],
    }),
  );

  it("goes like this", () => {
    expect(answered(day.told)).toEqual([
      "10 101/1 answered by desk 1",
      "20 101/2 answered by desk 1",
      "40 999/1 answered by desk 1",
      "140 999/2 answered by desk 1",
      "310 101/3 answered by desk 1",
      "330 101/4 answered by desk 1",
    ]);
  });

  it("is counted like this", () => {
    expect(day.queue(0)).toEqual({
      dialled: 2,
      offered: 2,
      delayed: 1,
      answered: 2,
      waitOfAnswered: 90,
      talk: 200,
      timeInLine: 90,
      answeredWithin0: 1,
      answeredWithin1: 1,
    });
    expect(day.queue(1)).toEqual({
      dialled: 4,
      offered: 4,
      delayed: 1,
      answered: 4,
      waitOfAnswered: 280,
      talk: 1200,
      timeInLine: 280,
      answeredWithin0: 3,
      answeredWithin1: 3,
    });
    expect(day.pool(0)).toEqual({ busy: 1400, onDuty: 3 * 86_400 });
  });
});

describe("a day on which the number held back changes by the hour", () => {
  /*
   * Two handlers. Held back: 1 until 01:00, none until 02:00, 2 until 03:00, then none.
   *  3000  101/1 answered (2 idle), to 5000
   *  3100  101/2 waits: 1 idle is not more than 1
   *  3600  nobody is held back any more: 101/2 (waited 500), to 5600
   *  7300  101/3 waits: 2 idle are not more than 2
   *  7400  999/1 answered, to 7500
   * 10800  101/3 (waited 3500)
   */
  const day = story(
    room({
      handlers: 2,
      holdBack: [1, 0, 2, ...new Array<number>(21).fill(0)],
      queues: [
        { arrivals: at(7400), talk: fixed(100) },
        { arrivals: at(3000, 3100, 7300), talk: fixed(2000) },
      ],
    }),
  );

  it("goes like this", () => {
    expect(answered(day.told)).toEqual([
      "3000 101/1 answered by desk 1",
      "3600 101/2 answered by desk 1",
      "7400 999/1 answered by desk 1",
      "10800 101/3 answered by desk 1",
    ]);
  });

  it("is counted in the hour of the call, and the time in line in the hour it was spent", () => {
    expect(day.queue(1, 0)).toMatchObject({ offered: 2, answered: 2, waitOfAnswered: 500, timeInLine: 500 });
    expect(day.queue(1, 1)).toEqual({});
    expect(day.queue(1, 2)).toMatchObject({
      offered: 1,
      answered: 1,
      waitOfAnswered: 3500,
      timeInLine: 3500,
    });
    expect(day.pool(0, 0)).toEqual({ busy: 600, onDuty: 7200 });
    expect(day.pool(0, 1)).toEqual({ busy: 1400 + 2000, onDuty: 7200 });
    expect(day.pool(0, 2)).toEqual({ busy: 100, onDuty: 7200 });
    expect(day.pool(0, 3)).toEqual({ busy: 2000, onDuty: 7200 });
  });
});

describe("a day with a 999 desk that overflows to a general desk", () => {
  /*
   * One handler each. 999 tries its own desk first.
   *   10  999/1 at the 999 desk, to 110
   *   20  999/2 overflows to the general desk, to 120
   *   30  101/1 waits
   *   40  999/3 waits
   *  110  999 desk free: 999/3 (waited 70), to 210
   *  120  general desk free: 101/1 (waited 90), to 420
   *  220  101/2 waits, though the 999 desk is idle
   *  230  999/4 at the 999 desk, to 330
   *  420  general desk free: 101/2 (waited 200), to 720
   */
  const day = story(
    room({
      queues: [
        { arrivals: at(10, 20, 40, 230), talk: fixed(100) },
        { arrivals: at(30, 220), talk: fixed(300) },
      ],
      pools: [
        { name: "general", handlers: 1 },
        { name: "999 desk", handlers: 1, answers: [0] },
      ],
    }),
  );

  it("goes like this", () => {
    expect(answered(day.told)).toEqual([
      "10 999/1 answered by 999 desk",
      "20 999/2 answered by general",
      "110 999/3 answered by 999 desk",
      "120 101/1 answered by general",
      "230 999/4 answered by 999 desk",
      "420 101/2 answered by general",
    ]);
  });

  it("is counted like this", () => {
    expect(day.queue(0)).toMatchObject({ answered: 4, delayed: 1, waitOfAnswered: 70 });
    expect(day.queue(1)).toMatchObject({ answered: 2, delayed: 2, waitOfAnswered: 290 });
    expect(day.pool(0)).toEqual({ busy: 100 + 300 + 300, onDuty: 86_400 });
    expect(day.pool(1)).toEqual({ busy: 300, onDuty: 86_400 });
  });
});

describe("a day that starts with two desks opening at once", () => {
  /*
   * Nobody on duty before 01:00. A general desk serves 101, 102 and 103; an emergency desk serves 999 and then 101, and
   * is the first that 101 tries, as it serves fewer queues.
   *  100  999/1 waits
   *  200  101/1 waits
   * 3600  one handler at each desk: the emergency desk takes 999, the general desk 101
   */
  it("lets no 101 caller take the handler that 999 waits for", () => {
    const opening = [0, ...new Array<number>(23).fill(1)];
    const day = story(
      room({
        queues: [
          { arrivals: at(100), talk: fixed(100) },
          { arrivals: at(200), talk: fixed(300) },
          { arrivals: at() },
          { arrivals: at() },
        ],
        pools: [
          { name: "general", handlers: opening, answers: [1, 2, 3] },
          { name: "emergency", handlers: opening, answers: [0, 1] },
        ],
      }),
    );
    expect(answered(day.told).toSorted()).toEqual([
      "3600 101/1 answered by general",
      "3600 999/1 answered by emergency",
    ]);
  });
});
