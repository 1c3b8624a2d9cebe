import { describe, expect, it } from "vitest";
import { fixed, type RoomQueue, room } from "../support/rooms.ts";
import { rota, type WantedRota } from "../support/rotas.ts";
import { at, story } from "./story.ts";

const day = (wanted: WantedRota, ...queues: readonly RoomQueue[]) =>
  story(room({ pools: [{ rota: rota(wanted) }], queues }));

describe("a break that is due while the only handler talks", () => {
  /*
   * One handler from 00:00 to 02:00, whose break of 600 s is due at 1800. Talks of 1,200 s.
   * 1000  1 answered, to 2200
   * 1800  the break is due
   * 2000  2 waits
   * 2200  1 done: the break begins, 400 s late
   * 2800  it ends: 2 (waited 800), to 4000
   * 7000  3 answered, to 8200
   * 7200  the shift ends
   * 7300  4 waits, and hangs up at 8300
   * 8200  3 done: home, 1,000 s late
   */
  const told = day(
    { shifts: [{ start: 0, length: 2, heads: 1, breaks: [{ after: 1800, length: 600 }] }] },
    { arrivals: at(1000, 2000, 7000, 7300), talk: fixed(1200), patience: fixed(1000) },
  );

  it("waits for the end of the call, and goes before those who wait", () => {
    expect(told.told).toEqual([
      "1000 999/1 answered by desk 1",
      "2000 999/2 waits",
      "2200 999/1 done",
      "2200 a break begins",
      "2800 a break ends",
      "2800 999/2 answered by desk 1",
      "4000 999/2 done",
      "7000 999/3 answered by desk 1",
      "7300 999/4 waits",
      "8200 999/3 done",
      "8200 a handler goes home",
      "8300 999/4 hangs up",
    ]);
  });

  it("is counted like this, by the hour", () => {
    expect(told.pool(0, 0)).toEqual({ busy: 1200 + 800, onDuty: 3000 });
    expect(told.pool(0, 1)).toEqual({ busy: 400 + 200, onDuty: 3600 });
    expect(told.pool(0, 2)).toEqual({ busy: 1000, overrun: 1000 });
    expect(told.shifts(0, 0)).toEqual({
      rostered: 3600,
      onBreak: 600,
      breaksBegun: 1,
      breaksLate: 1,
      breakLateness: 400,
    });
    expect(told.shifts(0, 1)).toEqual({ rostered: 3600 });
    expect(told.shifts(0, 2)).toEqual({});
  });
});

describe("two breaks with cover for one", () => {
  /*
   * Two handlers. Their breaks of 900 s may be taken from 1800 and are due at 2400, one at a time.
   * 1700  1 answered, to 2100
   * 1800  the idle one's break begins
   * 2000  2 waits: one talks, one is away
   * 2100  1 done: 2 (waited 100), to 2500
   * 2500  2 done; cover allows no second break, so that 3 is answered at once at 2600, to 3000
   * 2700  the first break is over: the second begins, 300 s after it was due, to 3600
   * 3100  4 answered, to 3500
   */
  it("come one after the other: the second as soon as the first is over and somebody is idle", () => {
    const told = day(
      {
        shifts: [{ start: 0, length: 2, heads: 2, breaks: [{ after: 1800, window: 600, length: 900 }] }],
        mostOnBreak: 1,
      },
      { arrivals: at(1700, 2000, 2600, 3100), talk: fixed(400) },
    );
    expect(told.told).toEqual([
      "1700 999/1 answered by desk 1",
      "1800 a break begins",
      "2000 999/2 waits",
      "2100 999/1 done",
      "2100 999/2 answered by desk 1",
      "2500 999/2 done",
      "2600 999/3 answered by desk 1",
      "2700 a break ends",
      "2700 a break begins",
      "3000 999/3 done",
      "3100 999/4 answered by desk 1",
      "3500 999/4 done",
      "3600 a break ends",
    ]);
    expect(told.pool(0, 0)).toEqual({ busy: 4 * 400, onDuty: 7200 - 1800 });
    expect(told.shifts(0, 0)).toEqual({ rostered: 7200, onBreak: 1800, breaksBegun: 2, breakLateness: 300 });
    expect(told.shifts(0, 1)).toEqual({ rostered: 7200 });
  });

  it("come together where cover is not asked for", () => {
    const told = day(
      { shifts: [{ start: 0, length: 2, heads: 2, breaks: [{ after: 1800, length: 900 }] }] },
      { arrivals: at(1900), talk: fixed(600) },
    );
    expect(told.told).toEqual([
      "1800 a break begins",
      "1800 a break begins",
      "1900 999/1 waits",
      "2700 a break ends",
      "2700 999/1 answered by desk 1",
      "2700 a break ends",
      "3300 999/1 done",
    ]);
    expect(told.shifts(0)).toEqual({ rostered: 14_400, onBreak: 1800, breaksBegun: 2 });
  });
});

