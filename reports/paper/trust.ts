import { shown, type Writing } from "../document/cellText.ts";
import type { Block, Table } from "../document/document.ts";
import { monthInWords } from "../figureText.ts";
import { monthRows } from "../monthRows.ts";
import { spanInWords } from "../provenance.ts";
import type { ResultRow, RunReport } from "../results.ts";
import { inset, list, paragraph, part, section, sentences, table } from "./blocks.ts";
import type { Evidence, ValidationFound } from "./evidence.ts";
import { figure } from "./figures.ts";
import { counted, sentenceCase } from "./names.ts";
import { BOTH_CLOCKS, LOST_RULE, rulesOf, sourceWith } from "./rules.ts";
import { isUncertain, measuresOf, periodsOf, type Told } from "./told.ts";

/** How far all this can be trusted, and what must not be concluded. */
export function trustSection(evidence: Evidence): readonly Block[] {
  const { published, calibration, validation } = evidence;
  return [
    section("trust", "How far it can be trusted"),
    ...(published === null
      ? [
          paragraph(
            "No published month was simulated for this paper, so nothing here shows that the model meets what was published.",
          ),
        ]
      : fit(evidence, published)),
    ...(calibration === null ? [] : learnt(evidence)),
    ...(validation === null
      ? [paragraph("No validation against published months is part of this study.")]
      : validated(validation)),
    ...limits(evidence),
  ];
}

/** What the ranges of published months hold. */
interface Ranges {
  /** After "fall": what a single month is moved by. */
  readonly by: string;
  readonly head: string;
  /** "chance" */
  readonly all: string;
  readonly off: string;
}

function rangesOf(published: readonly RunReport[]): Ranges {
  const uncertain = published.filter(isUncertain).length;
  if (uncertain === 0) {
    return {
      by: " by chance alone, every figure held at one value",
      head: "95%: chance alone",
      all: "chance",
      off: "the model or its figures are off by more than chance",
    };
  }
  const both = { all: "chance and what is not known", off: "the model is off by more than both" };
  return uncertain === published.length
    ? { by: " with what is not known and chance together", head: "95%: both", ...both }
    : {
        by: ", with what is not known and chance together where figures are drawn and by chance alone elsewhere",
        head: "95%: both, or chance alone",
        ...both,
      };
}

/** What it means that fewer lie inside than would if the ranges held all that there is. */
function fewer(inside: number, known: number, { all, off }: Ranges): string {
  const expected = 0.95 * known;
  // Three standard deviations of a binomial count: figures of one month are alike, and a few fewer show nothing.
  return inside < expected - 3 * Math.sqrt(0.05 * expected)
    ? ` Were ${all} all that parts them, about ${Math.round(expected)} would: ${off}.`
    : "";
}

function fit(evidence: Evidence, published: readonly RunReport[]): readonly Block[] {
  const { place, queues } = evidence;
  const figures = beside(evidence, published);
  const found = figures.flatMap(({ rows }) => rows);
  const inside = found.filter(({ stands }) => stands === "inside").length;
  const known = found.filter(({ stands }) => stands !== "not known").length;
  const ranges = rangesOf(published);
  const hasMonths = published.some((run) => monthRows(run).length > 0);
  return [
    part("fit", "Published months"),
    ...sentences(
      known === 0
        ? "The published months hold no figure that can be set beside a simulated one."
        : `Of ${counted(known, "published figure")} of attrition and mean wait, ${inside} ${inside === 1 ? "lies" : "lie"} in the range in which 95 of 100 single simulated months fall${ranges.by}.${fewer(inside, known, ranges)}`,
      known === 0
        ? null
        : evidence.calibration === null
          ? "Whether figures of the model were chosen so that these months fit is not stated here; if they were, that they fit shows nothing of other months."
          : "Figures of the model were learnt from published months. Where these are the same months, that they fit does not show that others will.",
    ),
    ...(hasMonths
      ? queues
          .filter((queue) =>
            published.some(({ rows }) =>
              rows.some(
                ({ of, name, measure }) => of === "queue" && name === queue && measure === "attrition",
              ),
            ),
          )
          .map((queue, i) =>
            figure({
              id: `chart-published-${i + 1}`,
              chart: "months",
              results: [{ file: "the runs of published months", kind: "run", reports: published }],
              source: sourceWith(place, `${BOTH_CLOCKS}${reportedBy(evidence, published)}`),
              queue,
            }),
          )
      : []),
    ...figures.flatMap((each) => table(publishedTable(evidence, each))),
  ];
}

