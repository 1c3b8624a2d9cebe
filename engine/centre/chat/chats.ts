import { Calendar } from "../../kernel/calendar.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { NOBODY } from "../handlers.ts";
import { Holders } from "./holders.ts";

/**
 * The chats that handlers hold, in columns: by handler, and by handler and place among its chats.
 *
 * Work is in seconds of a chat that is the only one. While a handler holds k chats each of them gets on at speed s(k),
 * so that work left is brought up to date only when k changes, or when a call comes between; from then on the next
 * chat to end is known. Source: the service of Tezcan and Zhang (2014), "Routing and staffing in customer service
 * chat systems with impatient customers", Operations Research 62(4).
 */
export class Chats {
  /** 1 for a queue whose contacts are chats. */
  readonly isChat: Uint8Array;
  /** The same queues, by number. */
  readonly chatQueues: readonly number[];
  /** 1 for a pool whose handlers hold chats, ... */
  readonly holdsChats: Uint8Array;
  /** ... and for one in which a handler may take a call while holding some. */
  readonly takesCalls: Uint8Array;
  /** The pools whose handlers hold chats, by number. */
  readonly chatPools: readonly number[];
  /** By queue: 1 for one of calls that handlers who hold chats may take. */
  readonly mayJoinChats: Uint8Array;
  /** Whether desks that hold chats take nothing else: then what happens at others lets no chat begin. */
  readonly standApart: boolean;
  readonly holders: Holders;
  /** By queue: the moment at which it is looked again at whoever keeps chats waiting there. */
  readonly lookAgainAt: Float64Array;
  /** By queue: 1 while it is closed. */
  readonly closed: Uint8Array;
  /** Counted apart from the ledger, by queue: refused at the door, chats held, of these with the chatter still there. */
  readonly refusedSoFar: Float64Array;
  readonly heldOfQueue: Int32Array;
  readonly chattersOfQueue: Int32Array;
  /** Chats that count in the results and whose chatter is still there. */
  countedInside = 0;
  /** By pool: chats held, handlers who hold any, handlers who can hold no more. */
  readonly heldIn: Int32Array;
  readonly chattingIn: Int32Array;
  readonly fullIn: Int32Array;
  /** By pool: handlers who take nothing new because as many have to leave. */
  readonly finishers: Int32Array;

  /** In seconds, over the whole run: handlers' time with chats and no call; work done; work of those who left early. */
  chattingOnly = 0;
  workDone = 0;
  workLeftUndone = 0;
  /** In seconds, over the whole run: slots taken by chats that are over, and of that the time after the chatter left. */
  slotTime = 0;
  wrapUpTime = 0;

  private readonly most: Int32Array;
  private readonly pauses: Uint8Array;
  private readonly speeds: readonly Float64Array[];
  /** Places for each handler. */
  private readonly places: number;
  private readonly due: Calendar;

  private poolOf = new Int32Array(0);
  private held = new Int32Array(0);
  private speed = new Float64Array(0);
  private upToDate = new Float64Array(0);
  private aloneSince = new Float64Array(0);
  private inCall = new Uint8Array(0);
  private finishing = new Float64Array(0);
  private toldToFinish = 0;
  private nextPlace = new Int32Array(0);
  private leavesNext = new Uint8Array(0);

  private contacts = new Int32Array(0);
  private work = new Float64Array(0);
  private leaveAt = new Float64Array(0);
  private began = new Float64Array(0);
  /** Since when it has been with the chatter, or in wrap-up. */
  private phaseBegan = new Float64Array(0);
  private wrapping = new Uint8Array(0);

  /** By contact: how long the chatter would stay once somebody has answered. */
  private readonly patienceInside: number[] = [];

