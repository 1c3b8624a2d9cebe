import { describe, expect, it } from "vitest";
import { HeldOut } from "../../engine/calibration/heldOut.ts";
import { mixtureQuantiles, mixtureZ } from "../../engine/calibration/normalMixture.ts";
import type { Sampled } from "../../engine/calibration/samplePosterior.ts";
import { normalQuantile } from "../../engine/stats/quantiles.ts";
import { valueAt } from "../../engine/calibration/samplePosterior.ts";

describe("quantiles of a mixture of normals", () => {
  it("are those of the normal if there is but one", () => {
    const one = { means: Float64Array.of(3), weights: Float64Array.of(1), sd: 2 };
    const quantiles = mixtureQuantiles(one, 99);
    // Cells a sixteenth of the standard deviation wide, with the normal taken as even within a cell.
    quantiles.forEach((value, i) => {
      expect(Math.abs(value - (3 + 2 * normalQuantile((i + 0.5) / 99)))).toBeLessThan((2 * 1) / 16);
    });
    expect(mixtureZ(one, 3 + 2 * 1.3)).toBeCloseTo(1.3, 6);
    expect(mixtureZ(one, 3 - 2 * 4.5)).toBeCloseTo(-4.5, 6);
    expect(mixtureZ(one, 3 - 2 * 40)).toBe(-8);
  });

  it("give each part its weight", () => {
    const two = { means: Float64Array.of(-10, 10), weights: Float64Array.of(0.25, 0.75), sd: 1 };
    const quantiles = mixtureQuantiles(two, 1000);
    expect(quantiles.filter((value) => value < 0).length).toBe(250);
    // Half of the second part lies below 10: a quarter and three eighths.
    expect(mixtureZ(two, 10)).toBeCloseTo(normalQuantile(0.625), 6);
  });
});

/** A month whose outputs are straight lines of the logarithm of its only figure, so that all of it is normal. */
const SLOPES = [2, -1, 0.5];
const COVARIANCE = [0.04, 0.01, 0, 0.01, 0.09, 0.02, 0, 0.02, 0.05];
const OBSERVED = [4.9, -2.2, 1.6];
const PRIOR = { kind: "uniform", low: 3, high: 40 } as const;
const USUAL = 0.003;

function linear(): Sampled {
  const figure = {
    figure: "x",
    unit: "number",
    whole: false,
    prior: PRIOR,
    central: 10,
    basis: null,
  } as const;
  const surface = (slope: number) => {
    const mean = (u: Float64Array): number => slope * Math.log(valueAt(figure, u[0]!));
    return {
      mean,
      meansAlong: (_: Float64Array, last: Float64Array, means: Float64Array): void => {
        last.forEach((place, i) => {
          means[i] = mean(Float64Array.of(place));
        });
      },
      variance: () => USUAL,
      usualVariance: USUAL,
    };
  };
  const surfaces = SLOPES.map(surface);
  return {
    structure: { common: [], monthly: [figure], months: [{}] },
    chosen: [0, 1, 2],
    emulated: [{ month: "m", emulators: surfaces, values: [] }],
    targets: [
      {
        month: "m",
        outputs: ["a", "b", "c"],
        observed: Float64Array.from(OBSERVED),
        covariance: Float64Array.from(COVARIANCE),
        surfaces,
      },
    ],
  } as unknown as Sampled;
}

const point = (typical: number, spread: number) => ({
  common: [],
  typical: [typical],
  spread: [spread],
  monthly: [[typical]],
});

/** Mean and variance of output w given others, from the joint normal of log figure and outputs, and how likely they are. */
function exactly(centre: number, spread: number, given: number | null, wanted: number) {
  const cov = (i: number, j: number): number =>
    SLOPES[i]! * SLOPES[j]! * spread ** 2 + COVARIANCE[i * 3 + j]! + (i === j ? USUAL : 0);
  const mean = (i: number): number => SLOPES[i]! * centre;
  if (given === null) return { mean: mean(wanted), variance: cov(wanted, wanted), likelihood: 1 };
  const away = OBSERVED[given]! - mean(given);
  const slope = cov(given, wanted) / cov(given, given);
  return {
    mean: mean(wanted) + slope * away,
    variance: cov(wanted, wanted) - slope * cov(given, wanted),
    likelihood: Math.exp(-(away ** 2) / cov(given, given) / 2) / Math.sqrt(cov(given, given)),
  };
}

function momentsOf({ means, weights, sd }: ReturnType<HeldOut["foretell"]>) {
  const mean = means.reduce((sum, value, i) => sum + weights[i]! * value, 0);
  const square = means.reduce((sum, value, i) => sum + weights[i]! * (value - mean) ** 2, 0);
  return { mean, variance: square + sd ** 2 };
}

describe("a month held out, where all is normal", () => {
  // Tolerances: sums over a grid far finer than the normal are exact but for the 13 nodes, which follow the logarithm on a
  // range of thirteenfold to some ten-thousandths.
  it.each([
    [null, 0],
    [0, 1],
    [1, 0],
    [2, 1],
  ])("given %s, foretells %s as the joint normal does", (given, wanted) => {
    const held = new HeldOut(linear(), 0, [point(10, 0.15)]);
    const found = momentsOf(held.foretell(given === null ? [] : [given], wanted));
    const exact = exactly(Math.log(10), 0.15, given, wanted);
    expect(found.mean).toBeCloseTo(exact.mean, 2);
    expect(found.variance / exact.variance).toBeCloseTo(1, 2);
  });

  it("weights draws by how well they foretell what is given", () => {
    const held = new HeldOut(linear(), 0, [point(9, 0.1), point(15, 0.1)]);
    const { mean, variance } = momentsOf(held.foretell([0], 1));
    const [one, two] = [9, 15].map((typical) => exactly(Math.log(typical), 0.1, 0, 1));
    const share = one!.likelihood / (one!.likelihood + two!.likelihood);
    const between = share * one!.mean + (1 - share) * two!.mean;
    expect(mean).toBeCloseTo(between, 2);
    const spread = share * (one!.mean - between) ** 2 + (1 - share) * (two!.mean - between) ** 2;
    expect(variance / (share * one!.variance + (1 - share) * two!.variance + spread)).toBeCloseTo(1, 1);
    // Nothing given: both count alike.
    expect(held.foretell([], 1).effective).toBeCloseTo(2, 6);
    expect(held.foretell([0], 1).effective).toBeCloseTo(1 / (share ** 2 + (1 - share) ** 2), 1);
  });
});
