import { requireWhole } from "../check.ts";
import { openStream } from "../random/streams.ts";
import { GaussianProcess } from "./gaussianProcess.ts";
import { lbfgs } from "./lbfgs.ts";
import { type LeaveOneOut, leaveOneOut } from "./leaveOneOut.ts";
import { type Asked, type Asking, askingOf, type SmoothSurface } from "./smoothSurface.ts";

/** What a simulation answered at points of its design. */
export interface Answered {
  /** Inputs of each point. */
  readonly dimensions: number;
  /** n × d, in the unit cube, one point after another. */
  readonly points: Float64Array;
  readonly values: Float64Array;
  /**
   * Variance of the error of each value that is independent of those of the other points: one for all, or one each. With
   * common random numbers the error that all points share is not part of it; what differs is found as the nugget.
   */
  readonly noiseVariance: Float64Array | number;
}

/** What a fit found, in units of the inputs (the unit cube) and of the values. Plain data, to keep or to start from. */
export interface Hyperparameters {
  /** Distance along each input over which the surface forgets itself; long for an input that matters little. */
  readonly lengths: readonly number[];
  /** Variance of the bumps: what is neither plane nor quadratic. */
  readonly bumps: number;
  /** Variance of each coefficient of a square or a product of two inputs, in x = 2u − 1. */
  readonly quadratic: number;
  /** Variance of what differs from point to point without being smooth. */
  readonly nugget: number;
}

export interface FitOptions {
  /** Where the search for the hyperparameters starts: those of the same output in another month save most of it. */
  readonly start?: Hyperparameters;
  /** Takes these as they are, without a search. */
  readonly keep?: Hyperparameters;
  /**
   * The search looks at no more than this many points, picked at random; the emulator then uses all. The cost of a step
   * rises with the third power of the number.
   */
  readonly fitOn?: number;
  /** Most steps of the search. */
  readonly most?: number;
  readonly seed?: string;
}

/** What a fit found of one output. Plain data. */
export interface Fitted {
  readonly dimensions: number;
  readonly hyperparameters: Hyperparameters;
  /** The logarithm of the restricted likelihood at the hyperparameters, of all points. */
  readonly logLikelihood: number;
  readonly leaveOneOut: LeaveOneOut;
  /** Variance of the surface at a point of the design if that point were left out, on average: no kernel, no sums. */
  readonly usualVariance: number;
  readonly smooth: SmoothSurface;
}

/** A quick stand-in for one output of the simulation, with the error it expects to make. */
export interface Emulator extends Omit<Fitted, "smooth">, Asking {
  /** By which another thread asks the same. */
  readonly asked: Asked;
}

/**
 * Weak priors of the logarithms, for values of variance 1 about their plane: centre and standard deviation. They decide only where the
 * values say next to nothing, such as the length of an input without effect, and keep the search from wandering off.
 */
const LENGTH = { centre: Math.log(1.5), sd: 1.5 };
const BUMPS = { centre: Math.log(0.3), sd: 2 };
const QUADRATIC = { centre: Math.log(0.1), sd: 2 };
const NUGGET = { centre: Math.log(1e-4), sd: 3 };

/**
 * Where the search starts, by share of the values' variance about their plane. The likelihood may have two hills: on one, small bends of the
 * surface pass for error of the values; on the other, they are bends.
 */
const NUGGETS = [1e-3, 1e-6];

/** Keeps the covariance of points that lie close together regular in double precision. Share of the values' variance about their plane. */
const SMALLEST_NUGGET = 1e-10;

/**
 * Fits an emulator: a plane, a regularised quadratic and a Gaussian process, see `GaussianProcess`. The hyperparameters are
 * those of highest restricted likelihood times weak priors, found by L-BFGS with the exact gradient.
 *
 * @throws RangeError if the lengths of the arrays do not fit each other, a value is not finite, a point lies outside the
 *         unit cube, or there are fewer points than inputs + 3, or too few apart from each other to fit a plane.
 */
export function fitEmulator(answered: Answered, options: FitOptions = {}): Emulator {
  return emulatorOf(fitted(answered, options));
}

