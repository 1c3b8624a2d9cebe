import { requirePositive, requireWhole } from "../check.ts";
import type { Uniform } from "../random/streams.ts";
import { SMALLEST_UNIFORM } from "../random/streams.ts";
import type { UnknownDistribution } from "../random/unknown.ts";
import { normalCdf, normalQuantile } from "../stats/quantiles.ts";
import { NormalDensity } from "./normalDensity.ts";
import type { PriorRange } from "./priorRange.ts";
import { priorRange } from "./priorRange.ts";
import { Recent } from "./recent.ts";

/** A figure with a value for each month. The values are alike, by how much is learnt. */
export interface MonthlyFigure {
  /** Of any month's value and of the typical value alike. Above zero throughout, as its logarithm is used. */
  readonly prior: UnknownDistribution;
  readonly whole: boolean;
  /** Scale of the half-normal prior of the spread: the standard deviation between months of the logarithm. */
  readonly spreadScale: number;
  /**
   * By which coordinate a month's value moves. "centred": its own logarithm, for months whose data say much about it.
   * "standardised": its distance from the typical value in units of the spread, for months that say little. The posterior
   * is the same; the wrong choice makes sampling slow.
   */
  readonly coordinate: "centred" | "standardised";
}

/** What is known of one month, on the scales of the emulators. */
export interface MonthOfData {
  /** Reported outputs. NaN: not reported, or held back; a month of nothing but NaN is predicted from the others. */
  readonly reported: readonly number[];
  /** Covariance of reported minus emulated: chance, rounding, discrepancy and emulator error; square, row by row. */
  readonly covariance: readonly number[];
}

/**
 * An emulated output of a month.
 * @param u Places in the priors, each in (0, 1): common figures, then this month's monthly figures.
 */
export type Predict = (month: number, output: number, u: Float64Array) => number;

export interface PosteriorModel {
  /** Number of figures with one value for all months. Each is uniform over its place in its prior. */
  readonly commons: number;
  readonly monthlies: readonly MonthlyFigure[];
  readonly months: readonly MonthOfData[];
  readonly predict: Predict;
}

/** A point of the posterior in words of the model. */
export interface PosteriorPoint {
  /** Places in the priors of the common figures. */
  readonly common: readonly number[];
  /** For each monthly figure: the value whose logarithm is the mean over months. */
  readonly typical: readonly number[];
  /** For each monthly figure: standard deviation between months of the logarithm. */
  readonly spread: readonly number[];
  /** For each month, for each monthly figure: its value, not rounded. */
  readonly monthly: readonly (readonly number[])[];
}

/** Share of a log density that rounding may take or give, and far more. */
const DUST = 1e-9;
const LOG_ROOT_TWO_PI = Math.log(2 * Math.PI) / 2;
/** Spreads below this share of their scale differ in nothing that can be seen, and must not be divided by. */
const SMALLEST_SPREAD = 1e-6;
const inside = (p: number): number => Math.min(1 - SMALLEST_UNIFORM, Math.max(SMALLEST_UNIFORM, p));

/**
 * The density of everything that is not known given the months, in coordinates that are standard normal before the data
 * is seen (but for monthly values with "centred", whose coordinate is the logit of where the logarithm lies between the
 * ends of its prior). Order: common figures; typical value and spread of each monthly figure; values of the first month,
 * of the second, and so on.
 *
 * Prior: common figures uniform over their place; typical value as the prior of the figure; spread half-normal; monthly
 * values lognormal about the typical one, cut at the ends of the prior. Likelihood: the outputs that a month reports are
 * normal about the emulated ones. Asking allocates nothing, but for what `predict` does.
 */
export class PosteriorDensity {
  readonly dimensions: number;
  private readonly model: PosteriorModel;
  private readonly figures: readonly Figure[];
  /** Log likelihood of what each month reports, by the places; null for a month that reports nothing. */
  private readonly likelihoods: readonly ({ readonly most: number; readonly recent: Recent } | null)[];
  /** Log likelihood of each month at the point in hand; NaN while that is not known. */
  private readonly ofMonths: Float64Array;
  /** Places handed to `predict`, of each month: common figures, then those of the month. */
  private readonly places: readonly Float64Array[];
  /** Places of the common figures. */
  private readonly common: Float64Array;
  /** Logarithms of values, month by month. */
  private readonly logs: Float64Array;

