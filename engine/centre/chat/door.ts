import type { Centre } from "../centre.ts";
import { QUEUE_EXTRA } from "../ledger.ts";
import { leadsOnFromDoor } from "../sequelEvents.ts";

/** Whether a queue of chats takes new ones at this moment: by its opening hours, and by load. Chats that are held go on regardless. */
export function isOpen(centre: Centre, queue: number): boolean {
  const { scenario, timetable } = centre.plan;
  const chat = scenario.queues[queue]!.chat!;
  for (const number of chat.closedWhile ?? []) if (centre.switches!.isOn(number)) return false;
  return chat.open === null || chat.open[timetable.hourOfWeek[centre.interval]!]!;
}

/** Somebody wanted to chat while the queue was closed, and is turned away before reaching the line. */
export function refused(centre: Centre, contact: number): void {
  const { contacts, ledger } = centre;
  const chats = centre.chats!;
  const queue = contacts.queueOf(contact);
  const cell = centre.extraCell(queue, centre.bin) + QUEUE_EXTRA.refused;
  ledger.queueExtras[cell] = ledger.queueExtras[cell]! + 1;
  chats.refusedSoFar[queue] = chats.refusedSoFar[queue]! + 1;
  if (centre.sequels !== null) leadsOnFromDoor(centre, contact);
  if (centre.observer !== null) centre.observer.refused?.(centre, contact);
  contacts.gone(contact);
}

/** An interval begins: what has been booked as closed ends here. */
export function bookDoors(centre: Centre): void {
  centre.chats!.closed.fill(0);
  lookAtDoors(centre);
}

/** Books, up to the end of the interval, what changes for queues of chats that have opened or closed by now. */
export function lookAtDoors(centre: Centre): void {
  const chats = centre.chats!;
  const { queueExtras } = centre.ledger;
  for (const queue of chats.chatQueues) {
    const closed = isOpen(centre, queue) ? 0 : 1;
    const change = closed - chats.closed[queue]!;
    chats.closed[queue] = closed;
    const cell = centre.extraCell(queue, centre.bin) + QUEUE_EXTRA.secondsClosed;
    queueExtras[cell] = queueExtras[cell]! + change * (centre.intervalEnd - centre.now);
  }
}
