import { openStream } from "../random/streams.ts";
import { normalQuantile } from "../stats/quantiles.ts";
import type { Design } from "./design.ts";
import type { Effort } from "./effort.ts";
import { type FigureDrawn, type TargetDrawn, whatWasLearnt } from "./learnt.ts";
import { factorise } from "./lowerTriangle.ts";
import { NormalDensity } from "./normalDensity.ts";
import { fromScale, type Output } from "./outputs.ts";
import { nelderMead } from "./nelderMead.ts";
import type { PosteriorPoint } from "./posteriorDensity.ts";
import { priorRange } from "./priorRange.ts";
import { rememberedRooms, type Rooms } from "./remembered.ts";
import { reweighted } from "./reweight.ts";
import { densityOf, posteriorOf, type Sampled, samplePosterior, valueAt } from "./samplePosterior.ts";
import type { RoomJob } from "./simulateRooms.ts";
import type { PosteriorDraw, PosteriorFound, Prediction } from "./structureResult.ts";
import type { Tasks } from "./tasks.ts";
import { weightedMean, weightedQuantile } from "./weighted.ts";

/** For what knowing a figure would be good: the same month with so much more of its monthly figure. */
const MORE = 1.1;
/** Evaluations of the search for the closest set, for each coordinate. */
const CLOSEST_STEPS = 150;
/** A correlation or share needs some draws behind it. */
const LEAST_EFFECTIVE = 10;

/**
 * What may be, given all published months: samples the emulated posterior, simulates the draws again with the callers of
 * the design, and weights them by what the simulation itself says.
 *
 * @param name Under which simulated results are kept.
 * @returns null if it was interrupted.
 */
export async function findPosterior(
  sampled: Sampled,
  outputs: readonly Output[],
  starts: Design,
  effort: Effort,
  rooms: Rooms & { readonly tasks: Tasks },
  name: string,
  onSample: (done: number, of: number) => void,
): Promise<PosteriorFound | null> {
  const { structure, reading, chosen } = sampled;
  const { tasks, signal } = rooms;
  const drawn = await samplePosterior(
    sampled,
    posteriorOf(sampled),
    starts,
    { steps: effort.steps, doublings: effort.doublings, draws: effort.draws, name },
    { tasks, progress: onSample, ...(signal === undefined ? {} : { signal }) },
  );
  if (drawn === null) return null;
  const { points, logLikelihoods, convergence } = drawn;
  const draws = points.map((point) => naturalOf(sampled, point));
  const jobs = draws.flatMap(({ common, monthly }) =>
    structure.months.map((room, m): RoomJob => ({
      room,
      values: [...common, ...monthly[m]!],
      firstReplication: 0,
      replications: effort.replications,
    })),
  );
  const seen = await rememberedRooms(name, jobs, outputs, rooms);
  if (seen === null) return null;
  const months = structure.months.length;
  const simulated = draws.map((_, d) =>
    structure.months.map((__, m) => chosen.map((o) => seen[d * months + m]!.together[o]!)),
  );
  const likelihoods = simulatedLikelihoods(sampled, simulated);
  const found = reweighted(likelihoods, logLikelihoods);
  const closest = closestTo(sampled, points[nearestOf(likelihoods)]!);
  const seenThere = await rememberedRooms(
    `${name} closest`,
    structure.months.map((room, m): RoomJob => ({
      room,
      values: [...closest.common, ...closest.monthly[m]!],
      // Callers that nothing was fitted to.
      firstReplication: effort.replications,
      replications: effort.chance,
    })),
    outputs,
    rooms,
  );
  if (seenThere === null) return null;
  const there = seenThere.map(({ together }) => chosen.map((o) => together[o]!));
  const weighted = draws.map((draw, d) => ({ ...draw, weight: found.weights[d]! }));
  const weights = found.weights;
  const figures = figuresDrawn(sampled, weighted);
  return {
    reading,
    convergence,
    reweighted: found,
    draws: weighted,
    central: middleOf(figures, weights),
    predictions: predictionsOf(sampled, outputs, simulated, weights, there),
    closest: { ...closest, replications: effort.chance },
    learnt: whatWasLearnt(
      figures,
      whatIfs(sampled, points),
      weights,
      Math.max(LEAST_EFFECTIVE, found.effective),
    ),
    emulationError: emulationErrorOf(sampled, points, simulated),
  };
}

