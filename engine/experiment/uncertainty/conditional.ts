import { requireWhole } from "../../check.ts";
import type { Scenario, Unknown } from "../../scenario/scenario.ts";
import { NormalVector } from "../../stats/normalVector.ts";
import { normalQuantile } from "../../stats/quantiles.ts";
import { Tally } from "../../stats/tally.ts";
import {
  effectiveSize,
  weightedMoments,
  weightedQuantiles,
  type WeightedValue,
} from "../../stats/weighted.ts";
import type { Chosen } from "../choice.ts";
import type { Progress } from "../evaluate.ts";
import type { PeriodMeasure } from "../periodMeasures.ts";
import type { Executor } from "../trial.ts";
import { type DrawnForm, drawnForm, simulateDraws } from "./drawnPeriods.ts";
import { type FigureScale, figureScale } from "./figureScale.ts";
import { type Point, type Proposal, UnknownSpace } from "./unknownSpace.ts";

/** A figure that is known of the period: of a queue, in its own unit. */
export interface Given extends Chosen {
  readonly value: number;
  /** Half of what its last printed digit counts: 12% is from 11.5 to 12.5%. */
  readonly halfStep: number;
}

/** Quantiles at these levels are told of everything. */
export const TOLD_LEVELS = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** Quantiles at `TOLD_LEVELS`. */
export type Told = readonly number[];

/** A measure before and after something was given. */
export interface MeasureFound extends PeriodMeasure {
  readonly isGiven: boolean;
  /** Of one actual period: what is not known and chance. Null where it has no meaning. */
  readonly before: Told | null;
  readonly after: Told | null;
  /** Of the expected value: what is not known alone. */
  readonly expectedAfter: Told | null;
}

/** An unknown figure before and after. */
export interface UnknownFound {
  readonly unknown: Unknown;
  readonly before: Told;
  readonly after: Told;
}

/** How a given figure stands to what was simulated before it was given. */
export interface GivenFound {
  readonly given: Given;
  readonly before: Told | null;
  /** The smallest and the largest mean of a draw, of all that were simulated. */
  readonly least: number;
  readonly most: number;
  /** The mean of a draw that is nearest. */
  readonly nearest: number;
}

export interface ConditionalFound {
  readonly givens: readonly GivenFound[];
  readonly measures: readonly MeasureFound[];
  readonly unknowns: readonly UnknownFound[];
  /** How many draws without weights would tell as much. */
  readonly effective: number;
  readonly draws: number;
  readonly stages: number;
}

interface Asked {
  readonly seed: string;
  /** Draws of each stage. */
  readonly draws: number;
  /** Periods of each draw, at least two. */
  readonly replications: number;
  /** How far the model may be out: standard deviation ÷ figure. */
  readonly discrepancy: number;
}

/** With so many effective draws nothing is gained by another stage. */
const ENOUGH = 300;
const MOST_STAGES = 4;
/** Points to draw around are weighed by a likelihood made wider until so many of them count. */
const CENTRES_WANTED = 40;
/** Draws nearest to what is given, whose periods show the chance that matters. */
const NEAREST_SHARE = 0.1;
const FEWEST_NEAREST = 40;
/** Values that stand for the chance of one draw: the middles of as many equally likely parts of a normal. */
const CHANCES = Array.from({ length: 25 }, (_, i) => normalQuantile((i + 0.5) / 25));

/** One simulated draw. All figures are on their scales. */
interface Simulated {
  readonly point: Point;
  /** For each measure: its values in the single periods, and that of all periods together. */
  readonly periods: readonly (readonly number[])[];
  readonly together: readonly number[];
}

/**
 * Figures of a period of which some are known, by simulation: draws of what is not known, weighted by how likely each makes
 * what is given.
 *
 * A draw is simulated for R periods. On the scales of the figures, where chance is near normal with covariance C, the mean m
 * of the R periods plus chance with covariance C (1 − 1/R) is exactly like one period. So the weight is the density of what
 * is given around m, with covariance C (1 − 1/R) and, along the diagonal, rounding and discrepancy: the noise of m itself
 * makes up the rest of C, and averaged over it the weight is the likelihood. For the same reason the other figures of that
 * period are normal about m, moved by their chance correlation with what is given.
 *
 * If few draws count, more are drawn around those that do; all draws together are weighed by the mixture that they come from.
 *
 * @param at The scenario with these values for the unknown figures, in their order.
 * @returns null if it was interrupted.
 * @throws RangeError for fewer than two replications, or a given figure that no queue has.
 * Source: Andrieu and Roberts (2009), Annals of Statistics 37(2), 697–725, for likelihoods estimated without bias; Owen and
 * Zhou (2000), JASA 95(449), 135–143, for weights by the mixture (balance heuristic of Veach).
 */
