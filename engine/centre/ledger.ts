import { WaitHistogram } from "../stats/histogram.ts";

/**
 * What one run counted: plain columns that can be sent to another thread, added up and stored. A contact is counted in
 * the bin of the interval in which it was offered, to the end of its story; one that never was offered, in the bin of
 * the interval in which it dialled. Times are in seconds, at full precision.
 */

/** Columns kept for each queue and bin. */
export const QUEUE_COLUMN = {
  /** Contacts that dialled. */
  dialled: 0,
  /** Left during the message: hung up (or patience, running from dialling, ended), or moved to a digital channel. */
  hungUpInMessage: 1,
  movedToDigital: 2,
  /** Reached the line. */
  offered: 3,
  /** Of those, found no handler they might have at once. */
  delayed: 4,
  answered: 5,
  /** Left the line unanswered, those who balked included. */
  abandoned: 6,
  /** Left at once because no handler was free for them. */
  balked: 7,
  /** Waits of the answered and of the abandoned, summed. */
  waitOfAnswered: 8,
  waitOfAbandoned: 9,
  /** Talk and wrap-up of the answered, summed. */
  talk: 10,
  wrapUp: 11,
  /** Contact-seconds spent in the line, by the clock and not by the interval of the offer. */
  timeInLine: 12,
  /** Answered, and abandoned, with a wait strictly below each target: up to four targets. */
  answeredWithin0: 13,
  answeredWithin1: 14,
  answeredWithin2: 15,
  answeredWithin3: 16,
  abandonedWithin0: 17,
  abandonedWithin1: 18,
  abandonedWithin2: 19,
  abandonedWithin3: 20,
  /** Talk and wrap-up that those who dialled for the first time would take, answered or not, summed. */
  workDialled: 21,
  /** Of those who dialled, had done so before without being answered. */
  redialled: 22,
  /** Unanswered, in the line or in the message, and dial again later: in the bin in which the attempt counts. */
  comesBack: 23,
} as const;
export const MOST_TARGETS = 4;
export const QUEUE_STRIDE = 24;

/** Columns kept for each pool and bin, by the clock. */
export const POOL_COLUMN = {
  /** Handler-seconds with a contact or in wrap-up. */
  busy: 0,
  /** Handler-seconds on duty by the roster. Where there are shifts, of those who came, without their breaks. */
  onDuty: 1,
  /** Handler-seconds worked past the end of a shift. */
  overrun: 2,
} as const;
export const POOL_STRIDE = 3;

/** Further columns for each queue and bin, kept only in rooms that have what they tell of. */
export const QUEUE_EXTRA = {
  /** Time that those who were answered, and those who abandoned, had spent hearing the message, summed. */
  messageOfAnswered: 0,
  messageOfAbandoned: 1,
  /** Of those who dialled, came from another queue (or again from this one, after a contact that led to it). */
  cameFromQueues: 2,
  /** Led to a contact with another queue: in the bin in which the contact counts. */
  wentToQueues: 3,
  /** Unanswered in the line, and reached in a queue to which they went on. */
  reachedLater: 4,
  /** Left the line, after waiting as long as that takes, for a partner force; and their waits, summed. */
  takenByPartner: 5,
  waitOfTaken: 6,
  /** Accidental calls: of those who dialled; and of these, gone during the message, answered, cleared in the line. */
  accidental: 7,
  accidentalInMessage: 8,
  accidentalAnswered: 9,
  accidentalCleared: 10,
  /** Of deferrable work: items done, by the interval in which they came in, and their ages then, summed. */
  done: 11,
  ageWhenDone: 12,
  /** Items done, by the clock. */
  doneByClock: 13,
  /** Times an item was put aside unfinished. */
  interruptions: 14,
  /** Item-seconds of items that have come in and are not done, by the clock. */
  backlogTime: 15,
  /** Intervals that began; and, summed over their beginnings, items not done, their ages, and the age of the first in line. */
  intervalStarts: 16,
  backlogAtStarts: 17,
  agesAtStarts: 18,
  oldestAtStarts: 19,
  /** Came while the queue of chats was closed: in the bin in which they dialled. */
  refused: 20,
  /** Chats whose chatter has gone again; of these, who left before it was done; how long they had lasted, summed. */
  chatsOver: 21,
  leftDuringChat: 22,
  chatDuration: 23,
  /** Seconds for which the queue of chats was closed, by the clock. */
  secondsClosed: 24,
  /** Counted months that ended; and, summed over their ends, contacts waiting then: carried into the next month. */
  monthEnds: 25,
  waitingAtMonthEnd: 26,
} as const;
export const QUEUE_EXTRAS = Object.keys(QUEUE_EXTRA).length;

