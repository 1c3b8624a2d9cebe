import { openStream } from "../random/streams.ts";
import { NOBODY } from "./handlers.ts";
import type { People } from "./people.ts";
import type { Plan } from "./plan.ts";
import { RedialFates } from "./redialFates.ts";

/** No pledge. */
const NONE = -1;

/**
 * Who dials again. A caller makes one attempt after the other, and each is a contact; a pledge is what a caller who
 * has hung up will do: dial again at a certain moment.
 */
export class Redials {
  /** Attempts that were not a caller's first, by queue, counted apart from the ledger. */
  readonly redialledSoFar: Float64Array;
  /** When the pledge that was made last is due. */
  pledgedMoment = 0;
  /** Of the pledge that was taken last: its queue, and what is settled about the attempt. */
  queue = 0;

  private readonly fatesOf: readonly (RedialFates | null)[];
  /** By queue: callers who will dial again, and whose moment has not come. */
  private readonly yetTo: Float64Array;
  /** By pledge: whose it is; the attempt is the one it follows. */
  private readonly pledgedQueues: number[] = [];
  private readonly pledgedCallers: number[] = [];
  private readonly pledgedAttempts: number[] = [];
  private readonly pledgedVisits: number[] = [];
  private readonly free: number[] = [];
  private taken = NONE;

  /** @param fatesOf For each queue; null where nobody dials again. */
  constructor(fatesOf: readonly (RedialFates | null)[]) {
    this.fatesOf = fatesOf;
    this.redialledSoFar = new Float64Array(fatesOf.length);
    this.yetTo = new Float64Array(fatesOf.length);
  }

  /** What is settled about the attempt that the pledge taken last leads to. */
  get fates(): RedialFates {
    return this.fatesOf[this.queue]!;
  }

  /** The caller whose pledge was taken last dials again. */
  laterAttempt(people: People, contact: number): void {
    const { queue, taken } = this;
    this.redialledSoFar[queue] = this.redialledSoFar[queue]! + 1;
    const [caller, visit] = [this.pledgedCallers[taken]!, this.pledgedVisits[taken]!];
    people.makes(contact, caller, visit, this.pledgedAttempts[taken]! + 1, NOBODY, 0);
  }

  /**
   * Settles whether a contact's caller dials again after hanging up at this moment.
   *
   * @returns the number of the pledge, with `pledgedMoment`; below 0 if they do not.
   */
  pledge(people: People, contact: number, queue: number, hangsUp: number, inMessage: boolean): number {
    const fates = this.fatesOf[queue] ?? null;
    if (fates === null) return NONE;
    const caller = people.personOf(contact);
    const attempt = people.attemptOf(contact);
    const visit = people.visitOf(contact);
    if (!fates.comesBack(caller, attempt, inMessage, visit)) return NONE;
    const pledge = this.free.pop() ?? this.pledgedQueues.length;
    this.pledgedQueues[pledge] = queue;
    this.pledgedCallers[pledge] = caller;
    this.pledgedAttempts[pledge] = attempt;
    this.pledgedVisits[pledge] = visit;
    this.yetTo[queue] = this.yetTo[queue]! + 1;
    this.pledgedMoment = hangsUp + fates.delay;
    return pledge;
  }

  /** Takes a pledge that is due: `queue` and `fates` tell of the attempt, which `laterAttempt` begins. */
  take(pledge: number): void {
    const queue = this.pledgedQueues[pledge]!;
    this.free.push(pledge);
    this.taken = pledge;
    this.queue = queue;
    this.yetTo[queue] = this.yetTo[queue]! - 1;
    this.fates.turnTo(
      this.pledgedCallers[pledge]!,
      this.pledgedAttempts[pledge]! + 1,
      this.pledgedVisits[pledge],
    );
  }

  /** Callers of a queue who will dial again, and whose moment has not come. */
  yetToRedial(queue: number): number {
    return this.yetTo[queue]!;
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
