import { evenLines } from "./lines.ts";

const LETTERS = 28;
const MOST_LINES = 3;

/** The path of a figure as a label beside a chart: "queues.101.message.hangUp" as "queues 101 message hangUp", in lines. */
export function figureLabel(path: string): readonly string[] {
  // Decimals and the like keep their points: only those between words part a path.
  return evenLines(path.replaceAll(/\.(?=\D)|(?<=\D)\./g, " "), LETTERS, MOST_LINES);
}
