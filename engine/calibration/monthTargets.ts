import type { Calibration, Structure } from "./calibration.ts";
import { chanceCovariance, nearestTo } from "./chance.ts";
import type { EmulatedMonth, MonthSeen } from "./emulated.ts";
import type { MonthTarget } from "./implausibility.ts";
import { type Output, statedVariance, toScale } from "./outputs.ts";
import type { RoomSeen } from "./simulateRooms.ts";

/** Jobs from which the chance of a month is read off a design. */
const JOBS_FOR_CHANCE = 16;

/** What was published of each month and output, on the scale of the output. */
export function observedOf(structure: Structure, outputs: readonly Output[]): readonly (readonly number[])[] {
  return structure.months.map(({ reported }) =>
    outputs.map(({ match, scale }) => toScale(scale, reported[match]!)),
  );
}

/**
 * Covariance of published less simulated, for some outputs of a month: chance of the month, chance of the simulation
 * (the same at all points, as they meet the same callers), rounding and discrepancy.
 *
 * @param chance Of a single month, for the same outputs.
 */
export function covarianceOf(
  { match }: Calibration,
  outputs: readonly Output[],
  chosen: readonly number[],
  reported: readonly number[],
  chance: Float64Array,
  replications: number,
): Float64Array {
  const k = chosen.length;
  return chance.map((value, cell) => {
    const both = value * (1 + 1 / replications);
    const row = Math.floor(cell / k);
    if (row !== cell % k) return both;
    const output = outputs[chosen[row]!]!;
    return both + statedVariance(match[output.match]!, output, reported[output.match]!);
  });
}

/** Chance of each month for some outputs, from the points of a design near what was published. */
export function chanceFromDesign(
  months: readonly MonthSeen[],
  chosen: readonly number[],
  observed: readonly (readonly number[])[],
): readonly Float64Array[] {
  return months.map(({ seen }, m) => {
    const wanted = chosen.map((o) => observed[m]![o]!);
    return chanceCovariance(nearestTo(seen, chosen, wanted, JOBS_FOR_CHANCE), chosen);
  });
}

/** Chance of each month from many replications at one point. */
export function chanceAtPoint(seen: readonly RoomSeen[], chosen: readonly number[]): readonly Float64Array[] {
  return seen.map((one) => chanceCovariance([one], chosen));
}

/** What the emulators of some outputs are held against. */
export function targetsOf(
  calibration: Calibration,
  structure: Structure,
  outputs: readonly Output[],
  chosen: readonly number[],
  emulated: readonly EmulatedMonth[],
  chances: readonly Float64Array[],
  replications: number,
): readonly MonthTarget[] {
  const observed = observedOf(structure, outputs);
  return structure.months.map(({ month, reported }, m) => ({
    month,
    outputs: chosen.map((o) => `${outputs[o]!.queue} ${calibration.match[outputs[o]!.match]!.figure}`),
    observed: Float64Array.from(chosen, (o) => observed[m]![o]!),
    covariance: covarianceOf(calibration, outputs, chosen, reported, chances[m]!, replications),
    surfaces: chosen.map((o) => emulated[m]!.emulators[o]!),
  }));
}
