import { type Centre, NOBODY_STARTS } from "./centre.ts";
import { roundShareInWords } from "../scenario/words.ts";
import type { Observer } from "./observer.ts";

/** Which contact to follow. */
export type Wanted =
  | { readonly by: "number"; readonly queue: number; readonly number: number }
  /** The first of the queue to dial at or after this moment, in seconds from the start of the counted period. */
  | { readonly by: "time"; readonly queue: number; readonly from: number };

/** One thing that happened to the contact. */
export interface Chapter {
  /** Seconds from the start of the counted period. */
  readonly time: number;
  readonly what: string;
}

/** A contact's story, and who else was waiting when it reached the line. */
export interface Story {
  readonly queue: number;
  readonly number: number;
  readonly chapters: readonly Chapter[];
}

/**
 * Watches a run for one contact and writes down what happens to it.
 *
 * @returns `observer` to hand to the run; `story` gives what was seen once the run is over, null if nobody came.
 */
export function storyteller(wanted: Wanted): {
  readonly observer: Observer<Centre>;
  readonly story: () => Story | null;
} {
  let followed: { contact: number; number: number } | null = null;
  let ended = false;
  let back: number | null = null;
  let onward: { readonly to: string; readonly time: number } | null = null;
  /** Whoever chats with the followed contact. */
  let chattingWith: number | null = null;
  const chapters: Chapter[] = [];
  const isFollowed = (contact: number): boolean => !ended && followed?.contact === contact;
  const tell = (time: number, what: string): void => {
    chapters.push({ time, what });
  };
  /** The followed contact has gone unanswered. */
  const unanswered = (): void => {
    if (back !== null) tell(back, "dials again, which makes another contact");
    ends();
  };
  /** The followed contact is over, and may lead to another. */
  const ends = (): void => {
    if (onward !== null) tell(onward.time, `comes to ${onward.to}, which makes another contact`);
    ended = true;
  };
  const observer: Observer<Centre> = {
    monthBegan(centre) {
      if (followed === null || ended) return;
      const { timetable, scenario } = centre.plan;
      const month = timetable.months[timetable.monthOf[centre.interval]!]!.label;
      const hour = timetable.hourOfWeek[centre.interval]!;
      // Pools with shifts go on as they were.
      const desks = scenario.pools.flatMap(({ name, rota }, pool) =>
        rota === null ? [`${name} ${centre.roster[pool]![hour]!}`] : [],
      );
      const onDuty = desks.length === 0 ? "" : `; on duty from now on: ${desks.join(", ")}`;
      const { demand } = centre;
      const changes = scenario.queues.flatMap(({ name }, queue) =>
        demand?.follows(queue) === true
          ? [`; demand of ${name} is ${roundShareInWords(demand.shares[queue]!)} of its volume`]
          : [],
      );
      tell(centre.now, `a new month begins, ${month}${onDuty}${changes.join("")}`);
    },
    dialled(centre, contact) {
      if (followed !== null || !isWanted(centre, contact, wanted)) return;
      followed = { contact, number: centre.contacts.numberOf(contact) };
      const { name, work } = centre.plan.scenario.queues[wanted.queue]!;
      const fromQueue = centre.somethingFollows && centre.people.visitOf(contact) > 0;
      const what = work === null ? "contact" : "item";
      const how = fromQueue
        ? `comes to ${name} after another contact`
        : work === null
          ? `dials ${name}`
          : `comes in at ${name}`;
      tell(centre.now, `${how}, as ${what} ${followed.number} of that queue`);
      if (centre.sequels?.isAccidental(contact) === true) tell(centre.now, "is an accidental call");
      tell(centre.now, fates(centre, contact));
    },
    leftInMessage(_, contact, time, fate) {
      if (!isFollowed(contact)) return;
      tell(
        time,
        fate === "hung up" ? "hangs up during the message" : "leaves the message for a digital channel",
      );
      unanswered();
    },
    refused(centre, contact) {
      if (!isFollowed(contact)) return;
      tell(centre.now, "is refused: the chat is closed");
      ended = true;
    },
    offered(centre, contact) {
      if (!isFollowed(contact)) return;
      tell(centre.now, `reaches the line. ${handlersNow(centre, contact)} ${waitingNow(centre, contact)}`);
    },
    joinedLine(centre, contact) {
      if (!isFollowed(contact)) return;
      const until = centre.contacts.deadlineOf(contact) - centre.now;
      tell(
        centre.now,
        `joins the line: nobody may take it yet${Number.isFinite(until) ? `; would wait ${span(until)}` : ""}`,
      );
    },
    balked(centre, contact) {
      if (isFollowed(contact)) tell(centre.now, "finds nobody free and leaves at once");
    },
    dialsAgain(_, contact, time) {
      if (isFollowed(contact)) back = time;
    },
    goesOn(centre, contact, to, time) {
      if (isFollowed(contact)) onward = { to: centre.plan.scenario.queues[to]!.name, time };
    },
    answered(centre, contact, handler) {
      if (!ended && handler === chattingWith) tell(centre.now, handlerTakes(centre, contact, handler));
      if (!isFollowed(contact)) return;
      const { contacts, handlers, plan } = centre;
      const wait = centre.now - contacts.offerTimeOf(contact);
      const { name: pool, proficiency } = plan.scenario.pools[handlers.poolOf(handler)]!;
      if (isWork(centre, contact)) {
        tell(centre.now, `is taken up by handler ${handler} of ${pool} at an age of ${span(wait)}`);
        return;
      }
      tell(centre.now, `is answered by handler ${handler} of ${pool} after waiting ${span(wait)}`);
      if (proficiency !== null) {
        const { talk, wrapUp } = proficiency;
        tell(centre.now, `at this desk talk takes ${talk} and wrap-up ${wrapUp} times as long`);
      }
      if (isChat(centre, contact)) {
        chattingWith = handler;
        const stays = centre.chats!.patienceInsideOf(contact);
        const until = Number.isFinite(stays) ? `; would stay ${span(stays)} at most` : "";
        tell(centre.now, `${holds(centre, handler)}${until}`);
        return;
      }
      tell(centre.now + contacts.talkOf(contact), `the talk ends after ${span(contacts.talkOf(contact))}`);
    },
    abandoned(centre, contact, time) {
      if (!isFollowed(contact)) return;
      tell(time, `gives up after waiting ${span(time - centre.contacts.offerTimeOf(contact))}; not answered`);
      unanswered();
    },
    takenByPartner(centre, contact, time) {
      if (!isFollowed(contact)) return;
      const wait = time - centre.contacts.offerTimeOf(contact);
      tell(time, `is left to a partner force after waiting ${span(wait)}; not answered here`);
      ended = true;
    },
    workPutAside(centre, contact, handler) {
      if (!isFollowed(contact)) return;
      const left = span(centre.work!.leftOf(contact));
      tell(
        centre.now,
        `handler ${handler} puts it aside with ${left} left, for a contact or the end of a shift`,
      );
    },
    workResumed(centre, contact, handler) {
      if (!isFollowed(contact)) return;
      const pool = centre.plan.scenario.pools[centre.handlers.poolOf(handler)]!.name;
      tell(centre.now, `handler ${handler} of ${pool} goes on with it`);
    },
    chatOver(centre, contact, _, left) {
      if (!isFollowed(contact)) return;
      tell(centre.now, left ? "leaves during the chat" : "the chat ends");
    },
    wrapUpInterrupted(centre, handler) {
      if (!isFollowed(centre.handlers.contactOf(handler))) return;
      tell(centre.now, "the handler is called away from the wrap-up and will finish it after the next call");
      ends();
    },
    handlingEnded(centre, contact, handler) {
      if (!isFollowed(contact)) {
        if (!ended && handler === chattingWith) {
          const what = isChat(centre, contact)
            ? holds(centre, handler)
            : `handler ${handler} is done with the call`;
          tell(centre.now, what);
        }
        return;
      }
      const age = span(centre.now - centre.contacts.offerTimeOf(contact));
      tell(
        centre.now,
        isWork(centre, contact)
          ? `is done by handler ${handler}, at an age of ${age}`
          : isChat(centre, contact)
            ? `handler ${handler} is done with it`
            : `handler ${handler} has finished the wrap-up`,
      );
      ends();
    },
  };
  return {
    observer,
    story: () =>
      followed === null
        ? null
        : {
            queue: wanted.queue,
            number: followed.number,
            chapters: chapters.toSorted((a, b) => a.time - b.time),
          },
  };
}

