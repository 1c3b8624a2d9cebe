import type { Differences, Judged } from "./judged.ts";

/** Which plans do best by one measure over the whole period, as far as the comparison can tell. */
export interface Best {
  /** Shown to be better than the base, the best first. */
  readonly better: readonly Judged[];
  /** Shown to be worse than the base. */
  readonly worse: readonly Judged[];
  /** Neither the one nor the other. */
  readonly unclear: readonly Judged[];
  /** The first of the better ones; null if there is none. */
  readonly first: Judged | null;
  /** Plans that the first cannot be told apart from: as all intervals hold together, those whose intervals overlap its own. */
  readonly alike: readonly Judged[];
}

export function bestOf({ period }: Differences): Best {
  const is = (verdict: string) => (each: Judged) => each.verdict === verdict;
  const better = period.filter(is("better")).toSorted((a, b) => gain(b) - gain(a));
  const worse = period.filter(is("worse")).toSorted((a, b) => gain(a) - gain(b));
  const [first = null] = better;
  return {
    better,
    worse,
    unclear: period.filter(({ verdict }) => verdict !== "better" && verdict !== "worse"),
    first,
    alike: first === null ? [] : period.filter((each) => each !== first && overlap(each, first)),
  };
}

/** How much better than the base, in the unit of the measure. */
const gain = ({ difference, better }: Judged): number =>
  (better === "higher" ? 1 : -1) * (difference ?? -Infinity);

function overlap(one: Judged, other: Judged): boolean {
  // What has no interval may lie anywhere.
  if (one.interval === null || other.interval === null) return true;
  return one.interval.low <= other.interval.high && other.interval.low <= one.interval.high;
}
