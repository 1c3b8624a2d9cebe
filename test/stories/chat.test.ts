import { describe, expect, it } from "vitest";
import type { PoolExtra, QueueExtra } from "../../engine/centre/ledger.ts";
import { extraCell, POOL_EXTRA, poolExtraCell, QUEUE_EXTRA } from "../../engine/centre/ledger.ts";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import type { PoolChats, Scenario } from "../../engine/scenario/scenario.ts";
import { exponential, fixed, never, room } from "../support/rooms.ts";
import type { Story } from "./story.ts";
import { at, story } from "./story.ts";

const chat = { patienceInside: never, open: null };
const queueExtra = ({ ledger }: Story, queue: number, column: QueueExtra): number => {
  let sum = 0;
  for (let bin = 0; bin < ledger.bins; bin++) {
    sum += ledger.queueExtras[extraCell(ledger, queue, bin) + QUEUE_EXTRA[column]]!;
  }
  return sum;
};
const poolExtra = ({ ledger }: Story, pool: number, column: PoolExtra): number => {
  let sum = 0;
  for (let bin = 0; bin < ledger.bins; bin++) {
    sum += ledger.poolExtras[poolExtraCell(ledger, pool, bin) + POOL_EXTRA[column]]!;
  }
  return sum;
};

/** Tells who takes each contact. */
function watchHandlers(scenario: Scenario, tell: (time: number, handler: number) => void): void {
  runTrial(planOf(scenario), 0, {
    answered: ({ now }, _, handler) => {
      tell(now, handler);
    },
  });
}

describe("an afternoon of one operator with three slots", () => {
  /*
   * A stretch of 100%: k chats get on at 1/k each. Work is 120 s each, then 30 s of log; patience is 100 s.
   *    0  1 begins, alone
   *   60  1 has 60 left; 2 begins: both at 1/2
   *  120  1 has 30 left, 2 has 90; 3 begins: all at 1/3
   *  150  4 waits, every slot being taken, and gives up at 250
   *  210  1 is done (30 × 3), and its log begins: 30 s; 2 has 60 left, 3 has 90
   *  280  5 waits; 1 to 3 have 6⅔, 36⅔ and 66⅔ left
   *  300  1's log is done (30 × 3): its slot goes to 5; 2 has 30 left, 3 has 60, 5 has 120
   *  390  2 is done, its log begins: 30; 3 has 30 left, 5 has 90
   *  480  2's log and 3's talk are done (30 × 3 each); 5 has 60 left. Two are left, at 1/2: 3's log of 30 and 5
   *  540  3's log is done; 5 has 30 left, alone
   *  570  5 is done, its log lasts to 600
   */
  const day = story(
    room({
      queues: [
        {
          arrivals: at(0, 60, 120, 150, 280),
          talk: fixed(120),
          wrapUp: fixed(30),
          patience: fixed(100),
          targets: [],
          chat,
        },
      ],
      pools: [{ handlers: 1, chats: { speeds: [1, 1 / 2, 1 / 3], calls: "wait" } }],
    }),
  );

  it("goes like this", () => {
    expect(day.told).toEqual([
      "0 999/1 answered by desk 1",
      "60 999/2 answered by desk 1",
      "120 999/3 answered by desk 1",
      "150 999/4 waits",
      "280 999/5 waits",
      "250 999/4 hangs up",
      "300 999/1 done",
      "300 999/5 answered by desk 1",
      "480 999/2 done",
      "540 999/3 done",
      "600 999/5 done",
    ]);
  });

  it("is counted like this", () => {
    expect(day.queue(0)).toEqual({
      dialled: 5,
      offered: 5,
      delayed: 2,
      answered: 4,
      abandoned: 1,
      waitOfAnswered: 20,
      waitOfAbandoned: 100,
      talk: 480,
      wrapUp: 120,
      timeInLine: 120,
    });
    // With the chatter: 0 to 210, 60 to 390, 120 to 480, 300 to 570.
    expect(queueExtra(day, 0, "chatDuration")).toBeCloseTo(210 + 330 + 360 + 270, 6);
    expect(queueExtra(day, 0, "chatsOver")).toBe(4);
    // Slots: 0 to 300, 60 to 480, 120 to 540, 300 to 600; all three from 120 to 480.
    expect(poolExtra(day, 0, "chatSeconds")).toBeCloseTo(300 + 420 + 420 + 300, 6);
    expect(poolExtra(day, 0, "chatting")).toBeCloseTo(600, 6);
    expect(poolExtra(day, 0, "slotsFull")).toBeCloseTo(360, 6);
    // At speed 1/k nothing is gained: 600 s of work take 600 s.
    expect(day.pool(0).busy).toBeCloseTo(600, 6);
  });
});

