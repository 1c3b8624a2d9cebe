import { cellText } from "../document/cellText.ts";
import type { Block, Table } from "../document/document.ts";
import { monthInWords } from "../figureText.ts";
import type { Comparison } from "../results.ts";
import { bestOf } from "./best.ts";
import { list, paragraph, part, section, sentences, table } from "./blocks.ts";
import type { Evidence } from "./evidence.ts";
import { figure } from "./figures.ts";
import { differencesInWords, monthsInWords } from "./differenceWords.ts";
import { type Differences, differencesOf } from "./judged.ts";
import { quoted, sentenceCase } from "./names.ts";
import { clockRule, rulesOf, sourceWith } from "./rules.ts";
import { measuresTold } from "./told.ts";
import { unitIn } from "./writing.ts";

/** Whether plans really differ from the base, and from each other. */
export function differencesSection(evidence: Evidence): readonly Block[] {
  const { comparison, base, queues, place } = evidence;
  const start = section("differences", "Do the plans really differ?");
  if (comparison === null) {
    return [start, paragraph("There is only one plan in this study, so there is nothing to compare.")];
  }
  const all = measuresTold(evidence).flatMap((told) => differencesOf(comparison, told) ?? []);
  if (all.length === 0) {
    return [start, paragraph("The comparison holds no measure of the queues that this paper is about.")];
  }
  const judgedAlike = withVerdicts(comparison, all);
  return [
    start,
    paragraph(
      `Every plan met the same simulated callers as ${quoted(base.plan)}, so that most of the luck is the same for both; what is left of it is in the intervals. ` +
        "An interval that holds zero means: cannot be told apart. The intervals of all differences hold together, with 95% confidence.",
    ),
    ...all.flatMap((each) => [
      part(`differences-${each.told.id}`, sentenceCase(each.told.name)),
      ...sentences(...differencesInWords(each, base.plan)),
      ...list(monthsInWords(each)),
      ...table(ofPeriod(evidence, comparison, each)),
    ]),
    ...queues.flatMap((queue, i): readonly Block[] => {
      const found = all.find(({ told }) => told.queue === queue && told.measure === "attrition");
      if (found === undefined) return [];
      return [
        figure({
          id: `chart-plans-${i + 1}`,
          chart: "plans",
          title: headline(found, comparison.found.base),
          results: [
            { file: "the comparison of the plans", kind: "compare", reports: [onlyOf(judgedAlike, found)] },
          ],
          source: sourceWith(place, clockRule(queue, "attrition", found.told.hasMessage)),
          queue,
        }),
      ];
    }),
  ];
}

/** What the comparison shows, and no more: a plan is named as best only if it is shown to be. */
function headline(found: Differences, base: string): string {
  const { told, period } = found;
  const { better, first, alike } = bestOf(found);
  if (first === null) return `No plan is shown to lower ${told.name} below that of ${quoted(base)}`;
  const all = period.length === 1 ? "" : `${better.length} of ${period.length} plans lower ${told.name}; `;
  const most =
    period.length === 1 || alike.length === 0
      ? `${quoted(first.plan)} takes it from`
      : `on average ${quoted(first.plan)} does most, from`;
  const from = `${cellText(first.base, told.writing)} to ${cellText(first.mean, told.writing)}`;
  return period.length === 1
    ? `${quoted(first.plan)} takes ${told.name} from ${from}`
    : `${all}${most} ${from}`;
}

/** One measure of a comparison: what a chart of it must have beside it, and no more. */
function onlyOf(comparison: Comparison, { told }: Differences): Comparison {
  const { found } = comparison;
  const differences = found.differences.filter(
    ({ of, name, measure }) => of === "queue" && name === told.queue && measure === told.measure,
  );
  return { ...comparison, found: { ...found, differences } };
}

