import { poissonTimes } from "../random/arrivals/poisson.ts";
import { replayedTimes } from "../random/arrivals/replay.ts";
import { busyDayFactors } from "../random/busyDays.ts";
import { Draws, type Fill, uniformFill } from "../random/draws.ts";
import { openStream, type Purpose } from "../random/streams.ts";
import { fillOf } from "../random/times/index.ts";
import type { Distribution } from "../random/times/distribution.ts";
import { seconds } from "../units.ts";
import { withBusyDays } from "./demand.ts";
import type { Plan } from "./plan.ts";

const NO_TIME: Distribution = { kind: "deterministic", value: seconds(0) };

/**
 * The people who call one queue in one replication: when each dials, and what was settled about each at birth. Every
 * fate has a stream of its own, and the n-th caller takes the n-th draw of each, so two plans that share a seed meet
 * the same people.
 */
export interface Callers {
  readonly dialTimes: Draws;
  readonly talk: Draws;
  readonly wrapUp: Draws;
  readonly patience: Draws;
  /** Uniform: below the balking share, leaves if nobody is free. */
  readonly balking: Draws;
  readonly messageLength: Draws;
  /** Uniform: which way out of the message. */
  readonly messageFate: Draws;
  /** Uniform: at which part of the message those who leave it do so. */
  readonly messageExit: Draws;
}

export function callersOf(plan: Plan, replication: number): readonly Callers[] {
  const { scenario, timetable } = plan;
  const { seed, draws, busyDays, queues } = scenario;
  const factors =
    busyDays.spread > 0
      ? busyDayFactors({
          ...busyDays,
          queues: queues.map(({ name }) => name),
          days: timetable.days.length,
          seed,
          replication,
        })
      : null;
  return queues.map((queue, q) => {
    const drawsOf = (purpose: Purpose, fill: Fill): Draws =>
      new Draws(fill, openStream({ seed, replication, purpose, queue: queue.name }));
    const times = (purpose: Purpose, distribution: Distribution): Draws =>
      drawsOf(purpose, fillOf(distribution, draws));
    const rates = plan.rates[q] ?? null;
    const arrivals =
      rates === null
        ? replayedTimes(queue.arrivals.kind === "replay" ? queue.arrivals.times : [])
        : poissonTimes(
            factors === null ? rates : withBusyDays(rates, timetable, factors[q]!),
            fillOf({ kind: "exponential", mean: seconds(1) }, draws),
          );
    return {
      dialTimes: drawsOf("arrivals", arrivals),
      talk: times("talk", queue.talk),
      wrapUp: times("wrap-up", queue.wrapUp),
      patience: times("patience", queue.patience),
      balking: drawsOf("balking", uniformFill),
      messageLength: times("message length", queue.message?.duration ?? NO_TIME),
      messageFate: drawsOf("message fate", uniformFill),
      messageExit: drawsOf("message exit", uniformFill),
    };
  });
}
