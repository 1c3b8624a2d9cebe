import { requirePositive, requireShare, requireWhole } from "../check.ts";
import { binomialCdf, normalQuantile } from "../stats/quantiles.ts";
import { beyond, type LeaveOneOutSummary } from "./leaveOneOut.ts";

/** One emulator to be judged. */
export interface Judged {
  /** Which, for the reader: "2022-10 › 101 mean wait". */
  readonly place: string;
  readonly leaveOneOut: LeaveOneOutSummary;
  /** Standard deviation of the error it will be judged against: of what was observed, in the unit of the values. */
  readonly observationSd: number;
}

export interface CheckLimits {
  /**
   * The leave-one-out error may be at most this share of `observationSd`. At a half, it adds an eighth to the standard
   * deviation of what the observation is compared with (√(1 + ¼)).
   */
  readonly share?: number;
  /**
   * The standard deviation that an emulator states may fall short of its true error by this factor before its
   * standardised residuals count against it. Above 1, since figures are fitted to the values they are judged by, and what
   * is judged is whether it can be used, not whether it is perfect.
   */
  readonly shortBy?: number;
  /** The probability that any of the emulators judged together is refused for its standardised residuals by bad luck. */
  readonly risk?: number;
  /** How many are judged together. */
  readonly together?: number;
}

export interface Fault {
  readonly place: string;
  readonly found: string;
  readonly advice: string;
}

export interface EmulatorVerdict {
  readonly sound: boolean;
  /** Empty if it is sound. */
  readonly faults: readonly Fault[];
}

/**
 * Judges an emulator by how it foretells each point from the others.
 *
 * Refused are errors too large beside those of the observation, and standardised residuals too often beyond 2, too often
 * beyond 3, or one too far out. The limits of these three are those that residuals of normal errors `shortBy` times as
 * large as stated would pass with a probability of at most `risk`, divided by all that is looked at: the counts as
 * binomial (residuals left out one at a time are nearly independent), the largest by the number of points.
 *
 * @throws RangeError for no points, an `observationSd` or `shortBy` not above zero, or a share outside 0 to 1.
 */
export function judgeEmulator(
  { place, leaveOneOut, observationSd }: Judged,
  { share = 0.5, shortBy = 1.25, risk = 0.01, together = 1 }: CheckLimits = {},
): EmulatorVerdict {
  requirePositive({ observationSd, shortBy, share });
  requireShare({ risk });
  requireWhole({ together, points: leaveOneOut.points }, 1);
  const { points, rmse, beyondTwo, beyondThree, largest } = leaveOneOut;
  const faults: Fault[] = [];
  // Not "larger than", so that an error that is not a number is refused too.
  if (!(rmse <= share * observationSd)) {
    faults.push({
      place,
      found:
        `its error when a point is left out is ${figure(rmse)}, ${figure(rmse / observationSd)} times the error ` +
        `of what was observed (${figure(observationSd)}); at most ${figure(share)} times is asked for`,
      advice:
        "simulate more points (twice as many is a start), more replications at each if the nugget is most of the " +
        "error, or rule out more of the ranges first",
    });
  }
  const chance = risk / (3 * together);
  for (const [limit, count] of [
    [2, beyondTwo],
    [3, beyondThree],
  ] as const) {
    const allowed = mostByChance(points, beyond(limit / shortBy), chance);
    if (count > allowed) {
      faults.push({
        place,
        found: `${count} of ${points} points lie more than ${limit} of its standard deviations from what the others say; chance explains at most ${allowed}`,
        advice: MISJUDGED,
      });
    }
  }
  const furthest = shortBy * normalQuantile(1 - chance / (2 * points));
  if (!(largest <= furthest)) {
    faults.push({
      place,
      found: `one point lies ${figure(largest)} of its standard deviations from what the others say; chance explains at most ${figure(furthest)}`,
      advice: MISJUDGED,
    });
  }
  return { sound: faults.length === 0, faults };
}

const MISJUDGED =
  "look at those points: a bend or a step of the simulation that the points miss, or an output that another scale " +
  "(logit, logarithm) would make smoother; simulate more points there";

/** The most successes that come up with at least probability `chance`: more than this are too many. */
function mostByChance(n: number, p: number, chance: number): number {
  let most = 0;
  while (most < n && 1 - binomialCdf(most, n, p) > chance) most++;
  return most;
}

const figure = (x: number): string => String(Number(x.toPrecision(3)));
