/** Numerical integrals: Gauss–Lobatto points, and an adaptive rule made of them. */

/** Points and weights for integrals over [0, 1]. */
export interface Rule {
  readonly points: readonly number[];
  readonly weights: readonly number[];
}

/**
 * Gauss–Lobatto rule on [0, 1], exact for polynomials up to degree 2 × `size` − 3. It looks at both ends, so that a
 * jump close to one of them does not slip through.
 *
 * @param size Number of points, 2 or more.
 * Source: Abramowitz & Stegun (1964), 25.4.32; points by Newton's method from Chebyshev's.
 */
export function gaussLobatto(size: number): Rule {
  const points: number[] = [];
  const weights: number[] = [];
  for (let i = size - 1; i >= 0; i -= 1) {
    let point = Math.cos((Math.PI * i) / (size - 1));
    let value = 1;
    for (let step = 0; step < 50; step += 1) {
      let before = 1;
      value = point;
      for (let degree = 2; degree < size; degree += 1) {
        const next = ((2 * degree - 1) * point * value - (degree - 1) * before) / degree;
        before = value;
        value = next;
      }
      point -= (point * value - before) / (size * value);
    }
    points.push((1 + point) / 2);
    weights.push(1 / (size * (size - 1) * value ** 2));
  }
  return { points, weights };
}

const RULE = gaussLobatto(12);
const FIRST_PANELS = 8;
/** Halving a panel this often makes a jump inside it weigh less than rounding. */
const MOST_HALVINGS = 45;

function panel(f: (x: number) => number, from: number, to: number): number {
  const width = to - from;
  return width * RULE.points.reduce((sum, point, i) => sum + RULE.weights[i]! * f(from + width * point), 0);
}

/**
 * Integral of `f` over [from, to]; kinks and jumps are found by halving.
 *
 * @param relative Error aimed at, as a share of the integral of |f|.
 */
export function integrate(f: (x: number) => number, from: number, to: number, relative = 1e-12): number {
  if (!(to > from)) return 0;
  const edge = (i: number): number => from + ((to - from) * i) / FIRST_PANELS;
  const numbers = Array.from({ length: FIRST_PANELS }, (_, i) => i);
  const size = (x: number): number => Math.abs(f(x));
  const allowed = relative * numbers.reduce((sum, i) => sum + panel(size, edge(i), edge(i + 1)), 0);

  const refine = (start: number, end: number, whole: number, halvings: number): number => {
    const middle = (start + end) / 2;
    const left = panel(f, start, middle);
    const right = panel(f, middle, end);
    if (halvings === MOST_HALVINGS || Math.abs(left + right - whole) <= allowed) return left + right;
    return refine(start, middle, left, halvings + 1) + refine(middle, end, right, halvings + 1);
  };
  return numbers.reduce((sum, i) => sum + refine(edge(i), edge(i + 1), panel(f, edge(i), edge(i + 1)), 0), 0);
}
