/**
 * Exact course of a room with one queue and a rate of calls that changes from period to period, M(t)/M/s+M, from an
 * empty start, as a truncated Markov chain.
 */
import { seconds } from "../../engine/units.ts";
import type { Seconds } from "../../engine/units.ts";
import { explore, fatesOf, rarelyExceeded, sharesAfter } from "./markovChain.ts";

export interface ChangingRoom {
  /** Calls per hour in each period; the first starts with an empty room. */
  readonly callsPerHour: readonly number[];
  readonly period: Seconds;
  readonly meanHandling: Seconds;
  readonly meanPatience: Seconds;
  readonly handlers: number;
}

export interface PeriodMeasures {
  readonly arrivals: number;
  /** Mean number of callers who hang up in the period, whenever they called. */
  readonly abandonEvents: number;
  /** Mean number waiting, over the period. */
  readonly meanQueue: number;
  readonly meanBusy: number;
  /** Mean number waiting or being handled when the period ends. */
  readonly inRoomAtEnd: number;
  /** Share of callers of this period who give up, now or later. */
  readonly abandonedShare: number;
  readonly meanWaitAll: Seconds;
  readonly meanWaitAnswered: Seconds;
  /** Share of callers of this period who are answered within this time. */
  serviceLevel(within: Seconds): number;
}

/** Ends of a waiting caller's story; places in the line are 1 and above. */
const ANSWERED = 0;
const GONE = -1;

export function changingRoom(room: ChangingRoom): readonly PeriodMeasures[] {
  const { callsPerHour, period, meanHandling, meanPatience, handlers } = room;
  const service = 1 / meanHandling;
  const giveUp = 1 / meanPatience;
  // A room with a handler for everyone who empties at the slower of the two rates is fuller than this one.
  const most =
    handlers + rarelyExceeded(Math.max(...callsPerHour) / 3600, (n) => n * Math.min(service, giveUp));

  // Who is behind a waiting caller does not matter, so its fate depends on its place alone.
  const stories = explore([most - handlers + 1], (place, to) => {
    if (place <= 0) return;
    to(GONE, giveUp);
    to(place === 1 ? ANSWERED : place - 1, handlers * service + (place - 1) * giveUp);
  });
  const fates = fatesOf(stories, ANSWERED);
  /** What a figure of the stories is for a caller who finds so many in the room. */
  const onArrival =
    (ofPlace: Float64Array, ifAtOnce: number) =>
    (inRoom: number): number =>
      inRoom < handlers ? ifAtOnce : ofPlace[stories.indexOf.get(inRoom - handlers + 1)!]!;

  let before: Float64Array | undefined;
  return callsPerHour.map((calls) => {
    const chain = explore(
      Array.from({ length: most + 1 }, (_, inRoom) => inRoom),
      (inRoom, to) => {
        if (inRoom < most) to(inRoom + 1, calls / 3600);
        const waiting = Math.max(0, inRoom - handlers);
        if (inRoom > 0) to(inRoom - 1, (inRoom - waiting) * service + waiting * giveUp);
      },
    );
    // The states are given in order, so that a state is its own index.
    before ??= Float64Array.from(chain.states, (inRoom) => (inRoom === 0 ? 1 : 0));
    const { shares, secondsIn } = sharesAfter(chain, before, period);
    before = shares;
    const average = (value: (inRoom: number) => number): number =>
      secondsIn.reduce((sum, time, inRoom) => sum + (time / period) * value(inRoom), 0);
    const meanQueue = average((inRoom) => Math.max(0, inRoom - handlers));
    const answered = average(onArrival(fates.answered, 1));
    return {
      arrivals: (calls / 3600) * period,
      abandonEvents: giveUp * meanQueue * period,
      meanQueue,
      meanBusy: average((inRoom) => Math.min(inRoom, handlers)),
      inRoomAtEnd: shares.reduce((sum, part, inRoom) => sum + part * inRoom, 0),
      abandonedShare: 1 - answered,
      // Each second of waiting is as likely as any other to be the last.
      meanWaitAll: seconds((1 - answered) / giveUp),
      meanWaitAnswered: seconds(average(onArrival(fates.secondsIfAnswered, 0)) / answered),
      serviceLevel: (within) => average(onArrival(fates.answeredWithin(within), 1)),
    };
  });
}
