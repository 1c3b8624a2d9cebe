import { letBreaksBegin } from "./breaks.ts";
import { type Centre, INTERVAL_SLOT, NOBODY_STARTS } from "./centre.ts";
import { shiftsAtStart } from "./dutyEvents.ts";
import { changeHeads, forgetLapsed, startWhoMayStart } from "./events.ts";
import type { Rota } from "../scenario/scenario.ts";
import { POOL_COLUMN } from "./ledger.ts";
import { bookMonthEnd } from "./monthEnd.ts";
import type { Months } from "./months.ts";
import { backlogAtStart } from "./workEvents.ts";

/** An interval begins: hold-back and the number on duty change, and whoever may start now starts. */
export function intervalStarts(centre: Centre, interval: number): void {
  const { plan, calendar } = centre;
  centre.interval = interval;
  centre.bin = plan.binOf[interval]!;
  centre.intervalEnd = centre.startOf(interval + 1);
  if (centre.months !== null) monthMayBegin(centre, centre.months);
  if (centre.work !== null) backlogAtStart(centre);
  const hour = plan.timetable.hourOfWeek[interval]!;
  for (const pool of centre.poolsHere) {
    setHoldBack(centre, pool, hour);
    setOnDuty(centre, pool, shiftsAtStart(centre, pool) ?? centre.roster[pool]![hour]!);
  }
  if (centre.chatRoutines !== null) centre.chatRoutines.intervalStarts(centre);
  for (const pool of centre.poolsHere) startWhoMayStart(centre, pool);
  if (centre.duty !== null) letBreaksBegin(centre);
  // What happens at the very end of an interval belongs to the next one.
  calendar.scheduleAhead(INTERVAL_SLOT, centre.intervalEnd);
}

/** Where a month begins with this interval, its handlers come on duty, and whoever dials from now on has its talk. */
function monthMayBegin(centre: Centre, months: Months): void {
  const onDuty = months.beginningWith(centre.interval, centre.ledger);
  if (onDuty === null) return;
  centre.roster = onDuty.handlers;
  centre.paces?.set(onDuty.paces);
  if (onDuty.rotas !== undefined) rosterMonth(centre, onDuty.rotas);
  if (centre.observer !== null) centre.observer.monthBegan?.(centre);
}

/** Heads of the shifts that start in the month that begins now; before the first, of those already under way as well. */
function rosterMonth(centre: Centre, rotas: readonly (Rota | null)[]): void {
  const { months, monthOf } = centre.plan.timetable;
  const from = centre.interval === 0 ? -Infinity : centre.startOf(centre.interval);
  const next = months[monthOf[centre.interval]! + 1];
  const until = next === undefined ? Infinity : centre.startOf(next.firstInterval);
  rotas.forEach((rota, pool) => {
    if (rota !== null) centre.duty!.roster(pool, rota, from, until);
  });
}

/** The interval that ends now may be the last of a month: what is carried into the next is counted. */
export function monthMayEnd(centre: Centre, months: Months): void {
  if (!months.endsWith(centre.interval)) return;
  const { lines, work, handlers, plan } = centre;
  for (let queue = 0; queue < centre.queues; queue++) {
    if (work?.isWork(queue) !== true) forgetLapsed(centre, queue);
  }
  // A run of one month has staffing of its own at most, and no columns for what it carries on.
  if (plan.timetable.months.length < 2) return;
  const waiting = lines.map(({ length }) => length);
  const busy = plan.scenario.pools.map((_, pool) => handlers.busyIn(pool));
  bookMonthEnd(centre, centre.ledger, centre.bin, waiting, busy);
}

function setHoldBack(centre: Centre, pool: number, hour: number): void {
  const { answers, holdBack, holdMore, onlyWhile } = centre.plan.scenario.pools[pool]!;
  for (let i = 0; i < answers.length; i++) {
    const needed = onlyWhile?.[i] ?? null;
    const isBarred = needed !== null && !centre.switches!.isOn(needed);
    let held = holdBack[i]![hour]!;
    if (holdMore !== undefined) {
      for (const { while: number, handlers } of holdMore) {
        if (centre.switches!.isOn(number)) held += handlers[i]!;
      }
    }
    centre.holdBack[pool * centre.queues + answers[i]!] = isBarred ? NOBODY_STARTS : held;
  }
}

/** A switch has been turned: pools whose work depends on it begin or cease to answer, or hold more or fewer back. */
export function switchedFor(centre: Centre, number: number): void {
  const hour = centre.plan.timetable.hourOfWeek[centre.interval]!;
  centre.plan.scenario.pools.forEach(({ onlyWhile, holdMore }, pool) => {
    if (onlyWhile?.includes(number) !== true && holdMore?.some((more) => more.while === number) !== true)
      return;
    setHoldBack(centre, pool, hour);
    startWhoMayStart(centre, pool);
  });
}

/** Changes the number on duty as an interval begins, and books the whole of it. */
function setOnDuty(centre: Centre, pool: number, wanted: number): void {
  const { handlers, ledger } = centre;
  changeHeads(centre, pool, wanted);
  const length = centre.plan.timetable.intervalSeconds;
  const cell = centre.poolCell(pool);
  const { poolCells } = ledger;
  poolCells[cell + POOL_COLUMN.busy] = poolCells[cell + POOL_COLUMN.busy]! + handlers.busyIn(pool) * length;
  poolCells[cell + POOL_COLUMN.onDuty] = poolCells[cell + POOL_COLUMN.onDuty]! + wanted * length;
  poolCells[cell + POOL_COLUMN.overrun] =
    poolCells[cell + POOL_COLUMN.overrun]! + handlers.leavingIn(pool) * length;
}
