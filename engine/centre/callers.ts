import { clusteredTimes } from "../random/arrivals/clusters.ts";
import type { Rates } from "../random/arrivals/rates.ts";
import { scaled } from "../random/arrivals/rates.ts";
import { poissonTimes } from "../random/arrivals/poisson.ts";
import { replayedTimes } from "../random/arrivals/replay.ts";
import { busyDayFactors } from "../random/busyDays.ts";
import { BATCH, Draws, type Fill, uniformFill } from "../random/draws.ts";
import { openStream, type Purpose, type Uniform } from "../random/streams.ts";
import { fillOf } from "../random/times/index.ts";
import { seconds } from "../units.ts";
import { incidentRates, withBusyDays } from "./demand.ts";
import { mostDemand } from "./demandFollowing.ts";
import { FurtherCallers } from "./furtherCallers.ts";
import type { MonthlyTalk } from "./monthlyTalk.ts";
import { monthFactors, withMonthFactors } from "./monthlyVolumes.ts";
import type { Plan } from "./plan.ts";

/** Streams of the lengths of the messages that may be played instead. */
const OTHER_LENGTHS = ["second message length", "third message length", "fourth message length"] as const;

/** What is settled about a caller at birth, each from a stream of its own. */
type Fate = Extract<
  Purpose,
  | "talk"
  | "wrap-up"
  | "patience"
  | "balking"
  | "message length"
  | "second message length"
  | "third message length"
  | "fourth message length"
  | "message fate"
  | "message exit"
  | "patience inside"
  | "demand"
  | "further callers"
>;

/** What is settled about one attempt to call. Times are in seconds. */
export interface Fates {
  readonly talk: number;
  readonly wrapUp: number;
  readonly patience: number;
  /** Uniform: below the balking share, leaves if nobody is free. */
  readonly balking: number;
  readonly messageLength: number;
  /** How long each of the messages lasts that may be played instead. */
  otherMessageLength(number: number): number;
  /** Uniform: which way out of the message. */
  readonly messageFate: number;
  /** Uniform: at which part of the message those who leave it do so. */
  readonly messageExit: number;
  /** Of chats: how long the chatter stays once answered. */
  readonly patienceInside: number;
}

/**
 * The people who call one queue in one replication: when each dials, and what was settled about each at birth. Every
 * fate has a stream of its own, and the n-th caller takes the n-th draw of each, so two plans that share a seed meet
 * the same people.
 *
 * Fates are drawn in batches, column by column, so that asking about a caller is a read.
 */
export class Callers implements Fates {
  /** When the callers dial, one after the other; Infinity when there are no more. */
  readonly dialTimes: Draws;

  private readonly talks = new Float64Array(BATCH);
  private readonly wrapUps = new Float64Array(BATCH);
  private readonly patiences = new Float64Array(BATCH);
  private readonly balkings = new Float64Array(BATCH);
  private readonly messageLengths = new Float64Array(BATCH);
  private readonly otherMessageLengths = [0, 1, 2].map(() => new Float64Array(BATCH));
  private readonly messageFates = new Float64Array(BATCH);
  private readonly messageExits = new Float64Array(BATCH);
  private readonly patiencesInside = new Float64Array(BATCH);
  private readonly demands = new Float64Array(BATCH);
  private readonly persons = new Float64Array(BATCH);
  /** Draws the fates of a batch of callers. */
  private readonly refills: readonly (() => void)[];
  private place = BATCH - 1;

  /**
   * @param dialTimes Fills an array with the moments at which callers dial.
   * @param fates How each fate is drawn; one that is left out is 0 for everybody.
   * @param streamFor Opens the stream for a purpose.
   */
  constructor(
    dialTimes: Fill,
    fates: Partial<Readonly<Record<Fate, Fill>>>,
    streamFor: (purpose: Purpose) => Uniform,
  ) {
    this.dialTimes = new Draws(dialTimes, streamFor("arrivals"));
    const columns: Readonly<Record<Fate, Float64Array>> = {
      talk: this.talks,
      "wrap-up": this.wrapUps,
      patience: this.patiences,
      balking: this.balkings,
      "message length": this.messageLengths,
      "second message length": this.otherMessageLengths[0]!,
      "third message length": this.otherMessageLengths[1]!,
      "fourth message length": this.otherMessageLengths[2]!,
      "message fate": this.messageFates,
      "message exit": this.messageExits,
      "patience inside": this.patiencesInside,
      demand: this.demands,
      "further callers": this.persons,
    };
    this.refills = (Object.keys(fates) as Fate[]).map((fate) => {
      const fill = fates[fate]!;
      const column = columns[fate];
      const stream = streamFor(fate);
      return () => {
        fill(column, stream);
      };
    });
  }

