import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Calendar } from "../../engine/kernel/calendar.ts";

/** Takes what is due, first things first, until nothing is. */
function emptied(calendar: Calendar): readonly (readonly [slot: number, time: number])[] {
  const out: [number, number][] = [];
  while (calendar.firstTime < Infinity) {
    out.push([calendar.firstSlot, calendar.firstTime]);
    calendar.cancel(calendar.firstSlot);
  }
  return out;
}

describe("the calendar", () => {
  it("has nothing due at first", () => {
    expect(new Calendar(3).firstTime).toBe(Infinity);
    expect(new Calendar(3).timeOf(2)).toBe(Infinity);
  });

  it("gives what is due first, first", () => {
    const calendar = new Calendar(4);
    calendar.schedule(0, 30);
    calendar.schedule(3, 10);
    calendar.schedule(1, 20);
    expect(emptied(calendar)).toEqual([
      [3, 10],
      [1, 20],
      [0, 30],
    ]);
  });

  it("gives equal times in the order in which they were scheduled", () => {
    const calendar = new Calendar(5);
    for (const slot of [3, 0, 4, 1]) calendar.schedule(slot, 7);
    calendar.schedule(0, 7); // again: now it is the last
    expect(emptied(calendar).map(([slot]) => slot)).toEqual([3, 4, 1, 0]);
  });

  it("renews a slot: behind what is due at the same moment, void entries or not, and never anywhere else", () => {
    const calendar = new Calendar(6);
    for (const slot of [3, 0, 4, 1]) calendar.schedule(slot, 7);
    calendar.schedule(2, 8);
    calendar.schedule(5, 7);
    calendar.cancel(5); // leaves a void entry at 7, behind slot 1
    calendar.renew(0);
    calendar.renew(2);
    calendar.renew(5); // holds nothing
    expect(emptied(calendar).map(([slot]) => slot)).toEqual([3, 4, 1, 0, 2]);
  });

  it("moves a slot that is scheduled again, earlier or later", () => {
    const calendar = new Calendar(2);
    calendar.schedule(0, 10);
    calendar.schedule(1, 20);
    calendar.schedule(0, 30);
    expect([calendar.firstSlot, calendar.timeOf(0)]).toEqual([1, 30]);
    calendar.schedule(0, 5);
    expect([calendar.firstSlot, calendar.firstTime]).toEqual([0, 5]);
  });

  it("forgets a slot that is cancelled, the first or any other, and one that holds nothing", () => {
    const calendar = new Calendar(3);
    calendar.schedule(0, 1);
    calendar.schedule(1, 2);
    calendar.schedule(2, 3);
    calendar.cancel(1);
    calendar.cancel(1);
    calendar.cancel(0);
    expect(calendar.timeOf(1)).toBe(Infinity);
    expect(emptied(calendar)).toEqual([[2, 3]]);
  });

  it("keeps times before zero in order, as in a warm-up", () => {
    const calendar = new Calendar(2);
    calendar.schedule(0, -5);
    calendar.schedule(1, -10);
    expect(emptied(calendar)).toEqual([
      [1, -10],
      [0, -5],
    ]);
  });

  it("keeps times and the order of equal times when it grows", () => {
    const calendar = new Calendar(2);
    calendar.schedule(1, 4);
    calendar.schedule(0, 4);
    calendar.grow(100);
    calendar.schedule(99, 4);
    calendar.schedule(57, 3);
    calendar.grow(10); // not smaller again
    expect(emptied(calendar)).toEqual([
      [57, 3],
      [1, 4],
      [0, 4],
      [99, 4],
    ]);
  });

  it("keeps its order when far more has been moved and cancelled than it has room for", () => {
    const calendar = new Calendar(4);
    calendar.schedule(0, 1); // stays first, so that nothing behind it is ever reached
    calendar.schedule(3, 15);
    for (let i = 0; i < 1000; i++) {
      calendar.schedule(1, 10 + (i % 7));
      calendar.schedule(2, 20 - (i % 9));
      if (i % 3 === 0) calendar.cancel(1);
      expect([calendar.firstSlot, calendar.timeOf(2)]).toEqual([0, 20 - (i % 9)]);
    }
    calendar.schedule(1, 16);
    calendar.schedule(2, 15);
    expect(emptied(calendar)).toEqual([
      [0, 1],
      [3, 15],
      [2, 15],
      [1, 16],
    ]);
  });

  it("never takes what was cancelled long ago for what is due now, however often a slot is cancelled", () => {
    // Room enough for everything cancelled to stay: 5,000 slots, far more than the lives a slot has before the first
    // comes again.
    const calendar = new Calendar(5000);
    calendar.schedule(1, 1);
    for (let times = 0; times < 3 * 4096; times++) {
      calendar.schedule(0, 50 + times);
      calendar.cancel(0);
    }
    calendar.schedule(0, 1e6);
    expect(emptied(calendar)).toEqual([
      [1, 1],
      [0, 1e6],
    ]);
  });

  it("has at most a million slots", () => {
    expect(() => {
      new Calendar(3).grow(2 ** 20 + 1);
    }).toThrow(RangeError);
  });

  it("puts what is scheduled ahead before all that is due at that moment, and after what is earlier", () => {
    const calendar = new Calendar(6);
    calendar.schedule(5, 6);
    for (const slot of [3, 0, 4]) calendar.schedule(slot, 7);
    calendar.scheduleAhead(1, 7);
    calendar.schedule(2, 7);
    expect(emptied(calendar).map(([slot]) => slot)).toEqual([5, 1, 3, 0, 4, 2]);
  });

  it("does what a sorted list does, whatever is scheduled, cancelled and added", () => {
    // Few different times, so that ties are common.
    const action = fc.oneof(
      fc.record({
        kind: fc.constant("schedule" as const),
        slot: fc.nat(40),
        time: fc.integer({ min: -3, max: 12 }),
      }),
      fc.record({ kind: fc.constant("cancel" as const), slot: fc.nat(40) }),
      fc.record({ kind: fc.constant("renew" as const), slot: fc.nat(40) }),
      fc.record({ kind: fc.constant("take" as const) }),
      fc.record({ kind: fc.constant("grow" as const), slots: fc.integer({ min: 1, max: 40 }) }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.array(action, { maxLength: 150 }), (slots, actions) => {
        const calendar = new Calendar(slots);
        let count = slots;
        let list: { slot: number; time: number }[] = [];
        const without = (slot: number) => list.filter((entry) => entry.slot !== slot);
        for (const step of actions) {
          if (step.kind === "grow") {
            calendar.grow(step.slots);
            count = Math.max(count, step.slots);
          } else if (step.kind === "schedule") {
            const slot = step.slot % count;
            calendar.schedule(slot, step.time);
            // Sorting keeps the order of equals, so the latest comes last among them.
            list = [...without(slot), { slot, time: step.time }].sort((a, b) => a.time - b.time);
          } else if (step.kind === "renew") {
            const slot = step.slot % count;
            calendar.renew(slot);
            const kept = list.filter((entry) => entry.slot === slot);
            list = [...without(slot), ...kept].sort((a, b) => a.time - b.time);
          } else if (step.kind === "cancel") {
            calendar.cancel(step.slot % count);
            list = without(step.slot % count);
          } else if (list.length > 0) {
            calendar.cancel(calendar.firstSlot);
            list = list.slice(1);
          }
          const [first] = list;
          expect(calendar.firstTime).toBe(first?.time ?? Infinity);
          if (first !== undefined) expect(calendar.firstSlot).toBe(first.slot);
          for (let slot = 0; slot < count; slot++) {
            expect(calendar.timeOf(slot)).toBe(list.find((entry) => entry.slot === slot)?.time ?? Infinity);
          }
        }
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});