/** The comparison with the verdicts that the tables show, so that no chart says otherwise. */
function withVerdicts(comparison: Comparison, all: readonly Differences[]): Comparison {
  const { found } = comparison;
  const differences = found.differences.map((each) => {
    const told = all.find(({ told: { queue, measure } }) => each.name === queue && each.measure === measure);
    const shownAs = [...(told?.period ?? []), ...(told?.months ?? [])].find(
      ({ plan, scope, when }) => plan === each.plan && scope === each.scope && when === each.when,
    );
    return shownAs === undefined ? each : { ...each, verdict: shownAs.verdict };
  });
  return { ...comparison, found: { ...found, differences } };
}

/** How plans differ from the base month by month, by the first measure; nothing where one period is compared as a whole. */
export function differencesByMonth(evidence: Evidence): readonly Block[] {
  const { comparison } = evidence;
  if (comparison === null) return [];
  const found = measuresTold(evidence).flatMap((told) => differencesOf(comparison, told) ?? []);
  return found.slice(0, 1).flatMap((each) => table(byMonth(evidence, comparison, each)));
}

function ofPeriod({ place }: Evidence, comparison: Comparison, found: Differences): Table {
  const { told, writing, period } = found;
  const hasUnknown = period.some(({ unknown }) => unknown !== null);
  const bases = [...new Set(period.map((each) => cellText(each.base, told.writing)))];
  // The base is the same for all plans, and then one sentence says it as well as a column.
  const hasBases = bases.length > 1;
  return {
    id: `differences-table-${told.id}`,
    caption: `${sentenceCase(told.name)}, difference from ${quoted(comparison.found.base)}, whole period: ${place}, ${comparison.period}`,
    columns: [
      { head: "plan", format: "text" },
      ...(hasBases ? [{ head: `base${unitIn(told.writing, told.unit)}`, ...told.writing }] : []),
      { head: `plan mean${unitIn(told.writing, told.unit)}`, ...told.writing },
      { head: `difference${unitIn(told.writing, told.unit)}`, ...writing },
      { head: "95% interval of the difference", ...writing },
      ...(hasUnknown ? [{ head: "95%: not known", ...writing }] : []),
      { head: "verdict", format: "text" },
    ],
    rows: period.map((each) => [
      each.plan,
      ...(hasBases ? [each.base] : []),
      each.mean,
      each.difference,
      each.interval,
      ...(hasUnknown ? [each.unknown] : []),
      each.verdict,
    ]),
    notes: [
      ...(hasBases ? [] : [`Mean with ${quoted(comparison.found.base)}: ${bases.join("")}.`]),
      ...notesOf(comparison, found, hasUnknown),
    ],
  };
}

function byMonth({ place }: Evidence, comparison: Comparison, found: Differences): Table {
  const { told, writing, months } = found;
  return {
    id: `differences-months-${told.id}`,
    caption: `${sentenceCase(told.name)}, difference from ${quoted(comparison.found.base)} by month: ${place}, ${comparison.period}`,
    columns: [
      { head: "plan", format: "text" },
      { head: "month", format: "text" },
      { head: `difference${unitIn(told.writing, told.unit)}`, ...writing },
      { head: "95% interval of the difference", ...writing },
      { head: "verdict", format: "text" },
    ],
    rows: months.map(({ plan, when, difference, interval, verdict }) => [
      plan,
      monthInWords(when),
      difference,
      interval,
      verdict,
    ]),
    notes: notesOf(comparison, found, false),
  };
}

function notesOf(
  { found, incomplete }: Comparison,
  { told }: Differences,
  hasUnknown: boolean,
): readonly string[] {
  return [
    "Differences are plan less base, worked out before anything is rounded. All intervals of the comparison hold together with 95% confidence. The verdict is that of the figures as they are shown.",
    ...(hasUnknown
      ? [
          "The 95% interval tells how well the mean difference over all draws is known. “95%: not known” tells where the difference itself may lie because of the figures that are not known.",
        ]
      : []),
    ...(found.draws === undefined
      ? ["Every figure is taken as known exactly: what is not known is in no column."]
      : []),
    ...rulesOf(told.queue, told.measure, told.hasMessage),
    ...(incomplete === null ? [] : [incomplete]),
  ];
}
