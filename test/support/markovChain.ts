/**
 * Small continuous-time Markov chains by numbers, for exact answers the simulator is tested against.
 * Rates are per second. States are written as whole numbers in mixed radix by whoever describes the chain.
 */

/** Where a state can go: `to` is called once for each move with its rate and the state it leads to. */
export type Moves = (state: number, to: (state: number, rate: number) => void) => void;

/** A chain laid out for sweeping: the moves of state i are entries `first[i]` up to `first[i + 1]`. */
export interface Chain {
  /** The state behind each index. */
  readonly states: readonly number[];
  readonly indexOf: ReadonlyMap<number, number>;
  readonly first: Int32Array;
  readonly target: Int32Array;
  readonly rate: Float64Array;
  /** Rate at which each state is left. */
  readonly leaving: Float64Array;
}

/** Finds every state that can be reached from those given. */
export function explore(seeds: Iterable<number>, moves: Moves): Chain {
  const states: number[] = [];
  const indexOf = new Map<number, number>();
  const index = (state: number): number => {
    const known = indexOf.get(state);
    if (known !== undefined) return known;
    indexOf.set(state, states.length);
    states.push(state);
    return states.length - 1;
  };
  for (const seed of seeds) index(seed);
  const first = [0];
  const target: number[] = [];
  const rate: number[] = [];
  const leaving: number[] = [];
  // The list grows while it is read.
  for (const state of states) {
    let total = 0;
    moves(state, (next, speed) => {
      if (speed <= 0) return;
      target.push(index(next));
      rate.push(speed);
      total += speed;
    });
    first.push(target.length);
    leaving.push(total);
  }
  return {
    states,
    indexOf,
    first: Int32Array.from(first),
    target: Int32Array.from(target),
    rate: Float64Array.from(rate),
    leaving: Float64Array.from(leaving),
  };
}

/** The same moves, listed by where they lead. */
function reversed(chain: Chain): Pick<Chain, "first" | "target" | "rate"> {
  const size = chain.states.length;
  const first = new Int32Array(size + 1);
  for (const to of chain.target) first[to + 1]! += 1;
  for (let i = 0; i < size; i += 1) first[i + 1]! += first[i]!;
  const next = first.slice(0, size);
  const target = new Int32Array(chain.target.length);
  const rate = new Float64Array(chain.rate.length);
  for (let from = 0; from < size; from += 1) {
    for (let k = chain.first[from]!; k < chain.first[from + 1]!; k += 1) {
      const to = chain.target[k]!;
      const slot = next[to]!;
      next[to] = slot + 1;
      target[slot] = from;
      rate[slot] = chain.rate[k]!;
    }
  }
  return { first, target, rate };
}

const MOST_SWEEPS = 20_000;
/** Sweeps end when no value moves by more than this share of the largest. */
const STILL = 1e-11;

/** Goes up and down over the states, correcting one value after another (Gauss–Seidel), until they stay. */
function sweepUntilStill(values: Float64Array, corrected: (i: number) => number): Float64Array {
  for (let sweep = 1; sweep <= MOST_SWEEPS; sweep += 1) {
    let largest = 0;
    let moved = 0;
    for (let step = 0; step < values.length; step += 1) {
      const i = sweep % 2 === 0 ? step : values.length - 1 - step;
      const value = corrected(i);
      largest = Math.max(largest, value);
      moved = Math.max(moved, Math.abs(value - values[i]!));
      values[i] = value;
    }
    if (moved <= STILL * largest) return values;
  }
  throw new Error(`no convergence in ${MOST_SWEEPS} sweeps over ${values.length} states`);
}

/** Σ rate × value over the moves of one state. */
function weigh(
  { first, target, rate }: Pick<Chain, "first" | "target" | "rate">,
  values: Float64Array,
  i: number,
): number {
  let sum = 0;
  for (let k = first[i]!; k < first[i + 1]!; k += 1) sum += rate[k]! * values[target[k]!]!;
  return sum;
}

