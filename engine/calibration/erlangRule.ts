import { requirePositive } from "../check.ts";
import { studentQuantile } from "../stats/quantiles.ts";
import { Tally } from "../stats/tally.ts";
import { erlangA } from "../theory/erlangA.ts";
import type { Seconds } from "../units.ts";
import { seconds } from "../units.ts";

/** Whose waits a reported mean wait is of. */
export type WaitReading = "answered" | "all";

/** The traffic of a month, as if every hour were alike and all calls were of one kind. */
export interface ErlangTraffic {
  readonly callsPerHour: number;
  /** Talk and wrap-up. */
  readonly meanHandling: Seconds;
}

export interface ErlangMonth extends ErlangTraffic {
  /** Share of calls that gave up; above 0, below 1. */
  readonly attrition: number;
  readonly wait: Seconds;
}

/** Erlang A with one patience and, for each month, as many agents as its attrition asks for. */
export interface ErlangRule {
  readonly reading: WaitReading;
  readonly meanPatience: Seconds;
  /** For each month: agents that would give its attrition. Not whole: read off between two whole numbers. */
  readonly agents: readonly number[];
  /** Standard deviation of the logarithm of reported ÷ predicted wait, over the months. */
  readonly waitError: number;
}

/** Equally likely values, upward for what comes first. */
export interface ErlangPrediction {
  readonly attrition: Float64Array;
  readonly wait: Float64Array;
}

/** Figures of the month itself that are known; the other is predicted. */
export type ErlangGiven = { readonly attrition: number } | { readonly wait: number } | null;

const VALUES = 199;
/** Coprime with the number of values: pairs agents with errors of the wait as if by chance. */
const STRIDE = 74;
const MOST_AGENTS = 10_000;

/**
 * What a planner with an Erlang A calculator would make of the months: the baseline to beat. Patience is the one for
 * which the predicted waits are right on average (of their logarithms); each month has the agents that its attrition
 * asks for. Knows nothing of hours, priority or the day of the week.
 *
 * @throws RangeError for fewer than two months, or naming a figure out of range.
 * Source: Garnett, Mandelbaum and Reiman (2002), M&SOM 4(3), 208–227, section 5, on fitting patience to abandonment.
 */
export function fitErlangRule(months: readonly ErlangMonth[], reading: WaitReading): ErlangRule {
  if (months.length < 2) throw new RangeError("the Erlang rule wants two months or more");
  for (const { attrition, wait } of months) {
    requirePositive({ wait });
    requireInside(attrition);
  }
  const errors = (patience: number): readonly number[] =>
    months.map((month) => {
      const agents = agentsWhere(month, patience, "attrition", month.attrition, reading);
      return Math.log(month.wait / room(month, patience, agents, reading).wait);
    });
  // At given attrition the wait grows with patience, so the mean error falls and crosses zero once.
  const mean = (patience: number): number => Tally.of(errors(patience)).mean;
  const first = Tally.of(months.map(({ wait, attrition }) => Math.log(wait / attrition))).mean;
  let [low, high] = [first - Math.log(100), first + Math.log(100)];
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2;
    if (mean(Math.exp(middle)) > 0) low = middle;
    else high = middle;
  }
  const patience = Math.exp((low + high) / 2);
  return {
    reading,
    meanPatience: seconds(patience),
    agents: months.map((month) => agentsWhere(month, patience, "attrition", month.attrition, reading)),
    waitError: Tally.of(errors(patience)).sd,
  };
}

/**
 * Attrition and wait of a month the rule has not seen. Agents vary about the mean of the months seen (of logarithms),
 * the wait about the rule, both as Student's t with as many degrees of freedom as the months leave.
 *
 * @param given One of the figures of that month, if known: the other follows from it. Its own sample is then that figure.
 */
export function predictErlang(
  rule: ErlangRule,
  traffic: ErlangTraffic,
  given: ErlangGiven,
): ErlangPrediction {
  const { reading, agents, waitError, meanPatience } = rule;
  const degrees = agents.length - 1;
  const logs = Tally.of(agents.map(Math.log));
  const spread = logs.sd * Math.sqrt(1 + 1 / agents.length);
  const student = Float64Array.from({ length: VALUES }, (_, i) =>
    studentQuantile((i + 0.5) / VALUES, degrees),
  );
  const attrition = new Float64Array(VALUES);
  const wait = new Float64Array(VALUES);
  student.forEach((t, i) => {
    const error = Math.exp(waitError * student[(i * STRIDE) % VALUES]!);
    const found =
      given === null
        ? Math.max(1, Math.exp(logs.mean - spread * t))
        : "attrition" in given
          ? agentsWhere(traffic, meanPatience, "attrition", given.attrition, reading)
          : agentsWhere(traffic, meanPatience, "wait", given.wait / error, reading);
    const figures = room(traffic, meanPatience, found, reading);
    attrition[i] = given !== null && "attrition" in given ? given.attrition : figures.attrition;
    wait[i] = given !== null && "wait" in given ? given.wait : figures.wait * error;
  });
  return { attrition, wait };
}

interface RoomFigures {
  readonly attrition: number;
  readonly wait: number;
}

/** Between two whole numbers of agents, figures are read off a straight line. */
function room(traffic: ErlangTraffic, patience: number, agents: number, reading: WaitReading): RoomFigures {
  const whole = Math.floor(agents);
  const part = agents - whole;
  const one = wholeRoom(traffic, patience, whole, reading);
  if (part === 0) return one;
  const two = wholeRoom(traffic, patience, whole + 1, reading);
  return {
    attrition: one.attrition + part * (two.attrition - one.attrition),
    wait: one.wait + part * (two.wait - one.wait),
  };
}

function wholeRoom(
  traffic: ErlangTraffic,
  patience: number,
  handlers: number,
  reading: WaitReading,
): RoomFigures {
  const found = erlangA({ ...traffic, handlers, meanPatience: seconds(patience) });
  const wait = reading === "all" ? found.meanWaitAll : found.meanWaitAnswered;
  return { attrition: found.abandonedShare, wait };
}

/** Agents, at least one, with which a figure is as wanted: both figures fall as agents are added. */
function agentsWhere(
  traffic: ErlangTraffic,
  patience: number,
  figure: keyof RoomFigures,
  wanted: number,
  reading: WaitReading,
): number {
  requirePositive({ [figure]: wanted });
  const at = (agents: number): number => wholeRoom(traffic, patience, agents, reading)[figure];
  if (at(1) <= wanted) return 1;
  let [low, high] = [1, 2];
  while (at(high) > wanted) {
    if (high > MOST_AGENTS)
      throw new RangeError(`${figure} of ${wanted} would take more than ${MOST_AGENTS} agents`);
    [low, high] = [high, 2 * high];
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (at(middle) > wanted) low = middle;
    else high = middle;
  }
  const [more, less] = [at(low), at(high)];
  return low + (more - wanted) / (more - less);
}

function requireInside(attrition: number): void {
  if (attrition > 0 && attrition < 1) return;
  throw new RangeError(`attrition must be above 0 and below 1, but is ${attrition}`);
}
