import { type Fitted, fitted, type Hyperparameters } from "./emulator.ts";
import type { Steps } from "./steps.ts";

/** One output as it was seen in each month. */
export interface OutputSeen {
  readonly output: number;
  readonly seed: string;
  /** Where the search for the hyperparameters of the first month starts; null if nothing is known. */
  readonly start: Hyperparameters | null;
  readonly months: readonly {
    readonly month: string;
    readonly points: Float64Array;
    /** Of each point. */
    readonly values: Float64Array;
  }[];
}

/**
 * Fits the emulators of one output, month by month. The months of one output are much alike, so the search for the
 * hyperparameters of a month starts from those of the month before.
 */
export function* emulateOutput({ output, seed, start: known, months }: OutputSeen): Steps<readonly Fitted[]> {
  const found: Fitted[] = [];
  for (const { month, points, values } of months) {
    const start = found.at(-1)?.hyperparameters ?? known;
    found.push(
      fitted(
        { dimensions: points.length / values.length, points, values, noiseVariance: 0 },
        {
          fitOn: values.length,
          seed: `${seed} ${month} ${output}`,
          ...(start === null ? {} : { start }),
        },
      ),
    );
    yield found.length;
  }
  return found;
}
