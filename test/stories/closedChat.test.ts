import { describe, expect, it } from "vitest";
import { queueExtra } from "../../engine/centre/ledger.ts";
import { share } from "../../engine/units.ts";
import { fixed, never, room } from "../support/rooms.ts";
import { pressed } from "../support/switches.ts";
import { at, story } from "./story.ts";

describe("chat that is closed while 999 waits, and whose chatters then ring 101", () => {
  /*
   * One handler for 999 and 101, one for chats of 500 s, two at a time at full speed. 999 calls take 300 s.
   *    0  999/1 answered, to 300
   *   10  chat/1 begins
   *   50  999/2 waits: the switch goes on, the chat closes
   *   60  chat/2 is refused, and rings 101 ten seconds later: 101/1 waits from 70
   *  300  999/2 answered, to 600: the switch may go off, but stays on for its ten minutes
   *  400  chat/3 is refused, rings 101 at 410: 101/2 waits
   *  510  chat/1 is done
   *  600  101/1 answered, to 700; then 101/2
   *  650  the ten minutes are over: the chat opens
   *  660  chat/4 begins
   */
  const day = story(
    room({
      queues: [
        { arrivals: at(0, 50), talk: fixed(300) },
        { arrivals: { kind: "steady", perHour: 0 }, talk: fixed(100), isLedTo: true },
        {
          name: "chat",
          arrivals: at(10, 60, 400, 660),
          talk: fixed(500),
          chat: { patienceInside: never, open: null, closedWhile: [0] },
          onward: [{ after: "refused", share: share(1), to: 1, delay: fixed(10), mostTries: 9 }],
        },
      ],
      pools: [
        { name: "phones", handlers: 1, answers: [0, 1] },
        { name: "chats", handlers: 1, answers: [2], chats: { speeds: [1, 1], calls: "wait" } },
      ],
      switches: [pressed({ watches: { kind: "waiting", queues: [0] }, onAbove: 0, atLeast: 600 })],
    }),
  );

  it("goes like this", () => {
    const answered = day.told.filter((line) => /answered|pressed/.test(line));
    expect(answered).toEqual([
      "0 999/1 answered by phones",
      "10 chat/1 answered by chats",
      "50 pressed on",
      "300 999/2 answered by phones",
      "600 101/1 answered by phones",
      "650 pressed off",
      "660 chat/4 answered by chats",
      "700 101/2 answered by phones",
    ]);
  });

  it("is counted like this: every chatter who is refused goes somewhere, and the door is closed to the second", () => {
    const ofChat = (column: "refused" | "wentToQueues" | "secondsClosed"): number =>
      queueExtra(day.ledger, 2, 0, column);
    expect(ofChat("refused")).toBe(2);
    expect(ofChat("wentToQueues")).toBe(2);
    expect(ofChat("secondsClosed")).toBe(600);
    expect(queueExtra(day.ledger, 1, 0, "cameFromQueues")).toBe(2);
    expect(day.queue(2)).toMatchObject({ dialled: 4, offered: 2, answered: 2 });
  });
});
