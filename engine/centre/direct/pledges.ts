import { AGENDA_KIND } from "../agenda.ts";
import { NOBODY } from "../handlers.ts";
import { binOfCell, extraBeside, QUEUE_COLUMN, QUEUE_EXTRA } from "../ledger.ts";
import { AFTER_PLACE } from "../onwardFates.ts";
import type { Desk } from "./desk.ts";

/*
 * What is settled when a contact ends, at a desk that has `followUps`: whether whoever made it comes again or goes on.
 */

/** Settles what follows now that a contact has left the line unanswered: a redial, or else a contact with another queue. */
export function leftLine(desk: Desk, place: number, row: number): void {
  const { ledger, inside } = desk;
  const queue = desk.queues[place]!;
  const cell = inside.cells[row]!;
  const leaves = inside.deadlines[row]!;
  if (dialsAgain(desk, queue, row, leaves, false, cell)) return;
  goesOn(desk, queue, row, leaves, AFTER_PLACE["not answered"], queue, binOfCell(ledger, queue, cell), cell);
}

/** The same for somebody who leaves during the message. Their row is free again. */
export function leftMessage(desk: Desk, place: number, row: number, leaves: number, moved: boolean): void {
  const queue = desk.queues[place]!;
  const cell = desk.cells[place]!;
  if (moved || !dialsAgain(desk, queue, row, leaves, true, cell)) {
    const after = AFTER_PLACE[moved ? "moved to digital" : "hung up in message"];
    goesOn(desk, queue, row, leaves, after, NOBODY, 0, cell);
  }
  desk.inside.leave(row);
}

/** Settles whether a caller who has left at this moment dials again, and books it. */
function dialsAgain(
  desk: Desk,
  queue: number,
  row: number,
  leaves: number,
  inMessage: boolean,
  cell: number,
): boolean {
  const { people, room } = desk.followUps!;
  const { redials } = room;
  if (redials === null) return false;
  const pledge = redials.pledge(people, row, queue, leaves, inMessage);
  if (pledge < 0) return false;
  desk.ledger.queueCells[cell + QUEUE_COLUMN.comesBack]!++;
  desk.expects(redials.pledgedMoment, AGENDA_KIND.dialsAgain, pledge);
  return true;
}

/**
 * Settles whether a person goes on to another queue once their contact has ended in a certain way, and books it.
 *
 * @param ends The moment of its end.
 * @param after How it ends: one of `AFTER_PLACE`.
 * @param owedQueue The queue in which they will then have gone unanswered last, or NOBODY; and in which bin.
 * @param cell First column of the ledger's row in which the contact counts that ends.
 */
export function goesOn(
  desk: Desk,
  queue: number,
  row: number,
  ends: number,
  after: number,
  owedQueue: number,
  owedBin: number,
  cell: number,
): boolean {
  const { people, room } = desk.followUps!;
  const { onward, destinations } = room;
  if (onward === null) return false;
  const pledge = onward.pledge(people, row, queue, ends, after, owedQueue, owedBin);
  if (pledge < 0) return false;
  desk.ledger.queueExtras[extraBeside(cell) + QUEUE_EXTRA.wentToQueues]!++;
  destinations[onward.pledgedQueue]!.expects(onward.pledgedMoment, AGENDA_KIND.goesOn, pledge);
  return true;
}
