import type { Fault } from "./faults.ts";
import { parsePath, placeOf } from "./figurePath.ts";
import { merge, mergeItem } from "./merge.ts";
import type { Parsed } from "./quantity.ts";
import type { Group, Path, Place, Tree } from "./tree.ts";
import { placed, treeOf } from "./tree.ts";

/** A figure given from outside the file, in place of what the file says. */
export interface Change {
  /** The way to it through the words of the file, without the words of distributions or with them. */
  readonly path: readonly string[];
  /** What is to stand there, as if it stood in the file. */
  readonly value: Tree;
  /** How faults call it: `--set queues.101.talk=3`. */
  readonly asked: string;
}

/** Stands for a place until a change is put into a file. */
const NOWHERE: Place = { file: "", line: null, column: null };

/** A single figure as a tree. */
export function figureTree(value: string | number): Tree {
  return { kind: "value", value, source: String(value), place: NOWHERE };
}

/** "queues.101.talk=3 minutes" -> its two sides, divided at the first = outside quotes. */
export function sidesOf(text: string): Parsed<{ readonly path: readonly string[]; readonly value: string }> {
  const [whole, left = ""] = /^((?:"[^"]*"|'[^']*'|[^"'=])*)=/.exec(text) ?? [];
  const write = "Write the way to a figure, =, and its value, such as pools.desk.handlers=12.";
  if (whole === undefined) return { problem: `there is no = in it. ${write}` };
  const path = parsePath(left);
  if ("problem" in path) return path;
  const value = text.slice(whole.length).trim();
  return value === ""
    ? { problem: `nothing is written after the =. ${write}` }
    : { value: { path: path.value, value } };
}

/** Reads a value written as in a file. @param asked How faults call it. */
export function valueTree(text: string): Parsed<Tree> {
  const grown = treeOf("", text);
  if ("faults" in grown) return { problem: grown.faults[0]?.message ?? "this cannot be read." };
  return grown.tree === null ? { problem: "nothing is written here." } : { value: grown.tree };
}

/** Reads a change written in one text. @param option The option that gives it, for faults: `--set`. */
export function parseChange(text: string, option: string): Parsed<Change> {
  const sides = sidesOf(text);
  if ("problem" in sides) return sides;
  const value = valueTree(sides.value.value);
  if ("problem" in value) return value;
  return { value: { path: sides.value.path, value: value.value, asked: `${option} ${text}` } };
}

/**
 * The merged file with changes in it, one after the other. Each is merged as a file of its own would be that starts
 * from this one and says nothing else, so that another distribution, say, replaces the one that is there. A change
 * whose path leads nowhere is left out, and told of.
 */
export function withChanges(
  tree: Group,
  file: string,
  changes: readonly Change[],
): { readonly tree: Group; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  let changed = tree;
  for (const { path, value, asked } of changes) {
    const place: Place = { file, line: null, column: null, change: asked };
    const found = placeOf(path, changed);
    if ("problem" in found) faults.push({ ...place, path, message: found.problem });
    else changed = changeIn(changed, found.value, placed(value, place), place, merge);
  }
  return { tree: changed, faults };
}

type Merge = (parent: Group, child: Group) => Group;

/** Lists cannot be merged, so a change inside one is made item by item. */
function changeIn(tree: Group, path: Path, value: Tree, place: Place, join: Merge): Group {
  const list = path.findIndex((part) => typeof part === "number");
  if (list < 0) return join(tree, nested(path, value, place));
  const items = inside(tree, path.slice(0, list));
  if (items?.kind !== "list") return tree;
  const rest = path.slice(list + 1);
  const changed = items.items.map((item, i) => {
    if (i !== path[list]) return item;
    if (rest.length === 0) return value;
    return item.kind === "group" ? changeIn(item, rest, value, place, mergeItem) : nested(rest, value, place);
  });
  return put(tree, path.slice(0, list), { ...items, items: changed });
}

function nested(path: Path, value: Tree, place: Place): Group {
  const [first = "", ...rest] = path;
  const tree = rest.length === 0 ? value : nested(rest, value, place);
  return { kind: "group", entries: new Map([[String(first), { key: place, tree }]]), place };
}

function inside(tree: Tree, path: Path): Tree | undefined {
  let here: Tree | undefined = tree;
  for (const word of path) here = here?.kind === "group" ? here.entries.get(String(word))?.tree : undefined;
  return here;
}

/** The same tree with something else at a path that is there. */
function put(tree: Group, path: Path, value: Tree): Group {
  const [first = "", ...rest] = path;
  const entry = tree.entries.get(String(first));
  if (entry === undefined) return tree;
  const next = rest.length === 0 || entry.tree.kind !== "group" ? value : put(entry.tree, rest, value);
  return { ...tree, entries: new Map(tree.entries).set(String(first), { ...entry, tree: next }) };
}