describe("a break with a window", () => {
  it("is put off while somebody waits, until it is due", () => {
    /*
     * One handler, talks of 400 s. The break of 300 s may be taken from 1800 and is due at 2950.
     * 1700 1, to 2100; 1750 2 waits; 2100 2, to 2500; 2400 3 waits; 2500 3, to 2900; 2800 4 waits; 2900 4, to 3300;
     * 3200 5 waits; 3300 the break begins, 350 s late; 3600 it ends, 5 answered.
     */
    const told = day(
      {
        shifts: [{ start: 0, length: 2, heads: 1, breaks: [{ after: 1800, window: 1150, length: 300 }] }],
      },
      { arrivals: at(1700, 1750, 2400, 2800, 3200), talk: fixed(400) },
    );
    expect(told.told.filter((line) => !line.includes("waits") && !line.includes("done"))).toEqual([
      "1700 999/1 answered by desk 1",
      "2100 999/2 answered by desk 1",
      "2500 999/3 answered by desk 1",
      "2900 999/4 answered by desk 1",
      "3300 a break begins",
      "3600 a break ends",
      "3600 999/5 answered by desk 1",
    ]);
    expect(told.shifts(0, 0)).toEqual({
      rostered: 3600,
      onBreak: 300,
      breaksBegun: 1,
      breaksLate: 1,
      breakLateness: 350,
    });
    expect(told.shifts(0, 1)).toEqual({ rostered: 3600 });
  });

  it("begins when the handler first has nothing to do, and is then not late", () => {
    const told = day(
      {
        shifts: [{ start: 0, length: 2, heads: 1, breaks: [{ after: 1800, window: 1150, length: 300 }] }],
      },
      { arrivals: at(1700), talk: fixed(400) },
    );
    expect(told.told).toEqual([
      "1700 999/1 answered by desk 1",
      "2100 999/1 done",
      "2100 a break begins",
      "2400 a break ends",
    ]);
    expect(told.shifts(0)).toEqual({ rostered: 7200, onBreak: 300, breaksBegun: 1 });
  });
});

describe("a shift that ends", () => {
  it("takes with it a break that nobody could begin, and does not cut the call", () => {
    // From 00:00 to 00:54 (3240); the break is due at 2700; the call from 2600 to 3900 is in the way of both.
    const told = day(
      { shifts: [{ start: 0, length: 0.9, heads: 1, breaks: [{ after: 2700, length: 300 }] }] },
      { arrivals: at(2600), talk: fixed(1300) },
    );
    expect(told.told).toEqual([
      "2600 999/1 answered by desk 1",
      "3900 999/1 done",
      "3900 a handler goes home",
    ]);
    expect(told.pool(0, 0)).toEqual({ busy: 1000, onDuty: 3240, overrun: 360 });
    expect(told.pool(0, 1)).toEqual({ busy: 300, overrun: 300 });
    expect(told.shifts(0)).toEqual({ rostered: 3240, breaksMissed: 1 });
  });

  it("sends those who are on a break home from it, while the others' call goes on", () => {
    // Two until 3600. Breaks of 1,200 s due at 2400: the idle one goes at once, to 3600, and the other, who talks until
    // 2900, goes then: 700 s of that break are left when the shift ends.
    const told = day(
      { shifts: [{ start: 0, length: 1, heads: 2, breaks: [{ after: 2400, length: 1200 }] }] },
      { arrivals: at(2300, 3000), talk: fixed(600), patience: fixed(1000) },
    );
    expect(told.told).toEqual([
      "2300 999/1 answered by desk 1",
      "2400 a break begins",
      "2900 999/1 done",
      "2900 a break begins",
      "3000 999/2 waits",
      "4000 999/2 hangs up",
    ]);
    expect(told.pool(0)).toEqual({ busy: 600, onDuty: 2400 + 2900 });
    expect(told.shifts(0)).toEqual({
      rostered: 7200,
      onBreak: 1200 + 700,
      breaksBegun: 2,
      breaksLate: 1,
      breakLateness: 500,
    });
  });
});

describe("shifts that start and end within an interval", () => {
  it("bring and take handlers at their own moments, overlapping or not", () => {
    /*
     * One from 00:10 to 00:40 (600 to 2400), two from 00:35 to 01:05 (2100 to 3900). Talks of 1,000 s.
     *    0  1 waits
     *  600  1 answered, to 1600
     * 2000  2 answered, to 3000
     * 2050  3 waits
     * 2100  two come: 3 answered, to 3100
     * 2400  the first shift ends: one of the three is idle and goes
     * 2500  4 waits; at 3000 answered, to 4000; one overruns from 3900 on, the other was idle and went then
     */
    const told = day(
      {
        shifts: [
          { start: 1 / 6, length: 0.5, heads: 1 },
          { start: 35 / 60, length: 0.5, heads: 2 },
        ],
      },
      { arrivals: at(0, 2000, 2050, 2500), talk: fixed(1000) },
    );
    expect(told.told).toEqual([
      "0 999/1 waits",
      "600 999/1 answered by desk 1",
      "1600 999/1 done",
      "2000 999/2 answered by desk 1",
      "2050 999/3 waits",
      "2100 999/3 answered by desk 1",
      "2500 999/4 waits",
      "3000 999/2 done",
      "3000 999/4 answered by desk 1",
      "3100 999/3 done",
      "4000 999/4 done",
      "4000 a handler goes home",
    ]);
    expect(told.pool(0, 0)).toEqual({ busy: 1000 + 1000 + 1000 + 600, onDuty: 1800 + 2 * 1500 });
    expect(told.pool(0, 1)).toEqual({ busy: 400, onDuty: 2 * 300, overrun: 100 });
    expect(told.shifts(0, 1)).toEqual({ rostered: 600 });
  });
});
