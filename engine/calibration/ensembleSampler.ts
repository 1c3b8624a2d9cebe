import { requireWhole } from "../check.ts";
import type { Uniform } from "../random/streams.ts";
import { finished, type Steps } from "./steps.ts";

/**
 * Log of a density, up to a constant; −Infinity where it is zero.
 * @param least Where the density is below this, it may say anything below it: what is refused need not be known exactly.
 */
export type LogDensity = (x: Float64Array, least?: number) => number;

export interface Sampling {
  readonly logDensity: LogDensity;
  readonly dimensions: number;
  /** Points that move together. At least `dimensions` + 2; twice the dimensions or more is better. */
  readonly walkers: number;
  /** Steps of every walker that are not kept: from the start to where the density is. */
  readonly burn: number;
  /** Steps of every walker after those. */
  readonly steps: number;
  /** Every so many steps are kept: 1 for all. */
  readonly thin: number;
  /** Chances of the kinds of step; they add up to one. Seldom worth changing. */
  readonly chances?: Readonly<Record<Move, number>>;
  /**
   * Coordinates that may also move by themselves while all others stay: after each step of a walker, a differential step
   * in each of these. Worth it where the density is quicker to ask when only they have moved.
   */
  readonly blocks?: readonly (readonly number[])[];
}

/** What one ensemble has left behind. */
export interface EnsembleDraws {
  readonly dimensions: number;
  readonly walkers: number;
  /** Kept steps of every walker. */
  readonly kept: number;
  readonly thin: number;
  /** kept × walkers × dimensions, in this order. */
  readonly points: Float64Array;
  /** kept × walkers. */
  readonly logDensities: Float64Array;
  /** Share of steps taken, by kind of step, after the burn. */
  readonly accepted: Readonly<Record<Move, number>>;
}

const MOVES = ["stretch", "differential", "snooker"] as const;
type Move = (typeof MOVES)[number];

/** Stretch finds the shape from any start; the others keep moving in many dimensions. */
const USUAL_CHANCES: Readonly<Record<Move, number>> = { stretch: 0.1, differential: 0.85, snooker: 0.05 };
/** Of differential steps: by the whole way between two walkers, which leaps from one mode to another. */
const LEAP = 0.1;
/** The largest stretch; its inverse is the smallest. */
const LONGEST_STRETCH = 2;

/**
 * Draws from a density by walkers that steer by one another, so that scale and correlation of the figures do not matter:
 * stretch moves, differential-evolution moves, of all coordinates or of a block of them, and snooker moves. Walkers move one after the other, each by where the
 * others are at that moment. Nothing is allocated while they walk, and the same stream gives the same bytes.
 *
 * @param start    walkers × dimensions: a place for each walker, where the density is above zero. Places must differ.
 * @param progress Called after every step of all walkers with the number done, burn included.
 * @throws RangeError for counts out of range, a start where the density is zero or all walkers share a coordinate, or
 *         a log density that is not a number, with the place.
 * Source: Goodman and Weare (2010), Communications in Applied Mathematics and Computational Science 5(1), 65–80 (stretch);
 * ter Braak (2006), Statistics and Computing 16, 239–249 (differential evolution); ter Braak and Vrugt (2008), Statistics
 * and Computing 18, 435–446 (snooker).
 */
export function sampleEnsemble(
  sampling: Sampling,
  start: Float64Array,
  uniform: Uniform,
  progress?: (done: number) => void,
): EnsembleDraws {
  return finished(walkEnsemble(sampling, start, uniform), progress);
}

