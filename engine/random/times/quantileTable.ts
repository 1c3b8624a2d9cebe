import type { Fill } from "../draws.ts";

/** Cells of equal probability. */
const CELLS = 1024;
/** So many at either end are replaced by finer ones, because there the quantile bends too much for a straight line. */
const OUTER = 32;

/** Distances from an end are measured in steps of a stream, 2^-32. */
const STEPS = 2 ** 32;
/**
 * An end is cut into octaves, each half as wide as the one before: from 1/32 down to the smallest uniform, 2^-33.
 * Each has this many straight cells, so the relative width of a cell is at most 1/32: just that of the last of the
 * equal cells beside it, and so no cell anywhere is much worse than another.
 */
const CELLS_IN_OCTAVE = 32;
const OCTAVES = 28;

/** By leading zeros of the distance in whole steps: brings that distance into [1, 2). */
const TO_ONE = Float64Array.from({ length: 33 }, (_, leadingZeros) => 2 ** (leadingZeros - 31));

/**
 * A quantile function as straight lines between exact points, for drawing without logarithms or inverse functions.
 * Monotone if the function is. Measured: quantiles err by at most 3·10⁻⁵ for an exponential, 5·10⁻⁵ for a lognormal
 * with spread 1, 3.4·10⁻⁴ for a gamma with shape 0.44 (at its shortest times) and 7·10⁻⁴ for a hyperexponential with
 * spread 3; means by at most 7·10⁻⁶, and 4·10⁻⁵ for the last. A straight line across a bend lies above it, so the mean
 * is a trifle high.
 */
export class QuantileTable {
  private readonly body: Float64Array;
  private readonly lower: Float64Array;
  private readonly upper: Float64Array;

  /** @param quantile Exact, for uniforms strictly inside (0, 1). Called about 2,750 times. */
  constructor(quantile: (u: number) => number) {
    this.body = Float64Array.from({ length: CELLS + 1 }, (_, cell) =>
      cell >= OUTER && cell <= CELLS - OUTER ? quantile(cell / CELLS) : NaN,
    );
    this.lower = tableOfEnd((distance) => quantile(distance));
    this.upper = tableOfEnd((distance) => quantile(1 - distance));
  }

  /** The quantile at `u`, from 2^-33 to 1 − 2^-33, as streams give it. */
  at(u: number): number {
    const position = CELLS * u;
    const cell = position | 0;
    if (cell >= OUTER && cell < CELLS - OUTER) {
      const left = this.body[cell]!;
      return left + (position - cell) * (this.body[cell + 1]! - left);
    }
    return cell < OUTER ? fromEnd(this.lower, u) : fromEnd(this.upper, 1 - u);
  }

  /** Draws in a batch. */
  readonly fill: Fill = (out, uniform) => {
    for (let i = 0; i < out.length; i++) out[i] = this.at(uniform());
  };
}

/** Exact values at the ends of all cells of one end, outermost first; the last twice, as it may be met exactly. */
function tableOfEnd(quantile: (distance: number) => number): Float64Array {
  const inner = OCTAVES * CELLS_IN_OCTAVE;
  return Float64Array.from({ length: inner + 2 }, (_, i) => {
    const at = Math.min(i, inner);
    const octave = Math.floor(at / CELLS_IN_OCTAVE);
    return quantile((2 ** (octave - 33) * (CELLS_IN_OCTAVE + (at % CELLS_IN_OCTAVE))) / CELLS_IN_OCTAVE);
  });
}

function fromEnd(table: Float64Array, distance: number): number {
  const inSteps = distance * STEPS;
  const leadingZeros = Math.clz32(inSteps); // of the whole steps: 32 for less than one
  const position = (inSteps * TO_ONE[leadingZeros]! - 1) * CELLS_IN_OCTAVE;
  const cell = position | 0;
  const node = (32 - leadingZeros) * CELLS_IN_OCTAVE + cell;
  const left = table[node]!;
  return left + (position - cell) * (table[node + 1]! - left);
}

/** Bounded, so that a search over many distributions does not grow without end: 64 tables are 2 MB. */
const MOST_KEPT = 64;
const kept = new Map<string, QuantileTable>();

/**
 * The table for a key, built once and then kept, so that thousands of replications share it. When there are too many
 * the one asked for longest ago goes.
 */
export function keptTable(key: string, quantile: (u: number) => number): QuantileTable {
  const table = kept.get(key) ?? new QuantileTable(quantile);
  kept.delete(key);
  kept.set(key, table);
  if (kept.size > MOST_KEPT) {
    const [oldest] = kept.keys();
    if (oldest !== undefined) kept.delete(oldest);
  }
  return table;
}
