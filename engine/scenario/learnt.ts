import type { FileRead, Chain, Layer } from "./chain.ts";
import { merged } from "./chain.ts";
import { MONTH_PATTERN } from "./calendarText.ts";
import type { Change } from "./change.ts";
import { parseChange, withChanges } from "./change.ts";
import { changeTo } from "./draws.ts";
import type { Fault } from "./faults.ts";
import { parsePath, placeOf } from "./figurePath.ts";
import { merge } from "./merge.ts";
import type { Parsed } from "./quantity.ts";
import type { Posterior, PosteriorShelf } from "./posteriorFile.ts";
import { equalRows, valuesOf } from "./posteriorFile.ts";
import type { Learnt, Unknown } from "./scenario.ts";
import type { Entry, Group, Path, Tree, Value } from "./tree.ts";
import { saysUnknown } from "./unknowns.ts";
import { listInWords, quoted } from "./words.ts";

/** A scenario's tree with what was learnt in it. */
export interface WithLearnt {
  readonly tree: Group;
  readonly faults: readonly Fault[];
  /** The posterior file, if it could be opened. */
  readonly read: readonly FileRead[];
  /** Null where nothing is taken from a posterior, or where that is at fault. */
  readonly learnt: Learnt | null;
  /** The figures that are as learnt, in the order of the posterior. */
  readonly unknowns: readonly Unknown[];
}

/**
 * The merged file with changes in it and, if it names a posterior, with what was learnt: the conditions under which it was
 * (`set`), and the central value of every figure.
 *
 * What is nearest wins. What was learnt replaces all that the file with the word `learnt` starts from, and ranges in that
 * file itself; single figures in that file, files that start from it, and changes from outside go before it.
 */
export function withLearnt(
  file: string,
  chain: Chain,
  shelf: PosteriorShelf,
  changes: readonly Change[],
): WithLearnt {
  const plainly = withChanges(chain.tree, file, changes);
  const from = wordIn(plainly.tree, "from");
  if (from === null) return { ...plainly, read: [], learnt: null, unknowns: [] };
  const name = from.source.trim();
  const path = shelf.resolve(from.place.file, name);
  const opened = shelf.open(path, name);
  const read = opened.text === undefined ? [] : [{ path, text: opened.text }];
  const fault = (at: Entry["key"], word: string, message: string): Fault => ({
    ...at,
    path: ["learnt", ...(word === "" ? [] : [word])],
    message,
  });
  const failed = (faults: readonly Fault[]): WithLearnt => ({
    tree: plainly.tree,
    faults: [...plainly.faults, ...faults],
    read,
    learnt: null,
    unknowns: [],
  });
  if ("problem" in opened) return failed([fault(from.place, "from", opened.problem)]);
  const { posterior } = opened;
  const month = monthFor(posterior, plainly.tree, name);
  if ("problem" in month) {
    const named = wordIn(plainly.tree, "month");
    return failed([fault((named ?? from).place, named === null ? "" : "month", month.problem)]);
  }

  const changed = learntChanges(posterior, month.value, name);
  if ("problem" in changed) return failed([fault(from.place, "from", changed.problem)]);
  const { older, own, newer } = layersAround(chain.layers, from);
  let tree = merged(older);
  const faults: Fault[] = [];
  for (const { change } of changed.value) {
    const found = placeOf(change.path, tree);
    if ("problem" in found) {
      const message = `what was learnt leads nowhere here: ${change.asked}: ${found.problem}`;
      faults.push(fault(from.place, "from", message));
    } else if (own === null || !saysItself(tree, found.value, own)) {
      tree = withChanges(tree, path, [change]).tree;
    }
  }
  if (faults.length > 0) return failed(faults);
  const above = newer.reduce((parent, child) => merge(parent, child.tree), tree);
  const whole = withChanges(above, file, changes);

  const standing = changesIn(whole.tree);
  const isTaken = ({ change: { asked } }: LearntChange): boolean => standing.has(asked);
  const taken = changed.value.filter(isTaken);
  const over = changed.value.filter((one) => !isTaken(one));
  const unknowns = taken.flatMap(({ unknown }) => (unknown === null ? [] : [unknown]));
  const isOverFromOutside = changes.some(({ path: [top] }) => top !== "learnt");
  if (unknowns.length === 0 && !isOverFromOutside) {
    const message =
      `no figure of ${quoted(name)} is left to it: the scenario says them all itself. Write learnt in a file that starts from ` +
      "this one, or learnt: none.";
    return failed([fault(from.place, "from", message)]);
  }
  return {
    tree: whole.tree,
    faults: whole.faults,
    read,
    unknowns,
    learnt: {
      file: name,
      hash: posterior.hash,
      structure: posterior.structure,
      reading: posterior.reading,
      month: month.value,
      taken: taken.map(({ what }) => what),
      over: over.map(({ what }) => what),
    },
  };
}

/** What a reader of results must know of what was learnt. */
export function learntNotes({
  file,
  hash,
  structure,
  reading,
  month,
  taken,
  over,
}: Learnt): readonly string[] {
  return [
    `Learnt from published months, as ${file} says (structure ${structure}; reported waits read as ${reading}; hash ${hash})` +
      `${month === null ? "" : `, with the monthly figures of ${month}`}: ${taken.length === 0 ? "nothing" : listInWords(taken)}.`,
    ...(over.length === 0
      ? []
      : [
          `Not as learnt, for the scenario says it itself: ${listInWords(over)}. The other figures were learnt without knowing that.`,
        ]),
  ];
}

