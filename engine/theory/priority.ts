import { requireNotNegative, requirePositive } from "../check.ts";
import { seconds, share } from "../units.ts";
import type { Seconds, Share } from "../units.ts";
import { ratesOf, requireEnoughHandlers } from "./busyHour.ts";
import { erlangWaiting } from "./erlangC.ts";
import { priorityWaitTail } from "./priorityWaitTail.ts";

/** Classes of calls that share handlers and handling times. Nobody gives up; no call is interrupted. */
export interface PriorityRoom {
  /** Calls offered per hour by class, the one answered first in front. Each above zero. */
  readonly callsPerHour: readonly number[];
  readonly meanHandling: Seconds;
  readonly handlers: number;
}

export interface PriorityWaits {
  /** Share of calls that find every handler busy: the same for every class. */
  readonly pWait: Share;
  readonly occupancy: Share;
  /** Mean wait by class. */
  readonly meanWait: readonly Seconds[];
  /** Mean wait of all calls, whatever their class. */
  readonly meanWaitOverall: Seconds;
  /** Share of calls of a class (0 is answered first) that are answered within this time. */
  serviceLevel(rank: number, within: Seconds): Share;
}

/**
 * M/M/n with strict, non-preemptive priorities and the same exponential handling time for all.
 *
 * @throws RangeError naming a figure out of range, or saying that there are too few handlers for the queue to settle.
 * Source: Cobham (1954), Operations Research 2(1), 70–76, for the means; Kella & Yechiali (1985), Naval Research
 * Logistics Quarterly 32(4), 637–648, for the distributions.
 */
export function priorityWaits(room: PriorityRoom): PriorityWaits {
  const { callsPerHour, meanHandling, handlers } = room;
  requirePositive({ "number of classes": callsPerHour.length });
  callsPerHour.forEach((calls, rank) => {
    requirePositive({ [`callsPerHour[${rank}]`]: calls });
  });
  const total = callsPerHour.reduce((sum, calls) => sum + calls, 0);
  const { capacity, load } = ratesOf({ callsPerHour: total, meanHandling, handlers });
  const pWait = erlangWaiting(load, handlers);
  const used = usedUpTo(callsPerHour.map((calls) => calls / 3600 / capacity));
  const meanWait = callsPerHour.map((_, rank) =>
    seconds(pWait / (capacity * (1 - used[rank]!) * (1 - used[rank + 1]!))),
  );
  return {
    pWait,
    occupancy: share(load / handlers),
    meanWait,
    meanWaitOverall: seconds(callsPerHour.reduce((sum, calls, i) => sum + (calls / total) * meanWait[i]!, 0)),
    serviceLevel(rank, within) {
      requireNotNegative({ within });
      if (!(rank in callsPerHour)) {
        throw new RangeError(`rank must be from 0 to ${callsPerHour.length - 1}, but is ${rank}`);
      }
      return share(1 - pWait * priorityWaitTail(used[rank]!, used[rank + 1]!, capacity * within));
    },
  };
}

/** A class of calls for one handler, with handling times of any distribution. */
export interface HandledCalls {
  readonly callsPerHour: number;
  readonly meanHandling: Seconds;
  /** Standard deviation of handling times ÷ their mean: 0 if all are alike, 1 if exponential. */
  readonly spread: number;
}

/**
 * Mean wait by class at a single handler (M/G/1), strict priorities, no call interrupted, nobody gives up.
 * With one class it is the Pollaczek–Khinchine formula.
 *
 * @param classes The class answered first in front.
 * @throws RangeError naming a figure out of range, or saying that one handler is too few for the queue to settle.
 * Source: Cobham (1954), Operations Research 2(1), 70–76.
 */
export function priorityWaitsOneHandler(classes: readonly HandledCalls[]): readonly Seconds[] {
  requirePositive({ "number of classes": classes.length });
  for (const { callsPerHour, meanHandling, spread } of classes) {
    requirePositive({ callsPerHour, meanHandling });
    requireNotNegative({ spread });
  }
  const used = usedUpTo(
    classes.map(({ callsPerHour, meanHandling }) => (callsPerHour / 3600) * meanHandling),
  );
  requireEnoughHandlers(used[classes.length]!, 1);
  /** Mean time until the handler is next free, seen at a random moment. */
  const residual = classes.reduce(
    (sum, { callsPerHour, meanHandling, spread }) =>
      sum + ((callsPerHour / 3600) * meanHandling ** 2 * (1 + spread ** 2)) / 2,
    0,
  );
  return classes.map((_, rank) => seconds(residual / ((1 - used[rank]!) * (1 - used[rank + 1]!))));
}

/** Share of capacity used by the classes in front of each rank; the last figure is for all classes. */
function usedUpTo(shares: readonly number[]): readonly number[] {
  const used = [0];
  for (const part of shares) used.push(used[used.length - 1]! + part);
  return used;
}
