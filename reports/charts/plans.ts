import { type Asked, type Chart, composed, panelTitle, type View } from "../chart.ts";
import { axisText, differenceInWords, inWords, sizeInWords } from "../figureText.ts";
import { brokenLines, evenLines } from "../lines.ts";
import { effortInWords, sourceLine } from "../provenance.ts";
import { queuesShown } from "../queues.ts";
import { ChartFault, type Comparison, type PlanDifference } from "../results.ts";
import { namesWidth, rowAxis } from "../rowAxis.ts";
import { LINE, PALETTE } from "../style.ts";

/** With more plans than this one measure fills a page. */
const MANY_PLANS = 12;
const NAME_LETTERS = 30;
const NAME_LINES = 3;
const TITLE_LETTERS = 28;
const FIGURE_WIDTH = 190;
const DIFFERENCE_WIDTH = 190;

/**
 * Plans side by side: their attrition beside that of the base, and the difference with its interval.
 *
 * @throws ChartFault if there is not one comparison, or nothing to show in it.
 */
export function plansChart(reports: readonly Comparison[], asked: Asked): Chart {
  const [report] = reports;
  if (report === undefined || reports.length > 1) {
    throw new ChartFault(
      "this chart shows one period. Compare plans of one period, and name that comparison alone.",
    );
  }
  const { found } = report;
  const all = found.differences.filter(({ scope }) => scope === "period");
  const shown = queuesShown(all, "attrition", asked.queue);
  const queues = found.plans.length > MANY_PLANS ? shown.slice(0, 1) : shown;
  const panels = queues.map((queue) => {
    const of = all.filter(
      (each) => each.of === "queue" && each.name === queue && each.measure === "attrition",
    );
    return {
      queue,
      differences: of.toSorted((a, b) => (a.difference ?? Infinity) - (b.difference ?? Infinity)),
    };
  });
  const order = panels[0]!.differences.map(({ plan }) => plan);
  const title = asked.title ?? headline(found.base, panels[0]!.queue, panels[0]!.differences);
  const isUncertain = found.differences.some(({ expected }) => expected !== null);
  return {
    spec: composed(
      {
        title,
        subtitle: [
          `Attrition (calls not answered, of those received), ${report.period}, beside ${found.base}. The same callers in all.`,
          `Line: 95% interval, all differences together. ${isUncertain ? "Pale bar: what is not known. " : ""}Hollow: cannot be told apart from ${found.base}.`,
        ],
        source: sourceLine(asked.source, [report], effortInWords(found.replications, found.draws)),
        description: `Chart of ${found.plans.length === 1 ? "one plan" : `${found.plans.length} plans`} beside ${found.base}. ${title}.`,
      },
      panels.map(({ queue, differences }) => planView(queue, inOrder(differences, order))),
      namesWidth(order.map(nameLines)),
    ),
    table: {
      heads: [
        "plan",
        "queue or pool",
        "measure",
        "unit",
        "base",
        "plan",
        "difference",
        "half-width (95%, all together)",
        "verdict",
      ],
      rows: all.map((each) => [
        each.plan,
        each.name,
        each.measure,
        each.unit,
        each.baseMean,
        each.planMean,
        each.difference,
        each.halfWidth,
        each.verdict,
      ]),
    },
    text: panels.flatMap(({ queue, differences }) => [
      `${queue} attrition with ${found.base}: ${inWords(differences[0]?.baseMean ?? null, "share")}. ${differences
        .map(
          (each) =>
            `With ${each.plan}: ${inWords(each.planMean, "share")}, ${differenceInWords(each.difference, "share")} ` +
            `(± ${sizeInWords(each.halfWidth, "share")}, ${each.verdict})`,
        )
        .join("; ")}.`,
    ]),
  };
}

function inOrder(
  differences: readonly PlanDifference[],
  order: readonly string[],
): readonly PlanDifference[] {
  return order.flatMap((plan) => differences.filter((each) => each.plan === plan));
}

function headline(base: string, queue: string, differences: readonly PlanDifference[]): string {
  const better = differences.filter(({ verdict }) => verdict === "better");
  const best = better[0];
  const plans = differences.length === 1 ? "The plan" : "No plan";
  if (best === undefined) {
    return differences.length === 1
      ? `${plans} is not shown to lower ${queue} attrition below that of ${base}`
      : `${plans} is shown to lower ${queue} attrition below that of ${base}`;
  }
  const from = `${inWords(best.baseMean, "share")} to ${inWords(best.planMean, "share")}`;
  const rest = differences.length === 1 ? "" : `; ${better.length} of ${differences.length} plans lower it`;
  return `${shortName(best.plan)} takes ${queue} attrition from ${from}${rest}`;
}

const nameLines = (plan: string): readonly string[] => evenLines(plan, NAME_LETTERS, NAME_LINES);

const shortName = (name: string): string => brokenLines(name, 40, 1).join("");

