import { requirePositive, requireWhole } from "../check.ts";

export interface NelderMeadOptions {
  /** How far the first corners lie from the start, along each axis. */
  readonly step?: number;
  /** Most evaluations. */
  readonly most?: number;
  /** Done when the corners differ by less than this in value and in every variable. */
  readonly tolerance?: number;
  /** Every variable is kept within these; without them it may be anything. */
  readonly within?: { readonly low: number; readonly high: number };
}

/**
 * A local minimum of a function that need not be smooth, by a simplex that crawls downhill.
 *
 * @returns The lowest point found, its value, and the number of evaluations.
 * @throws RangeError for no variables, or an option that is not above zero.
 * Source: Nelder and Mead (1965), Computer Journal 7, 308–313, with the steps by number of variables of Gao and Han
 * (2012), Computational Optimization and Applications 51, 259–277.
 */
export function nelderMead(
  f: (x: Float64Array) => number,
  start: Float64Array,
  { step = 0.1, most = 2000, tolerance = 1e-8, within }: NelderMeadOptions = {},
): { readonly x: Float64Array; readonly value: number; readonly evaluations: number } {
  const n = start.length;
  requireWhole({ variables: n, most }, 1);
  requirePositive({ step, tolerance });
  const { low, high } = within ?? { low: -Infinity, high: Infinity };
  let evaluations = 0;
  const corner = (place: Float64Array): Corner => {
    const x = place.map((xi) => Math.min(high, Math.max(low, xi)));
    evaluations++;
    return { x, value: f(x) };
  };
  const corners = [corner(start)];
  for (let i = 0; i < n; i++) {
    const moved = start.slice();
    // Inwards where outwards would leave the bounds, so that the corners never fall together.
    moved[i]! += moved[i]! + step > high ? -step : step;
    corners.push(corner(moved));
  }
  const stretch = 1 + 2 / Math.max(2, n);
  const contract = 0.75 - 1 / (2 * Math.max(2, n));
  const shrink = 1 - 1 / Math.max(2, n);
  for (;;) {
    corners.sort((a, b) => a.value - b.value);
    const best = corners[0]!;
    const worst = corners[n]!;
    if (evaluations >= most || (worst.value - best.value <= tolerance && width(corners) <= tolerance)) {
      return { ...best, evaluations };
    }
    const middle = new Float64Array(n);
    for (const { x } of corners.slice(0, n)) x.forEach((xi, i) => (middle[i]! += xi / n));
    const beyond = (times: number): Corner => corner(middle.map((m, i) => m + times * (m - worst.x[i]!)));
    const reflected = beyond(1);
    if (reflected.value < best.value) {
      const further = beyond(stretch);
      corners[n] = further.value < reflected.value ? further : reflected;
      continue;
    }
    if (reflected.value < corners[n - 1]!.value) {
      corners[n] = reflected;
      continue;
    }
    const outside = reflected.value < worst.value;
    const nearer = beyond(outside ? contract : -contract);
    if (nearer.value < (outside ? reflected.value : worst.value)) {
      corners[n] = nearer;
      continue;
    }
    for (let k = 1; k <= n; k++) {
      corners[k] = corner(best.x.map((b, i) => b + shrink * (corners[k]!.x[i]! - b)));
    }
  }
}

interface Corner {
  readonly x: Float64Array;
  readonly value: number;
}

function width(corners: readonly Corner[]): number {
  const [first, ...others] = corners;
  return Math.max(...others.flatMap(({ x }) => Array.from(x, (xi, i) => Math.abs(xi - first!.x[i]!))));
}
