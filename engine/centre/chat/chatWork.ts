import type { Centre } from "../centre.ts";
import { type QueueColumn, queueFigure } from "../ledger.ts";

/**
 * Work of the chats that were answered, less the time of handlers with chats and no call: what stands between the work
 * of all answered contacts and the handlers' busy time.
 */
export function chatWorkNotBusy(centre: Centre): number {
  const chats = centre.chats!;
  let busy = chats.chattingOnly;
  for (let handler = 0; handler < chats.rows; handler++) {
    if (chats.heldBy(handler) > 0 && !chats.isInCall(handler)) {
      busy += centre.now - chats.aloneSinceOf(handler);
    }
  }
  return chatWork(centre) - busy;
}

/** Talk and wrap-up of all chats that were answered, in seconds of a chat that is its handler's only one. */
export function chatWork(centre: Centre): number {
  let work = 0;
  for (const queue of centre.chats!.chatQueues) {
    work += queueTotal(centre, queue, "talk") + queueTotal(centre, queue, "wrapUp");
  }
  return work;
}

/** A queue's column over the whole run, warm-up included. */
export function queueTotal({ ledger }: Centre, queue: number, column: QueueColumn): number {
  let sum = 0;
  for (let bin = 0; bin <= ledger.bins; bin++) sum += queueFigure(ledger, queue, bin, column);
  return sum;
}
