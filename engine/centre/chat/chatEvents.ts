import type { Fates } from "../callers.ts";
import type { Centre } from "../centre.ts";
import {
  abandoned,
  answered,
  firstWaiting,
  forgetLapsed,
  messageStarts,
  startWhoMayInterrupt,
  watchHangUp,
} from "../events.ts";
import { NOBODY } from "../handlers.ts";
import { POOL_COLUMN, POOL_EXTRA, QUEUE_COLUMN, QUEUE_EXTRA } from "../ledger.ts";
import { queueFor } from "../routing.ts";
import { handled } from "../sequelEvents.ts";
import { callFor, handlerForCall, handlerForChat, poolForChat, takeForCall } from "./chatRouting.ts";
import { bookDoors, isOpen, refused } from "./door.ts";
import type { ChatRoutines } from "./routines.ts";

/*
 * What happens to a chat, in the order of its life:
 *
 *   dialled ──> (message) ──> offered ──> (waits in line) ──> answered ──> chat ──> (wrap-up) ──> gone
 *      │            │            │               │                          │
 *      │ closed     │ leaves     │ balks         │ patience ends            │ leaves during the chat
 *      v            v            v               v                          v
 *   refused   left in message         abandoned                           gone
 *
 * Its handler goes on with the other chats meanwhile. Whenever something has happened in a room with chats, `settle`
 * starts whoever may start now.
 */

/** Somebody wants to chat. */
function chatComes(centre: Centre, contact: number, fates: Fates): void {
  const queue = centre.contacts.queueOf(contact);
  centre.chats!.born(contact, fates.patienceInside);
  if (!isOpen(centre, queue)) refused(centre, contact);
  else if (centre.hasMessage[queue] === 0) chatOffered(centre, contact);
  else messageStarts(centre, contact, fates);
}

/** A chat reaches the line: it begins if there is a slot for it; otherwise patience decides, or it leaves at once. */
function chatOffered(centre: Centre, contact: number): void {
  const { contacts, ledger } = centre;
  const { queueCells } = ledger;
  const queue = contacts.queueOf(contact);
  contacts.offer(contact, centre.now, centre.patienceFromDialling[queue] === 1, centre.interval, centre.bin);
  const cell = centre.queueCell(queue, centre.bin);
  queueCells[cell + QUEUE_COLUMN.offered] = queueCells[cell + QUEUE_COLUMN.offered]! + 1;
  if (centre.observer !== null) centre.observer.offered?.(centre, contact);
  const pool = poolForChat(centre, queue, contact);
  if (pool !== NOBODY) {
    answered(centre, contact, handlerForChat(centre, pool, queue));
    return;
  }
  queueCells[cell + QUEUE_COLUMN.delayed] = queueCells[cell + QUEUE_COLUMN.delayed]! + 1;
  if (contacts.leavesIfNobodyIsFree(contact)) {
    queueCells[cell + QUEUE_COLUMN.balked] = queueCells[cell + QUEUE_COLUMN.balked]! + 1;
    if (centre.observer !== null) centre.observer.balked?.(centre, contact);
    contacts.giveUp(contact, centre.now);
    abandoned(centre, contact);
    return;
  }
  const line = centre.lines[queue]!;
  if (line.isFull) {
    forgetLapsed(centre, queue);
    line.growIfCrowded();
  }
  line.join(contact);
  if (centre.observer !== null) centre.observer.joinedLine?.(centre, contact);
  if (centre.sequels !== null) centre.sequels.waits(contact, queue, contacts);
  if (centre.hangUpsSeen !== null && centre.hangUpsSeen[queue] === 1) watchHangUp(centre, contact);
}

/**
 * A handler who was taken for a contact begins with it, as far as chats are concerned.
 *
 * @returns whether the contact is a chat, so that nothing of a call remains to be booked.
 */
function taken(centre: Centre, contact: number, handler: number): boolean {
  const chats = centre.chats!;
  if (chats.isChat[centre.contacts.queueOf(contact)] === 1) {
    chatBegins(centre, contact, handler);
    return true;
  }
  if (chats.heldBy(handler) > 0 && !chats.isInCall(handler)) {
    chats.callBegins(handler, centre.now);
    foresee(centre);
    // Whoever answers a call is booked as busy from now on, and this handler is so already.
    bookPool(centre, centre.handlers.poolOf(handler), POOL_COLUMN.busy, -1);
  }
  return false;
}

