/** Says that there is no such handler, queue or contact. */
export const NOBODY = -1;

/**
 * The people on duty, in columns; a handler is the number of its row. Within a pool they are alike, so what is kept
 * per pool is who is idle (longest idle first), who is in wrap-up (longest first), and how many have to leave because
 * their shift is over and a call holds them.
 */
export class Handlers {
  private poolOfRow = new Int32Array(0);
  private contacts = new Int32Array(0);
  private owedWrapUp = new Float64Array(0);
  private wrapping = new Uint8Array(0);
  /** Links of the idle or wrapping list a handler is in. A handler is in one list at most. */
  private next = new Int32Array(0);
  private previous = new Int32Array(0);
  private free = new Int32Array(0);
  private freeCount = 0;

  private readonly idleFirst: Int32Array;
  private readonly idleLast: Int32Array;
  private readonly idle: Int32Array;
  private readonly wrappingFirst: Int32Array;
  private readonly wrappingLast: Int32Array;
  private readonly wrappingCount: Int32Array;
  private readonly present: Int32Array;
  private readonly leaving: Int32Array;

  constructor(pools: number, rows: number) {
    const column = (value: number): Int32Array => new Int32Array(pools).fill(value);
    this.idleFirst = column(NOBODY);
    this.idleLast = column(NOBODY);
    this.wrappingFirst = column(NOBODY);
    this.wrappingLast = column(NOBODY);
    this.wrappingCount = column(0);
    this.idle = column(0);
    this.present = column(0);
    this.leaving = column(0);
    this.grow(Math.max(1, rows));
  }

  /** Rows there are; a caller that keeps something per handler needs as many. */
  get rows(): number {
    return this.free.length;
  }
  idleIn(pool: number): number {
    return this.idle[pool]!;
  }
  /** Everyone in the pool, those who stay past the end of their shift included. */
  presentIn(pool: number): number {
    return this.present[pool]!;
  }
  /** How many stay only until their call and its wrap-up are done. */
  leavingIn(pool: number): number {
    return this.leaving[pool]!;
  }
  busyIn(pool: number): number {
    return this.present[pool]! - this.idle[pool]!;
  }
  poolOf(handler: number): number {
    return this.poolOfRow[handler]!;
  }
  /** The contact a handler talks to, or whose log they write; only while not idle. */
  contactOf(handler: number): number {
    return this.contacts[handler]!;
  }

  /** Someone comes on duty, idle. */
  arrive(pool: number): number {
    if (this.freeCount === 0) this.grow(2 * this.free.length);
    const handler = this.free[--this.freeCount]!;
    this.poolOfRow[handler] = pool;
    this.owedWrapUp[handler] = 0;
    this.contacts[handler] = NOBODY;
    this.present[pool] = this.present[pool]! + 1;
    this.becomeIdle(handler);
    return handler;
  }

  /** The one who has been idle longest goes home. Only if somebody is idle. */
  sendIdleHome(pool: number): void {
    const handler = this.takeIdle(pool);
    this.goHome(handler);
  }

  /** A handler who has just finished goes home. */
  goHome(handler: number): void {
    const pool = this.poolOf(handler);
    this.present[pool] = this.present[pool]! - 1;
    this.free[this.freeCount++] = handler;
  }

  /** Changes how many have to leave when they finish. */
  oweDepartures(pool: number, change: number): void {
    this.leaving[pool] = this.leaving[pool]! + change;
  }

  becomeIdle(handler: number): void {
    const pool = this.poolOf(handler);
    const last = this.idleLast[pool]!;
    this.next[handler] = NOBODY;
    this.previous[handler] = last;
    if (last === NOBODY) this.idleFirst[pool] = handler;
    else this.next[last] = handler;
    this.idleLast[pool] = handler;
    this.idle[pool] = this.idle[pool]! + 1;
  }

  /** Takes the one idle longest. Only if somebody is idle. */
  takeIdle(pool: number): number {
    const handler = this.idleFirst[pool]!;
    const next = this.next[handler]!;
    this.idleFirst[pool] = next;
    if (next === NOBODY) this.idleLast[pool] = NOBODY;
    else this.previous[next] = NOBODY;
    this.idle[pool] = this.idle[pool]! - 1;
    return handler;
  }

  workFor(handler: number, contact: number): void {
    this.contacts[handler] = contact;
  }

  /** Wrap-up that others may interrupt has begun. */
  startWrapUp(handler: number): void {
    const pool = this.poolOf(handler);
    const last = this.wrappingLast[pool]!;
    this.next[handler] = NOBODY;
    this.previous[handler] = last;
    if (last === NOBODY) this.wrappingFirst[pool] = handler;
    else this.next[last] = handler;
    this.wrappingLast[pool] = handler;
    this.wrapping[handler] = 1;
    this.wrappingCount[pool] = this.wrappingCount[pool]! + 1;
  }

  isWrappingUp(handler: number): boolean {
    return this.wrapping[handler] === 1;
  }

  /** The handler longest in interruptible wrap-up, or NOBODY. */
  longestInWrapUp(pool: number): number {
    return this.wrappingFirst[pool]!;
  }

  /**
   * Whether somebody in wrap-up may be called away. Those in wrap-up are the next to finish, so as many of them as
   * have to leave stay only for their log.
   */
  canInterruptWrapUp(pool: number): boolean {
    return this.wrappingCount[pool]! > this.leaving[pool]!;
  }

  /** Wrap-up is over, or has been interrupted. */
  endWrapUp(handler: number): void {
    const pool = this.poolOf(handler);
    const next = this.next[handler]!;
    const previous = this.previous[handler]!;
    this.wrapping[handler] = 0;
    this.wrappingCount[pool] = this.wrappingCount[pool]! - 1;
    if (previous === NOBODY) this.wrappingFirst[pool] = next;
    else this.next[previous] = next;
    if (next === NOBODY) this.wrappingLast[pool] = previous;
    else this.previous[next] = previous;
  }

  /** Wrap-up left undone by an interruption is done after the next call. */
  oweWrapUp(handler: number, seconds: number): void {
    this.owedWrapUp[handler] = this.owedWrapUp[handler]! + seconds;
  }

  owedWrapUpOf(handler: number): number {
    return this.owedWrapUp[handler]!;
  }

  /** What is owed, once: afterwards it is 0. */
  takeOwedWrapUp(handler: number): number {
    const owed = this.owedWrapUp[handler]!;
    this.owedWrapUp[handler] = 0;
    return owed;
  }

  private grow(rows: number): void {
    const old = this.free.length;
    const longer = <T extends Float64Array | Int32Array | Uint8Array>(column: T, empty: T): T => {
      empty.set(column);
      return empty;
    };
    this.poolOfRow = longer(this.poolOfRow, new Int32Array(rows));
    this.contacts = longer(this.contacts, new Int32Array(rows));
    this.owedWrapUp = longer(this.owedWrapUp, new Float64Array(rows));
    this.wrapping = longer(this.wrapping, new Uint8Array(rows));
    this.next = longer(this.next, new Int32Array(rows));
    this.previous = longer(this.previous, new Int32Array(rows));
    this.free = new Int32Array(rows);
    this.freeCount = rows - old;
    for (let i = 0; i < this.freeCount; i++) this.free[i] = rows - 1 - i;
  }
}
