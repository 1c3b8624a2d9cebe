import { describe, expect, it } from "vitest";
import { fixed, room, runOnce } from "../support/rooms.ts";
import { at, story } from "./story.ts";

describe("a day with one handler, 999 ahead of 101", () => {
  /*
   *   10  101/1 dials, answered at once: talk to 210, log to 260
   *   50  101/2 waits (until 450 at most)
   *  110  101/3 waits (until 510 at most)
   *  200  999/1 waits
   *  260  handler free: 999/1 goes first (waited 60): talk to 360, log to 380
   *  300  999/2 waits
   *  380  999/2 (waited 80): to 500
   *  450  101/2 hangs up (waited 400); the centre notices when it looks for the next caller, at 500
   *  500  101/3 (waited 390): to 750
   *  700  101/4 waits
   *  750  101/4 (waited 50): to 1000
   */
  const day = story(
    room({
      handlers: 1,
      queues: [
        { arrivals: at(200, 300), talk: fixed(100), wrapUp: fixed(20), patience: fixed(1000) },
        { arrivals: at(10, 50, 110, 700), talk: fixed(200), wrapUp: fixed(50), patience: fixed(400) },
      ],
    }),
  );

  it("goes like this", () => {
    expect(day.told).toEqual([
      "10 101/1 answered by desk 1",
      "50 101/2 waits",
      "110 101/3 waits",
      "200 999/1 waits",
      "260 101/1 done",
      "260 999/1 answered by desk 1",
      "300 999/2 waits",
      "380 999/1 done",
      "380 999/2 answered by desk 1",
      "500 999/2 done",
      "450 101/2 hangs up",
      "500 101/3 answered by desk 1",
      "700 101/4 waits",
      "750 101/3 done",
      "750 101/4 answered by desk 1",
      "1000 101/4 done",
    ]);
  });

  it("is counted like this", () => {
    expect(day.queue(0)).toEqual({
      dialled: 2,
      offered: 2,
      delayed: 2,
      answered: 2,
      waitOfAnswered: 140,
      talk: 200,
      wrapUp: 40,
      timeInLine: 140,
      answeredWithin1: 2, // below 90 s
    });
    expect(day.queue(1)).toEqual({
      dialled: 4,
      offered: 4,
      delayed: 3,
      answered: 3,
      abandoned: 1,
      waitOfAnswered: 440,
      waitOfAbandoned: 400,
      talk: 600,
      wrapUp: 150,
      timeInLine: 840,
      answeredWithin0: 1,
      answeredWithin1: 2,
    });
    expect(day.pool(0)).toEqual({ busy: 990, onDuty: 86_400 });
    expect([...day.ledger.longestWait]).toEqual([80, 400]);
    // The histograms hold the answered of both queues, then the abandoned.
    expect(day.ledger.waits.reduce((sum, count) => sum + count, 0)).toBe(6);
  });
});

describe("callers of equal priority", () => {
  // One handler, talks of 100 s. All call while the first is helped: B at 20, A at 30, B at 40.
  const queues = [
    { name: "A", priority: 1, arrivals: at(10, 30), talk: fixed(100) },
    { name: "B", priority: 1, arrivals: at(20, 40), talk: fixed(100) },
  ];
  const answered = (told: readonly string[]) => told.filter((line) => line.includes("answered"));

  it("are answered longest wait first, whichever their queue", () => {
    expect(answered(story(room({ handlers: 1, queues })).told)).toEqual([
      "10 A/1 answered by desk 1",
      "110 B/1 answered by desk 1",
      "210 A/2 answered by desk 1",
      "310 B/2 answered by desk 1",
    ]);
  });

  it("are answered queue by queue at a desk that takes B first, as listed", () => {
    const pools = [{ handlers: 1, answers: [1, 0], takes: "in the order listed" as const }];
    const day = story(room({ queues, pools }));
    expect(answered(day.told)).toEqual([
      "10 A/1 answered by desk 1",
      "110 B/1 answered by desk 1",
      "210 B/2 answered by desk 1",
      "310 A/2 answered by desk 1",
    ]);
    expect(day.queue(0)).toMatchObject({ waitOfAnswered: 280, answered: 2 });
    expect(day.queue(1)).toMatchObject({ waitOfAnswered: 90 + 170, answered: 2 });
  });
});

describe("two handlers", () => {
  it("take turns: the one idle longest is next", () => {
    // 1 at 10 to 110, 2 at 20 to 50: so the second handler is idle since 50, the first since 110.
    const who: number[] = [];
    const scenario = room({
      handlers: 2,
      queues: [
        { arrivals: at(10, 200), talk: fixed(100) },
        { arrivals: at(20, 210), talk: fixed(30) },
      ],
    });
    runOnce(scenario, { answered: (_centre, _contact, handler) => who.push(handler) });
    const [first, second] = who;
    expect(second).not.toBe(first);
    expect(who).toEqual([first, second, second, first]);
  });
});
