import { openStream } from "../random/streams.ts";
import type { Queue } from "../scenario/scenario.ts";
import { AccidentalFates } from "./accidentalFates.ts";
import type { Contacts } from "./contacts.ts";
import { hasSequel } from "./hasSequel.ts";
import type { Onward } from "./onward.ts";
import { CONTACT_KIND, type People } from "./people.ts";
import type { Plan } from "./plan.ts";

/**
 * What else may become of contacts than an answer or a hang-up: they lead to contacts with other queues, they were
 * accidents and clear by themselves, or they are left to a partner force.
 */
export class Sequels {
  /** Who goes on to other queues; null where nobody does. */
  readonly onward: Onward | null;
  /** Accidental calls that are inside, in the message or in the line, by queue. */
  readonly accidentalInside: Float64Array;

  private readonly accidental: readonly (AccidentalFates | null)[];
  /** By queue, in seconds from reaching the line; Infinity where there is no partner force. */
  private readonly partnerAfter: Float64Array;
  private readonly people: People;

  constructor(
    queues: readonly Queue[],
    onward: Onward | null,
    accidental: readonly (AccidentalFates | null)[],
    people: People,
  ) {
    this.onward = onward;
    this.accidental = accidental;
    this.partnerAfter = Float64Array.from(queues, ({ partnerAfter }) => partnerAfter ?? Infinity);
    this.people = people;
    this.accidentalInside = new Float64Array(queues.length);
  }

  /**
   * Somebody has come from outside for the first time, to whom this may happen by accident.
   *
   * @returns whether it is an accidental call.
   */
  callsByAccident(contact: number, queue: number, person: number, contacts: Contacts): boolean {
    const fates = this.accidental[queue] ?? null;
    if (fates?.isAccidental(person) !== true) return false;
    this.people.becomes(contact, CONTACT_KIND.accidental);
    this.accidentalInside[queue] = this.accidentalInside[queue]! + 1;
    contacts.clearsByItself(contact, fates.talk ?? contacts.talkOf(contact), fates.clearsAfter);
    return true;
  }

  isAccidental(contact: number): boolean {
    return this.people.kindOf(contact) === CONTACT_KIND.accidental;
  }

  /** An accidental call is answered, or gone. */
  accidentalEnds(queue: number): void {
    this.accidentalInside[queue] = this.accidentalInside[queue]! - 1;
  }

  /** A contact is in the line, and will leave it no later than it can be left to a partner force. */
  waits(contact: number, queue: number, contacts: Contacts): void {
    const latest = contacts.offerTimeOf(contact) + this.partnerAfter[queue]!;
    if (latest >= contacts.deadlineOf(contact) || this.isAccidental(contact)) return;
    contacts.giveUp(contact, latest);
    this.people.becomes(contact, CONTACT_KIND.taken);
  }

  /** Whether a contact, unless it is answered, is left to a partner force. */
  isTaken(contact: number): boolean {
    return this.people.kindOf(contact) === CONTACT_KIND.taken;
  }
}

/** What else may become of contacts in one replication; null if nothing does. */
export function sequelsOf(
  plan: Plan,
  replication: number,
  onward: Onward | null,
  people: People,
): Sequels | null {
  const { seed, draws, queues } = plan.scenario;
  if (!queues.some(hasSequel)) return null;
  return new Sequels(
    queues,
    onward,
    queues.map(({ name, accidental }) => {
      if (accidental === null) return null;
      const key = openStream({ seed, replication, purpose: "accidental", queue: name });
      return new AccidentalFates(accidental, draws, key);
    }),
    people,
  );
}
