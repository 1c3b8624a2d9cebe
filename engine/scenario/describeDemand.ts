import type { Queue } from "./scenario.ts";
import { shareInWords } from "./words.ts";

/** One sentence on demand that follows the month before; none if it follows nothing. */
export function demandInWords(queue: Queue, queues: readonly Queue[]): readonly string[] {
  if (queue.demandFollows === undefined) return [];
  const { of, attritionAbove, byPoint, atLeast, atMost } = queue.demandFollows;
  const whose = queues[of] === queue ? "its own attrition" : `attrition of ${queues[of]!.name}`;
  const bound = byPoint < 0 ? `never below ${shareInWords(atLeast)}` : `never above ${shareInWords(atMost)}`;
  return [
    `demand follows ${whose} of the month before: for each point above ${shareInWords(attritionAbove)}, ` +
      `${shareInWords(Math.abs(byPoint))} of the volume ${byPoint < 0 ? "fewer" : "more"} come in the next month, ` +
      `${bound} of the volume. The first month has its volume.`,
  ];
}

/** What a reader of results must know of a queue whose demand follows the month before. */
export function demandNotes({
  name,
  demandFollows,
}: Pick<Queue, "name" | "demandFollows">): readonly string[] {
  if (demandFollows === undefined) return [];
  return [
    `${name}: demand of a month is taken to follow attrition of the month before (demandFollows), which is a judgement: no published figure says by how much.`,
  ];
}
