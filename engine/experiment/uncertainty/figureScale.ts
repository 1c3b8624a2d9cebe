import type { Unit } from "../measure.ts";

/**
 * A scale on which a figure is near normal by chance: the logit for shares, the logarithm for times and counts. Half a
 * contact is added to counts, and to both sides of a share, so that none has an infinite place.
 * Source: Cox and Snell (1989), Analysis of Binary Data, 2nd ed., section 2.1.6 (the empirical logit).
 */
export interface FigureScale {
  readonly to: (value: number) => number;
  readonly from: (place: number) => number;
  /** Size of one unit of the figure on the scale, near a value. */
  readonly steepness: (value: number) => number;
  /** Standard deviation on the scale of being wrong by a part of the value; of a share, by a part of it or of the rest. */
  readonly ofPart: (part: number, value: number) => number;
}

/** Waits shorter than this, in seconds, are all the same to a caller. */
const SHORTEST = 0.1;

/** @param contacts Over how many a share is taken, about. */
export function figureScale(unit: Unit, contacts: number): FigureScale {
  if (unit === "share") {
    const inside = (share: number): number => (share * contacts + 0.5) / (contacts + 1);
    return {
      to: (share) => Math.log(inside(share) / (1 - inside(share))),
      from: (place) => {
        const share = 1 / (1 + Math.exp(-place));
        return Math.min(1, Math.max(0, (share * (contacts + 1) - 0.5) / contacts));
      },
      steepness: (share) => contacts / (contacts + 1) / (inside(share) * (1 - inside(share))),
      ofPart: (part, share) => part / Math.max(inside(share), 1 - inside(share)),
    };
  }
  const added = unit === "seconds" ? 0 : 0.5;
  const least = unit === "seconds" ? SHORTEST : added;
  const moved = (value: number): number => Math.max(least, value + added);
  return {
    to: (value) => Math.log(moved(value)),
    from: (place) => Math.max(0, Math.exp(place) - added),
    steepness: (value) => 1 / moved(value),
    ofPart: (part) => part,
  };
}
