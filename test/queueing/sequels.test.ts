import { describe, expect, it } from "vitest";
import type { Ledger, QueueColumn, QueueExtra } from "../../engine/centre/ledger.ts";
import { queueExtra } from "../../engine/centre/ledger.ts";
import type { Onward } from "../../engine/scenario/scenario.ts";
import { erlangBlocking, erlangC } from "../../engine/theory/index.ts";
import { seconds, share } from "../../engine/units.ts";
import { explore, stationary } from "../support/markovChain.ts";
import {
  expectAllExact,
  exponential,
  fixed,
  measured,
  never,
  occupancy,
  ratio,
  replicate,
  room,
  total,
} from "../support/rooms.ts";
import { offeredWait } from "./waitingTimes.ts";

const nobody = { kind: "steady", perHour: 0 } as const;
const always = (after: Onward["after"], to: number, delay = fixed(0)): Onward => ({
  after,
  share: share(1),
  to,
  delay,
  mostTries: 100,
});
const sum =
  (column: QueueColumn, queue = 0) =>
  (ledger: Ledger): number =>
    total(ledger, queue, column);
const extra =
  (column: QueueExtra, queue = 0) =>
  (ledger: Ledger): number => {
    let found = 0;
    for (let bin = 0; bin < ledger.bins; bin++) found += queueExtra(ledger, queue, bin, column);
    return found;
  };

describe("two desks one after the other, where nobody gives up", () => {
  // Burke (1956): what leaves M/M/n is a Poisson process, so the second desk is M/M/m too.
  it("are two rooms of Erlang C", () => {
    const runs = replicate(
      room({
        days: 20,
        warmUp: 86_400,
        queues: [
          { callsPerHour: 60, talk: exponential(200), patience: never, onward: [always("answered", 1)] },
          { arrivals: nobody, talk: exponential(120), patience: never },
        ],
        pools: [
          { handlers: 5, answers: [0] },
          { handlers: 3, answers: [1] },
        ],
      }),
      20,
    );
    for (const [queue, handlers, meanHandling] of [
      [0, 5, 200],
      [1, 3, 120],
    ] as const) {
      const exact = erlangC({ callsPerHour: 60, meanHandling: seconds(meanHandling), handlers });
      const found = measured(runs, queue);
      expectAllExact(
        { pWait: found.shareWaiting, meanWaitAll: found.meanWaitAll, meanQueue: found.meanQueue },
        { pWait: exact.pWait, meanWaitAll: exact.meanWait, meanQueue: exact.meanQueue },
        0.05,
      );
    }
  });
});

describe("callers who find one desk busy and go on to another at once", () => {
  // A Markov chain of who is busy at either desk; what overflows is no Poisson process, so no formula of Erlang's fits.
  it("are lost as often as the chain of both desks says", () => {
    const [arrival, first, second] = [60 / 3600, 2, 2];
    const [rate1, rate2] = [1 / 150, 1 / 240];
    const chain = explore([0], (state, to) => {
      const [busy1, busy2] = [Math.floor(state / 10), state % 10];
      if (busy1 < first) to(state + 10, arrival);
      else if (busy2 < second) to(state + 1, arrival);
      if (busy1 > 0) to(state - 10, busy1 * rate1);
      if (busy2 > 0) to(state - 1, busy2 * rate2);
    });
    const shares = stationary(chain);
    const shareOf = (is: (busy1: number, busy2: number) => boolean): number =>
      chain.states.reduce(
        (all, state, i) => all + (is(Math.floor(state / 10), state % 10) ? shares[i]! : 0),
        0,
      );
    const overflow = shareOf((busy1) => busy1 === first);
    expect(overflow).toBeCloseTo(erlangBlocking(arrival / rate1, first), 9);
    const lost = shareOf((busy1, busy2) => busy1 === first && busy2 === second);
    const runs = replicate(
      room({
        days: 20,
        warmUp: 86_400,
        queues: [
          { callsPerHour: 60, talk: exponential(150), balking: 1, onward: [always("not answered", 1)] },
          { arrivals: nobody, talk: exponential(240), balking: 1 },
        ],
        pools: [
          { handlers: first, answers: [0] },
          { handlers: second, answers: [1] },
        ],
      }),
      20,
    );
    expectAllExact(
      {
        overflow: measured(runs).abandonedShare,
        lostAtSecond: measured(runs, 1).abandonedShare,
        reached: ratio(runs, extra("reachedLater"), sum("abandoned")),
      },
      { overflow, lostAtSecond: lost / overflow, reached: 1 - lost / overflow },
      0.02,
    );
  });
});

