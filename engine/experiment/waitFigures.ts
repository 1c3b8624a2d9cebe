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
