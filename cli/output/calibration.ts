import type {
  Calibration,
  Match,
  Movable,
  Reading,
  Structure,
} from "../../engine/calibration/calibration.ts";
import type { Effort } from "../../engine/calibration/effort.ts";
import type { FigureLearnt } from "../../engine/calibration/learnt.ts";
import type {
  PosteriorFound,
  Prediction,
  PriorPredictive,
  ReadingResult,
  StructureResult,
  Wave,
} from "../../engine/calibration/structureResult.ts";
import type { Without } from "../../engine/calibration/waves.ts";
import { figureText, type FigureUnit } from "../../engine/scenario/measured.ts";
import { listInWords, plural } from "../../engine/scenario/words.ts";
import { cell } from "./markdown.ts";
import { duration } from "./numbers.ts";
import { plainTable } from "./plainTable.ts";
import { bulleted, WIDTH, wrapped } from "./table.ts";

export interface CalibrationReport {
  readonly program: string;
  readonly version: string;
  readonly inputs: string;
  readonly calibration: Calibration;
  /** The calibration file, from where the results will lie. */
  readonly file: string;
  readonly effort: Effort;
  readonly results: readonly StructureResult[];
  /** Name of a posterior file. */
  readonly names: (structure: Structure, reading: Reading) => string;
}

/** A share with two decimals, or a length of time. */
export function amount(value: number, { figure }: Pick<Match, "figure">): string {
  return figure === "attrition" ? `${(100 * value).toFixed(2)}%` : duration(value);
}

/** Three digits that matter, with the unit as in a file. */
function inUnit(value: number, unit: FigureUnit): string {
  const rounded = Number(value.toPrecision(3));
  return String(figureText(rounded, unit)).replace(" seconds", " s");
}

const percent = (share: number): string =>
  share > 0 && share < 0.001 ? "under 0.1%" : `${(100 * share).toFixed(1)}%`;

/** A finding in one sentence. */
function verdictOf(result: StructureResult, found: ReadingResult): string {
  if (!found.fit) {
    const { limit, least } = found.ruledOut;
    return (
      `no fit exists: the best point found is off by ${least.implausibility.toFixed(1)} standard deviations in its worst month, ` +
      `where ${limit.toFixed(1)} is the most that chance allows`
    );
  }
  const { predictions, reweighted } = found.posterior;
  const inside = predictions.filter((each) => each.inside).length;
  return (
    `fits: ${inside} of ${predictions.length} published figures lie in their 95% ranges; ` +
    `${reweighted.effective.toFixed(0)} effective draws of ${found.posterior.draws.length}`
  );
}

/** What is wrong with a posterior, for whoever would use it. */
export function warningsOf({ convergence, reweighted }: PosteriorFound): readonly string[] {
  return [
    ...(convergence.converged ? [] : convergence.advice.slice(0, 3)),
    ...(reweighted.reliable ? [] : [reweighted.says]),
  ];
}

/** For the terminal: what was found, and where it lies. */
export function calibrationSummary(report: CalibrationReport, folder: string): string {
  const { calibration, results } = report;
  const lines: string[] = [...wrapped(calibration.about, WIDTH), ""];
  for (const result of results) {
    lines.push(...wrapped(`${result.structure.name}: ${result.structure.about}`, WIDTH));
    if (result.refused.length > 0) {
      lines.push(
        ...bulleted(`stopped: ${result.refused.length} emulators would not do. ${firstFault(result)}`, WIDTH),
        "",
      );
      continue;
    }
    for (const found of result.readings) {
      lines.push(...bulleted(`waits of ${found.reading}: ${verdictOf(result, found)}`, WIDTH));
      if (!found.fit) continue;
      for (const warning of warningsOf(found.posterior)) lines.push(...bulleted(warning, WIDTH));
      lines.push(`  ${folder}/${report.names(result.structure, found.reading)}`);
    }
    lines.push("");
    const fitted = result.readings.find((found) => found.fit);
    if (fitted?.fit === true) lines.push(...plainTable(...figureTable(result, fitted.posterior)), "");
  }
  lines.push(
    `${folder}/report.md tells more: what was ruled out and why, what trades off, what to measure.`,
    "",
  );
  return lines.join("\n");
}

function firstFault({ refused }: StructureResult): string {
  const [fault] = refused[0]?.verdict.faults ?? [];
  return fault === undefined ? "" : `${fault.place}: ${fault.found}. To do: ${fault.advice}.`;
}

