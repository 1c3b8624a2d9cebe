import { quantileSorted } from "simple-statistics";
import { requireWhole } from "../check.ts";
import type { Range } from "./estimate.ts";
import { fQuantile, studentQuantile } from "./quantiles.ts";
import { Tally } from "./tally.ts";

/** What the simulated months of one draw of the unknown figures say about one measure. */
export interface DrawnMonths {
  /** Expected value at these inputs, estimated: a mean over the months, or a ratio of their sums. */
  readonly mean: number;
  /** Variance of a single month about it, estimated. */
  readonly variance: number;
  /** The measure in each single month. NaN where it has no meaning in that month. */
  readonly months: readonly number[];
}

/** The spread of a measure divided into what is not known and chance from month to month. */
export interface NestedEstimate {
  /** Over what is not known and chance together. */
  readonly mean: number;
  /** Half the width of the 95% confidence interval of `mean`. */
  readonly halfWidth: number;
  /** Standard deviation of the expected value over what is not known. */
  readonly sdUnknown: number;
  /** Standard deviation of a single month at given inputs, on average over the inputs. */
  readonly sdChance: number;
  /** sdUnknown² ÷ (sdUnknown² + sdChance²). NaN if there is no variance at all. */
  readonly shareUnknown: number;
  /** Its 95% confidence interval. */
  readonly shareUnknownRange: Range;
  /** The range of 95% of expected values over what is not known, the noise of simulating taken out. */
  readonly expected: Range;
  /** The range of 95% of single months by chance alone, at given inputs. It is drawn about `mean`. */
  readonly chance: Range;
  /** The range of 95% of single months, inputs and chance together. */
  readonly single: Range;
  /** Draws in which the measure has a meaning. */
  readonly draws: number;
}

/** From this many draws on the sorted values give the ranges; below, Student's interval. As for single months. */
const ENOUGH_TO_SORT = 80;

/**
 * Divides the variance of months that were simulated under drawn inputs, some months for each draw.
 *
 * The means of the draws differ for two reasons: the inputs differ, and each mean is of a few months only. The second
 * is known from the months themselves and is taken away: between = variance of the means − mean of (variance of a
 * month ÷ months of the draw), and zero if that is negative. For the range of expected values the means are drawn
 * together towards their mean until they have just that variance, so that the range keeps their skew. The interval of
 * the share is exact if inputs and chance are normal, and a guide otherwise.
 *
 * @param draws  At least two, all with the same number of months.
 * @param months Months of each draw, at least two.
 * @returns null if the measure has a meaning in fewer than two draws.
 * @throws RangeError for fewer than two months.
 * Source: Searle, Casella and McCulloch (1992), Variance Components, sections 3.6 and 3.8 (one-way random model, ANOVA
 * estimators and the interval of the intraclass correlation); Sun, Apley and Staum (2011), Operations Research 59(4),
 * 998–1007, for nested simulation; Louis (1984), JASA 79, 393–398, for drawing the means together.
 */
export function nestedEstimate(draws: readonly DrawnMonths[], months: number): NestedEstimate | null {
  requireWhole({ months }, 2);
  const known = draws.filter(({ mean, variance }) => Number.isFinite(mean) && Number.isFinite(variance));
  if (known.length < 2) return null;
  const n = known.length;
  const means = known.map((draw) => draw.mean);
  const { mean, variance: ofMeans } = Tally.of(means);
  const within = Tally.of(known.map((draw) => draw.variance)).mean;
  const between = Math.max(0, ofMeans - within / months);
  const student = studentQuantile(0.975, n - 1);

  const shrink = ofMeans > 0 ? Math.sqrt(between / ofMeans) : 0;
  const chance = known.flatMap((draw) => {
    const stretch = Math.sqrt(months / (months - 1));
    return finite(draw.months).map((month) => mean + stretch * (month - draw.mean));
  });
  const reach = (variance: number): Range => {
    const half = student * Math.sqrt(variance * (1 + 1 / n));
    return { low: mean - half, high: mean + half };
  };
  const sorts = n >= ENOUGH_TO_SORT;
  return {
    mean,
    halfWidth: student * Math.sqrt(ofMeans / n),
    sdUnknown: Math.sqrt(between),
    sdChance: Math.sqrt(within),
    shareUnknown: between / (between + within),
    shareUnknownRange: shareRange(months * ofMeans, within, n, months),
    expected: sorts
      ? middle(
          means.map((each) => mean + shrink * (each - mean)),
          n,
        )
      : reach(between),
    chance: chance.length >= ENOUGH_TO_SORT ? middle(chance, chance.length) : reach(within),
    single: sorts
      ? middle(
          known.flatMap((draw) => finite(draw.months)),
          n,
        )
      : reach(between + within),
    draws: n,
  };
}

function finite(values: readonly number[]): readonly number[] {
  return values.filter((value) => Number.isFinite(value));
}

/**
 * The middle 95% of values, by ranks that would hold one more value with 95% if `independent` of them were.
 * Source: Hahn and Meeker (1991), Statistical Intervals, chapter 5.
 */
function middle(values: readonly number[], independent: number): Range {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = (independent + 1) * 0.025;
  const p = Math.max(0, (rank - 1) / (independent - 1));
  return { low: quantileSorted(sorted, p), high: quantileSorted(sorted, 1 - p) };
}

function shareRange(betweenSquare: number, withinSquare: number, draws: number, months: number): Range {
  if (withinSquare === 0) {
    const share = betweenSquare > 0 ? 1 : NaN;
    return { low: share, high: share };
  }
  const ratio = betweenSquare / withinSquare;
  const [top, bottom] = [draws - 1, draws * (months - 1)];
  const share = (quantile: number): number => {
    const scaled = ratio / fQuantile(quantile, top, bottom);
    return Math.min(1, Math.max(0, (scaled - 1) / (months + scaled - 1)));
  };
  return { low: share(0.975), high: share(0.025) };
}