function chatBegins(centre: Centre, contact: number, handler: number): void {
  const { contacts, handlers, calendar } = centre;
  const chats = centre.chats!;
  const pool = handlers.poolOf(handler);
  const queue = contacts.queueOf(contact);
  if (chats.heldBy(handler) === 0) {
    calendar.cancel(centre.handlerSlot(handler));
    bookPool(centre, pool, POOL_COLUMN.busy, 1);
    bookExtra(centre, pool, POOL_EXTRA.chatting, 1);
  }
  chats.begin(handler, pool, contact, centre.now, contacts.talkOf(contact));
  chats.heldOfQueue[queue] = chats.heldOfQueue[queue]! + 1;
  chats.chattersOfQueue[queue] = chats.chattersOfQueue[queue]! + 1;
  if (centre.isCounted(contacts.binOf(contact))) chats.countedInside++;
  bookExtra(centre, pool, POOL_EXTRA.chatSeconds, 1);
  if (chats.isFull(handler)) bookExtra(centre, pool, POOL_EXTRA.slotsFull, 1);
  foresee(centre);
  if (centre.observer !== null) centre.observer.answered?.(centre, contact, handler);
}

/** The next chat to change does so: its talk is done, or its wrap-up, or the chatter leaves. */
function chatDue(centre: Centre): void {
  const chats = centre.chats!;
  const handler = chats.nextHandler;
  const place = chats.nextPlaceOf(handler);
  const contact = chats.contactAt(handler, place);
  chats.bringUpToDate(handler, centre.now);
  if (chats.isWrappingUp(handler, place)) {
    chats.wrapUpTime += centre.now - chats.phaseBeganAt(handler, place);
    slotFreed(centre, handler, place, false);
    return;
  }
  const leaves = chats.nextLeaves(handler);
  const wrapUp = centre.contacts.wrapUpOf(contact);
  chatterGone(centre, contact, centre.now - chats.phaseBeganAt(handler, place), leaves);
  if (centre.observer !== null) centre.observer.chatOver?.(centre, contact, handler, leaves);
  if (leaves) chats.workLeftUndone += chats.workAt(handler, place) + wrapUp;
  if (!leaves && wrapUp > 0) {
    chats.startWrapUp(handler, place, centre.now, wrapUp);
    foresee(centre);
  } else slotFreed(centre, handler, place, leaves);
}

/** Books the end of a chat for the chatter. */
function chatterGone(centre: Centre, contact: number, duration: number, leaves: boolean): void {
  const { contacts, ledger } = centre;
  const { queueExtras } = ledger;
  const chats = centre.chats!;
  const queue = contacts.queueOf(contact);
  const bin = contacts.binOf(contact);
  const cell = centre.extraCell(queue, bin);
  queueExtras[cell + QUEUE_EXTRA.chatsOver] = queueExtras[cell + QUEUE_EXTRA.chatsOver]! + 1;
  queueExtras[cell + QUEUE_EXTRA.chatDuration] = queueExtras[cell + QUEUE_EXTRA.chatDuration]! + duration;
  if (leaves) {
    queueExtras[cell + QUEUE_EXTRA.leftDuringChat] = queueExtras[cell + QUEUE_EXTRA.leftDuringChat]! + 1;
  }
  chats.chattersOfQueue[queue] = chats.chattersOfQueue[queue]! - 1;
  if (centre.isCounted(bin)) chats.countedInside--;
}

/** A handler has one chat less, done or left. With none, and no call, they are free. */
function slotFreed(centre: Centre, handler: number, place: number, isLeft: boolean): void {
  const { contacts, handlers } = centre;
  const chats = centre.chats!;
  const contact = chats.contactAt(handler, place);
  const queue = contacts.queueOf(contact);
  const pool = handlers.poolOf(handler);
  bookExtra(centre, pool, POOL_EXTRA.chatSeconds, -1);
  if (chats.isFull(handler)) bookExtra(centre, pool, POOL_EXTRA.slotsFull, -1);
  const inCall = chats.isInCall(handler);
  chats.end(handler, place, centre.now);
  chats.heldOfQueue[queue] = chats.heldOfQueue[queue]! - 1;
  if (chats.heldBy(handler) === 0) bookExtra(centre, pool, POOL_EXTRA.chatting, -1);
  foresee(centre);
  if (centre.sequels !== null && !isLeft) handled(centre, contact);
  if (centre.observer !== null) centre.observer.handlingEnded?.(centre, contact, handler);
  contacts.gone(contact);
  if (chats.heldBy(handler) === 0 && !inCall) whatNext(centre, handler);
}

