import { BrokenInvariant, type Where } from "./brokenInvariant.ts";
import {
  extraCell,
  type Ledger,
  POOL_EXTRA,
  poolExtraCell,
  QUEUE_EXTRA,
  queueExtra,
  queueFigure,
} from "./ledger.ts";

/**
 * Books how many are carried into the next month, in the bin of the interval that ends now.
 *
 * @param waiting Contacts in line, by queue; of deferrable work, items not done that nobody is at.
 * @param busy Handlers with a contact or in wrap-up, by pool.
 * @throws BrokenInvariant if those who wait are not those offered who have neither been answered nor left.
 */
export function bookMonthEnd(
  where: Where,
  ledger: Ledger,
  bin: number,
  waiting: readonly number[],
  busy: readonly number[],
): void {
  waiting.forEach((count, queue) => {
    const { name, work } = where.plan.scenario.queues[queue]!;
    const cell = extraCell(ledger, queue, bin);
    ledger.queueExtras[cell + QUEUE_EXTRA.monthEnds]! += 1;
    ledger.queueExtras[cell + QUEUE_EXTRA.waitingAtMonthEnd]! += count;
    if (work !== null) return;
    let inside = 0;
    for (let b = 0; b <= ledger.bins; b++) {
      inside += queueFigure(ledger, queue, b, "offered") - queueFigure(ledger, queue, b, "answered");
      inside -= queueFigure(ledger, queue, b, "abandoned") + queueExtra(ledger, queue, b, "takenByPartner");
    }
    if (inside !== count) {
      throw new BrokenInvariant(
        where,
        `queue ${name}: waiting at the month's end: ${count} is not ${inside}`,
      );
    }
  });
  busy.forEach((count, pool) => {
    const cell = poolExtraCell(ledger, pool, bin);
    ledger.poolExtras[cell + POOL_EXTRA.monthEnds]! += 1;
    ledger.poolExtras[cell + POOL_EXTRA.busyAtMonthEnd]! += count;
  });
}
