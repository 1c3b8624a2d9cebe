import { describe, it } from "vitest";
import { erlangA, priorityWaitsOneHandler } from "../../engine/theory/index.ts";
import { seconds } from "../../engine/units.ts";
import {
  exponential,
  expectAllExact,
  expectExact,
  fixed,
  measured,
  occupancy,
  replicate,
  room,
} from "../support/rooms.ts";

describe("wrap-up that is not interrupted", () => {
  it("holds a handler as talk does: only the sum counts (M/M/n+M)", () => {
    // An exponential sum cannot be cut into talk and wrap-up that are independent, but a wrap-up that is exponential
    // and the whole of the handling can.
    const exact = erlangA({
      callsPerHour: 40,
      meanHandling: seconds(300),
      meanPatience: seconds(400),
      handlers: 4,
    });
    const runs = replicate(
      room({
        days: 20,
        warmUp: 21_600,
        handlers: 4,
        queues: [{ callsPerHour: 40, talk: fixed(0), wrapUp: exponential(300), patience: exponential(400) }],
      }),
      20,
    );
    const { abandonedShare, meanWaitAnswered } = measured(runs);
    expectAllExact(
      { abandonedShare, meanWaitAnswered, occupancy: occupancy(runs) },
      {
        abandonedShare: exact.abandonedShare,
        meanWaitAnswered: exact.meanWaitAnswered,
        occupancy: exact.occupancy,
      },
      0.02,
    );
  });
});

describe("wrap-up that 999 may interrupt", () => {
  /** One queue that may always interrupt: a handler who writes a log is as good as an idle one. */
  const interrupting = (handlers: number) =>
    room({
      days: 20,
      warmUp: 86_400,
      handlers,
      queues: [
        {
          callsPerHour: 40,
          talk: exponential(300),
          wrapUp: fixed(40),
          patience: exponential(400),
          mayInterruptWrapUp: true,
        },
      ],
    });

  it("does not make those callers wait: they wait as if there were no wrap-up (M/M/n+M with talk alone)", () => {
    const exact = erlangA({
      callsPerHour: 40,
      meanHandling: seconds(300),
      meanPatience: seconds(400),
      handlers: 4,
    });
    const { abandonedShare, meanWaitAll, shareWaiting } = measured(replicate(interrupting(4), 20));
    expectAllExact(
      { abandonedShare, meanWaitAll, shareWaiting },
      {
        abandonedShare: exact.abandonedShare,
        meanWaitAll: exact.meanWaitAll,
        shareWaiting: exact.pWait,
      },
      0.02,
    );
  });

  const classes = [
    { callsPerHour: 5, meanTalk: 150, wrapUp: 120 },
    { callsPerHour: 3, meanTalk: 300, wrapUp: 180 },
  ] as const;
  const oneHandler = () =>
    replicate(
      room({
        days: 100,
        warmUp: 10 * 86_400,
        handlers: 1,
        queues: classes.map(({ callsPerHour, meanTalk, wrapUp }, q) => ({
          callsPerHour,
          talk: exponential(meanTalk),
          wrapUp: fixed(wrapUp),
          mayInterruptWrapUp: q === 0,
        })),
      }),
      40,
    );

  it("is finished before 101 is served: 101 waits for every talk and every log (one handler)", () => {
    // A 101 call starts when nothing else is left to do, whatever the order in which that was done: its wait is that
    // of Cobham's formula with talk and wrap-up as one, though 999 calls do not wait for the logs.
    const [, exact] = priorityWaitsOneHandler(
      classes.map(({ callsPerHour, meanTalk, wrapUp }) => ({
        callsPerHour,
        meanHandling: seconds(meanTalk + wrapUp),
        spread: meanTalk / (meanTalk + wrapUp),
      })),
    );
    expectExact("wait of 101", measured(oneHandler(), 1).meanWaitAnswered, exact!, 0.04);
  });

  it("makes 999 wait only for talk, its own and that of 101 (one handler)", () => {
    // Wrap-up gives way at once, so a 999 call finds a non-preemptive queue of talks alone.
    const [exact] = priorityWaitsOneHandler(
      classes.map(({ callsPerHour, meanTalk }) => ({
        callsPerHour,
        meanHandling: seconds(meanTalk),
        spread: 1,
      })),
    );
    expectExact("wait of 999", measured(oneHandler(), 0).meanWaitAnswered, exact!, 0.02);
  });
});
