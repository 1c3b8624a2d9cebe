/** Rooms for tests as plain data, with defaults for whatever a test is not about, and what their runs say. */
import { expect } from "vitest";
import type { Centre } from "../../engine/centre/centre.ts";
import type { Ledger, PoolColumn, QueueColumn } from "../../engine/centre/ledger.ts";
import { poolFigure, queueFigure } from "../../engine/centre/ledger.ts";
import type { Observer } from "../../engine/centre/observer.ts";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import type { Distribution } from "../../engine/random/times/distribution.ts";
import { mostHeads } from "../../engine/scenario/rota.ts";
import type { Pool, Queue, Scenario } from "../../engine/scenario/scenario.ts";
import { weekOf } from "../../engine/scenario/timetable.ts";
import { RatioTally } from "../../engine/stats/ratioTally.ts";
import { hours, seconds, share } from "../../engine/units.ts";

/** One figure for the whole week, 24 for every day, or 168 from Monday midnight. */
export type Week = number | readonly number[];

/** A queue as a test writes it. `callsPerHour` stands for a steady rate and `message` may be a plain length. */
export interface RoomQueue extends Partial<Omit<Queue, "balking" | "targets">> {
  readonly callsPerHour?: number;
  readonly balking?: number;
  /** In seconds. */
  readonly targets?: readonly number[];
}

export interface RoomPool {
  readonly name?: string;
  /** Places in the list of queues; all of them if left out. */
  readonly answers?: readonly number[];
  readonly takes?: Pool["takes"];
  /** One handler if left out. */
  readonly handlers?: Week;
  readonly rota?: Pool["rota"];
  readonly proficiency?: Pool["proficiency"];
  /** For every queue ranked below the best of the pool, or by place in the list of queues. */
  readonly holdBack?: Week | Readonly<Record<number, Week>>;
  readonly holdMore?: NonNullable<Pool["holdMore"]>;
  readonly onlyWhile?: Pool["onlyWhile"];
  readonly chats?: Pool["chats"];
}

export interface Room extends Partial<Omit<Scenario, "queues" | "pools" | "warmUp" | "interval">> {
  readonly queues: readonly RoomQueue[];
  /** Days counted, from a Monday; 1 if neither this nor `period` is given. */
  readonly days?: number;
  /** In seconds; 0 if left out. */
  readonly warmUp?: number;
  /** In seconds; an hour if left out. */
  readonly interval?: number;
  /** One pool for all queues, ... */
  readonly handlers?: Week;
  readonly holdBack?: Week;
  readonly takes?: Pool["takes"];
  /** ... or several. */
  readonly pools?: readonly RoomPool[];
}

export const exponential = (mean: number): Distribution => ({ kind: "exponential", mean: seconds(mean) });
export const fixed = (value: number): Distribution => ({ kind: "deterministic", value: seconds(value) });
export const never: Distribution = { kind: "never" };

/** A call every minute for five minutes' talk would need five handlers; nobody hangs up. */
const QUEUE: Omit<Queue, "name" | "priority" | "tries"> = {
  arrivals: { kind: "steady", perHour: 60 },
  talk: exponential(300),
  wrapUp: fixed(0),
  patience: never,
  patienceRuns: "from offer",
  balking: share(0),
  message: null,
  redials: null,
  clusters: null,
  onward: null,
  isLedTo: false,
  partnerAfter: null,
  accidental: null,
  chat: null,
  mayInterruptWrapUp: false,
  work: null,
  targets: [seconds(10), seconds(90)],
};

/** A scenario with every default filled in. Queues are called 999, 101, 102 …, in order of priority, unless named. */
export function room(wanted: Room): Scenario {
  const { queues, days, warmUp, interval, handlers, holdBack, takes, pools, ...rest } = wanted;
  const desks = pools ?? [
    { handlers: handlers ?? 1, ...(holdBack === undefined ? {} : { holdBack }), ...(takes && { takes }) },
  ];
  const priorities = queues.map((queue, q) => queue.priority ?? q + 1);
  const answers = desks.map((pool) => pool.answers ?? queues.map((_, q) => q));
  return {
    name: "room",
    about: "A room for a test",
    seed: "a room for a test",
    period: { kind: "days", days: days ?? 1, firstDay: 0 },
    warmUp: seconds(warmUp ?? 0),
    atEnd: "follow",
    interval: interval === undefined ? hours(1) : seconds(interval),
    busyDays: { spread: 0, correlation: 0 },
    draws: "exact",
    switches: [],
    workforce: null,
    actuals: [],
    notes: [],
    ...rest,
    queues: queues.map((queue, q) => ({
      ...queueOf(queue, q, priorities[q]!, triesOf(q, answers)),
      isLedTo: queues.some(({ onward }) => onward?.some(({ to }) => to === q) === true),
    })),
    pools: desks.map((pool, p) => poolOf(pool, p, answers[p]!, priorities)),
  };
}

