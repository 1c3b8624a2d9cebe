import { quantileSorted } from "simple-statistics";
import { requireWhole } from "../check.ts";
import type { Range } from "./estimate.ts";
import { Tally } from "./tally.ts";

/**
 * Answers of a simulation, each found twice by chance of its own. Row by row the first answers of all columns share
 * their chance, and so do the second ones; those of different rows do not. Without chance both are the same.
 */
export interface Answers {
  readonly one: readonly number[];
  readonly two: readonly number[];
}

/** Answers at two independent sets of inputs, A and B, and at A with one input after the other taken from B. */
export interface PickedAnswers {
  readonly a: Answers;
  /** By chance that has nothing to do with that of A. */
  readonly b: Answers;
  /** `swapped[i]`: row j of A with input i from row j of B, by the chance of A. */
  readonly swapped: readonly Answers[];
}

/** How much of the variance of the expected answer is due to one input. */
export interface SobolIndex {
  /** By this input alone: the share of variance that would go if it became known. */
  readonly first: number;
  readonly firstRange: Range;
  /** With all its interactions: the share that would stay if all the others became known. */
  readonly total: number;
  readonly totalRange: Range;
}

export interface SobolIndices {
  /** One for each input. */
  readonly inputs: readonly SobolIndex[];
  /** Variance of the expected answer over the inputs ÷ that of one answer, chance included. */
  readonly expected: number;
  readonly expectedRange: Range;
}

/**
 * Shares of the variance of the expected answer by the inputs it is due to, with 95% bootstrap intervals.
 *
 * Total: half the mean of (A − A with input i of B)², as the product of the difference by one chance and that by the
 * other, which on average is the square of the expected difference: chance, and what chance and input do together, drop
 * out. First order: the mean of B × (A with input i of B − A), the answers taken about their mean. Both over the variance
 * of the expected answer, which is the covariance of the two answers to the same inputs. Rows in which any answer is not
 * a number are left out. An estimate may be below zero, or above one, by chance.
 *
 * @param uniform   Draws the rows of the bootstrap.
 * @param resamples Bootstrap samples, of whole rows; the interval is their middle 95%.
 * @returns NaN where the expected answer has no variance, or fewer than two rows have an answer.
 * @throws RangeError for columns of different length.
 * Source: total, Jansen (1999), Computer Physics Communications 117, 35–43; first order, Saltelli et al. (2010),
 * Computer Physics Communications 181, 259–270, table 2(b), both with products of two answers that are independent given
 * the inputs, and so without bias from chance; bootstrap, Archer, Saltelli and Sobol (1997), Journal of Statistical
 * Computation and Simulation 58, 99–120.
 */
export function sobolIndices(
  { a, b, swapped }: PickedAnswers,
  uniform: () => number,
  resamples = 1000,
): SobolIndices {
  requireWhole({ resamples }, 1);
  const columns = [a, b, ...swapped].flatMap(({ one, two }) => [one, two]);
  if (columns.some((column) => column.length !== a.one.length)) {
    throw new RangeError("all columns must have as many answers");
  }
  const rows = a.one.flatMap((_, j) => (columns.every((column) => Number.isFinite(column[j]!)) ? [j] : []));
  if (rows.length < 2) return { inputs: swapped.map(() => NOTHING), expected: NaN, expectedRange: NONE };
  const centre = Tally.of(rows.flatMap((j) => [a.one[j]!, a.two[j]!, b.one[j]!, b.two[j]!])).mean;
  const mean = ({ one, two }: Answers, j: number): number => (one[j]! + two[j]!) / 2;
  // What each row adds to the sums of every estimate.
  const products = rows.map(
    (j) => ((a.one[j]! - centre) * (a.two[j]! - centre) + (b.one[j]! - centre) * (b.two[j]! - centre)) / 2,
  );
  const means = rows.map((j) => (mean(a, j) + mean(b, j)) / 2 - centre);
  const noise = rows.map((j) => ((a.one[j]! - a.two[j]!) ** 2 + (b.one[j]! - b.two[j]!) ** 2) / 4);
  const parts = swapped.map((column) => ({
    first: rows.map((j) => (mean(b, j) - centre) * (mean(column, j) - mean(a, j))),
    total: rows.map((j) => ((a.one[j]! - column.one[j]!) * (a.two[j]! - column.two[j]!)) / 2),
  }));
  const n = rows.length;
  const estimate = (picked: readonly number[]) => {
    const average = (values: readonly number[]): number =>
      picked.reduce((total, row) => total + values[row]!, 0) / n;
    const variance = average(products) - average(means) ** 2;
    // Answers that are all alike differ by no more than the dust of rounding.
    const known = variance > 1e-14 * centre ** 2 && variance > 0;
    const chance = average(noise);
    return {
      expected: known ? variance / (variance + chance) : variance + chance > 0 ? 0 : NaN,
      inputs: parts.map(({ first, total }) => ({
        first: known ? average(first) / variance : NaN,
        total: known ? average(total) / variance : NaN,
      })),
    };
  };
  const all = Array.from({ length: n }, (_, row) => row);
  const found = estimate(all);
  const again = Array.from({ length: resamples }, () => estimate(all.map(() => Math.floor(n * uniform()))));
  return {
    expected: found.expected,
    expectedRange: middle(again.map(({ expected }) => expected)),
    inputs: found.inputs.map(({ first, total }, i) => ({
      first,
      firstRange: middle(again.map(({ inputs }) => inputs[i]!.first)),
      total,
      totalRange: middle(again.map(({ inputs }) => inputs[i]!.total)),
    })),
  };
}

const NONE: Range = { low: NaN, high: NaN };
const NOTHING: SobolIndex = { first: NaN, firstRange: NONE, total: NaN, totalRange: NONE };

function middle(values: readonly number[]): Range {
  const sorted = values.filter((value) => Number.isFinite(value)).toSorted((x, y) => x - y);
  if (sorted.length === 0) return NONE;
  return { low: quantileSorted(sorted, 0.025), high: quantileSorted(sorted, 0.975) };
}
