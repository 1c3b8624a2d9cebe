import type { Queue } from "../../scenario/scenario.ts";
import type { Plan } from "../plan.ts";

/** Which pools of a room the direct loop runs, and which the event loop. */
export interface Parts {
  /** In the order in which they are run: those whose people go on to a pool come before it. */
  readonly direct: readonly number[];
  readonly byCalendar: readonly number[];
  /** Queues that no pool of `direct` serves. */
  readonly ofCalendar: readonly number[];
}

const partsKnown = new WeakMap<Plan, Parts>();

/**
 * The direct loop can run a pool whose desk is a room of its own in which handlers are alike, and where who is served next
 * depends on nothing but who waits and when handlers come free. That is so if
 *
 * - none of its queues may interrupt wrap-up, so that a handler who has taken a call comes free at a moment that stays as
 *   it is;
 * - no other pool serves its queues, so that no call overflows and no two pools share a line;
 * - no two of its queues have the same rank, so that nobody has to ask who has waited longest;
 * - a message is the same at all times;
 * - it has no shifts and takes no longer than others, since handlers then come and go at any moment, or a call's length
 *   depends on who takes it;
 * - none of its queues is deferrable work, whose backlog is followed by the clock and which may be put aside, or one of
 *   chats, of which a handler may hold several;
 * - none of its calls is accidental or left to a partner force.
 *
 * Its callers may dial again and go on to other queues, of the desk or of others. As the direct loop runs one desk after
 * the other through each interval, and the event loop after them all, nobody may come to it from a desk that is run later:
 * that needs the event loop. So do rooms in which a switch looks at how pressed they are, or demand follows how the month
 * before was.
 */
export function partsOf(plan: Plan): Parts {
  // Asked for every replication.
  const known = partsKnown.get(plan);
  if (known !== undefined) return known;
  const parts = partsFound(plan);
  partsKnown.set(plan, parts);
  return parts;
}

/** Whether the direct loop can run all of it. */
export function isDirect(plan: Plan): boolean {
  const { byCalendar, ofCalendar } = partsOf(plan);
  return byCalendar.length === 0 && ofCalendar.length === 0;
}

/** Whether it can run some of it. */
export function isPartlyDirect(plan: Plan): boolean {
  return partsOf(plan).direct.some((pool) => plan.service[pool]!.queues.length > 0);
}

function partsFound(plan: Plan): Parts {
  const { queues, pools, switches } = plan.scenario;
  let byCalendar = pools.map((_, pool) => pool);
  let ofCalendar = queues.map((_, queue) => queue);
  const direct: number[] = [];
  if (switches.length > 0 || queues.some(({ demandFollows }) => demandFollows !== undefined))
    return { direct, byCalendar, ofCalendar };
  for (;;) {
    const next = byCalendar.find((pool) => isRoomOfItsOwn(plan, pool) && !isLedTo(plan, pool, ofCalendar));
    if (next === undefined) return { direct, byCalendar, ofCalendar };
    direct.push(next);
    byCalendar = byCalendar.filter((pool) => pool !== next);
    ofCalendar = ofCalendar.filter((queue) => !plan.service[next]!.queues.includes(queue));
  }
}

/** Whether people come to a pool from any of these queues, its own left out. */
function isLedTo({ scenario, service }: Plan, pool: number, from: readonly number[]): boolean {
  const { queues } = service[pool]!;
  return from.some(
    (queue) =>
      !queues.includes(queue) &&
      scenario.queues[queue]!.onward?.some(({ to }) => queues.includes(to)) === true,
  );
}

function isRoomOfItsOwn({ scenario, service, tries }: Plan, pool: number): boolean {
  const { rota, proficiency } = scenario.pools[pool]!;
  if (rota !== null || proficiency !== null) return false;
  const { queues, ranks } = service[pool]!;
  if (tries.some((tried, queue) => tried.includes(pool) && !queues.includes(queue))) return false;
  return Array.from(queues).every((queue, place) => {
    if (place > 0 && ranks[place] === ranks[place - 1]) return false;
    const others = service.some((other, number) => number !== pool && other.queues.includes(queue));
    return (
      !others && tries[queue]!.length === 1 && tries[queue]![0] === pool && isPlain(scenario.queues[queue]!)
    );
  });
}

function isPlain(queue: Queue): boolean {
  const { mayInterruptWrapUp, message, work, chat, accidental, partnerAfter } = queue;
  return (
    !mayInterruptWrapUp &&
    message?.instead === undefined &&
    work === null &&
    chat === null &&
    accidental === null &&
    partnerAfter === null
  );
}
