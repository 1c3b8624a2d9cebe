import { NOBODY } from "./handlers.ts";
import type { Plan } from "./plan.ts";

/** Left of an item that nobody has put aside. */
const NOT_ASIDE = -1;

/**
 * Deferrable work: queues of items that wait for ever, such as online reports. Kept here is what has come in and is not
 * done (the backlog), which items were put aside unfinished, and which handlers are at work that gives way to calls.
 *
 * Handlers at interruptible work are listed by pool and queue, in the order in which they took it up.
 */
export class Work {
  /** By queue: items that are not done, and the moments at which they came in, summed. */
  readonly backlog: Float64Array;
  readonly timesIn: Float64Array;
  /** By queue: items of the counted period that are not done. */
  readonly countedLeft: Float64Array;

  private readonly kinds: Uint8Array;
  private readonly aside: Float64Array;
  /** By queue: how many more items wait throughout an interval than throughout the one before. */
  private readonly waitingChanges: readonly Float64Array[];
  /** By contact: seconds left of an item that was put aside. */
  private left = new Float64Array(64).fill(NOT_ASIDE);

  private readonly queues: number;
  /** By pool and queue: the list of handlers at that queue's interruptible work. */
  private readonly counts: Int32Array;
  private readonly lasts: Int32Array;
  /** By pool and queue: lists that give way to the queue, the one its desk serves last first. */
  private readonly belows: readonly Int32Array[];
  /** By queue: 1 if some desk has work that gives way to it. */
  private readonly waysGiven: Uint8Array;
  /** By pool: all such lists, likewise. */
  private readonly ofPool: readonly Int32Array[];
  /** By handler: the list it is in, or NOBODY, and its neighbours there. */
  private lists = new Int32Array(0);
  private previous = new Int32Array(0);
  private next = new Int32Array(0);

  constructor({ scenario, service, timetable }: Plan) {
    const { queues, pools } = scenario;
    this.queues = queues.length;
    this.kinds = Uint8Array.from(queues, ({ work }) =>
      work === null ? NO_WORK : work.interruptible ? GIVES_WAY : NEVER_STOPS,
    );
    this.backlog = new Float64Array(queues.length);
    this.timesIn = new Float64Array(queues.length);
    this.countedLeft = new Float64Array(queues.length);
    this.aside = new Float64Array(queues.length);
    const intervals = timetable.before + timetable.counted + timetable.after;
    this.waitingChanges = queues.map(({ work }) => new Float64Array(work === null ? 0 : intervals + 2));
    this.counts = new Int32Array(pools.length * queues.length);
    this.lasts = new Int32Array(pools.length * queues.length).fill(NOBODY);
    const listsBelow = (pool: number, queue: number): Int32Array => {
      const served = service[pool]!;
      const place = served.queues.indexOf(queue);
      if (place < 0) return new Int32Array(0);
      const rank = served.ranks[place]!;
      const below = served.queues.filter((_, i) => served.ranks[i]! > rank);
      return below
        .filter((q) => this.givesWay(q))
        .map((q) => this.listOf(pool, q))
        .reverse();
    };
    this.belows = pools.flatMap((_, pool) => queues.map((__, queue) => listsBelow(pool, queue)));
    this.waysGiven = Uint8Array.from(queues, (_, queue) =>
      pools.some((__, pool) => this.belows[this.listOf(pool, queue)]!.length > 0) ? 1 : 0,
    );
    this.ofPool = pools.map((_, pool) =>
      service[pool]!.queues.filter((q) => this.givesWay(q))
        .map((q) => this.listOf(pool, q))
        .reverse(),
    );
  }

  isWork(queue: number): boolean {
    return this.kinds[queue] !== NO_WORK;
  }
  /** Whether it is work that may be interrupted. */
  givesWay(queue: number): boolean {
    return this.kinds[queue] === GIVES_WAY;
  }

  /** Whether there is work, at any desk, that gives way to contacts of this queue. */
  mayGiveWayTo(queue: number): boolean {
    return this.waysGiven[queue] === 1;
  }

  /** An item has come in. */
  received(contact: number, queue: number, time: number, isCounted: boolean): void {
    this.backlog[queue] = this.backlog[queue]! + 1;
    this.timesIn[queue] = this.timesIn[queue]! + time;
    if (isCounted) this.countedLeft[queue] = this.countedLeft[queue]! + 1;
    if (contact >= this.left.length) {
      const longer = new Float64Array(2 * (contact + 1)).fill(NOT_ASIDE);
      longer.set(this.left);
      this.left = longer;
    }
    this.left[contact] = NOT_ASIDE;
  }

