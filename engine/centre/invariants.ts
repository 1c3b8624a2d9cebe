import { WaitHistogram } from "../stats/histogram.ts";
import type { Centre } from "./centre.ts";
import { checkDemand } from "./demandEvents.ts";
import { checkDuty, type DutyAtEnd, dutyAtEnd } from "./dutyBooks.ts";
import { chatWorkNotBusy } from "./chat/chatWork.ts";
import { firstWaiting } from "./events.ts";
import { BrokenInvariant, type Where } from "./brokenInvariant.ts";
import { NOBODY } from "./handlers.ts";
import {
  addUpBins,
  extraCell,
  type Ledger,
  poolFigure,
  QUEUE_COLUMN,
  QUEUE_EXTRA,
  QUEUE_EXTRAS,
  QUEUE_STRIDE,
  queueCell,
  type QueueColumn,
  type QueueExtra,
  queueFigure,
} from "./ledger.ts";
import { queueFor } from "./routing.ts";
import { faultsOfWork, leftAside } from "./workBooks.ts";

/** Sums of millions of waits differ in the last digits with the order of adding; a real fault is far larger. */
export const ROUNDING = 1e-9;

/**
 * Nobody waits while a handler who may take them is idle.
 *
 * @throws BrokenInvariant naming the pool and the queue.
 */
export function checkNobodyWaitsInVain(centre: Centre): void {
  for (const pool of centre.poolsHere) {
    const idle = centre.handlers.idleIn(pool);
    if (idle === 0 && centre.work === null) continue;
    const queue = queueFor(centre, pool, idle, firstWaiting);
    if (queue === NOBODY) continue;
    const { pools, queues } = centre.plan.scenario;
    throw new BrokenInvariant(
      centre,
      `a contact waits in queue ${queues[queue]!.name} while pool ${pools[pool]!.name} has ${idle} idle handlers`,
    );
  }
}

/** What the room itself says when a run ends, to be held against the ledger. Arrays are by queue. */
export interface RoomAtEnd {
  /** Contacts that dialled, counted at the door. */
  readonly dialled: ArrayLike<number>;
  /** Contacts that are hearing the message, and that are waiting. */
  readonly hearing: ArrayLike<number>;
  readonly waiting: ArrayLike<number>;
  /** How long those who are waiting have done so, summed, in seconds. */
  readonly waitedSoFar: ArrayLike<number>;
  /** Contacts that dialled again, counted at the door, and those who have given up and will. */
  readonly redialled: ArrayLike<number>;
  readonly yetToRedial: ArrayLike<number>;
  /** Contacts that went on from a queue, and that came to one, counted at the door; and those yet to go on from it. */
  readonly wentOn: ArrayLike<number>;
  readonly cameOn: ArrayLike<number>;
  readonly yetToGoOn: ArrayLike<number>;
  /** Entries of agendas that say when somebody will come who dials again or goes on. */
  readonly pledges: number;
  /** Accidental calls that are inside and not answered. */
  readonly accidentalInside: ArrayLike<number>;
  /** Talk and wrap-up still to do for the calls that have been answered, in handler-seconds. */
  readonly stillToDo: number;
  /** Where there are shifts: what they say of attendance and breaks. */
  readonly duty?: DutyAtEnd | null;
}

/**
 * What the room says of itself, after checks of its own.
 *
 * @throws BrokenInvariant if its work, its chats or its demand contradict themselves.
 */
export function roomAtEnd(centre: Centre): RoomAtEnd {
  const { plan, lines, contacts, handlers, calendar } = centre;
  const waitedIn = (queue: number): number => {
    const line = lines[queue]!;
    let sum = 0;
    for (let place = 0; place < line.length; place++)
      if (centre.work?.isAside(line.at(place)) !== true)
        sum += centre.now - contacts.offerTimeOf(line.at(place));
    return sum;
  };
  let stillToDo = 0;
  for (let handler = 0; handler < handlers.rows; handler++) {
    const due = calendar.timeOf(centre.handlerSlot(handler));
    if (due === Infinity) continue;
    stillToDo += due - centre.now + handlers.owedWrapUpOf(handler);
    if (plan.wrapUpIsInterruptible && !handlers.isWrappingUp(handler)) {
      stillToDo += contacts.wrapUpOf(handlers.contactOf(handler));
    }
  }
  stillToDo += leftAside(centre);
  for (const fault of faultsOfWork(centre, ROUNDING)) throw new BrokenInvariant(centre, fault);
  if (centre.chats !== null) stillToDo += chatWorkNotBusy(centre);
  checkDemand(centre);
  return {
    dialled: centre.dialledSoFar,
    hearing: centre.hearing.map(({ size }) => size),
    waiting: lines.map(({ length }, queue) => length - (centre.work?.asideIn(queue) ?? 0)),
    waitedSoFar: lines.map((_, queue) => waitedIn(queue)),
    stillToDo,
    redialled: lines.map((_, queue) => centre.redials?.redialledSoFar[queue] ?? 0),
    yetToRedial: lines.map((_, queue) => centre.redials?.yetToRedial(queue) ?? 0),
    duty: centre.duty === null ? null : dutyAtEnd(centre, centre.duty),
    wentOn: lines.map((_, queue) => centre.sequels?.onward?.wentSoFar[queue] ?? 0),
    cameOn: lines.map((_, queue) => centre.sequels?.onward?.cameSoFar[queue] ?? 0),
    yetToGoOn: lines.map((_, queue) => centre.sequels?.onward?.yetToGoOn(queue) ?? 0),
    pledges: centre.agenda?.pledges ?? 0,
    accidentalInside: lines.map((_, queue) => centre.sequels?.accidentalInside[queue] ?? 0),
  };
}