  constructor({ queues, pools }: Scenario, rows: number) {
    this.isChat = Uint8Array.from(queues, ({ chat }) => (chat === null ? 0 : 1));
    this.chatQueues = queues.flatMap(({ chat }, queue) => (chat === null ? [] : [queue]));
    this.holdsChats = Uint8Array.from(pools, ({ chats }) => (chats === null ? 0 : 1));
    this.takesCalls = Uint8Array.from(pools, ({ chats, answers }) =>
      chats === null || chats.calls === "wait" || answers.every((queue) => this.isChat[queue] === 1) ? 0 : 1,
    );
    this.chatPools = pools.flatMap(({ chats }, pool) => (chats === null ? [] : [pool]));
    this.mayJoinChats = Uint8Array.from(queues, ({ chat, tries }) =>
      chat === null && tries.some((pool) => this.takesCalls[pool] === 1) ? 1 : 0,
    );
    this.standApart = pools.every(
      ({ chats, answers }) => chats === null || answers.every((queue) => this.isChat[queue] === 1),
    );
    this.pauses = Uint8Array.from(pools, ({ chats }) => (chats?.calls === "pause the chats" ? 1 : 0));
    this.most = Int32Array.from(pools, ({ chats }) => chats?.speeds.length ?? 0);
    this.speeds = pools.map(({ chats }) => Float64Array.from(chats?.speeds ?? []));
    this.places = Math.max(...this.most);
    this.holders = new Holders(pools.length, this.places);
    this.lookAgainAt = new Float64Array(queues.length).fill(NaN);
    this.closed = new Uint8Array(queues.length);
    this.refusedSoFar = new Float64Array(queues.length);
    this.heldOfQueue = new Int32Array(queues.length);
    this.chattersOfQueue = new Int32Array(queues.length);
    this.heldIn = new Int32Array(pools.length);
    this.chattingIn = new Int32Array(pools.length);
    this.fullIn = new Int32Array(pools.length);
    this.finishers = new Int32Array(pools.length);
    this.due = new Calendar(rows);
    this.grow(rows);
  }

  /** When the next chat ends, or is left, or Infinity. */
  get nextMoment(): number {
    return this.due.firstTime;
  }
  /** The handler who holds that chat. */
  get nextHandler(): number {
    return this.due.firstSlot;
  }
  /** Rows there are: handlers beyond them hold no chat. */
  get rows(): number {
    return this.held.length;
  }

  /** Settles how long the chatter stays once answered. */
  born(contact: number, patienceInside: number): void {
    this.patienceInside[contact] = patienceInside;
  }
  patienceInsideOf(contact: number): number {
    return this.patienceInside[contact]!;
  }

  heldBy(handler: number): number {
    return handler < this.held.length ? this.held[handler]! : 0;
  }
  /** Whether a contact of this queue that this handler takes is a chat, or comes beside chats. */
  isConcerned(handler: number, queue: number): boolean {
    return this.isChat[queue] === 1 || this.heldBy(handler) > 0;
  }
  contactAt(handler: number, place: number): number {
    return this.contacts[handler * this.places + place]!;
  }
  /** Work left of the chat in this place, as of when it was last brought up to date. */
  workAt(handler: number, place: number): number {
    return this.work[handler * this.places + place]!;
  }
  beganAt(handler: number, place: number): number {
    return this.began[handler * this.places + place]!;
  }
  phaseBeganAt(handler: number, place: number): number {
    return this.phaseBegan[handler * this.places + place]!;
  }
  isWrappingUp(handler: number, place: number): boolean {
    return this.wrapping[handler * this.places + place] === 1;
  }
  isInCall(handler: number): boolean {
    return this.inCall[handler] === 1;
  }
  /** Whether a handler takes no new chats, as their shift is over. */
  isFinishing(handler: number): boolean {
    return this.finishing[handler]! > 0;
  }
  /** Since when a handler has had chats and no call. */
  aloneSinceOf(handler: number): number {
    return this.aloneSince[handler]!;
  }
  isFull(handler: number): boolean {
    return this.held[handler] === this.most[this.poolOf[handler]!]!;
  }
  /** The one of a pool with a slot free who holds the fewest chats, but any, or NOBODY. */
  withSlot(pool: number): number {
    return this.holders.fewest(pool, this.most[pool]!);
  }
  /** The one of a pool who holds chats, and the fewest, and no call, or NOBODY. */
  withFewest(pool: number): number {
    return this.holders.fewest(pool, this.most[pool]! + 1);
  }

