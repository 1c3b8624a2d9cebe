import { cellText, shown, type Writing } from "../document/cellText.ts";
import type { Cell, Table } from "../document/document.ts";
import { figureLabel } from "../figureLabel.ts";
import type { Sweep } from "../results.ts";
import { sentenceCase } from "./names.ts";
import { unitIn, writingOf } from "./writing.ts";

type Row = Sweep["points"][number]["rows"][number];

/** More measures, each with its ±, are wider than a page. */
const MOST_MEASURES = 3;

/** What is told of a sweep: the measures of queues, in the order of the queues. */
interface ToldOfSweep {
  readonly isTold: (measure: string) => boolean;
  readonly queues: readonly string[];
}

/** What more or fewer handlers change. */
export const toldOfStaffing = (queues: readonly string[]): ToldOfSweep => ({
  isTold: (measure) => measure === "attrition" || measure === "meanWaitAnswered",
  queues,
});

/** What the length of a message changes for the queues that have it, by both clocks. */
export const toldOfMessage = (queues: readonly string[], { figures }: Sweep): ToldOfSweep => ({
  isTold: (measure) => ["attrition", "meanWaitAnswered", "meanWaitAnsweredFromDialling"].includes(measure),
  queues: queues.filter((queue) => figures.some((each) => each.startsWith(`queues.${queue}.message`))),
});

interface Measured {
  readonly row: Row;
  readonly writing: Writing;
}

function measuredIn(sweep: Sweep, { isTold, queues }: ToldOfSweep): readonly Measured[] {
  const all = sweep.points.flatMap(({ rows }) => rows);
  const keys = new Map<string, Row>();
  for (const row of all) {
    if (row.of !== "queue" || !queues.includes(row.name) || !isTold(row.measure)) continue;
    const key = `${row.name}\n${row.measure}`;
    if (!keys.has(key)) keys.set(key, row);
  }
  const told = [...keys.values()]
    .toSorted((a, b) => queues.indexOf(a.name) - queues.indexOf(b.name))
    .slice(0, MOST_MEASURES);
  return told.map((row) => ({
    row,
    writing: writingOf(row.unit, Math.max(0, ...all.filter(same(row)).map(({ mean }) => mean ?? 0))),
  }));
}

const same = (one: Row) => (other: Row) =>
  one.of === other.of && one.name === other.name && one.measure === other.measure;

/** The points of a sweep as a table: a row for each, with mean and ± of the measures asked for. */
export function sweepTable(
  sweep: Sweep,
  { id, caption }: Pick<Table, "id" | "caption">,
  asked: ToldOfSweep,
  notes: readonly string[],
): Table {
  const told = measuredIn(sweep, asked);
  return {
    id,
    caption,
    columns: [
      ...sweep.figures.map((figure) => ({ head: headOf(figure), format: "text" as const })),
      ...told.flatMap(({ row: { name, title, unit }, writing }) => [
        { head: sentenceCase(`${name} ${title}${unitIn(writing, unit)}`), ...writing },
        {
          head: `± of ${name} ${title}`,
          ...writing,
          ...(writing.format === "share" ? { format: "points" as const } : {}),
        },
      ]),
    ],
    rows:
      told.length === 0
        ? []
        : sweep.points.map(({ texts, rows }) => [
            ...texts.map(pointInWords),
            ...told.flatMap((each): readonly Cell[] => {
              const row = rows.find(same(each.row));
              return [row?.mean ?? null, row?.halfWidth ?? null];
            }),
          ]),
    notes: [
      "±: 95% interval of the mean. The same callers at all points; all else as in the scenario.",
      ...notes,
      ...(sweep.incomplete === null ? [] : [sweep.incomplete]),
    ],
  };
}

/**
 * What the two ends of a sweep along one figure do to each measure, in a sentence each. They are said to differ only where
 * their intervals are clear of each other, as shown.
 */
export function endsInWords(sweep: Sweep, asked: ToldOfSweep): readonly string[] {
  const [first, last] = [sweep.points[0], sweep.points.at(-1)];
  if (first === undefined || last === undefined || first === last || sweep.figures.length !== 1) return [];
  return measuredIn(sweep, asked).flatMap(({ row, writing }) => {
    const [one, other] = [first, last].map(({ rows }) => rows.find(same(row)));
    const [a, b] = [one?.mean ?? null, other?.mean ?? null];
    if (a === null || b === null) return [];
    const [low, high] = [shown(a, writing), shown(b, writing)];
    const apart = Math.abs(high - low) > (one?.halfWidth ?? Infinity) + (other?.halfWidth ?? Infinity);
    const verdict = !apart
      ? "These runs show no difference that is clear of chance"
      : high > low
        ? "It rises"
        : "It falls";
    const texts = `${cellText(a, writing)} with ${pointInWords(first.texts[0]!)} and ${cellText(b, writing)} with ${pointInWords(last.texts[0]!)}`;
    return [`${sentenceCase(`${row.name} ${row.title}`)}: ${texts}. ${verdict}.`];
  });
}

/** "95 s" of "95s", as all other figures have their unit apart; other texts as they are. */
const pointInWords = (text: string): string =>
  text.replace(
    /^(\d+(?:\.\d+)?)(s|m|h)$/,
    (_, figure: string, unit: string) => `${figure} ${unit === "m" ? "min" : unit}`,
  );

/** What is varied, in words where it is one of the usual figures. */
function headOf(figure: string): string {
  const handlers = /^pools\.(.*)\.handlers(\.average)?$/.exec(figure);
  if (handlers !== null)
    return `handlers on duty${handlers[2] === undefined ? "" : ", average"} (${handlers[1]!})`;
  const message = /^queues\.(.*)\.message\.duration$/.exec(figure);
  return message === null ? figureLabel(figure).join(" ") : `length of the message (${message[1]!})`;
}