function isWanted({ contacts, now }: Centre, contact: number, wanted: Wanted): boolean {
  if (contacts.queueOf(contact) !== wanted.queue) return false;
  return wanted.by === "number" ? contacts.numberOf(contact) === wanted.number : now >= wanted.from;
}

function isWork({ work, contacts }: Centre, contact: number): boolean {
  return work?.isWork(contacts.queueOf(contact)) === true;
}

function isChat({ chats, contacts }: Centre, contact: number): boolean {
  return chats !== null && chats.isChat[contacts.queueOf(contact)] === 1;
}

function holds({ chats }: Centre, handler: number): string {
  const held = chats!.heldBy(handler);
  return `handler ${handler} now holds ${held === 1 ? "this chat only" : `${held} chats`}`;
}

/** What whoever chats with the followed contact does beside it. */
function handlerTakes(centre: Centre, contact: number, handler: number): string {
  if (isChat(centre, contact)) return holds(centre, handler);
  const { pools, queues } = centre.plan.scenario;
  const { name } = queues[centre.contacts.queueOf(contact)]!;
  const pauses = pools[centre.handlers.poolOf(handler)]!.chats?.calls === "pause the chats";
  return `handler ${handler} takes a call of ${name}; the chats ${pauses ? "stand still" : "go on beside it"}`;
}

