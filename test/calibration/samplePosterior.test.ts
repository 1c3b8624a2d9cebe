import { describe, expect, it } from "vitest";
import type { Calibration, Structure } from "../../engine/calibration/calibration.ts";
import type { Design } from "../../engine/calibration/design.ts";
import type { PosteriorPoint } from "../../engine/calibration/posteriorDensity.ts";
import {
  densityOf,
  posteriorOf,
  type Sampled,
  samplePosterior,
} from "../../engine/calibration/samplePosterior.ts";
import { tasksHere } from "../../engine/execution/tasksHere.ts";
import type { UnknownDistribution } from "../../engine/random/unknown.ts";
import { normalsFrom, streamFor } from "./support.ts";

const HANDLERS: UnknownDistribution = { kind: "triangular", low: 2, mode: 2.6, high: 3.4 };
const MONTHS = ["2023-04", "2023-05", "2023-06"];
const COMMONS = 4;
const OUTPUTS = [0, 1, 2, 3];
const NOISE = 0.12;

/**
 * A formula in place of a simulator, with the trade-off of the rooms this is for: more handlers with longer wrap-up give
 * the same load, on which all figures rest; patience and hold-back tell the figures of 101 and 999 apart.
 */
function formula([patience, patience999, wrapUp, held, handlers]: Float64Array, output: number): number {
  const spare = 0.5 - handlers!;
  const load = 2.2 * spare + 0.9 * (wrapUp! - 0.5) + 0.3 * spare * spare;
  const by = [
    [1.6, 0.8, -1, 0],
    [1.4, 0.7, 0.5, 0],
    [0.9, -1.3, 0, -0.9],
    [1.1, -1.2, 0, 0.4],
  ][output]!;
  return by[0]! * load + by[1]! * (held! - 0.5) + by[2]! * (patience! - 0.5) + by[3]! * (patience999! - 0.5);
}

const movable = (figure: string, prior: UnknownDistribution) =>
  ({ figure, unit: "number", whole: false, prior, central: 0.5, basis: null }) as const;
const STRUCTURE: Structure = {
  name: "formula",
  about: "",
  scenario: null,
  common: ["patience", "patience of 999", "wrap-up", "held"].map((figure) =>
    movable(figure, { kind: "uniform", low: 0, high: 1 }),
  ),
  monthly: [movable("handlers", HANDLERS)],
  months: MONTHS.map((month) => ({
    month,
    reported: [],
    get scenario(): never {
      throw new Error("a formula has no scenario");
    },
    at: () => {
      throw new Error("a formula is not simulated");
    },
  })),
};

function sampledWith(room: number, observed: readonly Float64Array[]): Sampled {
  const surfaces = OUTPUTS.map((output) => ({
    usualVariance: 0,
    mean: (u: Float64Array) => formula(u, output),
    variance: () => 0,
  }));
  const emulators = surfaces.map((asked) => ({ ...asked, asked }));
  return {
    calibration: { seed: `room ${room}`, spreadBetweenMonths: 0.2 } as Calibration,
    structure: STRUCTURE,
    reading: "answered calls",
    chosen: OUTPUTS,
    emulated: MONTHS.map((month) => ({ month, values: [], emulators: emulators as never })),
    targets: MONTHS.map((month, m) => ({
      month,
      outputs: OUTPUTS.map(String),
      observed: observed[m]!,
      covariance: Float64Array.from({ length: 16 }, (_, cell) => (cell % 5 === 0 ? NOISE * NOISE : 0)),
      surfaces,
    })),
  };
}

/** A room from the prior, what its months publish, and what is found by that alone. */
async function roomFound(room: number, steps: number, doublings = 0) {
  const uniform = streamFor("formula room", room);
  const normal = normalsFrom(uniform);
  const nothing = MONTHS.map(() => new Float64Array(4));
  const prior = densityOf(sampledWith(room, nothing), () => false);
  const truth = prior.pointAt(prior.drawPrior(uniform));
  const placesOf = ({ common, monthly }: PosteriorPoint, m: number): Float64Array =>
    Float64Array.from([...common, placeOf(monthly[m]![0]!)]);
  const observed = MONTHS.map((_, m) =>
    Float64Array.from(OUTPUTS, (output) => formula(placesOf(truth, m), output) + NOISE * normal()),
  );
  // Walkers start all over the priors, as far from the answer as they ever do.
  const points = 64;
  const starts = Array.from({ length: points }, () => prior.pointAt(prior.drawPrior(uniform)));
  const design: Design = {
    points,
    common: COMMONS,
    monthly: 1,
    ofMonth: MONTHS.map((_, m) =>
      Float64Array.from(starts.flatMap((start) => Array.from(placesOf(start, m)))),
    ),
  };
  const sampled = sampledWith(room, observed);
  const effort = { steps, doublings, draws: 300, name: "formula" };
  const found = await samplePosterior(sampled, posteriorOf(sampled), design, effort, { tasks: tasksHere() });
  return { truth, ...found! };
}

/** Share of a triangular prior below a value, by the area of its two triangles. */
function placeOf(value: number): number {
  const [low, mode, high] = [2, 2.6, 3.4];
  return value < mode
    ? (value - low) ** 2 / ((high - low) * (mode - low))
    : 1 - (high - value) ** 2 / ((high - low) * (high - mode));
}

describe("the sampler of posteriors, with a formula in place of emulators", () => {
  it.each([2, 3])("has its walkers wander all over within some steps: room %i", async (room) => {
    // By steps of all figures at once alone, R-hat of these rooms is 1.04 to 1.4, of walkers 1.3 to 2.4: ranges were so
    // much too narrow that, with three times as many steps, 82 to 89% of 300 rooms of such a kind were in them in place of 90%.
    for (const { rHat, walkerRHat } of (await roomFound(room, 200)).convergence.figures) {
      expect(rHat).toBeLessThan(1.02);
      expect(walkerRHat).toBeLessThan(1.2);
    }
  });

  it("takes more steps where those asked for are too few", async () => {
    const least = async (doublings: number): Promise<number> => {
      const { convergence } = await roomFound(3, 80, doublings);
      return Math.min(...convergence.figures.flatMap(({ bulk, tail }) => [bulk, tail]));
    };
    expect(await least(0)).toBeLessThan(400);
    expect(await least(3)).toBeGreaterThanOrEqual(400);
  });
});
