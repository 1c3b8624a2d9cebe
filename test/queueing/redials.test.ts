import { describe, expect, it } from "vitest";
import type { Ledger, QueueColumn } from "../../engine/centre/ledger.ts";
import type { Redials } from "../../engine/scenario/scenario.ts";
import { seconds, share } from "../../engine/units.ts";
import {
  exponential,
  expectAllExact,
  measured,
  occupancy,
  ratio,
  replicate,
  room,
  total,
} from "../support/rooms.ts";
import { simulatedCase } from "./simulatedCase.ts";

const redials = (
  given: Omit<Partial<Redials>, "first"> & { first: number; delay: Redials["delay"] },
): Redials => ({
  later: share(given.first),
  afterMessage: share(0),
  mostTries: 1_000_000,
  ...given,
  first: share(given.first),
});
const sum =
  (column: QueueColumn) =>
  (ledger: Ledger): number =>
    total(ledger, 0, column);
const callers = (ledger: Ledger): number => sum("dialled")(ledger) - sum("redialled")(ledger);
const neverAnswered = (ledger: Ledger): number =>
  sum("abandoned")(ledger) + sum("hungUpInMessage")(ledger) - sum("comesBack")(ledger);
const attemptsPerCaller = (runs: readonly Ledger[]) => ratio(runs, sum("dialled"), callers);

describe("callers who give up and dial again", () => {
  it.each(["exact", "tables"] as const)("come out as the chain of line and orbit says, from %s", (draws) => {
    const example = simulatedCase("D-RD-1");
    const delay = example.time("mean_redial_delay_s");
    const runs = replicate(
      room({
        days: 20,
        warmUp: 86_400,
        draws,
        handlers: example.number("servers"),
        queues: [
          {
            callsPerHour: example.number("arrivals_per_hour"),
            talk: exponential(example.time("mean_service_s")),
            patience: exponential(example.time("mean_patience_s")),
            redials: redials({ first: example.number("p_redial"), delay: exponential(delay) }),
          },
        ],
      }),
      20,
    );
    const queue = measured(runs);
    const hours = (ledger: Ledger): number => ledger.bins;
    example.expect({
      attempts_per_hour: ratio(runs, sum("offered"), hours),
      // Little's law: those who join the orbit stay in it for a delay.
      mean_orbit: ratio(runs, (ledger) => (delay / 3600) * sum("comesBack")(ledger), hours),
      p_abandon_per_attempt: queue.abandonedShare,
      p_lost_per_caller: ratio(runs, neverAnswered, callers),
      attempts_per_caller: attemptsPerCaller(runs),
      mean_wait_all_per_attempt_s: queue.meanWaitAll,
      mean_queue: queue.meanQueue,
      utilisation: occupancy(runs),
    });
  });
});

describe("callers who find the one handler busy and always dial again (M/M/1/1 with retrials)", () => {
  /*
   * Load rho, mean talk t, mean delay d: everybody is answered in the end, and the mean number in orbit is
   * rho·lambda·d ÷ (1 − rho) + rho² ÷ (1 − rho) (Falin and Templeton 1997, Retrial Queues, chapter 1). They dial
   * again at rate orbit ÷ d, so attempts per caller are 1 + rho ÷ (1 − rho) · (1 + t ÷ d).
   */
  it("make as many attempts as the closed form says", () => {
    const [rho, talk, delay] = [0.5, 300, 120];
    const runs = replicate(
      room({
        days: 40,
        warmUp: 86_400,
        handlers: 1,
        queues: [
          {
            callsPerHour: (3600 * rho) / talk,
            talk: exponential(talk),
            balking: 1,
            redials: redials({ first: 1, delay: exponential(delay) }),
          },
        ],
      }),
      20,
    );
    const attempts = 1 + (rho / (1 - rho)) * (1 + talk / delay);
    expectAllExact(
      {
        attempts: attemptsPerCaller(runs),
        blocked: measured(runs).abandonedShare,
        busy: occupancy(runs),
      },
      // One attempt of each caller is the one that is answered.
      { attempts, blocked: 1 - 1 / attempts, busy: rho },
      0.02,
    );
  });
});

describe("callers who are never answered", () => {
  const runsWith = (rule: Redials): readonly Ledger[] =>
    replicate(
      room({
        days: 10,
        handlers: 0,
        queues: [{ callsPerHour: 60, patience: exponential(120), balking: 0.5, redials: rule }],
      }),
      20,
    );

  it("make a geometric number of attempts, the first with a chance of its own", () => {
    const runs = runsWith(redials({ first: 0.6, later: share(0.3), delay: exponential(60) }));
    expectAllExact({ attempts: attemptsPerCaller(runs) }, { attempts: 1 + 0.6 / (1 - 0.3) }, 0.005);
    for (const run of runs) {
      // One caller a minute, whose attempts take three minutes in all: so many are left as the period ends.
      expect(callers(run) - neverAnswered(run)).toBeGreaterThanOrEqual(0);
      expect(callers(run) - neverAnswered(run)).toBeLessThan(20);
    }
  });

  it("stop at the most attempts", () => {
    const runs = runsWith(redials({ first: 0.6, later: share(0.9), delay: exponential(60), mostTries: 4 }));
    expectAllExact({ attempts: attemptsPerCaller(runs) }, { attempts: 1 + 0.6 * (1 + 0.9 + 0.81) }, 0.005);
  });

  it("dial again after the message as often as they are said to", () => {
    const runs = replicate(
      room({
        days: 10,
        handlers: 1,
        queues: [
          {
            callsPerHour: 60,
            talk: { kind: "deterministic", value: seconds(10) },
            message: {
              duration: exponential(30),
              hangUp: share(0.4),
              moveToDigital: share(0.1),
            },
            redials: redials({ first: 0, afterMessage: share(0.5), delay: exponential(60) }),
          },
        ],
      }),
      20,
    );
    // Each attempt ends in the message with 0.4, and half of those dial again: 1 ÷ (1 − 0.2) attempts.
    expectAllExact(
      {
        attempts: attemptsPerCaller(runs),
        lost: ratio(runs, neverAnswered, callers),
        digital: ratio(runs, sum("movedToDigital"), sum("dialled")),
      },
      { attempts: 1.25, lost: 0.25, digital: 0.1 },
      0.02,
    );
    expect(sum("abandoned")(runs[0]!)).toBe(0);
  });
});
