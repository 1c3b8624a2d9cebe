import type { TopLevelSpec } from "vega-lite";
import type { Row } from "../../engine/experiment/rows.ts";
import { HOUSE_STYLE, PALETTE } from "../style.ts";

/** What one panel shows: a measure of one queue, and how its axis is written. */
export interface Panel {
  readonly queue: string;
  readonly measure: string;
  readonly title: string;
  /** d3 number format of the axis: ".0%" for shares. */
  readonly format: string;
  /** Divides the figures before they are drawn: 60 turns seconds into minutes. */
  readonly divisor: number;
}

export interface MonthsChart {
  readonly title: string;
  readonly subtitle: readonly string[];
  readonly source: string;
  readonly description: string;
}

/**
 * Months from left to right, in each the simulated range of single months, the simulated mean and the reported figure;
 * panels one above the other. Told apart by shape and by position, not by colour alone.
 *
 * @param rows Rows of the whole period of each month's scenario.
 */
export function monthsBesideReported(
  rows: readonly Row[],
  panels: readonly Panel[],
  text: MonthsChart,
): TopLevelSpec {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: text.description,
    title: { text: text.title, subtitle: [...text.subtitle] },
    config: HOUSE_STYLE,
    spacing: 28,
    vconcat: panels.map((panel, i) => {
      const points = pointsOf(rows, panel);
      const highest = Math.max(
        ...points.flatMap(({ figure, high }) => (high === null ? [figure] : [figure, high])),
      );
      const y = {
        type: "quantitative" as const,
        title: null,
        axis: { format: panel.format, tickCount: 5 },
        scale: { domain: [0, HEADROOM * highest] },
      };
      const what = {
        field: "what",
        type: "nominal" as const,
        title: null,
        legend: { orient: "top" as const, direction: "horizontal" as const },
      };
      const marks = {
        color: { ...what, scale: { domain: SERIES, range: [PALETTE.darkBlue, PALETTE.orange] } },
        shape: { ...what, scale: { domain: SERIES, range: ["circle", "diamond"] } },
      };
      return {
        width: 640,
        height: 170,
        title: {
          text: panel.title,
          fontSize: 12,
          fontWeight: "bold" as const,
          offset: 8,
          frame: "group" as const,
        },
        data: { values: points },
        encoding: {
          x: {
            field: "month",
            type: "ordinal" as const,
            sort: [...new Set(points.map(({ month }) => month))],
            title: i === panels.length - 1 ? text.source : null,
            axis: { titleAnchor: "start" as const, titlePadding: 14, ticks: false },
          },
        },
        layer: [
          {
            transform: [{ filter: "datum.low !== null" }],
            mark: { type: "rule" as const, strokeWidth: 12, opacity: 0.28, color: PALETTE.darkBlue },
            encoding: { y: { field: "low", ...y }, y2: { field: "high" } },
          },
          {
            transform: [{ filter: "datum.what === 'simulated'" }],
            mark: { type: "point" as const, filled: true, size: 90, opacity: 1 },
            encoding: { y: { field: "figure", ...y }, ...marks },
          },
          {
            // Beside the simulated mark and not on it: the two are often equal.
            transform: [{ filter: "datum.what === 'reported'" }],
            mark: { type: "point" as const, filled: true, size: 90, opacity: 1, xOffset: 16 },
            encoding: { y: { field: "figure", ...y }, ...marks },
          },
        ],
      };
    }),
    resolve: { scale: { color: "shared", shape: "shared" } },
  };
}

const SERIES = ["simulated", "reported"];
/** Room above the highest mark, so that none touches the top. */
const HEADROOM = 1.08;

interface Point {
  readonly month: string;
  readonly what: "simulated" | "reported";
  readonly figure: number;
  readonly low: number | null;
  readonly high: number | null;
}

function pointsOf(rows: readonly Row[], { queue, measure, divisor }: Panel): readonly Point[] {
  return rows
    .filter(
      (row) => row.scope === "period" && row.of === "queue" && row.name === queue && row.measure === measure,
    )
    .flatMap((row): readonly Point[] => {
      const month = monthName(row.when);
      const simulated: Point = {
        month,
        what: "simulated",
        figure: row.mean / divisor,
        low: row.single === null ? null : row.single.low / divisor,
        high: row.single === null ? null : row.single.high / divisor,
      };
      if (row.reported === null) return [simulated];
      return [
        simulated,
        { month, what: "reported", figure: row.reported.value / divisor, low: null, high: null },
      ];
    });
}

/** "2022-10" as "Oct 2022". */
function monthName(when: string): string {
  const names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  const [year, month] = when.split("-");
  return `${names[Number(month) - 1] ?? when} ${year ?? ""}`.trim();
}
