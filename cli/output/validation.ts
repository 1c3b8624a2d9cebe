import type { Calibration, Reading, Structure } from "../../engine/calibration/calibration.ts";
import { ENDS, type Fit, type Fitted } from "../../engine/calibration/checkFit.ts";
import { LEVEL, type Scored } from "../../engine/calibration/foretold.ts";
import { type Form, outputName } from "../../engine/calibration/forms.ts";
import { type Holds, marginOf } from "../../engine/calibration/holds.ts";
import type { Checked, Foretelling, LeftOut } from "../../engine/calibration/leaveMonthsOut.ts";
import { type Disagreement, misprintLimit } from "../../engine/calibration/misprints.ts";
import type { Output } from "../../engine/calibration/outputs.ts";
import { chanceToHold, coverage, type Coverage } from "../../engine/calibration/scores.ts";
import { listInWords, plural } from "../../engine/scenario/words.ts";
import { amount } from "./calibration/words.ts";
import { cell, mdTable } from "./markdown.ts";
import { plainTable } from "./plainTable.ts";
import { WIDTH, wrapped } from "./table.ts";

export interface ValidationReport {
  readonly program: string;
  readonly version: string;
  readonly inputs: string;
  readonly posteriorHash: string;
  /** Whether a file of the calibration has changed since the design was simulated. */
  readonly stale: boolean;
  readonly about: string;
  readonly calibration: Calibration;
  readonly structure: Structure;
  readonly reading: Reading;
  readonly outputs: readonly Output[];
  readonly fit: Fit;
  /** Figures that held before and do not any more. */
  readonly lost: readonly Fitted[];
  /** Null while what holds is being accepted. */
  readonly before: Holds | null;
  readonly leftOut: LeftOut;
  readonly disagreements: readonly Disagreement[];
  readonly suspects: readonly Checked[];
}

/** A model that is right less often than it says, to show how seldom a few months would tell. */
const WORSE = 0.8;
/** Fewer effective draws than this do not give 95% intervals. */
const FEW = 20;

interface Section {
  readonly heading: string;
  readonly says: readonly string[];
  readonly tables: readonly {
    readonly head: readonly string[];
    readonly rows: readonly (readonly string[])[];
  }[];
}

const INTERVAL = `${100 * LEVEL}% between`;
const share = (value: number): string => `${(100 * value).toFixed(0)}%`;
const signed = (z: number): string => (Math.abs(z) < 0.05 ? "0.0" : `${z > 0 ? "+" : ""}${z.toFixed(1)}`);

/** For the terminal. */
export function validationTable(report: ValidationReport): string {
  const lines = [...wrapped(title(report), WIDTH), ""];
  for (const { heading, says, tables } of sectionsOf(report)) {
    lines.push(heading.toUpperCase(), "");
    for (const sentence of says) lines.push(...wrapped(sentence, WIDTH));
    lines.push("");
    for (const { head, rows } of tables) if (rows.length > 0) lines.push(...plainTable(head, rows), "");
  }
  lines.push(...wrapped(verdict(report), WIDTH), "", provenance(report), "");
  return lines.join("\n");
}

export function validationMarkdown(report: ValidationReport): string {
  const lines = [`# ${cell(report.about)}`, "", cell(title(report)), ""];
  for (const { heading, says, tables } of sectionsOf(report)) {
    lines.push(`## ${heading}`, "", ...says.map(cell), "");
    for (const { head, rows } of tables) if (rows.length > 0) lines.push(...mdTable(head, rows));
  }
  lines.push(`**${cell(verdict(report))}**`, "", `_${cell(provenance(report))}_`, "");
  return lines.join("\n");
}

function title({ about, structure, reading, calibration, stale }: ValidationReport): string {
  return (
    `${about}: ${structure.name}, reported mean waits read as those of ${reading}, ${plural(calibration.months.length, "month")}.` +
    (stale
      ? " A file of the calibration has changed since the design was simulated: what follows from months left out may be of other volumes or talk times."
      : "")
  );
}

