import { cellText } from "../document/cellText.ts";
import type { Block, Cell, Column, Link, Table } from "../document/document.ts";
import { monthInWords } from "../figureText.ts";
import { list, paragraph, part, section, table } from "./blocks.ts";
import type { Evidence, Question } from "./evidence.ts";
import { quoted, sentenceCase } from "./names.ts";
import { monthCell, periodInWords } from "./period.ts";
import { endsInWords, toldOfMessage, toldOfStaffing } from "./sweepTable.ts";
import { type Asked, askedOf, type Stands } from "./targets.ts";
import { targetInWords } from "./targetWords.ts";
import { unitIn } from "./writing.ts";

/** More plans than this do not fit beside each other. */
const MOST_BESIDE = 6;

/** The questions of the panel and their answers; nothing if none was asked. */
export function questionsSection(evidence: Evidence): readonly Block[] {
  const { questions } = evidence;
  if (questions.length === 0) return [];
  return [
    section("questions", "Questions and answers"),
    ...questions.flatMap((question, i) => [
      part(`question-${i + 1}`, question.question),
      ...answered(evidence, question, i),
    ]),
  ];
}

function answered(evidence: Evidence, { target, about }: Question, place: number): readonly Block[] {
  if (target === null) {
    const told = about === null ? [] : toldOfRoom(evidence, about);
    if (told.length > 0) return told;
    return [
      paragraph([
        "This question has no target that could be met or missed. Look for its figures in ",
        ...placesToLook(evidence).flatMap((link, i) => (i === 0 ? [link] : [", ", link])),
        ".",
      ]),
    ];
  }
  const asked = askedOf(evidence, target);
  if (asked === null) {
    return [paragraph(`No run was judged by the target ${quoted(target)}, so this cannot be answered.`)];
  }
  return [
    ...targetInWords(asked),
    ...table(byPlan(evidence, asked, place)),
    ...(asked.months.length < 2
      ? []
      : asked.plans.length > MOST_BESIDE
        ? table(longByMonth(evidence, asked, place))
        : [...table(means(evidence, asked, place)), ...table(metByMonth(evidence, asked, place))]),
  ];
}

/** What a study of the room says to a question; nothing if there is none. */
function toldOfRoom(
  { queues, message, staffing }: Evidence,
  about: NonNullable<Question["about"]>,
): readonly Block[] {
  const sweep = about === "message" ? message : staffing;
  if (sweep === null) return [];
  const asked = about === "message" ? toldOfMessage(queues, sweep) : toldOfStaffing(queues);
  const said = endsInWords(sweep, asked);
  if (said.length === 0) return [];
  const link: Link =
    about === "message"
      ? { text: "the section on the length of the message", to: "#message" }
      : { text: "the section on handlers on duty", to: "#staffing" };
  return [
    ...list(said),
    paragraph([
      `This is so in ${sweep.scenario}, ${sweep.period}, all else as it is there. What it rests on, and what to bear in mind, is in `,
      link,
      ".",
    ]),
  ];
}

/** Sections of the paper that a question without a target may be about. */
function placesToLook({ comparison, staffing, message, sensitivity }: Evidence): readonly Link[] {
  return [
    { text: "what is expected", to: "#expected" },
    ...(comparison === null ? [] : [{ text: "whether the plans really differ", to: "#differences" }]),
    ...(staffing === null ? [] : [{ text: "handlers on duty", to: "#staffing" }]),
    ...(message === null ? [] : [{ text: "the length of the message", to: "#message" }]),
    ...(sensitivity === null ? [] : [{ text: "what moves the answer", to: "#moves" }]),
  ];
}