  /** A handler who has a slot free, and no call, takes a chat. */
  begin(handler: number, pool: number, contact: number, now: number, work: number): void {
    if (handler >= this.held.length) this.grow(2 * handler);
    const held = this.held[handler]!;
    if (held === 0) {
      this.poolOf[handler] = pool;
      this.upToDate[handler] = now;
      this.aloneSince[handler] = now;
      this.chattingIn[pool] = this.chattingIn[pool]! + 1;
    } else this.bringUpToDate(handler, now);
    const place = handler * this.places + held;
    this.contacts[place] = contact;
    this.work[place] = work;
    this.began[place] = now;
    this.phaseBegan[place] = now;
    this.wrapping[place] = 0;
    this.leaveAt[place] = now + this.patienceInside[contact]!;
    this.changeHeld(handler, 1);
    this.foresee(handler);
  }

  /** Place of the chat of a handler that changes next. */
  nextPlaceOf(handler: number): number {
    return this.nextPlace[handler]!;
  }
  /** Whether it does so because the chatter leaves; else its talk or its wrap-up is done. */
  nextLeaves(handler: number): boolean {
    return this.leavesNext[handler] === 1;
  }

  /** The chatter has gone; what is left to do of this chat is its wrap-up. */
  startWrapUp(handler: number, place: number, now: number, work: number): void {
    const index = handler * this.places + place;
    this.work[index] = work;
    this.phaseBegan[index] = now;
    this.leaveAt[index] = Infinity;
    this.wrapping[index] = 1;
    this.foresee(handler);
  }

  /** A chat is over, and its slot free. Work has been brought up to date. */
  end(handler: number, place: number, now: number): void {
    const pool = this.poolOf[handler]!;
    const start = handler * this.places;
    const index = start + place;
    this.slotTime += now - this.began[index]!;
    const last = start + this.held[handler]! - 1;
    this.contacts[index] = this.contacts[last]!;
    this.work[index] = this.work[last]!;
    this.leaveAt[index] = this.leaveAt[last]!;
    this.began[index] = this.began[last]!;
    this.phaseBegan[index] = this.phaseBegan[last]!;
    this.wrapping[index] = this.wrapping[last]!;
    this.changeHeld(handler, -1);
    if (this.held[handler] === 0) {
      if (this.inCall[handler] === 0) this.chattingOnly += now - this.aloneSince[handler]!;
      this.inCall[handler] = 0;
      this.finish(handler, false);
      this.chattingIn[pool] = this.chattingIn[pool]! - 1;
      this.due.cancel(handler);
    } else this.foresee(handler);
  }

  /** A handler who holds chats takes a call: the chats stand still, or get on more slowly. */
  callBegins(handler: number, now: number): void {
    this.bringUpToDate(handler, now);
    this.inCall[handler] = 1;
    this.holders.takeOut(handler, this.poolOf[handler]!);
    this.chattingOnly += now - this.aloneSince[handler]!;
    this.foresee(handler);
  }

  /** The call of a handler who still holds chats is over, wrap-up included. */
  callEnds(handler: number, now: number): void {
    this.bringUpToDate(handler, now);
    this.inCall[handler] = 0;
    this.aloneSince[handler] = now;
    this.putAmongHolders(handler);
    this.foresee(handler);
  }

  /** From now on a handler takes nothing new, or may again. */
  finish(handler: number, finishing: boolean): void {
    if (this.isFinishing(handler) === finishing) return;
    const pool = this.poolOf[handler]!;
    this.finishing[handler] = finishing ? ++this.toldToFinish : 0;
    this.finishers[pool] = this.finishers[pool]! + (finishing ? 1 : -1);
    if (finishing) this.holders.takeOut(handler, pool);
    else if (this.inCall[handler] === 0) this.putAmongHolders(handler);
  }

  /**
   * Of the handlers of a pool who take nothing new, the one with the most chats; among equals the one for whom that has been
   * so for longest, so that nothing hangs on the rows they have. Only if there is one.
   */
  finisherWithMost(pool: number): number {
    let best = NOBODY;
    for (let handler = 0; handler < this.held.length; handler++) {
      if (this.finishing[handler] === 0 || this.poolOf[handler] !== pool) continue;
      const more = best === NOBODY ? 1 : this.held[handler]! - this.held[best]!;
      if (more > 0 || (more === 0 && this.finishing[handler]! < this.finishing[best]!)) best = handler;
    }
    return best;
  }

