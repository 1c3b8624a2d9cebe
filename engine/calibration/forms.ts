import type { Calibration, Structure } from "./calibration.ts";
import type { Output } from "./outputs.ts";

/** A conditional prediction that can be checked: of one figure of a month, given others of the same month. */
export interface Form {
  /** "101 mean wait given its attrition", "999 attrition given 101": all figures of it. */
  readonly name: string;
  /** Outputs of the month that are known. */
  readonly given: readonly number[];
  readonly wanted: number;
  readonly kind: "its other figure" | "the lowest queue" | "nothing";
}

/**
 * The forms that the list of figures to match allows for: of a queue with attrition and mean wait, each given the other;
 * figures of other queues given all those of the queue that is answered last; and every figure given nothing.
 */
export function formsOf(
  calibration: Calibration,
  structure: Structure,
  outputs: readonly Output[],
): readonly Form[] {
  const nameOf = (o: number): string => outputName(calibration, outputs[o]!);
  const all = outputs.map((_, o) => o);
  const last = lastQueue(structure, outputs);
  const ofLast = all.filter((o) => outputs[o]!.queue === last);
  return [
    ...all.flatMap((wanted): readonly Form[] => {
      const given = all.filter((o) => o !== wanted && outputs[o]!.queue === outputs[wanted]!.queue);
      if (given.length === 0) return [];
      const name = `${nameOf(wanted)} given its ${given.map((o) => calibration.match[outputs[o]!.match]!.figure).join(" and ")}`;
      return [{ name, given, wanted, kind: "its other figure" }];
    }),
    ...all.flatMap((wanted): readonly Form[] =>
      outputs[wanted]!.queue === last
        ? []
        : [{ name: `${nameOf(wanted)} given ${last}`, given: ofLast, wanted, kind: "the lowest queue" }],
    ),
    ...all.map((wanted): Form => ({
      name: `${nameOf(wanted)} given nothing`,
      given: [],
      wanted,
      kind: "nothing",
    })),
  ];
}

export function outputName({ match }: Calibration, { queue, match: m }: Output): string {
  return `${queue} ${match[m]!.figure}`;
}

/** Of the queues that are compared, the one that is answered last. */
export function lastQueue({ months }: Structure, outputs: readonly Output[]): string {
  const { queues } = months[0]!.scenario;
  const priority = (name: string): number => queues.find((queue) => queue.name === name)?.priority ?? 0;
  return outputs.reduce(
    (last, { queue }) => (priority(queue) > priority(last) ? queue : last),
    outputs[0]!.queue,
  );
}

/** The month in which most of the queue that is answered last gave up; null if its attrition is not compared. */
export function extremeMonth(structure: Structure, outputs: readonly Output[]): number | null {
  const last = lastQueue(structure, outputs);
  const output = outputs.find(({ queue, measure }) => queue === last && measure === "attrition");
  if (output === undefined) return null;
  const lost = structure.months.map(({ reported }) => reported[output.match]!);
  return lost.indexOf(Math.max(...lost));
}
