import type { Fault } from "./faults.ts";
import { merge } from "./merge.ts";
import type { TextFiles } from "./textFiles.ts";
import { MOST_SCENARIO_BYTES } from "./textFiles.ts";
import type { Group, Place } from "./tree.ts";
import { treeOf } from "./tree.ts";
import { quoted } from "./words.ts";

export interface FileRead {
  readonly path: string;
  readonly text: string;
}

export interface Chain {
  /** The files merged into one. */
  readonly tree: Group;
  /** What each file says by itself, the oldest first. */
  readonly layers: readonly Layer[];
  /** The scenario itself, the one it starts from, and so on. */
  readonly read: readonly FileRead[];
}

/** One file of a chain, without its `startsFrom`. */
export interface Layer {
  readonly file: string;
  readonly tree: Group;
}

/** Links that a chain of `startsFrom` may have. */
const LONGEST_CHAIN = 20;

/** Opens a scenario file and all that it starts from, and merges them. */
export function openChain(path: string, files: TextFiles): Chain | { readonly faults: readonly Fault[] } {
  const read: FileRead[] = [];
  const layers: Layer[] = [];
  let current = path;
  let calledFrom: Place | null = null;
  for (;;) {
    const opened = files.read(current, MOST_SCENARIO_BYTES);
    if ("problem" in opened) return { faults: [faultAt(calledFrom, current, opened.problem)] };
    read.push({ path: current, text: opened.text });
    const grown = groupOf(current, opened.text);
    if ("faults" in grown) return grown;
    const { startsFrom, rest } = withoutStartsFrom(grown.tree);
    layers.unshift({ file: current, tree: rest });
    if (startsFrom === null) return { tree: merged(layers), layers, read };
    if ("problem" in startsFrom)
      return { faults: [{ ...startsFrom.place, path: ["startsFrom"], message: startsFrom.problem }] };
    calledFrom = startsFrom.place;
    current = files.resolve(current, startsFrom.file);
    const problem = chainProblem(read, current);
    if (problem !== undefined) return { faults: [{ ...calledFrom, path: ["startsFrom"], message: problem }] };
  }
}

/** Files as one, each starting from the one before it. */
export function merged(layers: readonly Layer[]): Group {
  return layers.map(({ tree }) => tree).reduce((parent, child) => merge(parent, child));
}

/** The same with what a further file says on top. */
export function withLayer({ layers, read }: Chain, tree: Group): Chain {
  const all = [...layers, { file: tree.place.file, tree }];
  return { tree: merged(all), layers: all, read };
}

function chainProblem(read: readonly FileRead[], next: string): string | undefined {
  const paths = read.map((file) => file.path);
  const first = paths.indexOf(next);
  if (first >= 0) {
    const circle = [...paths.slice(first), next].join(" → ");
    return `the files start from each other in a circle: ${circle}. Leave one startsFrom out.`;
  }
  if (read.length > LONGEST_CHAIN) {
    return `more than ${LONGEST_CHAIN} files start from one another. Write what they say into fewer files.`;
  }
  return undefined;
}

function faultAt(calledFrom: Place | null, file: string, message: string): Fault {
  return calledFrom === null
    ? { file, line: null, column: null, path: [], message }
    : { ...calledFrom, path: ["startsFrom"], message };
}

function groupOf(
  file: string,
  text: string,
): { readonly tree: Group } | { readonly faults: readonly Fault[] } {
  const grown = treeOf(file, text);
  if ("faults" in grown) return grown;
  const { tree } = grown;
  const begin = 'Begin with "about: ..." and one sentence.';
  if (tree === null || (tree.kind === "value" && tree.value === null)) {
    return { faults: [{ file, line: null, column: null, path: [], message: `the file is empty. ${begin}` }] };
  }
  if (tree.kind === "group") return { tree };
  const found = tree.kind === "list" ? "a list" : `only ${quoted(tree.source)}`;
  return { faults: [{ ...tree.place, path: [], message: `this is ${found}, not a scenario. ${begin}` }] };
}

type StartsFrom =
  | { readonly file: string; readonly place: Place }
  | { readonly problem: string; readonly place: Place }
  | null;

function withoutStartsFrom(tree: Group): { readonly startsFrom: StartsFrom; readonly rest: Group } {
  const entry = tree.entries.get("startsFrom");
  if (entry === undefined) return { startsFrom: null, rest: tree };
  const entries = new Map(tree.entries);
  entries.delete("startsFrom");
  const rest = { ...tree, entries };
  const value = entry.tree.kind === "value" ? entry.tree.source.trim() : "";
  if (value === "" || (entry.tree.kind === "value" && entry.tree.value === null)) {
    const problem =
      "this is not the name of a file. Write the scenario file to start from, such as baseline.yaml.";
    return { startsFrom: { problem, place: entry.tree.place }, rest };
  }
  const file = /\.(?:ya?ml|json)$/i.test(value) ? value : `${value}.yaml`;
  return { startsFrom: { file, place: entry.tree.place }, rest };
}
