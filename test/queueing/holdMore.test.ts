import { describe, it } from "vitest";
import { explore, stationary } from "../support/markovChain.ts";
import { exponential, expectAllExact, measured, replicate, room } from "../support/rooms.ts";
import { pressed } from "../support/switches.ts";

/*
 * Two queues, one desk of three with `base` handlers held back from the lower queue, and one more while more than `on`
 * of the lower queue wait (until `off` or fewer do). Everything is exponential and all talk alike, so that (busy,
 * waiting above, waiting below, switch) is a chain.
 */
const [ABOVE, BELOW] = [30 / 3600, 25 / 3600];
const [TALK, PATIENCE] = [240, 300];
const HANDLERS = 3;
const MOST_WAITING = 25;

interface State {
  readonly busy: number;
  readonly above: number;
  readonly below: number;
  readonly isOn: boolean;
}
const SIZE = MOST_WAITING + 1;
const numbered = ({ busy, above, below, isOn }: State): number =>
  ((busy * SIZE + above) * SIZE + below) * 2 + (isOn ? 1 : 0);
const stateOf = (number: number): State => {
  const rest = number >> 1;
  return {
    busy: Math.floor(rest / (SIZE * SIZE)),
    above: Math.floor(rest / SIZE) % SIZE,
    below: rest % SIZE,
    isOn: number % 2 === 1,
  };
};

interface Rule {
  readonly base: number;
  readonly on: number;
  readonly off: number;
}

/** The state after the rules have had their way: whoever may start starts, the switch turns. */
function settled(state: State, { base, on, off }: Rule): State {
  let { busy, above, below, isOn } = state;
  for (;;) {
    if (above > 0 && busy < HANDLERS) {
      above--;
      busy++;
    } else if (below > 0 && HANDLERS - busy > base + (isOn ? 1 : 0)) {
      below--;
      busy++;
    } else if (!isOn && below > on) isOn = true;
    else if (isOn && below <= off) isOn = false;
    else return { busy, above, below, isOn };
  }
}

function exact(rule: Rule) {
  const chain = explore([numbered({ busy: 0, above: 0, below: 0, isOn: false })], (number, to) => {
    const state = stateOf(number);
    const { busy, above, below } = state;
    const go = (next: State, rate: number): void => {
      if (rate > 0) to(numbered(settled(next, rule)), rate);
    };
    if (above < MOST_WAITING) go({ ...state, above: above + 1 }, ABOVE);
    if (below < MOST_WAITING) go({ ...state, below: below + 1 }, BELOW);
    go({ ...state, busy: busy - 1 }, busy / TALK);
    go({ ...state, above: above - 1 }, above / PATIENCE);
    go({ ...state, below: below - 1 }, below / PATIENCE);
  });
  const shares = stationary(chain);
  const mean = (figure: (state: State) => number): number =>
    chain.states.reduce((sum, number, i) => sum + shares[i]! * figure(stateOf(number)), 0);
  const of = (queue: number, rate: number) => ({
    abandonedShare: queue / PATIENCE / rate,
    meanWaitAll: queue / rate,
  });
  return [
    of(
      mean(({ above }) => above),
      ABOVE,
    ),
    of(
      mean(({ below }) => below),
      BELOW,
    ),
  ] as const;
}

describe("handlers held back on top while a switch is on", () => {
  it.each<Rule>([
    { base: 0, on: 1, off: 0 },
    { base: 1, on: 3, off: 1 },
  ])("lose as many of either queue as the chain says: %o", (rule) => {
    const runs = replicate(
      room({
        days: 20,
        warmUp: 21_600,
        queues: [
          { callsPerHour: 3600 * ABOVE, talk: exponential(TALK), patience: exponential(PATIENCE) },
          { callsPerHour: 3600 * BELOW, talk: exponential(TALK), patience: exponential(PATIENCE) },
        ],
        pools: [
          {
            name: "desk",
            handlers: HANDLERS,
            answers: [0, 1],
            holdBack: { 1: rule.base },
            holdMore: [{ while: 0, handlers: [0, 1] }],
          },
        ],
        switches: [pressed({ watches: { kind: "waiting", queues: [1] }, onAbove: rule.on, offAt: rule.off })],
      }),
      20,
    );
    const [above, below] = exact(rule);
    const seen = (queue: number) => {
      const { abandonedShare, meanWaitAll } = measured(runs, queue);
      return { abandonedShare, meanWaitAll };
    };
    expectAllExact(seen(0), above, 0.05);
    expectAllExact(seen(1), below, 0.05);
  });
});
