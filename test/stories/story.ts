/** A day worked out by hand: who calls when is given, and what happened to whom is told line by line. */
import type { Centre } from "../../engine/centre/centre.ts";
import type { Ledger, PoolColumn, PoolExtra, QueueColumn, QueueExtra } from "../../engine/centre/ledger.ts";
import {
  POOL_COLUMN,
  POOL_EXTRA,
  poolExtraCell,
  poolFigure,
  QUEUE_COLUMN,
  QUEUE_EXTRA,
  queueExtra,
  queueFigure,
} from "../../engine/centre/ledger.ts";
import type { Arrivals, Scenario } from "../../engine/scenario/scenario.ts";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import { expectSameLedger } from "../support/sameLedger.ts";

/** Callers who dial at these moments, in seconds from the start of the day. */
export const at = (...times: readonly number[]): Arrivals => ({ kind: "replay", times });

export interface Story {
  /** "270 999/2 answered by desk 1", in the order in which the centre took notice. */
  readonly told: readonly string[];
  readonly ledger: Ledger;
  /** A queue's figures over the counted bins (or those given), those that are 0 left out. */
  queue(queue: number, ...bins: readonly number[]): Partial<Record<QueueColumn, number>>;
  /** The further figures of a queue, likewise; only of rooms that keep them. */
  extra(queue: number): Partial<Record<QueueExtra, number>>;
  pool(pool: number, ...bins: readonly number[]): Partial<Record<PoolColumn, number>>;
  /** The further figures of a pool with shifts. */
  shifts(pool: number, ...bins: readonly number[]): Partial<Record<PoolExtra, number>>;
}

export function story(scenario: Scenario): Story {
  const told: string[] = [];
  const tell = (centre: Centre, contact: number, what: string, time = centre.now): void => {
    const { contacts, plan } = centre;
    const { name } = plan.scenario.queues[contacts.queueOf(contact)]!;
    told.push(`${time} ${name}/${contacts.numberOf(contact)} ${what}`);
  };
  const plan = planOf(scenario);
  const ledger = runTrial(plan, 0, {
    leftInMessage: (centre, contact, time, fate) => {
      // Those who leave during a message do so at a moment that is drawn, unless patience decides.
      if (fate === "hung up") tell(centre, contact, `${fate} in the message`, time);
      else tell(centre, contact, `${fate} in the message`);
    },
    joinedLine: (centre, contact) => {
      tell(centre, contact, "waits");
    },
    balked: (centre, contact) => {
      tell(centre, contact, "balks");
    },
    answered: (centre, contact, handler) => {
      const pool = centre.plan.scenario.pools[centre.handlers.poolOf(handler)]!;
      tell(centre, contact, `answered by ${pool.name}`);
    },
    takenByPartner: (centre, contact, time) => {
      tell(centre, contact, "taken by a partner force", time);
    },
    abandoned: (centre, contact, time) => {
      tell(centre, contact, "hangs up", time);
    },
    workPutAside: (centre, contact) => {
      tell(centre, contact, "put aside");
    },
    workResumed: (centre, contact, handler) => {
      const pool = centre.plan.scenario.pools[centre.handlers.poolOf(handler)]!;
      tell(centre, contact, `resumed by ${pool.name}`);
    },
    wrapUpInterrupted: (centre, handler) => {
      tell(centre, centre.handlers.contactOf(handler), "log put aside");
    },
    handlingEnded: (centre, contact) => {
      tell(centre, contact, "done");
    },
    switchTurned: (centre, number, isOn) => {
      told.push(`${centre.now} ${centre.plan.scenario.switches[number]!.name} ${isOn ? "on" : "off"}`);
    },
    breakBegan: (centre) => {
      told.push(`${centre.now} a break begins`);
    },
    breakEnded: (centre) => {
      told.push(`${centre.now} a break ends`);
    },
    wentHome: (centre) => {
      told.push(`${centre.now} a handler goes home`);
    },
  });
  // The day is the same if nobody watches, in whichever loop it then runs.
  expectSameLedger(plan, runTrial(plan, 0), ledger);
  const binsOf = (bins: readonly number[]): readonly number[] =>
    bins.length > 0 ? bins : Array.from({ length: ledger.bins }, (_, bin) => bin);
  const nonZero = <K extends string>(columns: Readonly<Record<K, number>>, figure: (column: K) => number) =>
    Object.fromEntries(
      (Object.keys(columns) as K[])
        .map((column) => [column, figure(column)] as const)
        // What those who dial would take is as the story writes it, and not a thing that happens.
        .filter(([column, n]) => n !== 0 && column !== "workDialled"),
    ) as Partial<Record<K, number>>;
  const sumOver = (bins: readonly number[], figure: (bin: number) => number): number =>
    binsOf(bins).reduce((sum, bin) => sum + figure(bin), 0);
  return {
    told,
    ledger,
    queue: (queue, ...bins) =>
      nonZero(QUEUE_COLUMN, (column) => sumOver(bins, (bin) => queueFigure(ledger, queue, bin, column))),
    extra: (queue) =>
      nonZero(QUEUE_EXTRA, (column) => sumOver([], (bin) => queueExtra(ledger, queue, bin, column))),
    pool: (pool, ...bins) =>
      nonZero(POOL_COLUMN, (column) => sumOver(bins, (bin) => poolFigure(ledger, pool, bin, column))),
    shifts: (pool, ...bins) =>
      nonZero(POOL_EXTRA, (column) =>
        sumOver(bins, (bin) => ledger.poolExtras[poolExtraCell(ledger, pool, bin) + POOL_EXTRA[column]]!),
      ),
  };
}