function byPlan(evidence: Evidence, asked: Asked, place: number): Table {
  const { words, writing, last, months } = asked;
  const inLast = last === null ? "" : ` in ${monthInWords(last)}`;
  const byThen = months.length > 1 && last !== null;
  return {
    id: `question-${place + 1}-plans`,
    caption: `${sentenceCase(words)}, by plan: ${evidence.place}, ${periodInWords(evidence.base.run)}`,
    columns: [
      { head: "plan", format: "text" },
      { head: "first month met on average", format: "text" },
      { head: `mean${inLast}${unitIn(writing, asked.unit)}`, ...writing },
      { head: `simulated months that meet it${inLast}`, format: "count" },
      { head: "of", format: "count" },
      { head: "95% interval of that share", format: "share" },
      ...(byThen
        ? [{ head: "simulated periods that meet it in that month or one before", format: "count" as const }]
        : []),
    ],
    rows: asked.plans.map((stands) => {
      const at = stands.months.at(-1);
      return [
        stands.plan,
        monthCell(stands.first),
        at?.mean ?? null,
        at?.met ?? null,
        stands.of,
        at?.range ?? null,
        ...(byThen ? [at?.metByThen ?? null] : []),
      ];
    }),
    notes: [...notesOf(asked), ...intervalNotes(asked)],
  };
}

/** Why none of so many months has a wider interval than one of them. */
function intervalNotes({ plans, uncertain }: Asked): readonly string[] {
  const isEnd = plans.some(({ months, of }) => {
    const met = months.at(-1)?.met;
    return met === 0 || met === of;
  });
  return uncertain && isEnd
    ? [
        "Intervals allow for months of the same draw being alike. Where none or all of the months meet the target that cannot be seen, and each draw counts as one month: such an interval is the wider.",
      ]
    : [];
}

function means(evidence: Evidence, asked: Asked, place: number): Table {
  return {
    ...pivot(asked, asked.writing, (month) => month.mean),
    id: `question-${place + 1}-means`,
    caption: `${sentenceCase(asked.words)}, mean of each month by plan: ${evidence.place}, ${periodInWords(evidence.base.run)}`,
  };
}

function metByMonth(evidence: Evidence, asked: Asked, place: number): Table {
  const of = [...new Set(asked.plans.map((stands) => stands.of))];
  return {
    ...pivot(asked, { format: "count" }, (month) => month.met),
    id: `question-${place + 1}-months`,
    caption: `${sentenceCase(asked.words)}, simulated months that meet it${of.length === 1 ? `, of ${of[0]!}` : ""}, by plan: ${evidence.place}, ${periodInWords(evidence.base.run)}`,
  };
}

function pivot(
  asked: Asked,
  writing: Omit<Column, "head">,
  cell: (month: Stands["months"][number]) => number | null,
): Pick<Table, "columns" | "rows" | "notes"> {
  return {
    columns: [
      { head: "month", format: "text" },
      ...asked.plans.map(({ plan }) => ({ head: plan, ...writing })),
    ],
    rows: asked.months.map((when) => [
      monthInWords(when),
      ...asked.plans.map((stands): Cell => {
        const month = stands.months.find((each) => each.when === when);
        return month === undefined ? null : cell(month);
      }),
    ]),
    notes: notesOf(asked),
  };
}

function longByMonth(evidence: Evidence, asked: Asked, place: number): Table {
  return {
    id: `question-${place + 1}-months`,
    caption: `${sentenceCase(asked.words)}, by plan and month: ${evidence.place}, ${periodInWords(evidence.base.run)}`,
    columns: [
      { head: "plan", format: "text" },
      { head: "month", format: "text" },
      { head: `mean${unitIn(asked.writing, asked.unit)}`, ...asked.writing },
      { head: "simulated months that meet it", format: "count" },
      { head: "of", format: "count" },
      { head: "simulated periods that meet it in that month or one before", format: "count" },
    ],
    rows: asked.plans.flatMap(({ plan, of, months }) =>
      months.map(({ when, mean, met, metByThen }) => [plan, monthInWords(when), mean, met, of, metByThen]),
    ),
    notes: notesOf(asked),
  };
}

function notesOf({ limit, writing, sense, rules }: Asked): readonly string[] {
  return [
    `The target is ${sense === "atMost" ? "at most" : "at least"} ${cellText(limit.value, { ...writing, decimals: limit.decimals })}.`,
    ...rules,
  ];
}
