import { AGENDA_KIND } from "./agenda.ts";
import type { Centre } from "./centre.ts";
import { lookAtDoors } from "./chat/door.ts";
import { comeBackTo } from "./comeBackTo.ts";
import { forgetLapsed } from "./events.ts";
import { switchedFor } from "./interval.ts";
import { SWITCH_COLUMN } from "./ledger.ts";
import type { Switches } from "./switches.ts";

/*
 * Rules that depend on how pressed the room is. Switches are looked at after every event, and whenever a time of theirs
 * has run out; so that a line is never taken for longer than it is, each hang-up in a line that a switch watches is an
 * event.
 */

/**
 * After an event: turns every switch that has to be turned, until none is left.
 *
 * @returns whether there was any.
 */
export function turnSwitches(centre: Centre): boolean {
  const switches = centre.switches!;
  let hasTurned = false;
  for (let turned = true; turned;) {
    turned = false;
    for (let number = 0; number < switches.count; number++) {
      if (!wantsTurn(centre, switches, number)) continue;
      turn(centre, number);
      turned = true;
      hasTurned = true;
    }
  }
  return hasTurned;
}

function wantsTurn(centre: Centre, switches: Switches, number: number): boolean {
  const { now } = centre;
  if (switches.hasToEnd(number, now)) return true;
  return switches.isFree(number, now) && switches.turnsAt(number, levelOf(centre, number));
}

function turn(centre: Centre, number: number): void {
  const { ledger, now } = centre;
  const switches = centre.switches!;
  switches.turn(number, now);
  const [free, ends] = [switches.freeFrom(number), switches.endsAt(number)];
  if (free > now) comeBackTo(centre, free, AGENDA_KIND.switchDue, number);
  if (ends < Infinity) comeBackTo(centre, ends, AGENDA_KIND.switchDue, number);
  const isOn = switches.isOn(number);
  const cell = centre.switchCell(number);
  const { switchCells } = ledger;
  const untilEnd = centre.intervalEnd - now;
  switchCells[cell + SWITCH_COLUMN.secondsOn] =
    switchCells[cell + SWITCH_COLUMN.secondsOn]! + (isOn ? untilEnd : -untilEnd);
  if (isOn) switchCells[cell + SWITCH_COLUMN.timesOn] = switchCells[cell + SWITCH_COLUMN.timesOn]! + 1;
  if (centre.observer !== null) centre.observer.switchTurned?.(centre, number, isOn);
  switchedFor(centre, number);
  if (centre.chats !== null) lookAtDoors(centre);
}

/** What a switch sees: contacts waiting, or the share of handlers who are busy (all, if none is there). */
export function levelOf(centre: Centre, number: number): number {
  const switches = centre.switches!;
  const pools = switches.poolsOf(number);
  if (pools.length > 0) return shareBusy(centre, pools);
  const queues = switches.queuesOf(number);
  const waiting = inLine(centre, queues);
  if (waiting <= switches.goesOnAbove(number)) return waiting;
  // Those who hang up at this very moment are still in line, and do not count.
  const { calendar, now } = centre;
  for (const queue of queues) {
    if (calendar.timeOf(centre.hangUpSlot(queue)) <= now) forgetLapsed(centre, queue);
  }
  return inLine(centre, queues);
}

function inLine({ lines }: Centre, queues: Int32Array): number {
  let waiting = 0;
  for (const queue of queues) waiting += lines[queue]!.length;
  return waiting;
}

function shareBusy({ handlers }: Centre, pools: Int32Array): number {
  let busy = 0;
  let present = 0;
  for (const pool of pools) {
    busy += handlers.busyIn(pool);
    present += handlers.presentIn(pool);
  }
  return present === 0 ? 1 : busy / present;
}

/** An interval begins with these switches on. */
export function bookSwitches(centre: Centre): void {
  const switches = centre.switches!;
  const { switchCells } = centre.ledger;
  for (let number = 0; number < switches.count; number++) {
    if (!switches.isOn(number)) continue;
    const cell = centre.switchCell(number) + SWITCH_COLUMN.secondsOn;
    switchCells[cell] = switchCells[cell]! + (centre.intervalEnd - centre.now);
  }
}
