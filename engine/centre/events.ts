import { AGENDA_KIND } from "./agenda.ts";
import type { Fates } from "./callers.ts";
import type { Centre } from "./centre.ts";
import { comeBackTo } from "./comeBackTo.ts";
import { staysAway } from "./demandEvents.ts";
import { goesOnBreak } from "./breaks.ts";
import { NOBODY } from "./handlers.ts";
import { POOL_COLUMN, QUEUE_COLUMN, QUEUE_EXTRA, waitPlace } from "./ledger.ts";
import type { OtherMessage } from "../scenario/scenario.ts";
import { poolAtWorkFor, poolFor, poolInWrapUpFor, queueFor } from "./routing.ts";
import {
  accidentCleared,
  accidentLeftMessage,
  cameFromOutside,
  cameFromQueue,
  handled,
  leadsOnFromLine,
  leadsOnFromMessage,
  pickedUp,
} from "./sequelEvents.ts";
import { goesHomeFromWork, workDone, workPutAside, workReceived, workTakenUp } from "./workEvents.ts";

/*
 * What happens, in the order of a contact's life:
 *
 *   dialled ──> (message) ──> offered ──> (waits in line) ──> answered ──> talk ──> wrap-up ──> gone
 *                  │                │            │
 *                  │ hangs up,      │ balks      │ patience ends
 *                  │ goes digital   │            │
 *                  v                v            v
 *             left in message            abandoned
 *
 * Where callers dial again, whoever leaves the message or the line unanswered may come back as a new contact; where
 * contacts lead to other queues, they may turn up in one of those.
 *
 * A hang-up is booked when somebody next looks at the contact, at the moment it happened: until then it makes no
 * difference to anyone, as it is never answered and no rule asks how long a line is. Where it does make a difference, it
 * is an event: see `hangUps.ts`.
 */

/** Somebody dials. All that will be asked about this contact is settled now. */
export function dialled(centre: Centre, queue: number): void {
  const { calendar, contacts, ledger } = centre;
  const time = centre.now;
  const callers = centre.callers[queue]!;
  calendar.schedule(centre.arrivalSlot(queue), callers.dialTimes.next());
  callers.next();
  if (centre.demand !== null && staysAway(centre, queue, callers)) return;
  const number = centre.dialledSoFar[queue]! + 1;
  centre.dialledSoFar[queue] = number;
  const { talk, wrapUp } = callers;
  const contact = contacts.born(
    queue,
    number,
    time,
    talk,
    wrapUp,
    callers.patience,
    callers.balking < centre.balking[queue]!,
  );
  const { queueCells } = ledger;
  const cell = centre.queueCell(queue, centre.bin);
  queueCells[cell + QUEUE_COLUMN.dialled] = queueCells[cell + QUEUE_COLUMN.dialled]! + 1;
  queueCells[cell + QUEUE_COLUMN.workDialled] =
    queueCells[cell + QUEUE_COLUMN.workDialled]! + (talk + wrapUp);
  if (centre.somethingFollows) cameFromOutside(centre, contact);
  if (centre.work?.isWork(queue) === true) workReceived(centre, queue, contact);
  if (centre.observer !== null) centre.observer.dialled?.(centre, contact);
  if (centre.chats !== null && centre.chats.isChat[queue] === 1)
    centre.chatRoutines!.comes(centre, contact, callers);
  else if (centre.hasMessage[queue] === 0) offered(centre, contact);
  else messageStarts(centre, contact, callers);
}

/** Somebody dials again. (What it has in common with `dialled` is written twice: a function for both was slower.) */
export function redialDue(centre: Centre, pledge: number): void {
  const { contacts, ledger } = centre;
  const redials = centre.redials!;
  redials.take(pledge);
  const { queue, fates } = redials;
  const number = centre.dialledSoFar[queue]! + 1;
  centre.dialledSoFar[queue] = number;
  const contact = contacts.born(
    queue,
    number,
    centre.now,
    centre.months === null ? fates.talk : fates.talk * talkFactor(centre, queue),
    fates.wrapUp,
    fates.patience,
    fates.balking < centre.balking[queue]!,
  );
  const { queueCells } = ledger;
  const cell = centre.queueCell(queue, centre.bin);
  queueCells[cell + QUEUE_COLUMN.dialled] = queueCells[cell + QUEUE_COLUMN.dialled]! + 1;
  queueCells[cell + QUEUE_COLUMN.redialled] = queueCells[cell + QUEUE_COLUMN.redialled]! + 1;
  redials.laterAttempt(centre.people, contact);
  if (centre.observer !== null) centre.observer.dialled?.(centre, contact);
  if (centre.chats !== null && centre.chats.isChat[queue] === 1)
    centre.chatRoutines!.comes(centre, contact, fates);
  else if (centre.hasMessage[queue] === 0) offered(centre, contact);
  else messageStarts(centre, contact, fates);
}