/**
 * The books of a whole run, warm-up included, balance:
 * dialled = refused + left in the message + still in it + offered; offered = answered + abandoned + taken by a partner
 * force + still waiting; unanswered and coming back = redialled + yet to dial again; led to other queues = left for them +
 * yet to leave; came from other queues = left for them, over all queues; those yet to dial again or to come from another
 * queue = those whose moment is kept; accidental calls = gone in the message + answered + cleared + still inside (exactly);
 * the time spent in line by the clock = the waits by contact; the handlers' busy time by the clock = talk and wrap-up
 * of those they answered, less what is still to do. Where there are shifts, as `checkDuty` says.
 *
 * @throws BrokenInvariant with both sides of the sum that does not balance.
 */
export function checkBooks(where: Where, ledger: Ledger, room: RoomAtEnd): void {
  const inHistogram = (place: number): number =>
    new WaitHistogram(ledger.waits, place * WaitHistogram.SIZE).count;
  const mustBeEqual = (what: string, one: number, other: number): void => {
    if (one !== other) throw new BrokenInvariant(where, `${what}: ${one} is not ${other}`);
  };
  const mustAgree = (what: string, one: number, other: number): void => {
    const scale = Math.max(1, Math.abs(one), Math.abs(other));
    if (!(Math.abs(one - other) <= ROUNDING * scale)) {
      throw new BrokenInvariant(where, `${what}: ${one} is not ${other}`);
    }
  };
  const allBins = Array.from({ length: ledger.bins + 1 }, (_, bin) => bin);
  let handling = 0;
  let onTheWay = 0;
  let yetToCome = 0;
  where.plan.scenario.queues.forEach(({ name }, queue) => {
    const totals = new Float64Array(QUEUE_STRIDE);
    const extras = new Float64Array(QUEUE_EXTRAS);
    addUpBins(totals, ledger.queueCells, queueCell(ledger, queue, 0), QUEUE_STRIDE, allBins);
    addUpBins(extras, ledger.queueExtras, extraCell(ledger, queue, 0), QUEUE_EXTRAS, allBins);
    const total = (column: QueueColumn): number => totals[QUEUE_COLUMN[column]]!;
    const extra = (column: QueueExtra): number => extras[QUEUE_EXTRA[column]]!;
    const dialled = total("dialled");
    const offered = total("offered");
    const left = total("hungUpInMessage") + total("movedToDigital") + extra("refused");
    mustBeEqual(`queue ${name}: dialled by the ledger and by the door`, dialled, room.dialled[queue]!);
    mustBeEqual(`queue ${name}: dialled`, dialled, left + room.hearing[queue]! + offered);
    const ended = total("answered") + total("abandoned") + extra("takenByPartner");
    mustBeEqual(`queue ${name}: offered`, offered, ended + room.waiting[queue]!);
    const redialled = total("redialled");
    mustBeEqual(`queue ${name}: redialled by the ledger and by the door`, redialled, room.redialled[queue]!);
    mustBeEqual(`queue ${name}: coming back`, total("comesBack"), redialled + room.yetToRedial[queue]!);
    mustBeEqual(
      `queue ${name}: going on to other queues`,
      extra("wentToQueues"),
      room.wentOn[queue]! + room.yetToGoOn[queue]!,
    );
    mustBeEqual(
      `queue ${name}: come from other queues by the ledger and by the door`,
      extra("cameFromQueues"),
      room.cameOn[queue]!,
    );
    onTheWay += room.wentOn[queue]! - room.cameOn[queue]!;
    yetToCome += room.yetToRedial[queue]! + room.yetToGoOn[queue]!;
    mustBeEqual(
      `queue ${name}: accidental calls`,
      extra("accidental"),
      extra("accidentalInMessage") +
        extra("accidentalAnswered") +
        extra("accidentalCleared") +
        room.accidentalInside[queue]!,
    );
    const waits = total("waitOfAnswered") + total("waitOfAbandoned") + extra("waitOfTaken");
    mustAgree(`queue ${name}: time in line`, total("timeInLine"), waits + room.waitedSoFar[queue]!);
    const counted = (column: QueueColumn): number =>
      total(column) - queueFigure(ledger, queue, ledger.bins, column);
    mustBeEqual(
      `queue ${name}: waits of the answered in the histogram`,
      inHistogram(queue),
      counted("answered"),
    );
    mustBeEqual(
      `queue ${name}: waits of the abandoned in the histogram`,
      inHistogram(ledger.queues + queue),
      counted("abandoned"),
    );
    handling += total("talk") + total("wrapUp");
  });
  mustBeEqual("gone to other queues and not come there", onTheWay, 0);
  mustBeEqual("people who will come by the agenda and by their pledges", room.pledges, yetToCome);
  let busy = 0;
  for (let pool = 0; pool < ledger.pools; pool++) {
    for (let bin = 0; bin <= ledger.bins; bin++) busy += poolFigure(ledger, pool, bin, "busy");
  }
  mustAgree("busy time of the handlers", busy, handling - room.stillToDo);
  if (room.duty) checkDuty(where, ledger, room.duty, { mustBeEqual, mustAgree });
}
