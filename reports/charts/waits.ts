import { type Asked, type Chart, composed } from "../chart.ts";
import { type Curve, curvesView } from "../curves.ts";
import { inWords } from "../figureText.ts";
import { effortInWords, sourceLine } from "../provenance.ts";
import { queuesShown } from "../queues.ts";
import { ChartFault, type ResultRow, type RunReport } from "../results.ts";

/** Waits that people ask about, in seconds. */
const MARKS = [10, 60, 90, 600];
const LABELS: ReadonlyMap<number, string> = new Map([
  [0, "0"],
  [10, "10 s"],
  [60, "60 s"],
  // Beneath its neighbour, which it would touch.
  [90, "\n90 s"],
  [600, "10 min"],
  [1800, "30 min"],
  [3600, "1 h"],
]);

/**
 * How the waits of answered calls are spread: the share of them that had waited at most so long, read off the percentiles
 * and the times within which results count calls.
 *
 * @throws ChartFault unless there is one run.
 */
export function waitsChart(reports: readonly RunReport[], asked: Asked): Chart {
  const [report] = reports;
  if (report === undefined || reports.length > 1) {
    throw new ChartFault("this chart shows the waits of one run of one scenario. Name one.");
  }
  const rows = report.rows.filter(({ scope }) => scope === "period");
  const queues = queuesShown(rows, "waitP50Answered", asked.queue);
  const curves = queues.map((queue): Curve => ({
    name: queue,
    points: pointsOf(rows.filter((row) => row.of === "queue" && row.name === queue)).map(
      ({ wait, share }) => ({
        x: wait,
        y: share,
        low: null,
        high: null,
      }),
    ),
  }));
  const longest = Math.max(1, ...curves.flatMap(({ points }) => points.map(({ x }) => x)));
  const title = asked.title ?? headline(queues[0]!, rows);
  return {
    spec: composed(
      {
        title,
        subtitle: [
          `Share of answered calls that waited at most so long, ${report.scenario}, ${report.period}. From the end of any message.`,
          "Dots are what the results give; lines between them only guide the eye. Upright: 10 s, 60 s, 90 s, 10 min. Short waits are drawn wider apart than long ones.",
        ],
        source: sourceLine(asked.source, [report], effortInWords(report.replications, report.draws)),
        description: `Chart of how waits of answered calls are spread. ${title}.`,
      },
      [
        curvesView({
          title: "Answered calls that waited at most so long",
          curves,
          unit: "share",
          xTitle: "wait",
          xLabels: new Map([...LABELS].filter(([wait]) => wait <= Math.max(longest, 600))),
          height: 260,
          isLogarithmic: true,
          marks: MARKS,
        }),
      ],
    ),
    table: {
      heads: ["queue", "wait, seconds", "share of answered calls that waited at most so long"],
      rows: curves.flatMap(({ name, points }) => points.map(({ x, y }) => [name, x, y])),
    },
    text: curves.map(
      ({ name, points }) =>
        `${name}, answered calls: ${points.map(({ x, y }) => `${inWords(y, "share")} waited at most ${inWords(x, "seconds")}`).join("; ")}.`,
    ),
  };
}

/** What is known of the distribution of the waits of one queue's answered calls, in order. */
function pointsOf(rows: readonly ResultRow[]): readonly { readonly wait: number; readonly share: number }[] {
  const of = (measure: string): number => rows.find((row) => row.measure === measure)?.mean ?? NaN;
  const atOnce = (of("offered") * (1 - of("delayed"))) / of("answered");
  const found = rows.flatMap(({ measure, mean }) => {
    if (mean === null) return [];
    const percentile = /^waitP(\d+)Answered$/.exec(measure)?.[1];
    if (percentile !== undefined) return [{ wait: mean, share: Number(percentile) / 100 }];
    const within = /^answeredWithin(\d+(?:\.\d+)?)sOfAnswered$/.exec(measure)?.[1];
    return within === undefined ? [] : [{ wait: Number(within), share: mean }];
  });
  // A percentile of no wait says less than how many found somebody free.
  const points = Number.isFinite(atOnce)
    ? [{ wait: 0, share: Math.min(1, Math.max(0, atOnce)) }, ...found.filter(({ wait }) => wait > 0)]
    : found;
  const sorted = points.toSorted((a, b) => a.wait - b.wait || a.share - b.share);
  // Percentiles are means over periods and may cross a share by a hair: a distribution never falls.
  return sorted.filter(({ share }, i) => sorted.slice(0, i).every((before) => before.share <= share));
}

function headline(queue: string, rows: readonly ResultRow[]): string {
  const of = (measure: string): number | null =>
    rows.find((row) => row.of === "queue" && row.name === queue && row.measure === measure)?.mean ?? null;
  if (of("waitP50Answered") === 0) {
    return `At least half of answered ${queue} calls did not wait, and one in ten waited more than ${inWords(of("waitP90Answered"), "seconds")}`;
  }
  return (
    `Half of answered ${queue} calls waited at most ${inWords(of("waitP50Answered"), "seconds")}, ` +
    `and one in ten more than ${inWords(of("waitP90Answered"), "seconds")}`
  );
}
