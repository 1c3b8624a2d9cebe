import type { Structure } from "../../engine/calibration/calibration.ts";
import type { PosteriorFound } from "../../engine/calibration/structureResult.ts";
import { type Proportion, proportion } from "../../engine/experiment/targets.ts";
import { binomialCdf, gammaCdf } from "../../engine/stats/quantiles.ts";
import type { KnownFigures } from "./knownRoom.ts";

/** Where the known value of each figure lies among the draws. */
export type Ranks = Readonly<Record<string, number>>;

/** What the ranks of one figure over many rooms say. */
export interface FigureRanks {
  readonly figure: string;
  /** Rooms whose known value lies between the 5% and the 95% quantile of the draws, with the exact 95% interval. */
  readonly covered: Proportion;
  /** Probability of a count at least as far from 90%, were coverage right: two-sided, exact binomial. */
  readonly coverageChance: number;
  /** Rooms by class of rank, the lowest first. */
  readonly histogram: readonly number[];
  /** Probability of a histogram at least as uneven, were ranks spread evenly: chi-square. */
  readonly evenChance: number;
}

const TAIL = 0.05;
/** A class with fewer rooms than this expected in it makes chi-square too coarse. */
const LEAST_EXPECTED = 5;
const MOST_CLASSES = 10;

/**
 * The share of the weighted draws below each known value. Were n equal draws and the truth alike, the truth would be
 * equally likely to have any number of them, from none to all, below it; so that share is spread evenly once that number
 * is spread over its (n + 1)th, n being the draws that the weights are worth.
 *
 * @param uniform For the spreading.
 * Source: Talts et al. (2018), arXiv:1804.06788.
 */
export function ranksOf(
  structure: Structure,
  { draws, reweighted }: PosteriorFound,
  truth: KnownFigures,
  uniform: () => number,
): Ranks {
  const count = reweighted.effective;
  const rank = (of: (figures: KnownFigures) => number): number => {
    const known = of(truth);
    const below = draws.reduce((sum, draw) => sum + (of(draw) < known ? draw.weight : 0), 0);
    return (below * count + uniform()) / (count + 1);
  };
  return Object.fromEntries([
    ...structure.common.map(({ figure }, i) => [figure, rank(({ common }) => common[i]!)] as const),
    ...structure.monthly.flatMap(({ figure }, f) => [
      [`${figure} (typical)`, rank(({ typical }) => typical[f]!)] as const,
      [`${figure} (spread)`, rank(({ spread }) => spread[f]!)] as const,
      ...structure.months.map(
        ({ month }, m) => [`${figure} (${month})`, rank(({ monthly }) => monthly[m]![f]!)] as const,
      ),
    ]),
  ]);
}

/** Counts the ranks of each figure over all rooms. */
export function tally(rooms: readonly Ranks[]): readonly FigureRanks[] {
  const classes = Math.max(2, Math.min(MOST_CLASSES, Math.floor(rooms.length / LEAST_EXPECTED)));
  return Object.keys(rooms[0] ?? {}).map((figure) => {
    const shares = rooms.map((room) => room[figure]!);
    const inside = shares.filter((share) => share >= TAIL && share <= 1 - TAIL).length;
    const histogram = new Array<number>(classes).fill(0);
    for (const share of shares) histogram[Math.min(classes - 1, Math.floor(classes * share))]!++;
    const expected = rooms.length / classes;
    const square = histogram.reduce((sum, seen) => sum + (seen - expected) ** 2 / expected, 0);
    return {
      figure,
      covered: proportion(inside, rooms.length),
      coverageChance: twoSided(inside, rooms.length, 1 - 2 * TAIL),
      histogram,
      evenChance: 1 - gammaCdf(square / 2, (classes - 1) / 2),
    };
  });
}

function twoSided(count: number, n: number, p: number): number {
  const low = binomialCdf(count, n, p);
  const high = count === 0 ? 1 : 1 - binomialCdf(count - 1, n, p);
  return Math.min(1, 2 * Math.min(low, high));
}

/** Of a right program, at most one check in a hundred fails, by whichever figure and test (Bonferroni). */
const FALSE_ALARM = 0.01;
/** How often a wave rules out the truth, by the limit of implausibility. */
const RULED_OUT = 0.001;

/** What is out of known chance, in words; empty if all is well. */
export function beyondChance(
  figures: readonly FigureRanks[],
  rooms: number,
  noFit: number,
): readonly string[] {
  const limit = FALSE_ALARM / (2 * figures.length + 1);
  const noFitChance = noFit === 0 ? 1 : 1 - binomialCdf(noFit - 1, rooms, RULED_OUT);
  return [
    ...figures.flatMap(({ figure, covered, coverageChance, evenChance }) => [
      ...(coverageChance < limit
        ? [
            `${figure}: ${(100 * covered.share).toFixed(0)}% inside 90% ranges (chance ${coverageChance.toExponential(1)})`,
          ]
        : []),
      ...(evenChance < limit ? [`${figure}: ranks are uneven (chance ${evenChance.toExponential(1)})`] : []),
    ]),
    ...(noFitChance < limit
      ? [
          `no fit in ${noFit} of ${rooms} rooms, of which there is one (chance ${noFitChance.toExponential(1)})`,
        ]
      : []),
  ];
}
