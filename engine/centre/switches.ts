import type { Switch } from "../scenario/scenario.ts";

/**
 * Which switches of a room are on. A switch goes on when what it watches is above a level, and off again when that has
 * fallen to another level, which may be lower (hysteresis). It stays on for a least time, goes off after a longest time
 * whatever it sees, and then rests before it can go on again.
 */
export class Switches {
  private readonly switches: readonly Switch[];
  private readonly states: Uint8Array;
  /** When each was last turned on or off. */
  private readonly turnedAt: Float64Array;

  constructor(switches: readonly Switch[]) {
    this.switches = switches;
    this.states = new Uint8Array(switches.length);
    this.turnedAt = new Float64Array(switches.length).fill(-Infinity);
  }

  get count(): number {
    return this.switches.length;
  }

  isOn(number: number): boolean {
    return this.states[number] === 1;
  }

  /** @param level What the switch sees: contacts waiting, or the share of handlers who are busy. */
  wantsTurn(number: number, level: number, now: number): boolean {
    const { onAbove, offAt, atLeast, atMost, rests } = this.switches[number]!;
    const since = this.turnedAt[number]!;
    if (this.states[number] === 0) return level > onAbove && now >= since + rests;
    return (atMost !== null && now >= since + atMost) || (level <= offAt && now >= since + atLeast);
  }

  /**
   * Turns it on or off.
   *
   * @returns when it has to be looked at again even if nothing else happens: Infinity if never.
   */
  turn(number: number, now: number): { readonly first: number; readonly second: number } {
    const { atLeast, atMost, rests } = this.switches[number]!;
    const isOn = this.states[number] === 0;
    this.states[number] = isOn ? 1 : 0;
    this.turnedAt[number] = now;
    if (!isOn) return { first: rests > 0 ? now + rests : Infinity, second: Infinity };
    return {
      first: atLeast > 0 ? now + atLeast : Infinity,
      second: atMost === null ? Infinity : now + atMost,
    };
  }
}
