import { describe, expect, it } from "vitest";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import { storyteller } from "../../engine/centre/story.ts";
import type { Onward } from "../../engine/scenario/scenario.ts";
import { seconds, share } from "../../engine/units.ts";
import { fixed, never, room } from "../support/rooms.ts";
import { at, story } from "./story.ts";

const rule = (after: Onward["after"], to: number, delay: number, mostTries = 100): Onward => ({
  after,
  share: share(1),
  to,
  delay: fixed(delay),
  mostTries,
});
const nobody = { kind: "steady", perHour: 0 } as const;

describe("an afternoon on which unanswered calls are called back", () => {
  /*
   * One handler, 999 before call-backs; 999 talks 100 s and waits 20 s, call-backs talk 30 s.
   *    0  999/1 answered, to 100
   *   10  999/2 waits, gives up at 30, to be called back from 90 on
   *   90  call-backs/1 waits
   *   95  999/3 waits and is answered at 100, to 200: its call-back at 95 + 20 + 60 does not come to pass
   *  105  999/4 waits, gives up at 125, to be called back from 185 on
   *  185  call-backs/2 waits
   *  200  handler free: call-backs/1 (waited 110), nobody picks up, to 230; again from 330 on
   *  230  call-backs/2 (waited 45), to 260; again from 360 on
   *  330  call-backs/3 (2 tries are enough), to 360, the person is taken as reached
   *  360  call-backs/4 comes as call-backs/3 ends (the first of the two was settled first), and talks to 390
   */
  const day = story(
    room({
      handlers: 1,
      queues: [
        {
          arrivals: at(0, 10, 95, 105),
          talk: fixed(100),
          patience: fixed(20),
          onward: [rule("not answered", 1, 60)],
        },
        { arrivals: nobody, talk: fixed(30), patience: never, onward: [rule("answered", 1, 100, 2)] },
      ],
    }),
  );

  it("goes like this", () => {
    expect(day.told).toEqual([
      "0 999/1 answered by desk 1",
      "10 999/2 waits",
      "30 999/2 hangs up",
      "90 101/1 waits",
      "95 999/3 waits",
      "100 999/1 done",
      "100 999/3 answered by desk 1",
      "105 999/4 waits",
      "125 999/4 hangs up",
      "185 101/2 waits",
      "200 999/3 done",
      "200 101/1 answered by desk 1",
      "230 101/1 done",
      "230 101/2 answered by desk 1",
      "260 101/2 done",
      "330 101/3 answered by desk 1",
      "360 101/4 waits",
      "360 101/3 done",
      "360 101/4 answered by desk 1",
      "390 101/4 done",
    ]);
  });

  it("is counted like this", () => {
    expect(day.queue(0)).toMatchObject({ dialled: 4, offered: 4, answered: 2, abandoned: 2 });
    expect(day.extra(0)).toEqual({ wentToQueues: 2, reachedLater: 2 });
    expect(day.queue(1)).toMatchObject({ dialled: 4, answered: 4, waitOfAnswered: 155, talk: 120 });
    expect(day.extra(1)).toEqual({ cameFromQueues: 4, wentToQueues: 2 });
  });
});

describe("an afternoon on which people go on from the message and dial again", () => {
  /*
   * Nobody is there. Patience of 30 s from dialling ends in a message of 60 s: 999/1 hangs up at 40, dials again at 50
   * (redials are settled first, and two attempts are enough), hangs up at 80 and goes on to 101 at 85, where nobody
   * answers; 101 leads nowhere.
   */
  it("settles redials first", () => {
    const day = story(
      room({
        handlers: 0,
        queues: [
          {
            arrivals: at(10),
            patience: fixed(30),
            patienceRuns: "from dialling",
            message: { duration: fixed(60), hangUp: share(0), moveToDigital: share(0) },
            redials: {
              first: share(1),
              later: share(1),
              afterMessage: share(1),
              delay: fixed(10),
              mostTries: 2,
            },
            onward: [rule("hung up in message", 1, 5)],
          },
          { arrivals: nobody, patience: fixed(1) },
        ],
      }),
    );
    expect(day.told).toEqual([
      "40 999/1 hung up in the message",
      "80 999/2 hung up in the message",
      "85 101/1 waits",
      "86 101/1 hangs up",
    ]);
    expect(day.queue(0)).toEqual({ dialled: 2, redialled: 1, hungUpInMessage: 2, comesBack: 1 });
    expect(day.extra(0)).toEqual({ wentToQueues: 1 });
    expect(day.extra(1)).toEqual({ cameFromQueues: 1 });
  });

  it("tells those who go digital from those who hang up", () => {
    const day = story(
      room({
        handlers: 1,
        queues: [
          {
            arrivals: at(10, 20),
            message: { duration: fixed(60), hangUp: share(0), moveToDigital: share(1) },
            onward: [rule("moved to digital", 1, 3600), rule("hung up in message", 0, 1)],
          },
          { arrivals: nobody, talk: fixed(100) },
        ],
      }),
    );
    expect(day.queue(0)).toEqual({ dialled: 2, movedToDigital: 2 });
    expect(day.queue(1)).toMatchObject({ dialled: 2, answered: 2 });
  });
});

