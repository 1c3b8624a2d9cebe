import { type Asked, type Chart, composed, panelTitle, type View } from "../chart.ts";
import { inWords, monthInWords, monthLabels } from "../figureText.ts";
import { monthRows } from "../monthRows.ts";
import { monthsView, NAME_WIDTH } from "../monthsPanel.ts";
import { sourceLine, spanInWords } from "../provenance.ts";
import { queuesShown } from "../queues.ts";
import { ChartFault, type People, type ResultRow, type RunReport } from "../results.ts";
import { LINE, PALETTE, PANEL_WIDTH } from "../style.ts";

/** Panels that fit a page, with attrition beneath. */
const MOST_STAGES = 6;
const OTHERS = "other stages";

/**
 * People by stage over time, with the attrition of the same months beneath if a run of them is given.
 *
 * @throws ChartFault unless there are the people of one scenario.
 */
export function peopleChart(found: readonly People[], runs: readonly RunReport[], asked: Asked): Chart {
  const [people] = found;
  if (people === undefined || found.length > 1) {
    throw new ChartFault("this chart shows the people of one scenario. Name one people.json.");
  }
  const { months } = people;
  const stages = stagesOf(people);
  const [ready, ...others] = stages;
  const first = total(stages, 0);
  const last = total(stages, months.length - 1);
  const title = asked.title ?? headline(ready!.values.map(Math.round), months.map(monthInWords));
  const rows = runs
    .flatMap(monthRows)
    .filter(({ when, of, measure }) => months.includes(when) && of === "queue" && measure === "attrition");
  const [queue] = rows.length === 0 ? [] : queuesShown(rows, "attrition", asked.queue);
  const ofQueue = rows.filter(({ name }) => name === queue);
  return {
    spec: composed(
      {
        title,
        subtitle: [
          `People by stage, month averages, ${people.scenario}, ${spanInWords(months)}.${queue === undefined ? "" : ` Beneath: ${queue} attrition of the same months.`}`,
          ...barsExplained(ofQueue),
        ],
        source: sourceLine(asked.source, [people], "what is expected"),
        description: `Chart of people by stage over ${months.length} months. ${title}.`,
      },
      [
        ...stageViews(months, stages),
        ...(queue === undefined
          ? []
          : [
              monthsView({
                title: `${queue} calls not answered, of those received`,
                unit: "share",
                points: months.map((month) => {
                  const row = ofQueue.find(({ when }) => when === month);
                  return {
                    month,
                    simulated: row?.mean ?? null,
                    unknown: row?.expected ?? null,
                    single: row?.single ?? null,
                    reported: row?.reported?.value ?? null,
                  };
                }),
              }),
            ]),
      ],
    ),
    table: {
      heads: [
        "month",
        ...stages.map(({ name }) => name),
        ...(queue === undefined ? [] : [`${queue} attrition`]),
      ],
      rows: months.map((month, i) => [
        month,
        ...stages.map(({ values }) => values[i]!),
        ...(queue === undefined ? [] : [ofQueue.find(({ when }) => when === month)?.mean ?? null]),
      ]),
    },
    text: [
      `All people: ${inWords(first, "people")} in ${monthInWords(months[0]!)}, ${inWords(last, "people")} in ${monthInWords(months.at(-1)!)}.`,
      ...[ready!, ...others].map(
        ({ name, values }) =>
          `${name}: ${inWords(values[0]!, "people")} at first, ${inWords(values.at(-1)!, "people")} at last, ` +
          `${inWords(Math.max(...values), "people")} at most.`,
      ),
    ],
  };
}

/** "196 people are live in Mar 2024, 58 fewer than in Feb 2023". */
function headline(live: readonly number[], months: readonly string[]): string {
  const [first, last] = [live[0]!, live.at(-1)!];
  if (months.length === 1) return `${last} people are live in ${months[0]!}`;
  const change = last < first ? "fewer" : "more";
  return first === last
    ? `${last} people are live in ${months.at(-1)!}, as many as in ${months[0]!}`
    : `${last} people are live in ${months.at(-1)!}, ${Math.abs(last - first)} ${change} than in ${months[0]!}`;
}

