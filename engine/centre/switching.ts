import { AGENDA_KIND } from "./agenda.ts";
import type { Centre } from "./centre.ts";
import { lookAtDoors } from "./chat/door.ts";
import { comeBackTo } from "./comeBackTo.ts";
import { forgetLapsed } from "./events.ts";
import { switchedFor } from "./interval.ts";
import { SWITCH_COLUMN } from "./ledger.ts";

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
      if (!switches.wantsTurn(number, levelOf(centre, number), centre.now)) continue;
      turn(centre, number);
      turned = true;
      hasTurned = true;
    }
  }
  return hasTurned;
}

function turn(centre: Centre, number: number): void {
  const { ledger, now } = centre;
  const switches = centre.switches!;
  const { first, second } = switches.turn(number, now);
  if (first < Infinity) comeBackTo(centre, first, AGENDA_KIND.switchDue, number);
  if (second < Infinity) comeBackTo(centre, second, AGENDA_KIND.switchDue, number);
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
  const { watches, onAbove } = centre.plan.scenario.switches[number]!;
  if (watches.kind === "busy") {
    let [busy, present] = [0, 0];
    for (const pool of watches.pools) {
      busy += centre.handlers.busyIn(pool);
      present += centre.handlers.presentIn(pool);
    }
    return present === 0 ? 1 : busy / present;
  }
  let waiting = 0;
  for (const queue of watches.queues) waiting += centre.lines[queue]!.length;
  if (waiting <= onAbove) return waiting;
  // Those who hang up at this very moment are still in line, and do not count.
  waiting = 0;
  for (const queue of watches.queues) {
    forgetLapsed(centre, queue);
    waiting += centre.lines[queue]!.length;
  }
  return waiting;
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
