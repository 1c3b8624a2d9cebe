import { describe, expect, it } from "vitest";
import { TimeAverage } from "../../engine/stats/timeAverage.ts";

describe("a time average", () => {
  it("is the area under the steps over the time they took", () => {
    const queue = new TimeAverage(10);
    queue.set(12, 3); // 2 s of 0
    queue.set(15, 1); // 3 s of 3
    queue.set(15, 2); // no time at 1
    expect(queue.area(20)).toBe(3 * 3 + 5 * 2);
    expect(queue.average(20)).toBe(1.9);
    expect(queue.average(20)).toBe(1.9); // asking changes nothing
  });

  it("may begin with a value, and has no average before time has passed", () => {
    const idle = new TimeAverage(0, 4);
    expect(idle.average(0)).toBeNaN();
    expect(idle.average(2)).toBe(4);
  });

  it("refuses to go back in time", () => {
    const queue = new TimeAverage();
    queue.set(5, 1);
    expect(() => {
      queue.set(4, 2);
    }).toThrow("time 4 lies before the last change at 5");
    expect(() => queue.average(3)).toThrow(RangeError);
  });
});