/** As `sampleEnsemble`, pausing after every step of all walkers. */
export function* walkEnsemble(
  sampling: Sampling,
  start: Float64Array,
  uniform: Uniform,
): Steps<EnsembleDraws> {
  const { dimensions, walkers, burn, steps, thin } = sampling;
  requireWhole({ dimensions, thin }, 1);
  requireWhole({ burn });
  requireWhole({ steps }, thin);
  requireWhole({ walkers }, Math.max(4, dimensions + 2));
  const ensemble = new Ensemble(sampling, start, uniform);
  const kept = Math.floor(steps / thin);
  const points = new Float64Array(kept * walkers * dimensions);
  const logDensities = new Float64Array(kept * walkers);
  let row = 0;
  for (let done = 1; done <= burn + steps; done++) {
    ensemble.step();
    if (done === burn) ensemble.forgetCounts();
    if (done > burn && (done - burn) % thin === 0) {
      points.set(ensemble.places, row * walkers * dimensions);
      logDensities.set(ensemble.logDensities, row * walkers);
      row++;
    }
    yield done;
  }
  return { dimensions, walkers, kept, thin, points, logDensities, accepted: ensemble.accepted() };
}

class Ensemble {
  readonly places: Float64Array;
  readonly logDensities: Float64Array;
  private readonly logDensity: LogDensity;
  private readonly uniform: Uniform;
  private readonly dimensions: number;
  private readonly walkers: number;
  private readonly proposal: Float64Array;
  /** Below the first a stretch, below the second a differential step, otherwise a snooker one. */
  private readonly limits: readonly [number, number];
  private readonly blocks: readonly (readonly number[])[];
  private readonly tried = new Float64Array(MOVES.length);
  private readonly taken = new Float64Array(MOVES.length);

  constructor(
    { logDensity, dimensions, walkers, chances, blocks = [] }: Sampling,
    start: Float64Array,
    uniform: Uniform,
  ) {
    requireSpread(start, walkers, dimensions);
    this.logDensity = logDensity;
    this.uniform = uniform;
    this.dimensions = dimensions;
    this.walkers = walkers;
    const { stretch, differential } = chances ?? USUAL_CHANCES;
    this.limits = [stretch, stretch + differential];
    this.blocks = blocks;
    this.places = start.slice();
    this.proposal = new Float64Array(dimensions);
    this.logDensities = new Float64Array(walkers);
    for (let k = 0; k < walkers; k++) {
      const value = this.ask(start.slice(k * dimensions, (k + 1) * dimensions));
      if (value === -Infinity) throw new RangeError(`start of walker ${k} is where the density is zero`);
      this.logDensities[k] = value;
    }
  }

  step(): void {
    const [stretch, differential] = this.limits;
    for (let k = 0; k < this.walkers; k++) {
      const kind = this.uniform();
      if (kind < stretch) this.settle(k, 0, this.stretch(k));
      else if (kind < differential) this.settle(k, 1, this.differential(k));
      else this.settle(k, 2, this.snooker(k));
      for (const block of this.blocks) this.moveBlock(k, block);
    }
  }

  forgetCounts(): void {
    this.tried.fill(0);
    this.taken.fill(0);
  }

  accepted(): Record<Move, number> {
    const share = (move: number): number => this.taken[move]! / this.tried[move]!;
    return { stretch: share(0), differential: share(1), snooker: share(2) };
  }

  /** Takes the proposal or leaves it (Metropolis and Hastings). */
  private settle(k: number, move: number, logVolume: number): void {
    this.tried[move]!++;
    if (this.accepts(k, logVolume)) this.taken[move]!++;
  }

  private accepts(k: number, logVolume: number): boolean {
    const chance = Math.log(this.uniform());
    if (logVolume === -Infinity) return false;
    const value = this.ask(this.proposal, chance - logVolume + this.logDensities[k]!);
    if (!(chance < logVolume + value - this.logDensities[k]!)) return false;
    this.places.set(this.proposal, k * this.dimensions);
    this.logDensities[k] = value;
    return true;
  }

  /** A differential step in some coordinates, the others staying: the density given those is kept as the whole one is. */
  private moveBlock(k: number, block: readonly number[]): void {
    const { places, proposal, dimensions } = this;
    const part = partOfWay(this.uniform(), block.length);
    const one = this.another(k, -1, -1) * dimensions;
    const two = this.another(k, one / dimensions, -1) * dimensions;
    proposal.set(places.subarray(k * dimensions, (k + 1) * dimensions));
    for (const d of block) proposal[d]! += part * (places[one + d]! - places[two + d]!);
    this.accepts(k, 0);
  }