/**
 * The one set of figures that is likeliest by the emulators: what to look at if a single room is wanted, and whether there is
 * any that comes near every published figure at once.
 */
function closestTo(sampled: Sampled, from: PosteriorPoint): Omit<PosteriorDraw, "weight"> {
  const density = densityOf(sampled);
  const found = nelderMead((x) => -density.logDensity(x), density.coordinatesOf(from), {
    step: 0.2,
    most: CLOSEST_STEPS * density.dimensions,
    tolerance: 1e-4,
  });
  return naturalOf(sampled, density.pointAt(found.x));
}

/** The values that places stand for, whole where figures are. */
function naturalOf({ structure }: Sampled, point: PosteriorPoint): Omit<PosteriorDraw, "weight"> {
  return {
    common: structure.common.map((figure, i) => {
      const value = valueAt(figure, point.common[i]!);
      return figure.whole ? Math.round(value) : value;
    }),
    monthly: point.monthly.map((values) =>
      values.map((value, f) => (structure.monthly[f]!.whole ? Math.round(value) : value)),
    ),
    typical: point.typical,
    spread: point.spread,
  };
}

/** Log likelihood of each draw by what was simulated, without the error of emulators. */
function simulatedLikelihoods(
  { targets }: Sampled,
  simulated: readonly (readonly (readonly number[])[])[],
): Float64Array {
  const normals = targets.map(
    ({ covariance, observed }) => new NormalDensity(Array.from(covariance), observed.length),
  );
  const difference = targets.map(({ observed }) => new Float64Array(observed.length));
  return Float64Array.from(simulated, (ofMonths) =>
    ofMonths.reduce((sum, values, m) => {
      const { observed } = targets[m]!;
      values.forEach((value, i) => {
        difference[m]![i] = observed[i]! - value;
      });
      return sum + normals[m]!.logDensity(difference[m]!);
    }, 0),
  );
}

function nearestOf(likelihoods: Float64Array): number {
  return likelihoods.reduce((best, value, i) => (value > likelihoods[best]! ? i : best), 0);
}

/** Each figure, monthly ones by month, with its value in each draw. */
function figuresDrawn({ structure }: Sampled, draws: readonly PosteriorDraw[]): readonly FigureDrawn[] {
  return [
    ...structure.common.map(({ figure, prior, whole }, i) => ({
      name: figure,
      prior,
      whole,
      values: draws.map(({ common }) => common[i]!),
    })),
    ...structure.months.flatMap(({ month }, m) =>
      structure.monthly.map(({ figure, prior, whole }, f) => ({
        name: `${figure} (${month})`,
        prior,
        whole,
        values: draws.map(({ monthly }) => monthly[m]![f]!),
      })),
    ),
  ];
}

/** The draw nearest to the mean of all, each figure by its own spread. Only draws that count are looked at. */
function middleOf(figures: readonly FigureDrawn[], weights: Float64Array): number {
  const scaled = figures.map(({ values }) => {
    const mean = weightedMean(values, weights);
    const sd = Math.sqrt(
      weightedMean(
        Array.from(values, (value) => (value - mean) ** 2),
        weights,
      ),
    );
    return Array.from(values, (value) => (sd > 0 ? (value - mean) / sd : 0));
  });
  let best = 0;
  let least = Infinity;
  weights.forEach((weight, d) => {
    if (weight * weights.length < 0.5) return;
    const away = scaled.reduce((sum, values) => sum + values[d]! ** 2, 0);
    if (away < least) [best, least] = [d, away];
  });
  return best;
}

