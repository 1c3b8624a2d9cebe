import { fitted } from "../calibrated.ts";
import { type Asked, type Chart, composed, panelTitle } from "../chart.ts";
import { figureInWords, figureLabel } from "../figureLabel.ts";
import { inWords } from "../figureText.ts";
import { sourceLine } from "../provenance.ts";
import type { CalibrationFound } from "../results.ts";
import { namesWidth, rowAxis } from "../rowAxis.ts";
import { LINE, PALETTE } from "../style.ts";

const WIDTH = 250;
/** Figures that have room on a page; the others are in the table. */
const MOST_FIGURES = 18;

/**
 * What was believed of each figure before the published months were looked at, and what after: 90% intervals, each drawn
 * on a scale of its own, from end to end of what was believed before.
 *
 * @throws ChartFault unless there is one calibration, and something in it fits.
 */
export function learntChart(calibrations: readonly CalibrationFound[], asked: Asked): Chart {
  const { calibration, structure, reading, others } = fitted(calibrations);
  const movable = [...structure.common, ...structure.monthly];
  const figures = reading.learnt.figures.map((each) => ({
    ...each,
    unit: movable.find(({ figure }) => each.name.startsWith(figure))?.unit ?? "number",
  }));
  const shown = figures.slice(0, MOST_FIGURES);
  const labels = shown.map(({ name }) => figureLabel(name));
  const step = LINE * Math.max(...labels.map(({ length }) => length)) + 10;
  const values = shown.map(({ prior, range, median, unit }, row) => {
    const width = prior.high - prior.low;
    const place = (value: number): number => (width > 0 ? (value - prior.low) / width : 0.5);
    return {
      row,
      zero: 0,
      one: 1,
      low: place(range.low),
      high: place(range.high),
      median: place(median),
      before: `${inWords(prior.low, unit)} to ${inWords(prior.high, unit)}`,
      after: `${inWords(range.low, unit)} to ${inWords(range.high, unit)}`,
    };
  });
  const places = values.flatMap(({ low, high }) => [low, high]);
  // A little room at the ends, so that no bar touches the names beside it.
  const domain = [Math.min(0, ...places) - 0.05, Math.max(1, ...places) + 0.05];
  const x = {
    type: "quantitative" as const,
    title: null,
    axis: null,
    scale: { domain, nice: false, zero: false },
  };
  const little = figures.filter(({ words }) => words === "learnt nothing").length;
  const title =
    asked.title ??
    (little === 0
      ? `The published months say something of all ${figures.length} figures`
      : `The published months say little or nothing of ${little} of ${figures.length} figures: those stay judgement`);
  const column = (field: string, heading: string, at: number) => ({
    mark: { type: "text" as const, align: "left" as const, baseline: "middle" as const },
    encoding: { text: { field, type: "nominal" as const, title: heading }, x: { value: at } },
  });
  return {
    spec: composed(
      {
        title,
        subtitle: [
          `90% intervals of each figure: pale bar before, dark bar after the months were looked at, dot: the middle after.`,
          `Each on a scale of its own. ${structure.name}; waits read as those of ${reading.reading}.${others === 0 ? "" : ` ${others} other ${others === 1 ? "answer fits" : "answers fit"} too and ${others === 1 ? "is" : "are"} not shown.`}`,
          "At the right: the interval after, and that before in brackets.",
          ...(figures.length > shown.length
            ? [`The first ${shown.length} of ${figures.length} figures.`]
            : []),
        ],
        source: sourceLine(asked.source, [calibration], calibration.about),
        description: `Chart of ${shown.length} figures before and after calibration. ${title}.`,
      },
      [
        {
          width: WIDTH,
          height: { step },
          title: panelTitle("Before and after"),
          data: { values: values.map((each) => ({ ...each, said: `${each.after}  (${each.before})` })) },
          encoding: { y: rowAxis(labels) },
          layer: [
            {
              mark: { type: "rule", strokeWidth: 14, opacity: 0.22, color: PALETTE.darkBlue },
              encoding: { x: { field: "zero", ...x }, x2: { field: "one" } },
            },
            {
              mark: { type: "rule", strokeWidth: 6, color: PALETTE.darkBlue },
              encoding: { x: { field: "low", ...x }, x2: { field: "high" } },
            },
            {
              mark: {
                type: "point",
                filled: true,
                size: 60,
                opacity: 1,
                color: PALETTE.orange,
                stroke: "white",
                shape: "diamond",
              },
              encoding: { x: { field: "median", ...x } },
            },
            column("said", "after (before)", WIDTH + 12),
          ],
        },
      ],
      namesWidth(labels),
    ),
    table: {
      heads: [
        "figure",
        "unit",
        "before from",
        "before to",
        "after from",
        "after to",
        "middle",
        "width after ÷ before",
        "in words",
      ],
      rows: figures.map(({ name, unit, prior, range, median, widthRatio, words }) => [
        name,
        unit,
        prior.low,
        prior.high,
        range.low,
        range.high,
        median,
        widthRatio,
        words,
      ]),
    },
    text: figures.map(
      ({ name, unit, prior, range, words }) =>
        `${figureInWords(name)}: ${inWords(prior.low, unit)} to ${inWords(prior.high, unit)} before, ${inWords(range.low, unit)} to ${inWords(range.high, unit)} after (${words}).`,
    ),
  };
}
