import type { Ledger } from "../centre/ledger.ts";
import { WaitHistogram } from "../stats/histogram.ts";
import type { Unit } from "./measures.ts";

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

/** The waits of one queue over one whole period. */
export interface PeriodWaits {
  readonly answered: WaitHistogram;
  /** Of the answered and the abandoned. */
  readonly all: WaitHistogram;
  /** In seconds. */
  readonly longest: number;
}

export function periodWaits(ledger: Ledger, queue: number): PeriodWaits {
  const histogram = (place: number): WaitHistogram =>
    new WaitHistogram(ledger.waits, place * WaitHistogram.SIZE);
  const answered = histogram(queue);
  const all = new WaitHistogram();
  all.merge(answered);
  all.merge(histogram(ledger.queues + queue));
  return { answered, all, longest: ledger.longestWait[queue]! };
}

/** A figure of a whole period, in seconds; NaN for a percentile of no waits at all. */
export function valueOfPeriod({ of }: WaitFigure, waits: PeriodWaits): number {
  if (of === "longest") return waits.longest;
  // Between the ends of a bin the histogram guesses, and may guess beyond the longest wait of all.
  return Math.min(waits[of.whose].quantile(of.percentile / 100), waits.longest);
}
