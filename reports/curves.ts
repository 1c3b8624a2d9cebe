import { type View, panelTitle } from "./chart.ts";
import { type AxisText, axisText } from "./figureText.ts";
import { brokenLines, movedApart } from "./lines.ts";
import { LINE, MOST_LINES, PANEL_WIDTH, PALETTE, seriesStyles } from "./style.ts";

/** One line, with a name that stands at its end. */
export interface Curve {
  readonly name: string;
  readonly points: readonly CurvePoint[];
}

export interface CurvePoint {
  readonly x: number;
  readonly y: number;
  /** Ends of the 95% range that is drawn about the point; null for none. */
  readonly low: number | null;
  readonly high: number | null;
}

export interface CurvesPanel {
  readonly title: string;
  readonly curves: readonly Curve[];
  readonly unit: string;
  /** What stands beneath the figures of the x axis; null for nothing. */
  readonly xTitle: string | null;
  /** Figures of the x axis; texts for those that are not numbers of their own. */
  readonly xLabels: ReadonlyMap<number, string>;
  readonly height?: number;
  /** Figures of the x axis spread as their logarithms are, but for the smallest. */
  readonly isLogarithmic?: boolean;
  /** Upright lines at figures that matter. */
  readonly marks?: readonly number[];
}

const HEIGHT = 180;
const HEADROOM = 1.08;
const LABEL_LETTERS = 16;
/** Room at the right for names, taken from the panel. */
const LABEL_WIDTH = 120;

/**
 * Lines over a common axis, told apart by colour, dashes, shape and a name at the end of each.
 *
 * @throws RangeError for more lines than can be followed.
 */
export function curvesView(panel: CurvesPanel): View {
  const { curves, unit, height = HEIGHT, isLogarithmic = false, marks = [] } = panel;
  if (curves.length > MOST_LINES) {
    throw new RangeError(`${curves.length} lines are too many for one panel: at most ${MOST_LINES}`);
  }
  const width = PANEL_WIDTH - LABEL_WIDTH;
  const most = Math.max(
    0,
    ...curves.flatMap(({ points }) => points.flatMap(({ y, high }) => [y, high ?? y])),
  );
  const axis = axisText(unit, most);
  const top = most > 0 ? (HEADROOM * most) / axis.divisor : 1;
  const y = {
    type: "quantitative" as const,
    title: null,
    axis: { format: axis.format, tickCount: 5 },
    scale: { domain: [0, top], nice: false },
  };
  const values = [...panel.xLabels.keys()];
  const places = curves.flatMap(({ points }) => points.map(({ x: place }) => place));
  const longest = Math.max(...places, ...values, ...marks);
  const names = [...panel.xLabels.values()];
  const x = {
    field: "x",
    type: "quantitative" as const,
    title: panel.xTitle,
    scale: isLogarithmic
      ? { type: "symlog" as const, constant: 10, nice: false, domain: [0, longest] }
      : { zero: false, nice: false, padding: 12 },
    axis: {
      values: shownOf(values),
      grid: false,
      labelOverlap: false,
      labelLineHeight: LINE,
      labelExpr: `split({${values.map((value, i) => `${JSON.stringify(String(value))}: ${JSON.stringify(names[i])}`).join(", ")}}[toString(datum.value)] || datum.label, "\\n")`,
    },
  };
  const styles = seriesStyles(curves.length);
  const labels = labelsOf(curves, axis, top, height);
  return {
    width,
    height,
    title: panelTitle(axis.word === "" ? panel.title : `${panel.title}, ${axis.word}`),
    layer: [
      ...(marks.length === 0
        ? []
        : [
            {
              data: { values: marks.map((mark) => ({ mark })) },
              mark: { type: "rule" as const, color: PALETTE.darkGrey, strokeDash: [4, 4], opacity: 0.6 },
              encoding: { x: { ...x, field: "mark" } },
            },
          ]),
      ...curves.flatMap(({ points }, i) => [
        ...(points.every(({ low }) => low === null)
          ? []
          : [
              {
                data: { values: inUnits(points, axis).filter(({ low }) => low !== null) },
                mark: { type: "area" as const, opacity: 0.18, color: styles[i]!.colour },
                encoding: { x, y: { field: "low", ...y }, y2: { field: "high" } },
              },
            ]),
        {
          data: { values: inUnits(points, axis) },
          mark: {
            type: "line" as const,
            color: styles[i]!.colour,
            strokeDash: [...styles[i]!.dash],
            strokeWidth: 2,
          },
          encoding: { x, y: { field: "y", ...y } },
        },
        {
          data: { values: inUnits(points, axis) },
          mark: {
            type: "point" as const,
            filled: true,
            size: 60,
            opacity: 1,
            color: styles[i]!.colour,
            shape: styles[i]!.shape as "circle",
          },
          encoding: { x, y: { field: "y", ...y } },
        },
      ]),
      {
        data: { values: labels },
        mark: {
          type: "text" as const,
          dx: 10,
          align: "left" as const,
          baseline: "middle" as const,
          lineBreak: "\n",
          lineHeight: LINE,
        },
        encoding: {
          text: { field: "name", type: "nominal" as const },
          x: { ...x, field: "x" },
          y: { field: "at", ...y },
          color: { field: "colour", type: "nominal" as const, scale: null },
        },
      },
    ],
  };
}

function inUnits(points: readonly CurvePoint[], { divisor }: AxisText): CurvePoint[] {
  return points.map(({ x, y, low, high }) => ({
    x,
    y: y / divisor,
    low: low === null ? null : low / divisor,
    high: high === null ? null : high / divisor,
  }));
}

/** Names at the ends of the lines, moved apart where lines end close together. */
function labelsOf(curves: readonly Curve[], { divisor }: AxisText, top: number, height: number) {
  const shown = curves.filter(({ points }) => points.length > 0);
  const styles = seriesStyles(curves.length);
  const texts = shown.map(({ name }) => brokenLines(name, LABEL_LETTERS, 3));
  const wanted = shown.map(({ points }) => (points.at(-1)!.y / divisor / top) * height);
  const heights = texts.map((lines) => LINE * lines.length);
  const ends = shown.map(({ points }) => points.at(-1)!.x);
  const apart = movedApart(wanted, heights, 0);
  // Only names of lines that end at the same place can lie on each other.
  const middles = wanted.map((each, i) =>
    ends.filter((end) => end === ends[i]).length > 1 ? apart[i]! : each,
  );
  return shown.map((curve, i) => ({
    name: texts[i]!.join("\n"),
    // A text of several lines is placed by its first.
    at: ((middles[i]! + (LINE * (texts[i]!.length - 1)) / 2) / height) * top,
    x: curve.points.at(-1)!.x,
    colour: letterColour(styles[curves.indexOf(curve)]!.colour),
  }));
}

/** Letters in orange or turquoise are too faint to read on white: a darker shade of the same. */
function letterColour(colour: string): string {
  switch (colour) {
    case PALETTE.orange:
      return "#B8450F";
    case PALETTE.turquoise:
      return "#1B6E66";
    default:
      return colour;
  }
}

/** The figures of an axis that have room: all of a few, every second or third of more. */
function shownOf(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const step = Math.ceil(sorted.length / 9);
  return sorted.filter((_, i) => i % step === 0);
}
