import { requirePositive, requireWhole } from "../check.ts";
import type { Seconds } from "../units.ts";

/** A room in its steady state: calls arrive at random (Poisson) at a constant rate. */
export interface BusyHour {
  /** Calls offered per hour, above zero. */
  readonly callsPerHour: number;
  /** Mean time a handler spends on a call: talk and wrap-up. */
  readonly meanHandling: Seconds;
  /** Handlers on duty, a whole number of at least 1. */
  readonly handlers: number;
}

/** The same figures per second, as the formulae want them. */
export interface Rates {
  /** Calls per second. */
  readonly arrival: number;
  /** Calls one handler finishes per second. */
  readonly service: number;
  /** Calls all handlers together finish per second when none is idle. */
  readonly capacity: number;
  /** Offered load in erlangs: the handlers needed if no one ever waited. */
  readonly load: number;
}

/** @throws RangeError naming the figure that is not above zero, or not whole. */
export function ratesOf(room: BusyHour): Rates {
  const { callsPerHour, meanHandling, handlers } = room;
  requirePositive({ callsPerHour, meanHandling });
  requireWhole({ handlers }, 1);
  const arrival = callsPerHour / 3600;
  const service = 1 / meanHandling;
  return { arrival, service, capacity: handlers * service, load: arrival * meanHandling };
}

/** @throws RangeError saying that the queue would grow without end, unless handlers exceed the load. */
export function requireEnoughHandlers(load: number, handlers: number): void {
  if (load < handlers) return;
  throw new RangeError(
    `handlers must be above the offered load of ${load.toFixed(2)} erlangs (calls × handling time), ` +
      `but is ${handlers}: callers who never give up would queue without end`,
  );
}
