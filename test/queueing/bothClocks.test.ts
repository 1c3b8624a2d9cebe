import { describe, expect, it } from "vitest";
import type { Ledger } from "../../engine/centre/ledger.ts";
import { planOf } from "../../engine/centre/plan.ts";
import { queueMeasures } from "../../engine/experiment/measures.ts";
import { formOf } from "../../engine/experiment/observation.ts";
import { seconds, share } from "../../engine/units.ts";
import { extraTotal } from "../support/extras.ts";
import { exponential, expectExact, fixed, ratio, replicate, room, runOnce, total } from "../support/rooms.ts";
import { at } from "../stories/story.ts";

const stays = { hangUp: share(0), moveToDigital: share(0) };

/** Time in the message of those who were answered, or who gave up in line, each. */
const heardBy = (runs: readonly Ledger[], who: "answered" | "abandoned") =>
  ratio(
    runs,
    (run) => extraTotal(run, 0, who === "answered" ? "messageOfAnswered" : "messageOfAbandoned"),
    (run) => total(run, 0, who),
  );

describe("a message of fixed length", () => {
  const scenario = room({
    handlers: 3,
    queues: [
      { callsPerHour: 60, patience: exponential(200), message: { duration: fixed(95), ...stays } },
      { callsPerHour: 5 },
    ],
  });

  it("makes the wait from dialling longer by its length, whoever it is", () => {
    const plan = planOf(scenario);
    const form = formOf(plan, ["period", "hour of week"]);
    const run = runOnce(scenario);
    expect(total(run, 0, "abandoned")).toBeGreaterThan(200);
    const seen = form.observe(run);
    form.stretches.forEach((_, stretch) => {
      const figures = form.queueFigures(seen, stretch, 0);
      const values = Object.fromEntries(
        queueMeasures(scenario.queues[0]!).map((m) => [
          m.name,
          m.numerator(figures) / m.denominator(figures),
        ]),
      );
      for (const who of ["Answered", "All"]) {
        // Sums of some thousand times of day, in seconds: right to ten places.
        expect(values[`meanWait${who}FromDialling`]).toBeCloseTo(95 + values[`meanWait${who}`]!, 8);
      }
    });
  });

  it("is measured only where there is one", () => {
    const names = (queue: number) => queueMeasures(scenario.queues[queue]!).map(({ name }) => name);
    expect(names(0)).toContain("meanWaitAllFromDialling");
    expect(names(1).filter((name) => name.includes("FromDialling"))).toEqual([]);
  });
});

describe("a morning with a message of a minute, worked out by hand", () => {
  /*
   * One handler, talks of 200 s, patience of 100 s from the offer.
   *   10  1 dials, offered at 70 and answered
   *   20  2 dials, offered at 80, gives up at 180
   *  150  3 dials, offered at 210, answered at 270
   * 3590  4 dials, offered at 3650 and answered
   */
  it("adds up what those who were answered heard, and those who gave up, in the hour of their offer", () => {
    const ledger = runOnce(
      room({
        handlers: 1,
        queues: [
          {
            arrivals: at(10, 20, 150, 3590),
            talk: fixed(200),
            patience: fixed(100),
            message: { duration: fixed(60), ...stays },
          },
        ],
      }),
    );
    expect(extraTotal(ledger, 0, "messageOfAnswered", [0])).toBe(120);
    expect(extraTotal(ledger, 0, "messageOfAbandoned", [0])).toBe(60);
    // The last dials in the first hour and is offered in the second.
    expect(extraTotal(ledger, 0, "messageOfAnswered", [1])).toBe(60);
    expect(extraTotal(ledger, 0, "messageOfAnswered")).toBe(180);
  });
});

describe("a message whose length is drawn", () => {
  it("is heard in full by those who reach the line, long or short: its mean is added", () => {
    const runs = replicate(
      room({
        days: 5,
        handlers: 4,
        queues: [
          {
            callsPerHour: 60,
            talk: exponential(300),
            patience: exponential(200),
            message: { duration: { kind: "uniform", low: seconds(20), high: seconds(100) }, ...stays },
          },
        ],
      }),
      20,
    );
    // Patience that runs from the offer knows nothing of the message.
    expectExact("of the answered", heardBy(runs, "answered"), 60, 0.005);
    expectExact("of those who gave up", heardBy(runs, "abandoned"), 60, 0.01);
  });

  it("is shorter for those who reach the line if patience runs from dialling", () => {
    // Message exponential with mean 60, patience exponential with mean 120, both from dialling: whoever reaches the
    // line has heard the shorter of two exponential times, of mean 1 / (1/60 + 1/120) = 40. Handlers enough for all.
    const runs = replicate(
      room({
        days: 5,
        handlers: 30,
        queues: [
          {
            callsPerHour: 60,
            talk: exponential(300),
            patience: exponential(120),
            patienceRuns: "from dialling",
            message: { duration: exponential(60), ...stays },
          },
        ],
      }),
      20,
    );
    expectExact("of the answered", heardBy(runs, "answered"), 40, 0.01);
  });

  it("is counted for each attempt of a caller who dials again, by itself", () => {
    // Nobody ever answers in the first hour: 1 dials at 0, offered at 30, gives up at 40, dials again at 100, and so on.
    const ledger = runOnce(
      room({
        handlers: [0, ...new Array<number>(23).fill(1)],
        queues: [
          {
            arrivals: at(0),
            patience: fixed(10),
            message: { duration: fixed(30), ...stays },
            redials: {
              first: share(1),
              later: share(1),
              afterMessage: share(0),
              delay: fixed(60),
              mostTries: 3,
            },
          },
        ],
      }),
    );
    expect(total(ledger, 0, "abandoned")).toBe(3);
    expect(extraTotal(ledger, 0, "messageOfAbandoned")).toBe(90);
    expect(extraTotal(ledger, 0, "messageOfAnswered")).toBe(0);
  });
});
