import { describe, expect, it } from "vitest";
import type { OtherMessage } from "../../engine/scenario/scenario.ts";
import { share } from "../../engine/units.ts";
import { fixed, room } from "../support/rooms.ts";
import { pressed } from "../support/switches.ts";
import { at, story } from "./story.ts";

const minuteLong = { duration: fixed(60), hangUp: share(0), moveToDigital: share(0) };
const threeMinutes = { ...minuteLong, duration: fixed(180) };
const WEEK = Array.from({ length: 168 }, (_, hour) => hour);

describe("other messages", () => {
  it("are played at their hours, to those who dial then", () => {
    const during: OtherMessage = {
      ...threeMinutes,
      when: { kind: "hours", ofWeek: WEEK.map((hour) => hour === 1) },
    };
    const day = story(
      room({
        handlers: 3,
        queues: [
          {
            arrivals: at(10, 3595, 3600, 7150, 7200),
            talk: fixed(20),
            message: { ...minuteLong, instead: [during] },
          },
        ],
      }),
    );
    expect(day.told.filter((line) => line.includes("answered"))).toEqual([
      "70 999/1 answered by desk 1",
      "3655 999/2 answered by desk 1",
      "3780 999/3 answered by desk 1", // dialled at one o'clock
      "7260 999/5 answered by desk 1", // dialled at two, and overtakes
      "7330 999/4 answered by desk 1", // dialled ten seconds earlier, with the longer message
    ]);
  });

  it("are played while a switch is on, the first whose time it is", () => {
    const whileOn: OtherMessage = { ...threeMinutes, when: { kind: "switch", number: 0 } };
    const always: OtherMessage = {
      ...minuteLong,
      duration: fixed(5),
      when: { kind: "hours", ofWeek: WEEK.map(() => true) },
    };
    /*
     * One handler; a 999 call takes 300 s. While one waits the switch is on.
     *    0  999/1 answered to 300
     *   10  101/1 dials: message of 5 s, waits from 15
     *   20  999/2 waits: switch on
     *   30  101/2 dials: message of 180 s, to 210
     *  300  999/2 answered: switch off
     *  310  101/3 dials: message of 5 s
     */
    const day = story(
      room({
        handlers: 1,
        queues: [
          { arrivals: at(0, 20), talk: fixed(300) },
          {
            arrivals: at(10, 30, 310),
            talk: fixed(10),
            message: { ...minuteLong, instead: [whileOn, always] },
          },
        ],
        switches: [pressed({ watches: { kind: "waiting", queues: [0] }, onAbove: 0 })],
      }),
    );
    expect(day.told).toEqual([
      "0 999/1 answered by desk 1",
      "15 101/1 waits",
      "20 999/2 waits",
      "20 pressed on",
      "210 101/2 waits",
      "300 999/1 done",
      "300 999/2 answered by desk 1",
      "300 pressed off",
      "315 101/3 waits",
      "600 999/2 done",
      "600 101/1 answered by desk 1",
      "610 101/1 done",
      "610 101/2 answered by desk 1",
      "620 101/2 done",
      "620 101/3 answered by desk 1",
      "630 101/3 done",
    ]);
  });
});