describe("a person who would go on for ever", () => {
  it("goes on a hundred times", () => {
    const day = story(
      room({
        handlers: 1,
        queues: [
          { arrivals: at(0), talk: fixed(10), onward: [rule("answered", 1, 0)] },
          { arrivals: nobody, talk: fixed(10), onward: [rule("answered", 0, 0)] },
        ],
      }),
    );
    expect(day.extra(0)).toEqual({ wentToQueues: 50, cameFromQueues: 50 });
    expect(day.extra(1)).toEqual({ wentToQueues: 50, cameFromQueues: 50 });
    expect(day.queue(0).answered).toBe(51);
    expect(day.told.at(-1)).toBe("1010 999/51 done");
  });
});

describe("an afternoon with a partner force", () => {
  /*
   * One handler, busy from 0 to 200; the partner takes who has waited 60 s; patience is 90 s for those with none of
   * it left to chance.
   *   10  999/2 is taken at 70
   *  150  999/3 is answered at 200 (waited 50), to 400
   *  340  999/4 waits 60 to the very moment at which the handler comes free, and has left
   */
  it("goes like this", () => {
    const day = story(
      room({
        handlers: 1,
        queues: [
          {
            arrivals: at(0, 10, 150, 340),
            talk: fixed(200),
            patience: fixed(90),
            partnerAfter: seconds(60),
            onward: [rule("not answered", 0, 1)],
          },
        ],
      }),
    );
    expect(day.told).toEqual([
      "0 999/1 answered by desk 1",
      "10 999/2 waits",
      "70 999/2 taken by a partner force",
      "150 999/3 waits",
      "200 999/1 done",
      "200 999/3 answered by desk 1",
      "340 999/4 waits",
      "400 999/3 done",
      "400 999/4 taken by a partner force",
    ]);
    expect(day.queue(0)).toMatchObject({ offered: 4, answered: 2, timeInLine: 170, waitOfAnswered: 50 });
    expect(day.queue(0)).not.toHaveProperty("abandoned");
    expect(day.extra(0)).toEqual({ takenByPartner: 2, waitOfTaken: 120 });
  });

  it("whose callers give up before, or at the same moment, have given up", () => {
    const day = story(
      room({
        handlers: 0,
        queues: [{ arrivals: at(0), patience: fixed(60), partnerAfter: seconds(60) }],
      }),
    );
    expect(day.queue(0).abandoned).toBe(1);
    expect(day.extra(0)).toEqual({});
  });
});

describe("an afternoon of accidental calls", () => {
  /*
   * One handler. All calls are accidental: they clear after 8 s, and take 15 s if answered, whatever patience and talk
   * are. Nobody dials again or goes on.
   *   0  999/1 answered, to 15
   *   5  999/2 clears at 13
   *  10  999/3 answered at 15 (waited 5), to 30
   */
  it("goes like this", () => {
    const day = story(
      room({
        handlers: 1,
        queues: [
          {
            arrivals: at(0, 5, 10),
            talk: fixed(300),
            patience: fixed(900),
            balking: 1,
            accidental: { share: share(1), clearsAfter: fixed(8), talk: fixed(15) },
            redials: {
              first: share(1),
              later: share(1),
              afterMessage: share(1),
              delay: fixed(9),
              mostTries: 9,
            },
            onward: [rule("not answered", 0, 1), rule("answered", 0, 1)],
          },
        ],
      }),
    );
    expect(day.told).toEqual([
      "0 999/1 answered by desk 1",
      "5 999/2 waits",
      "10 999/3 waits",
      "13 999/2 hangs up",
      "15 999/1 done",
      "15 999/3 answered by desk 1",
      "30 999/3 done",
    ]);
    expect(day.queue(0)).toMatchObject({ dialled: 3, answered: 2, abandoned: 1, talk: 30 });
    expect(day.extra(0)).toEqual({ accidental: 3, accidentalAnswered: 2, accidentalCleared: 1 });
  });
});

describe("the story of a contact", () => {
  it("says where its person goes on to, and where they came from", () => {
    const scenario = room({
      handlers: 1,
      queues: [
        {
          arrivals: at(0, 20),
          talk: fixed(100),
          patience: fixed(20),
          onward: [rule("not answered", 1, 50)],
        },
        { arrivals: nobody, talk: fixed(30), onward: [rule("answered", 0, 1000)] },
      ],
    });
    const chaptersOf = (queue: number, number: number): readonly string[] => {
      const { observer, story: told } = storyteller({ by: "number", queue, number });
      runTrial(planOf(scenario), 0, observer);
      return told()!.chapters.map(({ time, what }) => `${time} ${what}`);
    };
    expect(chaptersOf(0, 2).slice(-2)).toEqual([
      "40 gives up after waiting 20.0 s; not answered",
      "90 comes to 101, which makes another contact",
    ]);
    const back = chaptersOf(1, 1);
    expect(back[0]).toBe("90 comes to 101 after another contact, as contact 1 of that queue");
    expect(back.slice(-2)).toEqual([
      "130 handler 0 has finished the wrap-up",
      "1130 comes to 999, which makes another contact",
    ]);
  });
});
