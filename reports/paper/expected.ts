import { cellText, shown } from "../document/cellText.ts";
import type { Block, Cell, Column, Table } from "../document/document.ts";
import { monthInWords } from "../figureText.ts";
import type { ResultRow, RunReport } from "../results.ts";
import { list, paragraph, part, section, sentences, table } from "./blocks.ts";
import type { Evidence, PlanEvidence } from "./evidence.ts";
import { figure } from "./figures.ts";
import { leadingPlan } from "./leading.ts";
import { counted, joined, quoted, sentenceCase } from "./names.ts";
import { monthsOf, overPeriod, periodInWords, periodNoun } from "./period.ts";
import { clockRule, rulesOf, sourceWith } from "./rules.ts";
import { allPlans, isUncertain, measuresTold, periodRow, periodsOf, rowsByMonth, type Told } from "./told.ts";
import { unitIn } from "./writing.ts";

/** What is expected of each queue under each plan, what is not known of it, and what is chance. */
export function expectedSection(evidence: Evidence): readonly Block[] {
  const told = measuresTold(evidence);
  return [
    section("expected", "What is expected, what is not known, what is chance"),
    ...threeWords(evidence.base.run),
    ...evidence.queues.flatMap((queue, place) => ofQueue(evidence, queue, place, told)),
    ...people(evidence),
    ...(expectedByMonth(evidence).length === 0
      ? []
      : [
          paragraph([
            "Every month of every plan, with its ranges, is in ",
            { text: "the tables month by month", to: "#tables" },
            ".",
          ]),
        ]),
  ];
}

function threeWords(run: RunReport): readonly Block[] {
  const [one, many] = [periodNoun(run), counted(periodsOf(run), periodNoun(run))];
  return isUncertain(run)
    ? list([
        [
          { strong: "What is expected" },
          ` is the mean of ${many}: ${counted(run.draws ?? 0, "draw")} of the figures that are not known, ${counted(run.replications, one)} of each. The column “±” says how far the mean itself may be off because no more were simulated (95%).`,
        ],
        [
          { strong: "What is not known" },
          " is told by the column “95%: not known”: where the expected figure may lie, because staffing, patience and the like are not known exactly. Better knowledge would narrow it. More simulation, or a luckier month, would not.",
        ],
        [
          { strong: "What is chance" },
          ` is what makes one real period differ from the next with everything known: who happens to call, and when. It is in the column “95%: both” together with what is not known: where 95 of 100 ${one}s lie.`,
        ],
      ])
    : list([
        [
          { strong: "What is expected" },
          ` is the mean of ${many}. The column “±” says how far it may be off because no more were simulated (95%).`,
        ],
        [
          { strong: "What is not known" },
          " is in no column: every figure was taken as known exactly. The truth may lie outside all ranges shown.",
        ],
        [
          { strong: "What is chance" },
          ` is told by the column “95%: chance alone”: where 95 of 100 ${one}s lie if every figure is right.`,
        ],
      ]);
}

function ofQueue(evidence: Evidence, queue: string, place: number, all: readonly Told[]): readonly Block[] {
  const told = all.filter((each) => each.queue === queue);
  const id = `expected-${place + 1}`;
  if (told.length === 0) {
    return [
      part(id, `Queue ${queue}`),
      paragraph(`The runs hold no figures of a queue ${quoted(queue)} that this paper could tell.`),
    ];
  }
  const attrition = told.find(({ measure }) => measure === "attrition");
  return [
    part(id, `Queue ${queue}`),
    ...told.flatMap((each) => [...inSentences(evidence, each), ...table(wholePeriod(evidence, each))]),
    ...(attrition !== undefined
      ? drawnPlans(evidence, place).flatMap((plan, i) =>
          monthsFigure(evidence, plan, attrition, `${place + 1}-${i + 1}`),
        )
      : []),
  ];
}

/** The base; of the first queue also the plan that gains most, or the first one if none is shown to gain. */
function drawnPlans(evidence: Evidence, place: number): readonly PlanEvidence[] {
  const { base, plans } = evidence;
  if (place > 0) return [base];
  const leading = plans.find(({ plan }) => plan === leadingPlan(evidence)) ?? plans[0];
  return leading === undefined ? [base] : [base, leading];
}

