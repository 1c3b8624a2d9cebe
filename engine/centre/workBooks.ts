import type { Centre } from "./centre.ts";
import { extraCell, QUEUE_EXTRA, type QueueExtra, queueFigure } from "./ledger.ts";

/** What is left to do of items that were put aside, in handler-seconds. */
export function leftAside({ work, lines }: Centre): number {
  if (work === null) return 0;
  let left = 0;
  for (const line of lines) {
    for (let place = 0; place < line.length; place++) {
      if (work.isAside(line.at(place))) left += work.leftOf(line.at(place));
    }
  }
  return left;
}

/**
 * What must hold of every queue of deferrable work in a run, warm-up included: received = done + in hand + in line;
 * taken up = done + in hand + put aside (exactly); the time in the backlog by the clock = the ages of items when done
 * and of those that are not done.
 *
 * @param rounding By what share two sums of times may differ.
 * @returns What does not hold, with both sides.
 */
export function faultsOfWork(centre: Centre, rounding: number): readonly string[] {
  const { work, plan } = centre;
  if (work === null) return [];
  return plan.scenario.queues.flatMap(({ name }, queue) => {
    if (!work.isWork(queue)) return [];
    const total = (figure: (bin: number) => number): number => {
      let sum = 0;
      for (let bin = 0; bin <= plan.bins; bin++) sum += figure(bin);
      return sum;
    };
    const extra = (column: QueueExtra): number =>
      total((bin) => centre.ledger.queueExtras[extraCell(centre.ledger, queue, bin) + QUEUE_EXTRA[column]]!);
    const inHand = itemsInHand(centre, queue);
    const inLine = itemsInLine(centre, queue);
    const aside = inLine.filter((item) => work.isAside(item)).length;
    const left = inHand.length + inLine.length;
    const takenUp = total((bin) => queueFigure(centre.ledger, queue, bin, "answered"));
    const ageOf = (item: number): number => centre.now - centre.contacts.offerTimeOf(item);
    const ages = [...inHand, ...inLine].reduce((sum, item) => sum + ageOf(item), 0);
    const counts: readonly (readonly [string, number, number])[] = [
      ["items received", centre.dialledSoFar[queue]!, extra("done") + left],
      ["items in the backlog", work.backlog[queue]!, left],
      ["items taken up", takenUp, extra("done") + inHand.length + aside],
      ["items put aside", work.asideIn(queue), aside],
      ["items done, by the clock", extra("doneByClock"), extra("done")],
    ];
    const [byClock, byItem] = [extra("backlogTime"), extra("ageWhenDone") + ages];
    const timesAgree = Math.abs(byClock - byItem) <= rounding * Math.max(1, byClock, byItem);
    return [
      ...counts.filter(([, one, other]) => one !== other),
      ...(timesAgree ? [] : [["time in the backlog", byClock, byItem] as const]),
    ].map(([what, one, other]) => `queue ${name}: ${what}: ${one} is not ${other}`);
  });
}

function itemsInHand(centre: Centre, queue: number): readonly number[] {
  const { handlers, contacts, calendar } = centre;
  const items: number[] = [];
  for (let handler = 0; handler < handlers.rows; handler++) {
    if (calendar.timeOf(centre.handlerSlot(handler)) === Infinity) continue;
    const contact = handlers.contactOf(handler);
    if (contacts.queueOf(contact) === queue) items.push(contact);
  }
  return items;
}

function itemsInLine({ lines }: Centre, queue: number): readonly number[] {
  const line = lines[queue]!;
  return Array.from({ length: line.length }, (_, place) => line.at(place));
}
