import type { PoolColumn, PoolExtra, QueueColumn, QueueExtra, SwitchColumn } from "../centre/ledger.ts";
import type { ActualMeasure } from "../scenario/scenario.ts";
import type { RoleColumn } from "./roleColumns.ts";

/** What a figure is counted in: it decides how the figure is printed. */
export type Unit =
  | "contacts"
  | "seconds"
  | "share"
  | "hours"
  | "people"
  | "attempts"
  | "times"
  | "breaks"
  | "months of work"
  | "money";

/** Whether a plan with a lower or a higher figure serves the public better. */
export type Better = "lower" | "higher";

/** What a measure is of. */
export type Of = "queue" | "pool" | "switch" | "role";

/** What is counted for a queue, a pool, a switch or a role. */
export type Column = RoleColumn | SwitchColumn | QueueColumn | QueueExtra | PoolColumn | PoolExtra;

/** The figures of one queue (or pool) added up over some bins of one run. */
export interface Figures {
  /** @throws RangeError for a pool's column asked of a queue, or the other way round. */
  readonly sum: (column: Column) => number;
  /** Seconds of the clock that the bins cover. */
  readonly seconds: number;
}

/**
 * One published measure: its name, its exact definition in words, and that definition as a ratio of two sums. A plain
 * count has denominator 1. Over several replications the ratio is that of the sums, never a mean of ratios.
 */
export interface Measure {
  /** Name in CSV and JSON results, and in `--measures`. */
  readonly name: string;
  /** Heading in tables. */
  readonly title: string;
  readonly unit: Unit;
  /** Printed with the figure wherever there is room. */
  readonly definition: string;
  readonly numerator: (figures: Figures) => number;
  readonly denominator: (figures: Figures) => number;
  /** Which way is better for the public, where there is a better. */
  readonly better?: Better;
  /** The published figure that it can be set beside, if there is one. */
  readonly published?: ActualMeasure;
}
