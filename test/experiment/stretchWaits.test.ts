import { describe, expect, it } from "vitest";
import type { Centre } from "../../engine/centre/centre.ts";
import type { Ledger } from "../../engine/centre/ledger.ts";
import { waitPlace } from "../../engine/centre/ledger.ts";
import type { Observer } from "../../engine/centre/observer.ts";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import type { Row, Scope } from "../../engine/experiment/rows.ts";
import { Summary } from "../../engine/experiment/summary.ts";
import { exponential, room } from "../support/rooms.ts";
import { ledgerOf } from "./ledgers.ts";

const busy = room({
  days: 9,
  warmUp: 86_400,
  handlers: 4,
  queues: [
    { callsPerHour: 20, talk: exponential(300), patience: exponential(600) },
    { callsPerHour: 12, talk: exponential(400), patience: exponential(500) },
  ],
});
const DAY = 86_400;
const HOUR = 3600;

/** A contact of one replication as somebody in the room saw it, by a watch of their own. */
interface Seen {
  readonly replication: number;
  readonly queue: number;
  readonly offer: number;
  readonly wait: number;
  readonly abandoned: boolean;
}

function watched(replications: number): {
  readonly ledgers: readonly Ledger[];
  readonly seen: readonly Seen[];
} {
  const seen: Seen[] = [];
  const ledgers = Array.from({ length: replications }, (_, replication) => {
    const offers = new Map<number, number>();
    const left = (room: Centre, contact: number, time: number, abandoned: boolean): void => {
      const offer = offers.get(contact)!;
      const queue = room.contacts.queueOf(contact);
      if (offer >= 0 && offer < 9 * DAY)
        seen.push({ replication, queue, offer, wait: time - offer, abandoned });
    };
    const watch: Observer<Centre> = {
      offered: (room, contact) => offers.set(contact, room.now),
      answered: (room, contact) => {
        left(room, contact, room.now, false);
      },
      abandoned: (room, contact, time) => {
        left(room, contact, time, true);
      },
    };
    return runTrial(planOf(busy), replication, watch, { keepsEachWait: true });
  });
  return { ledgers, seen };
}

const REPLICATIONS = 3;
const { ledgers, seen } = watched(REPLICATIONS);

function rowsOf(some: readonly Ledger[], scopes: readonly Scope[], plan = planOf(busy)): readonly Row[] {
  const summary = new Summary(plan, scopes);
  for (const ledger of some) summary.add(summary.form.observe(ledger));
  return summary.rows();
}
const rows = rowsOf(ledgers, ["day", "hour of week", "interval"]);

/** Rank statistics by counting: the value at 1 + p(n − 1) among the sorted, between neighbours in proportion. */
function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = 1 + p * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(rank) - 1]!, sorted[Math.ceil(rank) - 1]!];
  return low + (rank - Math.floor(rank)) * (high - low);
}

/** Mean over the replications in which there was such a contact of a figure of its waits. */
function expected(chosen: (contact: Seen) => boolean, figure: (waits: readonly number[]) => number): number {
  const figures = Array.from({ length: REPLICATIONS }, (_, replication) =>
    seen.filter((contact) => contact.replication === replication && chosen(contact)).map(({ wait }) => wait),
  )
    .filter((waits) => waits.length > 0)
    .map(figure);
  return figures.reduce((sum, value) => sum + value, 0) / figures.length;
}

const STRETCHES: readonly [scope: Scope, when: string, holds: (offer: number) => boolean][] = [
  ["day", "day 1", (offer) => offer < DAY],
  ["day", "day 9", (offer) => offer >= 8 * DAY],
  // Day 1 is a Monday, and so is day 8: both hours together.
  ["hour of week", "Mon 14:00", (offer) => offer % (7 * DAY) >= 14 * HOUR && offer % (7 * DAY) < 15 * HOUR],
  ["interval", "day 2 23:00", (offer) => offer >= 47 * HOUR && offer < 48 * HOUR],
];