function queueOf(wanted: RoomQueue, q: number, priority: number, tries: readonly number[]): Queue {
  const { callsPerHour, balking, targets, ...rest } = wanted;
  return {
    ...QUEUE,
    name: q === 0 ? "999" : `${100 + q}`,
    priority,
    tries,
    ...(callsPerHour === undefined ? {} : { arrivals: { kind: "steady", perHour: callsPerHour } }),
    ...(balking === undefined ? {} : { balking: share(balking) }),
    ...(targets === undefined ? {} : { targets: targets.map(seconds) }),
    ...rest,
  };
}

/** Pools that serve a queue, those that serve the fewest queues first. */
function triesOf(queue: number, answers: readonly (readonly number[])[]): readonly number[] {
  return answers
    .map((queues, pool) => ({ queues, pool }))
    .filter(({ queues }) => queues.includes(queue))
    .sort((a, b) => a.queues.length - b.queues.length)
    .map(({ pool }) => pool);
}

function poolOf(
  wanted: RoomPool,
  p: number,
  answers: readonly number[],
  priorities: readonly number[],
): Pool {
  const { name, takes, handlers, holdBack, chats, rota = null, proficiency = null } = wanted;
  const rank = (queue: number): number =>
    takes === "in the order listed" ? answers.indexOf(queue) : priorities[queue]!;
  const best = Math.min(...answers.map(rank));
  const heldBackFrom = (queue: number): Week => {
    if (holdBack === undefined) return 0;
    if (typeof holdBack === "object" && !isList(holdBack)) return holdBack[queue] ?? 0;
    return rank(queue) > best ? holdBack : 0;
  };
  return {
    name: name ?? `desk ${p + 1}`,
    answers,
    takes: takes ?? "by priority",
    handlers: rota === null ? week(handlers ?? 1) : mostHeads(rota),
    rota,
    proficiency,
    holdBack: answers.map((queue) => week(heldBackFrom(queue))),
    ...(wanted.holdMore && { holdMore: wanted.holdMore }),
    onlyWhile: wanted.onlyWhile ?? null,
    chats: chats ?? null,
  };
}

function isList(value: object): value is readonly number[] {
  return Array.isArray(value);
}

function week(figures: Week): readonly number[] {
  return typeof figures === "number" ? new Array<number>(168).fill(figures) : weekOf(figures);
}

/** Independent runs of one scenario, replications 0 to n - 1. */
export function replicate(
  scenario: Scenario,
  n: number,
  observer: Observer<Centre> | null = null,
): readonly Ledger[] {
  const plan = planOf(scenario);
  return Array.from({ length: n }, (_, replication) => runTrial(plan, replication, observer));
}

/** The one run of replication 0. */
export function runOnce(scenario: Scenario, observer: Observer<Centre> | null = null): Ledger {
  return runTrial(planOf(scenario), 0, observer);
}

/** A queue's column added over the counted bins, or over some of them. */
export function total(ledger: Ledger, queue: number, column: QueueColumn, bins?: readonly number[]): number {
  let sum = 0;
  if (bins !== undefined) for (const bin of bins) sum += queueFigure(ledger, queue, bin, column);
  else for (let bin = 0; bin < ledger.bins; bin++) sum += queueFigure(ledger, queue, bin, column);
  return sum;
}

/** A pool's column added over the counted bins. */
export function poolTotal(ledger: Ledger, pool: number, column: PoolColumn): number {
  let sum = 0;
  for (let bin = 0; bin < ledger.bins; bin++) sum += poolFigure(ledger, pool, bin, column);
  return sum;
}

/** What independent runs say about one figure. */
export interface Estimated {
  readonly value: number;
  readonly standardError: number;
}

/** A ratio of sums over runs. */
export function ratio(
  ledgers: readonly Ledger[],
  numerator: (ledger: Ledger) => number,
  denominator: (ledger: Ledger) => number = () => 1,
): Estimated {
  const tally = new RatioTally();
  for (const ledger of ledgers) tally.add(numerator(ledger), denominator(ledger));
  return { value: tally.ratio, standardError: tally.standardError };
}