/** Which papers the published figures of these runs stand in, with their dates: " Reported: …." */
function reportedBy({ sources }: Evidence, runs: readonly RunReport[]): string {
  const keys = new Set(
    runs.flatMap((run) =>
      monthRows(run).flatMap(({ reported }) => (reported === null ? [] : [reported.source])),
    ),
  );
  const papers = [...keys].map((key) => {
    const paper = sources.find((source) => source.key === key);
    return paper === undefined ? key : `${key} (${paper.publisher}, ${paper.date})`;
  });
  return papers.length === 0 ? "" : ` Reported: ${papers.join("; ")}.`;
}

interface Beside {
  readonly row: ResultRow;
  readonly stands: "inside" | "above" | "below" | "not known";
}

/** Published figures of one measure beside simulated ones, judged as far as they are shown. */
interface OfMeasure {
  readonly told: Told;
  readonly rows: readonly Beside[];
}

/** What was given to the model, such as calls received and talk times, is left out: that it fits shows nothing. */
const JUDGED = ["attrition", "meanWaitAnswered"];

function beside({ queues }: Evidence, published: readonly RunReport[]): readonly OfMeasure[] {
  return measuresOf(
    queues,
    published.map((run) => ({ run })),
  )
    .filter(({ measure }) => JUDGED.includes(measure))
    .map((told) => ({
      told,
      rows: published
        .flatMap(monthRows)
        .filter(
          ({ of, name, measure, reported, mean }) =>
            of === "queue" &&
            name === told.queue &&
            measure === told.measure &&
            reported !== null &&
            mean !== null,
        )
        .toSorted((a, b) => (a.when < b.when ? -1 : 1))
        .map((row) => ({ row, stands: standing(row, told.writing) })),
    }));
}

function standing({ single, reported }: ResultRow, writing: Writing): Beside["stands"] {
  if (single === null || reported === null) return "not known";
  const value = shown(reported.value, writing);
  if (value < shown(single.low, writing)) return "below";
  return value > shown(single.high, writing) ? "above" : "inside";
}

function publishedTable({ place, published }: Evidence, { told, rows }: OfMeasure): Table {
  const [first] = published ?? [];
  const { writing } = told;
  return {
    id: `published-${told.id}`,
    caption: `${sentenceCase(told.name)}, published beside simulated, by month: ${place}, ${spanInWords(rows.map(({ row }) => row.when))}`,
    columns: [
      { head: "month", format: "text" },
      { head: "published", ...writing },
      { head: "simulated, mean", ...writing },
      { head: rangesOf(published ?? []).head, ...writing },
      { head: "published is", format: "text" },
      { head: "source", format: "text" },
    ],
    rows: rows.map(({ row, stands }) => [
      monthInWords(row.when),
      row.reported!.value,
      row.mean,
      row.single,
      stands,
      row.reported!.source,
    ]),
    notes: [
      ...rulesOf(told.queue, told.measure, told.hasMessage),
      ...(told.measure === "meanWaitAnswered"
        ? [
            "Published waits are set beside those of answered calls. Read as waits of all calls they may stand otherwise.",
          ]
        : []),
      ...(first === undefined ? [] : [`${counted(periodsOf(first), "simulated month")} of each.`]),
    ],
  };
}

