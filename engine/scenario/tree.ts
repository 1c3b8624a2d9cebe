import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Alias, Document, ParsedNode, YAMLError } from "yaml";
import type { Fault } from "./faults.ts";

/** Where something stands: line and column from 1. */
export interface Place {
  /** The file it stands in; for a change from outside, the file that is changed. */
  readonly file: string;
  /** Null, as the column is, for a change from outside. */
  readonly line: number | null;
  readonly column: number | null;
  /** The change as it was asked for: `--set queues.101.talk=3`. Absent for what stands in a file. */
  readonly change?: string;
}

/** What a file says, with the place of every word, so that a fault found much later can still point at it. */
export type Tree = Value | List | Group;

export interface Value {
  readonly kind: "value";
  readonly value: string | number | boolean | null;
  /** As written, without quotation marks: the seed 007 is not 7. */
  readonly source: string;
  readonly place: Place;
}

export interface List {
  readonly kind: "list";
  readonly items: readonly Tree[];
  readonly place: Place;
}

/** Words, each with what stands after it, in the order written. */
export interface Group {
  readonly kind: "group";
  readonly entries: ReadonlyMap<string, Entry>;
  readonly place: Place;
}

export interface Entry {
  /** Where the word itself stands. */
  readonly key: Place;
  readonly tree: Tree;
}

/** The format is eight deep at most; more is a slip, or an attempt to exhaust the stack. */
const DEEPEST = 30;
/** Aliases (`*name`) that a file may use, and places they may grow to: enough to share a shape, not to build a bomb. */
const MOST_ALIASES = 100;
const MOST_PLACES = 200_000;
/** One slip (a missing bracket) makes many complaints; the first few say enough. */
const MOST_SYNTAX_FAULTS = 10;

/** Reads YAML (or JSON, which is a part of it) into a tree, or says why it cannot be read. */
export function treeOf(
  file: string,
  text: string,
): { readonly tree: Tree | null } | { readonly faults: readonly Fault[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    strict: true,
    prettyErrors: false,
    // Repeated words are found while growing the tree: by their text, and without comparing each to all others.
    uniqueKeys: false,
  });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const complaints = [...document.errors, ...document.warnings];
  if (complaints.length > 0) return { faults: syntaxFaults(complaints, placeAt) };
  return new Grower(placeAt).grow(document);
}

/** Grows the tree from parsed nodes. Faults are collected; a node at fault is left out. */
class Grower {
  private readonly placeAt: (offset: number) => Place;
  private readonly anchors = new Map<string, ParsedNode>();
  private readonly faults: Fault[] = [];
  private aliases = 0;
  private places = 0;

  constructor(placeAt: (offset: number) => Place) {
    this.placeAt = placeAt;
  }

  grow(document: Document.Parsed): { readonly tree: Tree | null } | { readonly faults: readonly Fault[] } {
    try {
      const tree = document.contents === null ? null : this.node(document.contents, [], 0);
      return this.faults.length > 0 ? { faults: this.faults } : { tree };
    } catch (thrown) {
      if (!(thrown instanceof Hopeless)) throw thrown;
      return { faults: [...this.faults, thrown.fault] };
    }
  }

  private node(node: ParsedNode, path: readonly string[], depth: number): Tree {
    const place = this.placeAt(node.range[0]);
    if (depth > DEEPEST)
      throw new Hopeless(fault(place, [], "brackets or indents go too deep. Check that all are closed."));
    if (++this.places > MOST_PLACES) {
      throw new Hopeless(fault(place, [], "the file grows too large here. Write long lists as a CSV file."));
    }
    if (isAlias(node)) return this.alias(node.source, place, path, depth);
    const tree = this.withoutAnchor(node, place, path, depth);
    // Only now, so that nothing can contain itself.
    if (node.anchor !== undefined) this.anchors.set(node.anchor, node);
    return tree;
  }

  private withoutAnchor(
    node: Exclude<ParsedNode, Alias>,
    place: Place,
    path: readonly string[],
    depth: number,
  ): Tree {
    if (isMap(node)) return this.group(node.items, place, path, depth);
    if (isSeq(node)) {
      const items = node.items.map((item, i) => this.node(item, [...path, `item ${i + 1}`], depth + 1));
      return { kind: "list", items, place };
    }
    return scalar(node.value, node.source, place);
  }

  private alias(name: string, place: Place, path: readonly string[], depth: number): Tree {
    if (++this.aliases > MOST_ALIASES) {
      throw new Hopeless(
        fault(
          place,
          path,
          `more than ${MOST_ALIASES} aliases (such as *${name}) are used. Write the values out.`,
        ),
      );
    }
    const node = this.anchors.get(name);
    if (node === undefined) {
      this.faults.push(fault(place, path, `nothing before this is marked &${name}.`));
      return scalar(null, "", place);
    }
    return this.node(node, path, depth + 1);
  }