/** The figures that theory gives for one queue, as estimated from runs; each is worked out when it is asked for. */
export interface Measured {
  readonly shareWaiting: Estimated;
  readonly abandonedShare: Estimated;
  readonly meanWaitAll: Estimated;
  readonly meanWaitAnswered: Estimated;
  readonly meanWaitAbandoned: Estimated;
  readonly meanWaitIfWaited: Estimated;
  /** By the clock. This and the next two take intervals to be hours. */
  readonly meanQueue: Estimated;
  readonly carriedPerHour: Estimated;
  /** Handlers busy with this queue, by the contacts offered. */
  readonly meanBusy: Estimated;
  /** Answered below the target in this place. */
  withinOfOffered(place: Place): Estimated;
  withinOfAnswered(place: Place): Estimated;
  withinWithoutShortHangUps(place: Place): Estimated;
}
type Place = 0 | 1 | 2 | 3;

/** @param bins Some of the counted bins; all of them if left out. */
export function measured(ledgers: readonly Ledger[], queue = 0, bins?: readonly number[]): Measured {
  const sum =
    (...columns: readonly QueueColumn[]) =>
    (ledger: Ledger): number =>
      columns.reduce((all, column) => all + total(ledger, queue, column, bins), 0);
  // Intervals are hours.
  const hoursCovered = (ledger: Ledger): number => bins?.length ?? ledger.bins;
  const secondsCovered = (ledger: Ledger): number => 3600 * hoursCovered(ledger);
  return {
    get shareWaiting() {
      return ratio(ledgers, sum("delayed"), sum("offered"));
    },
    get abandonedShare() {
      return ratio(ledgers, sum("abandoned"), sum("offered"));
    },
    get meanWaitAll() {
      return ratio(ledgers, sum("waitOfAnswered", "waitOfAbandoned"), sum("answered", "abandoned"));
    },
    get meanWaitAnswered() {
      return ratio(ledgers, sum("waitOfAnswered"), sum("answered"));
    },
    get meanWaitAbandoned() {
      return ratio(ledgers, sum("waitOfAbandoned"), sum("abandoned"));
    },
    get meanWaitIfWaited() {
      return ratio(ledgers, sum("waitOfAnswered", "waitOfAbandoned"), sum("delayed"));
    },
    get meanQueue() {
      return ratio(ledgers, sum("timeInLine"), secondsCovered);
    },
    get carriedPerHour() {
      return ratio(ledgers, sum("answered"), hoursCovered);
    },
    get meanBusy() {
      return ratio(ledgers, sum("talk", "wrapUp"), secondsCovered);
    },
    withinOfOffered: (place) => ratio(ledgers, sum(`answeredWithin${place}`), sum("offered")),
    withinOfAnswered: (place) => ratio(ledgers, sum(`answeredWithin${place}`), sum("answered")),
    withinWithoutShortHangUps: (place) =>
      ratio(
        ledgers,
        sum(`answeredWithin${place}`),
        (ledger) => sum("offered")(ledger) - sum(`abandonedWithin${place}`)(ledger),
      ),
  };
}

/** Share of the time on duty, overrun included, that a pool is busy. */
export function occupancy(ledgers: readonly Ledger[], pool = 0): Estimated {
  return ratio(
    ledgers,
    (ledger) => poolTotal(ledger, pool, "busy"),
    (ledger) => poolTotal(ledger, pool, "onDuty") + poolTotal(ledger, pool, "overrun"),
  );
}

/** Shares so small that their relative error does not matter are judged as if they were this. */
const SMALLEST = 0.002;

/**
 * Expects an estimate within four standard errors of the exact figure (a sound one is outside with a chance of
 * 6 in 100,000), from runs long enough to notice an error of a few times `relative`: a wide interval proves nothing.
 */
export function expectExact(name: string, estimated: Estimated, exact: number, relative: number): void {
  const { value, standardError } = estimated;
  const found = `${name}: ${value} ± ${standardError} for ${exact}`;
  expect(standardError, `${found} is too vague`).toBeLessThanOrEqual(
    relative * Math.max(Math.abs(exact), SMALLEST),
  );
  expect(Math.abs(value - exact), found).toBeLessThanOrEqual(4 * standardError);
}

/** Expects each estimate to agree with the exact figure of the same name. */
export function expectAllExact(
  estimates: Readonly<Record<string, Estimated>>,
  exact: Readonly<Record<string, number>>,
  relative: number,
): void {
  expect(Object.keys(estimates).sort()).toEqual(Object.keys(exact).sort());
  for (const [name, value] of Object.entries(exact)) expectExact(name, estimates[name]!, value, relative);
}
