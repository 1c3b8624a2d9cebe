import type { Progress } from "../experiment/evaluate.ts";
import type { Executor } from "../experiment/trial.ts";
import { sha256 } from "../scenario/sha256.ts";
import type { Memory } from "./memory.ts";
import type { Output } from "./outputs.ts";
import { type RoomJob, readRooms, type RoomSeen, simulateRooms } from "./simulateRooms.ts";

/** Jobs that are kept together: some seconds of work. */
const JOBS_KEPT_TOGETHER = 48;

/** What is kept of some jobs, and which they were. */
interface Kept {
  readonly asked: string;
  readonly seen: readonly RoomSeen[];
}

function fingerprintOf(jobs: readonly RoomJob[]): string {
  return sha256(
    JSON.stringify(
      jobs.map(({ room, values, firstReplication, replications }) => [
        room.month,
        values,
        firstReplication,
        replications,
      ]),
    ),
  );
}

export interface Rooms {
  readonly executor: Executor;
  readonly memory: Memory;
  readonly signal?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
}

/**
 * Simulates jobs, those apart that a run before this one has kept.
 *
 * @param name Under which they are kept; names all that decides what comes out, but for the jobs' own order.
 * @returns null if it was interrupted.
 */
export async function rememberedRooms(
  name: string,
  jobs: readonly RoomJob[],
  outputs: readonly Output[],
  { executor, memory, signal, progress }: Rooms,
): Promise<readonly RoomSeen[] | null> {
  const seen: RoomSeen[] = [];
  const of = jobs.reduce((sum, { replications }) => sum + replications, 0);
  let done = 0;
  const chunkFrom = (start: number) => {
    const chunk = jobs.slice(start, start + JOBS_KEPT_TOGETHER);
    const place = `${name}-${String(start / JOBS_KEPT_TOGETHER + 1).padStart(3, "0")}`;
    const asked = fingerprintOf(chunk);
    const kept = memory.recall(place) as Kept | undefined;
    return { chunk, place, asked, kept: kept?.asked === asked ? kept.seen : null };
  };
  let next = chunkFrom(0);
  for (let start = 0; start < jobs.length; start += JOBS_KEPT_TOGETHER) {
    const { chunk, place, asked, kept } = next;
    if (kept !== null) {
      seen.push(...kept);
      next = chunkFrom(start + JOBS_KEPT_TOGETHER);
    } else {
      const found: RoomSeen[] = [];
      const before = done;
      const simulating = simulateRooms(executor, chunk, outputs, (one) => found.push(one), {
        ...(signal === undefined ? {} : { signal }),
        progress: (some) => progress?.({ done: before + some.done, of }),
      });
      next = chunkFrom(start + JOBS_KEPT_TOGETHER);
      if (next.kept === null) readRooms(next.chunk);
      if ((await simulating) < chunk.length) return null;
      memory.keep(place, { asked, seen: found } satisfies Kept);
      seen.push(...found);
    }
    done += chunk.reduce((sum, { replications }) => sum + replications, 0);
    progress?.({ done, of });
  }
  return seen;
}