  private group(
    pairs: readonly { readonly key: unknown; readonly value: ParsedNode | null }[],
    place: Place,
    path: readonly string[],
    depth: number,
  ): Group {
    const entries = new Map<string, Entry>();
    for (const { key, value } of pairs) {
      if (!isScalar(key) || key.value === null || key.value === "" || key.range == null) {
        const at = isNode(key) ? this.placeAt(key.range[0]) : place;
        this.faults.push(fault(at, path, "a word must stand before the colon."));
        continue;
      }
      const at = this.placeAt(key.range[0]);
      const word = typeof key.value === "string" ? key.value : (key.source ?? "");
      const first = entries.get(word);
      if (first !== undefined) {
        this.faults.push(
          fault(
            at,
            [...path, word],
            `"${word}" is written twice, first in line ${String(first.key.line)}. Leave one out.`,
          ),
        );
        continue;
      }
      if (word === "__proto__") {
        this.faults.push(fault(at, path, `"${word}" cannot be used as a name. Choose another.`));
        continue;
      }
      const tree = value === null ? scalar(null, "", at) : this.node(value, [...path, word], depth + 1);
      entries.set(word, { key: at, tree });
    }
    return { kind: "group", entries, place };
  }
}

/** Thrown when going on would only waste time and memory. */
class Hopeless extends Error {
  readonly fault: Fault;
  constructor(found: Fault) {
    super(found.message);
    this.fault = found;
  }
}

function fault(place: Place, path: readonly string[], message: string): Fault {
  return { ...place, path, message };
}

function isNode(found: unknown): found is ParsedNode {
  return typeof found === "object" && found !== null && "range" in found && Array.isArray(found.range);
}

/** The same with everything in one place, such as the option that named it. */
export function placed(tree: Tree, place: Place): Tree {
  switch (tree.kind) {
    case "value":
      return { ...tree, place };
    case "list":
      return { ...tree, items: tree.items.map((item) => placed(item, place)), place };
    case "group": {
      const entries = [...tree.entries].map(
        ([word, entry]) => [word, { key: place, tree: placed(entry.tree, place) }] as const,
      );
      return { ...tree, entries: new Map(entries), place };
    }
  }
}

function scalar(found: unknown, source = "", place: Place): Value {
  const known = typeof found === "string" || typeof found === "number" || typeof found === "boolean";
  return { kind: "value", value: known || found === null ? found : source, source, place };
}

const PLAIN_WORDS: Readonly<Partial<Record<YAMLError["code"], string>>> = {
  TAB_AS_INDENT: "a tab stands where spaces belong. Use spaces to indent.",
  BAD_INDENT: "this line is not indented like its neighbours. Line it up with the lines of its group.",
  BLOCK_AS_IMPLICIT_KEY:
    "there are two colons in one line. Put the value in quotes, or write a group in { }.",
  MULTILINE_IMPLICIT_KEY: "a colon is missing here, or a word and its colon stand in different lines.",
  MULTIPLE_DOCS: "there are two files in one, divided by ---. Leave the second out.",
  BAD_ALIAS: "a * at the start of a value must be put in quotes.",
  BAD_SCALAR_START: "a value cannot begin with this sign. Put it in quotes.",
  TAG_RESOLVE_FAILED: "a word that begins with ! has no meaning here. Put it in quotes, or leave it out.",
  RESOURCE_EXHAUSTION: "brackets or indents go too deep. Check that all are closed.",
};

function syntaxFaults(complaints: readonly YAMLError[], placeAt: (offset: number) => Place): Fault[] {
  const byLine = new Map<number | null, Fault>();
  for (const complaint of complaints) {
    const place = placeAt(complaint.pos[0]);
    if (!byLine.has(place.line)) byLine.set(place.line, fault(place, [], inPlainWords(complaint)));
    if (byLine.size === MOST_SYNTAX_FAULTS) break;
  }
  return [...byLine.values()];
}

function inPlainWords(complaint: YAMLError): string {
  const unclosed = /must (?:be sufficiently indented and )?end with an? ([\]}])|closing ("quote|'quote)/.exec(
    complaint.message,
  );
  if (unclosed !== null) {
    const sign = unclosed[1] ?? unclosed[2]![0]!;
    return `a ${sign} is missing: what was opened before is not closed. Add it.`;
  }
  return (
    PLAIN_WORDS[complaint.code] ?? "this line cannot be read. Check its colons, quotes, brackets and indents."
  );
}

/** What stands at a path, and where its word stands; undefined if nothing does. */
export function at(tree: Tree, path: Path): Entry | undefined {
  let found: Entry = { key: tree.place, tree };
  for (const part of path) {
    const next = inside(found.tree, part);
    if (next === undefined) return undefined;
    found = next;
  }
  return found;
}

/** The way to something in a tree: words of groups and indices of lists. */
export type Path = readonly PathPart[];
type PathPart = string | number;

function inside(tree: Tree, part: PathPart): Entry | undefined {
  if (tree.kind === "group") return tree.entries.get(String(part));
  if (tree.kind === "value") return undefined;
  const item = tree.items[Number(part)];
  return item === undefined ? undefined : { key: item.place, tree: item };
}

/** The same as plain data: objects, arrays, text and numbers. */
export function plain(tree: Tree): unknown {
  switch (tree.kind) {
    case "value":
      return tree.value;
    case "list":
      return tree.items.map(plain);
    case "group":
      return Object.fromEntries([...tree.entries].map(([word, entry]) => [word, plain(entry.tree)]));
  }
}