/** The emulator that a fit found, wherever that was done. */
export function emulatorOf({ smooth, ...found }: Fitted): Emulator {
  const { usualVariance } = found;
  return { ...found, ...askingOf(smooth), asked: { usualVariance, smooth } };
}

/** As `fitEmulator`, as plain data. */
export function fitted(answered: Answered, options: FitOptions = {}): Fitted {
  check(answered);
  const { dimensions: d, points, values, noiseVariance } = answered;
  const n = values.length;
  const centre = values.reduce((total, value) => total + value, 0) / n;
  const sd = spreadAbovePlane(answered, centre);
  const scaledValues = values.map((value) => (value - centre) / sd);
  const noise = Float64Array.from(values, (_, i) => {
    const own = typeof noiseVariance === "number" ? noiseVariance : noiseVariance[i]!;
    return own / sd ** 2 + SMALLEST_NUGGET;
  });
  const given = options.keep ?? options.start;
  const starts =
    given === undefined ? NUGGETS.map((nugget) => usualStart(d, nugget)) : [logsOf(given, d, sd)];
  const { fitOn = 200, most = 60, seed = "emulator" } = options;
  let logs = starts[0]!;
  if (options.keep === undefined) {
    const some = n <= fitOn ? null : pick(n, fitOn, seed);
    const process =
      some === null
        ? new GaussianProcess(d, points, scaledValues, noise)
        : new GaussianProcess(
            d,
            Float64Array.from(some.flatMap((i) => Array.from(points.subarray(i * d, (i + 1) * d)))),
            Float64Array.from(some, (i) => scaledValues[i]!),
            Float64Array.from(some, (i) => noise[i]!),
          );
    const lowest = starts.map((start) =>
      lbfgs((x, gradient) => penalised(process, x, gradient), start, {
        most,
        slope: 0.01,
        gain: 1e-4,
        longestStep: 2,
      }),
    );
    logs = lowest.reduce((best, found) => (found.value < best.value ? found : best)).x;
  }
  const process = new GaussianProcess(d, points, scaledValues, noise);
  const minusLog = process.take(logs);
  if (!Number.isFinite(minusLog)) {
    throw new RangeError("the covariance is singular: points that coincide need a noise variance");
  }
  process.project();
  const residuals = new Float64Array(n);
  const sds = new Float64Array(n);
  let usual = 0;
  for (let i = 0; i < n; i++) {
    const precision = process.precisionOf(i);
    residuals[i] = (sd * process.weights[i]!) / precision;
    sds[i] = sd / Math.sqrt(precision);
    usual += Math.max(0, 1 / precision - Math.exp(logs[d + 2]!) - noise[i]!) / n;
  }
  return {
    dimensions: d,
    hyperparameters: {
      lengths: Array.from(logs.subarray(0, d), Math.exp),
      bumps: Math.exp(logs[d]!) * sd ** 2,
      quadratic: Math.exp(logs[d + 1]!) * sd ** 2,
      nugget: Math.exp(logs[d + 2]!) * sd ** 2,
    },
    logLikelihood: -minusLog - (n - d - 1) * Math.log(sd),
    leaveOneOut: leaveOneOut(residuals, sds, values),
    usualVariance: usual * sd ** 2,
    smooth: smoothSurfaceOf(process, points, logs, centre, sd),
  };
}

function smoothSurfaceOf(
  { n, d, scaled, weights, plane, factor, seenPlane, planeFactor }: GaussianProcess,
  points: Float64Array,
  logs: Float64Array,
  centre: number,
  sd: number,
): SmoothSurface {
  return { n, d, points, scaled, weights, plane, factor, seenPlane, planeFactor, logs, centre, sd };
}

/** Minus the logarithm of likelihood times priors, and its gradient. */
function penalised(process: GaussianProcess, logs: Float64Array, gradient: Float64Array): number {
  let value = process.take(logs);
  if (!Number.isFinite(value)) return Infinity;
  process.gradient(logs, gradient);
  for (let c = 0; c < logs.length; c++) {
    const { centre, sd } = priorOf(c, process.d);
    const away = (logs[c]! - centre) / sd;
    value += away ** 2 / 2;
    gradient[c]! += away / sd;
  }
  return value;
}