const FIGURE_HEAD = ["figure", "before", "now", "middle", ""];

function figureTable(
  { structure }: StructureResult,
  { learnt }: PosteriorFound,
): [readonly string[], readonly (readonly string[])[]] {
  const unitOf = ({ name }: FigureLearnt): FigureUnit =>
    [...structure.common, ...structure.monthly].find(({ figure }) => name.startsWith(figure))?.unit ??
    "number";
  return [
    FIGURE_HEAD,
    learnt.figures.map((figure) => {
      const unit = unitOf(figure);
      const range = ({ low, high }: { readonly low: number; readonly high: number }): string =>
        `${inUnit(low, unit)} to ${inUnit(high, unit)}`;
      return [
        figure.name,
        range(figure.prior),
        range(figure.range),
        inUnit(figure.median, unit),
        figure.words,
      ];
    }),
  ];
}

export function mdTable(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [
    `| ${head.map(cell).join(" | ")} |`,
    `| --- |${" ---: |".repeat(head.length - 1)}`,
    ...rows.map((row) => `| ${row.map(cell).join(" | ")} |`),
    "",
  ];
}

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
    ...priorLines(calibration, result),
    ...waveLines(waves),
  ];
  if (refused.length > 0) {
    lines.push(
      `**Stopped: ${refused.length} emulators foretell the simulation too badly to go on.**`,
      "",
      ...refused
        .flatMap(({ verdict }) => verdict.faults)
        .slice(0, 12)
        .map(({ place, found, advice }) => `- ${cell(`${place}: ${found}. To do: ${advice}.`)}`),
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

function priorLines(
  { match }: Calibration,
  { outputs, priorPredictive }: StructureResult,
): readonly string[] {
  const outside = priorPredictive.filter(({ inside }) => !inside);
  if (outside.length === 0) {
    return [
      "Before anything was learnt, the ranges allow for every published figure: each lies between the lowest and the highest " +
        "that the first wave simulated.",
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

/** Everything in figures, for programs. */
export function calibrationJson(report: CalibrationReport): string {
  const { results, calibration, file, effort, version, inputs, program, names } = report;
  const figure = ({ figure: path, unit, prior, central, basis }: Movable) => ({
    figure: path,
    unit,
    prior,
    central,
    basis,
  });
  return `${JSON.stringify(
    {
      program,
      version,
      inputs,
      calibration: file,
      about: calibration.about,
      seed: calibration.seed,
      months: calibration.months,
      match: calibration.match,
      effort,
      structures: results.map(({ structure, outputs, priorPredictive, waves, refused, readings }) => ({
        name: structure.name,
        about: structure.about,
        common: structure.common.map(figure),
        monthly: structure.monthly.map(figure),
        priorPredictive: priorPredictive.map(({ output, ...rest }) => ({
          queue: outputs[output]!.queue,
          measure: outputs[output]!.measure,
          ...rest,
        })),
        waves: waves.map(({ points, replications, ruledOut, emulators }) => ({
          points,
          replications,
          ruledOut: ruledOut.map(({ reading, found }) => ({
            reading,
            fitExists: found.fitExists,
            left: found.share,
            limit: found.limit,
            least: found.least,
            months: found.months,
          })),
          emulators: emulators.map(({ month, output, nearby, verdict }) => ({
            month,
            queue: outputs[output]!.queue,
            measure: outputs[output]!.measure,
            scale: outputs[output]!.scale,
            ...nearby,
            sound: verdict.sound,
          })),
        })),
        refused: refused.flatMap(({ verdict }) => verdict.faults),
        readings: readings.map((found) =>
          found.fit
            ? {
                reading: found.reading,
                fit: true,
                file: names(structure, found.reading),
                effectiveDraws: found.posterior.reweighted.effective,
                kHat: Number.isFinite(found.posterior.reweighted.kHat)
                  ? found.posterior.reweighted.kHat
                  : null,
                convergence: found.posterior.convergence,
                predictions: found.posterior.predictions.map(({ match, ...rest }) => ({
                  queue: calibration.match[match]!.queue,
                  figure: calibration.match[match]!.figure,
                  ...rest,
                })),
                closest: found.posterior.closest,
                learnt: found.posterior.learnt,
                emulationError: found.posterior.emulationError,
              }
            : {
                reading: found.reading,
                fit: false,
                least: found.ruledOut.least,
                limit: found.ruledOut.limit,
                without: found.without,
              },
        ),
      })),
    },
    null,
    1,
  )}\n`;
}
