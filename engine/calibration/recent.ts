/** Slots for values. A power of two. */
const SLOTS = 1024;

/**
 * A function of a few numbers that remembers where it was asked of late: for a function that is slow to ask and is often
 * asked at the very same place again. What it says never depends on what it remembers.
 */
export class Recent {
  private readonly ask: (place: Float64Array, least: number) => number;
  private readonly width: number;
  private readonly places: Float64Array;
  private readonly values: Float64Array;
  /** The place in hand, and the same bits as whole numbers. */
  private readonly bits: Uint32Array;
  private readonly copy: Float64Array;

  /** @param width How many numbers a place has. */
  constructor(width: number, ask: (place: Float64Array, least: number) => number) {
    this.ask = ask;
    this.width = width;
    // NaN is equal to nothing: an empty slot is nobody's.
    this.places = new Float64Array(SLOTS * width).fill(NaN);
    this.values = new Float64Array(SLOTS);
    this.copy = new Float64Array(width);
    this.bits = new Uint32Array(this.copy.buffer);
  }

  /** What it said at a place; NaN if that is not remembered. */
  remembered(place: Float64Array): number {
    const { width, places } = this;
    const slot = this.slotOf(place);
    const from = slot * width;
    for (let i = 0; i < width; i++) if (places[from + i] !== place[i]) return NaN;
    return this.values[slot]!;
  }

  /** @param least Below this it may say anything that is below it; what it says then is not remembered. */
  at(place: Float64Array, least = -Infinity): number {
    const known = this.remembered(place);
    if (!Number.isNaN(known)) return known;
    const value = this.ask(place, least);
    if (value < least) return value;
    const slot = this.slotOf(place);
    this.places.set(place, slot * this.width);
    this.values[slot] = value;
    return value;
  }

  /** One slot for each place, spread by the finishing step of MurmurHash3 (Appleby 2011). */
  private slotOf(place: Float64Array): number {
    const { bits, copy } = this;
    copy.set(place);
    let mixed = 0;
    for (const word of bits) {
      mixed = Math.imul(mixed ^ word, 0x85ebca6b);
      mixed ^= mixed >>> 13;
    }
    mixed = Math.imul(mixed, 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) & (SLOTS - 1);
  }
}
