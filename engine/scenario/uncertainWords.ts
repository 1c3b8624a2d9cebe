/** The words for a range. Together they are a triangular distribution whose mode is `central`. */
export const RANGE_WORDS = ["low", "central", "high"] as const;
/** The words for other distributions of a figure. */
export const UNCERTAIN_WORDS = ["normal", "uniform", "triangular", "lognormal"] as const;
export type UncertainWord = (typeof UNCERTAIN_WORDS)[number];
