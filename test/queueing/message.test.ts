import { describe, expect, it } from "vitest";
import { seconds, share } from "../../engine/units.ts";
import { erlangA } from "../../engine/theory/index.ts";
import {
  exponential,
  expectAllExact,
  expectExact,
  fixed,
  measured,
  ratio,
  replicate,
  room,
  runOnce,
  total,
} from "../support/rooms.ts";

describe("callers who leave during the message", () => {
  it("leave at any moment of it alike", () => {
    const parts = new Array<number>(20).fill(0);
    runOnce(
      room({
        days: 20,
        queues: [
          {
            callsPerHour: 60,
            talk: fixed(1),
            message: { duration: fixed(40), hangUp: share(0.5), moveToDigital: share(0.2) },
          },
        ],
      }),
      {
        leftInMessage: (centre, _contact, time) => {
          parts[Math.floor((time - centre.now) / 2)]!++;
        },
      },
    );
    const all = parts.reduce((sum, count) => sum + count, 0);
    // 28,800 callers, of whom seven in ten leave: binomial, sd √(28,800 × 0.7 × 0.3) and Poisson, so √20,160.
    expect(Math.abs(all - 20_160)).toBeLessThan(4 * Math.sqrt(20_160));
    const chiSquare = parts.reduce((sum, count) => sum + (count - all / 20) ** 2 / (all / 20), 0);
    expect(Math.abs(chiSquare - 19)).toBeLessThan(4 * Math.sqrt(2 * 19)); // 19 degrees
  });

  it("go digital only if their patience, running from dialling, lasts until they decide", () => {
    // They decide at a moment uniform over 60 s and have exponential patience of 60 s: 1 − 1/e decide in time.
    const runs = replicate(
      room({
        days: 5,
        queues: [
          {
            callsPerHour: 60,
            message: { duration: fixed(60), hangUp: share(0), moveToDigital: share(1) },
            patience: exponential(60),
            patienceRuns: "from dialling",
          },
        ],
      }),
      20,
    );
    const of = (column: "movedToDigital" | "hungUpInMessage") =>
      ratio(
        runs,
        (run) => total(run, 0, column),
        (run) => total(run, 0, "dialled"),
      );
    expectExact("moved", of("movedToDigital"), 1 - Math.exp(-1), 0.005);
    expectExact("hung up", of("hungUpInMessage"), Math.exp(-1), 0.01);
  });
});

describe("callers behind a message", () => {
  // Those who stay for a message of any independent length still come as a Poisson process, only later (Mirasol 1963,
  // Operations Research 11, 785–786): the line behind it is Erlang A with fewer calls.
  const line = { meanHandling: seconds(300), meanPatience: seconds(400), handlers: 5 };

  it.each(["from offer", "from dialling"] as const)(
    "wait as if they had called later, with patience that runs %s",
    (patienceRuns) => {
      const duration = exponential(60);
      // Exponential patience has no memory: those whose patience outlasts the message (400 in 460) are as patient as ever.
      const stay = 0.8 * (patienceRuns === "from dialling" ? 400 / 460 : 1);
      const exact = erlangA({ ...line, callsPerHour: 80 * stay });
      const runs = replicate(
        room({
          days: 10,
          warmUp: 86_400,
          handlers: line.handlers,
          queues: [
            {
              callsPerHour: 80,
              talk: exponential(line.meanHandling),
              patience: exponential(line.meanPatience),
              patienceRuns,
              message: { duration, hangUp: share(0.15), moveToDigital: share(0.05) },
            },
          ],
        }),
        20,
      );
      const { abandonedShare, meanWaitAnswered, shareWaiting } = measured(runs);
      expectAllExact(
        { abandonedShare, meanWaitAnswered, shareWaiting },
        {
          abandonedShare: exact.abandonedShare,
          meanWaitAnswered: exact.meanWaitAnswered,
          shareWaiting: exact.pWait,
        },
        0.02,
      );
    },
  );
});
