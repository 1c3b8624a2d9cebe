import { betaQuantile } from "../../stats/quantiles.ts";
import { Tally } from "../../stats/tally.ts";
import { type Proportion, proportion } from "../targets.ts";

/**
 * What is expected in each draw, from means of a few periods each. These spread more than what is expected, by the noise of
 * simulating few periods; they are drawn together until they spread as much as is not known, as in `nestedEstimate`.
 *
 * @param means     One a draw; those without a meaning are left out.
 * @param sdUnknown Standard deviation of what is expected, over what is not known.
 * Source: Louis (1984), JASA 79, 393–398.
 */
export function expectedValues(means: readonly number[], sdUnknown: number): readonly number[] {
  const known = means.filter((mean) => Number.isFinite(mean));
  const { mean, sd } = Tally.of(known);
  const shrink = sd > 0 && Number.isFinite(sdUnknown) ? sdUnknown / sd : 0;
  return known.map((each) => mean + shrink * (each - mean));
}

/**
 * A share over draws of which each has some periods, and its 95% interval. Periods of one draw are alike, so they count
 * for less than as many draws: as many as would give the spread that the draws' shares have. Where all are 0 or all are 1
 * nothing is known of that spread, and only the draws count.
 *
 * @param shares  The share of each draw.
 * @param periods Periods of each draw: draws cannot count for more than these.
 * Source: Korn and Graubard (1998), Survey Methodology 24(2), 193–201: Clopper and Pearson's interval at the effective
 * sample size.
 */
export function shareOverDraws(shares: readonly number[], periods: number): Proportion {
  const n = shares.length;
  const { mean: share, variance } = Tally.of(shares);
  if (n < 2 || share === 0 || share === 1) return proportion(Math.round(share * n), n);
  const effective = Math.min(n * periods, (share * (1 - share) * n) / variance);
  const met = share * effective;
  return {
    share,
    low: betaQuantile(0.025, met, effective - met + 1),
    high: betaQuantile(0.975, met + 1, effective - met),
  };
}
