import { openStream } from "../../random/streams.ts";
import { unknownAt } from "../../random/unknown.ts";
import { sourceOf } from "../../scenario/draws.ts";
import type { Unknown } from "../../scenario/scenario.ts";
import { normalCdf, normalQuantile } from "../../stats/quantiles.ts";

/**
 * What is not known as a point: a coordinate for each figure, and one for all figures of a posterior. Before anything is
 * given, coordinates are independent: standard normal for a figure, and an equally likely row of a posterior.
 */
export type Point = readonly number[];

type Axis =
  | { readonly kind: "figure"; readonly source: string }
  | { readonly kind: "rows"; readonly source: string; readonly rows: number };

/** A way to draw points around others, with its density over that of points before anything is given. */
export interface Proposal {
  readonly draw: (number: number) => Point;
  readonly densityRatio: (point: Point) => number;
}

/** Share of drawn points that ignore what was found, so that no weight can be large for want of points. */
const IGNORING = 0.1;
/** Of those around a row of a posterior: how many take another row. */
const OTHER_ROW = 0.2;
/** More centres add nothing but time. */
const MOST_CENTRES = 400;
/** Points around others are drawn somewhat wider than is best for smooth densities, as weights correct for it exactly. */
const WIDER = 1.2;

/** The space of the unknown figures of one scenario. */
export class UnknownSpace {
  private readonly unknowns: readonly Unknown[];
  private readonly axes: readonly Axis[];
  private readonly axisOf: readonly number[];
  private readonly seed: string;

  constructor(unknowns: readonly Unknown[], seed: string) {
    const axes = new Map<string, Axis>();
    for (const { figure, distribution } of unknowns) {
      const source = sourceOf(figure, distribution);
      axes.set(
        source,
        distribution.kind === "joint"
          ? { kind: "rows", source, rows: distribution.values.length }
          : { kind: "figure", source },
      );
    }
    this.unknowns = unknowns;
    this.axes = [...axes.values()];
    const names = [...axes.keys()];
    this.axisOf = unknowns.map(({ figure, distribution }) => names.indexOf(sourceOf(figure, distribution)));
    this.seed = seed;
  }

  /** The point of a draw before anything is given, which has the values of `drawUnknowns`. */
  drawn(draw: number): Point {
    return this.axes.map((axis) => {
      const u = openStream({
        seed: this.seed,
        replication: draw,
        purpose: "unknown figure",
        queue: axis.source,
      })();
      return axis.kind === "rows" ? Math.floor(u * axis.rows) : normalQuantile(u);
    });
  }

  /** The values of the unknown figures at a point, in their order. */
  values(point: Point): readonly number[] {
    return this.unknowns.map(({ distribution, whole }, i) => {
      const place = this.axisOf[i]!;
      const axis = this.axes[place]!;
      const u = axis.kind === "rows" ? (point[place]! + 0.5) / axis.rows : normalCdf(point[place]!);
      return unknownAt(distribution, whole, Math.min(1 - EDGE, Math.max(EDGE, u)));
    });
  }

  /**
   * Draws around points that have turned out likely: a normal kernel about each, as wide as they lie apart, and now and then
   * from before anything was given.
   *
   * @param stage Which of several sets of points.
   * Source: Cappé, Guillin, Marin and Robert (2004), Journal of Computational and Graphical Statistics 13(4), 907–929
   * (population Monte Carlo); Silverman (1986), section 4.3.2, for the width; Hesterberg (1995), Technometrics 37(2),
   * 185–194, for the share that ignores what was found (defensive mixture).
   */
  around(found: readonly { readonly point: Point; readonly weight: number }[], stage: number): Proposal {
    const likely = found
      .filter(({ weight }) => weight > 0)
      .toSorted((a, b) => b.weight - a.weight)
      .slice(0, MOST_CENTRES);
    const total = likely.reduce((sum, { weight }) => sum + weight, 0);
    const centres = likely.map(({ point, weight }) => ({ point, weight: weight / total }));
    const size = 1 / centres.reduce((sum, { weight }) => sum + weight ** 2, 0);
    const figures = this.axes.filter(({ kind }) => kind === "figure").length;
    const narrower = WIDER * (4 / ((figures + 2) * size)) ** (1 / (figures + 4));
    const widths = this.axes.map((_, a) => {
      const mean = centres.reduce((sum, { point, weight }) => sum + weight * point[a]!, 0);
      const variance = centres.reduce((sum, { point, weight }) => sum + weight * (point[a]! - mean) ** 2, 0);
      // Few points say little of how far they lie apart: what is known before counts as two of them.
      return Math.min(1, narrower * Math.sqrt((size * variance + 2) / (size + 2)));
    });
    return {
      draw: (number) => this.drawAround(centres, widths, stage, number),
      densityRatio: (point) =>
        IGNORING +
        (1 - IGNORING) *
          centres.reduce(
            (sum, centre) => sum + centre.weight * this.kernelRatio(point, centre.point, widths),
            0,
          ),
    };
  }

  private drawAround(
    centres: readonly { readonly point: Point; readonly weight: number }[],
    widths: readonly number[],
    stage: number,
    number: number,
  ): Point {
    const queue = `around what is given ${stage}`;
    const uniform = openStream({ seed: this.seed, replication: number, purpose: "design", queue });
    const ignores = uniform() < IGNORING;
    const centre = chosen(centres, uniform());
    return this.axes.map((axis, a) => {
      const [first, second] = [uniform(), uniform()];
      if (axis.kind === "rows") {
        const isOther = ignores || second < OTHER_ROW;
        return isOther ? Math.floor(first * axis.rows) : centre[a]!;
      }
      const z = normalQuantile(first);
      return ignores ? z : centre[a]! + widths[a]! * z;
    });
  }

  private kernelRatio(point: Point, centre: Point, widths: readonly number[]): number {
    let log = 0;
    let ratio = 1;
    this.axes.forEach((axis, a) => {
      if (axis.kind === "rows") {
        ratio *= OTHER_ROW + (point[a] === centre[a] ? (1 - OTHER_ROW) * axis.rows : 0);
        return;
      }
      const away = (point[a]! - centre[a]!) / widths[a]!;
      log += (point[a]! ** 2 - away ** 2) / 2 - Math.log(widths[a]!);
    });
    return ratio * Math.exp(log);
  }
}

/** Quantile functions are not asked for infinite values. */
const EDGE = 2 ** -33;

function chosen(centres: readonly { readonly point: Point; readonly weight: number }[], u: number): Point {
  let left = u;
  for (const { point, weight } of centres) {
    left -= weight;
    if (left <= 0) return point;
  }
  return centres.at(-1)!.point;
}
