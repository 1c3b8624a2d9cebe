/**
 * Facts about every contact that is inside: drawn when it dials, kept in columns, forgotten when it leaves. A contact
 * is the number of its row; rows are used again, most recently freed first, so a busy room touches few of them.
 */
export class Contacts {
  private queues = new Int32Array(0);
  private numbers = new Float64Array(0);
  private dialTimes = new Float64Array(0);
  private offerTimes = new Float64Array(0);
  private deadlines = new Float64Array(0);
  private talks = new Float64Array(0);
  private wrapUps = new Float64Array(0);
  private bins = new Int32Array(0);
  private intervals = new Int32Array(0);
  private balks = new Uint8Array(0);
  private free = new Int32Array(0);
  private freeCount = 0;

  constructor() {
    this.grow(64);
  }

  /** Rows in use. */
  get inside(): number {
    return this.free.length - this.freeCount;
  }

  /**
   * A contact dials.
   *
   * @param number Which contact of its queue it is, counting from 1 in the order of dialling.
   * @param patience How long it would wait, in seconds, from the moment that `offer` names.
   */
  born(
    queue: number,
    number: number,
    dialTime: number,
    talk: number,
    wrapUp: number,
    patience: number,
    balks: boolean,
  ): number {
    if (this.freeCount === 0) this.grow(2 * this.free.length);
    const contact = this.free[--this.freeCount]!;
    this.queues[contact] = queue;
    this.numbers[contact] = number;
    this.dialTimes[contact] = dialTime;
    this.offerTimes[contact] = NaN;
    // Until the contact is offered this column holds its patience.
    this.deadlines[contact] = patience;
    this.talks[contact] = talk;
    this.wrapUps[contact] = wrapUp;
    this.balks[contact] = balks ? 1 : 0;
    return contact;
  }

  /** It reaches the line: from now on it belongs to this interval, and it is known when it will give up. */
  offer(contact: number, time: number, patienceFromDialling: boolean, interval: number, bin: number): void {
    this.offerTimes[contact] = time;
    this.deadlines[contact] =
      this.deadlines[contact]! + (patienceFromDialling ? this.dialTimes[contact]! : time);
    this.intervals[contact] = interval;
    this.bins[contact] = bin;
  }

  /** Before the offer: it will be of another length, and it will be gone by itself after this time. */
  clearsByItself(contact: number, talk: number, after: number): void {
    this.talks[contact] = talk;
    this.deadlines[contact] = after;
    this.balks[contact] = 0;
  }

  /** It does not wait any longer. */
  giveUp(contact: number, time: number): void {
    this.deadlines[contact] = time;
  }

  /** Whoever takes it needs so many times as long as settled. */
  stretch(contact: number, talk: number, wrapUp: number): void {
    this.talks[contact] = this.talks[contact]! * talk;
    this.wrapUps[contact] = this.wrapUps[contact]! * wrapUp;
  }

  /** It has left, or will be heard of no more: its row may be used again. */
  gone(contact: number): void {
    this.free[this.freeCount++] = contact;
  }

  queueOf(contact: number): number {
    return this.queues[contact]!;
  }
  numberOf(contact: number): number {
    return this.numbers[contact]!;
  }
  dialTimeOf(contact: number): number {
    return this.dialTimes[contact]!;
  }
  offerTimeOf(contact: number): number {
    return this.offerTimes[contact]!;
  }
  /** Before the offer: how long it would wait. */
  patienceOf(contact: number): number {
    return this.deadlines[contact]!;
  }
  /** After the offer: when it gives up if nobody has answered. */
  deadlineOf(contact: number): number {
    return this.deadlines[contact]!;
  }
  talkOf(contact: number): number {
    return this.talks[contact]!;
  }
  wrapUpOf(contact: number): number {
    return this.wrapUps[contact]!;
  }
  /** Row of the ledger it is counted in. */
  binOf(contact: number): number {
    return this.bins[contact]!;
  }
  /** Interval of the run in which it was offered. */
  intervalOf(contact: number): number {
    return this.intervals[contact]!;
  }
  leavesIfNobodyIsFree(contact: number): boolean {
    return this.balks[contact] === 1;
  }

  private grow(rows: number): void {
    const old = this.free.length;
    const longer = <T extends Float64Array | Int32Array | Uint8Array>(column: T, empty: T): T => {
      empty.set(column);
      return empty;
    };
    this.queues = longer(this.queues, new Int32Array(rows));
    this.numbers = longer(this.numbers, new Float64Array(rows));
    this.dialTimes = longer(this.dialTimes, new Float64Array(rows));
    this.offerTimes = longer(this.offerTimes, new Float64Array(rows));
    this.deadlines = longer(this.deadlines, new Float64Array(rows));
    this.talks = longer(this.talks, new Float64Array(rows));
    this.wrapUps = longer(this.wrapUps, new Float64Array(rows));
    this.bins = longer(this.bins, new Int32Array(rows));
    this.intervals = longer(this.intervals, new Int32Array(rows));
    this.balks = longer(this.balks, new Uint8Array(rows));
    this.free = new Int32Array(rows);
    this.freeCount = rows - old;
    for (let i = 0; i < this.freeCount; i++) this.free[i] = rows - 1 - i;
  }
}
