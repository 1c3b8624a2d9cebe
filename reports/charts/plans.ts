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
/** Verdicts of differences that are drawn hollow. */
const NOT_TOLD_APART = ["cannot be told apart", "the same", "no difference that shows", "not known"];
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
  const measure = asked.measure ?? "attrition";
  const shown = queuesShown(all, measure, asked.queue);
  const queues = found.plans.length > MANY_PLANS ? shown.slice(0, 1) : shown;
  const panels = queues.map((queue) => {
    const of = all.filter((each) => each.of === "queue" && each.name === queue && each.measure === measure);
    const sign = of[0]?.better === "higher" ? -1 : 1;
    return {
      queue,
      differences: of.toSorted(
        (a, b) => sign * (a.difference ?? sign * Infinity) - sign * (b.difference ?? sign * Infinity),
      ),
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
          `${measure === "attrition" ? "Attrition (calls not answered, of those received)" : sentenceCase(panels[0]!.differences[0]!.title)}, ${report.period}, beside ${found.base}.${clockOf(measure)} The same callers in all.`,
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
      `${queue} ${differences[0]!.title} with ${found.base}: ${inWords(differences[0]!.baseMean, differences[0]!.unit)}. ${differences
        .map(
          (each) =>
            `With ${each.plan}: ${inWords(each.planMean, each.unit)}, ${differenceInWords(each.difference, each.unit)} ` +
            `(± ${sizeInWords(each.halfWidth, each.unit)}, ${each.verdict})`,
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
  const { title, better: way } = differences[0]!;
  const what = `${queue} ${title}`;
  const [lower, below] = way === "higher" ? ["raise", "above"] : ["lower", "below"];
  const better = differences.filter(
    ({ verdict }) => verdict === "better" || (way === null && verdict === "lower"),
  );
  const [best] = better;
  if (best === undefined) {
    const isAlone = differences.length === 1;
    return `${isAlone ? "The plan is not" : "No plan is"} shown to ${lower} ${what} ${below} that of ${base}`;
  }
  const [from, to] = [inWords(best.baseMean, best.unit), inWords(best.planMean, best.unit)];
  const rest =
    differences.length === 1 ? "" : `; ${better.length} of ${differences.length} plans ${lower} it`;
  // A change that rounding hides must not be told as none.
  return from === to
    ? `${shortName(best.plan)} ${lower}s ${what} by ${sizeInWords(Math.abs(best.difference ?? 0), best.unit)}${rest}`
    : `${shortName(best.plan)} takes ${what} from ${from} to ${to}${rest}`;
}

/** Which clock a wait is told by; nothing for other measures. */
function clockOf(measure: string): string {
  if (!/[wW]ait/.test(measure)) return "";
  return measure.endsWith("FromDialling") ? " Waits from dialling." : " Waits from the end of any message.";
}

const sentenceCase = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const nameLines = (plan: string): readonly string[] => evenLines(plan, NAME_LETTERS, NAME_LINES);

const shortName = (name: string): string => brokenLines(name, 40, 1).join("");

/** Two panels beside each other: the figures themselves, and how they differ from the base. */
function planView(queue: string, differences: readonly PlanDifference[]): View {
  const { baseMean, unit, title } = differences[0]!;
  const known = differences.flatMap(({ planMean }) => (planMean === null ? [] : [planMean]));
  const axis = axisText(unit, Math.max(...known, baseMean ?? 0));
  const widest = Math.max(
    ...differences.flatMap(({ difference, halfWidth }) =>
      difference === null ? [0] : [Math.abs(difference) + (halfWidth ?? 0)],
    ),
  );
  // Differences of shares are in points of a percentage, not in percent.
  const isShare = unit === "share";
  const { divisor, word } = isShare ? { divisor: 0.01, word: "points" } : axisText(unit, widest);
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
      mean: each.planMean === null ? null : each.planMean / axis.divisor,
      meanText: inWords(each.planMean, unit),
      difference: difference === null ? null : difference / divisor,
      low: isRange ? (difference - halfWidth) / divisor : null,
      high: isRange ? (difference + halfWidth) / divisor : null,
      unknownLow: each.expected === null ? null : each.expected.low / divisor,
      unknownHigh: each.expected === null ? null : each.expected.high / divisor,
      differenceText: differenceInWords(difference, unit),
      isToldApart: !NOT_TOLD_APART.includes(each.verdict),
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
    low: values.some((v) => Math.min(v.low ?? 0, v.unknownLow ?? 0, v.difference ?? 0) < 0),
    high: values.some((v) => Math.max(v.high ?? 0, v.unknownHigh ?? 0, v.difference ?? 0) > 0),
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
    scale: { domain: [0, (Math.max(...known, baseMean ?? 0, 0.001) * 1.1) / axis.divisor], nice: false },
  };
  return {
    spacing: 70,
    hconcat: [
      {
        width: FIGURE_WIDTH,
        height: { step },
        title: panelTitle(
          `${queue} ${title}${axis.word === "" ? "" : `, ${axis.word}`}; dashed: base, ${inWords(baseMean, unit)}`,
          TITLE_LETTERS,
        ),
        data: { values },
        layer: [
          {
            mark: { type: "bar", color: PALETTE.darkBlue, height: 10 },
            encoding: { y: named, x: { field: "mean", ...meanX } },
          },
          {
            mark: { type: "rule", color: PALETTE.orange, strokeDash: [4, 3], strokeWidth: 2 },
            data: { values: [{ base: baseMean === null ? 0 : baseMean / axis.divisor }] },
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
        title: panelTitle(`Difference from base${word === "" ? "" : `, ${word}`}`, TITLE_LETTERS),
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
