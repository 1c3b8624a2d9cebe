import { describe, it } from "vitest";
import { seconds } from "../../engine/units.ts";
import type { ClassOfCalls } from "../support/chain.ts";
import { twoClassRoom } from "../support/chain.ts";
import type { Estimated, Room } from "../support/rooms.ts";
import {
  exponential,
  expectAllExact,
  expectExact,
  measured,
  occupancy,
  replicate,
  room,
} from "../support/rooms.ts";
import { simulatedCase } from "./simulatedCase.ts";

const scaled = ({ value, standardError }: Estimated, factor: number): Estimated => ({
  value: factor * value,
  standardError: factor * standardError,
});

const steady = (more: Omit<Room, "queues">, classes: readonly ClassOfCalls[], targets: readonly number[]) =>
  room({
    days: 20,
    warmUp: 86_400,
    ...more,
    queues: classes.map((calls, q) => ({
      callsPerHour: calls.callsPerHour,
      talk: exponential(calls.meanHandling),
      patience: exponential(calls.meanPatience),
      targets: [targets[q]!],
    })),
  });

describe("999 ahead of 101 with talks of different length and callers who hang up", () => {
  it("comes out as in the verification case", () => {
    const example = simulatedCase("D-TC-1");
    const classes = [0, 1].map((q) => ({
      callsPerHour: example.list("arrivals_per_hour")[q]!,
      meanHandling: seconds(example.list("mean_service_s")[q]!),
      meanPatience: seconds(example.list("mean_patience_s")[q]!),
    }));
    const runs = replicate(
      steady({ handlers: example.number("servers") }, classes, example.list("sl_threshold_s")),
      36,
    );
    const [one, two] = [measured(runs, 0), measured(runs, 1)];
    example.expect({
      p_abandon_class1: one.abandonedShare,
      p_abandon_class2: two.abandonedShare,
      mean_wait_all_class1_s: one.meanWaitAll,
      mean_wait_all_class2_s: two.meanWaitAll,
      p_wait_class1: one.shareWaiting,
      p_wait_class2: two.shareWaiting,
      mean_busy_class1: one.meanBusy,
      mean_busy_class2: two.meanBusy,
      utilisation: occupancy(runs),
      mean_queue_class1: one.meanQueue,
      mean_queue_class2: two.meanQueue,
      sl_of_offered_class1: one.withinOfOffered(0),
      sl_of_answered_class1: one.withinOfAnswered(0),
      mean_wait_answered_class1_s: one.meanWaitAnswered,
      sl_of_offered_class2: two.withinOfOffered(0),
      sl_of_answered_class2: two.withinOfAnswered(0),
      mean_wait_answered_class2_s: two.meanWaitAnswered,
    });
  });

  // Busy enough that even 999 callers hang up now and then, so that a small share is not the hardest to pin down.
  const classes: readonly [ClassOfCalls, ClassOfCalls] = [
    { callsPerHour: 40, meanHandling: seconds(360), meanPatience: seconds(300) },
    { callsPerHour: 10, meanHandling: seconds(600), meanPatience: seconds(600) },
  ];
  const targets = [10, 90];

  it.each([
    { desks: "one desk, nobody held back", dedicated: 0, general: 6, holdBack: 0 },
    { desks: "one desk, 1 handler held back for 999", dedicated: 0, general: 6, holdBack: 1 },
    { desks: "one desk, 2 handlers held back for 999", dedicated: 0, general: 6, holdBack: 2 },
    { desks: "one desk, 3 handlers held back for 999", dedicated: 0, general: 6, holdBack: 3 },
    { desks: "a 999 desk that overflows to a general desk", dedicated: 3, general: 3, holdBack: 0 },
    { desks: "a 999 desk that overflows to a desk with 1 held back", dedicated: 2, general: 4, holdBack: 1 },
  ])("agrees with its Markov chain: $desks", ({ dedicated, general, holdBack }) => {
    const exact = twoClassRoom({ dedicated, general, holdBack, classes });
    const pools =
      dedicated === 0
        ? [{ handlers: general, holdBack }]
        : [
            { handlers: dedicated, answers: [0] },
            { handlers: general, holdBack },
          ];
    const runs = replicate(steady({ pools }, classes, targets), 25);
    [0, 1].forEach((q) => {
      const queue = measured(runs, q);
      const calls = exact.classes[q]!;
      expectAllExact(
        {
          shareWaiting: queue.shareWaiting,
          abandonedShare: queue.abandonedShare,
          meanWaitAll: queue.meanWaitAll,
          meanWaitAnswered: queue.meanWaitAnswered,
          meanQueue: queue.meanQueue,
          meanBusy: queue.meanBusy,
          withinTarget: queue.withinOfOffered(0),
        },
        {
          shareWaiting: calls.shareWaiting,
          abandonedShare: calls.abandonedShare,
          meanWaitAll: calls.meanWaitAll,
          meanWaitAnswered: calls.meanWaitAnswered,
          meanQueue: calls.meanQueue,
          meanBusy: calls.meanBusy,
          withinTarget: calls.serviceLevel(seconds(targets[q]!)),
        },
        0.02,
      );
    });
    const desks = dedicated === 0 ? [exact.generalBusy] : [exact.dedicatedBusy, exact.generalBusy];
    desks.forEach((busy, pool) => {
      const estimated = scaled(occupancy(runs, pool), pools[pool]!.handlers);
      expectExact(`busy at desk ${pool}`, estimated, busy, 0.02);
    });
  });
});
