import { TimeHeap } from "../../kernel/timeHeap.ts";
import { Agenda } from "../agenda.ts";
import { NOBODY } from "../handlers.ts";
import type { MonthlyTalk } from "../monthlyTalk.ts";
import type { Onward } from "../onward.ts";
import { People } from "../people.ts";
import type { Redials } from "../redials.ts";

/** What follows contacts in a room, and where those come who go on. */
export interface RoomFollowUps {
  /** Who dials again, and who goes on to other queues; null where nobody does. */
  readonly redials: Redials | null;
  readonly onward: Onward | null;
  /** 1 for a queue in which hang-ups are seen as they happen; null where they need not be in any. */
  readonly hangUpsSeen: Uint8Array | null;
  /** By queue: where somebody turns up who goes on to it. */
  readonly destinations: readonly Destination[];
  /** Talk that differs by month; null where it does not. */
  readonly talk: MonthlyTalk | null;
}

/** Where somebody may turn up. */
export interface Destination {
  /**
   * Somebody will come at this moment.
   *
   * @param kind One of `AGENDA_KIND`: whether they dial again or go on.
   * @param pledge The number of their pledge.
   */
  expects(time: number, kind: number, pledge: number): void;
}

/**
 * What follows contacts at one desk: those who will dial again or come from another queue, and the calls after which
 * somebody may go on. Who makes a contact is kept by the row it has in `Inside`.
 */
export class FollowUps {
  readonly room: RoomFollowUps;
  readonly people: People;
  /** Those who will come to this desk. */
  readonly agenda = new Agenda();
  /** Rows of those answered who may go on from there, by the moment at which their handler has done with them. */
  readonly ends = new TimeHeap();
  /** By place: the source of its next hang-up; NOBODY where hang-ups make no difference. */
  readonly hangUpSource: Int32Array;
  /** 1 for a place whose contacts may lead to others once they have been answered. */
  readonly leadsOnAnswered: Uint8Array;
  /** By queue: its place, or NOBODY. */
  readonly placeOf: Int32Array;
  /** Sources of the next who comes, and of the next of `ends`; those of hang-ups come after them. */
  readonly agendaSource: number;
  readonly endsSource: number;
  /** Sources there are in all, and the place each belongs to that is one of a hang-up. */
  readonly sources: number;
  readonly placeOfSource: Int32Array;
  /** The place that whoever came last came to. */
  place = NOBODY;

  /**
   * @param queues The desk's queues, by place.
   * @param firstSource The first source that is free for what follows.
   */
  constructor(room: RoomFollowUps, queues: Int32Array, firstSource: number) {
    this.room = room;
    this.people = new People(room.destinations.length);
    this.leadsOnAnswered = Uint8Array.from(queues, (queue) =>
      room.onward?.mayLeadOnAnswered(queue) === true ? 1 : 0,
    );
    this.placeOf = Int32Array.from(room.destinations, (_, queue) => queues.indexOf(queue));
    this.agendaSource = firstSource;
    this.endsSource = firstSource + 1;
    let sources = firstSource + 2;
    this.hangUpSource = Int32Array.from(queues, (queue) =>
      room.hangUpsSeen?.[queue] === 1 ? sources++ : NOBODY,
    );
    this.sources = sources;
    this.placeOfSource = new Int32Array(sources).fill(NOBODY);
    this.hangUpSource.forEach((source, place) => {
      if (source !== NOBODY) this.placeOfSource[source] = place;
    });
  }

  /** Whether something may follow when a handler has done with the contact in this row. */
  mayFollow(place: number, row: number): boolean {
    return this.leadsOnAnswered[place] === 1 || this.people.owedQueueOf(row) !== NOBODY;
  }
}
