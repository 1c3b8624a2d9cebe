import type { Range } from "../stats/estimate.ts";
import type { Reading, Structure } from "./calibration.ts";
import type { Convergence } from "./convergence.ts";
import type { EmulatedMonth, EmulatorQuality, MonthSeen } from "./emulated.ts";
import type { Learnt } from "./learnt.ts";
import type { Output } from "./outputs.ts";
import type { Reweighted } from "./reweight.ts";
import type { RuledOut, Without } from "./waves.ts";

/** All that was found of one kind of room. */
export interface StructureResult {
  readonly structure: Structure;
  readonly outputs: readonly Output[];
  /** Of the months that were not known from before. */
  readonly priorPredictive: readonly PriorPredictive[];
  readonly waves: readonly Wave[];
  /** Emulators that would not do after the last wave: nothing more was asked of them. Empty if all is well. */
  readonly refused: readonly EmulatorQuality[];
  readonly readings: readonly ReadingResult[];
  readonly simulated: Simulated;
  /** Months that an earlier calibration knew already, and those of which it knew something that is no longer so. */
  readonly kept: readonly string[];
  readonly changed: readonly string[];
}

/** What was simulated in all waves, and what was made of it: enough to ask the same emulators again later. */
export interface Simulated {
  readonly months: readonly MonthSeen[];
  readonly emulated: readonly EmulatedMonth[];
  /** Chance of a single month, for each month, of the outputs of each reading. */
  readonly chances: ReadonlyMap<Reading, readonly Float64Array[]>;
  /** What each month gave in the middle of the ranges, by output on its scale. */
  readonly middles: readonly (readonly number[])[];
}

/** A published figure beside what the priors allow for it. */
export interface PriorPredictive {
  readonly month: string;
  readonly output: number;
  /** In the unit of the figure. */
  readonly reported: number;
  /** From the lowest to the highest of the first design. */
  readonly between: Range;
  readonly inside: boolean;
}

/** One round of simulating and ruling out. */
export interface Wave {
  readonly points: number;
  readonly replications: number;
  readonly emulators: readonly EmulatorQuality[];
  readonly ruledOut: readonly { readonly reading: Reading; readonly found: RuledOut }[];
}

/** What one reading of the published waits came to. */
export type ReadingResult =
  | {
      readonly reading: Reading;
      readonly fit: false;
      readonly ruledOut: RuledOut;
      /** Which published figures stand in the way: what becomes of it without each. */
      readonly without: readonly Without[];
    }
  | { readonly reading: Reading; readonly fit: true; readonly posterior: PosteriorFound };

/** What may be, given all published months. */
export interface PosteriorFound {
  readonly reading: Reading;
  readonly convergence: Convergence;
  readonly reweighted: Reweighted;
  readonly draws: readonly PosteriorDraw[];
  /** Index of the draw nearest to the middle of all: what a plain run takes. */
  readonly central: number;
  readonly predictions: readonly Prediction[];
  /** The single likeliest set of figures, and the months simulated with it, with callers that nothing was fitted to. */
  readonly closest: Omit<PosteriorDraw, "weight"> & { readonly replications: number };
  readonly learnt: Learnt;
  /** By output compared: root mean square of simulated less emulated over the draws, in standard deviations of what was published. */
  readonly emulationError: readonly number[];
}

export interface PosteriorDraw {
  readonly weight: number;
  readonly common: readonly number[];
  /** By month. */
  readonly monthly: readonly (readonly number[])[];
  /** Of each monthly figure: the typical month, and the spread of the logarithm between months. */
  readonly typical: readonly number[];
  readonly spread: readonly number[];
}

/** A published figure beside what the posterior says such a figure may be. */
export interface Prediction {
  readonly month: string;
  readonly match: number;
  /** In the unit of the figure, as all that follows. */
  readonly reported: number;
  readonly median: number;
  /** 95% of single published months: what is not known, chance, rounding and discrepancy. */
  readonly between: Range;
  readonly inside: boolean;
  /** What the closest single set of figures gives, over many months. */
  readonly closest: number;
}
