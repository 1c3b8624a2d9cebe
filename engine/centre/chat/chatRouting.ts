import { comeBackTo } from "../comeBackTo.ts";
import { AGENDA_KIND } from "../agenda.ts";
import type { Centre } from "../centre.ts";
import { firstWaiting } from "../events.ts";
import { NOBODY } from "../handlers.ts";

/*
 * Who chats with whom. An idle handler has the fewest chats of all, and is taken under the rules for calls; else the one
 * with the fewest who has a slot free. Where a handler who chats cannot take a call, a slot is left free while somebody
 * waits who goes before the chat: so the handler comes free for them.
 */

/** The first pool this chat tries in which it may begin now, or NOBODY. */
export function poolForChat(centre: Centre, queue: number, contact: number): number {
  const { plan, handlers, holdBack, queues } = centre;
  const chats = centre.chats!;
  for (const pool of plan.tries[queue]!) {
    if (handlers.idleIn(pool) > holdBack[pool * queues + queue]!) return pool;
    if (chats.withSlot(pool) !== NOBODY && !hasToWait(centre, pool, queue, contact)) return pool;
  }
  return NOBODY;
}

/** Takes the handler with the fewest chats in a pool that `poolForChat` gave. */
export function handlerForChat(centre: Centre, pool: number, queue: number): number {
  const { handlers, holdBack, queues } = centre;
  const anIdle = handlers.idleIn(pool) > holdBack[pool * queues + queue]!;
  return anIdle ? handlers.takeIdle(pool) : centre.chats!.withSlot(pool);
}

/** Whether somebody waits for this pool who goes before the chat, and whom its handler could serve instead. */
function hasToWait(centre: Centre, pool: number, queue: number, contact: number): boolean {
  const { contacts, lines } = centre;
  const chats = centre.chats!;
  const { queues, ranks } = centre.plan.service[pool]!;
  if (queues.length === 1) return false;
  const rank = ranks[queues.indexOf(queue)]!;
  for (let i = 0; i < queues.length && ranks[i]! <= rank; i++) {
    const other = queues[i]!;
    if (other === queue || lines[other]!.length === 0) continue;
    if (chats.isChat[other] === 0 && chats.takesCalls[pool] === 1) continue;
    const first = firstWaiting(centre, other);
    if (first === NOBODY) continue;
    if (ranks[i] === rank && contacts.offerTimeOf(first) >= contacts.offerTimeOf(contact)) continue;
    lookAgainWhenGone(centre, other, first);
    return true;
  }
  return false;
}

/** A hang-up is booked when somebody looks: here a chat waits for it. */
function lookAgainWhenGone(centre: Centre, queue: number, contact: number): void {
  const { lookAgainAt } = centre.chats!;
  const time = centre.contacts.deadlineOf(contact);
  if (lookAgainAt[queue] === time || time === Infinity) return;
  lookAgainAt[queue] = time;
  comeBackTo(centre, time, AGENDA_KIND.lineMatters, queue);
}

/**
 * Takes a handler for a call that found too few idle: where handlers who chat may take calls they count as free, and the
 * one with the fewest chats is taken, unless somebody is idle after all.
 *
 * @returns NOBODY if there is none in any pool that the call tries.
 */
export function handlerForCall(centre: Centre, queue: number): number {
  if (centre.work?.isWork(queue) === true) return NOBODY;
  for (const pool of centre.plan.tries[queue]!) {
    if (centre.chats!.takesCalls[pool] === 0) continue;
    if (freeForCalls(centre, pool) > centre.holdBack[pool * centre.queues + queue]!) {
      return takeForCall(centre, pool);
    }
  }
  return NOBODY;
}

/** Idle handlers, and those who hold chats and may take a call. */
export function freeForCalls(centre: Centre, pool: number): number {
  return centre.handlers.idleIn(pool) + centre.chats!.holders.in(pool);
}

/** Takes an idle handler, else the one with the fewest chats. Only if somebody is free for a call. */
export function takeForCall(centre: Centre, pool: number): number {
  const { handlers } = centre;
  return handlers.idleIn(pool) > 0 ? handlers.takeIdle(pool) : centre.chats!.withFewest(pool);
}

/** The queue whose first call those who are free for calls take next, or NOBODY. */
export function callFor(centre: Centre, pool: number): number {
  const { queues, ranks } = centre.plan.service[pool]!;
  const free = freeForCalls(centre, pool);
  let best = NOBODY;
  let bestRank = 0;
  let bestOffer = Infinity;
  for (let i = 0; i < queues.length; i++) {
    if (best !== NOBODY && ranks[i]! > bestRank) break;
    const queue = queues[i]!;
    if (centre.chats!.isChat[queue] === 1 || centre.lines[queue]!.length === 0) continue;
    // Chats do not give way to work that can wait.
    if (centre.work?.isWork(queue) === true) continue;
    if (free <= centre.holdBack[pool * centre.queues + queue]!) continue;
    const contact = firstWaiting(centre, queue);
    if (contact === NOBODY) continue;
    const offer = centre.contacts.offerTimeOf(contact);
    if (offer >= bestOffer) continue;
    best = queue;
    bestRank = ranks[i]!;
    bestOffer = offer;
  }
  return best;
}
