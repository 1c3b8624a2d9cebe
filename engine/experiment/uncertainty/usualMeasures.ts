import type { ActualMeasure, Scenario } from "../../scenario/scenario.ts";
import { queueMeasures } from "../measures.ts";
import type { PeriodMeasure } from "../periodMeasures.ts";

/** A measure that is told of without being asked for, with its place in the list it was taken from. */
export interface UsualMeasure extends PeriodMeasure {
  readonly place: number;
  /** The published figure that it can be set beside, if there is one. */
  readonly metric: ActualMeasure | null;
}

const OF_QUEUES: ReadonlySet<string> = new Set([
  "offered",
  "attrition",
  "meanWaitAnswered",
  "meanWaitAll",
  "meanAgeDone",
]);
const OF_ROLES: ReadonlySet<string> = new Set(["inPost", "live", "effective"]);
const WITHIN = /^(?:answered|done)Within\d+(?:\.\d+)?s$/;

/** What a panel paper prints: volume, attrition, both mean waits, what is answered within the targets; and heads. */
export function usualMeasures(list: readonly PeriodMeasure[], { queues }: Scenario): readonly UsualMeasure[] {
  return list.flatMap((measure, place): readonly UsualMeasure[] => {
    switch (measure.of) {
      case "queue": {
        if (!OF_QUEUES.has(measure.measure) && !WITHIN.test(measure.measure)) return [];
        const queue = queues.find(({ name }) => name === measure.name)!;
        const { published } = queueMeasures(queue).find(({ name }) => name === measure.measure) ?? {};
        return [{ ...measure, place, metric: published ?? null }];
      }
      case "role":
        return OF_ROLES.has(measure.measure) ? [{ ...measure, place, metric: null }] : [];
      case "pool":
      case "switch":
        return [];
    }
  });
}