  /**
   * @throws RangeError naming the monthly figure whose prior reaches zero or whose scale is not positive, or the month
   *         whose covariance is not that of a normal.
   */
  constructor(model: PosteriorModel) {
    const { commons, monthlies, months } = model;
    requireWhole({ commons });
    this.model = model;
    this.figures = monthlies.map((figure, i) => new Figure(figure, i));
    this.likelihoods = months.map((month, i) => {
      const likelihood = likelihoodOf(month, i, model.predict);
      if (likelihood === null) return null;
      return {
        most: likelihood.most,
        recent: new Recent(commons + monthlies.length, (places, least) => likelihood.at(places, least)),
      };
    });
    this.dimensions = commons + monthlies.length * (2 + months.length);
    this.places = months.map(() => new Float64Array(commons + monthlies.length));
    this.ofMonths = new Float64Array(months.length);
    this.common = new Float64Array(commons);
    this.logs = new Float64Array(monthlies.length * months.length);
  }

  /**
   * Log density at coordinates, up to a constant that does not depend on them. Above −Infinity.
   * @param least Below this it may be anything below it: months are then looked at only until that is plain.
   */
  readonly logDensity = (x: Float64Array, least = -Infinity): number => {
    this.take(x);
    const prior = this.priorTaken(x);
    // Well below, so that the dust of rounding decides nothing.
    return prior + this.likelihoodTaken(least - prior - DUST * (1 + Math.abs(least) + Math.abs(prior)));
  };

  /** Log of the prior density of the coordinates, all constants included. */
  logPrior(x: Float64Array): number {
    this.take(x);
    return this.priorTaken(x);
  }

  /** Log likelihood of what the months report. */
  logLikelihood(x: Float64Array): number {
    this.take(x);
    return this.likelihoodTaken();
  }

  /** What coordinates stand for. */
  pointAt(x: Float64Array): PosteriorPoint {
    this.take(x);
    const { figures, logs, model } = this;
    return {
      common: Array.from(this.common),
      typical: figures.map(({ centre }) => Math.exp(centre)),
      spread: figures.map(({ spread }) => spread),
      monthly: model.months.map((_, m) => figures.map((__, f) => Math.exp(logs[m * figures.length + f]!))),
    };
  }

  /** The coordinates that stand for a point: where walkers may start. Values beyond the priors are put just inside. */
  coordinatesOf(point: PosteriorPoint): Float64Array {
    const { commons, months } = this.model;
    const x = new Float64Array(this.dimensions);
    point.common.forEach((u, i) => {
      x[i] = normalQuantile(inside(u));
    });
    this.figures.forEach((figure, f) => {
      x[commons + 2 * f] = figure.centreCoordinate(point.typical[f]!);
      x[commons + 2 * f + 1] = figure.spreadCoordinate(point.spread[f]!);
      figure.take(x[commons + 2 * f]!, x[commons + 2 * f + 1]!);
      for (let m = 0; m < months.length; m++) {
        x[this.coordinateOf(m, f)] = figure.coordinateOf(Math.log(point.monthly[m]![f]!));
      }
    });
    return x;
  }

  /** Coordinates of a draw from the prior. */
  drawPrior(uniform: Uniform): Float64Array {
    const { commons, months } = this.model;
    const x = new Float64Array(this.dimensions);
    for (let i = 0; i < commons + 2 * this.figures.length; i++) x[i] = normalQuantile(uniform());
    this.figures.forEach((figure, f) => {
      figure.take(x[commons + 2 * f]!, x[commons + 2 * f + 1]!);
      for (let m = 0; m < months.length; m++) {
        x[this.coordinateOf(m, f)] = figure.coordinateOf(figure.logAtShare(uniform()));
      }
    });
    return x;
  }

  /** A name for each coordinate. @param commons Names of the common figures. @param monthlies Of the monthly ones. */
  names(
    commons: readonly string[],
    monthlies: readonly string[],
    months: readonly string[],
  ): readonly string[] {
    return [
      ...commons,
      ...monthlies.flatMap((name) => [`${name} (typical)`, `${name} (spread between months)`]),
      ...months.flatMap((month) => monthlies.map((name) => `${name} (${month})`)),
    ];
  }

