import { normalCdf, normalQuantile } from "../stats/quantiles.ts";
import { middles } from "./bestMonthly.ts";
import { factorise } from "./lowerTriangle.ts";
import type { NormalMixture } from "./normalMixture.ts";
import type { PosteriorPoint } from "./posteriorDensity.ts";
import { priorRange, type PriorRange } from "./priorRange.ts";
import type { Sampled } from "./samplePosterior.ts";
import { effectiveDraws } from "./weighted.ts";

/** Points of a single monthly figure at which surfaces are asked, and values looked at between them. */
const NODES = 13;
const VALUES = 321;
/** Sets of several monthly figures that are looked at for each draw. */
const SETS = 256;
/** Values this much less likely than the likeliest of their draw, before anything is given, are left out. */
const NEGLIGIBLE = Math.log(1e-9);

/** What is said of one figure of a month. */
export interface Foretold extends NormalMixture {
  /** Draws, of those without the month, that count once what is given is known: 1 ÷ sum of squared weights. */
  readonly effective: number;
}

/**
 * One month, foretold from draws that know only of others. What its monthly figures may be comes from the typical value and
 * the spread of each draw: on a fine grid, weighted by the prior of the month given these two. Whatever figures of the month
 * are given then weight draws and grid together by their likelihood; what is left to foretell has, at each point of the
 * grid, the normal distribution that chance, rounding, discrepancy and the emulator's error leave given those figures.
 */
export class HeldOut {
  private readonly observed: Float64Array;
  private readonly covariance: Float64Array;
  private readonly outputs: number;
  private readonly draws: number;
  /** Of each point of the grid: its draw, the log of its weight before anything is given, and what is expected. */
  private readonly drawOf: Int32Array;
  private readonly logWeights: Float64Array;
  private readonly means: readonly Float64Array[];

  /** @param points Draws from the posterior without this month, equally likely. */
  constructor(
    { structure, chosen, emulated, targets }: Sampled,
    month: number,
    points: readonly PosteriorPoint[],
  ) {
    const { observed, covariance } = targets[month]!;
    const k = chosen.length;
    const surfaces = chosen.map((o) => emulated[month]!.emulators[o]!);
    this.observed = observed;
    this.outputs = k;
    this.draws = points.length;
    this.covariance = covariance.map((value, cell) => {
      const row = Math.floor(cell / k);
      return row === cell % k ? value + surfaces[row]!.usualVariance : value;
    });
    const ranges = structure.monthly.map(({ prior, whole }) => priorRange(prior, whole));
    const found = {
      drawOf: [] as number[],
      logWeights: [] as number[],
      means: chosen.map(() => [] as number[]),
    };
    const take = (draw: number, logWeight: number, expected: (output: number) => number): void => {
      found.drawOf.push(draw);
      found.logWeights.push(logWeight);
      for (let i = 0; i < k; i++) found.means[i]!.push(expected(i));
    };
    if (ranges.length === 1) {
      const grid = new Grid(ranges[0]!);
      points.forEach((point, draw) => {
        const u = Float64Array.from([...point.common, 0.5]);
        const atNodes = surfaces.map((surface) => {
          const means = new Float64Array(NODES);
          surface.meansAlong(u, grid.nodes, means);
          return means;
        });
        grid.prior(Math.log(point.typical[0]!), point.spread[0]!).forEach((logWeight, value) => {
          if (logWeight > NEGLIGIBLE) take(draw, logWeight, (i) => grid.between(value, atNodes[i]!));
        });
      });
    } else {
      const shares = ranges.length === 0 ? [[]] : middles(ranges.length, SETS);
      points.forEach((point, draw) => {
        for (const row of shares) {
          const monthly = ranges.map((range, f) => {
            const value = cutValue(range, Math.log(point.typical[f]!), point.spread[f]!, row[f]!);
            return range.placeOf(Math.exp(value));
          });
          const u = Float64Array.from([...point.common, ...monthly]);
          take(draw, -Math.log(shares.length), (i) => surfaces[i]!.mean(u));
        }
      });
    }
    this.drawOf = Int32Array.from(found.drawOf);
    this.logWeights = Float64Array.from(found.logWeights);
    this.means = found.means.map((values) => Float64Array.from(values));
  }

