import { type Asked, type Chart, composed } from "../chart.ts";
import { inWords, monthInWords } from "../figureText.ts";
import { monthRows } from "../monthRows.ts";
import { type MonthPoint, monthsView } from "../monthsPanel.ts";
import { effortInWords, sourceLine, spanInWords } from "../provenance.ts";
import { queuesShown } from "../queues.ts";
import { ChartFault, type ResultRow, type RunReport } from "../results.ts";

const MEASURES = [
  { measure: "attrition", title: (queue: string) => `${queue} calls not answered, of those received` },
  {
    measure: "meanWaitAnswered",
    title: (queue: string) => `Mean wait of ${queue} calls (simulated: of the answered)`,
  },
];

/**
 * Attrition and mean wait by month, reported beside simulated.
 *
 * @param reports Runs of single months, or of several; with --uncertain what is not known has a band of its own.
 * @throws ChartFault if no month is in them, or a month twice.
 */
export function monthsChart(reports: readonly RunReport[], asked: Asked): Chart {
  const rows = reports.flatMap(monthRows);
  const queues = queuesShown(rows, "attrition", asked.queue);
  const months = [...new Set(rows.map(({ when }) => when))].sort();
  if (months.length === 0) {
    throw new ChartFault(
      "these runs are of days, not of months. Name runs of scenarios that say month: 2022-10, or months: 2022-12 to 2023-02.",
    );
  }
  const panels = queues.flatMap((queue) =>
    MEASURES.map(({ measure, title }) => {
      const ofMeasure = rows.filter(
        (row) => row.name === queue && row.of === "queue" && row.measure === measure,
      );
      return {
        queue,
        measure,
        title: title(queue),
        unit: ofMeasure[0]?.unit ?? "share",
        points: pointsOf(ofMeasure, months),
      };
    }),
  );
  const isUncertain = rows.some(({ expected }) => expected !== null);
  const first = panels[0]!;
  const place =
    [...new Set(reports.map(({ scenario }) => scenario))].length === 1 ? reports[0]!.scenario : "";
  const sources = [...new Set(rows.flatMap(({ reported }) => (reported === null ? [] : [reported.source])))];
  const title = asked.title ?? headline(first.queue, first.points);
  const source = sourceLine(
    asked.source ?? (sources.length === 0 ? null : `Reported: ${sources.join(", ")}.`),
    reports,
    `${effortInWords(reports[0]!.replications, reports[0]!.draws)}${reports.length > 1 ? " a month" : ""}`,
  );
  return {
    spec: composed(
      {
        title,
        subtitle: [
          `Attrition and mean wait of ${queues.join(" and ")}, ${place === "" ? "" : `${place}, `}${spanInWords(months)}. Waits from the end of any message.`,
          isUncertain
            ? "Pale bar: 95% of single months, chance and what is not known together. Dark bar: what is not known alone."
            : "Bar: where 95% of single months fall by chance alone, if the model and its figures were right.",
        ],
        source,
        description: `Chart of ${months.length === 1 ? "one month" : `${months.length} months`}, ${sources.length === 0 ? "simulated figures with their ranges" : "reported figures beside simulated ones"}. ${title}.`,
      },
      panels.map(monthsView),
    ),
    table: {
      heads: [
        "month",
        "queue",
        "measure",
        "unit",
        "reported",
        "simulated",
        "not known from",
        "not known to",
        "single month from",
        "single month to",
      ],
      rows: panels.flatMap(({ queue, measure, unit, points }) =>
        points.map(({ month, reported, simulated, unknown, single }) => [
          month,
          queue,
          measure,
          unit,
          reported,
          simulated,
          unknown?.low ?? null,
          unknown?.high ?? null,
          single?.low ?? null,
          single?.high ?? null,
        ]),
      ),
    },
    text: panels.flatMap(({ title: heading, unit, points }) => inSentences(heading, unit, points)),
  };
}

function pointsOf(rows: readonly ResultRow[], months: readonly string[]): readonly MonthPoint[] {
  return months.map((month) => {
    const found = rows.filter(({ when }) => when === month);
    if (found.length > 1) {
      throw new ChartFault(
        `${monthInWords(month)} is in more than one of these runs (${[...new Set(found.map(({ scenario }) => scenario))].join(", ")}). Name runs of different months.`,
      );
    }
    const [row] = found;
    return {
      month,
      simulated: row?.mean ?? null,
      unknown: row?.expected ?? null,
      single: row?.single ?? null,
      reported: row?.reported?.value ?? null,
    };
  });
}

/** "53% of 101 calls were not answered in Oct 2022, 16% in Jan 2023"; of what is only simulated "would not be answered". */
function headline(queue: string, points: readonly MonthPoint[]): string {
  const known = points.flatMap(({ month, reported, simulated }) => {
    const value = reported ?? simulated;
    return value === null ? [] : [{ month, value, verb: reported === null ? "would not be" : "were not" }];
  });
  if (known.length === 0) return `No ${queue} calls in these months`;
  const worst = known.reduce((one, other) => (other.value > one.value ? other : one));
  const last = known.at(-1)!;
  const start = `${inWords(worst.value, "share")} of ${queue} calls ${worst.verb} answered in ${monthInWords(worst.month)}`;
  if (known.length === 1) return start;
  if (worst !== last) return `${start}, and ${inWords(last.value, "share")} in ${monthInWords(last.month)}`;
  const least = known.reduce((one, other) => (other.value < one.value ? other : one));
  return `${start}, up from ${inWords(least.value, "share")} in ${monthInWords(least.month)}`;
}

function inSentences(heading: string, unit: string, points: readonly MonthPoint[]): readonly string[] {
  return [
    `${heading}: ${points
      .map(({ month, simulated, single, reported }) => {
        const band =
          single === null
            ? ""
            : ` (95% of single months ${inWords(single.low, unit)} to ${inWords(single.high, unit)})`;
        const said = reported === null ? "" : `reported ${inWords(reported, unit)}, `;
        return `${monthInWords(month)} ${said}simulated ${inWords(simulated, unit)}${band}`;
      })
      .join("; ")}.`,
  ];
}