/** Somebody comes to another queue than the one that they left. */
export function onwardDue(centre: Centre, pledge: number): void {
  const { contacts, ledger } = centre;
  const onward = centre.sequels!.onward!;
  onward.take(pledge);
  const { to: queue, arriving: fates } = onward;
  const number = centre.dialledSoFar[queue]! + 1;
  centre.dialledSoFar[queue] = number;
  const contact = contacts.born(
    queue,
    number,
    centre.now,
    centre.months === null ? fates.talk : fates.talk * talkFactor(centre, queue),
    fates.wrapUp,
    fates.patience,
    fates.balking < centre.balking[queue]!,
  );
  const { queueCells } = ledger;
  const cell = centre.queueCell(queue, centre.bin) + QUEUE_COLUMN.dialled;
  queueCells[cell] = queueCells[cell]! + 1;
  cameFromQueue(centre, contact);
  if (centre.work?.isWork(queue) === true) workReceived(centre, queue, contact);
  if (centre.observer !== null) centre.observer.dialled?.(centre, contact);
  if (centre.chats !== null && centre.chats.isChat[queue] === 1)
    centre.chatRoutines!.comes(centre, contact, fates);
  else if (centre.hasMessage[queue] === 0) offered(centre, contact);
  else messageStarts(centre, contact, fates);
}

/** How much longer than its distribution says talk is for whoever dials this queue now. */
function talkFactor({ months }: Centre, queue: number): number {
  return months?.talk?.factorOf(queue) ?? 1;
}

/** The recorded message begins. Those who will not hear its end are counted now, at the moment they leave. */
export function messageStarts(centre: Centre, contact: number, fates: Fates): void {
  const { contacts, calendar } = centre;
  const queue = contacts.queueOf(contact);
  const { message: usual, patienceRuns } = centre.plan.scenario.queues[queue]!;
  const other = usual!.instead === undefined ? NOBODY : otherMessageNow(centre, usual!.instead);
  const message = other === NOBODY ? usual : usual!.instead![other];
  const length = other === NOBODY ? fates.messageLength : fates.otherMessageLength(other);
  const fate = fates.messageFate;
  const exit = fates.messageExit * length;
  const patience = patienceRuns === "from dialling" ? contacts.patienceOf(contact) : Infinity;
  const hangsUp = fate < message!.hangUp;
  const moves = !hangsUp && fate < message!.hangUp + message!.moveToDigital;
  if (hangsUp || moves || patience <= length) {
    const runsOut = patience < exit || !(hangsUp || moves);
    const leaves = centre.now + (runsOut ? patience : exit);
    const moved = moves && !runsOut;
    const column = moved ? QUEUE_COLUMN.movedToDigital : QUEUE_COLUMN.hungUpInMessage;
    const cell = centre.queueCell(queue, centre.bin) + column;
    centre.ledger.queueCells[cell] = centre.ledger.queueCells[cell]! + 1;
    if (centre.somethingFollows) followsMessage(centre, contact, leaves, moved);
    if (centre.observer !== null) {
      centre.observer.leftInMessage?.(centre, contact, leaves, moved ? "moved to digital" : "hung up");
    }
    contacts.gone(contact);
    return;
  }
  const hearing = centre.hearing[queue]!;
  hearing.add(centre.now + length, contact);
  const slot = centre.messageSlot(queue);
  // Nearly always somebody else hears the end of theirs first.
  if (hearing.firstTime === calendar.timeOf(slot)) calendar.renew(slot);
  else calendar.schedule(slot, hearing.firstTime);
}

/** Which of the messages that may be played instead of the usual one is: the first whose time it is, or NOBODY. */
function otherMessageNow(centre: Centre, instead: readonly OtherMessage[]): number {
  for (let number = 0; number < instead.length; number++) {
    const { when } = instead[number]!;
    const isTime =
      when.kind === "switch"
        ? centre.switches!.isOn(when.number)
        : when.ofWeek[centre.plan.timetable.hourOfWeek[centre.interval]!]!;
    if (isTime) return number;
  }
  return NOBODY;
}