describe("callers who find the one handler busy and always come back (M/M/1/1 with retrials)", () => {
  // The closed form of test/queueing/redials.test.ts; coming back is written as going on to the same queue.
  it("make as many contacts as the closed form says", () => {
    const [rho, talk, delay] = [0.4, 300, 200];
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
            onward: [always("not answered", 0, exponential(delay))],
          },
        ],
      }),
      20,
    );
    const attempts = 1 + (rho / (1 - rho)) * (1 + talk / delay);
    const people = (ledger: Ledger): number => sum("dialled")(ledger) - extra("cameFromQueues")(ledger);
    expectAllExact(
      { attempts: ratio(runs, sum("dialled"), people), busy: occupancy(runs) },
      { attempts, busy: rho },
      0.02,
    );
  });
});

describe("a partner force that takes who has waited too long", () => {
  it("takes as many as M/M/n with a patience that is cut off says", () => {
    const [arrival, meanService, handlers, patience, takesAfter] = [40 / 3600, 300, 4, 200, 60];
    const stays = (time: number): number => Math.exp(-time / patience);
    const wait = offeredWait({
      arrival,
      meanService,
      handlers,
      survival: (time) => (time < takesAfter ? stays(time) : 0),
      end: takesAfter,
    });
    const answeredWait = wait.mean((w) => (w < takesAfter ? w * stays(w) : 0));
    const answered = wait.mean((w) => (w < takesAfter ? stays(w) : 0));
    const runs = replicate(
      room({
        days: 20,
        warmUp: 86_400,
        handlers,
        queues: [
          {
            callsPerHour: 40,
            talk: exponential(meanService),
            patience: exponential(patience),
            partnerAfter: seconds(takesAfter),
          },
        ],
      }),
      20,
    );
    expectAllExact(
      {
        taken: ratio(runs, extra("takenByPartner"), sum("offered")),
        abandoned: measured(runs).abandonedShare,
        meanWaitAnswered: measured(runs).meanWaitAnswered,
        meanQueue: measured(runs).meanQueue,
      },
      {
        taken: wait.mean((w) => (w < takesAfter ? 0 : stays(takesAfter))),
        abandoned: wait.mean((w) => 1 - stays(w)),
        meanWaitAnswered: answeredWait / answered,
        // Little's law: everybody waits until answered, gone or taken: the mean of ∫ stays, up to the offered wait.
        meanQueue: arrival * wait.mean((w) => patience * (1 - stays(w))),
      },
      0.02,
    );
  });
});

describe("accidental calls that clear by themselves", () => {
  it("clear as often as M/M/n with two kinds of patience says", () => {
    const [arrival, meanService, handlers, part] = [60 / 3600, 240, 4, 0.3];
    const clears = (time: number): number => Math.exp(-time / 15);
    const stays = (time: number): number => Math.exp(-time / 300);
    const wait = offeredWait({
      arrival,
      meanService,
      handlers,
      survival: (time) => part * clears(time) + (1 - part) * stays(time),
      // Nobody in ten million waits longer.
      end: 5000,
    });
    const runs = replicate(
      room({
        days: 20,
        warmUp: 86_400,
        handlers,
        queues: [
          {
            callsPerHour: 60,
            talk: exponential(meanService),
            patience: exponential(300),
            accidental: { share: share(part), clearsAfter: exponential(15), talk: null },
          },
        ],
      }),
      20,
    );
    const meant = (ledger: Ledger): number => sum("offered")(ledger) - extra("accidental")(ledger);
    expectAllExact(
      {
        accidental: ratio(runs, extra("accidental"), sum("offered")),
        cleared: ratio(runs, extra("accidentalCleared"), extra("accidental")),
        lostOfMeant: ratio(
          runs,
          (ledger) => sum("abandoned")(ledger) - extra("accidentalCleared")(ledger),
          meant,
        ),
      },
      {
        accidental: part,
        cleared: wait.mean((w) => 1 - clears(w)),
        lostOfMeant: wait.mean((w) => 1 - stays(w)),
      },
      0.02,
    );
  });
});