export async function evaluateConditional(
  executor: Executor,
  at: (values: readonly number[], draw: number) => Scenario,
  unknowns: readonly Unknown[],
  givens: readonly Given[],
  asked: Asked,
  options: { readonly signal?: AbortSignal; readonly progress?: (progress: Progress) => void } = {},
): Promise<ConditionalFound | null> {
  const { seed, draws, replications } = asked;
  requireWhole({ replications }, 2);
  requireWhole({ draws }, 2);
  const space = new UnknownSpace(unknowns, seed);
  const simulated: Simulated[] = [];
  const proposals: Proposal[] = [];
  let reader: Reader | null = null;
  for (let stage = 0; ; stage++) {
    const first = stage * draws;
    const points = Array.from({ length: draws }, (_, i) =>
      stage === 0 ? space.drawn(i) : proposals.at(-1)!.draw(i),
    );
    const scenarioOf = (draw: number): Scenario => at(space.values(points[draw - first]!), draw);
    const read = (reader ??= new Reader(drawnForm(scenarioOf(0)), givens));
    const ratios: Float64Array[][] = [];
    const complete = await simulateDraws(
      executor,
      scenarioOf,
      { first, count: draws },
      replications,
      (_, [periods]) => ratios.push([...periods!]),
      options,
    );
    if (complete < draws) return null;
    read.settleScales(ratios);
    ratios.forEach((periods, i) => simulated.push({ point: points[i]!, ...read.onScales(periods) }));

    const likelihood = new Likelihood(simulated, read, asked);
    const ratioOf = mixtureRatio(proposals);
    const prior = simulated.map(({ point }) => 1 / ratioOf(point));
    const weights = weightsOf(simulated, likelihood, prior, 1);
    if (stage + 1 === MOST_STAGES || effectiveSize(weights) >= Math.min(ENOUGH, draws)) {
      return foundOf({ simulated, weights, likelihood, read, space, unknowns, asked, stages: stage + 1 });
    }
    let tempered = weights;
    for (let wider = 4; effectiveSize(tempered) < CENTRES_WANTED && wider < 1e9; wider *= 4) {
      tempered = weightsOf(simulated, likelihood, prior, wider);
    }
    proposals.push(
      space.around(
        simulated.map(({ point }, i) => ({ point, weight: tempered[i]! })),
        stage + 1,
      ),
    );
  }
}

/** The density of all draws so far over that of points before anything is given. Every stage has as many draws. */
function mixtureRatio(proposals: readonly Proposal[]): (point: Point) => number {
  return (point) =>
    proposals.reduce((sum, { densityRatio }) => sum + densityRatio(point), 1) / (proposals.length + 1);
}

/** The largest is 1. All are 0 if nothing that was simulated is possible. */
function weightsOf(
  simulated: readonly Simulated[],
  likelihood: Likelihood,
  prior: readonly number[],
  wider: number,
): readonly number[] {
  const logs = simulated.map((draw, i) => likelihood.log(draw, wider) + Math.log(prior[i]!));
  const most = Math.max(...logs);
  return most === -Infinity ? logs.map(() => 0) : logs.map((log) => Math.exp(log - most));
}

/** What is read off the periods of a draw: what is given first, then what is told. */
class Reader {
  readonly givens: readonly Given[];
  readonly measures: readonly PeriodMeasure[];
  readonly usual: number;
  private readonly places: readonly number[];
  private scalesFound: readonly FigureScale[] = [];

  constructor({ list, usual }: DrawnForm, givens: readonly Given[]) {
    const given = givens.map(({ of, name, measure }) => {
      const place = list.findIndex(
        (each) => each.of === of && each.name === name && each.measure === measure,
      );
      if (place < 0) throw new RangeError(`${of} ${name} has no measure ${measure}`);
      return place;
    });
    this.givens = givens;
    this.places = [...given, ...usual.map(({ place }) => place)];
    this.measures = this.places.map((place) => list[place]!);
    this.usual = usual.length;
  }

  get scales(): readonly FigureScale[] {
    return this.scalesFound;
  }

  /** Shares are taken over about as many contacts as in the first draws, from then on. */
  settleScales(draws: readonly (readonly Float64Array[])[]): void {
    if (this.scalesFound.length > 0) return;
    this.scalesFound = this.places.map((place, i) => {
      const over = Tally.of(draws.flatMap((periods) => periods.map((ratios) => ratios[2 * place + 1]!)));
      return figureScale(this.measures[i]!.unit, Math.max(1, over.mean));
    });
  }

