import { requirePositive, requireWhole } from "../check.ts";

/** Writes the gradient at `x` and returns the value there; Infinity where there is none. */
export type WithGradient = (x: Float64Array, gradient: Float64Array) => number;

export interface Lowest {
  readonly x: Float64Array;
  readonly value: number;
  readonly evaluations: number;
}

export interface LbfgsOptions {
  /** Most evaluations. */
  readonly most?: number;
  /** Done when no part of the gradient is larger than this. */
  readonly slope?: number;
  /** Done when a step lowers the value by less than this. */
  readonly gain?: number;
  /** No variable moves further than this in one step. */
  readonly longestStep?: number;
}

/** Steps of which the curvature is remembered. */
const MEMORY = 8;
/** A step must gain at least this share of what the slope promises. */
const SUFFICIENT = 1e-4;

/**
 * A local minimum of a smooth function of some ten variables, by limited-memory BFGS with a line search that steps back.
 * Needs no more than the value and its gradient, and never leaves where the value is finite.
 *
 * @throws RangeError if the value at the start is not finite, or an option is not above zero.
 * Source: Nocedal and Wright (2006), Numerical Optimization, 2nd edition, algorithms 7.4 and 3.1.
 */
export function lbfgs(f: WithGradient, start: Float64Array, options: LbfgsOptions = {}): Lowest {
  const { most = 200, slope = 1e-6, gain = 1e-12, longestStep = Infinity } = options;
  requireWhole({ most }, 1);
  requirePositive({ slope, gain });
  const n = start.length;
  let x = start.slice();
  let gradient = new Float64Array(n);
  let value = f(x, gradient);
  if (!Number.isFinite(value)) throw new RangeError(`value at the start must be finite, but is ${value}`);
  let evaluations = 1;
  const pairs: { readonly step: Float64Array; readonly change: Float64Array; readonly inner: number }[] = [];
  while (evaluations < most && largest(gradient) > slope) {
    const direction = descent(gradient, pairs);
    let promised = inner(direction, gradient);
    if (!(promised < 0)) {
      // Rounding has spoilt the remembered curvature: start again from the slope alone.
      pairs.length = 0;
      direction.set(gradient.map((g) => -g));
      promised = -inner(gradient, gradient);
    }
    const furthest = largest(direction);
    let length = Math.min(1, longestStep / furthest, pairs.length === 0 ? 1 / furthest : 1);
    let found: { x: Float64Array<ArrayBuffer>; gradient: Float64Array<ArrayBuffer>; value: number } | null =
      null;
    while (evaluations < most) {
      const tried = x.map((xi, i) => xi + length * direction[i]!);
      const slopes = new Float64Array(n);
      const height = f(tried, slopes);
      evaluations++;
      if (height <= value + SUFFICIENT * length * promised) {
        found = { x: tried, gradient: slopes, value: height };
        break;
      }
      // The lowest point of the parabola through what is known, kept within a tenth and a half of the step.
      const bend = (height - value - length * promised) / length ** 2;
      const parabola = Number.isFinite(bend) ? -promised / (2 * bend) : 0;
      length = Math.min(0.5 * length, Math.max(0.1 * length, parabola));
      if (length * furthest < 1e-14) break;
    }
    if (found === null) break;
    const from = x;
    const before = gradient;
    const step = found.x.map((xi, i) => xi - from[i]!);
    const change = found.gradient.map((g, i) => g - before[i]!);
    const product = inner(step, change);
    if (product > 1e-12 * inner(change, change)) {
      pairs.push({ step, change, inner: product });
      if (pairs.length > MEMORY) pairs.shift();
    }
    const gained = value - found.value;
    ({ x, gradient, value } = found);
    if (gained < gain) break;
  }
  return { x, value, evaluations };
}

/** Minus the gradient, turned by the curvature of the remembered steps (the two-loop recursion). */
function descent(
  gradient: Float64Array,
  pairs: readonly { readonly step: Float64Array; readonly change: Float64Array; readonly inner: number }[],
): Float64Array {
  const direction = gradient.map((g) => -g);
  const weights: number[] = [];
  for (const { step, change, inner: product } of pairs.toReversed()) {
    const weight = inner(step, direction) / product;
    weights.unshift(weight);
    add(direction, change, -weight);
  }
  const last = pairs.at(-1);
  if (last !== undefined) {
    const scale = last.inner / inner(last.change, last.change);
    for (let i = 0; i < direction.length; i++) direction[i]! *= scale;
  }
  for (const [k, { step, change, inner: product }] of pairs.entries()) {
    add(direction, step, weights[k]! - inner(change, direction) / product);
  }
  return direction;
}

function add(to: Float64Array, what: Float64Array, times: number): void {
  for (let i = 0; i < to.length; i++) to[i]! += times * what[i]!;
}

function inner(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!;
  return total;
}

const largest = (a: Float64Array): number => a.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
