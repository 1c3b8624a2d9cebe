import type { Calibration, Match } from "../../../engine/calibration/calibration.ts";
import type {
  PosteriorFound,
  Prediction,
  PriorPredictive,
  StructureResult,
  Wave,
} from "../../../engine/calibration/structureResult.ts";
import type { Without } from "../../../engine/calibration/waves.ts";
import { listInWords, plural } from "../../../engine/scenario/words.ts";
import { cell, mdTable } from "../markdown.ts";
import { duration } from "../numbers.ts";
import {
  amount,
  type CalibrationReport,
  figureTable,
  refusedInWords,
  inUnit,
  keptInWords,
  percent,
  verdictOf,
  warningsOf,
} from "./words.ts";

/** The whole story, for whoever must defend it. */
export function calibrationMarkdown(report: CalibrationReport): string {
  const { calibration, effort, results, program, version, inputs } = report;
  const { match, months } = calibration;
  const lines: string[] = [
    `# ${cell(calibration.about)}`,
    "",
    `Compared in each of ${plural(months.length, "month")} (${months.join(", ")}):`,
    "",
    ...mdTable(
      ["figure", "the model may be off by (one standard deviation)", "basis"],
      match.map((each) => [
        `${each.queue} ${each.figure}`,
        discrepancyInWords(each),
        each.basis ?? "none given",
      ]),
    ),
    "Chance from month to month and rounding come on top of that. The papers do not say whose waits a mean wait is of: " +
      (calibration.readings.length === 1
        ? `"${calibration.readings[0]!}" is what was tried.`
        : `${listInWords(calibration.readings.map((reading) => `"${reading}"`))} were tried apart.`),
    "",
    "Where nothing else is said, a range holds 90% of what may be.",
    "",
  ];
  for (const result of results) lines.push(...structureLines(report, result));
  lines.push(
    "## What six figures a month cannot do",
    "",
    ...limits(calibration).map((sentence) => `- ${sentence}`),
    "",
    `_${program} ${version}; inputs ${inputs}; seed ${calibration.seed}; ${effort.points} points a wave, ${effort.replications} months ` +
      `at each, ${effort.draws} draws._`,
    "",
  );
  return lines.join("\n");
}

function limits({ months, match }: Calibration): readonly string[] {
  return [
    `${months.length} months with ${match.length} figures each are ${months.length * match.length} numbers, and they are not independent. ` +
      "Structures that fit equally well stay equally possible.",
    "A figure of which nothing was learnt is as its prior says: the answer for it is somebody's judgement, not data.",
    "Figures that trade off are known together and not apart. Do not read one of them by itself.",
    "A good fit does not show that the room worked in this way, only that it could have.",
  ];
}

function discrepancyInWords({ discrepancy, figure }: Match): string {
  if (discrepancy.kind === "relative") return `${Number((100 * discrepancy.share).toPrecision(3))}% of it`;
  return figure === "attrition"
    ? `${Number((100 * discrepancy.amount).toPrecision(3))} points`
    : duration(discrepancy.amount);
}

