import { describe, it } from "vitest";
import { SWITCH_COLUMN, switchCell } from "../../engine/centre/ledger.ts";
import { explore, stationary } from "../support/markovChain.ts";
import { exponential, expectAllExact, measured, ratio, replicate, room } from "../support/rooms.ts";
import { pressed } from "../support/switches.ts";

/*
 * One queue, a desk of two, and helpers (two) who answer it only while a switch is on: on when more than `on` wait, off
 * when `off` or fewer do. Everything is exponential, so (busy at the desk, busy helpers, waiting, switch) is a chain.
 */
const PER_HOUR = 60;
const [TALK, PATIENCE] = [240, 200];
const [DESK, HELPERS] = [2, 2];
const MOST_WAITING = 40;

interface State {
  readonly desk: number;
  readonly helpers: number;
  readonly waiting: number;
  readonly isOn: boolean;
}
const numbered = ({ desk, helpers, waiting, isOn }: State): number =>
  ((desk * (HELPERS + 1) + helpers) * (MOST_WAITING + 1) + waiting) * 2 + (isOn ? 1 : 0);
const stateOf = (number: number): State => {
  const rest = number >> 1;
  const busy = Math.floor(rest / (MOST_WAITING + 1));
  return {
    desk: Math.floor(busy / (HELPERS + 1)),
    helpers: busy % (HELPERS + 1),
    waiting: rest % (MOST_WAITING + 1),
    isOn: number % 2 === 1,
  };
};

/** The state after the rules have had their way: the switch turns, helpers who may take those who wait. */
function settled(state: State, on: number, off: number): State {
  let { helpers, waiting, isOn } = state;
  for (;;) {
    if (!isOn && waiting > on) isOn = true;
    else if (isOn && helpers < HELPERS && waiting > 0) {
      helpers++;
      waiting--;
    } else if (isOn && waiting <= off) isOn = false;
    else return { ...state, helpers, waiting, isOn };
  }
}

function exact(on: number, off: number) {
  const [arrive, serve, leave] = [PER_HOUR / 3600, 1 / TALK, 1 / PATIENCE];
  const chain = explore([numbered({ desk: 0, helpers: 0, waiting: 0, isOn: false })], (number, to) => {
    const state = stateOf(number);
    const { desk, helpers, waiting, isOn } = state;
    const go = (next: State, rate: number): void => {
      to(numbered(settled(next, on, off)), rate);
    };
    if (desk < DESK) go({ ...state, desk: desk + 1 }, arrive);
    else if (isOn && helpers < HELPERS) go({ ...state, helpers: helpers + 1 }, arrive);
    else if (waiting < MOST_WAITING) go({ ...state, waiting: waiting + 1 }, arrive);
    go(waiting > 0 ? { ...state, waiting: waiting - 1 } : { ...state, desk: desk - 1 }, desk * serve);
    go({ ...state, helpers: helpers - 1 }, helpers * serve);
    go({ ...state, waiting: waiting - 1 }, waiting * leave);
  });
  const shares = stationary(chain);
  const mean = (figure: (state: State) => number): number =>
    chain.states.reduce((sum, number, i) => sum + shares[i]! * figure(stateOf(number)), 0);
  const meanQueue = mean(({ waiting }) => waiting);
  return {
    abandonedShare: (meanQueue * leave) / arrive,
    meanWaitAll: meanQueue / arrive,
    shareOn: mean(({ isOn }) => (isOn ? 1 : 0)),
  };
}

describe("helpers who come while a switch is on", () => {
  it.each([
    [2, 0],
    [4, 1],
  ])("answer as many as the chain says: on above %i, off at %i", (on, off) => {
    const watches = { kind: "waiting", queues: [0] } as const;
    const runs = replicate(
      room({
        days: 20,
        warmUp: 21_600,
        queues: [{ callsPerHour: PER_HOUR, talk: exponential(TALK), patience: exponential(PATIENCE) }],
        pools: [
          { handlers: DESK, answers: [0] },
          { handlers: HELPERS, answers: [0], onlyWhile: [0] },
        ],
        switches: [pressed({ watches, onAbove: on, offAt: off })],
      }),
      20,
    );
    const { abandonedShare, meanWaitAll } = measured(runs);
    const secondsOn = ratio(
      runs,
      (ledger) => {
        let sum = 0;
        for (let bin = 0; bin < ledger.bins; bin++) {
          sum += ledger.switchCells[switchCell(ledger, 0, bin) + SWITCH_COLUMN.secondsOn]!;
        }
        return sum;
      },
      (ledger) => 3600 * ledger.bins,
    );
    expectAllExact({ abandonedShare, meanWaitAll, shareOn: secondsOn }, exact(on, off), 0.02);
  });
});
