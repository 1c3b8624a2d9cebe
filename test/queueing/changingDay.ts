/** The day of verification case D-MT-1, run over and over. */
import { expect } from "vitest";
import type { Centre } from "../../engine/centre/centre.ts";
import type { Ledger } from "../../engine/centre/ledger.ts";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import { RatioTally } from "../../engine/stats/ratioTally.ts";
import type { Estimated } from "../support/rooms.ts";
import { exponential, measured, ratio, room, total } from "../support/rooms.ts";
import { simulatedCase } from "./simulatedCase.ts";

export const example = simulatedCase("D-MT-1");
const RATES = example.list("arrivals_per_hour_by_period");

/**
 * Hours without calls after each day, in which the room empties: all but e^-18 of those inside have left, so that the
 * next day starts with an empty room.
 */
const SILENT_HOURS = 3;

/** Callers waiting (those who have hung up left out) or being helped. */
function inRoom(centre: Centre): number {
  let waiting = 0;
  const line = centre.lines[0]!;
  for (let place = 0; place < line.length; place++) {
    if (centre.contacts.deadlineOf(line.at(place)) > centre.now) waiting++;
  }
  return waiting + centre.handlers.busyIn(0);
}

/** The first periods of the day, over and over, each time from an empty room. */
export function repeated(periods: number, days: number, replications: number) {
  const cycle = periods + SILENT_HOURS;
  const cycles = (24 * days) / cycle;
  expect(Number.isInteger(cycles)).toBe(true);
  const plan = planOf(
    room({
      days,
      handlers: example.number("servers"),
      queues: [
        {
          arrivals: {
            kind: "rates",
            every: example.time("period_s"),
            perHour: [...RATES.slice(0, periods), ...new Array<number>(SILENT_HOURS).fill(0)],
            afterwards: "repeat",
          },
          talk: exponential(example.time("mean_service_s")),
          patience: exponential(example.time("mean_patience_s")),
          targets: [example.number("sl_threshold_s")],
        },
      ],
    }),
  );
  const roomAtEnd = Array.from({ length: periods }, () => new RatioTally());
  const hangUps = new RatioTally();
  const ledgers: Ledger[] = [];
  for (let replication = 0; replication < replications; replication++) {
    const inside = new Array<number>(periods).fill(0);
    let gaveUp = 0;
    let interval = 0;
    const ledger = runTrial(plan, replication, {
      abandoned: (_centre, _contact, time) => {
        const at = (time / 3600) % cycle;
        if (time < days * 86_400 && at < periods) gaveUp++;
      },
      eventDone: (centre) => {
        if (centre.interval === interval) return;
        interval = centre.interval; // it has just begun
        const ended = ((centre.now / 3600) % cycle) - 1;
        if (ended >= 0 && ended < periods) inside[ended]! += inRoom(centre);
      },
    });
    ledgers.push(ledger);
    hangUps.add(gaveUp, cycles);
    roomAtEnd.forEach((tally, period) => {
      tally.add(inside[period]!, cycles);
    });
  }
  const binsOf = (period: number) => Array.from({ length: cycles }, (_, i) => i * cycle + period);
  const estimate = (tally: RatioTally): Estimated => ({
    value: tally.ratio,
    standardError: tally.standardError,
  });
  return {
    ofDay: measured(ledgers),
    ofPeriod: (period: number) => measured(ledgers, 0, binsOf(period)),
    roomAtEnd: (period: number) => estimate(roomAtEnd[period]!),
    hangUps: estimate(hangUps),
    offeredADay: ratio(
      ledgers,
      (ledger) => total(ledger, 0, "offered"),
      () => cycles,
    ),
  };
}

export function expectPeriods(runs: ReturnType<typeof repeated>, from: number, to: number): void {
  for (let period = from; period < to; period++) {
    const queue = runs.ofPeriod(period);
    example.expectOne("p_abandon_by_period", queue.abandonedShare, period);
    example.expectOne("sl_by_period", queue.withinOfOffered(0), period);
    example.expectOne("mean_queue_by_period", queue.meanQueue, period);
    example.expectOne("mean_in_system_at_period_end", runs.roomAtEnd(period), period);
  }
}
