import type { Centre } from "./centre.ts";
import { isDirect, isPartlyDirect } from "./direct/applies.ts";
import * as directLoop from "./direct/directRoom.ts";
import * as eventLoop from "./eventLoop.ts";
import type { Ledger } from "./ledger.ts";
import { changesByMonth } from "./months.ts";
import type { Observer } from "./observer.ts";
import type { Plan } from "./plan.ts";
import type { Staffing } from "./staffing.ts";

/**
 * Two ways to run one replication. `events`: a calendar says what happens next; it can run every plan and be watched.
 * `direct`: for desks in which handlers are alike and that share no queue, the moments at which handlers come free are
 * enough, which takes about three fifths of the time; where a room has other desks as well, a calendar runs those. Both
 * fill the same ledger.
 */
export type Loop = "events" | "direct";

/** How a replication is run, where it matters. */
export interface How {
  /** The quicker of those that can do it, if left out; tests may want the other one. */
  readonly loop?: Loop;
  /** Whether the ledger is to hold every single wait as well; not if left out. */
  readonly keepsEachWait?: boolean;
  /** Where its handlers come from, month by month; from the scenario's pools, if left out. */
  readonly staffing?: Staffing;
}

/** A replication under way. */
export interface Run {
  /** Lets about a day happen, and no more, so that V8 keeps the code optimised. Returns false once the run is over. */
  advance(): boolean;
  /** Closes and checks the books of a run that is over. */
  finish(): Ledger;
}

/** The quicker loop that can do it. @param staffing See `How`. */
export function loopFor(
  plan: Plan,
  observer: Observer<Centre> | null = null,
  staffing: Staffing | null = null,
): Loop {
  if (observer !== null || staffing?.setsPaces === true) return "events";
  if (isDirect(plan)) return "direct";
  return isPartlyDirect(plan) && !changesByMonth(plan, staffing) ? "direct" : "events";
}

/**
 * One replication of a planned scenario, from the start of the warm-up to the end of the last counted story.
 *
 * @param replication Counts from 0; together with the scenario's seed it fixes every draw.
 * @throws BrokenInvariant if the run contradicts itself.
 * @throws RangeError if the loop asked for cannot run the plan, or nobody can watch it.
 */
export function runTrial(
  plan: Plan,
  replication: number,
  observer: Observer<Centre> | null = null,
  how: How = {},
): Ledger {
  const run = begin(plan, replication, observer, how);
  while (run.advance()) {
    // The work is in the condition.
  }
  return run.finish();
}

/** A room at the start of its warm-up, to be run as `runTrial` does, a day at a time. */
export function begin(
  plan: Plan,
  replication: number,
  observer: Observer<Centre> | null = null,
  { staffing, loop = loopFor(plan, observer, staffing), keepsEachWait = false }: How = {},
): Run {
  if (loop === "events") {
    const centre = eventLoop.begin(plan, replication, observer, keepsEachWait, staffing);
    return { advance: () => eventLoop.advance(centre), finish: () => eventLoop.finish(centre) };
  }
  if (observer !== null) throw new RangeError("the direct loop cannot be watched");
  if (staffing?.setsPaces === true)
    throw new RangeError("the direct loop cannot change the pace of handlers");
  const room = directLoop.begin(plan, replication, keepsEachWait, staffing);
  return { advance: () => directLoop.advance(room), finish: () => directLoop.finish(room) };
}