/** Further columns for each pool and bin, by the clock, likewise. */
export const POOL_EXTRA = {
  /** Handler-seconds rostered in shifts, whoever comes; and on a break. */
  rostered: 0,
  onBreak: 1,
  /** Breaks begun; of them, those that began late; and by how much all of them did, in seconds. */
  breaksBegun: 2,
  breaksLate: 3,
  breakLateness: 4,
  /** Breaks that a shift ended before anybody could begin. */
  breaksMissed: 5,
  /** Chat-seconds held; handler-seconds with at least one chat, and with as many as one can hold. */
  chatSeconds: 6,
  chatting: 7,
  slotsFull: 8,
  /** Counted months that ended; and, summed over their ends, handlers with a contact or in wrap-up. */
  monthEnds: 9,
  busyAtMonthEnd: 10,
} as const;
export const POOL_EXTRAS = Object.keys(POOL_EXTRA).length;

/** Columns kept for each switch and bin, by the clock. */
export const SWITCH_COLUMN = {
  /** Seconds it was on. */
  secondsOn: 0,
  /** How often it was turned on. */
  timesOn: 1,
} as const;
export const SWITCH_STRIDE = 2;

export type QueueColumn = keyof typeof QUEUE_COLUMN;
export type PoolColumn = keyof typeof POOL_COLUMN;
export type QueueExtra = keyof typeof QUEUE_EXTRA;
export type PoolExtra = keyof typeof POOL_EXTRA;
export type SwitchColumn = keyof typeof SWITCH_COLUMN;

/** A ledger as plain data. */
export interface Ledger {
  readonly queues: number;
  readonly pools: number;
  /** Counted bins. One more bin, the last, holds what is not counted: the warm-up, and the time after the period. */
  readonly bins: number;
  /** By queue, then bin (the uncounted one included), then column. */
  readonly queueCells: Float64Array;
  /** By pool, then bin (the uncounted one included), then column. */
  readonly poolCells: Float64Array;
  /** As `queueCells` and `poolCells`, with the further columns; empty where they are not kept. */
  readonly queueExtras: Float64Array;
  readonly poolExtras: Float64Array;
  /** By switch, then bin (the uncounted one included), then column. */
  readonly switchCells: Float64Array;
  /** Waits of the answered, then of the abandoned, as histogram counts for each queue. Counted contacts only. */
  readonly waits: Float64Array;
  /** The longest wait of a counted contact that was answered or abandoned, by queue. */
  readonly longestWait: Float64Array;
  /** Every single wait, if the run was asked to keep them. */
  readonly eachWait: EachWait | null;
}

/**
 * The wait of each counted contact that was answered or abandoned, in the order in which the run booked them: what
 * percentiles of stretches shorter than the whole period are made of.
 */
export interface EachWait {
  /** Bin of its offer, queue, and whether it was answered, in one number: see `waitPlace`. */
  readonly places: Int32Array;
  /** In seconds. */
  readonly waits: Float64Array;
}

/** @returns 2 × (queues × bin + queue), and 1 more for a contact that abandoned. */
export function waitPlace(queues: number, bin: number, queue: number, abandoned: boolean): number {
  return 2 * (queues * bin + queue) + (abandoned ? 1 : 0);
}

/** What decides how large a ledger is: a `Plan`. */
interface Kept {
  readonly scenario: {
    readonly queues: readonly unknown[];
    readonly pools: readonly unknown[];
    readonly switches: readonly unknown[];
  };
  readonly bins: number;
  readonly keepsQueueExtras: boolean;
  readonly keepsPoolExtras: boolean;
}