function provenance({ program, version, inputs, posteriorHash, calibration }: ValidationReport): string {
  return `${program} ${version} · seed ${calibration.seed} · inputs ${inputs} · posterior ${posteriorHash}`;
}

function verdict({ lost, before, fit, outputs, calibration }: ValidationReport): string {
  if (before === null) {
    const held = fit.figures.filter(({ inside }) => inside).length;
    return `Accepted: ${held} of ${fit.figures.length} published figures hold, and must hold from now on.`;
  }
  const must = before.figures.filter(({ inside }) => inside).length;
  if (lost.length === 0) return `All ${must} figures that held when last accepted hold still.`;
  const names = lost.map(({ month, output }) => `${outputName(calibration, outputs[output]!)} of ${month}`);
  return `FAILED: ${lost.length} of ${must} figures that held no longer do: ${listInWords(names)}.`;
}

function sectionsOf(report: ValidationReport): readonly Section[] {
  const { leftOut, calibration } = report;
  const { oneMonth, ahead, extreme, sampling } = leftOut;
  const months = calibration.months.length;
  const others = oneMonth.filter(({ month }) => month !== extreme);
  const sections: Section[] = [
    fitSection(report),
    {
      heading: "One month left out",
      says: [
        `Each month foretold from the other ${months - 1}, given nothing of it or only the figures named. This can show that the figures go together as the model says; ` +
          `it cannot show that the next month will be like these. ${little(months)}`,
        "Mean errors, where less is better: CRPS judges the whole range foretold, the other the middle alone; then the same for the month before repeated, and for an Erlang A rule fitted to the same months (which has no link between queues, and wants three months; in brackets, of how many months if not all).",
        `${plural(sampling.posteriors, "posterior")} without some months were sampled for this and what follows: of the figure known worst, two independent runs agree to an R-hat of ${sampling.rHat.toFixed(2)} (1 is the best) and are worth ${sampling.independent.toFixed(0)} independent draws.`,
      ],
      tables: [scoreTable(report, oneMonth), caseTable(report, oneMonth)],
    },
  ];
  if (extreme !== null) {
    sections.push({
      heading: "The extreme month left out",
      says: [
        `${calibration.months[extreme]!}, in which most gave up, from the others: an extrapolation beyond all that they have seen, and one month, which can show a failure but prove nothing. The months but this one hold in ${countOf(others)} cases.`,
      ],
      tables: [
        caseTable(
          report,
          oneMonth.filter(({ month }) => month === extreme),
        ),
      ],
    });
  }
  sections.push(
    {
      heading: "One month ahead",
      says: [
        `Each month from those before it alone, at least two, given its volumes and talk times and nothing else. As nobody says what staffing comes next, the ranges are as wide as months have differed; it shows how little is known without a plan. ${little(months - 2)}`,
      ],
      tables: [scoreTable(report, ahead), caseTable(report, ahead)],
    },
    misprintSection(report),
  );
  return sections;
}

function countOf(cases: readonly Scored[]): string {
  return `${cases.filter(({ inside }) => inside).length} of ${cases.length}`;
}

/** How little so many months prove. */
function little(months: number): string {
  if (months < 1) return "";
  return (
    `How little ${plural(months, "month")} can prove: ranges that hold only ${share(WORSE)} of the time would all hold in ${share(chanceToHold(months, months, WORSE))} of such tests` +
    (months > 1 ? `, and all but one at most in ${share(chanceToHold(months - 1, months, WORSE))}.` : ".")
  );
}

