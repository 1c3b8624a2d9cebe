import { type Asked, type Chart, composed } from "../chart.ts";
import { type Curve, curvesView } from "../curves.ts";
import { inWords } from "../figureText.ts";
import { effortInWords, sourceLine } from "../provenance.ts";
import { ChartFault, type Sweep } from "../results.ts";
import { along, type Along, curveTable } from "../sweepCurves.ts";

/**
 * What the length of the message does to the wait by both clocks, from dialling and from the end of the message, and to
 * those lost: in the queue, and in the message before they reach it.
 *
 * @throws ChartFault unless there is one sweep along the length of one queue's message.
 */
export function messageChart(sweeps: readonly Sweep[], asked: Asked): Chart {
  const found = along(sweeps);
  const { sweep, figure, curve } = found;
  const labels = new Map([...found.labels.keys()].map((value) => [value, inWords(value, "seconds")]));
  const queue = /^queues\.(.*)\.message\.duration(\.|$)/.exec(figure)?.[1];
  if (queue === undefined) {
    throw new ChartFault(
      `that sweep varies ${figure}, not how long a message is. Sweep with --vary "queues.101.message.duration=30s,60s,95s".`,
    );
  }
  const fromEnd = curve("queue", queue, "meanWaitAnswered", "from the end of the message");
  const fromDialling = curve("queue", queue, "meanWaitAnsweredFromDialling", "from dialling");
  const lost = curve("queue", queue, "attrition", "gave up waiting, of received");
  const hungUp = hungUpCurve(found, queue);
  const waits = [fromDialling, fromEnd].filter((each) => each !== null);
  const shares = [lost, hungUp].filter((each) => each !== null);
  const values = [...labels.keys()];
  const [short, long] = [values[0]!, values.at(-1)!];
  const wait = (value: number, clock: Curve | null): string =>
    inWords(clock?.points.find(({ x }) => x === value)?.y ?? null, "seconds");
  const title =
    asked.title ??
    `With a message of ${labels.get(long)!} the mean ${queue} wait is ${wait(long, fromEnd)} by the clock that starts after it, ` +
      `and ${wait(long, fromDialling)} from dialling`;
  return {
    spec: composed(
      {
        title,
        subtitle: [
          `Mean wait of answered calls by both clocks, and calls lost, ${sweep.scenario}, ${sweep.period}, against the length of the message.`,
          "Band: 95% interval of the mean. The same callers at all points; all else as in the scenario.",
        ],
        source: sourceLine(asked.source, [sweep], `${effortInWords(sweep.replications)} a point`),
        description: `Line chart of what the length of the ${queue} message does. ${title}.`,
      },
      [
        curvesView({
          title: `Mean wait of answered ${queue} calls`,
          curves: waits,
          unit: "seconds",
          xTitle: null,
          xLabels: labels,
        }),
        curvesView({
          title: `${queue} calls lost`,
          curves: shares,
          unit: "share",
          xTitle: "length of the message",
          xLabels: labels,
        }),
      ],
    ),
    table: curveTable(found, [
      ...(fromEnd === null ? [] : [{ head: "mean wait from the end of the message, s", curve: fromEnd }]),
      ...(fromDialling === null ? [] : [{ head: "mean wait from dialling, s", curve: fromDialling }]),
      ...(lost === null ? [] : [{ head: "attrition", curve: lost }]),
      ...(hungUp === null ? [] : [{ head: "hung up in the message, of dialled", curve: hungUp }]),
    ]),
    text: [
      `With ${labels.get(short)!}: ${wait(short, fromEnd)} from the end of the message and ${wait(short, fromDialling)} from dialling. ` +
        `With ${labels.get(long)!}: ${wait(long, fromEnd)} and ${wait(long, fromDialling)}.`,
      ...shares.map(
        ({ name, points }) =>
          `${queue} callers who ${name}: ${points.map(({ x, y }) => `${inWords(y, "share")} with ${labels.get(x)!}`).join(", ")}.`,
      ),
    ],
  };
}

/** Those who hang up in the message, of all who dial: they are in no attrition. */
function hungUpCurve({ labels, at }: Along, queue: string): Curve | null {
  const points = [...labels.keys()].flatMap((x) => {
    const [lost, dialled] = [at(x, "queue", queue, "hungUpInMessage"), at(x, "queue", queue, "dialled")];
    if (lost === null || dialled === null || dialled === 0) return [];
    return [{ x, y: lost / dialled, low: null, high: null }];
  });
  return points.length === 0 ? null : { name: "hung up in the message, of dialled", points };
}
