import type { Scenario } from "../scenario/scenario.ts";

/**
 * When the next hang-up in each queue's line is looked for, by queue: no later than the first comes. Infinity where nobody
 * waits, NaN where hang-ups need not be seen as they happen. Null if they need not in any queue.
 */
export function hangUpsOf({ queues, switches }: Scenario): Float64Array | null {
  const isWatched = queues.map(
    ({ redials, onward }) =>
      redials !== null || onward?.some(({ after }) => after === "not answered") === true,
  );
  for (const { watches } of switches) {
    if (watches.kind === "waiting") for (const queue of watches.queues) isWatched[queue] = true;
  }
  return isWatched.includes(true) ? Float64Array.from(isWatched, (is) => (is ? Infinity : NaN)) : null;
}