/**
 * The rows in which a figure of a posterior is lowest or highest, as points between 0 and 1 for `unknownAt`. Rows are
 * never mixed: values that do not go together may well be at fault.
 */
export function rowsAtEnds(unknowns: readonly Unknown[]): readonly number[] {
  const rows = unknowns.flatMap(({ distribution }) => {
    if (distribution.kind !== "joint") return [];
    const { values } = distribution;
    return [Math.min(...values), Math.max(...values)].map(
      (end) => (values.indexOf(end) + 0.5) / values.length,
    );
  });
  return [...new Set(rows)];
}

/** One of the words inside `learnt`, if it is there and is a text. */
function wordIn(tree: Group, word: "from" | "month"): Value | null {
  const learnt = tree.entries.get("learnt")?.tree;
  const found = learnt?.kind === "group" ? learnt.entries.get(word)?.tree : undefined;
  return found?.kind === "value" && typeof found.value === "string" && found.source.trim() !== ""
    ? found
    : null;
}

/** Whose monthly figures are taken: null if the posterior has none. */
function monthFor({ figures, months }: Posterior, tree: Group, name: string): Parsed<string | null> {
  if (!figures.some(({ scope }) => scope === "monthly")) return { value: null };
  const asked = wordIn(tree, "month")?.source.trim();
  const counted = tree.entries.get("month")?.tree;
  const own = counted?.kind === "value" ? counted.source.trim() : undefined;
  const month = asked ?? own;
  if (month !== undefined && months.includes(month)) return { value: month };
  const write = `Write month: ${months.at(-1) ?? ""}, say: there are ${listInWords(months)}.`;
  if (asked !== undefined && !new RegExp(MONTH_PATTERN).test(asked)) return { value: months[0]! };
  return {
    problem:
      month === undefined
        ? `${quoted(name)} has figures by month, and no month says which. ${write}`
        : `${quoted(name)} has no figures of ${month}. ${write}`,
  };
}

/** The files below the word `learnt` and with it, and those above. */
function layersAround(
  layers: readonly Layer[],
  { place }: Value,
): { readonly older: readonly Layer[]; readonly own: string | null; readonly newer: readonly Layer[] } {
  const at = place.change === undefined ? layers.findIndex(({ file }) => file === place.file) : -1;
  return at < 0
    ? { older: layers, own: null, newer: [] }
    : { older: layers.slice(0, at + 1), own: place.file, newer: layers.slice(at + 1) };
}

interface LearntChange {
  /** The figure, or the condition as it stands in the posterior. */
  readonly what: string;
  readonly change: Change;
  readonly unknown: Unknown | null;
}

/** All that a posterior changes in a scenario: first the conditions, then the figures at their central values. */
function learntChanges(
  posterior: Posterior,
  month: string | null,
  name: string,
): Parsed<readonly LearntChange[]> {
  const why = `learnt from ${name}:`;
  const conditions: LearntChange[] = [];
  for (const text of posterior.set) {
    const change = parseChange(text, why);
    if ("problem" in change) return { problem: `${quoted(name)} sets ${quoted(text)}: ${change.problem}` };
    conditions.push({ what: text, change: change.value, unknown: null });
  }
  const central = valuesOf(posterior, posterior.central, month);
  const rows = equalRows(posterior.draws.map(({ weight }) => weight));
  const draws = posterior.draws.map((draw) => valuesOf(posterior, draw, month));
  const figures = posterior.figures.map(({ figure, unit, whole, basis }, i): LearntChange => {
    const value = whole ? Math.round(central[i]!) : central[i]!;
    const values = rows.map((row) => draws[row]![i]!);
    const unknown: Unknown = {
      figure,
      unit,
      whole,
      distribution: { kind: "joint", file: name, posterior: posterior.hash, values },
      central: value,
      basis: basis ?? null,
    };
    return { what: figure, change: changeTo(unknown, value, `${why} `), unknown };
  });
  const wrong = posterior.figures.find(({ figure }) => "problem" in parsePath(figure));
  return wrong === undefined
    ? { value: [...conditions, ...figures] }
    : { problem: `${quoted(name)} has a figure ${quoted(wrong.figure)}, which is not a path.` };
}

/** Whether this file says single figures at a place, or in the way to it. Ranges do not count. */
function saysItself(tree: Group, path: Path, file: string): boolean {
  let here: Tree = tree;
  for (const [depth, part] of path.entries()) {
    if (here.kind === "value") break;
    if (here.kind === "group" && saysUnknown(here, path.slice(0, depth))) return false;
    const next: Tree | undefined =
      here.kind === "group" ? here.entries.get(String(part))?.tree : here.items[Number(part)];
    if (next === undefined) return false;
    here = next;
  }
  return hasFigureOf(here, path, file);
}

function hasFigureOf(tree: Tree, path: Path, file: string): boolean {
  switch (tree.kind) {
    case "value":
      return tree.place.change === undefined && tree.place.file === file;
    case "list":
      return tree.items.some((item, i) => hasFigureOf(item, [...path, i], file));
    case "group":
      return (
        !saysUnknown(tree, path) &&
        [...tree.entries].some(([word, entry]) => hasFigureOf(entry.tree, [...path, word], file))
      );
  }
}

/** The changes of which something is left in a tree, as they were asked for. */
function changesIn(tree: Tree, found = new Set<string>()): ReadonlySet<string> {
  if (tree.kind === "group") for (const { tree: inside } of tree.entries.values()) changesIn(inside, found);
  else if (tree.kind === "list") for (const item of tree.items) changesIn(item, found);
  else if (tree.place.change !== undefined) found.add(tree.place.change);
  return found;
}