function structureLines(report: CalibrationReport, result: StructureResult): readonly string[] {
  const { calibration } = report;
  const { structure, waves, refused, readings } = result;
  const lines: string[] = [
    `## ${cell(structure.name)}`,
    "",
    cell(`${structure.about}.`),
    "",
    ...keptLines(report, result),
    ...priorLines(calibration, result),
    ...waveLines(waves),
  ];
  if (refused.length > 0) {
    lines.push(
      `**Stopped: ${refused.length} emulators foretell the simulation too badly to go on.**`,
      "",
      ...refusedInWords(result)
        .slice(0, 12)
        .map((sentence) => `- ${cell(sentence)}`),
      "",
    );
    return lines;
  }
  for (const found of readings) {
    lines.push(
      `### Waits read as those of ${found.reading}`,
      "",
      `${cell(capital(verdictOf(result, found)))}.`,
      "",
    );
    lines.push(...(found.fit ? posteriorLines(report, result, found.posterior) : noFitLines(found.without)));
  }
  return lines;
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

function keptLines(report: CalibrationReport, result: StructureResult): readonly string[] {
  const said = keptInWords(report, result);
  return said.length === 0 ? [] : [...said.map((sentence) => `- ${cell(capital(sentence))}.`), ""];
}

function priorLines(
  { match }: Calibration,
  { outputs, priorPredictive, kept }: StructureResult,
): readonly string[] {
  if (priorPredictive.length === 0) return [];
  const outside = priorPredictive.filter(({ inside }) => !inside);
  if (outside.length === 0) {
    const whose = kept.length === 0 ? "" : " of the months that were simulated now";
    return [
      `Before anything was learnt, the ranges allow for every published figure${whose}: each lies between the lowest and the ` +
        "highest that the first wave simulated.",
      "",
    ];
  }
  const said = ({ month, output, reported, between }: PriorPredictive): string => {
    const one = match[outputs[output]!.match]!;
    const reading = outputs[output]!.reading;
    return (
      `${month} ${one.queue} ${one.figure}${reading === null ? "" : ` (${reading})`}: ${amount(reported, one)}, simulated ` +
      `${amount(between.low, one)} to ${amount(between.high, one)}`
    );
  };
  return [
    `**${plural(outside.length, "published figure")} outside of all that the ranges allow for**, by the first wave:`,
    "",
    ...outside.map((each) => `- ${cell(said(each))}`),
    "",
  ];
}

function waveLines(waves: readonly Wave[]): readonly string[] {
  return mdTable(
    ["wave", "points", "reading", "left of the ranges", "least off", "limit", "emulators off by, at worst"],
    waves.flatMap(({ points, ruledOut, emulators }, w) =>
      ruledOut.map(({ reading, found }) => [
        String(w + 1),
        String(points),
        reading,
        found.fitExists ? percent(found.share.share) : "nothing",
        found.least.implausibility.toFixed(2),
        found.limit.toFixed(2),
        percent(Math.max(...emulators.map(({ nearby }) => nearby.rmse))),
      ]),
    ),
  );
}

function noFitLines(found: readonly Without[]): readonly string[] {
  const helps = found.filter(({ fitExists }) => fitExists);
  const said = ({ output, month, least }: Without): string =>
    `${output === null ? `the month ${month ?? ""}` : `${output} of all months`} (then off by ${least.toFixed(1)} at least)`;
  return [
    helps.length === 0
      ? "It fails by several figures and months at once: leaving out any one of them, no fit exists either."
      : `It fails by ${listInWords(helps.map(said), "or")}: without it a fit exists.`,
    "",
    ...mdTable(
      ["left out", "least off"],
      found.map(({ output, month, least }) => [output ?? month ?? "", least.toFixed(2)]),
    ),
  ];
}

function posteriorLines(
  report: CalibrationReport,
  result: StructureResult,
  found: PosteriorFound,
): readonly string[] {
  const { match } = report.calibration;
  const { learnt, predictions } = found;
  const warnings = warningsOf(found);
  const [head, rows] = figureTable(result, found);
  const both = learnt.tradeOffs.slice(0, 10);
  const worth = learnt.measurements.filter((each) => each.worth > 0.01).slice(0, 5);
  return [
    `Written to \`${report.names(result.structure, found.reading)}\`.`,
    "",
    ...(warnings.length === 0 ? [] : [...warnings.map((warning) => `- **${cell(warning)}**`), ""]),
    ...mdTable(
      ["month", "figure", "published", "middle", "95% of such months", "", "closest single set"],
      predictions.map((each) => predictionCells(each, match[each.match]!)),
    ),
    `The closest single set, with callers that nothing was fitted to (${found.closest.replications} months each): ${cell(
      closestInWords(result, found),
    )}.`,
    "",
    "What was learnt:",
    "",
    ...mdTable(head, rows),
    ...(both.length === 0
      ? []
      : [
          "What trades off (rank correlation over the draws):",
          "",
          ...mdTable(
            ["figure", "with", "correlation"],
            both.map(({ figures, correlation }) => [figures[0], figures[1], correlation.toFixed(2)]),
          ),
        ]),
    ...(worth.length === 0
      ? []
      : [
          "What to measure: the share of what is not known of the effect of a tenth more staff in the last month that would go if " +
            "the figure were known exactly.",
          "",
          ...mdTable(
            ["figure", "share"],
            worth.map((each) => [each.name, percent(each.worth)]),
          ),
        ]),
    `Simulated again, the draws differ from what the emulators said by ${listInWords(
      found.emulationError.map((error) => error.toFixed(2)),
    )} standard deviations of what was published (in the order of the figures compared). ${cell(found.reweighted.says)}`,
    "",
  ];
}

function closestInWords({ structure }: StructureResult, { closest }: PosteriorFound): string {
  return [
    ...structure.common.map(({ figure, unit }, i) => `${figure} ${inUnit(closest.common[i]!, unit)}`),
    ...structure.monthly.map(
      ({ figure, unit }, f) =>
        `${figure} ${structure.months.map((_, m) => inUnit(closest.monthly[m]![f]!, unit)).join(", ")} month by month`,
    ),
  ].join("; ");
}

function predictionCells(
  { month, reported, median, between, inside, closest }: Prediction,
  match: Match,
): readonly string[] {
  return [
    month,
    `${match.queue} ${match.figure}`,
    amount(reported, match),
    amount(median, match),
    `${amount(between.low, match)} to ${amount(between.high, match)}`,
    inside ? "" : "outside",
    amount(closest, match),
  ];
}
