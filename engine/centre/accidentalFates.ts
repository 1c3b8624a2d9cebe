import type { Uniform } from "../random/streams.ts";
import { Threefry } from "../random/threefry.ts";
import { type DrawMode, drawOf } from "../random/times/index.ts";
import type { Accidental } from "../scenario/scenario.ts";

type Draw = (u: number) => number;

/**
 * Which callers of one queue call by accident, and what then is settled about them. Every caller has a place of its own
 * among the numbers, so that two plans that share a seed meet the same accidents.
 */
export class AccidentalFates {
  /** Of the accidental call asked about last: after how long it clears, in seconds, unless it is answered before. */
  clearsAfter = 0;
  /** How long the talk is if it is answered, in seconds; null if as long as that of any other call. */
  talk: number | null = null;

  private readonly numbers: Threefry;
  private readonly share: number;
  private readonly clears: Draw;
  private readonly talks: Draw | null;

  /** @param key Stream for all of it. */
  constructor({ share, clearsAfter, talk }: Accidental, draws: DrawMode, key: Uniform) {
    this.numbers = new Threefry(key);
    this.share = share;
    this.clears = drawOf(clearsAfter, draws);
    this.talks = talk === null ? null : drawOf(talk, draws);
  }

  /** @param caller From 1, in the order in which the queue's callers first dialled. */
  isAccidental(caller: number): boolean {
    const { numbers } = this;
    numbers.turnTo(caller, 1, 0, 0);
    if (numbers.at(0) >= this.share) return false;
    this.clearsAfter = this.clears(numbers.at(1));
    this.talk = this.talks === null ? null : this.talks(numbers.at(2));
    return true;
  }
}
