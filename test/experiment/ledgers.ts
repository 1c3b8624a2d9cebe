/** Ledgers made by hand, for what is read from them. */
import type { Ledger, PoolColumn, QueueColumn } from "../../engine/centre/ledger.ts";
import { emptyLedger, POOL_COLUMN, poolCell, QUEUE_COLUMN, queueCell } from "../../engine/centre/ledger.ts";
import type { Plan } from "../../engine/centre/plan.ts";
import { WaitHistogram } from "../../engine/stats/histogram.ts";

export interface HandMade {
  readonly queues?: readonly {
    readonly queue: number;
    readonly bin: number;
    readonly figures: Partial<Record<QueueColumn, number>>;
  }[];
  readonly pools?: readonly {
    readonly pool: number;
    readonly bin: number;
    readonly figures: Partial<Record<PoolColumn, number>>;
  }[];
  /** Waits in seconds, of queue 0. */
  readonly answeredWaits?: readonly number[];
  readonly abandonedWaits?: readonly number[];
}

export function ledgerOf(plan: Plan, made: HandMade): Ledger {
  const { queues } = plan.scenario;
  const ledger = emptyLedger(plan);
  for (const { queue, bin, figures } of made.queues ?? []) {
    for (const [column, figure] of Object.entries(figures)) {
      ledger.queueCells[queueCell(ledger, queue, bin) + QUEUE_COLUMN[column as QueueColumn]] = figure;
    }
  }
  for (const { pool, bin, figures } of made.pools ?? []) {
    for (const [column, figure] of Object.entries(figures)) {
      ledger.poolCells[poolCell(ledger, pool, bin) + POOL_COLUMN[column as PoolColumn]] = figure;
    }
  }
  const count = (waits: readonly number[], place: number): void => {
    const histogram = new WaitHistogram(ledger.waits, place * WaitHistogram.SIZE);
    for (const wait of waits) histogram.add(wait);
    ledger.longestWait[0] = Math.max(ledger.longestWait[0]!, ...waits);
  };
  count(made.answeredWaits ?? [], 0);
  count(made.abandonedWaits ?? [], queues.length);
  return ledger;
}
