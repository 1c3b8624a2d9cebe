import { type Asked, type Chart, composed, panelTitle } from "../chart.ts";
import { axisText, differenceInWords, inWords } from "../figureText.ts";
import { figureInWords, figureLabel } from "../figureLabel.ts";
import { effortInWords, sourceLine } from "../provenance.ts";
import { ChartFault, type Sensitivity } from "../results.ts";
import { namesWidth, rowAxis } from "../rowAxis.ts";
import { LINE, PALETTE } from "../style.ts";

/** Figures that have room; the others are in the table. */
const MOST_FIGURES = 12;
const WIDTH = 430;

/**
 * What moves an answer: each unknown figure moved alone from its 5% to its 95% point, the largest move first.
 *
 * @throws ChartFault unless there is one sensitivity study, with a measure of the queue asked for.
 */
export function tornadoChart(studies: readonly Sensitivity[], asked: Asked): Chart {
  const [study] = studies;
  if (study === undefined || studies.length > 1)
    throw new ChartFault("this chart shows one sensitivity study. Name one.");
  const { sensitivities } = study;
  const chosen = sensitivities.findLast(
    ({ measure }) =>
      (asked.queue === null || (measure.of === "queue" && measure.name === asked.queue)) &&
      (asked.measure === null || measure.measure === asked.measure),
  );
  if (chosen === undefined) {
    throw new ChartFault(
      `that study tells of ${sensitivities.map(({ measure }) => `${measure.title} of ${measure.name}`).join(", ")}, and not of what was asked for.`,
    );
  }
  const { measure, central } = chosen;
  const answer = `${measure.name} ${measure.title}`;
  const causes = chosen.causes
    .flatMap(({ figure, ends, total }) => {
      const { answerAtLow, answerAtHigh, halfWidth } = ends;
      if (answerAtLow === null || answerAtHigh === null) return [];
      const unit = study.unknowns.find((unknown) => unknown.figure === figure)?.unit ?? "number";
      return [{ figure, unit, low: ends.low, high: ends.high, answerAtLow, answerAtHigh, halfWidth, total }];
    })
    .toSorted((a, b) => Math.abs(b.answerAtHigh - b.answerAtLow) - Math.abs(a.answerAtHigh - a.answerAtLow));
  const [largest] = causes;
  if (largest === undefined || central === null)
    throw new ChartFault(`that study has no answer for ${answer}.`);
  const shown = causes.slice(0, MOST_FIGURES);
  const ends = [central, ...shown.flatMap((cause) => [cause.answerAtLow, cause.answerAtHigh])];
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const axis = axisText(measure.unit, most);
  // Room at both sides for what stands at the ends of the bars.
  const room = Math.max(0.35 * (most - least), 1e-9);
  const domain = [(least - room) / axis.divisor, (most + room) / axis.divisor];
  const labels = shown.map(({ figure }) => figureLabel(figure));
  const step = LINE * Math.max(...labels.map(({ length }) => length)) + 12;
  const values = shown.map((cause, row) => {
    const rises = cause.answerAtHigh >= cause.answerAtLow;
    return {
      row,
      from: Math.min(cause.answerAtLow, cause.answerAtHigh) / axis.divisor,
      to: Math.max(cause.answerAtLow, cause.answerAtHigh) / axis.divisor,
      left: inWords(rises ? cause.low : cause.high, cause.unit),
      right: inWords(rises ? cause.high : cause.low, cause.unit),
    };
  });
  const x = (field: string) => ({
    field,
    type: "quantitative" as const,
    title: null,
    scale: { domain, nice: false, zero: false },
    axis: { format: axis.format, tickCount: 5, grid: true },
  });
  const y = rowAxis(labels, false);
  const title =
    asked.title ??
    `${figureInWords(largest.figure)} moves ${answer} most: from ${inWords(largest.answerAtLow, measure.unit)} to ${inWords(largest.answerAtHigh, measure.unit)}`;
  return {
    spec: composed(
      {
        title,
        subtitle: [
          `Expected ${answer}, ${study.scenario}, ${study.period}, each figure that is not known moved alone.`,
          `Bars run from the 5% to the 95% point of the figure, which stand at their ends; the others keep their central values.`,
          ...(causes.length > shown.length
            ? [`The ${shown.length} that move it most, of ${causes.length}.`]
            : []),
        ],
        source: sourceLine(
          asked.source,
          [study],
          `${study.samples} samples of ${effortInWords(study.replications)}`,
        ),
        description: `Bar chart of what moves ${answer}. ${title}.`,
      },
      [
        {
          width: WIDTH,
          height: { step },
          title: panelTitle(
            `${answer}${axis.word === "" ? "" : `, ${axis.word}`}; line: ${inWords(central, measure.unit)}, all figures central`,
          ),
          data: { values },
          layer: [
            {
              mark: { type: "bar", color: PALETTE.darkBlue, height: 14 },
              encoding: { y, x: x("from"), x2: { field: "to" } },
            },
            {
              data: { values: [{ central: central / axis.divisor }] },
              mark: { type: "rule", color: PALETTE.orange, strokeWidth: 2, strokeDash: [4, 3] },
              encoding: { x: x("central") },
            },
            {
              mark: { type: "text", align: "right", baseline: "middle", dx: -6 },
              encoding: { y, x: x("from"), text: { field: "left", type: "nominal" } },
            },
            {
              mark: { type: "text", align: "left", baseline: "middle", dx: 6 },
              encoding: { y, x: x("to"), text: { field: "right", type: "nominal" } },
            },
          ],
        },
      ],
      namesWidth(labels),
    ),
    table: {
      heads: [
        "figure",
        "unit",
        "5% point",
        "95% point",
        `${answer} at 5%`,
        `${answer} at 95%`,
        "half-width of the difference (95%)",
        "share of what is not known (total index)",
      ],
      rows: causes.map((cause) => [
        cause.figure,
        cause.unit,
        cause.low,
        cause.high,
        cause.answerAtLow,
        cause.answerAtHigh,
        cause.halfWidth,
        cause.total,
      ]),
    },
    text: [
      `With every figure at its central value ${answer} is ${inWords(central, measure.unit)}.`,
      ...causes.map(
        (cause) =>
          `${figureInWords(cause.figure)} from ${inWords(cause.low, cause.unit)} to ${inWords(cause.high, cause.unit)}: ` +
          `${inWords(cause.answerAtLow, measure.unit)} to ${inWords(cause.answerAtHigh, measure.unit)} ` +
          `(${differenceInWords(cause.answerAtHigh - cause.answerAtLow, measure.unit)}).`,
      ),
    ],
  };
}
