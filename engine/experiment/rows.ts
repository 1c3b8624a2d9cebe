import type { Range } from "../stats/estimate.ts";
import type { Of, Unit } from "./measure.ts";

/** The stretches of time for which results are given. */
export const SCOPES = ["period", "month", "day", "hour of week", "interval"] as const;
export type Scope = (typeof SCOPES)[number];

/** The range of single periods, and how well its two ends are known: 95% intervals, null with too few replications. */
export interface SingleRange extends Range {
  readonly lowBetween: Range | null;
  readonly highBetween: Range | null;
}

/** One line of the results table: the only thing tables, charts, calibration and planning see. */
export interface Row {
  readonly scenario: string;
  readonly scope: Scope;
  /** Which stretch: "2022-10", "2022-10-30", "Mon 14:00", "2022-10-30 01:00", "2022-10-30 01:00 again" (clocks go back). */
  readonly when: string;
  readonly of: Of;
  /** Name of the queue or pool. */
  readonly name: string;
  readonly measure: string;
  readonly title: string;
  readonly unit: Unit;
  readonly definition: string;
  /** Over all replications; for a ratio, the ratio of sums. NaN where nothing happened. */
  readonly mean: number;
  /** Half the width of the 95% confidence interval of `mean`; Infinity after one replication. */
  readonly halfWidth: number;
  /** Replications. */
  readonly n: number;
  /**
   * Variance of the mean without control variates ÷ with them: as many times more replications would be needed.
   * Infinity for a mean that the controls make certain; null where none were used.
   */
  readonly controlGain: number | null;
  /** The range in which 95% of single periods fall, chance alone deciding. Of single months, by month. Only for these. */
  readonly single: SingleRange | null;
  /** The published figure, if the scenario names one that this measure can be set beside. */
  readonly reported: { readonly value: number; readonly source: string } | null;
}
