import { agendaDue } from "./agendaEvents.ts";
import { checkChatBooks, checkNoChatWaitsInVain } from "./chat/chatBooks.ts";
import { CHAT_ROUTINES } from "./chat/chatEvents.ts";
import { Centre, INTERVAL_SLOT, type Rest } from "./centre.ts";
import {
  dialled,
  firstWaiting,
  forgetLapsed,
  handlerDue,
  hangUpDue,
  messageEnded,
  spreadTimeInLine,
} from "./events.ts";
import { intervalStarts, monthMayEnd } from "./interval.ts";
import { NOBODY } from "./handlers.ts";
import { checkBooks, checkNobodyWaitsInVain, roomAtEnd } from "./invariants.ts";
import type { Ledger } from "./ledger.ts";
import type { Observer } from "./observer.ts";
import type { Plan } from "./plan.ts";
import type { Staffing } from "./staffing.ts";
import { bookSwitches, turnSwitches } from "./switching.ts";
import { backlogComesIn, isWorkFollowed, spreadTimeOfWork } from "./workEvents.ts";

/** How many intervals are run between returns to the loop below: about a day, so that V8 keeps the code optimised. */
const INTERVALS_A_STRETCH = 24;

/** A room at the start of its warm-up, with the first arrivals due. */
export function begin(
  plan: Plan,
  replication: number,
  observer: Observer<Centre> | null,
  keepsEachWait: boolean,
  staffing: Staffing | null = null,
  rest: Rest | null = null,
): Centre {
  const centre = new Centre(plan, replication, observer, keepsEachWait, CHAT_ROUTINES, staffing, rest);
  if (centre.work !== null) backlogComesIn(centre);
  intervalStarts(centre, 0);
  for (const queue of centre.queuesHere) {
    centre.calendar.schedule(centre.arrivalSlot(queue), centre.callers[queue]!.dialTimes.next());
  }
  return centre;
}

/**
 * Lets about a day happen, or as many intervals as are asked for.
 *
 * @returns false once the run is over.
 */
export function advance(centre: Centre, intervals = INTERVALS_A_STRETCH): boolean {
  const { calendar, observer, chatRoutines } = centre;
  let intervalsLeft = intervals;
  for (;;) {
    const slot = calendar.firstSlot;
    centre.now = calendar.firstTime;
    const handler = centre.handlerInSlot(slot);
    if (handler >= 0) handlerDue(centre, handler);
    else if (slot === INTERVAL_SLOT) {
      checkNobodyWaitsInVain(centre);
      if (centre.chats !== null) checkNoChatWaitsInVain(centre);
      if (centre.months !== null) monthMayEnd(centre, centre.months);
      if (isOver(centre)) return false;
      intervalStarts(centre, centre.interval + 1);
      if (centre.switches !== null) bookSwitches(centre);
      comeToRest(centre, slot);
      if (observer !== null) observer.eventDone?.(centre);
      if (--intervalsLeft === 0) return true;
      continue;
    } else if (slot <= centre.queues) dialled(centre, slot - 1);
    else if (slot === centre.agendaSlot) agendaDue(centre);
    else if (slot === centre.chatSlot) chatRoutines!.due(centre);
    else if (slot >= centre.firstHangUpSlot) hangUpDue(centre, slot - centre.firstHangUpSlot);
    else messageEnded(centre, centre.queueOfMessageSlot(slot));
    if (centre.mayStir(slot)) comeToRest(centre, slot);
    if (observer !== null) observer.eventDone?.(centre);
  }
}

/**
 * After an event in this slot: chats and calls beside them start, switches turn, and what that sets free starts too.
 * Whoever has hung up in a line of chats that nothing has concerned meanwhile is booked here as well: before anything else
 * is booked in that queue, so that it makes no difference.
 */
function comeToRest(centre: Centre, slot: number): void {
  const { chatRoutines, switches } = centre;
  if (chatRoutines !== null && centre.mayConcernChats(slot)) chatRoutines.settle(centre);
  if (switches === null) return;
  while (turnSwitches(centre)) if (chatRoutines !== null) chatRoutines.settle(centre);
}

/** Whether the interval that ends now was the last: the period is over, and so is every story that is followed. */
function isOver(centre: Centre): boolean {
  const { before, counted, after } = centre.plan.timetable;
  const ended = centre.interval + 1;
  if (ended < before + counted) return false;
  if (ended === before + counted + after) return true;
  if (centre.rest?.isFollowedElsewhere() === true) return false;
  if (centre.chats !== null && centre.chats.countedInside > 0) return false;
  for (let queue = 0; queue < centre.queues; queue++) {
    if (centre.work?.isWork(queue) === true) {
      if (isWorkFollowed(centre, queue)) return false;
      continue;
    }
    forgetLapsed(centre, queue);
    // Within a queue contacts are offered in order, so the first shows whether any counted one still waits.
    const first = firstWaiting(centre, queue);
    if (first !== NOBODY && centre.isCounted(centre.contacts.binOf(first))) return false;
  }
  return true;
}

/** Books the hang-ups nobody has looked at and the time of those still in line. */
export function close(centre: Centre): void {
  for (const queue of centre.queuesHere) {
    if (centre.work?.isWork(queue) === true) {
      spreadTimeOfWork(centre, queue);
      continue;
    }
    forgetLapsed(centre, queue);
    const line = centre.lines[queue]!;
    for (let place = 0; place < line.length; place++) spreadTimeInLine(centre, line.at(place));
  }
  if (centre.chats !== null) checkChatBooks(centre);
}

/** Closes and checks the books. @throws BrokenInvariant if they do not balance. */
export function finish(centre: Centre): Ledger {
  close(centre);
  checkBooks(centre, centre.ledger, roomAtEnd(centre));
  return centre.waitLog === null ? centre.ledger : { ...centre.ledger, eachWait: centre.waitLog.taken() };
}
