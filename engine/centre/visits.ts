/*
 * A person comes to a queue from outside, or from another queue. Which of their visits it is, in one number: 0 if they
 * came from outside, else how often they have gone on from queue to queue, how many contacts of this queue they have
 * made one after the other by going on from it to itself, and the queue to which they first came. No two visits of one
 * person have the same number, whatever the room does.
 */

const QUEUE_BITS = 16;
const TRIES_BITS = 7;

/** How often a person has gone on. */
export function linksOf(visit: number): number {
  return visit >> (QUEUE_BITS + TRIES_BITS);
}

/** The how manieth contact in a row with the same queue this is, from 1. */
export function triesOf(visit: number): number {
  return visit === 0 ? 1 : (visit >> QUEUE_BITS) & ((1 << TRIES_BITS) - 1);
}

/** The number of the visit that follows one to `queue` when the person goes on from there. */
export function visitAfter(visit: number, queue: number, to: number): number {
  const cameTo = visit === 0 ? queue : visit & ((1 << QUEUE_BITS) - 1);
  const tries = to === queue ? triesOf(visit) + 1 : 1;
  return ((((linksOf(visit) + 1) << TRIES_BITS) | tries) << QUEUE_BITS) | cameTo;
}