  /** An item that came in at that time is done. */
  done(queue: number, timeIn: number, isCounted: boolean): void {
    const backlog = this.backlog[queue]! - 1;
    this.backlog[queue] = backlog;
    // No rounding is carried along once nothing is left.
    this.timesIn[queue] = backlog === 0 ? 0 : this.timesIn[queue]! - timeIn;
    if (isCounted) this.countedLeft[queue] = this.countedLeft[queue]! - 1;
  }

  /** An item is put aside with so many seconds left. */
  putAside(contact: number, queue: number, left: number): void {
    this.left[contact] = left;
    this.aside[queue] = this.aside[queue]! + 1;
  }

  /** Somebody goes on with an item that was put aside. @returns the seconds that are left of it. */
  takeAside(contact: number, queue: number): number {
    const left = this.left[contact]!;
    this.left[contact] = NOT_ASIDE;
    this.aside[queue] = this.aside[queue]! - 1;
    return left;
  }

  /** Whether an item that waits was put aside. Of contacts of queues that are not work: false. */
  isAside(contact: number): boolean {
    return contact < this.left.length && this.left[contact] !== NOT_ASIDE;
  }
  leftOf(contact: number): number {
    return this.left[contact]!;
  }
  asideIn(queue: number): number {
    return this.aside[queue]!;
  }

  /** An item has waited throughout all intervals between these two. */
  waitedBetween(queue: number, first: number, last: number): void {
    const changes = this.waitingChanges[queue]!;
    changes[first + 1] = changes[first + 1]! + 1;
    changes[last] = changes[last]! - 1;
  }

  /** Hands over how many items waited throughout each interval, for those in which there were any. */
  eachInterval(queue: number, take: (interval: number, items: number) => void): void {
    let items = 0;
    this.waitingChanges[queue]!.forEach((change, interval) => {
      items += change;
      if (items > 0) take(interval, items);
    });
  }

  /** A handler takes up interruptible work. */
  pickedUp(handler: number, pool: number, queue: number): void {
    if (handler >= this.lists.length) this.growTo(2 * (handler + 1));
    const list = this.listOf(pool, queue);
    const last = this.lasts[list]!;
    this.lists[handler] = list;
    this.previous[handler] = last;
    this.next[handler] = NOBODY;
    if (last !== NOBODY) this.next[last] = handler;
    this.lasts[list] = handler;
    this.counts[list] = this.counts[list]! + 1;
  }

  /** A handler is done with interruptible work, or leaves it. */
  putDown(handler: number): void {
    const list = this.lists[handler]!;
    const previous = this.previous[handler]!;
    const next = this.next[handler]!;
    this.lists[handler] = NOBODY;
    if (previous !== NOBODY) this.next[previous] = next;
    if (next === NOBODY) this.lasts[list] = previous;
    else this.previous[next] = previous;
    this.counts[list] = this.counts[list]! - 1;
  }

  /** Handlers of a pool at work that gives way to contacts of a queue. */
  givingWay(pool: number, queue: number): number {
    let handlers = 0;
    for (const list of this.belows[pool * this.queues + queue]!) handlers += this.counts[list]!;
    return handlers;
  }

  /** Whoever gives way first: at the work that the desk serves last, the one who took theirs up last. */
  handlerGivingWay(pool: number, queue: number): number {
    return this.latestOf(this.belows[pool * this.queues + queue]!);
  }

  /** The same of all handlers of a pool at interruptible work, or NOBODY. */
  handlerAtWork(pool: number): number {
    return this.latestOf(this.ofPool[pool]!);
  }

  private latestOf(lists: Int32Array): number {
    for (const list of lists) if (this.counts[list]! > 0) return this.lasts[list]!;
    return NOBODY;
  }

  private listOf(pool: number, queue: number): number {
    return pool * this.queues + queue;
  }

  private growTo(handlers: number): void {
    const longer = (column: Int32Array) => {
      const grown = new Int32Array(handlers).fill(NOBODY);
      grown.set(column);
      return grown;
    };
    this.lists = longer(this.lists);
    this.previous = longer(this.previous);
    this.next = longer(this.next);
  }
}

/** What a queue is: calls; work that is finished once it is begun; work that gives way. */
const NO_WORK = 0;
const NEVER_STOPS = 1;
const GIVES_WAY = 2;

/** Null where no queue is deferrable work. */
export function workOf(plan: Plan): Work | null {
  return plan.scenario.queues.some(({ work }) => work !== null) ? new Work(plan) : null;
}