function learnt({ calibration, place }: Evidence): readonly Block[] {
  const found = calibration!;
  const fits = found.structures.flatMap(({ name, readings }) =>
    readings.flatMap((reading) => (reading.fit ? [{ name, ...reading }] : [])),
  );
  const [first] = fits;
  const start = part("learnt", "What the published months taught");
  if (first === undefined) {
    return [
      start,
      paragraph(
        "No form of the model that was tried could have given the published months, so nothing was learnt from them.",
      ),
    ];
  }
  const inside = first.predictions.filter((each) => each.inside).length;
  const results = [{ file: "the calibration", kind: "calibrate" as const, calibration: found }];
  return [
    start,
    ...sentences(
      `From ${counted(found.months.length, "published month")} (${spanInWords(found.months)}) the figures that nobody published were learnt, in the form “${first.name}” with waits read as those of ${first.reading}.`,
      first.predictions.length === 0
        ? null
        : `Of ${counted(first.predictions.length, "published figure")} that it was learnt from, ${inside} ${inside === 1 ? "lies" : "lie"} in the 95% range that the learnt model gives.`,
      "They have been used to learn from: that they are met does not show that other months are foretold.",
      fits.length === 1
        ? null
        : `${counted(fits.length - 1, "other form or reading", "other forms or readings")} would fit as well and ${fits.length === 2 ? "is" : "are"} not shown.`,
    ),
    figure({ id: "chart-predicted", chart: "predicted", results, source: sourceWith(place, BOTH_CLOCKS) }),
    figure({ id: "chart-learnt", chart: "learnt", results, source: `${place}.` }),
  ];
}

function validated({ checks, limits }: ValidationFound): readonly Block[] {
  return [
    part("validation", "Validation"),
    ...sentences(
      checks.length === 0
        ? "The validation holds no check."
        : "Each check sets published figures beside ranges that the model gives for them. A range that is wide enough always holds, so how wide they are counts as much.",
    ),
    ...table({
      id: "validation-checks",
      caption: "Checks against published months: figures inside their 95% range",
      columns: [
        { head: "check", format: "text" },
        { head: "inside", format: "count" },
        { head: "of", format: "count" },
        { head: "what it is", format: "text" },
      ],
      rows: checks.map(({ name, inside, of, words }) => [name, inside, of, words]),
      notes: [LOST_RULE, BOTH_CLOCKS],
    }),
    ...list(limits),
  ];
}

function limits(evidence: Evidence): readonly Block[] {
  const { run } = evidence.base;
  const notes = [...new Set([evidence.base, ...evidence.plans].flatMap((plan) => plan.notes))];
  return [
    part("limits", "Limits, and what must not be concluded"),
    inset(
      `Do not read a single figure of this paper without its range, and do not read the range of a mean as that of a month.`,
    ),
    ...list([
      "A plan that cannot be told apart from another is not shown to be as good: the runs could not see a difference, which is something else.",
      "A difference from the base that the table gives holds for the plans as they are written down. It does not say that a plan can be carried out.",
      "A number of handlers in this paper is the model's. It is not a headcount of the force.",
      isUncertain(run)
        ? "The ranges hold what the study says is not known. What nobody thought of is in none of them."
        : "Every figure was taken as known exactly. The ranges hold chance alone and are too narrow for a forecast.",
      ...evidence.limits,
    ]),
    ...(notes.length === 0
      ? []
      : [paragraph("What the runs take for granted, in their own words:"), ...list(notes.map(readable))]),
  ];
}

/** A note on what was learnt without the figures by their names in the file, which annex C lists in words. */
const readable = (note: string): string =>
  note.replace(
    /^(Learnt from published months, as .*? says \(.*?; hash [^)]*\)(?:, with the monthly figures of [^:]+)?): (?!nothing\.).*$/s,
    "$1. Which figures these are stands in annex C, item 3.3.",
  );
