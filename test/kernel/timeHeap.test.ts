import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TimeHeap } from "../../engine/kernel/timeHeap.ts";

function emptied(heap: TimeHeap): readonly number[] {
  const items: number[] = [];
  while (heap.size > 0) items.push(heap.takeFirst());
  return items;
}

describe("the time heap", () => {
  it("has no first time when empty, and nothing to take", () => {
    const heap = new TimeHeap();
    expect(heap.size).toBe(0);
    expect(heap.firstTime).toBe(Infinity);
    expect(() => heap.takeFirst()).toThrow(RangeError);
    heap.add(3, 1);
    heap.takeFirst();
    expect(heap.firstTime).toBe(Infinity);
    expect(() => heap.takeFirst()).toThrow(RangeError);
  });

  it("gives the earliest item first", () => {
    const heap = new TimeHeap();
    [30, 10, 20, 50, 40].forEach((time, item) => {
      heap.add(time, item);
    });
    expect(heap.firstTime).toBe(10);
    expect(emptied(heap)).toEqual([1, 2, 0, 4, 3]);
  });

  it("gives items of equal time in the order they were put in, however many there are", () => {
    const heap = new TimeHeap();
    const items = Array.from({ length: 1000 }, (_, i) => i);
    for (const item of items) heap.add(5, item);
    expect(heap.size).toBe(1000);
    expect(emptied(heap)).toEqual(items);
  });

  it("does what a sorted list does, whatever is put in and taken out", () => {
    const action = fc.oneof(
      { weight: 3, arbitrary: fc.record({ time: fc.integer({ min: -3, max: 8 }) }) },
      { weight: 2, arbitrary: fc.constant("take" as const) },
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 300, size: "max" }), (actions) => {
        const heap = new TimeHeap();
        let list: { time: number; item: number }[] = [];
        actions.forEach((step, item) => {
          if (step !== "take") {
            heap.add(step.time, item);
            list = [...list, { time: step.time, item }].sort((a, b) => a.time - b.time);
          } else if (list.length > 0) {
            expect(heap.takeFirst()).toBe(list[0]!.item);
            list = list.slice(1);
          }
          expect(heap.size).toBe(list.length);
          expect(heap.firstTime).toBe(list[0]?.time ?? Infinity);
        });
        expect(emptied(heap)).toEqual(list.map(({ item }) => item));
      }),
      { seed: 2, numRuns: 60 },
    );
  });
});
