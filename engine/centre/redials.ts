import { TimeHeap } from "../kernel/timeHeap.ts";
import { openStream } from "../random/streams.ts";
import type { Plan } from "./plan.ts";
import { RedialFates } from "./redialFates.ts";

/** Pledge of a contact that made none. */
const NONE = -1;

/** What became of a pledge. Its row is used again only once its moment has come, so no other is taken for it. */
const FREE = 0;
const OPEN = 1;
const ANSWERED = 2;

/**
 * Who dials again. A caller makes one attempt after the other, and each is a contact; a pledge is what a caller who is
 * not answered yet means to do: to dial again at a certain moment, unless an answer comes first.
 */
export class Redials {
  /** Attempts that were not a caller's first, by queue, counted apart from the ledger. */
  readonly redialledSoFar: Float64Array;
  /** When the pledge that was made last is due. */
  pledgedMoment = 0;
  /** Of the pledge that was taken last: its queue, and what is settled about the attempt. */
  queue = 0;

  private readonly fatesOf: readonly (RedialFates | null)[];
  private readonly callersSoFar: Float64Array;
  /** Pledges by the moment they are due. */
  private readonly due = new TimeHeap();
  /** By contact: who dials, in the order in which the queue's callers first did; which attempt it is; its pledge. */
  private readonly callers: number[] = [];
  private readonly attempts: number[] = [];
  /** By contact: 0, or the number of the visit of somebody who came from another queue. */
  private readonly visits: number[] = [];
  private readonly pledges: number[] = [];
  /** By pledge: what became of it, and whose it is; the attempt is the one it follows. */
  private readonly states: number[] = [];
  private readonly pledgedQueues: number[] = [];
  private readonly pledgedCallers: number[] = [];
  private readonly pledgedAttempts: number[] = [];
  private readonly pledgedVisits: number[] = [];
  private readonly free: number[] = [];
  private taken = NONE;

  /** @param fatesOf For each queue; null where nobody dials again. */
  constructor(fatesOf: readonly (RedialFates | null)[]) {
    this.fatesOf = fatesOf;
    this.callersSoFar = new Float64Array(fatesOf.length);
    this.redialledSoFar = new Float64Array(fatesOf.length);
  }

  /** When the next pledge is due, or Infinity. */
  get nextMoment(): number {
    return this.due.firstTime;
  }

  /** What is settled about the attempt that the pledge taken last leads to. */
  get fates(): RedialFates {
    return this.fatesOf[this.queue]!;
  }

  /** A caller dials who has not done so before. */
  firstAttempt(contact: number, queue: number): void {
    const caller = this.callersSoFar[queue]! + 1;
    this.callersSoFar[queue] = caller;
    this.comesFromElsewhere(contact, caller, 0);
  }

  /** Somebody comes from another queue. @param caller Their number in the queue to which they came first. */
  comesFromElsewhere(contact: number, caller: number, visit: number): void {
    this.callers[contact] = caller;
    this.visits[contact] = visit;
    this.attempts[contact] = 1;
    this.pledges[contact] = NONE;
  }

  /** The caller whose pledge was taken last dials again. */
  laterAttempt(contact: number): void {
    const { queue, taken } = this;
    this.redialledSoFar[queue] = this.redialledSoFar[queue]! + 1;
    this.callers[contact] = this.pledgedCallers[taken]!;
    this.attempts[contact] = this.pledgedAttempts[taken]! + 1;
    this.visits[contact] = this.pledgedVisits[taken]!;
    this.pledges[contact] = NONE;
  }

  /** Who is calling, counted from 1 in the order in which the callers of the queue first dialled. */
  callerOf(contact: number): number {
    return this.callers[contact]!;
  }
  visitOf(contact: number): number {
    return this.visits[contact]!;
  }
  /** The how manieth attempt of its caller a contact is, from 1. */
  attemptOf(contact: number): number {
    return this.attempts[contact]!;
  }
  /** Whether its caller dials again if it is not answered. */
  hasPledged(contact: number): boolean {
    return this.pledges[contact] !== NONE;
  }

  /**
   * Settles whether a contact's caller dials again after hanging up at this moment.
   *
   * @returns true if so: `pledgedMoment` then says when.
   */
  pledge(contact: number, queue: number, hangsUp: number, inMessage: boolean): boolean {
    const fates = this.fatesOf[queue] ?? null;
    if (fates === null || hangsUp === Infinity) return false;
    const caller = this.callers[contact]!;
    const attempt = this.attempts[contact]!;
    const visit = this.visits[contact]!;
    if (!fates.comesBack(caller, attempt, inMessage, visit)) return false;
    const moment = hangsUp + fates.delay;
    const pledge = this.free.pop() ?? this.states.length;
    this.states[pledge] = OPEN;
    this.pledgedQueues[pledge] = queue;
    this.pledgedCallers[pledge] = caller;
    this.pledgedAttempts[pledge] = attempt;
    this.pledgedVisits[pledge] = visit;
    this.pledges[contact] = pledge;
    this.due.add(moment, pledge);
    this.pledgedMoment = moment;
    return true;
  }

  /** A contact that waited is answered: its caller has no reason left to dial again. */
  answered(contact: number): void {
    const pledge = this.pledges[contact]!;
    if (pledge !== NONE) this.states[pledge] = ANSWERED;
  }

  /**
   * Takes the pledge that is due first.
   *
   * @returns whether it is kept; then `queue` and `fates` tell of the attempt, which `laterAttempt` begins.
   */
  takeNext(): boolean {
    const pledge = this.due.takeFirst();
    const isKept = this.states[pledge] === OPEN;
    this.states[pledge] = FREE;
    this.free.push(pledge);
    if (!isKept) return false;
    this.taken = pledge;
    this.queue = this.pledgedQueues[pledge]!;
    this.fates.turnTo(
      this.pledgedCallers[pledge]!,
      this.pledgedAttempts[pledge]! + 1,
      this.pledgedVisits[pledge],
    );
    return true;
  }

  /** Pledges of a queue's callers whose moment has not come and who have not been answered. */
  openPledges(queue: number): number {
    let open = 0;
    for (let pledge = 0; pledge < this.states.length; pledge++) {
      if (this.states[pledge] === OPEN && this.pledgedQueues[pledge] === queue) open++;
    }
    return open;
  }
}

/** Those who dial again in one replication; null if no queue's callers do. */
export function redialsOf({ scenario }: Plan, replication: number): Redials | null {
  const { seed, draws, queues } = scenario;
  if (queues.every(({ redials }) => redials === null)) return null;
  return new Redials(
    queues.map((queue) => {
      const key = { seed, replication, purpose: "redials", queue: queue.name } as const;
      return queue.redials === null ? null : new RedialFates(queue, queue.redials, draws, openStream(key));
    }),
  );
}
