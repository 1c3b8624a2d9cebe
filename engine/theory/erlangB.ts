import { requireNotNegative, requireWhole } from "../check.ts";
import { share } from "../units.ts";
import type { Share } from "../units.ts";
import { ratesOf } from "./busyHour.ts";
import type { BusyHour } from "./busyHour.ts";

/** A room without a queue (M/G/n/n): a call that finds nobody free is lost. */
export interface Loss {
  /** Share of calls that find every handler busy. */
  readonly blockedShare: Share;
  /** Mean number of busy handlers: the carried load, in erlangs. */
  readonly meanBusy: number;
  readonly occupancy: Share;
  readonly carriedPerHour: number;
}

/**
 * Erlang's loss probability, by the recursion over handlers, which only ever multiplies and adds.
 *
 * @param load     Offered load in erlangs, at least zero.
 * @param handlers Whole number, at least zero.
 * @throws RangeError naming the figure out of range.
 * Source: Erlang (1917); recursion in Jagerman (1974), Bell System Technical Journal 53(3), 525–551.
 */
export function erlangBlocking(load: number, handlers: number): Share {
  requireNotNegative({ load });
  requireWhole({ handlers });
  let blocked = 1;
  for (let busy = 1; busy <= handlers; busy += 1) blocked = (load * blocked) / (busy + load * blocked);
  return share(blocked);
}

/**
 * Erlang B. Holds for any distribution of handling times with this mean.
 *
 * @throws RangeError naming the figure that is not above zero, or not whole.
 */
export function erlangB(room: BusyHour): Loss {
  const { load } = ratesOf(room);
  const blockedShare = erlangBlocking(load, room.handlers);
  const meanBusy = load * (1 - blockedShare);
  return {
    blockedShare,
    meanBusy,
    occupancy: share(meanBusy / room.handlers),
    carriedPerHour: room.callsPerHour * (1 - blockedShare),
  };
}
