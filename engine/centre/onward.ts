import { AFTER_PLACE, fatesOnward, type FatesOnward } from "./onwardFates.ts";
import type { People } from "./people.ts";
import type { Plan } from "./plan.ts";
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
  private readonly leadOnAnswered: Uint8Array;
  /** By queue: those who will come to another from it, and whose moment has not come. */
  private readonly yetTo: Float64Array;
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
    this.leadOnAnswered = Uint8Array.from(fates.leaving, (leaving) =>
      leaving?.hasWay(AFTER_PLACE.answered) === true ? 1 : 0,
    );
    this.wentSoFar = new Float64Array(fates.leaving.length);
    this.cameSoFar = new Float64Array(fates.leaving.length);
    this.yetTo = new Float64Array(fates.leaving.length);
  }

  /** What is settled about the contact that the pledge taken last leads to. */
  get arriving(): RedialFates {
    return this.fates.arriving[this.to]!;
  }

  /** Whether contacts of this queue may lead to others once they are answered. */
  mayLeadOnAnswered(queue: number): boolean {
    return this.leadOnAnswered[queue] === 1;
  }

  /** The contact is made that the pledge taken last leads to. */
  arrives(people: People, contact: number): void {
    const { taken, from, to } = this;
    people.makes(
      contact,
      this.pledgedPersons[taken]!,
      this.pledgedVisits[taken]!,
      1,
      this.pledgedOwedQueues[taken]!,
      this.pledgedOwedBins[taken]!,
    );
    this.wentSoFar[from] = this.wentSoFar[from]! + 1;
    this.cameSoFar[to] = this.cameSoFar[to]! + 1;
  }

  /**
   * Settles whether a person goes on once their contact has ended in a certain way.
   *
   * @param ends The moment of its end.
   * @param after How it ends: one of `AFTER_PLACE`.
   * @param owedQueue Where the person will then have gone unanswered last (see `People`), and in which bin.
   * @returns the number of the pledge, with `pledgedQueue` and `pledgedMoment`; below 0 if they do not.
   */
  pledge(
    people: People,
    contact: number,
    queue: number,
    ends: number,
    after: number,
    owedQueue: number,
    owedBin: number,
  ): number {
    const fates = this.fates.leaving[queue] ?? null;
    if (fates === null) return NONE;
    const person = people.personOf(contact);
    const visit = people.visitOf(contact);
    if (!fates.goesOn(person, people.attemptOf(contact), visit, after)) return NONE;
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

/** Those who go on to other queues in one replication; null if nobody does. */
export function onwardOf(plan: Plan, replication: number): Onward | null {
  return plan.scenario.queues.some(({ onward }) => onward !== null)
    ? new Onward(fatesOnward(plan, replication))
    : null;
}
