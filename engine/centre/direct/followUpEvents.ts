import { aboutOf, AGENDA_KIND, kindOf } from "../agenda.ts";
import { NOBODY } from "../handlers.ts";
import { extraBeside, extraCell, QUEUE_COLUMN, QUEUE_EXTRA, queueOfCell } from "../ledger.ts";
import { AFTER_PLACE } from "../onwardFates.ts";
import type { Desk } from "./desk.ts";
import { enters, forgetLapsed } from "./line.ts";
import { messageStarts } from "./message.ts";
import { goesOn } from "./pledges.ts";

/*
 * What follows contacts at a desk. Only desks that have `followUps` come here.
 */

/** A source is due that is neither an arrival nor the end of a message. @returns the row of whoever reaches the line. */
export function followUpDue(desk: Desk, source: number): number {
  const followUps = desk.followUps!;
  if (source === followUps.agendaSource) return somebodyComes(desk);
  if (source === followUps.endsSource) handlingEnds(desk);
  else hangsUp(desk, followUps.placeOfSource[source]!, source);
  desk.findFirstSource();
  return NOBODY;
}

/** Somebody dials from outside, for the first time. @returns their row. */
export function comesFromOutside(desk: Desk, place: number): number {
  const row = enters(desk);
  desk.followUps!.people.comesFromOutside(row, desk.queues[place]!);
  return row;
}

/**
 * Somebody dials again, or comes from another queue.
 *
 * @returns their row, with all that is settled about them, and their place in `followUps`; NOBODY if they are to hear a
 *   message first.
 */
function somebodyComes(desk: Desk): number {
  const { inside, now } = desk;
  const { queueCells, queueExtras } = desk.ledger;
  const followUps = desk.followUps!;
  const { agenda, people, room, placeOf } = followUps;
  const entry = agenda.takeNext();
  const pledge = aboutOf(entry);
  desk.settle(followUps.agendaSource, agenda.nextMoment);
  const row = enters(desk);
  let fates;
  let place;
  if (kindOf(entry) === AGENDA_KIND.dialsAgain) {
    const redials = room.redials!;
    redials.take(pledge);
    redials.laterAttempt(people, row);
    fates = redials.fates;
    place = placeOf[redials.queue]!;
    queueCells[desk.cells[place]! + QUEUE_COLUMN.redialled]!++;
  } else {
    const onward = room.onward!;
    onward.take(pledge);
    onward.arrives(people, row);
    fates = onward.arriving;
    place = placeOf[onward.to]!;
    queueExtras[extraBeside(desk.cells[place]!) + QUEUE_EXTRA.cameFromQueues]!++;
  }
  if (room.talk !== null) fates.talk *= room.talk.factorOf(desk.queues[place]!);
  desk.dialledSoFar[place]!++;
  queueCells[desk.cells[place]! + QUEUE_COLUMN.dialled]!++;
  if (desk.messageSource[place] !== NOBODY) {
    messageStarts(desk, place, fates, row);
    desk.findFirstSource();
    return NOBODY;
  }
  inside.talks[row] = fates.talk;
  inside.wrapUps[row] = fates.wrapUp;
  inside.deadlines[row] = desk.patienceFromDialling[place] === 1 ? fates.patience + now : fates.patience;
  inside.balks[row] = fates.balking < desk.balking[place]! ? 1 : 0;
  inside.heard[row] = now;
  followUps.place = place;
  return row;
}

/** The first hang-up of a line may be due; if that contact was answered it is not. */
function hangsUp(desk: Desk, place: number, source: number): void {
  desk.settle(source, forgetLapsed(desk, place));
  if (desk.inside.first[place] === NOBODY) desk.findTurn();
}

/** Somebody has joined a line who hangs up before all others of it: at their deadline. */
export function hangsUpFirst(desk: Desk, source: number, row: number): void {
  const deadline = desk.inside.deadlines[row]!;
  desk.settle(source, deadline);
  if (deadline < desk.due[desk.firstSource]!) desk.firstSource = source;
}

/** A contact has been answered after which something may follow, when its handler has done with it: at this moment. */
export function willEnd(desk: Desk, row: number, cell: number, end: number): void {
  const { ends, endsSource } = desk.followUps!;
  desk.inside.cells[row] = cell;
  ends.add(end, row);
  if (end >= desk.due[endsSource]!) return;
  desk.settle(endsSource, end);
  if (end < desk.due[desk.firstSource]!) desk.firstSource = endsSource;
}

/** A handler has done with a contact: it leads to another, or the person has been reached. Its row is free again. */
function handlingEnds(desk: Desk): void {
  const { inside, ledger, now } = desk;
  const { people, ends, endsSource } = desk.followUps!;
  const row = ends.takeFirst();
  desk.settle(endsSource, ends.firstTime);
  const cell = inside.cells[row]!;
  const queue = queueOfCell(ledger, cell);
  const owedQueue = people.owedQueueOf(row);
  const owedBin = people.owedBinOf(row);
  const leadsOn = goesOn(desk, queue, row, now, AFTER_PLACE.answered, owedQueue, owedBin, cell);
  if (!leadsOn && owedQueue !== NOBODY) {
    ledger.queueExtras[extraCell(ledger, owedQueue, owedBin) + QUEUE_EXTRA.reachedLater]!++;
  }
  inside.leave(row);
}
