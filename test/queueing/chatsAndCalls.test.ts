import { describe, expect, it } from "vitest";
import type { Ledger } from "../../engine/centre/ledger.ts";
import { POOL_EXTRA, poolExtraCell } from "../../engine/centre/ledger.ts";
import type { PoolChats } from "../../engine/scenario/scenario.ts";
import { explore, stationary } from "../support/markovChain.ts";
import {
  exponential,
  expectAllExact,
  measured,
  never,
  occupancy,
  ratio,
  replicate,
  room,
} from "../support/rooms.ts";

const MOST_WAITING = 20;
const SPEEDS = [1, 0.7, 0.4];
const [CALLS, CHATS] = [4 / 3600, 10 / 3600];
const [TALK, WORK] = [300, 350];
const PATIENCE = 400;

interface State {
  readonly inCall: boolean;
  readonly held: number;
  readonly calls: number;
  readonly chats: number;
}

/** One handler who takes calls and chats, as a chain. All times are exponential. */
function handlerOfBoth(rule: PoolChats["calls"]) {
  const most = SPEEDS.length;
  const base = MOST_WAITING + 1;
  const encode = ({ inCall, held, calls, chats }: State): number =>
    ((calls * base + chats) * (most + 1) + held) * 2 + (inCall ? 1 : 0);
  const decode = (code: number): State => {
    const rest = Math.floor(code / 2);
    const lines = Math.floor(rest / (most + 1));
    return {
      inCall: code % 2 === 1,
      held: rest % (most + 1),
      calls: Math.floor(lines / base),
      chats: lines % base,
    };
  };
  /** Whoever may start now does. */
  const settled = (state: State): State => {
    const { inCall, held, calls, chats } = state;
    if (inCall) return state;
    if (calls > 0 && (held === 0 || rule !== "wait"))
      return settled({ ...state, inCall: true, calls: calls - 1 });
    if (chats > 0 && held < most && calls === 0)
      return settled({ ...state, held: held + 1, chats: chats - 1 });
    return state;
  };
  const speed = ({ inCall, held }: State): number => {
    if (held === 0) return 0;
    if (!inCall) return SPEEDS[held - 1]!;
    return rule === "pause the chats" ? 0 : SPEEDS[Math.min(held, most - 1)]!;
  };
  const chain = explore([encode({ inCall: false, held: 0, calls: 0, chats: 0 })], (code, to) => {
    const state = decode(code);
    const go = (next: Partial<State>, rate: number): void => {
      to(encode(settled({ ...state, ...next })), rate);
    };
    const { inCall, held, calls, chats } = state;
    if (calls < MOST_WAITING) go({ calls: calls + 1 }, CALLS);
    if (chats < MOST_WAITING) go({ chats: chats + 1 }, CHATS);
    if (inCall) go({ inCall: false }, 1 / TALK);
    if (held > 0) go({ held: held - 1 }, (held * speed(state)) / WORK);
    if (calls > 0) go({ calls: calls - 1 }, calls / PATIENCE);
    if (chats > 0) go({ chats: chats - 1 }, chats / PATIENCE);
  });
  const shares = stationary(chain);
  const mean = (of: (state: State) => number): number =>
    chain.states.reduce((sum, code, i) => sum + shares[i]! * of(decode(code)), 0);
  // Those who come see what there is on average (PASTA).
  const waits = (kind: "calls" | "chats"): number =>
    mean((state) => (settled({ ...state, [kind]: state[kind] + 1 })[kind] > state[kind] ? 1 : 0));
  return {
    callsWait: waits("calls"),
    callsAbandon: mean(({ calls }) => calls) / PATIENCE / CALLS,
    chatsWait: waits("chats"),
    chatsAbandon: mean(({ chats }) => chats) / PATIENCE / CHATS,
    held: mean(({ held }) => held),
    busy: mean(({ inCall, held }) => (inCall || held > 0 ? 1 : 0)),
  };
}

const chatSeconds = (ledger: Ledger): number => {
  let sum = 0;
  for (let bin = 0; bin < ledger.bins; bin++) {
    sum += ledger.poolExtras[poolExtraCell(ledger, 0, bin) + POOL_EXTRA.chatSeconds]!;
  }
  return sum;
};

describe("one handler who takes calls first, and chats", () => {
  it.each(["wait", "pause the chats", "run beside the chats"] as const)(
    "does what the chain says: calls %s",
    (calls) => {
      const runs = replicate(
        room({
          seed: "calls and chats",
          days: 30,
          warmUp: 86_400,
          queues: [
            { callsPerHour: 3600 * CALLS, talk: exponential(TALK), patience: exponential(PATIENCE) },
            {
              callsPerHour: 3600 * CHATS,
              talk: exponential(WORK),
              patience: exponential(PATIENCE),
              chat: { patienceInside: never, open: null },
            },
          ],
          pools: [{ handlers: 1, chats: { speeds: SPEEDS, calls } }],
        }),
        20,
      );
      const [ofCalls, ofChats] = [measured(runs, 0), measured(runs, 1)];
      expectAllExact(
        {
          callsWait: ofCalls.shareWaiting,
          callsAbandon: ofCalls.abandonedShare,
          chatsWait: ofChats.shareWaiting,
          chatsAbandon: ofChats.abandonedShare,
          held: ratio(runs, chatSeconds, (ledger) => 3600 * ledger.bins),
          busy: occupancy(runs),
        },
        handlerOfBoth(calls),
        0.02,
      );
    },
  );

  it("answers calls as if there were no chats if these are paused", () => {
    const { callsWait, callsAbandon } = handlerOfBoth("pause the chats");
    // M/M/1+M by itself.
    const weights = [1];
    for (let n = 1; n < 60; n++) weights.push((weights[n - 1]! * CALLS) / (1 / TALK + (n - 1) / PATIENCE));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const queue = weights.reduce((sum, weight, n) => sum + weight * Math.max(0, n - 1), 0) / total;
    expect(callsWait).toBeCloseTo(1 - 1 / total, 6);
    expect(callsAbandon).toBeCloseTo(queue / PATIENCE / CALLS, 6);
  });
});
