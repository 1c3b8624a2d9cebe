import { type Asked, type Chart, composed, panelTitle, type View } from "../chart.ts";
import { inWords, isMonth, monthInWords, monthLabels } from "../figureText.ts";
import { brokenLines, movedApart } from "../lines.ts";
import { monthsView, NAME_WIDTH } from "../monthsPanel.ts";
import { sourceLine, spanInWords } from "../provenance.ts";
import { queuesShown } from "../queues.ts";
import { ChartFault, type People, type RunReport } from "../results.ts";
import { LINE, PALETTE, PANEL_WIDTH } from "../style.ts";

const HEIGHT = 220;
const WIDTH = PANEL_WIDTH - 130;
const LABEL_LETTERS = 15;
/** A longer name is cut, as its figure must stand beside it. */
const NAME_LETTERS = 22;
const COLOURS = [
  PALETTE.darkBlue,
  PALETTE.turquoise,
  PALETTE.darkPink,
  PALETTE.orange,
  PALETTE.lightPurple,
  PALETTE.darkGrey,
];
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
  const title =
    asked.title ??
    `${Math.round(ready!.values.at(-1)!)} people are live in ${monthInWords(months.at(-1)!)}, ${Math.round(ready!.values[0]!)} in ${monthInWords(months[0]!)}`;
  const rows = runs.flatMap((run) =>
    run.rows.filter(
      ({ when, scope, of, measure }) =>
        isMonth(when) &&
        months.includes(when) &&
        scope !== "day" &&
        of === "queue" &&
        measure === "attrition",
    ),
  );
  const [queue] = rows.length === 0 ? [] : queuesShown(rows, "attrition", asked.queue);
  const ofQueue = rows.filter(({ name }) => name === queue);
  return {
    spec: composed(
      {
        title,
        subtitle: [
          `People by stage, month averages, ${people.scenario}, ${spanInWords(months)}.${queue === undefined ? "" : ` Beneath: ${queue} attrition of the same months.`}`,
          ...(ofQueue.length === 0 ? [] : ["Bars beneath: where 95% of single months fall."]),
        ],
        source: sourceLine(asked.source, [people], "what is expected"),
        description: `Chart of people by stage over ${months.length} months. ${title}.`,
      },
      [
        stagesView(months, stages),
        ...(queue === undefined
          ? []
          : [
              monthsView({
                width: WIDTH,
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
  if (all.length <= COLOURS.length) return all;
  const kept = all.slice(0, COLOURS.length - 1);
  const rest = all.slice(COLOURS.length - 1);
  return [...kept, { name: OTHERS, values: months.map((_, i) => total(rest, i)) }];
}

function stagesView(months: readonly string[], stages: readonly Stage[]): View {
  const names = months.map(monthInWords);
  const top = 1.05 * Math.max(1, ...months.map((_, i) => total(stages, i)));
  const { labelExpr, named } = monthLabels(names, Math.floor(WIDTH / NAME_WIDTH));
  const values = stages.flatMap(({ name, values: people }, order) =>
    people.map((count, i) => ({ month: names[i]!, stage: name, colour: COLOURS[order]!, order, count })),
  );
  const y = {
    type: "quantitative" as const,
    title: null,
    scale: { domain: [0, top], nice: false },
    axis: { tickCount: 5, format: "d" },
  };
  const texts = stages.map(({ name, values: people }) =>
    brokenLines(
      `${brokenLines(name, NAME_LETTERS, 1).join("")} ${inWords(people.at(-1)!, "people")}`,
      LABEL_LETTERS,
      2,
    ),
  );
  let below = 0;
  const wanted = stages.map(({ values: people }) => {
    const middle = below + people.at(-1)! / 2;
    below += people.at(-1)!;
    return (middle / top) * HEIGHT;
  });
  const middles = movedApart(
    wanted,
    texts.map(({ length }) => LINE * length),
    0,
  );
  const labels = stages.map((_, i) => ({
    said: texts[i]!.join("\n"),
    at: ((middles[i]! + (LINE * (texts[i]!.length - 1)) / 2) / HEIGHT) * top,
  }));
  // A line from each name to its part of the last bar, as several parts may be too thin to stand beside their names.
  const leaders = stages.map((_, i) => ({
    colour: COLOURS[i]!,
    from: (wanted[i]! / HEIGHT) * top,
    to: (middles[i]! / HEIGHT) * top,
  }));
  return {
    width: WIDTH,
    height: HEIGHT,
    title: panelTitle("People, by stage; figures at the right are of the last month"),
    layer: [
      {
        data: { values },
        mark: { type: "bar", stroke: "white", strokeWidth: 1 },
        encoding: {
          x: {
            field: "month",
            type: "ordinal",
            sort: null,
            scale: { domain: names },
            title: null,
            axis: { values: [...named], labelExpr, labelLineHeight: LINE, ticks: false },
          },
          y: { field: "count", ...y, stack: "zero" },
          order: { field: "order", type: "quantitative" },
          color: { field: "colour", type: "nominal", scale: null },
        },
      },
      {
        data: { values: leaders },
        mark: { type: "rule", color: PALETTE.darkGrey, strokeWidth: 1 },
        encoding: {
          x: { value: WIDTH + 1 },
          x2: { value: WIDTH + 14 },
          y: { field: "from", ...y },
          y2: { field: "to" },
        },
      },
      {
        data: { values: leaders },
        mark: { type: "point", shape: "square", filled: true, size: 110, opacity: 1 },
        encoding: {
          x: { value: WIDTH + 22 },
          y: { field: "to", ...y },
          color: { field: "colour", type: "nominal", scale: null },
        },
      },
      {
        data: { values: labels },
        mark: { type: "text", align: "left", baseline: "middle", lineBreak: "\n", lineHeight: LINE },
        encoding: {
          text: { field: "said", type: "nominal" },
          x: { value: WIDTH + 34 },
          y: { field: "at", ...y },
        },
      },
    ],
  };
}
