import { type Asked, type Chart, composed } from "../chart.ts";
import { inWords } from "../figureText.ts";
import { type Cell, DAYS, heatMapView } from "../heatMap.ts";
import { effortInWords, sourceLine } from "../provenance.ts";
import { queuesShown } from "../queues.ts";
import { hourRows } from "../hourRows.ts";
import type { RunReport } from "../results.ts";

/**
 * Load, staffing and attrition in each hour of the week.
 *
 * Load is in handlers' worth of work: calls received an hour, times the mean talk and wrap-up of the period.
 *
 * @throws ChartFault unless there is one run, by hour of the week.
 */
export function hoursChart(reports: readonly RunReport[], asked: Asked): Chart {
  const { report, rows, hoursOf, figure } = hourRows(reports);
  const [queue] = queuesShown(rows, "attrition", asked.queue);
  // Talk times are those of the period: results by the hour need not have any.
  const queues = [
    ...new Set(
      report.rows
        .filter(({ scope, of, measure }) => scope === "period" && of === "queue" && measure === "meanTalk")
        .map(({ name }) => name),
    ),
  ];
  const pools = [
    ...new Set(
      rows.filter(({ of, measure }) => of === "pool" && measure === "onDuty").map(({ name }) => name),
    ),
  ];
  const handling = new Map(
    queues.map((name) => {
      const ofPeriod = (measure: string): number =>
        report.rows.find((row) => row.scope === "period" && row.name === name && row.measure === measure)
          ?.mean ?? 0;
      return [name, ofPeriod("meanTalk") + ofPeriod("meanWrapUp")];
    }),
  );
  const whens = [...new Set(rows.map(({ when }) => when))].toSorted((a, b) => place(a) - place(b));
  const sum = (values: readonly (number | null)[]): number =>
    values.reduce<number>((all, each) => all + (each ?? 0), 0);
  const load = whens.map((when): Cell => ({
    when,
    value: sum(
      queues.map(
        (name) => ((figure(when, name, "offered") ?? 0) / hoursOf(when)) * (handling.get(name)! / 3600),
      ),
    ),
  }));
  const staff = whens.map((when): Cell => ({
    when,
    value: sum(pools.map((name) => figure(when, name, "onDuty"))),
  }));
  const lost = whens.map((when): Cell => ({ when, value: figure(when, queue!, "attrition") }));
  const title = asked.title ?? headline(queue!, lost);
  const people = (value: number): string => (value < 9.95 ? value.toFixed(1) : String(Math.round(value)));
  return {
    spec: composed(
      {
        title,
        subtitle: [
          `Load, handlers on duty and ${queue!} attrition by hour of the week, ${report.scenario}, ${report.period}.`,
          "Load: handlers' worth of work that calls bring, answered or not. The darker, the more; columns are hours from midnight.",
        ],
        source: sourceLine(asked.source, [report], effortInWords(report.replications, report.draws)),
        description: `Three tables of the 168 hours of the week, shaded by how much: load, handlers on duty, attrition. ${title}.`,
      },
      [
        heatMapView({ title: "Load, handlers' worth of work", cells: load, said: people }),
        heatMapView({
          title: "Handlers on duty, mean",
          cells: staff,
          said: staff.every(({ value }) => Number.isInteger(value)) ? String : people,
        }),
        heatMapView({
          title: `${queue!} calls not answered, %`,
          cells: lost,
          said: percentsOf(lost),
        }),
      ],
    ),
    table: {
      heads: ["hour of the week", "load, handlers' worth", "handlers on duty", `${queue!} attrition`],
      rows: whens.map((when, i) => [when, load[i]!.value, staff[i]!.value, lost[i]!.value]),
    },
    text: [
      ...extremes("Load", load, (value) => `${people(value)} handlers' worth`),
      ...extremes("Handlers on duty", staff, people),
      ...extremes(`${queue!} attrition`, lost, (value) => inWords(value, "share")),
    ],
  };
}

function place(when: string): number {
  return 24 * DAYS.indexOf(when.slice(0, 3)) + Number(when.slice(4, 6));
}

/** How percents of some cells are written: where none reaches ten, whole ones would tell hardly any apart. */
function percentsOf(cells: readonly Cell[]): (value: number) => string {
  const isSmall = 100 * (most(cells).value ?? 0) < 9.95;
  return (value) => (isSmall && value > 0 ? (100 * value).toFixed(1) : String(Math.round(100 * value)));
}

function most(cells: readonly Cell[]): Cell {
  return cells.reduce((one, other) => ((other.value ?? -1) > (one.value ?? -1) ? other : one));
}

function headline(queue: string, lost: readonly Cell[]): string {
  const worst = most(lost);
  return `${queue} attrition is worst on ${worst.when.replace(" ", " at ")}, when ${inWords(worst.value, "share")} of calls are not answered`;
}

function extremes(name: string, cells: readonly Cell[], said: (value: number) => string): readonly string[] {
  const known = cells.filter(({ value }) => value !== null);
  if (known.length === 0) return [];
  const high = most(known);
  const low = known.reduce((one, other) => (other.value! < one.value! ? other : one));
  return [
    `${name}: most on ${high.when} (${said(high.value!)}), least on ${low.when} (${said(low.value!)}).`,
  ];
}
