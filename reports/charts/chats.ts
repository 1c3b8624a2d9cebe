import { type Asked, type Chart, composed } from "../chart.ts";
import { type Cell, heatMapView } from "../heatMap.ts";
import { hourRows } from "../hourRows.ts";
import { effortInWords, sourceLine } from "../provenance.ts";
import { ChartFault, type RunReport } from "../results.ts";

/**
 * Chats held by all handlers together, and the minutes of each hour for which the chat queue takes no new chats, by hour
 * of the week.
 *
 * @throws ChartFault unless there is one run of a room with chats, by hour of the week.
 */
export function chatsChart(reports: readonly RunReport[], asked: Asked): Chart {
  const { report, rows, figure, hoursOf } = hourRows(reports);
  const namesWith = (measure: string): readonly string[] => [
    ...new Set(rows.filter((row) => row.measure === measure).map(({ name }) => name)),
  ];
  const pools = namesWith("chatsHeld");
  const queues = namesWith("timeClosed");
  const queue = asked.queue ?? queues.at(-1);
  if (pools.length === 0 || queue === undefined || !queues.includes(queue)) {
    throw new ChartFault(
      queues.length === 0 || pools.length === 0
        ? `there are no chats in the run of ${report.scenario}. See docs/chat.md for rooms with chats.`
        : `"${asked.queue ?? ""}" takes no chats. Ask for ${queues.map((name) => `"${name}"`).join(" or ")}.`,
    );
  }
  const whens = [...new Set(rows.map(({ when }) => when))];
  const held = whens.map((when): Cell => ({
    when,
    value: pools.reduce(
      (sum, pool) => sum + (figure(when, pool, "chatsHeld") ?? 0) * (figure(when, pool, "onDuty") ?? 0),
      0,
    ),
  }));
  const closed = whens.map((when): Cell => {
    const seconds = figure(when, queue, "timeClosed");
    return { when, value: seconds === null ? null : Math.min(60, seconds / hoursOf(when) / 60) };
  });
  const busiest = held.reduce((one, other) => (other.value! > one.value! ? other : one));
  const hoursClosed = closed.reduce((sum, { value }) => sum + (value ?? 0), 0) / 60;
  const title =
    asked.title ??
    `${said(busiest.value!)} chats are held at once in the busiest hour (${busiest.when}); ${queue} is closed for ${hoursClosed.toFixed(0)} of 168 hours a week`;
  return {
    spec: composed(
      {
        title,
        subtitle: [
          `Chats held by all handlers together, mean, and minutes of each hour without new chats, ${report.scenario}, ${report.period}.`,
          "The darker, the more; columns are hours from midnight.",
        ],
        source: sourceLine(asked.source, [report], effortInWords(report.replications, report.draws)),
        description: `Two tables of the 168 hours of the week, shaded by how much: chats held, minutes closed. ${title}.`,
      },
      [
        heatMapView({ title: "Chats held, mean", cells: held, said }),
        heatMapView({
          title: `Minutes closed to new chats, ${queue}`,
          cells: closed,
          said: (value) => String(Math.round(value)),
        }),
      ],
    ),
    table: {
      heads: ["hour of the week", "chats held, mean", "minutes closed"],
      rows: whens.map((when, i) => [when, held[i]!.value, closed[i]!.value]),
    },
    text: [
      `Most chats at a time, mean of the hour: ${said(busiest.value!)}, on ${busiest.when}.`,
      `${queue} takes no new chats for ${hoursClosed.toFixed(1)} of the 168 hours of a week.`,
    ],
  };
}

function said(value: number): string {
  return value < 9.95 ? value.toFixed(1) : String(Math.round(value));
}
