import { extraCell, type Ledger, QUEUE_EXTRA, type QueueExtra } from "../../engine/centre/ledger.ts";

/** One of a queue's further columns added over the counted bins, or over some of them. */
export function extraTotal(
  ledger: Ledger,
  queue: number,
  column: QueueExtra,
  bins: readonly number[] = Array.from({ length: ledger.bins }, (_, bin) => bin),
): number {
  return bins.reduce(
    (sum, bin) => sum + ledger.queueExtras[extraCell(ledger, queue, bin) + QUEUE_EXTRA[column]]!,
    0,
  );
}
