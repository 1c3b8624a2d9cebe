import { describe, it } from "vitest";
import type { Ledger, QueueExtra } from "../../engine/centre/ledger.ts";
import { seconds } from "../../engine/units.ts";
import { extraTotal } from "../support/extras.ts";
import type { Room } from "../support/rooms.ts";
import { exponential, expectExact, fixed, measured, ratio, replicate, room } from "../support/rooms.ts";

const HOUR = 3600;
const giving = { interruptible: true, backlogAtStart: 0 };
/** Long enough that every item of the period is followed until it is done. */
const targets = [7 * 24 * HOUR];

/** Time from coming in to being done, of each item of queue 1. */
const meanAgeDone = (runs: readonly Ledger[]) => sumsOf(runs, "ageWhenDone", "done");
const sumsOf = (runs: readonly Ledger[], above: QueueExtra, below: QueueExtra) =>
  ratio(
    runs,
    (run) => extraTotal(run, 1, above),
    (run) => extraTotal(run, 1, below),
  );
const backlog = (runs: readonly Ledger[]) =>
  ratio(
    runs,
    (run) => extraTotal(run, 1, "backlogTime"),
    (run) => HOUR * run.bins,
  );

/** Calls and work that gives way to them, by the hour; times in seconds. */
interface Two {
  readonly calls: number;
  readonly items: number;
  readonly talk: Room["queues"][number]["talk"];
  readonly time: Room["queues"][number]["talk"];
  readonly handlers: number;
}
const runsOf = ({ calls, items, talk, time, handlers }: Two, n: number): readonly Ledger[] =>
  replicate(
    room({
      days: 40,
      warmUp: 24 * HOUR,
      handlers,
      queues: [
        { callsPerHour: calls, talk: talk! },
        { callsPerHour: items, talk: time!, work: giving, targets },
      ],
    }),
    n,
  );

describe("one handler whose work gives way to calls (M/G/1, preemptive resume)", () => {
  /**
   * Mean time from coming in to being done of the lower of two classes: its own time stretched by the calls that come
   * meanwhile, and the work it finds, likewise stretched.
   * Source: Conway, Maxwell and Miller (1967), Theory of Scheduling, ch. 8; Jaiswal (1968), Priority Queues.
   */
  const lowerSojourn = (first: Class, second: Class): number => {
    const [load1, load2] = [first.rate * first.mean, second.rate * second.mean];
    const residual = (first.rate * first.square + second.rate * second.square) / 2;
    return second.mean / (1 - load1) + residual / ((1 - load1) * (1 - load1 - load2));
  };
  interface Class {
    readonly rate: number;
    readonly mean: number;
    readonly square: number;
  }

  it("with exponential times does an item in the time that theory says", () => {
    const runs = runsOf(
      { calls: 30, items: 20, talk: exponential(40), time: exponential(72), handlers: 1 },
      12,
    );
    const exact = lowerSojourn(
      { rate: 30 / HOUR, mean: 40, square: 2 * 40 ** 2 },
      { rate: 20 / HOUR, mean: 72, square: 2 * 72 ** 2 },
    );
    expectExact("age when done", meanAgeDone(runs), exact, 0.02);
    expectExact("backlog", backlog(runs), (20 / HOUR) * exact, 0.02); // Little's law
    // Calls know nothing of the work: M/M/1.
    expectExact("wait of calls", measured(runs).meanWaitAll, (40 * (1 / 3)) / (1 - 1 / 3), 0.02);
    // An item is interrupted by the calls that come while it is being done.
    expectExact(
      "interruptions",
      ratio(
        runs,
        (run) => extraTotal(run, 1, "interruptions"),
        (run) => extraTotal(run, 1, "done"),
      ),
      (30 / HOUR) * 72,
      0.015,
    );
  });

  it("and with calls of fixed length and items that vary much", () => {
    const runs = runsOf(
      {
        calls: 40,
        items: 15,
        talk: fixed(45),
        time: { kind: "gamma", mean: seconds(60), spread: 1.5 },
        handlers: 1,
      },
      12,
    );
    const exact = lowerSojourn(
      { rate: 40 / HOUR, mean: 45, square: 45 ** 2 },
      { rate: 15 / HOUR, mean: 60, square: 60 ** 2 * (1 + 1.5 ** 2) },
    );
    expectExact("age when done", meanAgeDone(runs), exact, 0.02);
  });
});

describe("several handlers whose work gives way to calls (M/M/n, equal rates)", () => {
  /** Mean number inside an M/M/n queue. Source: Erlang (1917). */
  const meanInside = (load: number, handlers: number): number => {
    let term = 1;
    let sum = 0;
    for (let k = 0; k < handlers; k++) {
      sum += term;
      term *= load / (k + 1);
    }
    const waits = (term * handlers) / (handlers - load);
    return load + ((waits / (sum + waits)) * load) / (handlers - load);
  };

  it("leave the calls a room of their own, and the whole a room of both", () => {
    // With equal exponential times it does not matter to the number inside who is served: all together are M/M/4, the
    // calls alone are M/M/4, and the backlog is the difference.
    const runs = runsOf(
      { calls: 60, items: 60, talk: exponential(96), time: exponential(96), handlers: 4 },
      10,
    );
    const ofCalls = meanInside((60 * 96) / HOUR, 4);
    const ofAll = meanInside((120 * 96) / HOUR, 4);
    expectExact("backlog", backlog(runs), ofAll - ofCalls, 0.02);
    expectExact("age when done", meanAgeDone(runs), (ofAll - ofCalls) * 60, 0.02);
    expectExact("calls waiting", measured(runs).meanQueue, ofCalls - (60 * 96) / HOUR, 0.05);
  });
});

describe("work that does not give way", () => {
  it("is a queue of the lower priority, as Cobham has it", () => {
    // M/M/1, non-preemptive: wait of the lower = residual / ((1 − load1)(1 − load1 − load2)). Source: Cobham (1954).
    const runs = replicate(
      room({
        days: 40,
        warmUp: 24 * HOUR,
        handlers: 1,
        queues: [
          { callsPerHour: 30, talk: exponential(40) },
          {
            callsPerHour: 20,
            talk: exponential(72),
            work: { interruptible: false, backlogAtStart: 0 },
            targets,
          },
        ],
      }),
      12,
    );
    const residual = (30 * 40 ** 2 + 20 * 72 ** 2) / HOUR;
    const wait = residual / ((1 - 1 / 3) * (1 - 1 / 3 - 0.4));
    expectExact("age when taken up", measured(runs, 1).meanWaitAnswered, wait, 0.02);
    expectExact("age when done", meanAgeDone(runs), wait + 72, 0.02);
    expectExact("wait of calls", measured(runs).meanWaitAll, residual / (1 - 1 / 3), 0.02);
    // By the clock, seen at the beginnings of hours: a Poisson process sees time averages, and so does a clock.
    expectExact(
      "backlog as an hour begins",
      sumsOf(runs, "backlogAtStarts", "intervalStarts"),
      (20 / HOUR) * (wait + 72),
      0.02,
    );
  });
});