/** The message is over for the caller who has heard it longest. */
export function messageEnded(centre: Centre, queue: number): void {
  const hearing = centre.hearing[queue]!;
  const contact = hearing.takeFirst();
  centre.calendar.schedule(centre.messageSlot(queue), hearing.firstTime);
  if (centre.chats !== null && centre.chats.isChat[queue] === 1)
    centre.chatRoutines!.offered(centre, contact);
  else offered(centre, contact);
}

/** A contact reaches the line. Someone free answers at once; otherwise patience decides, or it leaves at once. */
function offered(centre: Centre, contact: number): void {
  const { contacts, handlers } = centre;
  const { queueCells } = centre.ledger;
  const queue = contacts.queueOf(contact);
  contacts.offer(contact, centre.now, centre.patienceFromDialling[queue] === 1, centre.interval, centre.bin);
  const cell = centre.queueCell(queue, centre.bin);
  queueCells[cell + QUEUE_COLUMN.offered] = queueCells[cell + QUEUE_COLUMN.offered]! + 1;
  if (centre.observer !== null) centre.observer.offered?.(centre, contact);
  const pool = poolFor(centre, queue);
  if (pool !== NOBODY) {
    answered(centre, contact, handlers.takeIdle(pool));
    return;
  }
  if (centre.work?.mayGiveWayTo(queue) === true && answeredFromWork(centre, contact)) return;
  if (centre.chats !== null && centre.chats.mayJoinChats[queue] === 1) {
    const chatting = centre.chatRoutines!.handlerForCall(centre, queue);
    if (chatting !== NOBODY) {
      answered(centre, contact, chatting);
      return;
    }
  }
  if (centre.interrupts[queue] === 1) {
    const wrapping = poolInWrapUpFor(centre, queue);
    if (wrapping !== NOBODY) {
      answered(centre, contact, interruptWrapUp(centre, wrapping));
      return;
    }
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

/** Settles what follows now that a contact has left the line unanswered: a redial, or else a contact with another queue. */
function followsLine(centre: Centre, contact: number): void {
  const { contacts, sequels } = centre;
  if (sequels?.isAccidental(contact) === true) {
    accidentCleared(centre, contact);
    return;
  }
  const leaves = contacts.deadlineOf(contact);
  if (centre.redials !== null && pledge(centre, contact, leaves, false, contacts.binOf(contact))) return;
  if (sequels !== null) leadsOnFromLine(centre, contact);
}

/** A contact has joined a line in which hang-ups are seen as they happen. */
export function watchHangUp(centre: Centre, contact: number): void {
  const { calendar, contacts } = centre;
  const slot = centre.hangUpSlot(contacts.queueOf(contact));
  const deadline = contacts.deadlineOf(contact);
  if (deadline < calendar.timeOf(slot)) calendar.schedule(slot, deadline);
}

/** Somebody hangs up, unless they have been answered. */
export function hangUpDue(centre: Centre, queue: number): void {
  centre.calendar.schedule(centre.hangUpSlot(queue), forgetLapsed(centre, queue));
}

/** The same for somebody who leaves during the message, whom nobody can answer any more. */
function followsMessage(centre: Centre, contact: number, leaves: number, moved: boolean): void {
  if (centre.sequels?.isAccidental(contact) === true) {
    accidentLeftMessage(centre, contact);
    return;
  }
  if (centre.redials !== null && !moved && pledge(centre, contact, leaves, true, centre.bin)) return;
  if (centre.sequels !== null) leadsOnFromMessage(centre, contact, leaves, moved);
}

/**
 * Settles whether a caller who has left at this moment dials again.
 *
 * Source: those who give up are lost or join an orbit, as in Mandelbaum, Massey, Reiman and Rider (1999), "Time varying
 * multiserver queues with abandonment and retrials", ITC 16.
 */
function pledge(centre: Centre, contact: number, leaves: number, inMessage: boolean, bin: number): boolean {
  const redials = centre.redials!;
  const queue = centre.contacts.queueOf(contact);
  const made = redials.pledge(centre.people, contact, queue, leaves, inMessage);
  if (made < 0) return false;
  comeBackTo(centre, redials.pledgedMoment, AGENDA_KIND.dialsAgain, made);
  const { queueCells } = centre.ledger;
  const cell = centre.queueCell(queue, bin) + QUEUE_COLUMN.comesBack;
  queueCells[cell] = queueCells[cell]! + 1;
  if (centre.observer !== null) centre.observer.dialsAgain?.(centre, contact, redials.pledgedMoment);
  return true;
}

/** A handler takes the call. How it will end is known, so it is booked whole. */
export function answered(centre: Centre, contact: number, handler: number): void {
  const { contacts, handlers, ledger } = centre;
  const { queueCells, poolCells } = ledger;
  const queue = contacts.queueOf(contact);
  if (centre.work?.isWork(queue) === true) {
    workTakenUp(centre, contact, handler);
    return;
  }
  const bin = contacts.binOf(contact);
  if (centre.paces !== null) centre.paces.apply(contacts, contact, handlers.poolOf(handler));
  const talk = contacts.talkOf(contact);
  const wrapUp = contacts.wrapUpOf(contact);
  const wait = centre.now - contacts.offerTimeOf(contact);
  const cell = centre.queueCell(queue, bin);
  queueCells[cell + QUEUE_COLUMN.answered] = queueCells[cell + QUEUE_COLUMN.answered]! + 1;
  queueCells[cell + QUEUE_COLUMN.talk] = queueCells[cell + QUEUE_COLUMN.talk]! + talk;
  queueCells[cell + QUEUE_COLUMN.wrapUp] = queueCells[cell + QUEUE_COLUMN.wrapUp]! + wrapUp;
  countTargets(centre, queue, cell + QUEUE_COLUMN.answeredWithin0, wait);
  if (centre.isCounted(bin)) {
    centre.answeredWaits[queue]!.add(wait);
    if (centre.waitLog !== null) centre.waitLog.add(waitPlace(centre.queues, bin, queue, false), wait);
  }
  if (wait > 0) {
    queueCells[cell + QUEUE_COLUMN.waitOfAnswered] = queueCells[cell + QUEUE_COLUMN.waitOfAnswered]! + wait;
    if (centre.isCounted(bin) && wait > ledger.longestWait[queue]!) ledger.longestWait[queue] = wait;
    spreadTimeInLine(centre, contact);
  }
  if (centre.hasMessage[queue] === 1) countMessage(centre, contact, QUEUE_EXTRA.messageOfAnswered);
  if (centre.sequels !== null) pickedUp(centre, contact);
  if (centre.chats?.isConcerned(handler, queue) === true) {
    if (centre.chatRoutines!.taken(centre, contact, handler)) return;
  }
  const busy = centre.poolCell(handlers.poolOf(handler)) + POOL_COLUMN.busy;
  poolCells[busy] = poolCells[busy]! + (centre.intervalEnd - centre.now);
  handlers.workFor(handler, contact);
  if (centre.observer !== null) centre.observer.answered?.(centre, contact, handler);
  const until = centre.wrapUpIsInterruptible ? centre.now + talk : centre.now + talk + wrapUp;
  centre.calendar.schedule(centre.handlerSlot(handler), until);
}

/**
 * Nobody is free for a contact, but somebody may be at work that gives way to it.
 *
 * @returns true if it is answered.
 */
function answeredFromWork(centre: Centre, contact: number): boolean {
  const pool = poolAtWorkFor(centre, centre.contacts.queueOf(contact));
  if (pool === NOBODY) return false;
  answeredAt(centre, contact, pool);
  return true;
}

/** The handler idle longest answers; if nobody is idle, one who puts work aside, which may go on at another desk. */
function answeredAt(centre: Centre, contact: number, pool: number): void {
  const { handlers, contacts, work } = centre;
  if (handlers.idleIn(pool) > 0) {
    answered(centre, contact, handlers.takeIdle(pool));
    return;
  }
  const handler = work!.handlerGivingWay(pool, contacts.queueOf(contact));
  const queue = contacts.queueOf(handlers.contactOf(handler));
  workPutAside(centre, handler);
  const busy = centre.poolCell(pool) + POOL_COLUMN.busy;
  // Answering books the handler as busy from now on, which they are already.
  centre.ledger.poolCells[busy] = centre.ledger.poolCells[busy]! - (centre.intervalEnd - centre.now);
  answered(centre, contact, handler);
  const idle = poolFor(centre, queue);
  const other = idle === NOBODY ? poolAtWorkFor(centre, queue) : idle;
  if (other === NOBODY) return;
  const line = centre.lines[queue]!;
  const item = line.first;
  line.dropFirst();
  answeredAt(centre, item, other);
}

/** What was due for a handler has come: the end of a talk where wrap-up stands apart, else the end of all of it. */
export function handlerDue(centre: Centre, handler: number): void {
  const { contacts, handlers, work } = centre;
  if (work?.isWork(contacts.queueOf(handlers.contactOf(handler))) === true) workDone(centre, handler);
  if (centre.wrapUpIsInterruptible && !centre.handlers.isWrappingUp(handler)) talkEnded(centre, handler);
  else handlingEnded(centre, handler);
}

/** The caller has gone; the log is still to write, and a contact that may interrupt can take the handler from it. */
function talkEnded(centre: Centre, handler: number): void {
  const { handlers, contacts } = centre;
  const left = contacts.wrapUpOf(handlers.contactOf(handler)) + handlers.takeOwedWrapUp(handler);
  handlers.startWrapUp(handler);
  if (left > 0) {
    centre.calendar.schedule(centre.handlerSlot(handler), centre.now + left);
    startWhoMayInterrupt(centre, handlers.poolOf(handler));
  } else handlingEnded(centre, handler);
}

/** Contacts who wait and may interrupt need not wait for a log. */
export function startWhoMayInterrupt(centre: Centre, pool: number): void {
  const { handlers } = centre;
  while (handlers.canInterruptWrapUp(pool)) {
    const queue = queueFor(centre, pool, handlers.idleIn(pool) + 1, firstWaiting, true);
    if (queue === NOBODY) return;
    const line = centre.lines[queue]!;
    const contact = line.first;
    line.dropFirst();
    answered(centre, contact, interruptWrapUp(centre, pool));
  }
}

/** Takes the handler longest in wrap-up away from it; what is left undone is done after the next call. */
function interruptWrapUp(centre: Centre, pool: number): number {
  const { handlers, contacts, calendar } = centre;
  const handler = handlers.longestInWrapUp(pool);
  handlers.endWrapUp(handler);
  handlers.oweWrapUp(handler, calendar.timeOf(centre.handlerSlot(handler)) - centre.now);
  const busy = centre.poolCell(pool) + POOL_COLUMN.busy;
  // Answering books the handler as busy from now on, which they are already.
  centre.ledger.poolCells[busy] = centre.ledger.poolCells[busy]! - (centre.intervalEnd - centre.now);
  if (centre.sequels !== null) handled(centre, handlers.contactOf(handler));
  if (centre.observer !== null) centre.observer.wrapUpInterrupted?.(centre, handler);
  contacts.gone(handlers.contactOf(handler));
  return handler;
}

/** Call and log are done. The handler goes home if their shift is over, else takes the next contact, else idles. */
function handlingEnded(centre: Centre, handler: number): void {
  const { handlers, contacts, calendar } = centre;
  const { poolCells } = centre.ledger;
  const pool = handlers.poolOf(handler);
  if (centre.wrapUpIsInterruptible) handlers.endWrapUp(handler);
  const contact = handlers.contactOf(handler);
  if (centre.sequels !== null) handled(centre, contact);
  if (centre.observer !== null) centre.observer.handlingEnded?.(centre, contact, handler);
  contacts.gone(contact);
  if (centre.chats !== null && centre.chats.heldBy(handler) > 0) {
    centre.chatRoutines!.backToChats(centre, handler);
    return;
  }
  const cell = centre.poolCell(pool);
  const untilEnd = centre.intervalEnd - centre.now;
  poolCells[cell + POOL_COLUMN.busy] = poolCells[cell + POOL_COLUMN.busy]! - untilEnd;
  if (handlers.leavingIn(pool) > 0) {
    poolCells[cell + POOL_COLUMN.overrun] = poolCells[cell + POOL_COLUMN.overrun]! - untilEnd;
    handlers.oweDepartures(pool, -1);
    calendar.cancel(centre.handlerSlot(handler));
    handlers.goHome(handler);
    if (centre.observer !== null) centre.observer.wentHome?.(centre, handler);
    // One less of those in wrap-up has to leave, so another may be called away.
    if (centre.wrapUpIsInterruptible) startWhoMayInterrupt(centre, pool);
    return;
  }
  if (centre.duty !== null && goesOnBreak(centre, handler, true)) return;
  const queue = queueFor(centre, pool, handlers.idleIn(pool) + 1, firstWaiting);
  if (queue === NOBODY) {
    if (centre.duty !== null && goesOnBreak(centre, handler, false)) return;
    calendar.cancel(centre.handlerSlot(handler));
    handlers.becomeIdle(handler);
    // One more is idle, which may be what a contact held back was waiting for.
    if (centre.wrapUpIsInterruptible) startWhoMayInterrupt(centre, pool);
    return;
  }
  const line = centre.lines[queue]!;
  const next = line.first;
  line.dropFirst();
  answered(centre, next, handler);
}

/** The first contact of a queue who is still there, or NOBODY. Those before it who have hung up are booked. */
export function firstWaiting(centre: Centre, queue: number): number {
  const line = centre.lines[queue]!;
  while (line.length > 0) {
    const contact = line.first;
    if (centre.contacts.deadlineOf(contact) > centre.now) return contact;
    line.dropFirst();
    abandoned(centre, contact);
  }
  return NOBODY;
}

/**
 * Books everyone in a line who has hung up by now.
 *
 * @returns when the first of those who are left will hang up, or Infinity.
 */
export function forgetLapsed(centre: Centre, queue: number): number {
  const { contacts, now } = centre;
  const line = centre.lines[queue]!;
  const { length } = line;
  let next = Infinity;
  let place = 0;
  // Most stay: a loop of its own for them, without a call in it, is the quicker one. Before the first who goes nobody
  // moves up.
  for (; place < length; place++) {
    const deadline = contacts.deadlineOf(line.at(place));
    if (deadline <= now) break;
    if (deadline < next) next = deadline;
  }
  if (place === length) return next;
  let kept = place;
  for (; place < length; place++) {
    for (; place < length; place++) {
      const contact = line.at(place);
      const deadline = contacts.deadlineOf(contact);
      if (deadline <= now) break;
      if (deadline < next) next = deadline;
      line.moveUp(contact, kept++);
    }
    if (place < length) abandoned(centre, line.at(place));
  }
  line.keepFirst(kept);
  return next;
}

/** A contact left the line unanswered when its patience ended, which may be in the past. */
export function abandoned(centre: Centre, contact: number): void {
  if (centre.sequels?.isTaken(contact) === true) {
    takenByPartner(centre, contact);
    return;
  }
  const { contacts, ledger } = centre;
  const { queueCells } = ledger;
  const time = contacts.deadlineOf(contact);
  const queue = contacts.queueOf(contact);
  const bin = contacts.binOf(contact);
  const wait = time - contacts.offerTimeOf(contact);
  const cell = centre.queueCell(queue, bin);
  queueCells[cell + QUEUE_COLUMN.abandoned] = queueCells[cell + QUEUE_COLUMN.abandoned]! + 1;
  queueCells[cell + QUEUE_COLUMN.waitOfAbandoned] = queueCells[cell + QUEUE_COLUMN.waitOfAbandoned]! + wait;
  countTargets(centre, queue, cell + QUEUE_COLUMN.abandonedWithin0, wait);
  if (centre.isCounted(bin)) {
    centre.abandonedWaits[queue]!.add(wait);
    if (centre.waitLog !== null) centre.waitLog.add(waitPlace(centre.queues, bin, queue, true), wait);
    if (wait > ledger.longestWait[queue]!) ledger.longestWait[queue] = wait;
  }
  spreadTimeInLine(centre, contact);
  if (centre.hasMessage[queue] === 1) countMessage(centre, contact, QUEUE_EXTRA.messageOfAbandoned);
  if (centre.somethingFollows) followsLine(centre, contact);
  if (centre.observer !== null) centre.observer.abandoned?.(centre, contact, time);
  contacts.gone(contact);
}

/** Books the time that a contact who has left the line spent hearing the message before it. */
function countMessage(centre: Centre, contact: number, column: number): void {
  const { contacts, ledger } = centre;
  const cell = centre.extraCell(contacts.queueOf(contact), contacts.binOf(contact)) + column;
  const heard = contacts.offerTimeOf(contact) - contacts.dialTimeOf(contact);
  ledger.queueExtras[cell] = ledger.queueExtras[cell]! + heard;
}

/** A contact left the line for a partner force, at a moment that may be in the past: neither answered nor abandoned. */
function takenByPartner(centre: Centre, contact: number): void {
  const { contacts, ledger } = centre;
  const { queueExtras } = ledger;
  const time = contacts.deadlineOf(contact);
  const cell = centre.extraCell(contacts.queueOf(contact), contacts.binOf(contact));
  const [taken, waits] = [cell + QUEUE_EXTRA.takenByPartner, cell + QUEUE_EXTRA.waitOfTaken];
  queueExtras[taken] = queueExtras[taken]! + 1;
  queueExtras[waits] = queueExtras[waits]! + (time - contacts.offerTimeOf(contact));
  spreadTimeInLine(centre, contact);
  if (centre.observer !== null) centre.observer.takenByPartner?.(centre, contact, time);
  contacts.gone(contact);
}

function countTargets(centre: Centre, queue: number, firstColumn: number, wait: number): void {
  const targets = centre.targetsOf[queue]!;
  const { queueCells } = centre.ledger;
  for (let i = 0; i < targets.length; i++) {
    if (wait < targets[i]!) queueCells[firstColumn + i] = queueCells[firstColumn + i]! + 1;
  }
}

/** Books the time a contact has spent in line so far, or until it gave up, in the intervals in which it was spent. */
export function spreadTimeInLine(centre: Centre, contact: number): void {
  const { contacts } = centre;
  if (contacts.intervalOf(contact) === centre.interval) {
    const { queueCells } = centre.ledger;
    const cell = centre.queueCell(contacts.queueOf(contact), centre.bin) + QUEUE_COLUMN.timeInLine;
    const until = Math.min(centre.now, contacts.deadlineOf(contact));
    queueCells[cell] = queueCells[cell]! + (until - contacts.offerTimeOf(contact));
  } else spreadOverIntervals(centre, contact);
}

function spreadOverIntervals(centre: Centre, contact: number): void {
  const { contacts, plan } = centre;
  const until = Math.min(centre.now, contacts.deadlineOf(contact));
  const { queueCells } = centre.ledger;
  const queue = contacts.queueOf(contact);
  let interval = contacts.intervalOf(contact);
  let from = contacts.offerTimeOf(contact);
  while (from < until) {
    const end = Math.min(until, centre.startOf(interval + 1));
    const cell = centre.queueCell(queue, plan.binOf[interval]!) + QUEUE_COLUMN.timeInLine;
    queueCells[cell] = queueCells[cell]! + (end - from);
    from = end;
    interval++;
  }
}

/** When heads fall the idle go first, then the next to finish; when they rise newcomers are free at once. */
export function changeHeads(centre: Centre, pool: number, wanted: number): void {
  const { handlers, calendar } = centre;
  let staying = handlers.presentIn(pool) - handlers.leavingIn(pool);
  for (; staying > wanted; staying--) {
    if (handlers.idleIn(pool) > 0) handlers.sendIdleHome(pool);
    else if (centre.work !== null && goesHomeFromWork(centre, pool)) continue;
    else handlers.oweDepartures(pool, 1);
  }
  for (; staying < wanted; staying++) {
    handlers.arrive(pool);
    calendar.grow(centre.handlerSlot(handlers.rows));
  }
}

/**
 * After a change of roster or hold-back several contacts may start at once, each at the first pool it tries that would
 * take it next.
 */
export function startWhoMayStart(centre: Centre, pool: number): void {
  const { handlers } = centre;
  for (;;) {
    const idle = handlers.idleIn(pool);
    if (idle === 0 && centre.work === null) break;
    const queue = queueFor(centre, pool, idle, firstWaiting);
    if (queue === NOBODY) break;
    const taker = firstToTake(centre, queue);
    const line = centre.lines[queue]!;
    const contact = line.first;
    line.dropFirst();
    answeredAt(centre, contact, taker);
  }
  if (centre.wrapUpIsInterruptible) startWhoMayInterrupt(centre, pool);
}

/** The first pool that this queue's contacts try which has someone idle and nobody better to take. */
function firstToTake(centre: Centre, queue: number): number {
  for (const pool of centre.plan.tries[queue]!) {
    const idle = centre.handlers.idleIn(pool);
    if ((idle > 0 || centre.work !== null) && queueFor(centre, pool, idle, firstWaiting) === queue)
      return pool;
  }
  return NOBODY;
}
