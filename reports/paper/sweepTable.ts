import type { Writing } from "../document/cellText.ts";
import type { Cell, Table } from "../document/document.ts";
import { figureLabel } from "../figureLabel.ts";
import type { Sweep } from "../results.ts";
import { sentenceCase } from "./names.ts";
import { unitIn, writingOf } from "./writing.ts";

type Row = Sweep["points"][number]["rows"][number];

/** More measures, each with its ±, are wider than a page. */
const MOST_MEASURES = 3;

/** The points of a sweep as a table: a row for each, with mean and ± of the measures asked for. */
export function sweepTable(
  sweep: Sweep,
  { id, caption }: Pick<Table, "id" | "caption">,
  isTold: (measure: string) => boolean,
  queues: readonly string[],
  notes: readonly string[],
): Table {
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
  const same = (one: Row) => (other: Row) =>
    one.of === other.of && one.name === other.name && one.measure === other.measure;
  const writings = told.map((row): Writing =>
    writingOf(row.unit, Math.max(0, ...all.filter(same(row)).map(({ mean }) => mean ?? 0))),
  );
  return {
    id,
    caption,
    columns: [
      ...sweep.figures.map((figure) => ({ head: headOf(figure), format: "text" as const })),
      ...told.flatMap(({ name, title, unit }, i) => {
        const writing = writings[i]!;
        return [
          { head: sentenceCase(`${name} ${title}${unitIn(writing, unit)}`), ...writing },
          {
            head: `± of ${name} ${title}`,
            ...writing,
            ...(writing.format === "share" ? { format: "points" as const } : {}),
          },
        ];
      }),
    ],
    rows:
      told.length === 0
        ? []
        : sweep.points.map(({ texts, rows }) => [
            ...texts,
            ...told.flatMap((each): readonly Cell[] => {
              const row = rows.find(same(each));
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

/** What is varied, in words where it is one of the usual figures. */
function headOf(figure: string): string {
  const handlers = /^pools\.(.*)\.handlers(\.average)?$/.exec(figure);
  if (handlers !== null)
    return `handlers on duty${handlers[2] === undefined ? "" : ", average"} (${handlers[1]!})`;
  const message = /^queues\.(.*)\.message\.duration$/.exec(figure);
  return message === null ? figureLabel(figure).join(" ") : `length of the message (${message[1]!})`;
}