/** What was settled at birth and nobody in the room knows. */
function fates(centre: Centre, contact: number): string {
  const { contacts } = centre;
  if (isWork(centre, contact)) return `(settled at birth: takes ${span(contacts.talkOf(contact))})`;
  const patience = contacts.patienceOf(contact);
  const would = Number.isFinite(patience) ? `would wait ${span(patience)} in all` : "would never give up";
  return (
    `(settled at birth: ${would}; if answered, talks ${span(contacts.talkOf(contact))} ` +
    `and leaves ${span(contacts.wrapUpOf(contact))} of wrap-up)`
  );
}

function handlersNow({ plan, handlers, duty, holdBack, contacts, queues }: Centre, contact: number): string {
  const queue = contacts.queueOf(contact);
  const pools = plan.scenario.pools.map(({ name }, pool) => {
    const kept = holdBack[pool * queues + queue]!;
    const onBreak = duty?.onBreakIn(pool) ?? 0;
    return (
      `${name}: ${handlers.idleIn(pool)} of ${handlers.presentIn(pool)} handlers idle` +
      (onBreak > 0 ? `, ${onBreak} more on a break` : "") +
      (kept === NOBODY_STARTS
        ? ", who do not answer this queue now"
        : kept > 0
          ? `, ${kept} kept free for higher queues`
          : "")
    );
  });
  return `${pools.join("; ")}.`;
}

function waitingNow({ plan, lines, contacts, now }: Centre, contact: number): string {
  const waiting = plan.scenario.queues.map(({ name }, queue) => {
    const line = lines[queue]!;
    let count = 0;
    let longest = 0;
    for (let place = 0; place < line.length; place++) {
      const other = line.at(place);
      if (other === contact || contacts.deadlineOf(other) <= now) continue;
      count++;
      longest = Math.max(longest, now - contacts.offerTimeOf(other));
    }
    return count === 0
      ? `nobody waits in ${name}`
      : `${count} wait in ${name}, the longest for ${span(longest)}`;
  });
  return `Of the others, ${waiting.join("; ")}.`;
}

/** "95.0 s" up to two minutes, "15m 29s" above. */
function span(seconds: number): string {
  if (seconds < 120) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}m ${String(whole % 60).padStart(2, "0")}s`;
}
