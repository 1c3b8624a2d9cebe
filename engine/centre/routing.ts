import type { Centre } from "./centre.ts";
import { NOBODY } from "./handlers.ts";

/**
 * Who meets whom: strict priority without interruption, some handlers held back for higher queues, overflow from desk
 * to desk. Two questions of one rule, so that the answers agree and nobody waits while a handler who may take them is
 * idle.
 */

/** A contact of this queue asks for a handler: the first pool it tries that may start it now, or NOBODY. */
export function poolFor(centre: Centre, queue: number): number {
  for (const pool of centre.plan.tries[queue]!) {
    if (centre.handlers.idleIn(pool) > centre.holdBack[pool * centre.queues + queue]!) return pool;
  }
  return NOBODY;
}

/** The same when nobody is free: handlers at work that gives way to this queue count as idle. */
export function poolAtWorkFor(centre: Centre, queue: number): number {
  const { handlers, holdBack, queues } = centre;
  for (const pool of centre.plan.tries[queue]!) {
    if (handlers.idleIn(pool) + givingWay(centre, pool, queue) > holdBack[pool * queues + queue]!)
      return pool;
  }
  return NOBODY;
}

/** Handlers of a pool whose work a contact of this queue may interrupt; work does not give way to chats. */
function givingWay({ work, chats }: Centre, pool: number, queue: number): number {
  if (work === null || !work.mayGiveWayTo(queue) || (chats !== null && chats.isChat[queue] === 1)) return 0;
  return work.givingWay(pool, queue);
}

/** A contact that may interrupt asks for a handler in wrap-up: the first pool it tries that has one, or NOBODY. */
export function poolInWrapUpFor(centre: Centre, queue: number): number {
  const { handlers, holdBack, queues } = centre;
  for (const pool of centre.plan.tries[queue]!) {
    // Called away, the handler is one more who is idle.
    const idle = handlers.idleIn(pool) + 1 + givingWay(centre, pool, queue);
    if (handlers.canInterruptWrapUp(pool) && idle > holdBack[pool * queues + queue]!) return pool;
  }
  return NOBODY;
}

/**
 * A pool asks for work: which queue's first contact it takes next, or NOBODY.
 *
 * @param idle Idle handlers in the pool, the one who asks included.
 * @param firstWaiting Gives the first contact of a queue who has not hung up, or NOBODY.
 * @param onlyInterrupting The one who asks is in wrap-up: only queues that may interrupt it count.
 */
export function queueFor(
  centre: Centre,
  pool: number,
  idle: number,
  firstWaiting: (centre: Centre, queue: number) => number,
  onlyInterrupting = false,
): number {
  const { queues, ranks } = centre.plan.service[pool]!;
  let best = NOBODY;
  let bestRank = 0;
  let bestOffer = Infinity;
  for (let i = 0; i < queues.length; i++) {
    if (best !== NOBODY && ranks[i]! > bestRank) break;
    const queue = queues[i]!;
    if (centre.lines[queue]!.length === 0) continue;
    if (idle + givingWay(centre, pool, queue) <= centre.holdBack[pool * centre.queues + queue]!) continue;
    if (onlyInterrupting && centre.interrupts[queue] === 0) continue;
    const contact = firstWaiting(centre, queue);
    if (contact === NOBODY) continue;
    const offer = centre.contacts.offerTimeOf(contact);
    if (offer < bestOffer) {
      best = queue;
      bestRank = ranks[i]!;
      bestOffer = offer;
    }
  }
  return best;
}