/** What the bars of the attrition beneath mean; those that are not drawn are not explained. */
function barsExplained(rows: readonly ResultRow[]): readonly string[] {
  if (!rows.some(({ single }) => single !== null)) return [];
  return rows.some(({ expected }) => expected !== null)
    ? [
        "Beneath, dot: what is expected; pale bar: 95% of single months, chance and what is not known together; dark bar: what is not known alone.",
      ]
    : ["Beneath, dot: what is expected; bar: where 95% of single months fall."];
}

interface Stage {
  readonly name: string;
  /** By month. */
  readonly values: readonly number[];
}

function total(stages: readonly Stage[], month: number): number {
  return stages.reduce((sum, { values }) => sum + values[month]!, 0);
}

/** The live first, then those nearest to it; stages beyond the sixth together. Roles are added up. */
function stagesOf({ rows, months }: People): readonly Stage[] {
  const ofRoles = rows.filter(({ of }) => of === "role");
  const sumOf = (name: string, measure: string): Stage => ({
    name,
    values: months.map((month) =>
      ofRoles
        .filter((row) => row.when === month && row.measure === measure)
        .reduce((sum, { expected }) => sum + (expected ?? 0), 0),
    ),
  });
  if (!ofRoles.some(({ measure }) => measure === "live")) {
    throw new ChartFault("these people have no roles, so nobody to show.");
  }
  const inStages = [...new Set(ofRoles.map(({ measure }) => measure))]
    .filter((measure) => measure.startsWith("stage:"))
    .reverse()
    .map((measure) => sumOf(measure.slice("stage:".length), measure))
    .filter(({ values }) => values.some((value) => value > 0));
  const all = [sumOf("live", "live"), ...inStages];
  if (all.length <= MOST_STAGES) return all;
  const kept = all.slice(0, MOST_STAGES - 1);
  const rest = all.slice(MOST_STAGES - 1);
  return [...kept, { name: OTHERS, values: months.map((_, i) => total(rest, i)) }];
}

/** One panel a stage, so that none is told by colour: the live on a scale of their own, all stages before them on one. */
function stageViews(months: readonly string[], stages: readonly Stage[]): readonly View[] {
  const [live, ...others] = stages;
  const most = (some: readonly Stage[]): number => Math.max(1, ...some.flatMap(({ values }) => values));
  const top = most(others);
  return [
    barsView(months, live!, { height: 120, top: most([live!]), isLast: others.length === 0 }),
    ...others.map((stage, i) =>
      barsView(months, stage, { height: 56, top, isLast: i === others.length - 1 }),
    ),
  ];
}

const HEADROOM = 1.06;

/** Whole people where there are ten or more: more digits than can be known say nothing. */
const headsInWords = (heads: number): string =>
  heads < 9.95 ? inWords(heads, "people") : String(Math.round(heads));

function barsView(
  months: readonly string[],
  { name, values }: Stage,
  { height, top, isLast }: { readonly height: number; readonly top: number; readonly isLast: boolean },
): View {
  const names = months.map(monthInWords);
  const { labelExpr, named } = monthLabels(names, Math.floor(PANEL_WIDTH / NAME_WIDTH));
  return {
    width: PANEL_WIDTH,
    height,
    title: panelTitle(`${name}: ${headsInWords(values.at(-1)!)} in ${names.at(-1)!}`),
    data: { values: values.map((count, i) => ({ month: names[i]!, count })) },
    mark: { type: "bar", color: PALETTE.darkBlue },
    encoding: {
      x: {
        field: "month",
        type: "ordinal",
        sort: null,
        scale: { domain: names, paddingInner: 0.25 },
        title: null,
        axis: isLast
          ? { values: [...named], labelExpr, labelLineHeight: LINE, ticks: false }
          : { labels: false, ticks: false },
      },
      y: {
        field: "count",
        type: "quantitative",
        title: null,
        scale: { domain: [0, HEADROOM * top], nice: false },
        axis: { tickCount: height > 100 ? 5 : 2, format: "~f" },
      },
    },
  };
}