  onScales(periods: readonly Float64Array[]): Omit<Simulated, "point"> {
    const at = (i: number, over: number, under: number): number => {
      const value = over / under;
      return Number.isFinite(value) ? this.scales[i]!.to(value) : NaN;
    };
    return {
      periods: this.places.map((place, i) =>
        periods.map((ratios) => at(i, ratios[2 * place]!, ratios[2 * place + 1]!)),
      ),
      together: this.places.map((place, i) => {
        const sum = (k: number): number => periods.reduce((all, ratios) => all + ratios[2 * place + k]!, 0);
        return at(i, sum(0), sum(1));
      }),
    };
  }
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** How likely a draw makes what is given, and what that says of chance. */
class Likelihood {
  /** What is given, on its scales. */
  readonly target: readonly number[];
  private readonly simulated: readonly Simulated[];
  private readonly read: Reader;
  private readonly chancePart: number;
  private readonly nearest: readonly Simulated[];
  private readonly spread: readonly (readonly number[])[];
  private readonly byWidth = new Map<number, NormalVector>();

  constructor(simulated: readonly Simulated[], read: Reader, { replications, discrepancy }: Asked) {
    this.simulated = simulated;
    this.read = read;
    this.chancePart = 1 - 1 / replications;
    const { givens, scales } = read;
    this.target = givens.map(({ value }, g) => scales[g]!.to(value));
    this.nearest = this.nearestDraws();
    this.spread = givens.map(({ value, halfStep }, g) => {
      const { steepness, ofPart } = scales[g]!;
      // A rounded figure lies anywhere within half a step: the variance of an even spread is a third of its half squared.
      const rounding = (halfStep * steepness(value)) ** 2 / 3;
      return givens.map((_, h) => {
        const chance = this.chancePart * (this.covariance(g, h) ?? 0);
        return g === h ? chance + rounding + ofPart(discrepancy, value) ** 2 + TINY : chance;
      });
    });
  }

  /** @param wider By what the covariance is multiplied. */
  log(draw: Simulated, wider: number): number {
    const away = this.away(draw);
    return away.every(Number.isFinite) ? this.vector(wider).logDensity(away) : -Infinity;
  }

  /** Of one period of a draw, given what is given: mean and standard deviation of a measure by chance, on its scale. */
  chanceOf(draw: Simulated, measure: number): { readonly mean: number; readonly sd: number } {
    const { pull, variance } = this.pullOf(measure);
    const moved = this.away(draw).reduce((sum, away, g) => sum + pull[g]! * away, 0);
    return { mean: meanOf(draw.periods[measure]!) + moved, sd: Math.sqrt(variance) };
  }

  /** Chance covariance of single periods near what is given; null if no draw shows it. */
  covariance(one: number, other: number): number | null {
    const found = new Tally();
    for (const { periods } of this.nearest) {
      const [a, b] = [periods[one]!, periods[other]!];
      const [meanA, meanB] = [meanOf(a), meanOf(b)];
      const sum = a.reduce((all, value, r) => all + (value - meanA) * (b[r]! - meanB), 0);
      if (Number.isFinite(sum)) found.add(sum / (a.length - 1));
    }
    return found.count === 0 ? null : found.mean;
  }

  private readonly pulls = new Map<number, { readonly pull: readonly number[]; readonly variance: number }>();

  private pullOf(measure: number) {
    const known = this.pulls.get(measure);
    if (known !== undefined) return known;
    const cross = this.target.map((_, g) => this.chancePart * (this.covariance(g, measure) ?? 0));
    const pull = this.vector(1).solve(cross);
    const own = this.chancePart * (this.covariance(measure, measure) ?? 0);
    const told = cross.reduce((sum, covariance, g) => sum + covariance * pull[g]!, 0);
    const found = { pull, variance: Math.max(0, own - told) };
    this.pulls.set(measure, found);
    return found;
  }

  private away({ periods }: Simulated): readonly number[] {
    return this.target.map((target, g) => target - meanOf(periods[g]!));
  }

  private vector(wider: number): NormalVector {
    const known = this.byWidth.get(wider);
    if (known !== undefined) return known;
    const vector = new NormalVector(this.spread.map((row) => row.map((value) => wider * value)));
    this.byWidth.set(wider, vector);
    return vector;
  }