/** A handler has neither chats nor a call. They go home if their shift is over, else take what is next, else idle. */
function whatNext(centre: Centre, handler: number): void {
  const { handlers } = centre;
  const pool = handlers.poolOf(handler);
  bookPool(centre, pool, POOL_COLUMN.busy, -1);
  if (handlers.leavingIn(pool) > 0) {
    bookPool(centre, pool, POOL_COLUMN.overrun, -1);
    handlers.oweDepartures(pool, -1);
    handlers.goHome(handler);
    if (centre.observer !== null) centre.observer.wentHome?.(centre, handler);
  } else {
    const queue = queueFor(centre, pool, handlers.idleIn(pool) + 1, firstWaiting);
    if (queue !== NOBODY) {
      answered(centre, takeFirst(centre, queue), handler);
      return;
    }
    handlers.becomeIdle(handler);
  }
  if (centre.wrapUpIsInterruptible) startWhoMayInterrupt(centre, pool);
}

/** The call of a handler is over, wrap-up included, and they go back to chats that they still hold. */
function backToChats(centre: Centre, handler: number): void {
  const chats = centre.chats!;
  centre.calendar.cancel(centre.handlerSlot(handler));
  chats.callEnds(handler, centre.now);
  foresee(centre);
}

/** Everyone who may start now does: calls with handlers who chat, and chats in free slots. */
function settle(centre: Centre): void {
  const chats = centre.chats!;
  const { chatPools, chatQueues } = chats;
  for (const pool of chatPools) {
    chooseWhoFinishes(centre, pool);
    if (chats.takesCalls[pool] === 0) continue;
    while (chats.holders.in(pool) > 0) {
      const queue = callFor(centre, pool);
      if (queue === NOBODY) break;
      answered(centre, takeFirst(centre, queue), takeForCall(centre, pool));
    }
  }
  for (let i = 0; i < chatQueues.length; i++) {
    const queue = chatQueues[i]!;
    if (centre.lines[queue]!.length === 0) continue;
    const contact = firstWaiting(centre, queue);
    if (contact === NOBODY) continue;
    const pool = poolForChat(centre, queue, contact);
    if (pool === NOBODY) continue;
    takeFirst(centre, queue);
    answered(centre, contact, handlerForChat(centre, pool, queue));
    // With one less in line another queue's chats may begin too.
    i = -1;
  }
}

function takeFirst(centre: Centre, queue: number): number {
  const line = centre.lines[queue]!;
  const contact = line.first;
  line.dropFirst();
  return contact;
}

/**
 * Of a pool in which some have to leave, as many of those who chat take nothing new, those with the fewest chats: else
 * chat after chat would keep them. Should somebody else be the first to come free, it is they who leave.
 */
function chooseWhoFinishes(centre: Centre, pool: number): void {
  const chats = centre.chats!;
  const { holders } = chats;
  const leaving = centre.handlers.leavingIn(pool);
  if (leaving === 0 && chats.finishers[pool] === 0) return;
  while (chats.finishers[pool]! < leaving && holders.in(pool) > 0) {
    chats.finish(chats.withFewest(pool), true);
  }
  while (chats.finishers[pool]! > leaving) {
    chats.finish(chats.finisherWithMost(pool), false);
  }
}

/** An interval begins: what goes by the clock is booked for all of it. */
function chatIntervalStarts(centre: Centre): void {
  const chats = centre.chats!;
  bookDoors(centre);
  for (let pool = 0; pool < centre.pools; pool++) {
    if (chats.holdsChats[pool] === 0) continue;
    bookExtra(centre, pool, POOL_EXTRA.chatSeconds, chats.heldIn[pool]!);
    bookExtra(centre, pool, POOL_EXTRA.chatting, chats.chattingIn[pool]!);
    bookExtra(centre, pool, POOL_EXTRA.slotsFull, chats.fullIn[pool]!);
    chooseWhoFinishes(centre, pool);
  }
}

/** Makes the calendar call when the next chat changes. */
function foresee({ calendar, chats, chatSlot }: Centre): void {
  const { nextMoment } = chats!;
  if (calendar.timeOf(chatSlot) !== nextMoment) calendar.schedule(chatSlot, nextMoment);
}

/** So many more (or fewer) are counted from now to the end of the interval. */
function bookPool(centre: Centre, pool: number, column: number, change: number): void {
  const { poolCells } = centre.ledger;
  const cell = centre.poolCell(pool) + column;
  poolCells[cell] = poolCells[cell]! + change * (centre.intervalEnd - centre.now);
}

function bookExtra(centre: Centre, pool: number, column: number, change: number): void {
  const { poolExtras } = centre.ledger;
  const cell = centre.poolExtraCell(pool) + column;
  poolExtras[cell] = poolExtras[cell]! + change * (centre.intervalEnd - centre.now);
}

export const CHAT_ROUTINES: ChatRoutines<Centre> = {
  comes: chatComes,
  offered: chatOffered,
  handlerForCall,
  taken,
  backToChats,
  intervalStarts: chatIntervalStarts,
  due: chatDue,
  settle,
};
