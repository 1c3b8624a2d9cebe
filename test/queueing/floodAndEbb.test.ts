import { describe, expect, it } from "vitest";
import { seconds } from "../../engine/units.ts";
import { changingRoom } from "../support/chain.ts";
import { exponential, expectAllExact, measured, replicate, room } from "../support/rooms.ts";

describe("two hours of flood and ebb (M(t)/M/n+M)", () => {
  it("says of each quarter of an hour what its chain says, whatever the intervals of the results", () => {
    // Two hours in quarters, from an empty room: a sudden flood and its ebb. Judged by quarter and by whole hours.
    const day = {
      callsPerHour: [20, 90, 90, 60, 10, 0, 30, 50],
      period: seconds(900),
      meanHandling: seconds(400),
      meanPatience: seconds(500),
      handlers: 4,
    };
    const exact = changingRoom(day);
    const flood = (interval: number) =>
      room({
        days: 20,
        interval,
        handlers: day.handlers,
        queues: [
          {
            // Four hours without calls empty the room: all but e^-28 have left.
            arrivals: {
              kind: "rates",
              every: day.period,
              perHour: [...day.callsPerHour, ...new Array<number>(16).fill(0)],
              afterwards: "repeat",
            },
            talk: exponential(day.meanHandling),
            patience: exponential(day.meanPatience),
          },
        ],
      });
    const quarters = replicate(flood(900), 60);
    exact.forEach((period, p) => {
      if (period.arrivals === 0) return;
      const queue = measured(
        quarters,
        0,
        Array.from({ length: 80 }, (_, i) => 24 * i + p),
      );
      // `measured` takes bins for hours, so that a quarter's mean queue comes out a quarter of itself.
      const meanQueue = {
        value: 4 * queue.meanQueue.value,
        standardError: 4 * queue.meanQueue.standardError,
      };
      expectAllExact(
        {
          abandonedShare: queue.abandonedShare,
          meanWaitAll: queue.meanWaitAll,
          within90: queue.withinOfOffered(1),
          meanQueue,
        },
        {
          abandonedShare: period.abandonedShare,
          meanWaitAll: period.meanWaitAll,
          within90: period.serviceLevel(seconds(90)),
          meanQueue: period.meanQueue,
        },
        0.06,
      );
    });
    // The same callers in hours: the same sums.
    const hours = replicate(flood(3600), 3);
    const fromQuarters = replicate(flood(900), 3);
    expect(measured(hours).abandonedShare).toEqual(measured(fromQuarters).abandonedShare);
  });
});
