import { latinHypercube } from "../../random/designs/latinHypercube.ts";
import { digitalShift, MOST_SOBOL_DIMENSIONS, sobolPoints } from "../../random/designs/sobol.ts";
import type { Parsed } from "../../scenario/quantity.ts";
import type { Level, Variation } from "../../scenario/variation.ts";
import { levelAt, levelsOf } from "../../scenario/variation.ts";
import { numberInWords } from "../../scenario/words.ts";

/** How the points of a sweep are laid out. */
export const DESIGNS = ["factorial", "lhs", "sobol"] as const;
export type Design = (typeof DESIGNS)[number];

/** One value for each figure that is varied, in their order. */
export type Point = readonly Level[];

export const MOST_POINTS = 10_000;

/** Every value of every figure with every value of the others; the last figure changes fastest. */
export function factorialPoints(variations: readonly Variation[]): Parsed<readonly Point[]> {
  let points: readonly Point[] = [[]];
  for (const variation of variations) {
    const levels = levelsOf(variation);
    if ("problem" in levels) return levels;
    const count = points.length * levels.value.length;
    if (count > MOST_POINTS) {
      return {
        problem:
          `these values make more than ${numberInWords(MOST_POINTS)} points together. ` +
          "Write fewer values, or ask for a design of points.",
      };
    }
    points = points.flatMap((point) => levels.value.map((level) => [...point, level]));
  }
  return { value: points };
}

/**
 * A number of points that fill the space between all figures.
 *
 * @param whole Whether each figure must be a whole number, in their order.
 * @throws RangeError for a Sobol design of more figures than there are direction numbers.
 */
export function filledPoints(
  variations: readonly Variation[],
  design: Exclude<Design, "factorial">,
  count: number,
  whole: readonly boolean[],
  seed: string,
): readonly Point[] {
  const names = variations.map(({ figure }) => figure);
  const cube =
    design === "lhs"
      ? latinHypercube(names, count, seed)
      : sobolPoints(names.length, count, digitalShift(names, seed));
  return cube.map((point) => variations.map((variation, i) => levelAt(variation, point[i]!, whole[i]!)));
}

export { MOST_SOBOL_DIMENSIONS };