  /**
   * Coordinates that go together while all others stay: the common figures; typical value and spread of each monthly figure,
   * which the months' outputs do not depend on; the values of each month, of which no other month's outputs depend. Outputs
   * that stay as they are, are not asked for again.
   */
  get blocks(): readonly (readonly number[])[] {
    const { commons, months } = this.model;
    return [
      Array.from({ length: commons }, (_, i) => i),
      ...this.figures.map((_, f) => [commons + 2 * f, commons + 2 * f + 1]),
      ...months.map((_, m) => this.figures.map((__, f) => this.coordinateOf(m, f))),
    ];
  }

  private coordinateOf(month: number, figure: number): number {
    return this.model.commons + this.figures.length * (2 + month) + figure;
  }

  /** Finds the places of the common figures and the logarithms of all monthly values. */
  private take(x: Float64Array): void {
    const { model, figures, common, logs } = this;
    for (let i = 0; i < model.commons; i++) common[i] = inside(normalCdf(x[i]!));
    for (let f = 0; f < figures.length; f++) {
      const figure = figures[f]!;
      figure.take(x[model.commons + 2 * f]!, x[model.commons + 2 * f + 1]!);
      for (let m = 0; m < model.months.length; m++) {
        logs[m * figures.length + f] = figure.logAt(x[this.coordinateOf(m, f)]!);
      }
    }
  }

  private priorTaken(x: Float64Array): number {
    const { model, figures, logs } = this;
    let sum = 0;
    for (let i = 0; i < model.commons + 2 * figures.length; i++) sum -= (x[i]! * x[i]!) / 2 + LOG_ROOT_TWO_PI;
    for (let f = 0; f < figures.length; f++) {
      for (let m = 0; m < model.months.length; m++) {
        sum += figures[f]!.logPriorOf(x[this.coordinateOf(m, f)]!, logs[m * figures.length + f]!);
      }
    }
    return sum;
  }

  /** The log likelihood; if it is below `least`, something below that. */
  private likelihoodTaken(least = -Infinity): number {
    const { model, common, places, likelihoods, figures, logs, ofMonths } = this;
    // The most that it can be, as far as months are known.
    let most = 0;
    for (let m = 0; m < likelihoods.length; m++) {
      const likelihood = likelihoods[m] ?? null;
      if (likelihood === null) {
        // It has nothing to say.
        ofMonths[m] = 0;
        continue;
      }
      const place = places[m]!;
      place.set(common);
      for (let f = 0; f < figures.length; f++) {
        place[model.commons + f] = figures[f]!.range.placeOf(Math.exp(logs[m * figures.length + f]!));
      }
      const known = likelihood.recent.remembered(place);
      ofMonths[m] = known;
      most += Number.isNaN(known) ? likelihood.most : known;
    }
    for (let m = 0; m < likelihoods.length && most >= least; m++) {
      const likelihood = likelihoods[m] ?? null;
      if (likelihood === null || !Number.isNaN(ofMonths[m]!)) continue;
      const others = most - likelihood.most;
      ofMonths[m] = likelihood.recent.at(places[m]!, least - others);
      most = others + ofMonths[m]!;
    }
    if (most < least) return most;
    let sum = 0;
    for (const value of ofMonths) sum += value;
    return sum;
  }
}

/** One monthly figure: its normal of logarithms, cut at the ends of the prior, for the typical value and spread in hand. */
class Figure {
  readonly range: PriorRange;
  centre = 0;
  spread = 1;
  private readonly scale: number;
  private readonly centred: boolean;
  private readonly logLow: number;
  private readonly logHigh: number;
  private readonly placeOfLow: number;
  private readonly placeOfHigh: number;
  /** Shares of the uncut normal below the lower end, and between the two ends. */
  private below = 0;
  private between = 1;

  constructor({ prior, whole, spreadScale, coordinate }: MonthlyFigure, index: number) {
    this.range = priorRange(prior, whole);
    const { low, high } = this.range;
    requirePositive({
      [`low of monthly figure ${index}`]: low,
      [`spreadScale of monthly figure ${index}`]: spreadScale,
    });
    this.scale = spreadScale;
    this.centred = coordinate === "centred";
    this.logLow = Math.log(low);
    this.logHigh = Math.log(high);
    // A prior without ends is cut, so its typical value is drawn from between the cuts.
    const ended = prior.kind === "triangular" || prior.kind === "uniform";
    this.placeOfLow = ended ? 0 : this.range.placeOf(low);
    this.placeOfHigh = ended ? 1 : this.range.placeOf(high);
  }

