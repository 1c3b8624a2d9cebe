/**
 * The floor: B1 written by hand in the fewest instructions, with no statistics beyond the six reference values, no
 * calendar, no scenario. Nothing that simulates call by call in this language is much faster, so the engine's time is
 * quoted as a multiple of this loop's: such a ratio survives a change of machine.
 */

const MONTH = 30 * 86_400;
const HANDLERS = 12;
const PER_SECOND = [46 / 3600, 37 / 3600] as const;
const TALK = [300, 540] as const;
const WRAP_UP = 60;
const PATIENCE = [1500, 1200] as const;

/** A small fast generator of its own (sfc32), so that the floor does not depend on the engine's streams. */
function generator(seed: number): () => number {
  let a = seed | 0;
  let b = 0x9e3779b9 | 0;
  let c = 0x243f6a88 | 0;
  let d = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    c |= 0;
    return ((t >>> 0) + 0.5) / 4294967296;
  };
  for (let i = 0; i < 15; i++) next();
  return next;
}

export interface BareResult {
  readonly offered: readonly [number, number];
  readonly abandoned: readonly [number, number];
  readonly waitOfAnswered: readonly [number, number];
}

/** One month of B1. */
export function bareMonth(seed: number): BareResult {
  const uniform = generator(seed);
  const exponential = (mean: number): number => -mean * Math.log(uniform());
  const offered: [number, number] = [0, 0];
  const abandoned: [number, number] = [0, 0];
  const waited: [number, number] = [0, 0];
  // Moments at which handlers come free, ascending; the first is the next to come free.
  const free = new Float64Array(HANDLERS);
  const size = 1 << 14;
  const lines = [new Float64Array(3 * size), new Float64Array(3 * size)] as const;
  const heads = [0, 0];
  const tails = [0, 0];
  const arrival = [exponential(1) / PER_SECOND[0], exponential(1) / PER_SECOND[1]];
  const begin = (from: number, talk: number): void => {
    const until = from + talk + WRAP_UP;
    let i = 1;
    for (; i < HANDLERS && free[i]! < until; i++) free[i - 1] = free[i]!;
    free[i - 1] = until;
  };
  for (;;) {
    const queue = arrival[0]! <= arrival[1]! ? 0 : 1;
    const now = arrival[queue]!;
    const until = Math.min(now, MONTH);
    // Handlers who come free before this arrival take whoever waits.
    while (free[0]! <= until && (heads[0]! < tails[0]! || heads[1]! < tails[1]!)) {
      const q = heads[0]! < tails[0]! ? 0 : 1;
      const at = 3 * (heads[q]! & (size - 1));
      heads[q]!++;
      const line = lines[q];
      const start = Math.max(free[0]!, line[at]!);
      if (line[at + 1]! <= start) {
        abandoned[q]++;
        continue;
      }
      waited[q] += start - line[at]!;
      begin(start, line[at + 2]!);
    }
    if (now > MONTH) break;
    arrival[queue] = now + exponential(1) / PER_SECOND[queue];
    offered[queue]++;
    const talk = exponential(TALK[queue]);
    const patience = exponential(PATIENCE[queue]);
    if (free[0]! <= now) {
      begin(now, talk);
      continue;
    }
    const at = 3 * (tails[queue]! & (size - 1));
    tails[queue]!++;
    lines[queue][at] = now;
    lines[queue][at + 1] = now + patience;
    lines[queue][at + 2] = talk;
  }
  for (const q of [0, 1] as const) {
    for (; heads[q]! < tails[q]!; heads[q]!++) {
      if (lines[q][3 * (heads[q]! & (size - 1)) + 1]! <= MONTH) abandoned[q]++;
    }
  }
  return { offered, abandoned, waitOfAnswered: waited };
}
