import type { UnknownDistribution } from "../random/unknown.ts";
import type { FigureUnit } from "../scenario/measured.ts";
import type { Scenario } from "../scenario/scenario.ts";

/** A calibration as its file says it, checked: what may move, what is to be met, and in which kinds of room. */
export interface Calibration {
  readonly about: string;
  /** Root of every random stream of the search itself. Each month's callers come from its scenario's own seed. */
  readonly seed: string;
  /** "2022-08", in the order of the file. */
  readonly months: readonly string[];
  /** What is compared with the published figures, the same in each month. */
  readonly match: readonly Match[];
  readonly readings: readonly Reading[];
  /**
   * How much the monthly figures of one force differ from month to month: what the standard deviation of their
   * logarithms may be (half-normal with this scale).
   */
  readonly spreadBetweenMonths: number;
  readonly structures: readonly Structure[];
}

/** Over whose waits the published mean is taken, which the papers do not say. */
export type Reading = "answered calls" | "all calls";
export const READINGS: readonly Reading[] = ["answered calls", "all calls"];

/** One published figure of each month that the model is to come near. */
export interface Match {
  readonly queue: string;
  readonly figure: "attrition" | "mean wait";
  /** How far off the model may be for being a model, one standard deviation. */
  readonly discrepancy: Discrepancy;
  readonly basis: string | null;
}

/** A share of the figure itself, or an amount in its unit: seconds, or a share of calls (0.005 is half a point). */
export type Discrepancy =
  | { readonly kind: "relative"; readonly share: number }
  | { readonly kind: "absolute"; readonly amount: number };

/** A figure that may move. */
export interface Movable {
  /** The way to it through the words of the file: queues.101.patience.mixture.2.mean. */
  readonly figure: string;
  readonly unit: FigureUnit;
  readonly whole: boolean;
  /** What it may be before any month is looked at. */
  readonly prior: UnknownDistribution;
  readonly central: number;
  readonly basis: string | null;
}

/** A kind of room: who may take whose calls. */
export interface Structure {
  readonly name: string;
  readonly about: string;
  /** What it says beyond each month's file, as plain data; null if nothing. */
  readonly scenario: unknown;
  /** Figures with one value for all months, and figures with a value for each. */
  readonly common: readonly Movable[];
  readonly monthly: readonly Movable[];
  readonly months: readonly MonthRoom[];
}

/** One month in one kind of room. */
export interface MonthRoom {
  /** "2022-08". */
  readonly month: string;
  /** With all figures that move at their central values. */
  readonly scenario: Scenario;
  /** Published: for each of `Calibration.match`, in its unit (a share for attrition, seconds for waits). */
  readonly reported: readonly number[];
  /** The same room with these values, commons first. @throws RangeError saying what is wrong if they do not go together. */
  readonly at: (values: readonly number[]) => Scenario;
}
