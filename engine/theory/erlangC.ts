import { requireNotNegative } from "../check.ts";
import { seconds, share } from "../units.ts";
import type { Seconds, Share } from "../units.ts";
import { ratesOf, requireEnoughHandlers } from "./busyHour.ts";
import type { BusyHour } from "./busyHour.ts";
import { erlangBlocking } from "./erlangB.ts";
import { requirePercentile } from "./percentile.ts";

/** Waits when nobody ever gives up. */
export interface PatientWaits {
  /** Share of calls that find every handler busy. */
  readonly pWait: Share;
  readonly meanWait: Seconds;
  /** Mean wait of those who find every handler busy. */
  readonly meanWaitIfWaited: Seconds;
  /** Mean number waiting. */
  readonly meanQueue: number;
  readonly occupancy: Share;
  /** Share of calls answered within this time of the offer; within 0 s means at once. */
  serviceLevel(within: Seconds): Share;
  /** Wait not exceeded by this share of calls, from 0 up to but not including 1. */
  waitPercentile(part: number): Seconds;
}

/** Share of calls that find all handlers busy when nobody gives up. The load must be below `handlers`. */
export function erlangWaiting(load: number, handlers: number): Share {
  requireEnoughHandlers(load, handlers);
  const blocked = erlangBlocking(load, handlers);
  return share(blocked / (1 - (load / handlers) * (1 - blocked)));
}

/**
 * Erlang C (M/M/n): exponential handling times, first come first served, nobody gives up.
 *
 * @throws RangeError naming a figure out of range, or saying that there are too few handlers for the queue to settle.
 * Source: Erlang (1917); Gans, Koole & Mandelbaum (2003), M&SOM 5(2), 79–141.
 */
export function erlangC(room: BusyHour): PatientWaits {
  const { arrival, capacity, load } = ratesOf(room);
  const pWait = erlangWaiting(load, room.handlers);
  const spare = capacity - arrival;
  return {
    pWait,
    meanWait: seconds(pWait / spare),
    meanWaitIfWaited: seconds(1 / spare),
    meanQueue: (arrival * pWait) / spare,
    occupancy: share(load / room.handlers),
    serviceLevel(within) {
      requireNotNegative({ within });
      return share(1 - pWait * Math.exp(-spare * within));
    },
    waitPercentile(part) {
      requirePercentile(part);
      return seconds(Math.max(0, Math.log(pWait / (1 - part)) / spare));
    },
  };
}
