/**
 * Exact steady state of a room with two classes of calls, as a truncated Markov chain: class 1 strictly first and no
 * call interrupted, each class with its own exponential handling time and patience.
 */
import { seconds } from "../../engine/units.ts";
import type { Seconds } from "../../engine/units.ts";
import { explore, fatesOf, rarelyExceeded, stationary } from "./markovChain.ts";
import type { Moves } from "./markovChain.ts";

export interface ClassOfCalls {
  readonly callsPerHour: number;
  readonly meanHandling: Seconds;
  readonly meanPatience: Seconds;
}

export interface TwoClassRoom {
  /** Handlers of a desk for class 1 alone, which class 1 tries first. 0: one pool. */
  readonly dedicated: number;
  /** Handlers of the desk for both classes. */
  readonly general: number;
  /** A class 2 call starts only if more than this many handlers of the general desk are idle. Class 1 always may. */
  readonly holdBack: number;
  /** Class 1 and class 2. */
  readonly classes: readonly [ClassOfCalls, ClassOfCalls];
}

export interface ClassMeasures {
  /** Share of calls that find no handler they may use. */
  readonly shareWaiting: number;
  /** From the mean queue. */
  readonly abandonedShare: number;
  /** From the stories of single callers; with `abandonedShare` it adds to 1. */
  readonly answeredShare: number;
  readonly meanWaitAll: Seconds;
  /** Without meaning if nobody is ever answered. */
  readonly meanWaitAnswered: Seconds;
  readonly meanQueue: number;
  /** Mean number of handlers busy with this class. */
  readonly meanBusy: number;
  /** Answered within this time ÷ offered. */
  serviceLevel(within: Seconds): number;
}

export interface RoomMeasures {
  readonly classes: readonly [ClassMeasures, ClassMeasures];
  /** Mean busy handlers of each desk. */
  readonly dedicatedBusy: number;
  readonly generalBusy: number;
  /** Number of states of the chain. */
  readonly states: number;
}

/** Busy handlers of the dedicated desk, of the general desk by class, and calls waiting by class. */
interface State {
  readonly d: number;
  readonly g1: number;
  readonly g2: number;
  readonly q1: number;
  readonly q2: number;
}

/** Ends of a waiting caller's story; real states are zero and above. */
const ANSWERED = -1;
const GONE = -2;

type Emit = (next: State, rate: number) => void;

export function twoClassRoom(room: TwoClassRoom): RoomMeasures {
  const { dedicated, general, holdBack, classes } = room;
  const [one, two] = classes.map((calls) => ({
    arrival: calls.callsPerHour / 3600,
    service: 1 / calls.meanHandling,
    giveUp: 1 / calls.meanPatience,
  })) as [Rates, Rates];
  const places = waitingPlaces(room, one, two);

  const encode = ({ d, g1, g2, q1, q2 }: State): number =>
    (((d * (general + 1) + g1) * (general + 1) + g2) * (places.one + 1) + q1) * (places.two + 1) + q2;
  const decode = (code: number): State => {
    let rest = code;
    const digit = (base: number): number => {
      const value = rest % base;
      rest = (rest - value) / base;
      return value;
    };
    const q2 = digit(places.two + 1);
    const q1 = digit(places.one + 1);
    const g2 = digit(general + 1);
    const g1 = digit(general + 1);
    return { d: rest, g1, g2, q1, q2 };
  };
  const idle = ({ g1, g2 }: State): number => general - g1 - g2;
  const mayStart1 = (s: State): boolean => s.d < dedicated || idle(s) > 0;
  const mayStart2 = (s: State): boolean => idle(s) > holdBack;

  const arrival1 = (s: State, emit: Emit): void => {
    if (s.d < dedicated) emit({ ...s, d: s.d + 1 }, one.arrival);
    else if (idle(s) > 0) emit({ ...s, g1: s.g1 + 1 }, one.arrival);
    else if (s.q1 < places.one) emit({ ...s, q1: s.q1 + 1 }, one.arrival);
  };
  const arrival2 = (s: State, emit: Emit): void => {
    if (mayStart2(s)) emit({ ...s, g2: s.g2 + 1 }, two.arrival);
    else if (s.q2 < places.two) emit({ ...s, q2: s.q2 + 1 }, two.arrival);
  };
  /** Calls that end, and who is taken from the lines; `first` says which line moved up, if any. */
  const endings = (s: State, emit: (next: State, rate: number, first: 0 | 1 | 2) => void): void => {
    if (s.q1 > 0) emit({ ...s, q1: s.q1 - 1 }, s.d * one.service, 1);
    else emit({ ...s, d: s.d - 1 }, s.d * one.service, 0);
    const freed = (left: State, rate: number): void => {
      if (s.q1 > 0) emit({ ...left, g1: left.g1 + 1, q1: s.q1 - 1 }, rate, 1);
      else if (s.q2 > 0 && mayStart2(left)) emit({ ...left, g2: left.g2 + 1, q2: s.q2 - 1 }, rate, 2);
      else emit(left, rate, 0);
    };
    freed({ ...s, g1: s.g1 - 1 }, s.g1 * one.service);
    freed({ ...s, g2: s.g2 - 1 }, s.g2 * two.service);
  };

  const chain = explore([0], (code, to) => {
    const s = decode(code);
    const emit: Emit = (next, rate) => {
      if (rate > 0) to(encode(next), rate);
    };
    arrival1(s, emit);
    arrival2(s, emit);
    endings(s, emit);
    emit({ ...s, q1: s.q1 - 1 }, s.q1 * one.giveUp);
    emit({ ...s, q2: s.q2 - 1 }, s.q2 * two.giveUp);
  });
  const shares = stationary(chain);
  const seen = chain.states.map(decode);
  const mean = (value: (s: State) => number): number =>
    seen.reduce((sum, s, i) => sum + shares[i]! * value(s), 0);

  // A waiting caller's own story: the line of its class is cut off behind it.
  const story1: Moves = (code, to) => {
    if (code < 0) return;
    const s = decode(code);
    endings(s, (next, rate, first) => {
      if (rate > 0) to(first === 1 && s.q1 === 1 ? ANSWERED : encode(next), rate);
    });
    to(GONE, one.giveUp);
    if (s.q1 > 1) to(encode({ ...s, q1: s.q1 - 1 }), (s.q1 - 1) * one.giveUp);
  };
  const story2: Moves = (code, to) => {
    if (code < 0) return;
    const s = decode(code);
    const emit: Emit = (next, rate) => {
      if (rate > 0) to(encode(next), rate);
    };
    arrival1(s, emit);
    endings(s, (next, rate, first) => {
      if (rate > 0) to(first === 2 && s.q2 === 1 ? ANSWERED : encode(next), rate);
    });
    emit({ ...s, q1: s.q1 - 1 }, s.q1 * one.giveUp);
    to(GONE, two.giveUp);
    if (s.q2 > 1) emit({ ...s, q2: s.q2 - 1 }, (s.q2 - 1) * two.giveUp);
  };
  /** Where a call finds itself on joining its line, and how often; class 1 never looks behind it at class 2. */
  const joins1 = joinings(seen, shares, mayStart1, (s) =>
    encode({ ...s, q1: Math.min(s.q1 + 1, places.one), q2: 0 }),
  );
  const joins2 = joinings(seen, shares, mayStart2, (s) =>
    encode({ ...s, q2: Math.min(s.q2 + 1, places.two) }),
  );

  const meanQueue1 = mean((s) => s.q1);
  const meanQueue2 = mean((s) => s.q2);
  return {
    classes: [
      { ...measures(one, meanQueue1, joins1, story1), meanBusy: mean((s) => s.d + s.g1) },
      { ...measures(two, meanQueue2, joins2, story2), meanBusy: mean((s) => s.g2) },
    ],
    dedicatedBusy: mean((s) => s.d),
    generalBusy: mean((s) => s.g1 + s.g2),
    states: seen.length,
  };
}

