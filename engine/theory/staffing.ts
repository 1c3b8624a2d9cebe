import type { Seconds, Share } from "../units.ts";
import { ratesOf } from "./busyHour.ts";
import type { BusyHour } from "./busyHour.ts";
import { erlangA } from "./erlangA.ts";
import type { ImpatientBusyHour } from "./erlangA.ts";
import { erlangC } from "./erlangC.ts";

/** At least this share of the calls offered, above 0 and below 1, is answered within this time. */
export interface AnswerTarget {
  readonly answered: Share;
  readonly within: Seconds;
}

/** At most this share of the calls offered, above 0 and below 1, is abandoned. */
export interface AbandonTarget {
  readonly abandoned: Share;
}

/**
 * Least handlers that meet the target if nobody gives up (Erlang C).
 *
 * @throws RangeError naming a figure out of range.
 */
export function handlersErlangC(calls: Omit<BusyHour, "handlers">, target: AnswerTarget): number {
  requireReachable(target);
  const { load } = ratesOf({ ...calls, handlers: 1 });
  return leastHandlers(
    (handlers) => erlangC({ ...calls, handlers }).serviceLevel(target.within) >= target.answered,
    Math.floor(load) + 1,
  );
}

/**
 * Least handlers that meet the target if callers lose patience after an exponential time (Erlang A).
 *
 * @throws RangeError naming a figure out of range.
 */
export function handlersErlangA(
  calls: Omit<ImpatientBusyHour, "handlers">,
  target: AnswerTarget | AbandonTarget,
): number {
  requireReachable(target);
  return leastHandlers((handlers) => {
    const waits = erlangA({ ...calls, handlers });
    return "abandoned" in target
      ? waits.abandonedShare <= target.abandoned
      : waits.serviceLevel(target.within) >= target.answered;
  }, 1);
}

/** @throws RangeError if chance never lets the target be met exactly, or it asks for nothing. */
function requireReachable(target: AnswerTarget | AbandonTarget): void {
  const [name, part] =
    "abandoned" in target ? ["abandoned", target.abandoned] : ["answered", target.answered];
  if (part > 0 && part < 1) return;
  throw new RangeError(`${name} must be a share above 0 and below 1, but is ${part}`);
}

/**
 * Least whole number that holds, by doubling the step and then halving it.
 *
 * @param holds Becomes true as handlers are added, and stays so.
 * @param least The first number tried.
 */
function leastHandlers(holds: (handlers: number) => boolean, least: number): number {
  if (holds(least)) return least;
  let tooFew = least;
  let step = 1;
  while (!holds(tooFew + step)) {
    tooFew += step;
    step *= 2;
  }
  let enough = tooFew + step;
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (holds(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}
