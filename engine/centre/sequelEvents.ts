import { AGENDA_KIND } from "./agenda.ts";
import type { Centre } from "./centre.ts";
import { comeBackTo } from "./comeBackTo.ts";
import { QUEUE_EXTRA } from "./ledger.ts";
import { NOBODY } from "./handlers.ts";
import { AFTER_PLACE } from "./onwardFates.ts";

/*
 * What else may become of contacts, at the moments at which it is settled or comes to pass. Only rooms in which something
 * follows come here, and beyond the first function only those that have `sequels`.
 */

/** Somebody has dialled from outside, for the first time. */
export function cameFromOutside(centre: Centre, contact: number): void {
  const { contacts, sequels } = centre;
  const queue = contacts.queueOf(contact);
  const person = centre.people.comesFromOutside(contact, queue);
  if (sequels?.callsByAccident(contact, queue, person, contacts) === true)
    count(centre, queue, centre.bin, QUEUE_EXTRA.accidental);
}

/** Somebody has come from another queue, as was settled there. */
export function cameFromQueue(centre: Centre, contact: number): void {
  const onward = centre.sequels!.onward!;
  onward.arrives(centre.people, contact);
  count(centre, onward.to, centre.bin, QUEUE_EXTRA.cameFromQueues);
}

/** An accidental call leaves during the message. */
export function accidentLeftMessage(centre: Centre, contact: number): void {
  const queue = centre.contacts.queueOf(contact);
  count(centre, queue, centre.bin, QUEUE_EXTRA.accidentalInMessage);
  centre.sequels!.accidentalEnds(queue);
}

/** Settles where a contact leads that has left the line unanswered, and books it. */
export function leadsOnFromLine(centre: Centre, contact: number): void {
  const { contacts } = centre;
  const queue = contacts.queueOf(contact);
  const bin = contacts.binOf(contact);
  if (pledge(centre, contact, contacts.deadlineOf(contact), AFTER_PLACE["not answered"], queue, bin)) {
    count(centre, queue, bin, QUEUE_EXTRA.wentToQueues);
  }
}

/** Settles where a contact leads that leaves during the message, and books it. */
export function leadsOnFromMessage(centre: Centre, contact: number, leaves: number, moved: boolean): void {
  const after = AFTER_PLACE[moved ? "moved to digital" : "hung up in message"];
  if (pledge(centre, contact, leaves, after, NOBODY, 0)) {
    count(centre, centre.contacts.queueOf(contact), centre.bin, QUEUE_EXTRA.wentToQueues);
  }
}

/** Settles where somebody goes who has been turned away because the queue was closed, and books it. */
export function leadsOnFromDoor(centre: Centre, contact: number): void {
  if (pledge(centre, contact, centre.now, AFTER_PLACE.refused, NOBODY, 0)) {
    count(centre, centre.contacts.queueOf(contact), centre.bin, QUEUE_EXTRA.wentToQueues);
  }
}

/** A handler takes a contact. */
export function pickedUp(centre: Centre, contact: number): void {
  const { sequels, contacts } = centre;
  if (!sequels!.isAccidental(contact)) return;
  const queue = contacts.queueOf(contact);
  count(centre, queue, contacts.binOf(contact), QUEUE_EXTRA.accidentalAnswered);
  sequels!.accidentalEnds(queue);
}

/** An accidental call has left the line before anybody answered, which may be booked later than it happened. */
export function accidentCleared(centre: Centre, contact: number): void {
  const { contacts } = centre;
  const queue = contacts.queueOf(contact);
  count(centre, queue, contacts.binOf(contact), QUEUE_EXTRA.accidentalCleared);
  centre.sequels!.accidentalEnds(queue);
}

/** A handler has done with a contact: it leads to another, or the person has been reached. */
export function handled(centre: Centre, contact: number): void {
  const { sequels, contacts, people } = centre;
  const onward = sequels!.onward;
  if (onward === null || sequels!.isAccidental(contact)) return;
  const owedQueue = people.owedQueueOf(contact);
  if (owedQueue === NOBODY && !onward.mayLeadOnAnswered(contacts.queueOf(contact))) return;
  const owedBin = people.owedBinOf(contact);
  if (pledge(centre, contact, centre.now, AFTER_PLACE.answered, owedQueue, owedBin)) {
    count(centre, contacts.queueOf(contact), contacts.binOf(contact), QUEUE_EXTRA.wentToQueues);
  } else if (owedQueue !== NOBODY) count(centre, owedQueue, owedBin, QUEUE_EXTRA.reachedLater);
}

/** Keeps when somebody will be in another queue, if they go on. */
function pledge(
  centre: Centre,
  contact: number,
  ends: number,
  after: number,
  owedQueue: number,
  owedBin: number,
): boolean {
  const onward = centre.sequels!.onward;
  if (onward === null) return false;
  const { contacts, people } = centre;
  const made = onward.pledge(people, contact, contacts.queueOf(contact), ends, after, owedQueue, owedBin);
  if (made < 0) return false;
  comeBackTo(centre, onward.pledgedMoment, AGENDA_KIND.goesOn, made);
  if (centre.observer !== null) {
    centre.observer.goesOn?.(centre, contact, onward.pledgedQueue, onward.pledgedMoment);
  }
  return true;
}

function count(centre: Centre, queue: number, bin: number, column: number): void {
  const { queueExtras } = centre.ledger;
  const cell = centre.extraCell(queue, bin) + column;
  queueExtras[cell] = queueExtras[cell]! + 1;
}