function fitSection(report: ValidationReport): Section {
  const { fit, before, lost, outputs, calibration } = report;
  const margin = Math.max(...fit.figures.map((each) => marginOf(each, fit.figures.length)));
  return {
    heading: "Fit",
    says: [
      `All months were used to find the posterior, so this shows that the simulator still does what it did, not that it foretells. ${fit.draws} draws, ${fit.replications} months of each that no calibration has seen. Ranges hold what is not known, chance, rounding and stated discrepancy; z is how many of their standard deviations the published figure lies off, and beyond ${ENDS.toFixed(2)} is outside.`,
      `A figure that held counts as lost only beyond the chance that few draws leave in the ends of its range: at most ${margin.toFixed(2)} standard deviations further out, so that luck fails one such test in a hundred.`,
    ],
    tables: [
      {
        head: [
          "month and figure",
          "reported",
          "middle",
          INTERVAL,
          "z",
          "",
          ...(before === null ? [] : ["before"]),
        ],
        rows: fit.figures.map((each) => {
          const output = outputs[each.output]!;
          const match = calibration.match[output.match]!;
          const held = before?.figures.find(
            ({ month, queue, figure }) =>
              month === each.month && queue === output.queue && figure === match.figure,
          );
          return [
            `${each.month} ${outputName(calibration, output)}`,
            amount(each.reported, match),
            amount(each.median, match),
            `${amount(each.low, match)} to ${amount(each.high, match)}`,
            signed(each.z),
            lost.includes(each) ? "LOST" : each.inside ? "inside" : "outside",
            ...(before === null ? [] : [held === undefined ? "new" : held.inside ? "inside" : "outside"]),
          ];
        }),
      },
    ],
  };
}

function scoreTable(
  { calibration, outputs }: ValidationReport,
  cases: readonly Foretelling[],
): Section["tables"][number] {
  return {
    head: ["foretold", "inside", "true share", "CRPS", "month b.", "Erlang", "off by", "month b.", "Erlang"],
    rows: scoresOf(cases).map(({ form, held, model, lastMonth, erlang }) => {
      const match = calibration.match[outputs[form.wanted]!.match]!;
      const say = (scores: Scores | null, word: "crps" | "absolute"): string =>
        scores === null
          ? "–"
          : `${amount(scores[word], match)}${scores.months < held.of ? ` (${scores.months})` : ""}`;
      return [
        form.name,
        `${held.held} of ${held.of}`,
        `${share(held.low)} to ${share(held.high)}`,
        ...(["crps", "absolute"] as const).flatMap((word) => [
          say(model, word),
          say(lastMonth, word),
          say(erlang, word),
        ]),
      ];
    }),
  };
}

function caseTable(
  { calibration, outputs }: ValidationReport,
  cases: readonly Foretelling[],
): Section["tables"][number] {
  const forms = [...new Set(cases.map(({ form }) => form))];
  return {
    head: ["foretold", "month", "reported", "middle", INTERVAL, "z", ""],
    rows: forms.flatMap((form) =>
      cases
        .filter((each) => each.form === form)
        .map((each, i) => {
          const match = calibration.match[outputs[form.wanted]!.match]!;
          return [
            i === 0 ? form.name : "",
            calibration.months[each.month]!,
            amount(each.reported, match),
            amount(each.median, match),
            `${amount(each.low, match)} to ${amount(each.high, match)}`,
            signed(each.z),
            `${each.inside ? "inside" : "outside"}${each.effective < FEW ? ", few draws" : ""}`,
          ];
        }),
    ),
  };
}

function misprintSection({
  leftOut,
  disagreements,
  suspects,
  calibration,
  outputs,
}: ValidationReport): Section {
  const { checked } = leftOut;
  return {
    heading: "Misprints",
    says: [
      disagreements.length === 0
        ? "The arithmetic of the published figures holds: received is answered and not answered, percentages follow to the digits printed, and papers agree where one was chosen."
        : `${plural(disagreements.length, "disagreement")} among published figures: ${disagreements.map(({ month, queue, says }) => `${month} ${queue}: ${says}`).join("; ")}. Check digits.`,
      `Of ${checked.length} figures, each given all others of its month and the other months, ${suspects.length === 0 ? "none lies" : suspects.length === 1 ? "1 lies" : `${suspects.length} lie`} beyond ${misprintLimit(checked.length).toFixed(2)} standard deviations, which chance would do to one or more in one such test of twenty.` +
        (suspects.length === 0
          ? " This finds gross misprints; a digit that moves a figure by less than its range is not seen."
          : " A misprint pulls what is foretold of the others of its month too: check all that are flagged of it. A model that is wrong there looks the same."),
    ],
    tables: [
      {
        head: ["check digits", "reported", "foretold", "z"],
        rows: suspects.map(({ month, output, reported, median, z }) => {
          const match = calibration.match[outputs[output]!.match]!;
          return [
            `${calibration.months[month]!} ${outputName(calibration, outputs[output]!)}`,
            amount(reported, match),
            amount(median, match),
            signed(z),
          ];
        }),
      },
    ],
  };
}

