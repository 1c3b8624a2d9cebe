import { openStream } from "../random/streams.ts";
import type { UnknownDistribution } from "../random/unknown.ts";
import { unknownAt } from "../random/unknown.ts";
import type { Change } from "./change.ts";
import { figureTree } from "./change.ts";
import { parsePath } from "./figurePath.ts";
import { figureText } from "./measured.ts";
import type { Unknown } from "./scenario.ts";

/**
 * One set of values for the figures that are not known.
 *
 * @param draw Counts from 0.
 * @returns A value for each, in their order. Each comes from a stream of its own, named by seed, draw and figure, so
 *          that one more unknown leaves the values of the others as they were. Figures that were learnt together share
 *          one number, named by their posterior, which picks the row for all of them.
 */
export function drawUnknowns(unknowns: readonly Unknown[], seed: string, draw: number): readonly number[] {
  return unknowns.map(({ figure, distribution, whole }) => {
    const uniform = openStream({
      seed,
      replication: draw,
      purpose: "unknown figure",
      queue: sourceOf(figure, distribution),
    });
    return unknownAt(distribution, whole, uniform());
  });
}

/** The name of the number that a figure is drawn by: its own, or that of the posterior it was learnt with. */
export function sourceOf(figure: string, distribution: UnknownDistribution): string {
  return distribution.kind === "joint" ? `posterior ${distribution.posterior}` : figure;
}

/** The change that settles an unknown figure. @param why What faults call it, before the figure: `draw 7: `. */
export function changeTo({ figure, unit }: Unknown, value: number, why: string): Change {
  const path = parsePath(figure);
  const text = figureText(value, unit);
  return {
    path: "value" in path ? path.value : [figure],
    value: figureTree(text),
    asked: `${why}${figure}=${text}`,
  };
}
