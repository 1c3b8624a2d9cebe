/** How much a calibration simulates and samples. More of everything costs time; the answer is the same but for noise. */
export interface Effort {
  /** Points of the design of each wave. Best a power of two. */
  readonly points: number;
  /** Waves at most: from the second on it ends when all emulators are good enough where the months are. */
  readonly waves: number;
  /** Simulated periods of each month at each point, the same callers at all points. */
  readonly replications: number;
  /** Simulated periods of each month at the best point, for the chance of a single month. */
  readonly chance: number;
  /** Steps of every walker of the sampler, after those that find where the answer is. */
  readonly steps: number;
  /** How often the steps are doubled, at most, if ensembles disagree or effective draws are too few. */
  readonly doublings: number;
  /** Draws of the posterior that are simulated again and kept. */
  readonly draws: number;
}

export const USUAL_EFFORT: Effort = {
  points: 192,
  waves: 3,
  replications: 4,
  chance: 64,
  steps: 600,
  doublings: 2,
  draws: 300,
};
