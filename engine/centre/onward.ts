import type { FatesOnward } from "./onwardFates.ts";
import type { RedialFates } from "./redialFates.ts";
import { visitAfter } from "./visits.ts";

/** No pledge, no queue. */
const NONE = -1;

/**
 * People whose contact with one queue leads to another: a call-back after an unanswered 999 call, a report online after
 * a 101 call that nobody took. A person makes one contact after the other, each in a queue of its own; a pledge is that
 * somebody will be in another queue at a certain moment.
 */
export class Onward {
  /** Contacts that came from other queues, by where they came from and by where they came to, counted at the door. */
  readonly wentSoFar: Float64Array;
  readonly cameSoFar: Float64Array;
  /** Of the pledge that was made last: the queue it leads to, and when. */
  pledgedQueue = 0;
  pledgedMoment = 0;
  /** Of the pledge that was taken last: the queues it leads from and to. */
  from = 0;
  to = 0;

  private readonly fates: FatesOnward;
  /** By queue: those who will come to another from it, and whose moment has not come. */
  private readonly yetTo: Float64Array;
  /** By contact: the person's number among those who came from outside to the queue they first came to; the visit; the
   * attempt within it; and the queue and bin of their last unanswered contact, as long as nobody has
   * reached them. */
  private readonly persons: number[] = [];
  private readonly visits: number[] = [];
  private readonly attempts: number[] = [];
  private readonly owedQueues: number[] = [];
  private readonly owedBins: number[] = [];
  /** By pledge. */
  private readonly fromQueues: number[] = [];
  private readonly toQueues: number[] = [];
  private readonly pledgedPersons: number[] = [];
  private readonly pledgedVisits: number[] = [];
  private readonly pledgedOwedQueues: number[] = [];
  private readonly pledgedOwedBins: number[] = [];
  private readonly free: number[] = [];
  private taken = NONE;

  constructor(fates: FatesOnward) {
    this.fates = fates;
    this.wentSoFar = new Float64Array(fates.leaving.length);
    this.cameSoFar = new Float64Array(fates.leaving.length);
    this.yetTo = new Float64Array(fates.leaving.length);
  }

  /** What is settled about the contact that the pledge taken last leads to. */
  get arriving(): RedialFates {
    return this.fates.arriving[this.to]!;
  }

  /** Whether contacts of this queue may lead to others when they end in this way: one of `AFTER_PLACE`. */
  mayLeadOn(queue: number, after: number): boolean {
    return this.fates.leaving[queue]?.hasWay(after) === true;
  }

  /** A contact is made that did not come from another queue. @param attempt From 1; more after a redial. */
  isMade(contact: number, person: number, visit: number, attempt: number): void {
    this.persons[contact] = person;
    this.visits[contact] = visit;
    this.attempts[contact] = attempt;
    this.owedQueues[contact] = NONE;
  }

  /** The contact is made that the pledge taken last leads to. */
  arrives(contact: number): void {
    const { taken, from, to } = this;
    this.isMade(contact, this.pledgedPersons[taken]!, this.pledgedVisits[taken]!, 1);
    this.owedQueues[contact] = this.pledgedOwedQueues[taken]!;
    this.owedBins[contact] = this.pledgedOwedBins[taken]!;
    this.wentSoFar[from] = this.wentSoFar[from]! + 1;
    this.cameSoFar[to] = this.cameSoFar[to]! + 1;
  }

  personOf(contact: number): number {
    return this.persons[contact]!;
  }
  visitOf(contact: number): number {
    return this.visits[contact]!;
  }
  /** The queue in which this person went unanswered last and is still to be reached for; below 0 if in none. */
  owedQueueOf(contact: number): number {
    return this.owedQueues[contact]!;
  }
  owedBinOf(contact: number): number {
    return this.owedBins[contact]!;
  }

  /**
   * Settles whether a person goes on once their contact has ended in a certain way.
   *
   * @param ends The moment of its end.
   * @param after How it ends: one of `AFTER_PLACE`.
   * @param owedQueue Where the person will then have gone unanswered last (see `owedQueueOf`), and in which bin.
   * @returns the number of the pledge, with `pledgedQueue` and `pledgedMoment`; below 0 if they do not.
   */
  pledge(
    contact: number,
    queue: number,
    ends: number,
    after: number,
    owedQueue: number,
    owedBin: number,
  ): number {
    const fates = this.fates.leaving[queue] ?? null;
    if (fates === null) return NONE;
    const person = this.persons[contact]!;
    const visit = this.visits[contact]!;
    if (!fates.goesOn(person, this.attempts[contact]!, visit, after)) return NONE;
    const pledge = this.free.pop() ?? this.fromQueues.length;
    this.fromQueues[pledge] = queue;
    this.toQueues[pledge] = fates.to;
    this.pledgedPersons[pledge] = person;
    this.pledgedVisits[pledge] = visitAfter(visit, queue, fates.to);
    this.pledgedOwedQueues[pledge] = owedQueue;
    this.pledgedOwedBins[pledge] = owedBin;
    this.yetTo[queue] = this.yetTo[queue]! + 1;
    this.pledgedQueue = fates.to;
    this.pledgedMoment = ends + fates.delay;
    return pledge;
  }

  /** Takes a pledge that is due: `from`, `to` and `arriving` tell of the contact, which `arrives` begins. */
  take(pledge: number): void {
    const from = this.fromQueues[pledge]!;
    this.free.push(pledge);
    this.taken = pledge;
    this.from = from;
    this.to = this.toQueues[pledge]!;
    this.yetTo[from] = this.yetTo[from]! - 1;
    this.arriving.turnTo(this.pledgedPersons[pledge]!, 1, this.pledgedVisits[pledge]);
  }

  /** Those who will come to another queue from this one, and whose moment has not come. */
  yetToGoOn(queue: number): number {
    return this.yetTo[queue]!;
  }
}
