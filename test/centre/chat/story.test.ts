import { describe, expect, it } from "vitest";
import { planOf } from "../../../engine/centre/plan.ts";
import { runTrial } from "../../../engine/centre/run.ts";
import { storyteller } from "../../../engine/centre/story.ts";
import { fixed, room } from "../../support/rooms.ts";
import { at } from "../../stories/story.ts";

/** One handler, chats at half speed each, closed from 01:00 to 02:00; a call at 60 s pauses them for 40 s. */
const plan = planOf(
  room({
    queues: [
      { arrivals: at(60), talk: fixed(30), wrapUp: fixed(10) },
      {
        arrivals: at(0, 20, 3700, 8000),
        talk: fixed(100),
        chat: { patienceInside: fixed(300), open: Array.from({ length: 168 }, (_, hour) => hour % 24 !== 1) },
      },
    ],
    pools: [{ handlers: 1, chats: { speeds: [1, 0.5], calls: "pause the chats" } }],
  }),
);

const told = (number: number): readonly string[] => {
  const { observer, story } = storyteller({ by: "number", queue: 1, number });
  runTrial(plan, 0, observer);
  return story()!.chapters.map(({ time, what }) => `${time} ${what}`);
};

describe("a chatter's story", () => {
  it("tells what their handler does beside them", () => {
    // 80 left at 20, 60 at 60 and at 100, so done at 220; the other has 20 left then.
    expect(told(1).slice(3)).toEqual([
      "0 is answered by handler 0 of desk 1 after waiting 0.0 s",
      "0 handler 0 now holds this chat only; would stay 5m 00s at most",
      "20 handler 0 now holds 2 chats",
      "60 handler 0 takes a call of 999; the chats stand still",
      "100 handler 0 is done with the call",
      "220 the chat ends",
      "220 handler 0 is done with it",
    ]);
    expect(told(2).slice(4)).toEqual([
      "20 handler 0 now holds 2 chats; would stay 5m 00s at most",
      "60 handler 0 takes a call of 999; the chats stand still",
      "100 handler 0 is done with the call",
      "220 handler 0 now holds this chat only",
      "240 the chat ends",
      "240 handler 0 is done with it",
    ]);
  });

  it("ends at a closed door", () => {
    expect(told(3).slice(2)).toEqual(["3700 is refused: the chat is closed"]);
  });
});