  /** Turns to the next caller, whom all that follows is about. */
  next(): void {
    if (++this.place < BATCH) return;
    this.place = 0;
    for (const refill of this.refills) refill();
  }

  get talk(): number {
    return this.talks[this.place]!;
  }
  get wrapUp(): number {
    return this.wrapUps[this.place]!;
  }
  get patience(): number {
    return this.patiences[this.place]!;
  }
  get balking(): number {
    return this.balkings[this.place]!;
  }
  get messageLength(): number {
    return this.messageLengths[this.place]!;
  }
  otherMessageLength(number: number): number {
    return this.otherMessageLengths[number]![this.place]!;
  }
  get messageFate(): number {
    return this.messageFates[this.place]!;
  }
  get messageExit(): number {
    return this.messageExits[this.place]!;
  }
  get patienceInside(): number {
    return this.patiencesInside[this.place]!;
  }
  /** Where demand follows the month before: dials if demand, as a share of the volume, is above this. */
  get demand(): number {
    return this.demands[this.place]!;
  }
  /** Where demand follows the month before: who it is, the same in every plan that shares the seed. */
  get person(): number {
    return this.persons[this.place]!;
  }
}

/** @param monthlyTalk Changes talk from month to month; null where it is the same in all. */
export function callersOf(
  plan: Plan,
  replication: number,
  monthlyTalk: MonthlyTalk | null = null,
): readonly Callers[] {
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
  const ofMonths = monthFactors(scenario, timetable.months.length, replication);
  return queues.map((queue, q) => {
    const { talk, wrapUp, patience, balking, message, chat } = queue;
    const expected = plan.rates[q] ?? null;
    const ofMonth = ofMonths[q] ?? null;
    const rates =
      expected === null || ofMonth === null ? expected : withMonthFactors(expected, timetable, ofMonth);
    const streamFor = (purpose: Purpose): Uniform =>
      openStream({ seed, replication, purpose, queue: queue.name });
    const timesAt = (of: Rates): Fill =>
      poissonTimes(
        incidentRates(queue, factors === null ? of : withBusyDays(of, timetable, factors[q]!)),
        fillOf({ kind: "exponential", mean: seconds(1) }, draws),
      );
    const { demandFollows } = queue;
    const most = demandFollows === undefined ? 1 : mostDemand(demandFollows);
    const further =
      demandFollows === undefined ? null : new FurtherCallers(most, streamFor("further callers"));
    const contactTimes =
      rates === null
        ? replayedTimes(queue.arrivals.kind === "replay" ? queue.arrivals.times : [])
        : timesAt(rates);
    const dialTimes =
      queue.clusters !== null
        ? clusteredTimes(contactTimes, queue.clusters, streamFor("cluster size"), streamFor("cluster place"))
        : rates === null || further === null
          ? contactTimes
          : further.times(contactTimes, most === 1 ? null : timesAt(scaled(rates, most - 1)));
    const each = {
      talk: fillOf(talk, draws),
      "wrap-up": fillOf(wrapUp, draws),
      patience: fillOf(patience, draws),
      ...(balking > 0 && { balking: uniformFill }),
      ...(message !== null && {
        "message length": fillOf(message.duration, draws),
        ...Object.fromEntries(
          (message.instead ?? []).map(({ duration }, i) => [OTHER_LENGTHS[i]!, fillOf(duration, draws)]),
        ),
        "message fate": uniformFill,
        "message exit": uniformFill,
      }),
      ...(chat !== null && { "patience inside": fillOf(chat.patienceInside, draws) }),
    };
    const fates = further === null ? each : further.fates(each);
    return new Callers(
      dialTimes,
      { ...fates, talk: monthlyTalk === null ? fates.talk : monthlyTalk.fillFor(q, fates.talk) },
      streamFor,
    );
  });
}
