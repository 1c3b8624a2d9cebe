import { requireWhole } from "../../check.ts";
import { openStream } from "../streams.ts";

/**
 * Primitive polynomials and first direction numbers of dimensions 2 to 21: degree, inner coefficients as the bits of one
 * number, and the odd numbers m. The first dimension needs none.
 * Source: Joe and Kuo, file new-joe-kuo-6.21201 (web.maths.unsw.edu.au/~fkuo/sobol).
 */
const DIRECTIONS: readonly { readonly a: number; readonly m: readonly number[] }[] = [
  { a: 0, m: [1] },
  { a: 1, m: [1, 3] },
  { a: 1, m: [1, 3, 1] },
  { a: 2, m: [1, 1, 1] },
  { a: 1, m: [1, 1, 3, 3] },
  { a: 4, m: [1, 3, 5, 13] },
  { a: 2, m: [1, 1, 5, 5, 17] },
  { a: 4, m: [1, 1, 5, 5, 5] },
  { a: 7, m: [1, 1, 7, 11, 19] },
  { a: 11, m: [1, 1, 5, 1, 1] },
  { a: 13, m: [1, 1, 1, 3, 11] },
  { a: 14, m: [1, 3, 5, 5, 31] },
  { a: 1, m: [1, 3, 3, 9, 7, 49] },
  { a: 13, m: [1, 1, 1, 15, 21, 21] },
  { a: 16, m: [1, 3, 1, 13, 27, 49] },
  { a: 19, m: [1, 1, 1, 15, 7, 5] },
  { a: 22, m: [1, 3, 1, 15, 13, 25] },
  { a: 25, m: [1, 1, 5, 5, 19, 61] },
  { a: 1, m: [1, 3, 7, 11, 23, 15, 103] },
  { a: 4, m: [1, 3, 7, 13, 13, 15, 69] },
];

export const MOST_SOBOL_DIMENSIONS = DIRECTIONS.length + 1;
const BITS = 32;
const STEP = 2 ** -BITS;

/**
 * The first points of the Sobol sequence, in the order of Gray codes: points that fill the unit cube more evenly than
 * random ones. Any 2^k points from the start have one in each of 2^k equal parts of every axis; powers of two are best.
 *
 * @param dimensions 1 to 21.
 * @param count      Points, at most 2^32.
 * @param shift      Of each dimension, from 0 to 1, as `digitalShift` gives it: moves the points and keeps their
 *                   evenness. Without it, the first point is 0 in all dimensions.
 * @returns A point each, in [0, 1); strictly inside if shifted.
 * @throws RangeError for more dimensions than are tabled.
 * Source: Sobol' (1967); Antonov and Saleev (1979) for the order; direction numbers of Joe and Kuo (2008), SIAM Journal on
 * Scientific Computing 30(5), 2635–2654.
 */
export function sobolPoints(
  dimensions: number,
  count: number,
  shift?: readonly number[],
): readonly (readonly number[])[] {
  requireWhole({ dimensions }, 1);
  requireWhole({ count });
  if (dimensions > MOST_SOBOL_DIMENSIONS) {
    throw new RangeError(`dimensions must be at most ${MOST_SOBOL_DIMENSIONS}, but is ${dimensions}`);
  }
  const directions = Array.from({ length: dimensions }, (_, d) => directionsOf(d));
  const shifts = directions.map((_, d) => (shift === undefined ? 0 : Math.floor((shift[d] ?? 0) / STEP)));
  const middle = shift === undefined ? 0 : 0.5;
  const state = new Uint32Array(dimensions);
  return Array.from({ length: count }, (_, i) => {
    if (i > 0) {
      // The Gray code of i differs from that of i − 1 in the bit where i − 1 has its lowest zero.
      const bit = 31 - Math.clz32(i & -i);
      for (let d = 0; d < dimensions; d++) state[d]! ^= directions[d]![bit]!;
    }
    return Array.from(state, (x, d) => (((x ^ shifts[d]!) >>> 0) + middle) * STEP);
  });
}

/** Random shifts that make the sequence a different one for each seed. A stream for each name. */
export function digitalShift(names: readonly string[], seed: string): readonly number[] {
  return names.map((queue) => openStream({ seed, replication: 0, purpose: "design", queue })());
}

/** The direction numbers of one dimension, from 0, as 32-bit fractions. */
function directionsOf(dimension: number): Uint32Array {
  const v = new Uint32Array(BITS);
  const known = DIRECTIONS[dimension - 1];
  if (known === undefined) return v.map((_, i) => 2 ** (BITS - 1 - i));
  const degree = known.m.length;
  for (let i = 0; i < BITS; i++) {
    if (i < degree) {
      v[i] = known.m[i]! * 2 ** (BITS - 1 - i);
      continue;
    }
    v[i] = v[i - degree]! ^ (v[i - degree]! >>> degree);
    for (let k = 1; k < degree; k++) {
      if (((known.a >>> (degree - 1 - k)) & 1) === 1) v[i]! ^= v[i - k]!;
    }
  }
  return v;
}