  /**
   * One output, given others of the same month as they were published.
   * @param given Outputs, none of them `wanted`; none at all for what the other months alone say.
   */
  foretell(given: readonly number[], wanted: number): Foretold {
    const { outputs: k, covariance, observed, logWeights } = this;
    const size = given.length;
    // The lower triangle of the covariance of what is given; then what is wanted is taken along as one more row.
    const both = [...given, wanted];
    const root = Float64Array.from(
      both.flatMap((row) => both.map((column) => covariance[row * k + column]!)),
    );
    if (!factorise(root, size + 1))
      throw new RangeError("the covariance of a month must be positive definite");
    const side = size + 1;
    const means = this.means[wanted]!.slice();
    const logs = logWeights.slice();
    const left = new Float64Array(size);
    for (let c = 0; c < logs.length; c++) {
      for (let row = 0; row < size; row++) {
        let value = observed[given[row]!]! - this.means[given[row]!]![c]!;
        for (let column = 0; column < row; column++) value -= root[row * side + column]! * left[column]!;
        value /= root[row * side + row]!;
        left[row] = value;
        logs[c]! -= (value * value) / 2;
        means[c]! += root[size * side + row]! * value;
      }
    }
    const most = logs.reduce((a, b) => Math.max(a, b), -Infinity);
    const weights = logs.map((log) => Math.exp(log - most));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const ofDraws = new Float64Array(this.draws);
    weights.forEach((weight, c) => {
      weights[c] = weight / total;
      ofDraws[this.drawOf[c]!]! += weight / total;
    });
    return { means, weights, sd: root[size * side + size]!, effective: effectiveDraws(ofDraws) };
  }

  /** What was published, on the scale of the outputs. */
  publishedOf(output: number): number {
    return this.observed[output]!;
  }
}

/** The values of one monthly figure, evenly spread by their logarithms, and polynomials through nodes to reach them. */
class Grid {
  /** Chebyshev's, in the unit cube. */
  readonly nodes: Float64Array;
  private readonly logs: Float64Array;
  /** Values × nodes: what each node adds at each value. */
  private readonly shares: Float64Array;

  constructor({ low, high, placeOf }: PriorRange) {
    const angle = (j: number): number => ((2 * j + 1) * Math.PI) / (2 * NODES);
    this.nodes = Float64Array.from({ length: NODES }, (_, j) => (1 - Math.cos(angle(j))) / 2);
    const [from, to] = [Math.log(low), Math.log(high)];
    this.logs = Float64Array.from({ length: VALUES }, (_, i) => from + ((to - from) * (i + 0.5)) / VALUES);
    this.shares = new Float64Array(VALUES * NODES);
    for (let i = 0; i < VALUES; i++) {
      const place = placeOf(Math.exp(this.logs[i]!));
      // The barycentric formula: Berrut and Trefethen (2004), SIAM Review 46, 501–517, section 5.
      const weights = Float64Array.from(
        this.nodes,
        (node, j) => ((-1) ** j * Math.sin(angle(j))) / (place - node || 1e-15),
      );
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      weights.forEach((weight, j) => {
        this.shares[i * NODES + j] = weight / total;
      });
    }
  }

  between(value: number, atNodes: Float64Array): number {
    let sum = 0;
    for (let j = 0; j < NODES; j++) sum += this.shares[value * NODES + j]! * atNodes[j]!;
    return sum;
  }

  /** Logs of weights of the values that add up to one: normal, cut at the ends. */
  prior(centre: number, spread: number): Float64Array {
    const raw = this.logs.map((log) => -(((log - centre) / spread) ** 2) / 2);
    const most = raw.reduce((a, b) => Math.max(a, b), -Infinity);
    const total = raw.reduce((sum, log) => sum + Math.exp(log - most), 0);
    return raw.map((log) => log - most - Math.log(total));
  }
}

/** The logarithm that a share of months stay below: normal, cut at the ends of the prior. */
function cutValue({ low, high }: PriorRange, centre: number, spread: number, share: number): number {
  const below = normalCdf((Math.log(low) - centre) / spread);
  const between = normalCdf((Math.log(high) - centre) / spread) - below;
  const p = Math.min(1 - 1e-9, Math.max(1e-9, below + share * between));
  return Math.min(Math.log(high), Math.max(Math.log(low), centre + spread * normalQuantile(p)));
}
