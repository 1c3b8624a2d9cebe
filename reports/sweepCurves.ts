import type { Curve } from "./curves.ts";
import { ChartFault, type Sweep } from "./results.ts";

/** A sweep along one figure, as lines are drawn from it. */
export interface Along {
  readonly sweep: Sweep;
  /** Path of the figure. */
  readonly figure: string;
  /** Its values in order, and how they are written. */
  readonly labels: ReadonlyMap<number, string>;
  readonly rows: Sweep["points"][number]["rows"];
  /** The line of a measure of one queue or pool; null if it has none at any value. */
  readonly curve: (of: string, name: string, measure: string, called: string) => Curve | null;
  readonly at: (value: number, of: string, name: string, measure: string) => number | null;
}

/** @throws ChartFault unless there is one sweep in which one figure is varied, over two values or more that are numbers. */
export function along(sweeps: readonly Sweep[]): Along {
  const [sweep] = sweeps;
  if (sweep === undefined || sweeps.length > 1) throw new ChartFault("this chart shows one sweep. Name one.");
  const { points, figures } = sweep;
  const varied = figures.flatMap((figure, i) =>
    new Set(points.map(({ texts }) => texts[i])).size > 1 ? [{ figure, i }] : [],
  );
  const [one] = varied;
  if (one === undefined || varied.length > 1) {
    throw new ChartFault(
      `this chart shows what one figure does, and that sweep varies ${varied.length === 0 ? "none" : varied.map(({ figure }) => figure).join(" and ")}. Vary one.`,
    );
  }
  const places = points
    .flatMap((point) => {
      const value = point.values[one.i];
      return value === null || value === undefined ? [] : [{ point, value, text: point.texts[one.i]! }];
    })
    .toSorted((a, b) => a.value - b.value);
  if (places.length < 2) {
    throw new ChartFault(`the values of ${one.figure} in that sweep are words, which no line can join.`);
  }
  const rowAt = (point: (typeof places)[number]["point"], of: string, name: string, measure: string) =>
    point.rows.find((row) => row.of === of && row.name === name && row.measure === measure);
  return {
    sweep,
    figure: one.figure,
    labels: new Map(places.map(({ value, text }) => [value, text])),
    rows: places[0]!.point.rows,
    curve: (of, name, measure, called) => {
      const found = places.flatMap(({ point, value }) => {
        const row = rowAt(point, of, name, measure);
        if (row === undefined || row.mean === null) return [];
        const half = row.halfWidth;
        return [
          {
            x: value,
            y: row.mean,
            low: half === null ? null : Math.max(0, row.mean - half),
            high: half === null ? null : row.mean + half,
          },
        ];
      });
      return found.length === 0 ? null : { name: called, points: found };
    },
    at: (value, of, name, measure) => {
      const place = places.find((each) => each.value === value);
      return place === undefined ? null : (rowAt(place.point, of, name, measure)?.mean ?? null);
    },
  };
}

/** The figures of some lines as a table: a row for each value. */
export function curveTable(
  { labels, figure }: Along,
  curves: readonly { readonly head: string; readonly curve: Curve }[],
) {
  return {
    heads: [figure, ...curves.flatMap(({ head }) => [head, `${head}, ± (95%)`])],
    rows: [...labels.keys()].map((value) => [
      value,
      ...curves.flatMap(({ curve }) => {
        const point = curve.points.find(({ x }) => x === value);
        if (point === undefined) return [null, null];
        return [point.y, point.high === null ? null : point.high - point.y];
      }),
    ]),
  };
}
