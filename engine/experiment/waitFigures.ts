import type { Ledger } from "../centre/ledger.ts";
import { WaitHistogram } from "../stats/histogram.ts";
import type { Unit } from "./measure.ts";

/** What a percentile is taken of: the waits of the answered, or of the answered and the abandoned. */
export type Whose = "answered" | "all";

/** A figure of the waits of one queue over one stretch of one run that is not a ratio of sums. */
export interface WaitFigure {
  readonly name: string;
  readonly title: string;
  readonly unit: Unit;
  readonly definition: string;
  readonly of: { readonly percentile: number; readonly whose: Whose } | "longest";
}

const PERCENTILES = [50, 90, 95] as const;
const SHARES: readonly number[] = PERCENTILES.map((p) => p / 100);

/** The percentiles of the wait and the longest wait, in the order in which tables print them. */
export const WAIT_FIGURES: readonly WaitFigure[] = [
  ...PERCENTILES.map((p) => percentile(p, "answered")),
  ...PERCENTILES.map((p) => percentile(p, "all")),
  {
    name: "longestWait",
    title: "longest wait",
    unit: "seconds",
    definition: "longest wait of a contact that was answered or abandoned",
    of: "longest",
  },
];

function percentile(p: number, whose: Whose): WaitFigure {
  const [ending, who, contacts] =
    whose === "all" ? ["All", "all", "answered and abandoned"] : ["Answered", "the answered", "answered"];
  return {
    name: `waitP${p}${ending}`,
    title: `${p}% of ${who} waited at most`,
    unit: "seconds",
    definition: `${p}th percentile of the wait of ${contacts} contacts`,
    of: { percentile: p, whose },
  };
}

/** `WAIT_FIGURES` of one queue over a whole period, in seconds; NaN for a percentile of no waits at all. */
export function periodFigures(ledger: Ledger, queue: number): readonly number[] {
  const histogram = (place: number): WaitHistogram =>
    new WaitHistogram(ledger.waits, place * WaitHistogram.SIZE);
  const waits = histogram(queue);
  const ofAnswered = waits.quantiles(SHARES);
  const all = new WaitHistogram();
  all.merge(waits);
  all.merge(histogram(ledger.queues + queue));
  const ofAll = all.quantiles(SHARES);
  const longest = ledger.longestWait[queue]!;
  return WAIT_FIGURES.map(({ of }) => {
    if (of === "longest") return longest;
    const found = (of.whose === "all" ? ofAll : ofAnswered)[SHARES.indexOf(of.percentile / 100)]!;
    // Between the ends of a bin the histogram guesses, and may guess beyond the longest wait of all.
    return Math.min(found, longest);
  });
}
