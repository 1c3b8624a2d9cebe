import { NOBODY } from "../handlers.ts";
import { QUEUE_COLUMN } from "../ledger.ts";
import type { Fates } from "../callers.ts";
import type { Desk } from "./desk.ts";
import { leftMessage } from "./pledges.ts";
import { enters } from "./line.ts";

/**
 * The recorded message begins for whoever dials now. Those who will not hear its end are counted now, at the moment they
 * leave.
 *
 * @param taken The row of whoever it is; NOBODY where nothing can follow, and one is needed only for those who stay.
 */
export function messageStarts(desk: Desk, place: number, fates: Fates, taken: number): void {
  const { inside, now } = desk;
  const { message } = desk.plan.scenario.queues[desk.queues[place]!]!;
  const length = fates.messageLength;
  const fate = fates.messageFate;
  const exit = fates.messageExit * length;
  const fromDialling = desk.patienceFromDialling[place] === 1;
  const patience = fromDialling ? fates.patience : Infinity;
  const hangsUp = fate < message!.hangUp;
  const moves = !hangsUp && fate < message!.hangUp + message!.moveToDigital;
  if (hangsUp || moves || patience <= length) {
    const runsOut = patience < exit || !(hangsUp || moves);
    const moved = moves && !runsOut;
    const column = moved ? QUEUE_COLUMN.movedToDigital : QUEUE_COLUMN.hungUpInMessage;
    desk.ledger.queueCells[desk.cells[place]! + column]!++;
    if (taken !== NOBODY) leftMessage(desk, place, taken, now + (runsOut ? patience : exit), moved);
    return;
  }
  const row = taken === NOBODY ? enters(desk) : taken;
  // Patience that runs from the offer on is a deadline only then.
  inside.deadlines[row] = fromDialling ? patience + now : fates.patience;
  inside.heard[row] = now;
  inside.talks[row] = fates.talk;
  inside.wrapUps[row] = fates.wrapUp;
  inside.balks[row] = fates.balking < desk.balking[place]! ? 1 : 0;
  const hearing = desk.hearing[place]!;
  hearing.add(now + length, row);
  desk.settle(desk.messageSource[place]!, hearing.firstTime);
}
