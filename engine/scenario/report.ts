import { z } from "zod";
import type { Fault } from "./faults.ts";
import { OTHER_FORM, unknownWord } from "./fields.ts";
import { withoutKinds } from "./figurePath.ts";
import type { Entry, Group, Path, Tree } from "./tree.ts";
import { at, plain } from "./tree.ts";
import { onOneLine, quoted } from "./words.ts";

/** Collects what is wrong with a scenario, and finds for each fault the place in the file that holds it. */
export class Report {
  readonly faults: Fault[] = [];
  private readonly tree: Group;
  /** Words that were probably meant by others: who writes `maen` need not be told as well that `mean` is missing. */
  private readonly meant = new Set<string>();

  constructor(tree: Group) {
    this.tree = tree;
  }

  /** Something is wrong with the value at a path. */
  value(path: Path, message: string): void {
    const { entry, missing } = this.closest(path);
    // A group or list may be long: its word is the better place to point at.
    const place = missing || entry.tree.kind !== "value" ? entry.key : entry.tree.place;
    this.faults.push({ ...place, path: pathWords(path), message });
  }

  /** Something is wrong with the word at the end of a path. */
  word(path: Path, message: string): void {
    this.faults.push({ ...this.closest(path).entry.key, path: pathWords(path), message });
    const meant = DID_YOU_MEAN.exec(message)?.[1];
    if (meant !== undefined) this.meant.add(keyOf([...path.slice(0, -1), meant]));
  }

  /** A word that must stand in the group at a path does not. */
  missing(path: Path, word: string, write: string): void {
    if (!this.meant.has(keyOf([...path, word]))) this.value(path, `${quoted(word)} is missing. ${write}`);
  }

  /** Something is wrong in a file other than the scenario. */
  elsewhere(fault: Fault): void {
    this.faults.push(fault);
  }

  /** What the schema of the value at a path complains of. */
  issues(issues: readonly z.core.$ZodIssue[], path: Path): void {
    const found = issues.flatMap((issue) => findings(issue, path));
    for (const { path: whole, message } of found.filter(({ onWord }) => onWord)) this.word(whole, message);
    const told = new Set<string>();
    for (const { path: whole, message } of found.filter(({ onWord }) => !onWord)) {
      // Of a value that is not a list nobody need be told that the list is too short.
      if (told.has(keyOf(whole))) continue;
      told.add(keyOf(whole));
      if (message.startsWith(MISSING) && at(this.tree, whole) === undefined) {
        this.missing(whole.slice(0, -1), String(whole.at(-1)), message.slice(MISSING.length));
      } else this.value(whole, message);
    }
  }

  private closest(path: Path): { readonly entry: Entry; readonly missing: boolean } {
    for (let length = path.length; length > 0; length--) {
      const entry = at(this.tree, path.slice(0, length));
      if (entry !== undefined) return { entry, missing: length < path.length };
    }
    return { entry: { key: this.tree.place, tree: this.tree }, missing: true };
  }
}

const MISSING = "is missing. ";
const DID_YOU_MEAN = /Did you mean "(.*)"\?$/;

function keyOf(path: Path): string {
  return JSON.stringify(path);
}

interface Finding {
  readonly path: Path;
  readonly message: string;
  /** The word itself is wrong, not what stands after it. */
  readonly onWord: boolean;
}

function findings(issue: z.core.$ZodIssue, base: Path): readonly Finding[] {
  const path = [...base, ...issue.path.map((part) => (typeof part === "number" ? part : String(part)))];
  if (issue.code === "unrecognized_keys") {
    const messages = issue.message.split("\n");
    return issue.keys.map((key, i) => ({
      path: [...path, key],
      message: messages[i] ?? issue.message,
      onWord: true,
    }));
  }
  if (issue.code === "invalid_union") {
    const branches = issue.errors
      .filter((branch) => !branch.some(isOtherForm))
      .map((branch) => branch.flatMap((inner) => findings(inner, path)));
    // A branch that looked inside the value was about its form, even if it says so in its own words.
    const inside = branches.filter((branch) => branch.every((found) => found.path.length > path.length));
    const best = (inside.length > 0 ? inside : branches).reduce<readonly Finding[] | null>(
      (fewest, branch) => (fewest === null || branch.length < fewest.length ? branch : fewest),
      null,
    );
    if (best !== null) return best;
  }
  return [{ path, message: issue.message, onWord: false }];
}

/** The value is of a form (text, list, group) that this branch of a union is not about. */
function isOtherForm(issue: z.core.$ZodIssue): boolean {
  if (issue.path.length > 0) return false;
  if (issue.message === OTHER_FORM) return true;
  if (issue.code === "custom") return issue.params?.[OTHER_FORM] === true;
  return issue.code === "invalid_type" || issue.code === "invalid_value";
}

/** A path as it is shown, a word or an item at a time. */
export function pathWords(path: Path): string[] {
  return withoutKinds(path).map((part) => (typeof part === "number" ? `item ${part + 1}` : onOneLine(part)));
}

/** What is as it should be in a group: some of its words. */
export type Fields<Shape extends z.core.$ZodShape> = { [Word in keyof Shape]?: z.output<Shape[Word]> };

/**
 * Checks the words of a group one by one, so that a fault in one does not hide those of the others.
 * @param aside Words that somebody else reads; here they must only be there.
 * @returns The words that are as they should be, defaults filled in.
 */
export function fieldsOf<Shape extends z.core.$ZodShape>(
  schema: z.ZodObject<Shape>,
  found: Tree,
  path: Path,
  report: Report,
  aside: readonly string[] = [],
): Fields<Shape> {
  const fields: Partial<Record<string, unknown>> = {};
  if (found.kind !== "group") {
    const parsed = schema.safeParse(plain(found));
    if (!parsed.success) report.issues(parsed.error.issues, path);
    return fields as Fields<Shape>;
  }
  const words = Object.keys(schema.shape);
  for (const word of found.entries.keys()) {
    if (!words.includes(word))
      report.word([...path, word], unknownWord(word, words, [...found.entries.keys()]));
  }
  for (const [word, field] of Object.entries(schema.shape)) {
    const entry = found.entries.get(word);
    if (entry !== undefined && aside.includes(word)) continue;
    const parsed = z.safeParse(field, entry === undefined ? undefined : plain(entry.tree));
    if (parsed.success) fields[word] = parsed.data;
    else report.issues(parsed.error.issues, [...path, word]);
  }
  return fields as Fields<Shape>;
}
