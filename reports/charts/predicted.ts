import { fitted } from "../calibrated.ts";
import { type Asked, type Chart, composed } from "../chart.ts";
import { inWords, monthInWords } from "../figureText.ts";
import { monthsView } from "../monthsPanel.ts";
import { sourceLine, spanInWords } from "../provenance.ts";
import { type CalibrationFound, ChartFault } from "../results.ts";

/** More panels than this do not fit a page. */
const MOST_PANELS = 4;

/**
 * What the calibrated model says of each published month, beside what was published.
 *
 * @throws ChartFault unless there is one calibration, and something in it fits.
 */
export function predictedChart(calibrations: readonly CalibrationFound[], asked: Asked): Chart {
  const { calibration, structure, reading } = fitted(calibrations);
  const predictions = reading.predictions.filter(
    ({ queue }) => asked.queue === null || queue === asked.queue,
  );
  if (predictions.length === 0)
    throw new ChartFault(`that calibration says nothing of a queue "${asked.queue ?? ""}".`);
  const keys = [...new Set(predictions.map(({ queue, figure }) => JSON.stringify([queue, figure])))];
  const panels = keys.slice(0, MOST_PANELS).map((key) => {
    const [queue, figure] = JSON.parse(key) as [string, string];
    const unit = figure === "attrition" ? "share" : "seconds";
    const of = predictions.filter((each) => each.queue === queue && each.figure === figure);
    return { title: `${queue} ${figure}`, unit, of };
  });
  const inside = predictions.filter((each) => each.inside).length;
  const title =
    asked.title ??
    (inside === predictions.length
      ? `All ${predictions.length} published figures lie where the model says that they may`
      : `${inside} of ${predictions.length} published figures lie where the model says that they may`);
  return {
    spec: composed(
      {
        title,
        subtitle: [
          `Published months, ${spanInWords(calibration.months)}, beside what the calibrated model says of them (${structure.name}).`,
          `Bar: 95% of such months, chance and what is not known together. Waits read as those of ${reading.reading}.`,
          "These months were used to calibrate: a good fit does not show that other months are foretold well.",
        ],
        source: sourceLine(asked.source, [calibration], calibration.about),
        description: `Chart of published figures beside those of the calibrated model. ${title}.`,
      },
      panels.map(({ title: heading, unit, of }) =>
        monthsView({
          title: heading,
          unit,
          points: of.map(({ month, median, between, reported }) => ({
            month,
            simulated: median,
            unknown: null,
            single: between,
            reported,
          })),
        }),
      ),
    ),
    table: {
      heads: ["month", "queue", "measure", "published", "middle", "95% from", "95% to", "inside"],
      rows: predictions.map(({ month, queue, figure, reported, median, between, inside: isInside }) => [
        month,
        queue,
        figure,
        reported,
        median,
        between.low,
        between.high,
        isInside ? "yes" : "no",
      ]),
    },
    text: panels.map(
      ({ title: heading, unit, of }) =>
        `${heading}: ${of
          .map(
            ({ month, reported, median, between, inside: isInside }) =>
              `${monthInWords(month)} published ${inWords(reported, unit)}, model ${inWords(median, unit)} ` +
              `(${inWords(between.low, unit)} to ${inWords(between.high, unit)}${isInside ? "" : ", outside"})`,
          )
          .join("; ")}.`,
    ),
  };
}
