import { SMALLEST_UNIFORM } from "./streams.ts";
import type { Uniform } from "./streams.ts";

/** Fixed by the authors, so that a key of zeros is no weaker than any other. */
const PARITY = 0x1bd11bda;

/**
 * Random numbers by their place instead of one after the other: any four can be asked for at any time, in any order,
 * and are always the same. For what happens to few and late in their story, where a stream would make everybody's
 * numbers depend on who came before.
 *
 * The generator is Threefry-4x32 with 20 rounds, which passes BigCrush: a cipher of the place under a key of 128 bits.
 *
 * Source: Salmon, Moraes, Dror and Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3", SC '11.
 */
export class Threefry {
  /** The five words of the key, and the first four again: a step takes four of them, one further on each time. */
  private readonly key = new Int32Array(9);
  private readonly words = new Int32Array(4);

  /** @param key Stream whose first four numbers are the key. */
  constructor(key: Uniform) {
    for (let i = 0; i < 4; i++) this.key[i] = (key() - SMALLEST_UNIFORM) * 2 ** 32;
    this.key[4] = PARITY ^ this.key[0]! ^ this.key[1]! ^ this.key[2]! ^ this.key[3]!;
    this.key.copyWithin(5, 0, 4);
  }

  /**
   * Turns to the four numbers of a place.
   *
   * @param a, b, c, d The place: whole numbers from 0 to 2^32 − 1.
   */
  turnTo(a: number, b: number, c: number, d: number): void {
    const { key, words } = this;
    let w = (a + key[0]!) | 0;
    let x = (b + key[1]!) | 0;
    let y = (c + key[2]!) | 0;
    let z = (d + key[3]!) | 0;
    for (let step = 1; step <= 5; step++) {
      // Written out round by round with constants: two thirds of the time of a loop over a table of turns.
      if ((step & 1) === 1) {
        w = (w + x) | 0;
        x = ((x << 10) | (x >>> 22)) ^ w;
        y = (y + z) | 0;
        z = ((z << 26) | (z >>> 6)) ^ y;
        w = (w + z) | 0;
        z = ((z << 11) | (z >>> 21)) ^ w;
        y = (y + x) | 0;
        x = ((x << 21) | (x >>> 11)) ^ y;
        w = (w + x) | 0;
        x = ((x << 13) | (x >>> 19)) ^ w;
        y = (y + z) | 0;
        z = ((z << 27) | (z >>> 5)) ^ y;
        w = (w + z) | 0;
        z = ((z << 23) | (z >>> 9)) ^ w;
        y = (y + x) | 0;
        x = ((x << 5) | (x >>> 27)) ^ y;
      } else {
        w = (w + x) | 0;
        x = ((x << 6) | (x >>> 26)) ^ w;
        y = (y + z) | 0;
        z = ((z << 20) | (z >>> 12)) ^ y;
        w = (w + z) | 0;
        z = ((z << 17) | (z >>> 15)) ^ w;
        y = (y + x) | 0;
        x = ((x << 11) | (x >>> 21)) ^ y;
        w = (w + x) | 0;
        x = ((x << 25) | (x >>> 7)) ^ w;
        y = (y + z) | 0;
        z = ((z << 10) | (z >>> 22)) ^ y;
        w = (w + z) | 0;
        z = ((z << 18) | (z >>> 14)) ^ w;
        y = (y + x) | 0;
        x = ((x << 20) | (x >>> 12)) ^ y;
      }
      w = (w + key[step]!) | 0;
      x = (x + key[step + 1]!) | 0;
      y = (y + key[step + 2]!) | 0;
      z = (z + key[step + 3]! + step) | 0;
    }
    words[0] = w;
    words[1] = x;
    words[2] = y;
    words[3] = z;
  }

  /** One of the four numbers there, 0 to 3: strictly between 0 and 1, a multiple of 2^-32 and half a step. */
  at(which: 0 | 1 | 2 | 3): number {
    return (this.words[which]! >>> 0) * 2 ** -32 + SMALLEST_UNIFORM;
  }
}
