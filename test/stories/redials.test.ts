import { describe, expect, it } from "vitest";
import { seconds, share } from "../../engine/units.ts";
import type { Redials } from "../../engine/scenario/scenario.ts";
import { fixed, room } from "../support/rooms.ts";
import { at, story } from "./story.ts";

const always = (delay: number): Redials => ({
  first: share(1),
  later: share(1),
  afterMessage: share(1),
  delay: fixed(delay),
  mostTries: 3,
});

describe("a day on which callers dial again", () => {
  /*
   * One handler, talks of 100 s. 999 waits 20 s and dials again 50 s later. Contacts are attempts: 999/3 is the second
   * attempt of who made 999/2.
   *   10  999/1 answered, to 110
   *   30  999/2 waits until 50, so would be back at 100
   *  100  999/3 waits until 120, and would be back at 170
   *  110  handler free: 999/3 (waited 10), to 210; at 170 nobody dials
   *  130  999/4 waits until 150, back at 200 as 999/5, answered at 210 (waited 10), to 310
   *  215  999/6 waits until 235, back at 285 as 999/7, waits until 305, back at 355 as 999/8 and answered, to 455
   * 101 hears a message of 60 s with a patience of 30 s from dialling, and dials again 70 s later:
   *  1000 101/1 hangs up at 1030, back at 1100; hangs up at 1130, back at 1200; hangs up at 1230, and three is enough
   */
  const day = story(
    room({
      handlers: 1,
      queues: [
        { arrivals: at(10, 30, 130, 215), talk: fixed(100), patience: fixed(20), redials: always(50) },
        {
          arrivals: at(1000),
          talk: fixed(100),
          patience: fixed(30),
          patienceRuns: "from dialling",
          message: { duration: fixed(60), hangUp: share(0), moveToDigital: share(0) },
          redials: always(70),
        },
      ],
    }),
  );

  it("goes like this", () => {
    expect(day.told).toEqual([
      "10 999/1 answered by desk 1",
      "30 999/2 waits",
      "50 999/2 hangs up",
      "100 999/3 waits",
      "110 999/1 done",
      "110 999/3 answered by desk 1",
      "130 999/4 waits",
      "150 999/4 hangs up",
      "200 999/5 waits",
      "210 999/3 done",
      "210 999/5 answered by desk 1",
      "215 999/6 waits",
      "235 999/6 hangs up",
      "285 999/7 waits",
      "305 999/7 hangs up",
      "310 999/5 done",
      "355 999/8 answered by desk 1",
      "455 999/8 done",
      "1030 101/1 hung up in the message",
      "1130 101/2 hung up in the message",
      "1230 101/3 hung up in the message",
    ]);
  });

  it("is counted like this: every attempt by itself", () => {
    expect(day.queue(0)).toEqual({
      dialled: 8,
      redialled: 4,
      offered: 8,
      delayed: 6,
      answered: 4,
      answeredWithin0: 2,
      answeredWithin1: 4,
      abandoned: 4,
      abandonedWithin1: 4,
      comesBack: 4,
      waitOfAnswered: 20,
      waitOfAbandoned: 80,
      timeInLine: 100,
      talk: 400,
    });
    expect(day.queue(1)).toEqual({ dialled: 3, redialled: 2, hungUpInMessage: 3, comesBack: 2 });
  });
});

describe("a day on which callers who balk dial again", () => {
  // One handler, busy from 0 to 100. 999/2 finds nobody free at 10, 40 and 70, and somebody at 100: a call that ends
  // at the very moment was settled first.
  it("goes like this", () => {
    const day = story(
      room({
        handlers: 1,
        queues: [
          {
            arrivals: at(0, 10),
            talk: fixed(100),
            balking: 1,
            redials: { ...always(30), mostTries: 4 },
          },
        ],
      }),
    );
    expect(day.told).toEqual([
      "0 999/1 answered by desk 1",
      "10 999/2 balks",
      "10 999/2 hangs up",
      "40 999/3 balks",
      "40 999/3 hangs up",
      "70 999/4 balks",
      "70 999/4 hangs up",
      "100 999/1 done",
      "100 999/5 answered by desk 1",
      "200 999/5 done",
    ]);
    expect(day.queue(0)).toMatchObject({ dialled: 5, redialled: 3, comesBack: 3, balked: 3, answered: 2 });
  });
});

describe("a day that ends before somebody dials again", () => {
  // 999/2 hangs up at 70 and would dial again after two days.
  it("balances, with one caller still to come", () => {
    const day = story(
      room({
        handlers: 1,
        atEnd: "stop",
        queues: [
          {
            arrivals: at(0, 10),
            talk: fixed(100),
            patience: { kind: "deterministic", value: seconds(60) },
            redials: always(2 * 86_400),
          },
        ],
      }),
    );
    expect(day.queue(0)).toMatchObject({ dialled: 2, abandoned: 1, comesBack: 1 });
    expect(day.queue(0)).not.toHaveProperty("redialled");
  });
});
