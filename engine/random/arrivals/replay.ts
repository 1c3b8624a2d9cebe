import type { Fill } from "../draws.ts";

/** Recorded times, as they were; Infinity after the last. Draws nothing. */
export function replayedTimes(times: readonly number[]): Fill {
  let next = 0;
  return (out) => {
    for (let i = 0; i < out.length; i++) out[i] = next < times.length ? times[next++]! : Infinity;
  };
}
