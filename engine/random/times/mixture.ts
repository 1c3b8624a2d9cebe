import { requireShare } from "../../check.ts";
import { SMALLEST_UNIFORM } from "../streams.ts";
import type { MixedTimes, Times } from "./times.ts";

/** How far shares may add up to something else than 1, for figures that were rounded when written down. */
const ROUNDING = 1e-9;

/**
 * One of several kinds of time, each with its own share.
 *
 * A draw chooses the part by where the uniform falls and stretches what is left of the same uniform over (0, 1) for
 * the time itself. So it spends one uniform, but a larger uniform may fall into a part with shorter times: the draw is
 * not monotone, and there is no `quantile`.
 *
 * @param parts Shares adding up to 1, and what is drawn with each. A part with share 0 never comes.
 * @throws RangeError if a share is not one, or they do not add up to 1.
 */
export function mixture(parts: readonly { readonly share: number; readonly of: Times }[]): MixedTimes {
  const shares = parts.map((part) => part.share);
  requireSharesOfOne(shares);
  const present = parts.filter((part) => part.share > 0);
  const sum = (of: (times: Times) => number): number =>
    present.reduce((total, part) => total + part.share * of(part.of), 0);
  const mean = sum((times) => times.mean);
  return {
    form: "mixture",
    mean,
    variance: sum((times) => times.variance + (times.mean - mean) ** 2),
    survival: (t) => sum((times) => times.survival(t)),
    draw: mixedDraw(
      shares,
      parts.map((part) => part.of.draw),
    ),
  };
}

/**
 * Choosing a part and drawing from it, with one uniform for both.
 * @param shares Adding up to 1.
 * @param draws  As many; each takes a uniform from 2^-33 to 1 − 2^-33, as streams give them.
 */
export function mixedDraw(
  shares: readonly number[],
  draws: readonly ((u: number) => number)[],
): (u: number) => number {
  let below = 0;
  const parts = shares.flatMap((share, i) => {
    const part = { share, below, draw: draws[i]! };
    below += share;
    return share > 0 ? [part] : [];
  });
  return (u) => {
    let i = parts.length - 1;
    while (i > 0 && u < parts[i]!.below) i--;
    const part = parts[i]!;
    const rest = (u - part.below) / part.share;
    return part.draw(Math.min(1 - SMALLEST_UNIFORM, Math.max(SMALLEST_UNIFORM, rest)));
  };
}

function requireSharesOfOne(shares: readonly number[]): void {
  for (const share of shares) requireShare({ share });
  const sum = shares.reduce((total, share) => total + share, 0);
  if (Math.abs(sum - 1) > ROUNDING)
    throw new RangeError(`the shares of a mixture must add up to 1, not ${sum}`);
}
