import { panelTitle, type View } from "./chart.ts";
import { axisText, monthInWords, monthLabels } from "./figureText.ts";
import { LINE, PALETTE, PANEL_WIDTH } from "./style.ts";

interface Range {
  readonly low: number;
  readonly high: number;
}

/** One figure of one month. */
export interface MonthPoint {
  /** "2022-10". */
  readonly month: string;
  readonly simulated: number | null;
  /** Where the expected figure may lie, for what is not known; null if nothing is unknown. */
  readonly unknown: Range | null;
  /** Where a single month may fall. */
  readonly single: Range | null;
  readonly reported: number | null;
}

export interface MonthsPanel {
  readonly title: string;
  readonly unit: string;
  readonly points: readonly MonthPoint[];
}

const SERIES = ["simulated", "reported"];
const HEIGHT = 150;
/** Room above the highest mark, so that none touches the top. */
const HEADROOM = 1.08;
/** What the name of a month with its year takes. */
export const NAME_WIDTH = 68;

/**
 * Months from left to right: a pale bar for single months, a dark one within it for what is not known, the simulated figure
 * on them and the reported one beside them. Told apart by shape and by place, not by colour alone.
 */
export function monthsView({ title, unit, points }: MonthsPanel): View {
  const highest = Math.max(
    ...points.flatMap(({ simulated, single, unknown, reported }) => [
      simulated ?? 0,
      single?.high ?? 0,
      unknown?.high ?? 0,
      reported ?? 0,
    ]),
  );
  const axis = axisText(unit, highest);
  const y = {
    type: "quantitative" as const,
    title: null,
    axis: { format: axis.format, tickCount: 5 },
    scale: { domain: [0, highest > 0 ? (HEADROOM * highest) / axis.divisor : 1], nice: false },
  };
  const what = {
    field: "what",
    type: "nominal" as const,
    title: null,
    legend: { orient: "top" as const, direction: "horizontal" as const },
  };
  // One sort of mark needs no key.
  const isReported = points.some(({ reported }) => reported !== null);
  const marks = isReported
    ? {
        color: { ...what, scale: { domain: SERIES, range: [PALETTE.darkBlue, PALETTE.orange] } },
        shape: { ...what, scale: { domain: SERIES, range: ["circle", "diamond"] } },
      }
    : { color: { value: PALETTE.darkBlue } };
  const months = points.map(({ month }) => monthInWords(month));
  const step = PANEL_WIDTH / Math.max(1, months.length);
  const { labelExpr, named } = monthLabels(months, Math.floor(PANEL_WIDTH / NAME_WIDTH));
  const bar = (range: (point: MonthPoint) => Range | null, opacity: number, width: number) => ({
    data: {
      values: points.flatMap((point) => {
        const found = range(point);
        return found === null ? [] : [{ month: monthInWords(point.month), ...scaled(found, axis.divisor) }];
      }),
    },
    mark: { type: "rule" as const, strokeWidth: width, opacity, color: PALETTE.darkBlue },
    encoding: { y: { field: "low", ...y }, y2: { field: "high" } },
  });
  const point = (name: string, figure: (point: MonthPoint) => number | null, xOffset: number) => ({
    data: {
      values: points.flatMap((each) => {
        const found = figure(each);
        return found === null
          ? []
          : [{ month: monthInWords(each.month), what: name, figure: found / axis.divisor }];
      }),
    },
    mark: { type: "point" as const, filled: true, size: step < 30 ? 45 : 90, opacity: 1, xOffset },
    encoding: { y: { field: "figure", ...y }, ...marks },
  });
  const wide = Math.min(14, step / 3);
  return {
    width: PANEL_WIDTH,
    height: HEIGHT,
    title: panelTitle(axis.word === "" ? title : `${title}, ${axis.word}`),
    encoding: {
      x: {
        field: "month",
        type: "ordinal" as const,
        sort: null,
        scale: { domain: months },
        title: null,
        axis: { values: [...named], labelExpr, labelLineHeight: LINE, ticks: false },
      },
    },
    layer: [
      bar(({ single }) => single, 0.22, wide),
      bar(({ unknown }) => unknown, 0.55, wide / 2),
      point("simulated", ({ simulated }) => simulated, 0),
      // Beside the simulated mark and not on it: the two are often equal.
      ...(isReported ? [point("reported", ({ reported }) => reported, Math.min(16, step / 3))] : []),
    ],
  };
}

function scaled({ low, high }: Range, divisor: number): Range {
  return { low: low / divisor, high: high / divisor };
}
