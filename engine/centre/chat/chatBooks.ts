import type { Centre } from "../centre.ts";
import { firstWaiting } from "../events.ts";
import { NOBODY } from "../handlers.ts";
import { ROUNDING } from "../invariants.ts";
import { BrokenInvariant } from "../brokenInvariant.ts";
import { extraCell, POOL_EXTRA, poolExtraCell, QUEUE_EXTRA, type QueueExtra } from "../ledger.ts";
import { callFor, poolForChat } from "./chatRouting.ts";
import { chatWork, queueTotal } from "./chatWork.ts";

/**
 * No chat waits while there is a slot for it, and no call while a handler who chats may take it.
 *
 * @throws BrokenInvariant naming the queue and the pool.
 */
export function checkNoChatWaitsInVain(centre: Centre): void {
  const chats = centre.chats!;
  const { pools, queues } = centre.plan.scenario;
  const waitsInVain = (queue: number, pool: number): never => {
    const where = `queue ${queues[queue]!.name} while pool ${pools[pool]!.name}`;
    throw new BrokenInvariant(centre, `a contact waits in ${where} could take it`);
  };
  for (const queue of chats.chatQueues) {
    const contact = firstWaiting(centre, queue);
    if (contact === NOBODY) continue;
    const pool = poolForChat(centre, queue, contact);
    if (pool !== NOBODY) waitsInVain(queue, pool);
  }
  for (let pool = 0; pool < centre.pools; pool++) {
    if (chats.takesCalls[pool] === 0 || chats.holders.in(pool) === 0) continue;
    const queue = callFor(centre, pool);
    if (queue !== NOBODY) waitsInVain(queue, pool);
  }
}

/**
 * The books of the chats balance: refused by the ledger and by the door; answered = over + with a chatter now (exactly);
 * the work of the answered = done at the speeds of the handlers + left undone by those who left + still to do;
 * chat-seconds by the clock = from the beginning to the end of each chat; and these = durations + wrap-up.
 *
 * @throws BrokenInvariant with both sides of the sum that does not balance.
 */
export function checkChatBooks(centre: Centre): void {
  const { ledger, plan } = centre;
  const chats = centre.chats!;
  const mustBe = (what: string, one: number, other: number, rounding = 0): void => {
    if (Math.abs(one - other) <= rounding * Math.max(1, Math.abs(one), Math.abs(other))) return;
    throw new BrokenInvariant(centre, `${what}: ${one} is not ${other}`);
  };
  let durations = 0;
  for (const queue of chats.chatQueues) {
    const name = `queue ${plan.scenario.queues[queue]!.name}`;
    const extra = (column: QueueExtra): number => {
      let sum = 0;
      for (let bin = 0; bin <= ledger.bins; bin++) {
        sum += ledger.queueExtras[extraCell(ledger, queue, bin) + QUEUE_EXTRA[column]]!;
      }
      return sum;
    };
    durations += extra("chatDuration");
    mustBe(`${name}: refused by the ledger and by the door`, extra("refused"), chats.refusedSoFar[queue]!);
    mustBe(
      `${name}: answered chats`,
      queueTotal(centre, queue, "answered"),
      extra("chatsOver") + chats.chattersOfQueue[queue]!,
    );
  }
  let workLeft = 0;
  let openSlots = 0;
  let openPhases = 0;
  const held = new Map<number, number>(chats.chatQueues.map((queue) => [queue, 0]));
  for (let handler = 0; handler < chats.rows; handler++) {
    chats.bringUpToDate(handler, centre.now);
    for (let place = 0; place < chats.heldBy(handler); place++) {
      const contact = chats.contactAt(handler, place);
      const queue = centre.contacts.queueOf(contact);
      held.set(queue, (held.get(queue) ?? 0) + 1);
      const wrappingUp = chats.isWrappingUp(handler, place);
      workLeft += chats.workAt(handler, place) + (wrappingUp ? 0 : centre.contacts.wrapUpOf(contact));
      openSlots += centre.now - chats.beganAt(handler, place);
      openPhases += centre.now - chats.phaseBeganAt(handler, place);
    }
  }
  for (const [queue, count] of held) {
    mustBe(`queue ${plan.scenario.queues[queue]!.name}: chats held`, chats.heldOfQueue[queue]!, count);
  }
  mustBe("work of the chats", chatWork(centre), chats.workDone + chats.workLeftUndone + workLeft, ROUNDING);
  let chatSeconds = 0;
  for (let pool = 0; pool < ledger.pools; pool++) {
    for (let bin = 0; bin <= ledger.bins; bin++) {
      chatSeconds += ledger.poolExtras[poolExtraCell(ledger, pool, bin) + POOL_EXTRA.chatSeconds]!;
    }
  }
  mustBe("chat-seconds", chatSeconds, chats.slotTime + openSlots, ROUNDING);
  // A chat in wrap-up has a duration that is booked already.
  mustBe(
    "durations and wrap-up of the chats",
    durations + chats.wrapUpTime + openPhases,
    chats.slotTime + openSlots,
    ROUNDING,
  );
}
