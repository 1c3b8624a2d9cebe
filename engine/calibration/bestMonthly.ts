import { sobolPoints } from "../random/designs/sobol.ts";
import { Implausibility, type Measure, type MonthTarget } from "./implausibility.ts";
import { nelderMead } from "./nelderMead.ts";

/** Golden section steps between two neighbours of a grid: the last is a 300th of their distance wide. */
const GOLDEN_STEPS = 12;
const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** Evaluations of the search in several monthly figures, for each of them. */
const SEARCH = 40;
/** Points at which the monthly figures are tried first: one, and several. */
const TRIES = { one: 12, several: 32 };
/** Searches keep off the faces of the unit cube, where a figure with an unbounded prior would be infinite. */
export const INSIDE = { low: 1e-4, high: 1 - 1e-4 };
/** A point ruled out by at most this factor with the quick variance is looked at again with the true one. */
const CLOSE = 1.5;

/**
 * Given the common figures, the months know nothing of each other: each may choose the monthly figures that suit it best.
 * This finds them for one month, and what implausibility is left.
 */
export class BestMonthly {
  readonly implausibility: Implausibility;
  /** The monthly figures found by the last call of `least`, in the unit cube. */
  readonly best: Float64Array;
  private readonly common: number;
  private readonly monthly: number;
  private readonly limit: number;
  private readonly u: Float64Array;
  private readonly tries: readonly (readonly number[])[];

  /** @param limit Above which a point is ruled out; the true variance is looked at more closely near it. */
  constructor(target: MonthTarget, common: number, monthly: number, measure: Measure, limit: number) {
    this.implausibility = new Implausibility(target, measure);
    this.common = common;
    this.monthly = monthly;
    this.limit = limit;
    this.u = new Float64Array(common + monthly);
    this.best = new Float64Array(monthly);
    this.tries = monthly === 0 ? [] : middles(monthly, monthly === 1 ? TRIES.one : TRIES.several);
  }

  /**
   * The least implausibility of the month at these common figures. Searched for with the usual variances, then computed
   * with the true ones at the figures found; `implausibility.differences` are those there.
   */
  least(common: ArrayLike<number>): number {
    const { u, best, implausibility } = this;
    for (let c = 0; c < this.common; c++) u[c] = common[c]!;
    if (this.monthly === 0) return implausibility.at(u, false);
    const quick = this.search(true);
    const found = this.at(best, false);
    if (found <= this.limit || quick > CLOSE * this.limit) return found;
    const before = best.slice();
    if (this.search(false) > found) best.set(before);
    return this.at(best, false);
  }

  /** Whether these monthly figures are not ruled out at the common figures last given, by the usual variances. */
  allows(monthly: ArrayLike<number>): boolean {
    return this.at(monthly, true) <= this.limit;
  }

  private at(monthly: ArrayLike<number>, quick: boolean): number {
    for (let c = 0; c < this.monthly; c++) this.u[this.common + c] = monthly[c]!;
    return this.implausibility.at(this.u, quick);
  }

  private search(quick: boolean): number {
    const { tries, best } = this;
    let least = Infinity;
    let which = 0;
    for (let i = 0; i < tries.length; i++) {
      const found = this.at(tries[i]!, quick);
      if (found < least) [least, which] = [found, i];
    }
    best.set(tries[which]!);
    if (this.monthly > 1) {
      const found = nelderMead((x) => this.at(x, quick), best.slice(), {
        most: SEARCH * this.monthly,
        tolerance: 1e-3,
        within: INSIDE,
      });
      best.set(found.x);
      return found.value;
    }
    let low = which === 0 ? INSIDE.low : tries[which - 1]![0]!;
    let high = which === tries.length - 1 ? INSIDE.high : tries[which + 1]![0]!;
    const place = [0];
    const value = (x: number): number => {
      place[0] = x;
      return this.at(place, quick);
    };
    let left = high - GOLDEN * (high - low);
    let right = low + GOLDEN * (high - low);
    let ofLeft = value(left);
    let ofRight = value(right);
    for (let step = 0; step < GOLDEN_STEPS; step++) {
      if (ofLeft < ofRight) {
        [high, right, ofRight] = [right, left, ofLeft];
        left = high - GOLDEN * (high - low);
        ofLeft = value(left);
      } else {
        [low, left, ofLeft] = [left, right, ofRight];
        right = low + GOLDEN * (high - low);
        ofRight = value(right);
      }
      const [x, found] = ofLeft < ofRight ? [left, ofLeft] : [right, ofRight];
      if (found < least) {
        least = found;
        best[0] = x;
      }
    }
    return least;
  }
}

/** Points that fill the cube: middles of equal parts of a line, a Sobol sequence otherwise. */
export function middles(dimensions: number, count: number): readonly (readonly number[])[] {
  if (dimensions === 1) return Array.from({ length: count }, (_, i) => [(i + 0.5) / count]);
  // Half a step of the last power of two, so that the first point is not the corner.
  const shift = new Array<number>(dimensions).fill(0.5 / 2 ** Math.ceil(Math.log2(count)));
  return sobolPoints(dimensions, count, shift);
}