  /** Takes from every chat what has been done of it since it was last looked at. */
  bringUpToDate(handler: number, now: number): void {
    const start = handler * this.places;
    const held = this.held[handler]!;
    const done = (now - this.upToDate[handler]!) * this.speed[handler]!;
    this.upToDate[handler] = now;
    this.workDone += held * done;
    for (let index = start; index < start + held; index++) this.work[index] = this.work[index]! - done;
  }

  private changeHeld(handler: number, change: number): void {
    const pool = this.poolOf[handler]!;
    if (this.isFull(handler)) this.fullIn[pool] = this.fullIn[pool]! - 1;
    this.held[handler] = this.held[handler]! + change;
    this.heldIn[pool] = this.heldIn[pool]! + change;
    if (this.isFull(handler)) this.fullIn[pool] = this.fullIn[pool]! + 1;
    this.holders.takeOut(handler, pool);
    if (this.inCall[handler] === 0) this.putAmongHolders(handler);
  }

  private putAmongHolders(handler: number): void {
    const held = this.held[handler]!;
    if (held > 0 && this.finishing[handler] === 0) this.holders.put(handler, this.poolOf[handler]!, held);
  }

  /** Works out at which speed a handler's chats get on, and which changes first. Work is up to date. */
  private foresee(handler: number): void {
    const pool = this.poolOf[handler]!;
    const held = this.held[handler]!;
    const speeds = this.speeds[pool]!;
    const calling = this.inCall[handler] === 1;
    // A call that goes on beside chats is one thing more to attend to.
    const attended = calling ? Math.min(held + 1, speeds.length) : held;
    const speed = calling && this.pauses[pool] === 1 ? 0 : speeds[attended - 1]!;
    this.speed[handler] = speed;
    const { work, leaveAt } = this;
    const start = handler * this.places;
    const now = this.upToDate[handler]!;
    let next = Infinity;
    let nextPlace = NOBODY;
    let leavesNext = 0;
    for (let place = 0; place < held; place++) {
      const left = work[start + place]!;
      const done = speed === 0 ? Infinity : now + (left > 0 ? left : 0) / speed;
      const leaves = leaveAt[start + place]!;
      const time = leaves < done ? leaves : done;
      if (time >= next) continue;
      next = time;
      nextPlace = place;
      leavesNext = leaves < done ? 1 : 0;
    }
    this.nextPlace[handler] = nextPlace;
    this.leavesNext[handler] = leavesNext;
    this.due.schedule(handler, next);
  }

  private grow(rows: number): void {
    const longer = <T extends Float64Array | Int32Array | Uint8Array>(column: T, empty: T): T => {
      empty.set(column);
      return empty;
    };
    const { places } = this;
    this.poolOf = longer(this.poolOf, new Int32Array(rows));
    this.held = longer(this.held, new Int32Array(rows));
    this.speed = longer(this.speed, new Float64Array(rows));
    this.upToDate = longer(this.upToDate, new Float64Array(rows));
    this.aloneSince = longer(this.aloneSince, new Float64Array(rows));
    this.inCall = longer(this.inCall, new Uint8Array(rows));
    this.finishing = longer(this.finishing, new Float64Array(rows));
    this.nextPlace = longer(this.nextPlace, new Int32Array(rows));
    this.leavesNext = longer(this.leavesNext, new Uint8Array(rows));
    this.contacts = longer(this.contacts, new Int32Array(rows * places));
    this.work = longer(this.work, new Float64Array(rows * places));
    this.leaveAt = longer(this.leaveAt, new Float64Array(rows * places));
    this.began = longer(this.began, new Float64Array(rows * places));
    this.phaseBegan = longer(this.phaseBegan, new Float64Array(rows * places));
    this.wrapping = longer(this.wrapping, new Uint8Array(rows * places));
    this.due.grow(rows);
    this.holders.grow(rows);
  }
}

/** The chats of a room; null if it has none. @param rows Handlers there may be. */
export function chatsOf(scenario: Scenario, rows: number): Chats | null {
  return scenario.queues.some(({ chat }) => chat !== null) ? new Chats(scenario, rows) : null;
}