describe("chats go to the operator with the fewest", () => {
  /*
   * Two operators A and B with three slots each, and no stretch. Until 50 all slots are taken in turn: A has those of 0,
   * 20 and 40, B those of 10, 30 and 50.
   *  100, 120, 140  A's chats end, and A is idle; 150 goes to A
   *  180, 200       B's first two end: A and B have one each, and B's number changed later, so 210 goes to A
   *  220            B has one and A two: to B
   */
  it("and to the one whose number has not changed for longest among equals", () => {
    const told: string[] = [];
    const names = new Map<number, string>();
    const scenario = room({
      queues: [
        { arrivals: at(0, 20, 40), talk: fixed(100), patience: never, priority: 1, chat },
        { arrivals: at(10, 30), talk: fixed(170), patience: never, priority: 1, chat },
        { arrivals: at(50, 150, 210, 220), talk: fixed(500), patience: never, priority: 1, chat },
      ],
      pools: [{ handlers: 2, chats: { speeds: [1, 1, 1], calls: "wait" } }],
    });
    watchHandlers(scenario, (time, handler) => {
      if (!names.has(handler)) names.set(handler, names.size === 0 ? "A" : "B");
      told.push(`${time} ${names.get(handler)!}`);
    });
    expect(told).toEqual(["0 A", "10 B", "20 A", "30 B", "40 A", "50 B", "150 A", "210 A", "220 B"]);
  });
});

describe("a call and two chats at one handler", () => {
  const desk = (calls: PoolChats["calls"], extra: { readonly wrapUp?: number } = {}) =>
    story(
      room({
        queues: [
          {
            arrivals: at(100),
            talk: fixed(60),
            wrapUp: fixed(extra.wrapUp ?? 0),
            patience: fixed(1000),
            targets: [],
          },
          { arrivals: at(0, 50, 120), talk: fixed(100), patience: fixed(1000), targets: [], chat },
        ],
        pools: [{ handlers: 1, chats: { speeds: [1, 0.5, 0.25], calls } }],
      }),
    );

  it("waits until they are over, and keeps a third chat waiting, unless it is said otherwise", () => {
    // 101/1 has 50 left at 50, and is done at 150 (50 ÷ 0.5); 101/2 has 50 left then and is done at 200.
    // 101/3 comes at 120 and has to wait although a slot is free: the call of 100 goes before it.
    expect(desk("wait").told).toEqual([
      "0 101/1 answered by desk 1",
      "50 101/2 answered by desk 1",
      "100 999/1 waits",
      "120 101/3 waits",
      "150 101/1 done",
      "200 101/2 done",
      "200 999/1 answered by desk 1",
      "260 999/1 done",
      "260 101/3 answered by desk 1",
      "360 101/3 done",
    ]);
  });

  it("pauses them", () => {
    // At 100 the chats have 25 and 75 left. They stand still to 180, the call's wrap-up included, and so does the
    // third, which waits as its handler is in a call: from 180 all three go at a quarter. 101/1 is done at 280, with
    // 50 and 75 left; 101/2 at 380, with 25 left of 101/3, which is done at 405.
    const day = desk("pause the chats", { wrapUp: 20 });
    expect(day.told).toEqual([
      "0 101/1 answered by desk 1",
      "50 101/2 answered by desk 1",
      "100 999/1 answered by desk 1",
      "120 101/3 waits",
      "180 999/1 done",
      "180 101/3 answered by desk 1",
      "280 101/1 done",
      "380 101/2 done",
      "405 101/3 done",
    ]);
    expect(day.pool(0)).toMatchObject({ busy: 405 });
    expect(poolExtra(day, 0, "chatting")).toBe(405);
    expect(queueExtra(day, 1, "chatDuration")).toBe(280 + 330 + 225);
  });

  it("goes on beside them, as if it were one chat more", () => {
    // From 100 to 160 at a quarter each: 10 and 60 left. Then 101/3 makes three, still at a quarter: 101/1 is done at
    // 200, 50 and 90 left; at a half 101/2 is done at 300, 40 left of 101/3, done at 340.
    expect(desk("run beside the chats").told).toEqual([
      "0 101/1 answered by desk 1",
      "50 101/2 answered by desk 1",
      "100 999/1 answered by desk 1",
      "120 101/3 waits",
      "160 999/1 done",
      "160 101/3 answered by desk 1",
      "200 101/1 done",
      "300 101/2 done",
      "340 101/3 done",
    ]);
  });

  it("is taken by the handler with the fewest chats, an idle one first", () => {
    const day = story(
      room({
        queues: [
          { arrivals: at(40, 50, 60), talk: fixed(1000), targets: [] },
          { arrivals: at(0, 10, 20, 30), talk: fixed(100), targets: [], chat },
        ],
        pools: [{ handlers: 2, answers: [0, 1], chats: { speeds: [1, 1, 1], calls: "pause the chats" } }],
      }),
    );
    // Two chats each; the first call goes to the one unchanged for longest, who has 1 and 3, the next to the other.
    expect(day.told.slice(4, 7)).toEqual([
      "40 999/1 answered by desk 1",
      "50 999/2 answered by desk 1",
      "60 999/3 waits",
    ]);
    // The chats go on once their handler's call is over: with 60, 80 and so on left.
    expect(day.told.slice(7)).toEqual([
      "1040 999/1 done",
      "1040 999/3 answered by desk 1",
      "1050 999/2 done",
      "1110 101/2 done",
      "1130 101/4 done",
      "2040 999/3 done",
      "2100 101/1 done",
      "2120 101/3 done",
    ]);
  });
});

