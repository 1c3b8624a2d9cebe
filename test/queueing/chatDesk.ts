/** A chat desk as a chain: how many chats each operator holds, and how many wait. */
import { explore, stationary } from "../support/markovChain.ts";

export interface ChatDesk {
  readonly operators: number;
  /** Speed of each of k chats held, k from 1. */
  readonly speeds: readonly number[];
  readonly perSecond: number;
  /** Exponential, in seconds. */
  readonly meanWork: number;
  readonly meanPatience: number;
  readonly meanPatienceInside: number;
}

const MOST_WAITING = 60;

/**
 * States are how many operators hold 0, 1, 2 … chats, and the line. Newcomers go to the one with the fewest; a slot that
 * comes free is taken by the first in line.
 */
export function chatDesk(desk: ChatDesk) {
  const { operators, speeds, perSecond, meanWork, meanPatience, meanPatienceInside } = desk;
  const most = speeds.length;
  const base = operators + 1;
  const encode = (counts: readonly number[], waiting: number): number =>
    counts.reduceRight((code, count) => code * base + count, 0) * (MOST_WAITING + 1) + waiting;
  const decode = (state: number): { counts: number[]; waiting: number } => {
    let code = Math.floor(state / (MOST_WAITING + 1));
    const counts: number[] = [];
    for (let k = 0; k <= most; k++) {
      counts.push(code % base);
      code = Math.floor(code / base);
    }
    return { counts, waiting: state % (MOST_WAITING + 1) };
  };
  const moved = (counts: readonly number[], from: number, to: number): number[] =>
    counts.map((count, k) => count - (k === from ? 1 : 0) + (k === to ? 1 : 0));
  const inside = meanPatienceInside === Infinity ? 0 : 1 / meanPatienceInside;
  const chain = explore([encode([operators, ...speeds.map(() => 0)], 0)], (state, to) => {
    const { counts, waiting } = decode(state);
    const fewest = counts.findIndex((count, k) => count > 0 && k < most);
    if (fewest >= 0) to(encode(moved(counts, fewest, fewest + 1), 0), perSecond);
    else if (waiting < MOST_WAITING) to(encode(counts, waiting + 1), perSecond);
    counts.forEach((count, k) => {
      if (k === 0 || count === 0) return;
      const rate = count * k * (speeds[k - 1]! / meanWork + inside);
      to(waiting > 0 ? encode(counts, waiting - 1) : encode(moved(counts, k, k - 1), 0), rate);
    });
    if (waiting > 0) to(encode(counts, waiting - 1), waiting / meanPatience);
  });
  const shares = stationary(chain);
  const mean = (of: (counts: readonly number[], waiting: number) => number): number =>
    chain.states.reduce((sum, state, i) => {
      const { counts, waiting } = decode(state);
      return sum + shares[i]! * of(counts, waiting);
    }, 0);
  const meanQueue = mean((_, waiting) => waiting);
  const abandons = meanQueue / meanPatience / perSecond;
  const chats = mean((counts) => counts.reduce((sum, count, k) => sum + count * k, 0));
  return {
    waits: mean((counts) => (counts[most] === operators ? 1 : 0)),
    abandons,
    meanQueue,
    chats,
    chatting: mean((counts) => operators - counts[0]!),
    full: mean((counts) => counts[most]!),
    leftDuringChat: (inside * chats) / (perSecond * (1 - abandons)),
  };
}