interface Scores {
  readonly crps: number;
  readonly absolute: number;
  /** Of how many months. */
  readonly months: number;
}

interface FormScores {
  readonly form: Form;
  /** Months are the trials. */
  readonly held: Coverage;
  readonly model: Scores;
  /** Null where a baseline says nothing of any month. */
  readonly lastMonth: Scores | null;
  readonly erlang: Scores | null;
}

function scoresOf(cases: readonly Foretelling[]): readonly FormScores[] {
  return [...new Set(cases.map(({ form }) => form))].map((form) => {
    const own = cases.filter((each) => each.form === form);
    return {
      form,
      held: coverage(
        own.map(({ inside }) => inside),
        LEVEL,
      ),
      model: meanOf(own)!,
      lastMonth: meanOf(own.map(({ lastMonth }) => lastMonth)),
      erlang: meanOf(own.map(({ erlang }) => erlang)),
    };
  });
}

function meanOf(scores: readonly (Pick<Scores, "crps" | "absolute"> | null)[]): Scores | null {
  const known = scores.filter((each) => each !== null);
  if (known.length === 0) return null;
  const mean = (word: "crps" | "absolute"): number =>
    known.reduce((sum, each) => sum + each[word], 0) / known.length;
  return { crps: mean("crps"), absolute: mean("absolute"), months: known.length };
}

/** Everything in figures, for programs. Shares from 0 to 1, waits in seconds. */
export function validationJson(report: ValidationReport): string {
  const { fit, leftOut, outputs, calibration, lost, structure, before } = report;
  const named = (output: number) => ({
    queue: outputs[output]!.queue,
    figure: calibration.match[outputs[output]!.match]!.figure,
  });
  const foretelling = ({ form, month, ...rest }: Foretelling) => ({
    form: form.name,
    month: calibration.months[month]!,
    ...named(form.wanted),
    ...rest,
  });
  return `${JSON.stringify(
    {
      format: "fcrsim-validation/1",
      program: report.program,
      version: report.version,
      inputs: report.inputs,
      posterior: report.posteriorHash,
      stale: report.stale,
      about: report.about,
      structure: structure.name,
      reading: report.reading,
      months: calibration.months,
      fit: {
        draws: fit.draws,
        replications: fit.replications,
        figures: fit.figures.map(({ month, output, ...rest }) => ({
          month,
          ...named(output),
          ...rest,
          margin: marginOf(rest, fit.figures.length),
        })),
      },
      accepted: before === null,
      lost: lost.map(({ month, output }) => ({ month, ...named(output) })),
      oneMonthLeftOut: {
        scores: scoresOf(leftOut.oneMonth).map(({ form, ...rest }) => ({ form: form.name, ...rest })),
        cases: leftOut.oneMonth.map(foretelling),
      },
      sampling: leftOut.sampling,
      extremeMonth: leftOut.extreme === null ? null : calibration.months[leftOut.extreme]!,
      oneMonthAhead: {
        scores: scoresOf(leftOut.ahead).map(({ form, ...rest }) => ({ form: form.name, ...rest })),
        cases: leftOut.ahead.map(foretelling),
      },
      disagreements: report.disagreements,
      checkDigits: report.suspects.map(({ month, output, ...rest }) => ({
        month: calibration.months[month]!,
        ...named(output),
        ...rest,
      })),
    },
    null,
    1,
  )}\n`;
}