/** Share of time spent in each state in the long run. Every state must be reachable from every other. */
export function stationary(chain: Chain): Float64Array {
  const into = reversed(chain);
  const size = chain.states.length;
  const weights = new Float64Array(size).fill(1 / size);
  sweepUntilStill(weights, (i) => weigh(into, weights, i) / chain.leaving[i]!);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Uniformised steps taken at a time, on average, so that exp(−steps) keeps its digits. */
const MOST_STEPS = 100;

/**
 * Powers of the chain seen at the ticks of a fast clock, weighed by the chance of so many ticks (uniformisation).
 *
 * @param inward What is mixed on each tick: the chain itself (values go back in time) or reversed (shares go forward).
 */
function uniformise(
  chain: Chain,
  inward: Pick<Chain, "first" | "target" | "rate">,
  start: Float64Array,
  time: number,
): { end: Float64Array; integral: Float64Array } {
  const clock = chain.leaving.reduce((fastest, rate) => Math.max(fastest, rate), 0);
  const pieces = Math.max(1, Math.ceil((clock * time) / MOST_STEPS));
  const ticks = (clock * time) / pieces;
  let end = start;
  const integral = new Float64Array(start.length);
  for (let piece = 0; piece < pieces; piece += 1) {
    let now = end;
    end = new Float64Array(start.length);
    let chance = Math.exp(-ticks);
    let more = 1;
    for (let tick = 0; more > 1e-14; tick += 1) {
      more -= chance;
      for (let i = 0; i < now.length; i += 1) {
        end[i]! += chance * now[i]!;
        integral[i]! += (more / clock) * now[i]!;
      }
      const before = now;
      now = before.map((value, i) => value + (weigh(inward, before, i) - chain.leaving[i]! * value) / clock);
      chance *= ticks / (tick + 1);
    }
  }
  return { end, integral };
}

/**
 * Mean of a value at a later time, from each state.
 *
 * @param values Value of each state, by its index.
 * @param time   In seconds.
 */
function meanValueAfter(chain: Chain, values: Float64Array, time: number): Float64Array {
  return uniformise(chain, chain, values, time).end;
}

/** What becomes of a waiting caller, from each state of its story, by index. */
export interface Fates {
  /** Probability of being answered in the end. */
  readonly answered: Float64Array;
  /** Mean of: seconds until then if answered, otherwise 0. */
  readonly secondsIfAnswered: Float64Array;
  /** Probability of being answered within a time, in seconds. */
  answeredWithin(time: number): Float64Array;
}

/**
 * @param stories       A chain in which each story ends in a state that cannot be left.
 * @param answeredState The end that counts as being answered.
 */
export function fatesOf(stories: Chain, answeredState: number): Fates {
  const isAnswered = Float64Array.from(stories.states, (state) => (state === answeredState ? 1 : 0));
  const answered = isAnswered.slice();
  sweepUntilStill(answered, (i) =>
    stories.leaving[i] === 0 ? answered[i]! : weigh(stories, answered, i) / stories.leaving[i]!,
  );
  const secondsIfAnswered = new Float64Array(answered.length);
  sweepUntilStill(secondsIfAnswered, (i) =>
    stories.leaving[i] === 0
      ? 0
      : (answered[i]! + weigh(stories, secondsIfAnswered, i)) / stories.leaving[i]!,
  );
  return {
    answered,
    secondsIfAnswered,
    answeredWithin: (time) => meanValueAfter(stories, isAnswered, time),
  };
}

/** Shares of the states after a time, and the seconds spent in each on the way, from shares at the start. */
export function sharesAfter(
  chain: Chain,
  start: Float64Array,
  time: number,
): { readonly shares: Float64Array; readonly secondsIn: Float64Array } {
  const { end, integral } = uniformise(chain, reversed(chain), start, time);
  return { shares: end, secondsIn: integral };
}

/**
 * Least number that a birth and death process on 0, 1, 2 … exceeds for a negligible share of time.
 *
 * @param birth Rate upwards.
 * @param death Rate downwards from a number.
 */
export function rarelyExceeded(birth: number, death: (number: number) => number): number {
  const weights = [1];
  let total = 1;
  for (let n = 1; ; n += 1) {
    const ratio = birth / death(n);
    const weight = weights[n - 1]! * ratio;
    weights.push(weight);
    total += weight;
    if (ratio < 1 && weight / (1 - ratio) < 1e-11 * total) return n;
  }
}