interface Rates {
  readonly arrival: number;
  readonly service: number;
  readonly giveUp: number;
}

/**
 * Longest lines kept; the share of time they are longer is below 1e-10, whatever the truth, because the bounds are
 * lines that grow as fast and empty more slowly.
 */
function waitingPlaces(
  { dedicated, general, holdBack }: TwoClassRoom,
  one: Rates,
  two: Rates,
): { readonly one: number; readonly two: number } {
  const slowest = Math.min(one.service, two.service);
  const giveUp = Math.min(one.giveUp, two.giveUp);
  // Class 1 waits only while all are busy, and everyone who comes free takes it.
  const line1 = rarelyExceeded(one.arrival, (n) => (dedicated + general) * slowest + n * one.giveUp);
  // Nobody of class 2 is ever answered.
  const starved = rarelyExceeded(two.arrival, (n) => n * two.giveUp);
  // With nobody held back, both lines together shorten whenever a general handler comes free.
  const both = rarelyExceeded(one.arrival + two.arrival, (n) => general * slowest + n * giveUp);
  return { one: line1, two: holdBack === 0 ? Math.min(starved, both) : starved };
}

/** Probability of joining the line at each state of a waiting caller's story. */
function joinings(
  seen: readonly State[],
  shares: Float64Array,
  mayStart: (s: State) => boolean,
  joined: (s: State) => number,
): ReadonlyMap<number, number> {
  const joins = new Map<number, number>();
  seen.forEach((s, i) => {
    if (mayStart(s)) return;
    const code = joined(s);
    joins.set(code, (joins.get(code) ?? 0) + shares[i]!);
  });
  return joins;
}

function measures(
  { arrival, giveUp }: Rates,
  meanQueue: number,
  joins: ReadonlyMap<number, number>,
  story: Moves,
): Omit<ClassMeasures, "meanBusy"> {
  const stories = explore(joins.keys(), story);
  const fates = fatesOf(stories, ANSWERED);
  const overJoins = (values: Float64Array): number =>
    [...joins].reduce((sum, [code, share]) => sum + share * values[stories.indexOf.get(code)!]!, 0);
  const shareWaiting = [...joins.values()].reduce((sum, share) => sum + share, 0);
  const atOnce = 1 - shareWaiting;
  const answeredShare = atOnce + overJoins(fates.answered);
  return {
    shareWaiting,
    abandonedShare: (giveUp * meanQueue) / arrival,
    answeredShare,
    meanWaitAll: seconds(meanQueue / arrival),
    meanWaitAnswered: seconds(overJoins(fates.secondsIfAnswered) / answeredShare),
    meanQueue,
    serviceLevel: (within) => atOnce + overJoins(fates.answeredWithin(within)),
  };
}
