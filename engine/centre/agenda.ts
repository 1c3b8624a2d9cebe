import { TimeHeap } from "../kernel/timeHeap.ts";

/** What an entry of the agenda is about. `agendaEvents.ts` says what happens then. */
export const AGENDA_KIND = {
  /** Those who have hung up in a queue no longer keep others waiting: its number. */
  lineMatters: 0,
  /** A least or longest time, or the rest, of a switch is over: its number. Switches are looked at after every event. */
  switchDue: 1,
  /** A shift of a pool starts or ends within the interval: the pool's number. */
  shiftsChange: 2,
  /** A break may be taken from now on, and one is over: its row in `Duty`. */
  breakOpens: 3,
  breakEnds: 4,
  /** Somebody comes to another queue: the number of their pledge. */
  goesOn: 5,
  /** Somebody dials again: the number of their pledge. */
  dialsAgain: 6,
} as const;

const KIND_BITS = 4;
const KIND_MASK = (1 << KIND_BITS) - 1;

/**
 * What will be looked at later, beyond what has a slot of its own in the calendar: any number of entries, each a kind and
 * a number. Entries are never taken back: when one is due, whoever made it finds out whether it still means anything.
 * Entries of the same moment come in the order in which they were made.
 */
export class Agenda {
  private readonly entries = new TimeHeap();

  /** When the next entry is due, or Infinity. */
  get nextMoment(): number {
    return this.entries.firstTime;
  }

  /** Entries of people who will come: to dial again, or from another queue. */
  get pledges(): number {
    let pledges = 0;
    this.entries.forEach((entry) => {
      const kind = kindOf(entry);
      if (kind === AGENDA_KIND.goesOn || kind === AGENDA_KIND.dialsAgain) pledges++;
    });
    return pledges;
  }

  /** @param about A whole number from 0 to 134 million: a queue, a contact, a row of whatever the kind is about. */
  add(time: number, kind: number, about: number): void {
    this.entries.add(time, (about << KIND_BITS) | kind);
  }

  /** Takes the entry that is due first: see `kindOf` and `aboutOf`. */
  takeNext(): number {
    return this.entries.takeFirst();
  }
}

export function kindOf(entry: number): number {
  return entry & KIND_MASK;
}
export function aboutOf(entry: number): number {
  return entry >> KIND_BITS;
}