describe("somebody who waits before a chat, and gives up", () => {
  it("leaves the slot to the chat at that very moment", () => {
    const day = story(
      room({
        queues: [
          { arrivals: at(100), talk: fixed(60), patience: fixed(70), targets: [] },
          { arrivals: at(0, 120), talk: fixed(500), targets: [], chat },
        ],
        pools: [{ handlers: 1, chats: { speeds: [1, 1], calls: "wait" } }],
      }),
    );
    expect(day.told).toEqual([
      "0 101/1 answered by desk 1",
      "100 999/1 waits",
      "120 101/2 waits",
      "170 999/1 hangs up",
      "170 101/2 answered by desk 1",
      "500 101/1 done",
      "670 101/2 done",
    ]);
  });
});

describe("a shift that ends with chats held", () => {
  /*
   * Three operators until 01:00, then one. At 3600 A holds 1 and 4, B 2 and 5, C 3. C, with the fewest, and A, unchanged
   * for longest of the others, take nothing new. So 6 goes to B, and then nobody has a slot: 7 waits.
   */
  it("lets those with the fewest finish what they have, and they take nothing new", () => {
    const hours = [3, ...new Array<number>(23).fill(1)];
    const scenario = room({
      queues: [
        { arrivals: at(3000, 3001, 3002, 3003, 3004, 3700, 3800), talk: fixed(1000), targets: [], chat },
      ],
      pools: [{ handlers: hours, chats: { speeds: [1, 1, 1], calls: "wait" } }],
    });
    const day = story(scenario);
    expect(day.told).toEqual([
      ...[1, 2, 3, 4, 5].map((n) => `${2999 + n} 999/${n} answered by desk 1`),
      "3700 999/6 answered by desk 1",
      "3800 999/7 waits",
      "4000 999/1 done",
      "4001 999/2 done",
      "4001 999/7 answered by desk 1",
      "4002 999/3 done",
      "4002 a handler goes home",
      "4003 999/4 done",
      "4003 a handler goes home",
      "4004 999/5 done",
      "4700 999/6 done",
      "5001 999/7 done",
    ]);
    // Of C from 3600 to 4002, of A to 4003.
    expect(day.pool(0).overrun).toBe(402 + 403);
  });

  it("lets somebody else leave who is free before them, and they go on", () => {
    // Until 01:00 three, then two. At 3600 A and B hold a chat each and C is in a call that ends at 3650. A, unchanged
    // for longest, takes nothing new at 3610: that goes to B. At 3650 C leaves, so at 3660 A takes the next.
    const scenario = room({
      queues: [
        { arrivals: at(3002), talk: fixed(648), targets: [] },
        { arrivals: at(3000, 3001, 3610, 3660), talk: fixed(1000), targets: [], chat },
      ],
      pools: [
        { handlers: [3, ...new Array<number>(23).fill(2)], chats: { speeds: [1, 1, 1], calls: "wait" } },
      ],
    });
    const handlers: string[] = [];
    const names = new Map<number, string>();
    watchHandlers(scenario, (time, handler) => {
      if (!names.has(handler)) names.set(handler, "ABC"[names.size]!);
      handlers.push(`${time} ${names.get(handler)!}`);
    });
    expect(handlers).toEqual(["3000 A", "3001 B", "3002 C", "3610 B", "3660 A"]);
    expect(story(scenario).pool(0).overrun).toBe(50);
  });
});