/** What each draw foretells of a single published month: its own expected figure with chance, rounding and discrepancy. */
function predictionsOf(
  { calibration, structure, chosen, targets }: Sampled,
  outputs: readonly Output[],
  simulated: readonly (readonly (readonly number[])[])[],
  weights: Float64Array,
  closest: readonly (readonly number[])[],
): readonly Prediction[] {
  const k = chosen.length;
  const uniform = openStream({
    seed: calibration.seed,
    replication: 0,
    purpose: "posterior",
    queue: "prediction",
  });
  return structure.months.flatMap(({ month, reported }, m) => {
    const root = targets[m]!.covariance.slice();
    if (!factorise(root, k)) throw new RangeError(`${month}: the covariance must be positive definite`);
    const drawn = simulated.map((ofMonths) => {
      const normal = Array.from({ length: k }, () => normalQuantile(uniform()));
      return ofMonths[m]!.map((value, i) => {
        let error = 0;
        for (let j = 0; j <= i; j++) error += root[i * k + j]! * normal[j]!;
        return value + error;
      });
    });
    return chosen.map((o, i): Prediction => {
      const { scale, match } = outputs[o]!;
      const values = drawn.map((ofMonth) => Math.max(0, fromScale(scale, ofMonth[i]!)));
      const between = {
        low: weightedQuantile(values, weights, 0.025),
        high: weightedQuantile(values, weights, 0.975),
      };
      const found = reported[match]!;
      return {
        month,
        match,
        reported: found,
        median: weightedQuantile(values, weights, 0.5),
        between,
        inside: found >= between.low && found <= between.high,
        closest: fromScale(scale, closest[m]![i]!),
      };
    });
  });
}

/** What more of the first monthly figure would do in the last month, by the emulators: the question planners ask. */
function whatIfs(
  { structure, chosen, emulated, targets }: Sampled,
  points: readonly PosteriorPoint[],
): readonly TargetDrawn[] {
  const [first] = structure.monthly;
  const last = structure.months.length - 1;
  if (first === undefined) return [];
  const { placeOf } = priorRange(first.prior, first.whole);
  const ranges = structure.monthly.map(({ prior, whole }) => priorRange(prior, whole));
  return chosen.map((o, i) => {
    const { emulators } = emulated[last]!;
    const values = points.map(({ common, monthly }) => {
      const places = Float64Array.from([
        ...common,
        ...monthly[last]!.map((value, f) => ranges[f]!.placeOf(value)),
      ]);
      const before = emulators[o]!.mean(places);
      places[common.length] = placeOf(MORE * monthly[last]![0]!);
      return emulators[o]!.mean(places) - before;
    });
    return {
      name: `${targets[last]!.outputs[i]!} of ${structure.months[last]!.month} with a tenth more ${first.figure}`,
      values,
    };
  });
}

function emulationErrorOf(
  { structure, chosen, emulated, targets }: Sampled,
  points: readonly PosteriorPoint[],
  simulated: readonly (readonly (readonly number[])[])[],
): readonly number[] {
  const ranges = structure.monthly.map(({ prior, whole }) => priorRange(prior, whole));
  const k = chosen.length;
  return chosen.map((o, i) => {
    let squares = 0;
    points.forEach(({ common, monthly }, d) => {
      structure.months.forEach((_, m) => {
        const places = Float64Array.from([
          ...common,
          ...monthly[m]!.map((value, f) => ranges[f]!.placeOf(value)),
        ]);
        const error = simulated[d]![m]![i]! - emulated[m]!.emulators[o]!.mean(places);
        squares += error ** 2 / targets[m]!.covariance[i * k + i]!;
      });
    });
    return Math.sqrt(squares / (points.length * structure.months.length));
  });
}
