import type { Change } from "./change.ts";
import { figureTree, sidesOf, valueTree } from "./change.ts";
import { pathText } from "./figurePath.ts";
import type { FigureUnit } from "./measured.ts";
import { figureText, measured } from "./measured.ts";
import type { Parsed } from "./quantity.ts";
import type { Tree } from "./tree.ts";
import { plain } from "./tree.ts";
import { plural, quoted } from "./words.ts";

/** One value that a figure is to take. */
export interface Level {
  readonly tree: Tree;
  /** As written, or as it would be: "60 seconds". */
  readonly text: string;
  /** The figure alone: seconds, a share from 0 to 1, contacts an hour. Null for a word. */
  readonly amount: number | null;
}

/** The values that a figure is to take, one after the other. */
export interface Variation {
  readonly path: readonly string[];
  /** The path as text: queues.101.message.duration. */
  readonly figure: string;
  readonly values:
    | { readonly kind: "list"; readonly levels: readonly Level[] }
    | {
        readonly kind: "range";
        readonly low: number;
        readonly high: number;
        readonly step: number | null;
        readonly unit: FigureUnit;
      };
}

/** Values of one figure in a range: more is a slip of the pen. */
const MOST_LEVELS = 1000;
const WRITE =
  'Write values such as 30s,60s,95s, a range such as 8..16, or a range with a step such as "30s..2m step 30s".';

/**
 * Reads "path=values": values with commas between them, as in a list of the file, or a range from one figure to another.
 */
export function parseVariation(text: string): Parsed<Variation> {
  const sides = sidesOf(text);
  if ("problem" in sides) return { problem: sides.problem };
  const { path, value } = sides.value;
  const values = parseRange(value) ?? parseList(value);
  return "problem" in values ? values : { value: { path, figure: pathText(path), values: values.value } };
}

const RANGE = /^(.+?)\s*\.\.\s*(.+?)(?:\s+step\s+(.+))?$/;

function parseRange(text: string): Parsed<Variation["values"]> | undefined {
  const [, first = "", last = "", by] = RANGE.exec(text) ?? [];
  const [low, high] = [figureIn(first), figureIn(last)];
  // Two points may stand in the name of a file too.
  if (low === undefined && high === undefined) return undefined;
  if (low === undefined) return { problem: `${quoted(first)} is not a figure. ${WRITE}` };
  if (high === undefined) return { problem: `${quoted(last)} is not a figure. ${WRITE}` };
  const { unit } = high;
  if (low.unit !== unit && low.amount !== 0) {
    return { problem: `${quoted(first)} and ${quoted(last)} are not of one kind. Write the unit with both.` };
  }
  if (high.amount <= low.amount) {
    return { problem: `${quoted(last)} is not above ${quoted(first)}. Write the lower one first.` };
  }
  const step = by === undefined ? null : figureIn(by);
  if (step === undefined || (step !== null && (step.unit !== unit || step.amount <= 0))) {
    return {
      problem: `${quoted(by ?? "")} is not a step for it. Write a figure above zero of the same kind.`,
    };
  }
  return {
    value: { kind: "range", low: low.amount, high: high.amount, step: step?.amount ?? null, unit },
  };
}

/** A figure, in quotes or without them. */
function figureIn(text: string) {
  const grown = valueTree(text);
  return "value" in grown ? measured(plain(grown.value)) : undefined;
}

function parseList(text: string): Parsed<Variation["values"]> {
  const grown = valueTree(`[${text}]`);
  if ("problem" in grown || grown.value.kind !== "list") {
    return { problem: `${quoted(text)} cannot be read as values. ${WRITE}` };
  }
  const { items } = grown.value;
  if (items.some((item) => item.kind === "value" && item.value === null)) {
    return { problem: `a value is missing between the commas of ${quoted(text)}. ${WRITE}` };
  }
  const cut = items.find((item, i) => i > 0 && isCutFigure(items[i - 1]!, item));
  if (cut !== undefined) {
    return { problem: "a comma ends a value. Put each figure that has a comma in it in double quotes." };
  }
  const levels = items.map((tree): Level => {
    const found = plain(tree);
    const written = tree.kind === "value" ? tree.source : JSON.stringify(found);
    return { tree, text: written, amount: measured(found)?.amount ?? null };
  });
  const repeated = levels.find((level, i) => levels.findIndex((each) => each.text === level.text) < i);
  if (repeated !== undefined) return { problem: `${quoted(repeated.text)} is given twice. Give it once.` };
  return { value: { kind: "list", levels } };
}

/** "25,000 a month" without quotes: a bare number, and a text that begins with three digits. */
function isCutFigure(before: Tree, item: Tree): boolean {
  return (
    before.kind === "value" &&
    typeof before.value === "number" &&
    item.kind === "value" &&
    typeof item.value === "string" &&
    /^\d{3}(?:\.\d+)?\s*[a-z%]/.test(item.source)
  );
}

/** All values that a figure takes when every one of them is to be tried. */
export function levelsOf({ figure, values }: Variation): Parsed<readonly Level[]> {
  if (values.kind === "list") return { value: values.levels };
  const { low, high, unit } = values;
  const counts = unit === "number" && Number.isInteger(low) && Number.isInteger(high);
  const step = values.step ?? (counts ? 1 : null);
  if (step === null) {
    const [first, last] = [figureText(low, unit), figureText(high, unit)];
    return {
      problem: `${figure} has a range without a step. Write ${quoted(`${first}..${last} step ...`)}, or ask for a design of points.`,
    };
  }
  // A range that is a whole number of steps must not lose its end to rounding.
  const count = Math.floor((high - low) / step + 1e-9) + 1;
  if (count > MOST_LEVELS) {
    return { problem: `${figure} would take ${plural(count, "value")}. Write a longer step.` };
  }
  return { value: Array.from({ length: count }, (_, i) => levelFor(low + i * step, unit)) };
}

/**
 * The value of a figure at one point of a design.
 *
 * @param u     Coordinate of the point, from 0 to 1: each of the values of a list is as likely as any other, and each
 *              part of a range.
 * @param whole Whether the figure must be a whole number.
 */
export function levelAt(variation: Variation, u: number, whole: boolean): Level {
  const { values } = variation;
  if (values.kind === "range" && values.step === null) {
    const { low, high, unit } = values;
    const value = whole ? Math.min(high, Math.floor(low + u * (high - low + 1))) : low + u * (high - low);
    return levelFor(value, unit);
  }
  const levels = levelsOf(variation);
  if ("problem" in levels) throw new RangeError(levels.problem);
  return levels.value[Math.min(levels.value.length - 1, Math.floor(u * levels.value.length))]!;
}

function levelFor(amount: number, unit: FigureUnit): Level {
  const text = figureText(amount, unit);
  return { tree: figureTree(text), text: String(text), amount: measured(text)?.amount ?? amount };
}

/** The change that gives a figure one of its values. @param option The option that asked for it: `--vary`. */
export function changeToLevel({ path, figure }: Variation, { tree, text }: Level, option: string): Change {
  return { path, value: tree, asked: `${option} ${figure}=${text}` };
}
