import { hasSequel } from "../hasSequel.ts";
import type { Plan } from "../plan.ts";

/**
 * Whether the direct loop can run this plan: each desk is a room of its own in which handlers are alike, and who is
 * served next depends on nothing but who waits and when handlers come free. That is so if
 *
 * - no queue may interrupt wrap-up, so that a handler who has taken a call comes free at a moment that stays as it is;
 * - each queue is served by one pool, so that no call overflows and no two pools share a line;
 * - no two queues of a pool have the same rank, so that nobody has to ask who has waited longest;
 * - a message is the same at all times;
 * - no switch looks at how pressed the room is;
 * - no desk has shifts or takes longer than others, since handlers then come and go at any moment, or a call's length
 *   depends on who takes it;
 * - no queue is deferrable work, whose backlog is followed by the clock and which may be put aside, or one of chats, of
 *   which a handler may hold several;
 * - nobody dials again or goes on to another queue, so that when somebody calls does not depend on how long the lines are;
 * - no call is accidental or left to a partner force;
 * - demand is the same however the month before was.
 *
 * Everything else that a scenario can say is allowed.
 */
export function isDirect(plan: Plan): boolean {
  if (plan.wrapUpIsInterruptible || plan.scenario.switches.length > 0) return false;
  const poolsServing = new Int32Array(plan.scenario.queues.length);
  for (const [pool, { queues, ranks }] of plan.service.entries()) {
    for (let place = 0; place < queues.length; place++) {
      const queue = queues[place]!;
      poolsServing[queue] = poolsServing[queue]! + 1;
      if (!plan.tries[queue]!.includes(pool)) return false;
      if (place > 0 && ranks[place] === ranks[place - 1]) return false;
    }
  }
  if (plan.scenario.pools.some(({ rota, proficiency }) => rota !== null || proficiency !== null))
    return false;
  if (
    plan.scenario.queues.some(({ redials, work, chat }) => redials !== null || work !== null || chat !== null)
  )
    return false;
  if (plan.scenario.queues.some(({ message }) => message?.instead !== undefined)) return false;
  if (plan.scenario.queues.some(hasSequel)) return false;
  if (plan.scenario.queues.some(({ demandFollows }) => demandFollows !== undefined)) return false;
  return poolsServing.every((pools, queue) => pools === 1 && plan.tries[queue]!.length === 1);
}
