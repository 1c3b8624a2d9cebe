/**
 * The floor: B1 written by hand as the fastest plain loop, with no calendar, no scenario and no statistics beyond what
 * tells that it simulates the right thing. Nothing that simulates call by call in this language is much faster, so the
 * engine's time is quoted as a multiple of this loop's: such a ratio survives a change of machine.
 *
 * It is given every fair advantage. Draws come from a table of the quantile function, as the engine's do, and not from
 * logarithms; the generator is sfc32, a few integer operations written into the loop that fills a batch; and as
 * handlers are alike and nothing depends on more than who is free next, there is no event list, only the moments at
 * which handlers come free, sorted.
 */

const MONTH = 30 * 86_400;
const HANDLERS = 12;
const MEAN_GAP = [3600 / 46, 3600 / 37] as const;
const MEAN_TALK = [300, 540] as const;
const WRAP_UP = 60;
const MEAN_PATIENCE = [1500, 1200] as const;

/** Quantiles of the unit exponential at multiples of 1/1024: straight lines between them, logarithms in the tail. */
const CELLS = 1024;
const TAIL = CELLS - 32;
const QUANTILES = Float64Array.from({ length: TAIL + 1 }, (_, cell) => -Math.log1p(-cell / CELLS));

/** Draws made at a time: 512 callers' gap, talk and patience. */
const BATCH = 3 * 512;
/** Places in a ring of handlers, and in the ring of each line: a power of two above the most there can be. */
const RING = 16;
const LINE = 1024;

/** What one month counted. 999 first, then 101; waits are summed over answered calls, in seconds. */
export interface BareMonth {
  readonly offered: readonly [number, number];
  readonly abandoned: readonly [number, number];
  readonly waitOfAnswered: readonly [number, number];
}

/** One month of B1. @param seed A whole number; each gives a month of its own. */
export function bareMonth(seed: number): BareMonth {
  const state = Int32Array.of(seed, 0x9e3779b9, 0x243f6a88, 1);
  const draws = new Float64Array(BATCH);
  fillExponentials(draws, state); // the first of them also spread the seed over the state, and are not used
  let drawn = BATCH;
  let next999 = draws[BATCH - 2]! * MEAN_GAP[0];
  let next101 = draws[BATCH - 1]! * MEAN_GAP[1];
  const free = new Float64Array(RING); // moments at which handlers come free, ascending from `first`
  let first = 0;
  const offers = new Float64Array(2 * LINE); // both lines: 999 in the first half, 101 in the second
  const deadlines = new Float64Array(2 * LINE);
  const holds = new Float64Array(2 * LINE);
  let [head999, tail999, head101, tail101] = [0, 0, 0, 0];
  let [offered999, abandoned999, waited999] = [0, 0, 0];
  let [offered101, abandoned101, waited101] = [0, 0, 0];
  for (;;) {
    const is999 = next999 <= next101;
    const now = is999 ? next999 : next101;
    const until = now < MONTH ? now : MONTH;
    // Handlers who come free before this call take whoever waits and has not hung up.
    let soonest = free[first]!;
    while (soonest <= until && (head999 < tail999 || head101 < tail101)) {
      const takes999 = head999 < tail999;
      const at = takes999 ? head999++ & (LINE - 1) : LINE + (head101++ & (LINE - 1));
      if (deadlines[at]! <= soonest) {
        if (takes999) abandoned999++;
        else abandoned101++;
        continue;
      }
      if (takes999) waited999 += soonest - offers[at]!;
      else waited101 += soonest - offers[at]!;
      first = occupy(free, first, soonest + holds[at]!);
      soonest = free[first]!;
    }
    if (now > MONTH) break;
    if (drawn === BATCH) {
      fillExponentials(draws, state);
      drawn = 0;
    }
    const gap = draws[drawn]!;
    let hold = draws[drawn + 1]!;
    let patience = draws[drawn + 2]!;
    drawn += 3;
    if (is999) {
      offered999++;
      next999 = now + gap * MEAN_GAP[0];
      hold = hold * MEAN_TALK[0] + WRAP_UP;
      patience *= MEAN_PATIENCE[0];
    } else {
      offered101++;
      next101 = now + gap * MEAN_GAP[1];
      hold = hold * MEAN_TALK[1] + WRAP_UP;
      patience *= MEAN_PATIENCE[1];
    }
    if (soonest <= now) {
      first = occupy(free, first, now + hold);
      continue;
    }
    const at = is999 ? tail999++ & (LINE - 1) : LINE + (tail101++ & (LINE - 1));
    offers[at] = now;
    deadlines[at] = now + patience;
    holds[at] = hold;
  }
  // Who hung up unnoticed before the month ended.
  for (; head999 < tail999; head999++) if (deadlines[head999 & (LINE - 1)]! <= MONTH) abandoned999++;
  for (; head101 < tail101; head101++) if (deadlines[LINE + (head101 & (LINE - 1))]! <= MONTH) abandoned101++;
  return {
    offered: [offered999, offered101],
    abandoned: [abandoned999, abandoned101],
    waitOfAnswered: [waited999, waited101],
  };
}

/** The handler who is free first works until `end`: that moment takes its place in the ring. Returns the new first. */
function occupy(free: Float64Array, first: number, end: number): number {
  let place = first + HANDLERS;
  for (; place > first + 1 && free[(place - 1) & (RING - 1)]! > end; place--) {
    free[place & (RING - 1)] = free[(place - 1) & (RING - 1)]!;
  }
  free[place & (RING - 1)] = end;
  return (first + 1) & (RING - 1);
}

/** Exponentials of mean 1. Source of the generator: sfc32 by Doty-Humphrey, in PractRand 0.94. */
function fillExponentials(out: Float64Array, state: Int32Array): void {
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  for (let i = 0; i < out.length; i++) {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    const position = ((t >>> 0) + 0.5) * (CELLS / 2 ** 32);
    const cell = position | 0;
    if (cell < TAIL) {
      const left = QUANTILES[cell]!;
      out[i] = left + (position - cell) * (QUANTILES[cell + 1]! - left);
    } else out[i] = -Math.log1p(-position / CELLS);
  }
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = d;
}
