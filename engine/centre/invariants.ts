import type { Centre } from "./centre.ts";
import { firstWaiting } from "./events.ts";
import { NOBODY } from "./handlers.ts";
import { poolFigure, type QueueColumn, queueFigure } from "./ledger.ts";
import { queueFor } from "./routing.ts";

/** Sums of millions of waits differ in the last digits with the order of adding; a real fault is far larger. */
const ROUNDING = 1e-9;

/** The model contradicts itself: a fault in the program, never in the scenario. Says where to look. */
export class BrokenInvariant extends Error {
  override readonly name = "BrokenInvariant";
  constructor(centre: Centre, what: string) {
    const { seed, name } = centre.plan.scenario;
    super(
      `${what} (scenario ${name}, seed ${JSON.stringify(seed)}, replication ${centre.replication}, ` +
        `clock ${centre.now} s). This is a fault in fcrsim, not in the scenario: please report it.`,
    );
  }
}

/**
 * Nobody waits while a handler who may take them is idle.
 *
 * @throws BrokenInvariant naming the pool and the queue.
 */
export function checkNobodyWaitsInVain(centre: Centre): void {
  for (let pool = 0; pool < centre.pools; pool++) {
    const idle = centre.handlers.idleIn(pool);
    if (idle === 0) continue;
    const queue = queueFor(centre, pool, idle, firstWaiting);
    if (queue === NOBODY) continue;
    const { pools, queues } = centre.plan.scenario;
    throw new BrokenInvariant(
      centre,
      `a contact waits in queue ${queues[queue]!.name} while pool ${pools[pool]!.name} has ${idle} idle handlers`,
    );
  }
}

/**
 * The books of a whole run, warm-up included, balance:
 * dialled = left in the message + still in it + offered; offered = answered + abandoned + still waiting (exactly);
 * the time spent in line by the clock = the waits by contact; the handlers' busy time by the clock = talk and wrap-up
 * of those they answered, less what is still to do.
 *
 * @throws BrokenInvariant with both sides of the sum that does not balance.
 */
export function checkBooksBalance(centre: Centre): void {
  const { ledger, plan, lines, contacts, handlers, calendar } = centre;
  const total = (queue: number, column: QueueColumn): number => {
    let sum = 0;
    for (let bin = 0; bin <= ledger.bins; bin++) sum += queueFigure(ledger, queue, bin, column);
    return sum;
  };
  const mustBeEqual = (what: string, one: number, other: number): void => {
    if (one !== other) throw new BrokenInvariant(centre, `${what}: ${one} is not ${other}`);
  };
  const mustAgree = (what: string, one: number, other: number): void => {
    const scale = Math.max(1, Math.abs(one), Math.abs(other));
    if (!(Math.abs(one - other) <= ROUNDING * scale)) {
      throw new BrokenInvariant(centre, `${what}: ${one} is not ${other}`);
    }
  };
  let handling = 0;
  plan.scenario.queues.forEach(({ name }, queue) => {
    const line = lines[queue]!;
    const dialled = total(queue, "dialled");
    const offered = total(queue, "offered");
    const left = total(queue, "hungUpInMessage") + total(queue, "movedToDigital");
    mustBeEqual(`queue ${name}: dialled by the ledger and by the door`, dialled, centre.dialledSoFar[queue]!);
    mustBeEqual(`queue ${name}: dialled`, dialled, left + centre.hearing[queue]!.size + offered);
    const ended = total(queue, "answered") + total(queue, "abandoned");
    mustBeEqual(`queue ${name}: offered`, offered, ended + line.length);
    let waits = total(queue, "waitOfAnswered") + total(queue, "waitOfAbandoned");
    for (let place = 0; place < line.length; place++)
      waits += centre.now - contacts.offerTimeOf(line.at(place));
    mustAgree(`queue ${name}: time in line`, total(queue, "timeInLine"), waits);
    const counted = (column: QueueColumn): number =>
      total(queue, column) - queueFigure(ledger, queue, ledger.bins, column);
    mustBeEqual(
      `queue ${name}: waits of the answered in the histogram`,
      centre.answeredWaits[queue]!.count,
      counted("answered"),
    );
    mustBeEqual(
      `queue ${name}: waits of the abandoned in the histogram`,
      centre.abandonedWaits[queue]!.count,
      counted("abandoned"),
    );
    handling += total(queue, "talk") + total(queue, "wrapUp");
  });
  let busy = 0;
  for (let pool = 0; pool < centre.pools; pool++) {
    for (let bin = 0; bin <= ledger.bins; bin++) busy += poolFigure(ledger, pool, bin, "busy");
  }
  let stillToDo = 0;
  for (let handler = 0; handler < handlers.rows; handler++) {
    const due = calendar.timeOf(centre.handlerSlot(handler));
    if (due === Infinity) continue;
    stillToDo += due - centre.now + handlers.owedWrapUpOf(handler);
    if (plan.wrapUpIsInterruptible && !handlers.isWrappingUp(handler)) {
      stillToDo += contacts.wrapUpOf(handlers.contactOf(handler));
    }
  }
  mustAgree("busy time of the handlers", busy, handling - stillToDo);
}
