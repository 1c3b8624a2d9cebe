import type { Writing } from "../document/cellText.ts";
import { isMonth } from "../figureText.ts";
import type { ResultRow, RunReport } from "../results.ts";
import type { Evidence, PlanEvidence } from "./evidence.ts";
import { writingOf } from "./writing.ts";

/** A measure of a queue that the paper tells of. */
export interface Told {
  readonly queue: string;
  readonly measure: string;
  /** "101 attrition", "101 mean wait of the answered, from dialling". */
  readonly name: string;
  readonly unit: string;
  readonly writing: Writing;
  /** Whether a recorded message stands in front of the queue, so that there are two clocks. */
  readonly hasMessage: boolean;
  /** For identifiers of tables: letters, digits and hyphens. */
  readonly id: string;
}

/** The base and all plans. */
export const allPlans = ({ base, plans }: Evidence): readonly PlanEvidence[] => [base, ...plans];

const USUAL = ["attrition", "meanWaitAnswered", "meanWaitAnsweredFromDialling"];

/** What the paper tells of each of its queues, the one that gives way last first: attrition, waits by both clocks, prompt answers. */
export function measuresTold(evidence: Evidence): readonly Told[] {
  return measuresOf(evidence.queues, allPlans(evidence));
}

/** The same, of some runs. */
export function measuresOf(
  queues: readonly string[],
  plans: readonly Pick<PlanEvidence, "run">[],
): readonly Told[] {
  return queues.flatMap((queue, place) => {
    const rows = plans.flatMap(({ run }) =>
      run.rows.filter(
        ({ of, name, scope }) =>
          of === "queue" && name === queue && (scope === "period" || scope === "month"),
      ),
    );
    const within = rows.find(({ measure }) => /^answeredWithin[\d.]+s$/.test(measure))?.measure;
    const hasMessage = rows.some(({ measure }) => measure === "meanWaitAnsweredFromDialling");
    return [...USUAL, ...(within === undefined ? [] : [within])].flatMap((measure): readonly Told[] => {
      const ofMeasure = rows.filter((row) => row.measure === measure);
      const [first] = ofMeasure;
      if (first === undefined) return [];
      const largest = Math.max(0, ...ofMeasure.map(({ mean }) => Math.abs(mean ?? 0)));
      return [
        {
          queue,
          measure,
          name: nameOf(queue, first, hasMessage),
          unit: first.unit,
          writing: writingOf(first.unit, largest),
          hasMessage,
          id: `${place + 1}-${measure.replaceAll(/[^A-Za-z0-9]/g, "-")}`,
        },
      ];
    });
  });
}

function nameOf(queue: string, { measure, title }: ResultRow, hasMessage: boolean): string {
  const clock = measure === "meanWaitAnswered" && hasMessage ? ", from the end of the message" : "";
  return `${queue} ${title}${clock}`;
}

/** The row of the whole period. */
export function periodRow({ rows }: RunReport, { queue, measure }: Told): ResultRow | null {
  return (
    rows.find(
      (row) => row.scope === "period" && row.of === "queue" && row.name === queue && row.measure === measure,
    ) ?? null
  );
}

/** The rows of single months, of a run that counts several. */
export function rowsByMonth({ rows }: RunReport, { queue, measure }: Told): readonly ResultRow[] {
  return rows
    .filter(
      (row) =>
        row.scope === "month" &&
        isMonth(row.when) &&
        row.of === "queue" &&
        row.name === queue &&
        row.measure === measure,
    )
    .toSorted((a, b) => (a.when < b.when ? -1 : 1));
}

/** Periods that were simulated in all: those of each draw together. */
export const periodsOf = ({ draws, replications }: RunReport): number => (draws ?? 1) * replications;

export const isUncertain = ({ draws }: RunReport): boolean => draws !== undefined;
