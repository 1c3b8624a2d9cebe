import { AGENDA_KIND } from "./agenda.ts";
import type { Centre } from "./centre.ts";
import { comeBackTo } from "./comeBackTo.ts";

/*
 * Most hang-ups are booked when somebody next looks at the contact, which is cheap and makes no difference. In some queues
 * they must be seen as they happen: where a switch watches how many wait, and where who hangs up may dial again or turn
 * to another queue.
 *
 * Only the first hang-up of a line is on the agenda. Nearly everybody is answered before their patience ends, and for
 * them nothing is ever put there and nothing settled.
 */

/** A contact has joined the line. */
export function watchHangUp(centre: Centre, contact: number): void {
  const queue = centre.contacts.queueOf(contact);
  const deadline = centre.contacts.deadlineOf(contact);
  if (deadline < centre.hangUps![queue]!) lookAt(centre, queue, deadline);
}

/** Whether it is time to look for a hang-up in this queue, and has not been overtaken by an earlier look. */
export function isHangUpDue(centre: Centre, queue: number): boolean {
  return centre.hangUps![queue] === centre.now;
}

/** Those who have hung up are booked: looks again when the next one will, if any. */
export function watchNextHangUp(centre: Centre, queue: number, next: number): void {
  if (next < Infinity) lookAt(centre, queue, next);
  else centre.hangUps![queue] = Infinity;
}

function lookAt(centre: Centre, queue: number, time: number): void {
  centre.hangUps![queue] = time;
  comeBackTo(centre, time, AGENDA_KIND.hangUp, queue);
}
