import { NOBODY } from "../handlers.ts";
import { QUEUE_COLUMN } from "../ledger.ts";
import type { Desk } from "./desk.ts";
import { makeRoom } from "./line.ts";

/**
 * The recorded message begins for the caller who dials now. Those who will not hear its end are counted now, at the
 * moment they leave.
 */
export function messageStarts(desk: Desk, place: number): void {
  const { inside, now } = desk;
  const { message } = desk.plan.scenario.queues[desk.queues[place]!]!;
  const callers = desk.callers[place]!;
  const length = callers.messageLength;
  const fate = callers.messageFate;
  const exit = callers.messageExit * length;
  const fromDialling = desk.patienceFromDialling[place] === 1;
  const patience = fromDialling ? callers.patience : Infinity;
  const hangsUp = fate < message!.hangUp;
  const moves = !hangsUp && fate < message!.hangUp + message!.moveToDigital;
  if (hangsUp || moves || patience <= length) {
    const moved = moves && patience >= exit;
    const column = moved ? QUEUE_COLUMN.movedToDigital : QUEUE_COLUMN.hungUpInMessage;
    desk.ledger.queueCells[desk.queueCell(place, desk.bin) + column]!++;
    return;
  }
  if (inside.firstFree === NOBODY) makeRoom(desk);
  const row = inside.enter();
  // Patience that runs from the offer on is a deadline only then.
  inside.deadlines[row] = fromDialling ? patience + now : callers.patience;
  inside.heard[row] = now;
  inside.talks[row] = callers.talk;
  inside.wrapUps[row] = callers.wrapUp;
  inside.balks[row] = callers.balking < desk.balking[place]! ? 1 : 0;
  const hearing = desk.hearing[place]!;
  hearing.add(now + length, row);
  desk.settle(desk.messageSource[place]!, hearing.firstTime);
}