  /** Along the line through another walker. @returns The log of how much the step widens the space. */
  private stretch(k: number): number {
    const { places, proposal, dimensions } = this;
    const stretch = ((LONGEST_STRETCH - 1) * this.uniform() + 1) ** 2 / LONGEST_STRETCH;
    const other = this.another(k, -1, -1) * dimensions;
    const own = k * dimensions;
    for (let d = 0; d < dimensions; d++) {
      proposal[d] = places[other + d]! + stretch * (places[own + d]! - places[other + d]!);
    }
    return (dimensions - 1) * Math.log(stretch);
  }

  /** By part of the way from one other walker to a second. The way back is as likely, so no volume is owed. */
  private differential(k: number): number {
    const { places, proposal, dimensions } = this;
    const leap = this.uniform() < LEAP;
    const part = leap ? 1 : partOfWay(this.uniform(), dimensions);
    const one = this.another(k, -1, -1);
    const two = this.another(k, one, -1);
    for (let d = 0; d < dimensions; d++) {
      const way = places[one * dimensions + d]! - places[two * dimensions + d]!;
      proposal[d] = places[k * dimensions + d]! + part * way;
    }
    return 0;
  }

  /** Along the line through another walker, by what lies between two more as seen along that line. */
  private snooker(k: number): number {
    const { places, proposal, dimensions } = this;
    const part = 1.2 + this.uniform();
    const anchor = this.another(k, -1, -1);
    const one = this.another(k, anchor, -1);
    const two = this.another(k, anchor, one);
    let length = 0;
    let product = 0;
    for (let d = 0; d < dimensions; d++) {
      const line = places[k * dimensions + d]! - places[anchor * dimensions + d]!;
      length += line * line;
      product += line * (places[one * dimensions + d]! - places[two * dimensions + d]!);
    }
    if (length === 0) return -Infinity;
    const along = (part * product) / length;
    for (let d = 0; d < dimensions; d++) {
      const own = places[k * dimensions + d]!;
      proposal[d] = own + along * (own - places[anchor * dimensions + d]!);
    }
    // The proposal is on the line, at 1 + along times the distance from the anchor.
    return (dimensions - 1) * Math.log(Math.abs(1 + along));
  }

  /** One of the walkers other than these, all equally likely. */
  private another(k: number, one: number, two: number): number {
    for (;;) {
      const found = Math.floor(this.uniform() * this.walkers);
      if (found !== k && found !== one && found !== two) return found;
    }
  }

  private ask(x: Float64Array, least = -Infinity): number {
    const value = this.logDensity(x, least);
    if (Number.isNaN(value) || value === Infinity) {
      throw new RangeError(`log density must be a number or −Infinity, but is ${value} at ${x.join(", ")}`);
    }
    return value;
  }
}

/** Optimal for a normal is 2.38 ÷ √(2 × dimensions); a spread about it helps where the shape is not normal. */
function partOfWay(share: number, dimensions: number): number {
  return ((0.5 + share) * 2.38) / Math.sqrt(2 * dimensions);
}

/** Walkers that share a coordinate would share it for ever: every step is along lines between them. */
function requireSpread(start: Float64Array, walkers: number, dimensions: number): void {
  if (start.length !== walkers * dimensions) {
    throw new RangeError(`start must have ${walkers} × ${dimensions} numbers, but has ${start.length}`);
  }
  for (let d = 0; d < dimensions; d++) {
    let differs = false;
    for (let k = 1; k < walkers; k++) differs ||= start[k * dimensions + d] !== start[d];
    if (!differs)
      throw new RangeError(`start must differ from walker to walker, but coordinate ${d} does not`);
  }
}
