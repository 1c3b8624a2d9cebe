import { evenLines } from "./lines.ts";

const LETTERS = 28;
const MOST_LINES = 3;

/** What parts of a path only say where its figure stands in the file, which a reader of a chart need not know. */
const PLACES = /^(?:queues|pools|workforce)\.(?:(?:roles|redeployed|courses)\.)?/;
const HYPHENED = /\b(wrap|hang|hold|drop) (up|back|out)\b/g;

/**
 * The path of a figure in a reader's words: `queues.101.wrapUp.mean` is "101 wrap-up mean", and
 * `workforce.roles."control room".leavers.1.aYear` "control room leavers 1 a year".
 */
export function figureInWords(path: string): string {
  // What stands in quotes is a name and stays as it is. Decimals keep their points: only those between words part a path.
  return path
    .replace(PLACES, "")
    .split(/("[^"]*")/)
    .map((part) => (part.startsWith('"') ? part.slice(1, -1) : keysInWords(part)))
    .join("")
    .trim();
}

function keysInWords(keys: string): string {
  return keys
    .replaceAll(/\.(?=\D)|(?<=\D)\.|^\./g, " ")
    .replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replaceAll(HYPHENED, "$1-$2");
}

/** The figure as a label beside a chart, in lines. */
export function figureLabel(path: string): readonly string[] {
  return evenLines(figureInWords(path), LETTERS, MOST_LINES);
}