describe("chat closed by the clock", () => {
  /*
   * Open from 00:00 to 01:00 and from 03:00. One operator, one slot; chats of 1200 s.
   *  3000  1 begins, to 4200: it goes on though the hour is over
   *  3500  2 waits: it stays in line when the queue closes, and begins at 4200, to 5400
   *  3600  3 comes as the hour strikes and is refused, as are 4 at 7000 and 5 at 10799
   * 10800  6 begins, to 12000
   */
  it("refuses whoever comes, and lets the others finish and wait", () => {
    const open = Array.from({ length: 168 }, (_, hour) => hour % 24 === 0 || hour % 24 >= 3);
    const day = story(
      room({
        queues: [
          {
            arrivals: at(3000, 3500, 3600, 7000, 10_799, 10_800),
            talk: fixed(1200),
            targets: [],
            chat: { patienceInside: never, open },
          },
        ],
        pools: [{ handlers: 1, chats: { speeds: [1], calls: "wait" } }],
      }),
    );
    expect(day.told).toEqual([
      "3000 999/1 answered by desk 1",
      "3500 999/2 waits",
      "4200 999/1 done",
      "4200 999/2 answered by desk 1",
      "5400 999/2 done",
      "10800 999/6 answered by desk 1",
      "12000 999/6 done",
    ]);
    expect(day.queue(0)).toMatchObject({ dialled: 6, offered: 3, answered: 3 });
    expect(queueExtra(day, 0, "refused")).toBe(3);
    expect(queueExtra(day, 0, "secondsClosed")).toBe(7200);
  });
});

describe("chatters who leave during the chat", () => {
  it("take their work with them, and their slot is free at once", () => {
    // Two at half speed: 1 would be done at 200 and leaves at 150, with 25 of 100 left; 2, begun at 0 too, has 25 left
    // then as well, goes on alone and is done at 175, without a log for 1.
    const day = story(
      room({
        queues: [
          {
            arrivals: at(0),
            talk: fixed(100),
            wrapUp: fixed(40),
            targets: [],
            chat: { patienceInside: fixed(150), open: null },
          },
          { arrivals: at(0), talk: fixed(100), targets: [], chat },
        ],
        pools: [{ handlers: 1, chats: { speeds: [1, 0.5], calls: "wait" } }],
      }),
    );
    expect(day.told.slice(2)).toEqual(["150 999/1 done", "175 101/1 done"]);
    expect(queueExtra(day, 0, "leftDuringChat")).toBe(1);
    expect(queueExtra(day, 0, "chatDuration")).toBe(150);
    expect(day.pool(0)).toMatchObject({ busy: 175 });
  });

  it("never come about if nobody is that impatient", () => {
    const day = story(
      room({
        queues: [
          {
            callsPerHour: 10,
            patience: exponential(100),
            chat: { patienceInside: fixed(1_000_000), open: null },
          },
        ],
        pools: [{ handlers: 1, chats: { speeds: [1, 0.5], calls: "wait" } }],
      }),
    );
    expect(queueExtra(day, 0, "leftDuringChat")).toBe(0);
  });
});
