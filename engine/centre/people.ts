import { NOBODY } from "./handlers.ts";

/** What is kept of whoever makes a contact: whole numbers, eight places to a contact. */
const PERSON = 0;
const VISIT = 1;
const ATTEMPT = 2;
const OWED_QUEUE = 3;
const OWED_BIN = 4;
const KIND = 5;
const ROW_BITS = 3;

/** What kind of contact it is, where more may become of it than an answer or a hang-up. */
export const CONTACT_KIND = { ordinary: 0, accidental: 1, taken: 2 } as const;

/**
 * Who makes each contact, in rooms in which people may make several: they dial again, or go on to other queues. One row
 * for each contact, as most of it is written at once, whenever somebody dials.
 */
export class People {
  private rows = new Int32Array(64 << ROW_BITS);
  /** By queue: people who came from outside so far. */
  private readonly soFar: Float64Array;

  constructor(queues: number) {
    this.soFar = new Float64Array(queues);
  }

  /**
   * Somebody dials who has not done so before, and does not come from another queue.
   *
   * @returns their number, from 1 in the order in which the people of the queue first dialled.
   */
  comesFromOutside(contact: number, queue: number): number {
    const person = this.soFar[queue]! + 1;
    this.soFar[queue] = person;
    this.makes(contact, person, 0, 1, NOBODY, 0);
    return person;
  }

  /** Whoever comes next to this queue from outside has this number. */
  nextIs(queue: number, person: number): void {
    this.soFar[queue] = person - 1;
  }

  /**
   * A person makes a contact.
   *
   * @param person Their number among those who came from outside to the queue to which they first came.
   * @param visit 0, or for somebody who came from another queue the number of their visit.
   * @param attempt Which one it is within the visit, from 1.
   * @param owedQueue The queue in which they went unanswered last and are still to be reached for, or NOBODY; and the
   *                  bin in which that counts.
   */
  makes(
    contact: number,
    person: number,
    visit: number,
    attempt: number,
    owedQueue: number,
    owedBin: number,
  ): void {
    const row = contact << ROW_BITS;
    if (row >= this.rows.length) this.grow(2 * row);
    const { rows } = this;
    rows[row + PERSON] = person;
    rows[row + VISIT] = visit;
    rows[row + ATTEMPT] = attempt;
    rows[row + OWED_QUEUE] = owedQueue;
    rows[row + OWED_BIN] = owedBin;
    rows[row + KIND] = CONTACT_KIND.ordinary;
  }

  personOf(contact: number): number {
    return this.rows[(contact << ROW_BITS) + PERSON]!;
  }
  visitOf(contact: number): number {
    return this.rows[(contact << ROW_BITS) + VISIT]!;
  }
  attemptOf(contact: number): number {
    return this.rows[(contact << ROW_BITS) + ATTEMPT]!;
  }
  owedQueueOf(contact: number): number {
    return this.rows[(contact << ROW_BITS) + OWED_QUEUE]!;
  }
  owedBinOf(contact: number): number {
    return this.rows[(contact << ROW_BITS) + OWED_BIN]!;
  }

  /** One of `CONTACT_KIND`. */
  kindOf(contact: number): number {
    return this.rows[(contact << ROW_BITS) + KIND]!;
  }
  becomes(contact: number, kind: number): void {
    this.rows[(contact << ROW_BITS) + KIND] = kind;
  }

  private grow(length: number): void {
    const rows = new Int32Array(length);
    rows.set(this.rows);
    this.rows = rows;
  }
}