export function emptyLedger({ scenario, bins, keepsQueueExtras, keepsPoolExtras }: Kept): Ledger {
  const [queues, pools] = [scenario.queues.length, scenario.pools.length];
  return {
    queues,
    pools,
    bins,
    queueCells: new Float64Array(queues * (bins + 1) * QUEUE_STRIDE),
    poolCells: new Float64Array(pools * (bins + 1) * POOL_STRIDE),
    queueExtras: new Float64Array(keepsQueueExtras ? queues * (bins + 1) * QUEUE_EXTRAS : 0),
    poolExtras: new Float64Array(keepsPoolExtras ? pools * (bins + 1) * POOL_EXTRAS : 0),
    switchCells: new Float64Array(scenario.switches.length * (bins + 1) * SWITCH_STRIDE),
    waits: new Float64Array(2 * queues * WaitHistogram.SIZE),
    longestWait: new Float64Array(queues),
    eachWait: null,
  };
}

/** Index into `queueCells` of the first column of a queue's bin. */
export function queueCell(ledger: Ledger, queue: number, bin: number): number {
  return (queue * (ledger.bins + 1) + bin) * QUEUE_STRIDE;
}

/** The queue that has its row at `cell`. */
export function queueOfCell(ledger: Ledger, cell: number): number {
  return Math.trunc(cell / ((ledger.bins + 1) * QUEUE_STRIDE));
}

/** The bin of a queue whose first column stands at `cell`. */
export function binOfCell(ledger: Ledger, queue: number, cell: number): number {
  return cell / QUEUE_STRIDE - queue * (ledger.bins + 1);
}

/** Index into `poolCells` of the first column of a pool's bin. */
export function poolCell(ledger: Ledger, pool: number, bin: number): number {
  return (pool * (ledger.bins + 1) + bin) * POOL_STRIDE;
}

/** Index into `queueExtras` of the first further column of a queue's bin. */
export function extraCell(ledger: Ledger, queue: number, bin: number): number {
  return (queue * (ledger.bins + 1) + bin) * QUEUE_EXTRAS;
}

/** The same, found from the first of its ordinary columns: see `queueCell`. */
export function extraBeside(cell: number): number {
  return (cell / QUEUE_STRIDE) * QUEUE_EXTRAS;
}

/** Index into `poolExtras` of the first further column of a pool's bin. */
export function poolExtraCell(ledger: Ledger, pool: number, bin: number): number {
  return (pool * (ledger.bins + 1) + bin) * POOL_EXTRAS;
}

/** Index into `switchCells` of the first column of a switch's bin. */
export function switchCell(ledger: Ledger, number: number, bin: number): number {
  return (number * (ledger.bins + 1) + bin) * SWITCH_STRIDE;
}

/**
 * Adds columns up over bins, all in one pass.
 *
 * @param into  One number for each column, which the sums are added to.
 * @param cells Where the columns stand; empty, if they are not kept.
 * @param first Index into `cells` of the first column of bin 0.
 * @param stride From one bin to the next.
 */
export function addUpBins(
  into: Float64Array,
  cells: Float64Array,
  first: number,
  stride: number,
  bins: readonly number[],
): void {
  if (cells.length === 0) return;
  for (const bin of bins) {
    const start = first + bin * stride;
    for (let column = 0; column < into.length; column++) into[column]! += cells[start + column]!;
  }
}

/** A queue's figure in one bin. */
export function queueFigure(ledger: Ledger, queue: number, bin: number, column: QueueColumn): number {
  return ledger.queueCells[queueCell(ledger, queue, bin) + QUEUE_COLUMN[column]]!;
}

/** One of the further figures of a queue in one bin; 0 where they are not kept. */
export function queueExtra(ledger: Ledger, queue: number, bin: number, column: QueueExtra): number {
  return ledger.queueExtras[extraCell(ledger, queue, bin) + QUEUE_EXTRA[column]] ?? 0;
}

/** A pool's figure in one bin. */
export function poolFigure(ledger: Ledger, pool: number, bin: number, column: PoolColumn): number {
  return ledger.poolCells[poolCell(ledger, pool, bin) + POOL_COLUMN[column]]!;
}