function monthsFigure(
  { place }: Evidence,
  { plan, run }: PlanEvidence,
  told: Told,
  id: string,
): readonly Block[] {
  if (monthsOf(run).length === 0) return [];
  const { queue, hasMessage } = told;
  const title = headline(plan, run, told);
  return [
    figure({
      ...(title === null ? {} : { title }),
      id: `chart-months-${id}`,
      chart: "months",
      results: [{ file: `the runs of ${quoted(plan)}`, kind: "run", reports: [run] }],
      source: sourceWith(`${place}, plan ${quoted(plan)}`, clockRule(queue, "meanWaitAnswered", hasMessage)),
      queue,
    }),
  ];
}

/** What is expected of the first month and of the last: nobody has counted these calls yet. */
function headline(plan: string, run: RunReport, told: Told): string | null {
  const known = rowsByMonth(run, told).filter(({ mean }) => mean !== null);
  const rows = known.length > 0 ? known : [periodRow(run, told)].filter((row) => row !== null);
  const said = [...new Set([rows[0], rows.at(-1)])].flatMap((row) =>
    typeof row?.mean !== "number"
      ? []
      : [{ figure: cellText(row.mean, told.writing), when: monthInWords(row.when) }],
  );
  const [first, last] = said;
  if (first === undefined) return null;
  const end = last === undefined ? "" : `, and ${last.figure} in ${last.when}`;
  return `With ${quoted(plan)}, ${first.figure} of ${told.queue} calls are expected to go unanswered in ${first.when}${end}`;
}

/** Every measure by plan and month; nothing where the runs count one period alone. */
export function expectedByMonth(evidence: Evidence): readonly Block[] {
  return measuresTold(evidence).flatMap((each) => table(monthByMonth(evidence, each)));
}

/** The base in words, and where the means of the plans lie. */
function inSentences(evidence: Evidence, told: Told): readonly Block[] {
  const row = periodRow(evidence.base.run, told);
  const mean = row?.mean ?? null;
  if (row === null || mean === null) {
    return sentences(`${sentenceCase(told.name)}: not known with ${quoted(evidence.base.plan)}.`);
  }
  const say = (cell: Cell): string => cellText(cell, told.writing);
  const means = evidence.plans.flatMap(({ run }) => periodRow(run, told)?.mean ?? []);
  const others =
    means.length === 0
      ? null
      : means.length === 1
        ? `With the other plan the mean is ${say(means[0]!)}.`
        : `The means of the other ${means.length} plans lie from ${say(Math.min(...means))} to ${say(Math.max(...means))}.`;
  return sentences(
    `${sentenceCase(told.name)} with ${quoted(evidence.base.plan)}: ${say(mean)} is expected ${overPeriod(evidence.base.run)}.`,
    rangesInWords(row, told, isUncertain(evidence.base.run)),
    others,
  );
}

/** What of the range is not known and what is chance, by the ends that the table shows. */
function rangesInWords(row: ResultRow, told: Told, uncertain: boolean): string | null {
  const { expected, single } = row;
  if (single === null) return "How single periods spread is not known.";
  const say = (cell: Cell): string => cellText(cell, told.writing);
  if (!uncertain)
    return `By chance alone, 95 of 100 single periods lie from ${say(single.low)} to ${say(single.high)}.`;
  if (expected === null)
    return `With what is not known and chance, 95 of 100 single periods lie from ${say(single.low)} to ${say(single.high)}.`;
  const width = ({ low, high }: { low: number; high: number }): number =>
    shown(high, told.writing) - shown(low, told.writing);
  const ratio = width(single) === 0 ? null : width(expected) / width(single);
  const mainly =
    ratio === null
      ? ""
      : ratio >= 0.6
        ? " Most of that width is what is not known."
        : ratio <= 0.4
          ? " Most of that width is chance."
          : " Both what is not known and chance count for much of that width.";
  return (
    `Because of what is not known it may be anything from ${say(expected.low)} to ${say(expected.high)} (95%); ` +
    `with chance on top, 95 of 100 single periods lie from ${say(single.low)} to ${say(single.high)}.${mainly}`
  );
}

