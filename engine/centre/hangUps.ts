import type { Scenario } from "../scenario/scenario.ts";

/*
 * Most hang-ups are booked when somebody next looks at the contact, which is cheap and makes no difference. In some queues
 * they are seen as they happen: where a switch watches how many wait, and where who hangs up may dial again or turn to
 * another queue.
 *
 * Only the first hang-up of a line is in the calendar. When that contact is answered it stays there: then nobody is found
 * to have hung up, and the next one is waited for. Nearly everybody is answered before their patience ends, and for them
 * nothing is ever settled.
 */

/** 1 for a queue in which hang-ups are seen as they happen; null if they need not be in any. */
export function hangUpsSeenIn({ queues, switches }: Scenario): Uint8Array | null {
  const isSeen = queues.map(
    ({ redials, onward }) =>
      redials !== null || onward?.some(({ after }) => after === "not answered") === true,
  );
  for (const { watches } of switches) {
    if (watches.kind === "waiting") for (const queue of watches.queues) isSeen[queue] = true;
  }
  return isSeen.includes(true) ? Uint8Array.from(isSeen, (is) => (is ? 1 : 0)) : null;
}
