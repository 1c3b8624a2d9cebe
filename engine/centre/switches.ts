import type { Switch } from "../scenario/scenario.ts";

/**
 * Which switches of a room are on. A switch goes on when what it watches is above a level, and off again when that has
 * fallen to another level, which may be lower (hysteresis). It stays on for a least time, goes off after a longest time
 * whatever it sees, and then rests before it can go on again.
 *
 * They are asked after every event, so that all that is asked for stands in columns.
 */
export class Switches {
  readonly count: number;
  private readonly switches: readonly Switch[];
  private readonly states: Uint8Array;
  /** From when on each may turn for what it sees. */
  private readonly free: Float64Array;
  /** When each turns whatever it sees; Infinity for those that need not. */
  private readonly ends: Float64Array;
  private readonly onAbove: Float64Array;
  private readonly offAt: Float64Array;
  /** By switch: the queues in which those who wait are counted; none of a switch that watches handlers. */
  private readonly queues: readonly Int32Array[];
  /** By switch: the pools of which the share at work is seen; none of a switch that watches lines. */
  private readonly pools: readonly Int32Array[];

  constructor(switches: readonly Switch[]) {
    this.count = switches.length;
    this.switches = switches;
    this.states = new Uint8Array(switches.length);
    this.free = new Float64Array(switches.length).fill(-Infinity);
    this.ends = new Float64Array(switches.length).fill(Infinity);
    this.onAbove = Float64Array.from(switches, ({ onAbove }) => onAbove);
    this.offAt = Float64Array.from(switches, ({ offAt }) => offAt);
    this.queues = switches.map(({ watches }) =>
      Int32Array.from(watches.kind === "waiting" ? watches.queues : []),
    );
    this.pools = switches.map(({ watches }) => Int32Array.from(watches.kind === "busy" ? watches.pools : []));
  }

  isOn(number: number): boolean {
    return this.states[number] === 1;
  }

  /** Queues whose lines a switch watches; none if it watches handlers. */
  queuesOf(number: number): Int32Array {
    return this.queues[number]!;
  }

  /** Pools whose handlers a switch watches; none if it watches lines. */
  poolsOf(number: number): Int32Array {
    return this.pools[number]!;
  }

  /** Whether what it sees can make it turn now: it has rested, or been on for its least time. */
  isFree(number: number, now: number): boolean {
    return now >= this.free[number]!;
  }

  /** Whether it has been on for its longest time. */
  hasToEnd(number: number, now: number): boolean {
    return now >= this.ends[number]!;
  }

  /** Whether a switch that is free turns at this level: contacts waiting, or the share of handlers who are busy. */
  turnsAt(number: number, level: number): boolean {
    return this.states[number] === 0 ? level > this.onAbove[number]! : level <= this.offAt[number]!;
  }

  /** Above this level a switch goes on. */
  goesOnAbove(number: number): number {
    return this.onAbove[number]!;
  }

  /** Turns it on or off. It has to be looked at again when its times have come, even if nothing else happens. */
  turn(number: number, now: number): void {
    const { atLeast, atMost, rests } = this.switches[number]!;
    const isOn = this.states[number] === 0;
    this.states[number] = isOn ? 1 : 0;
    this.free[number] = now + (isOn ? atLeast : rests);
    this.ends[number] = isOn && atMost !== null ? now + atMost : Infinity;
  }

  /** From when on it may turn for what it sees, as it stands. */
  freeFrom(number: number): number {
    return this.free[number]!;
  }

  /** When it turns whatever it sees, or Infinity. */
  endsAt(number: number): number {
    return this.ends[number]!;
  }
}