function priorOf(c: number, d: number): { readonly centre: number; readonly sd: number } {
  if (c < d) return LENGTH;
  return c === d ? BUMPS : c === d + 1 ? QUADRATIC : NUGGET;
}

function usualStart(d: number, nugget: number): Float64Array {
  return Float64Array.from({ length: d + 3 }, (_, c) =>
    c === d + 2 ? Math.log(nugget) : priorOf(c, d).centre,
  );
}

/** Hyperparameters as logarithms for values of variance 1 about their plane. */
function logsOf(from: Hyperparameters, d: number, sd: number): Float64Array {
  if (from.lengths.length !== d) {
    throw new RangeError(`lengths must be ${d}, one for each input, but are ${from.lengths.length}`);
  }
  const { lengths, bumps, quadratic, nugget } = from;
  return Float64Array.from([
    ...lengths.map(Math.log),
    ...[bumps, quadratic, nugget].map((variance) => Math.log(variance / sd ** 2)),
  ]);
}

/**
 * Standard deviation of the values about the plane that fits them best: the scale of what the hyperparameters are about,
 * however steep the plane is. For values on a plane, a small part of their own spread, or 1 if they do not differ.
 */
function spreadAbovePlane({ dimensions: d, points, values }: Answered, centre: number): number {
  const n = values.length;
  const centred = values.map((value) => value - centre);
  // With errors alone and no surface above the plane, the residuals are those of least squares.
  const flat = new GaussianProcess(d, points, centred, new Float64Array(n).fill(1));
  const fitted = flat.take(new Float64Array(d + 3).fill(-Infinity).fill(0, 0, d));
  if (!Number.isFinite(fitted)) {
    throw new RangeError(
      "points must not all lie in one plane of the cube: no plane of values can be fitted",
    );
  }
  const square = (all: Float64Array): number => all.reduce((total, value) => total + value ** 2, 0);
  return Math.sqrt(Math.max(square(flat.weights) / (n - d - 1), (1e-8 * square(centred)) / n)) || 1;
}

/** `count` of the numbers below `n`, at random, in rising order. */
function pick(n: number, count: number, seed: string): readonly number[] {
  const uniform = openStream({ seed, replication: 0, purpose: "design", queue: "points of the search" });
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = 0; i < count; i++) {
    const other = i + Math.floor(uniform() * (n - i));
    [order[i], order[other]] = [order[other]!, order[i]!];
  }
  return order.slice(0, count).toSorted((a, b) => a - b);
}

function check({ dimensions: d, points, values, noiseVariance }: Answered): void {
  requireWhole({ dimensions: d }, 1);
  requireWhole({ points: values.length }, d + 3);
  if (points.length !== values.length * d) {
    throw new RangeError(
      `points must hold ${values.length} × ${d} numbers, one row for each value, but hold ${points.length}`,
    );
  }
  if (typeof noiseVariance !== "number" && noiseVariance.length !== values.length) {
    throw new RangeError(
      `noiseVariance must hold one number for each of ${values.length} values, but holds ${noiseVariance.length}`,
    );
  }
  const noises = typeof noiseVariance === "number" ? [noiseVariance] : noiseVariance;
  if (!noises.every((v) => v >= 0 && Number.isFinite(v))) {
    throw new RangeError("noiseVariance must be zero or a number above it");
  }
  const odd = values.findIndex((value) => !Number.isFinite(value));
  if (odd >= 0) throw new RangeError(`values must be finite, but value ${odd} is ${values[odd]!}`);
  const outside = points.findIndex((u) => !(u >= 0 && u <= 1));
  if (outside >= 0) {
    throw new RangeError(
      `points must lie in the unit cube, but input ${outside % d} of point ${Math.floor(outside / d)} is ${points[outside]!}`,
    );
  }
}