/** Two panels beside each other: the figures themselves, and how they differ from the base. */
function planView(queue: string, differences: readonly PlanDifference[]): View {
  const { baseMean } = differences[0]!;
  const known = differences.flatMap(({ planMean }) => (planMean === null ? [] : [planMean]));
  const axis = axisText("share", Math.max(...known, baseMean ?? 0));
  // Names may be alike once shortened, so rows go by number and names are what stands beside them.
  const names = differences.map(({ plan }) => nameLines(plan));
  const lines = Math.max(...names.map(({ length }) => length));
  const step = LINE * lines + 10;
  const values = differences.map((each, i) => {
    const { difference, halfWidth } = each;
    const isRange = difference !== null && halfWidth !== null;
    return {
      row: i,
      plan: names[i]!.join("\n"),
      mean: each.planMean,
      base: baseMean,
      meanText: inWords(each.planMean, "share"),
      difference: difference === null ? null : 100 * difference,
      low: isRange ? 100 * (difference - halfWidth) : null,
      high: isRange ? 100 * (difference + halfWidth) : null,
      unknownLow: each.expected === null ? null : 100 * each.expected.low,
      unknownHigh: each.expected === null ? null : 100 * each.expected.high,
      differenceText: differenceInWords(difference, "share"),
      isToldApart: !["cannot be told apart", "the same"].includes(each.verdict),
    };
  });
  const named = rowAxis(names);
  const unnamed = { ...named, axis: { labels: false, ticks: false, domain: false, grid: true } };
  const far = Math.max(
    0.1,
    ...values.flatMap((each) =>
      [each.difference, each.low, each.high, each.unknownLow, each.unknownHigh].map((v) => Math.abs(v ?? 0)),
    ),
  );
  const signs = {
    low: values.some((v) => (v.low ?? v.difference ?? 0) < 0),
    high: values.some((v) => (v.high ?? v.difference ?? 0) > 0),
  };
  const domain = [signs.low || !signs.high ? -far * 1.08 : -far * 0.1, signs.high ? far * 1.08 : far * 0.1];
  const text = {
    type: "text" as const,
    align: "left" as const,
    baseline: "middle" as const,
  };
  const x = (field: string) => ({
    field,
    type: "quantitative" as const,
    title: null,
    axis: { tickCount: 4, grid: true, format: "~f" },
    scale: { domain, nice: false },
  });
  const meanX = {
    type: "quantitative" as const,
    title: null,
    axis: { format: axis.format, tickCount: 3, grid: true },
    scale: { domain: [0, Math.max(...known, baseMean ?? 0, 0.001) * 1.1], nice: false },
  };
  return {
    spacing: 70,
    hconcat: [
      {
        width: FIGURE_WIDTH,
        height: { step },
        title: panelTitle(`${queue} attrition; dashed: base, ${inWords(baseMean, "share")}`, TITLE_LETTERS),
        data: { values },
        layer: [
          {
            mark: { type: "bar", color: PALETTE.darkBlue, height: 10 },
            encoding: { y: named, x: { field: "mean", ...meanX } },
          },
          {
            mark: { type: "rule", color: PALETTE.orange, strokeDash: [4, 3], strokeWidth: 2 },
            data: { values: [{ base: baseMean }] },
            encoding: { x: { field: "base", ...meanX } },
          },
          {
            mark: text,
            encoding: {
              y: named,
              text: { field: "meanText", type: "nominal" },
              x: { value: FIGURE_WIDTH + 8 },
            },
          },
        ],
      },
      {
        width: DIFFERENCE_WIDTH,
        height: { step },
        title: panelTitle("Difference from base, points", TITLE_LETTERS),
        data: { values },
        layer: [
          {
            mark: { type: "rule", color: PALETTE.darkGrey },
            data: { values: [{ nothing: 0 }] },
            encoding: { x: x("nothing") },
          },
          {
            transform: [{ filter: "datum.unknownLow !== null" }],
            mark: { type: "rule", strokeWidth: 10, opacity: 0.25, color: PALETTE.darkBlue },
            encoding: { y: unnamed, x: x("unknownLow"), x2: { field: "unknownHigh" } },
          },
          {
            transform: [{ filter: "datum.low !== null" }],
            mark: { type: "rule", strokeWidth: 2, color: PALETTE.darkBlue },
            encoding: { y: unnamed, x: x("low"), x2: { field: "high" } },
          },
          {
            transform: [{ filter: "datum.difference !== null" }],
            mark: {
              type: "point",
              size: 70,
              opacity: 1,
              stroke: PALETTE.darkBlue,
              strokeWidth: 2,
              shape: "circle",
            },
            encoding: {
              y: unnamed,
              x: x("difference"),
              fill: { condition: { test: "datum.isToldApart", value: PALETTE.darkBlue }, value: "white" },
            },
          },
          {
            mark: text,
            encoding: {
              y: unnamed,
              text: { field: "differenceText", type: "nominal" },
              x: { value: DIFFERENCE_WIDTH + 8 },
            },
          },
        ],
      },
    ],
  };
}