  /** By distance on the scales, each in units of how far the draws lie apart. */
  private nearestDraws(): readonly Simulated[] {
    const known = this.simulated.filter((draw) => this.away(draw).every(Number.isFinite));
    const units = this.target.map((_, g) => Tally.of(known.map((draw) => meanOf(draw.periods[g]!))).sd);
    const distance = (draw: Simulated): number =>
      this.away(draw).reduce((sum, away, g) => sum + (units[g]! > 0 ? away / units[g]! : 0) ** 2, 0);
    const count = Math.max(FEWEST_NEAREST, Math.round(NEAREST_SHARE * known.length));
    return known
      .map((draw) => ({ draw, away: distance(draw) }))
      .sort((a, b) => a.away - b.away)
      .slice(0, count)
      .map(({ draw }) => draw);
  }
}

/** So that a figure without any chance, rounding or discrepancy is no division by zero. */
const TINY = 1e-12;

interface Made {
  readonly simulated: readonly Simulated[];
  readonly weights: readonly number[];
  readonly likelihood: Likelihood;
  readonly read: Reader;
  readonly space: UnknownSpace;
  readonly unknowns: readonly Unknown[];
  readonly asked: Asked;
  readonly stages: number;
}

function foundOf(made: Made): ConditionalFound {
  const { simulated, weights, read, space, unknowns, asked, stages, likelihood } = made;
  const values = simulated.map(({ point }) => space.values(point));
  return {
    givens: read.givens.map((given, g): GivenFound => {
      const means = simulated.map(({ periods }) => meanOf(periods[g]!)).filter(Number.isFinite);
      const near = means.toSorted(
        (a, b) => Math.abs(a - likelihood.target[g]!) - Math.abs(b - likelihood.target[g]!),
      );
      const { from } = read.scales[g]!;
      const shown = (value: number | undefined): number => (value === undefined ? NaN : from(value));
      return {
        given,
        before: singleBefore(made, g),
        least: means.length === 0 ? NaN : from(Math.min(...means)),
        most: means.length === 0 ? NaN : from(Math.max(...means)),
        nearest: shown(near[0]),
      };
    }),
    measures: Array.from({ length: read.usual }, (_, u): MeasureFound => {
      const m = read.givens.length + u;
      const measure = read.measures[m]!;
      const isGiven = read.givens.some(
        (given) =>
          given.name === measure.name && given.of === measure.of && given.measure === measure.measure,
      );
      return {
        ...measure,
        isGiven,
        before: singleBefore(made, m),
        after: singleAfter(made, m),
        expectedAfter: expectedAfter(made, m),
      };
    }),
    unknowns: unknowns.map((unknown, i): UnknownFound => {
      const weighted = (weight: (draw: number) => number): Told =>
        weightedQuantiles(
          values.map((row, draw) => ({ value: row[i]!, weight: weight(draw) })),
          TOLD_LEVELS,
        );
      return {
        unknown,
        before: weighted((draw) => (draw < asked.draws ? 1 : 0)),
        after: weighted((draw) => weights[draw]!),
      };
    }),
    effective: effectiveSize(weights),
    draws: simulated.length,
    stages,
  };
}

/** Quantiles of weighted values on a scale, in the figure's own unit. Null if there are none. */
function told(values: readonly WeightedValue[], { from }: FigureScale): Told | null {
  const known = values.filter(({ value }) => Number.isFinite(value));
  if (!known.some(({ weight }) => weight > 0)) return null;
  return weightedQuantiles(known, TOLD_LEVELS).map(from);
}

/** The single periods of the draws of the first stage. */
function singleBefore({ simulated, read, asked }: Made, m: number): Told | null {
  const first = simulated.slice(0, asked.draws);
  return told(
    first.flatMap(({ periods }) => periods[m]!.map((value) => ({ value, weight: 1 }))),
    read.scales[m]!,
  );
}

function singleAfter({ simulated, weights, likelihood, read }: Made, m: number): Told | null {
  const values = simulated.flatMap((draw, i) => {
    if (!(weights[i]! > 0)) return [];
    const { mean, sd } = likelihood.chanceOf(draw, m);
    return CHANCES.map((z): WeightedValue => ({ value: mean + sd * z, weight: weights[i]! }));
  });
  return told(values, read.scales[m]!);
}

/** The noise of simulating is taken out by drawing the means together, as in `nestedEstimate`. */
function expectedAfter({ simulated, weights, likelihood, read, asked }: Made, m: number): Told | null {
  const values = simulated
    .map(({ together }, i): WeightedValue => ({ value: together[m]!, weight: weights[i]! }))
    .filter(({ value }) => Number.isFinite(value));
  const { mean, variance } = weightedMoments(values);
  const noise = (likelihood.covariance(m, m) ?? 0) / asked.replications;
  const shrink = variance > noise ? Math.sqrt((variance - noise) / variance) : 0;
  return told(
    values.map(({ value, weight }) => ({ value: mean + shrink * (value - mean), weight })),
    read.scales[m]!,
  );
}
