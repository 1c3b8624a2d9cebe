import { type Asked, type Chart, composed } from "../chart.ts";
import { type Curve, curvesView } from "../curves.ts";
import { figureInWords } from "../figureLabel.ts";
import { inWords } from "../figureText.ts";
import { effortInWords, sourceLine } from "../provenance.ts";
import { queuesShown } from "../queues.ts";
import type { Sweep } from "../results.ts";
import { along, curveTable } from "../sweepCurves.ts";

/**
 * Attrition, and the first queue answered within its first time (999 within 10 seconds), against handlers or whatever else
 * was swept.
 *
 * @throws ChartFault unless there is one sweep along one figure.
 */
export function staffingChart(sweeps: readonly Sweep[], asked: Asked): Chart {
  const found = along(sweeps);
  const { sweep, figure, labels, rows, curve } = found;
  const queues = queuesShown(rows, "attrition", asked.queue);
  const values = [...labels.keys()];
  const within = rows.find(({ measure }) => /^answeredWithin\d+(\.\d+)?s$/.test(measure));
  const lost = queues.flatMap((queue) => present(curve("queue", queue, "attrition", queue), queue));
  const prompt =
    within === undefined
      ? []
      : present(curve("queue", within.name, within.measure, within.name), within.name);
  const [from, to] = [values[0]!, values.at(-1)!];
  const isHandlers = /\.handlers(\.average)?$/.test(figure);
  const attritionAt = (value: number): string =>
    inWords(found.at(value, "queue", queues[0]!, "attrition"), "share");
  const title =
    asked.title ??
    `${queues[0]!} attrition goes from ${attritionAt(from)} with ${labels.get(from)!}${isHandlers ? " handlers" : ""} to ${attritionAt(to)} with ${labels.get(to)!}${isHandlers ? " handlers" : ""}`;
  const panel = (heading: string, curves: readonly Curve[], xTitle: string | null) =>
    curvesView({ title: heading, curves, unit: "share", xTitle, xLabels: labels });
  const xTitle = figure
    .replace(/^pools\.(.*)\.handlers\.average$/, "handlers on duty, average ($1)")
    .replace(/^pools\.(.*)\.handlers$/, "handlers on duty ($1)");
  return {
    spec: composed(
      {
        title,
        subtitle: [
          `Share of calls, ${sweep.scenario}, ${sweep.period}, against ${xTitle}.`,
          "Band: 95% interval of the mean. The same callers at all points; all else as in the scenario.",
        ],
        source: sourceLine(asked.source, [sweep], `${effortInWords(sweep.replications)} a point`),
        description: `Line chart of what ${figureInWords(figure)} does to attrition${prompt.length === 0 ? "" : " and to prompt answers"}. ${title}.`,
      },
      [
        panel(
          "Calls not answered, of those received",
          lost.map((each) => each.curve),
          prompt.length === 0 ? xTitle : null,
        ),
        ...(prompt.length === 0
          ? []
          : [
              panel(
                `${within!.name} ${within!.title}`,
                prompt.map((each) => each.curve),
                xTitle,
              ),
            ]),
      ],
    ),
    table: curveTable(found, [
      ...lost.map((each) => ({ head: `${each.name} attrition`, curve: each.curve })),
      ...prompt.map((each) => ({ head: `${each.name} ${within!.title}`, curve: each.curve })),
    ]),
    text: [
      ...lost.map(({ name, curve: { points } }) => sentence(`${name} attrition`, points, labels)),
      ...prompt.map(({ name, curve: { points } }) => sentence(`${name} ${within!.title}`, points, labels)),
    ],
  };
}

function present(
  curve: Curve | null,
  name: string,
): readonly { readonly name: string; readonly curve: Curve }[] {
  return curve === null ? [] : [{ name, curve }];
}

function sentence(name: string, points: Curve["points"], labels: ReadonlyMap<number, string>): string {
  return `${name}: ${points.map(({ x, y }) => `${inWords(y, "share")} at ${labels.get(x) ?? x}`).join(", ")}.`;
}
