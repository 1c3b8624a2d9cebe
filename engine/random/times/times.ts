/** What every distribution of times can say of itself. Times in seconds. */
interface Described {
  readonly mean: number;
  /** Square seconds. NaN where the mean is infinite. */
  readonly variance: number;
  /** Probability of a time longer than `t`. */
  readonly survival: (t: number) => number;
  /** The time that goes with one uniform, 0 < u < 1: exact, and one uniform whatever comes out. */
  readonly draw: (u: number) => number;
}

/** Times drawn by inversion: a larger uniform never gives a shorter time. */
export interface InvertedTimes extends Described {
  /** One value; a list of values; or anything in between two ends. */
  readonly form: "constant" | "listed" | "continuous";
  /** The time that is not exceeded with probability `u`, 0 < u < 1. The same function as `draw`. */
  readonly quantile: (u: number) => number;
}

/** Times drawn by first choosing a part: not monotone in the uniform, and so without a `quantile`. */
export interface MixedTimes extends Described {
  readonly form: "mixture";
}

export type Times = InvertedTimes | MixedTimes;