/** Mean and ranges of one row, as the cells of a table. */
function cellsOf(row: ResultRow | null, uncertain: boolean): readonly Cell[] {
  if (row === null) return uncertain ? [null, null, null, null] : [null, null, null];
  return uncertain
    ? [row.mean, row.halfWidth, row.expected, row.single]
    : [row.mean, row.halfWidth, row.single];
}

function columnsOf(told: Told, uncertain: boolean): readonly Column[] {
  const { writing, unit } = told;
  // Half-widths are smaller than what they belong to, and of shares they are points.
  const ofHalf = writing.format === "share" ? { ...writing, format: "points" as const } : writing;
  return [
    { head: `mean${unitIn(writing, unit)}`, ...writing },
    { head: "±", ...ofHalf },
    ...(uncertain
      ? [
          { head: "95%: not known", ...writing },
          { head: "95%: both", ...writing },
        ]
      : [{ head: "95%: chance alone", ...writing }]),
  ];
}

function notesOf(evidence: Evidence, told: Told): readonly string[] {
  const cut = allPlans(evidence).flatMap(({ run: { incomplete } }) => incomplete ?? []);
  return [...rulesOf(told.queue, told.measure, told.hasMessage), ...new Set(cut)];
}

function wholePeriod(evidence: Evidence, told: Told): Table {
  const plans = allPlans(evidence);
  const uncertain = isUncertain(evidence.base.run);
  return {
    id: `expected-${told.id}`,
    caption: `${sentenceCase(told.name)} by plan, whole period: ${evidence.place}, ${periodInWords(evidence.base.run)}`,
    columns: [{ head: "plan", format: "text" }, ...columnsOf(told, uncertain)],
    rows: plans.map(({ plan, run }) => [plan, ...cellsOf(periodRow(run, told), uncertain)]),
    notes: notesOf(evidence, told),
  };
}

function monthByMonth(evidence: Evidence, told: Told): Table {
  const uncertain = isUncertain(evidence.base.run);
  return {
    id: `months-${told.id}`,
    caption: `${sentenceCase(told.name)} by plan and month: ${evidence.place}, ${periodInWords(evidence.base.run)}`,
    columns: [
      { head: "plan", format: "text" },
      { head: "month", format: "text" },
      ...columnsOf(told, uncertain),
    ],
    rows: allPlans(evidence).flatMap(({ plan, run }) =>
      rowsByMonth(run, told).map((row) => [plan, monthInWords(row.when), ...cellsOf(row, uncertain)]),
    ),
    notes: notesOf(evidence, told),
  };
}

/** The people of the base, and of the plan that gains most or, if none is shown to gain, of the first one. */
function people(evidence: Evidence): readonly Block[] {
  const staffed = allPlans(evidence).filter(({ people: found }) => found !== null);
  const drawn = drawnPlans(evidence, 0).filter((plan) => staffed.includes(plan));
  if (drawn.length === 0) return [];
  return [
    part("people", "People behind the desks"),
    ...sentences(
      "Who is in post follows from leavers, intakes, training and officers lent, month by month; the figures are what is expected.",
      drawn.length < staffed.length
        ? `Drawn ${drawn.length === 1 ? "is" : "are"} ${joined(drawn.map(({ plan }) => quoted(plan)))}, of ${counted(staffed.length, "plan")} with people.`
        : null,
    ),
    ...drawn.map((plan, i) => peopleFigure(evidence, plan, i)),
  ];
}

function peopleFigure(
  { queues, place }: Evidence,
  { plan, people: found, run }: PlanEvidence,
  i: number,
): Block {
  const [queue] = queues;
  const hasAttrition = run.rows.some(
    ({ of, name, measure }) => of === "queue" && name === queue && measure === "attrition",
  );
  return figure({
    id: `chart-people-${i + 1}`,
    chart: "people",
    results: [
      { file: "the people of the plan", kind: "people", people: found! },
      ...(hasAttrition ? [{ file: "the runs of the plan", kind: "run" as const, reports: [run] }] : []),
    ],
    source: sourceWith(`${place}, plan ${quoted(plan)}`, ""),
    ...(hasAttrition && queue !== undefined ? { queue } : {}),
  });
}
