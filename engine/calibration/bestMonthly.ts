import { sobolPoints } from "../random/designs/sobol.ts";
import { Implausibility, type Measure, type MonthTarget } from "./implausibility.ts";
import { nelderMead } from "./nelderMead.ts";

/** Searches keep off the faces of the unit cube, where a figure with an unbounded prior would be infinite. */
export const INSIDE = { low: 1e-4, high: 1 - 1e-4 };
/** Points of one monthly figure at which the surfaces are asked; between them a polynomial stands in. */
const NODES = 11;
/** Places tried along the polynomials, and steps of golden section between two of them: the last is 1e-4 wide. */
const GRID = 32;
const GOLDEN_STEPS = 12;
const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** Points of several monthly figures that are tried first, and evaluations of the search that follows, for each figure. */
const TRIES = 32;
const SEARCH = 40;
/** A point ruled out by more than this factor with the usual variance is not looked at with the true one. */
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
  private readonly usual: Float64Array;
  private readonly nodes: Float64Array;
  private readonly nodeWeights: Float64Array;
  private readonly means: readonly Float64Array[];

  /** @param limit Above which a point is ruled out. */
  constructor(target: MonthTarget, common: number, monthly: number, measure: Measure, limit: number) {
    this.implausibility = new Implausibility(target, measure);
    this.common = common;
    this.monthly = monthly;
    this.limit = limit;
    this.u = new Float64Array(common + monthly);
    this.best = new Float64Array(monthly);
    this.tries = monthly === 0 ? [] : middles(monthly, monthly === 1 ? GRID : TRIES);
    this.usual = Float64Array.from(target.surfaces, ({ usualVariance }) => usualVariance);
    const angle = (j: number): number => ((2 * j + 1) * Math.PI) / (2 * NODES);
    this.nodes = Float64Array.from({ length: NODES }, (_, j) => (1 - Math.cos(angle(j))) / 2);
    this.nodeWeights = Float64Array.from({ length: NODES }, (_, j) => (-1) ** j * Math.sin(angle(j)));
    this.means = target.surfaces.map(() => new Float64Array(NODES));
  }

  /**
   * The least implausibility of the month at these common figures. Searched for with the usual variances of the surfaces;
   * unless that is far above the limit, then computed with the true ones at the figures found.
   *
   * @param closely With the true variances in any case; `implausibility.differences` are then those at `best`.
   */
  least(common: ArrayLike<number>, closely = false): number {
    const { u, best, implausibility, limit } = this;
    for (let c = 0; c < this.common; c++) u[c] = common[c]!;
    if (this.monthly === 0) return implausibility.at(u);
    if (this.monthly === 1) this.askAlong();
    implausibility.variances.set(this.usual);
    const quick = this.search();
    if (quick > CLOSE * limit && !closely) return quick;
    const found = this.at(best);
    if (found <= limit) return found;
    // Ruled out, but perhaps only as the variances here are not the usual ones: once more, with those found here.
    const before = best.slice();
    this.search();
    const again = this.at(best);
    if (again <= found) return again;
    best.set(before);
    return this.at(best);
  }

  /** Whether these monthly figures are not ruled out at the common figures last given, by the usual variances. */
  allows(monthly: ArrayLike<number>): boolean {
    this.implausibility.variances.set(this.usual);
    return this.quick(monthly) <= this.limit;
  }

  private at(monthly: Float64Array): number {
    this.u.set(monthly, this.common);
    return this.implausibility.at(this.u);
  }

  /** With the variances that `implausibility` holds, and for one monthly figure with the polynomials. */
  private quick(monthly: ArrayLike<number>): number {
    const { implausibility, u, common } = this;
    if (this.monthly === 1) this.interpolate(monthly[0]!);
    else {
      for (let c = 0; c < this.monthly; c++) u[common + c] = monthly[c]!;
      for (let k = 0; k < implausibility.outputs; k++) {
        implausibility.expected[k] = implausibility.target.surfaces[k]!.mean(u);
      }
    }
    return implausibility.ofExpected();
  }

  private askAlong(): void {
    const { u, nodes, means, implausibility } = this;
    implausibility.target.surfaces.forEach((surface, k) => {
      if (surface.meansAlong !== undefined) {
        surface.meansAlong(u, nodes, means[k]!);
        return;
      }
      for (let j = 0; j < NODES; j++) {
        u[this.common] = nodes[j]!;
        means[k]![j] = surface.mean(u);
      }
    });
  }

  /**
   * What the polynomials through the nodes say of each output, by the barycentric formula for Chebyshev's nodes.
   * Source: Berrut and Trefethen (2004), SIAM Review 46, 501–517, section 5.
   */
  private interpolate(x: number): void {
    const { nodes, nodeWeights, means } = this;
    const { expected } = this.implausibility;
    expected.fill(0);
    let total = 0;
    for (let j = 0; j < NODES; j++) {
      // On a node itself, a step too small to matter keeps the quotient finite.
      const weight = nodeWeights[j]! / (x - nodes[j]! || 1e-15);
      total += weight;
      for (let k = 0; k < expected.length; k++) expected[k]! += weight * means[k]![j]!;
    }
    for (let k = 0; k < expected.length; k++) expected[k]! /= total;
  }

  /** Puts the best figures found by the variances that `implausibility` holds into `best`. */
  private search(): number {
    const { tries, best } = this;
    let least = Infinity;
    let which = 0;
    for (let i = 0; i < tries.length; i++) {
      const found = this.quick(tries[i]!);
      if (found < least) [least, which] = [found, i];
    }
    best.set(tries[which]!);
    if (this.monthly > 1) {
      const found = nelderMead((x) => this.quick(x), best.slice(), {
        most: SEARCH * this.monthly,
        tolerance: 1e-3,
        within: INSIDE,
      });
      best.set(found.x);
      return found.value;
    }
    return this.golden(
      which === 0 ? INSIDE.low : tries[which - 1]![0]!,
      which === tries.length - 1 ? INSIDE.high : tries[which + 1]![0]!,
      least,
    );
  }

  /** Closes in on the lowest place between two, by golden section. */
  private golden(from: number, to: number, known: number): number {
    const place = [0];
    const value = (x: number): number => {
      place[0] = x;
      return this.quick(place);
    };
    let [low, high, least] = [from, to, known];
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
        this.best[0] = x;
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
