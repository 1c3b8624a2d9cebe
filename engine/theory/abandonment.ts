import { requireNotNegative } from "../check.ts";
import { seconds, share } from "../units.ts";
import type { Seconds, Share } from "../units.ts";
import type { BusyHour } from "./busyHour.ts";
import { ratesOf } from "./busyHour.ts";
import { percentileOf } from "./percentile.ts";

/** Waits when callers may give up. Every share is of calls offered unless its name says otherwise. */
export interface ImpatientWaits {
  /** Share of calls that find every handler busy. */
  readonly pWait: Share;
  readonly abandonedShare: Share;
  readonly meanWaitAll: Seconds;
  readonly meanWaitAnswered: Seconds;
  /** Mean wait of those who give up; NaN if nobody who waits does. */
  readonly meanWaitAbandoned: Seconds;
  /** Mean number waiting. */
  readonly meanQueue: number;
  readonly occupancy: Share;
  /** Answered within this time ÷ offered. Within 0 s means at once. */
  serviceLevel(within: Seconds): Share;
  /** Answered within this time ÷ answered. */
  serviceLevelOfAnswered(within: Seconds): Share;
  /** Answered within this time ÷ (answered + abandoned after it). */
  serviceLevelExcludingShortAbandons(within: Seconds): Share;
  /** Wait, to answer or to giving up, that this share of all callers do not exceed. */
  waitPercentile(part: number): Seconds;
  /** Wait that this share of answered callers do not exceed. */
  answeredWaitPercentile(part: number): Seconds;
}

/** What becomes of a caller who finds every handler busy. */
export interface FateOfWaiting {
  /** Probability of being answered in the end. */
  readonly answered: number;
  /** Probability of giving up: the rest of `answered`, reckoned apart so that small shares keep their digits. */
  readonly abandoned: number;
  /** Mean of: seconds waited if answered, otherwise 0. */
  readonly secondsAnswered: number;
  /** Mean of: seconds waited if the caller gives up, otherwise 0. */
  readonly secondsAbandoned: number;
  /** Probability of still waiting after a time, and of being answered in the end. */
  answeredAfter(time: Seconds): number;
  /** Probability of still waiting after a time, and of giving up in the end. */
  abandonedAfter(time: Seconds): number;
}

/** Every published measure from the two things that differ between models: who waits, and what then happens. */
export function impatientWaits(room: BusyHour, pWait: number, fate: FateOfWaiting): ImpatientWaits {
  const { arrival, load } = ratesOf(room);
  const abandoned = pWait * fate.abandoned;
  const answered = 1 - pWait + pWait * fate.answered;
  const meanWaitAll = pWait * (fate.secondsAnswered + fate.secondsAbandoned);
  const answeredWithin = (within: Seconds): number => {
    requireNotNegative({ within });
    return answered - pWait * fate.answeredAfter(within);
  };
  const answeredAfter = (time: Seconds): number => (pWait * fate.answeredAfter(time)) / answered;
  const waitingAfter = (time: Seconds): number =>
    pWait * (fate.answeredAfter(time) + fate.abandonedAfter(time));
  return {
    pWait: share(pWait),
    abandonedShare: share(abandoned),
    meanWaitAll: seconds(meanWaitAll),
    meanWaitAnswered: seconds((pWait * fate.secondsAnswered) / answered),
    meanWaitAbandoned: seconds(fate.secondsAbandoned / fate.abandoned),
    meanQueue: arrival * meanWaitAll,
    occupancy: share(Math.min(1, (load * answered) / room.handlers)),
    serviceLevel: (within) => share(answeredWithin(within)),
    serviceLevelOfAnswered: (within) => share(answeredWithin(within) / answered),
    serviceLevelExcludingShortAbandons: (within) =>
      share(answeredWithin(within) / (answered + pWait * fate.abandonedAfter(within))),
    waitPercentile: (part) => percentileOf(waitingAfter, part, room.meanHandling),
    answeredWaitPercentile: (part) => percentileOf(answeredAfter, part, room.meanHandling),
  };
}