  /** Takes up a typical value and a spread, by their coordinates. */
  take(typical: number, spread: number): void {
    const place = this.placeOfLow + (this.placeOfHigh - this.placeOfLow) * normalCdf(typical);
    this.centre = Math.log(this.range.valueAt(inside(place)));
    this.spread = this.scale * Math.max(SMALLEST_SPREAD, -normalQuantile(inside(normalCdf(-spread)) / 2));
    this.below = normalCdf((this.logLow - this.centre) / this.spread);
    this.between = normalCdf((this.logHigh - this.centre) / this.spread) - this.below;
  }

  centreCoordinate(typical: number): number {
    const place = (this.range.placeOf(typical) - this.placeOfLow) / (this.placeOfHigh - this.placeOfLow);
    return normalQuantile(inside(place));
  }

  spreadCoordinate(spread: number): number {
    return -normalQuantile(inside(2 * normalCdf(-Math.max(SMALLEST_SPREAD, spread / this.scale))));
  }

  /** The logarithm that a share of months stay below. */
  logAtShare(share: number): number {
    const found = this.centre + this.spread * normalQuantile(inside(this.below + share * this.between));
    return Math.min(this.logHigh, Math.max(this.logLow, found));
  }

  logAt(x: number): number {
    return this.centred
      ? this.logLow + (this.logHigh - this.logLow) / (1 + Math.exp(-x))
      : this.logAtShare(normalCdf(x));
  }

  coordinateOf(log: number): number {
    if (this.centred) {
      const part = inside((log - this.logLow) / (this.logHigh - this.logLow));
      return Math.log(part) - Math.log1p(-part);
    }
    const share = (normalCdf((log - this.centre) / this.spread) - this.below) / this.between;
    return normalQuantile(inside(share));
  }

  /** Log of the prior density of a month's coordinate, whose logarithm is in hand. */
  logPriorOf(x: number, log: number): number {
    if (!this.centred) return -(x * x) / 2 - LOG_ROOT_TWO_PI;
    const range = this.logHigh - this.logLow;
    const away = (log - this.centre) / this.spread;
    // Slope of the logistic curve: p (1 − p), by its logarithm so that far tails keep their digits.
    const logSlope = -Math.abs(x) - 2 * Math.log1p(Math.exp(-Math.abs(x)));
    const logCut = -(away * away) / 2 - LOG_ROOT_TWO_PI - Math.log(this.spread * this.between);
    return logCut + Math.log(range) + logSlope;
  }
}

/** What a month reports, taken apart for asking. */
class MonthLikelihood {
  private readonly given: Int32Array;
  private readonly reported: Float64Array;
  private readonly normal: NormalDensity;
  private readonly predict: (output: number, u: Float64Array) => number;

  constructor(
    given: readonly number[],
    { reported, covariance }: MonthOfData,
    predict: (output: number, u: Float64Array) => number,
  ) {
    const size = reported.length;
    this.given = Int32Array.from(given);
    this.reported = Float64Array.from(reported);
    this.predict = predict;
    // The normal of some of the outputs has the rows and columns of those outputs.
    this.normal = new NormalDensity(
      given.flatMap((row) => given.map((column) => covariance[row * size + column]!)),
      given.length,
    );
  }

  /** The greatest that it can be. */
  get most(): number {
    return this.normal.atZero;
  }

  /** The log likelihood at places; if it is below `least`, something below that, for which fewer outputs are asked. */
  at(u: Float64Array, least: number): number {
    const { given, reported, normal, predict } = this;
    normal.begin();
    let found = normal.atZero;
    for (const output of given) {
      found = normal.take(reported[output]! - predict(output, u));
      if (found < least) break;
    }
    return found;
  }
}

function likelihoodOf(month: MonthOfData, index: number, predict: Predict): MonthLikelihood | null {
  const { reported, covariance } = month;
  const given = reported.flatMap((value, i) => (Number.isNaN(value) ? [] : [i]));
  if (covariance.length !== reported.length ** 2) {
    throw new RangeError(
      `month ${index}: covariance must have ${reported.length} × ${reported.length} numbers`,
    );
  }
  if (given.length === 0) return null;
  try {
    return new MonthLikelihood(given, month, (output, u) => predict(index, output, u));
  } catch (fault) {
    if (fault instanceof RangeError)
      throw new RangeError(`month ${index}: ${fault.message}`, { cause: fault });
    throw fault;
  }
}