describe("percentiles and the longest wait of a stretch", () => {
  it.each(STRETCHES)("are those of the contacts offered in it: %s %s", (scope, when, holds) => {
    for (const queue of [0, 1]) {
      const value = (measure: string): number => {
        const [row, ...more] = rows.filter(
          (r) =>
            r.scope === scope &&
            r.when === when &&
            r.measure === measure &&
            r.name === busy.queues[queue]!.name,
        );
        expect(more).toEqual([]);
        return row!.mean;
      };
      const all = (contact: Seen) => contact.queue === queue && holds(contact.offer);
      const answered = (contact: Seen) => all(contact) && !contact.abandoned;
      for (const p of [50, 90, 95]) {
        expect(value(`waitP${p}All`)).toBeCloseTo(
          expected(all, (waits) => percentile(waits, p / 100)),
          6,
        );
        expect(value(`waitP${p}Answered`)).toBeCloseTo(
          expected(answered, (waits) => percentile(waits, p / 100)),
          6,
        );
      }
      expect(value("longestWait")).toBeCloseTo(
        expected(all, (waits) => Math.max(...waits)),
        6,
      );
    }
  });

  it("are given for every stretch that other measures are given for", () => {
    for (const scope of ["day", "hour of week", "interval"] as const) {
      const whens = (measure: string) =>
        rows.filter((r) => r.scope === scope && r.name === "999" && r.measure === measure).map((r) => r.when);
      expect(whens("waitP90Answered")).toEqual(whens("attrition"));
      expect(whens("longestWait")).toEqual(whens("attrition"));
    }
  });

  it("leave out the replications that have nothing to say", () => {
    const plan = planOf(room({ days: 2, handlers: 1, queues: [{}] }));
    const month = (
      ...waits: readonly (readonly [bin: number, wait: number, abandoned: boolean])[]
    ): Ledger => ({
      ...ledgerOf(plan, {}),
      eachWait: {
        places: Int32Array.from(waits, ([bin, , abandoned]) => waitPlace(1, bin, 0, abandoned)),
        waits: Float64Array.from(waits, ([, wait]) => wait),
      },
    });
    const days = rowsOf(
      [month([0, 10, false], [5, 30, true]), month([30, 8, true]), month([23, 20, false])],
      ["day"],
      plan,
    );
    const row = (when: string, measure: string) =>
      days.find((r) => r.when === when && r.measure === measure && r.name === "999")!;
    // Day 1: answered 10 in the first and 20 in the third; with the one who left, medians 20 and 20.
    expect(row("day 1", "waitP50Answered")).toMatchObject({ mean: 15, n: 2 });
    expect(row("day 1", "waitP50All")).toMatchObject({ mean: 20, n: 2, halfWidth: 0 });
    expect(row("day 1", "longestWait")).toMatchObject({ mean: 25, n: 2 });
    // Day 2 begins with bin 24: one contact, who left.
    expect(row("day 2", "longestWait")).toMatchObject({ mean: 8, n: 1, halfWidth: Infinity });
    expect(row("day 2", "waitP90Answered")).toMatchObject({ mean: NaN, n: 0 });
  });
});

describe("every single wait", () => {
  it("is kept only when asked for, and changes nothing else", () => {
    const { eachWait, ...kept } = runTrial(planOf(busy), 1, null, { keepsEachWait: true });
    const { eachWait: none, ...usual } = runTrial(planOf(busy), 1);
    expect(none).toBeNull();
    expect(kept).toEqual(usual);
    const counted = usual.waits.reduce((sum, count) => sum + count, 0);
    expect(counted).toBeGreaterThan(5000);
    expect(eachWait!.waits).toHaveLength(counted);
    expect(eachWait!.places).toHaveLength(counted);
  });

  it("is the same whichever loop ran, though the loops may find out in another order", () => {
    const kept = (loop: "events" | "direct"): readonly string[] => {
      const { places, waits } = runTrial(planOf(busy), 2, null, { loop, keepsEachWait: true }).eachWait!;
      return Array.from(places, (place, i) => `${place} ${waits[i]}`).sort();
    };
    expect(kept("direct")).toEqual(kept("events"));
  });
});
