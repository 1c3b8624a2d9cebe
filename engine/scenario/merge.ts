import { DISTRIBUTION_WORDS } from "./distributionText.ts";
import { isMonthLike } from "./monthlyText.ts";
import { ROTA_WORDS } from "./rotaText.ts";
import type { Group, Path, Tree } from "./tree.ts";
import { saysUnknown } from "./unknowns.ts";

/**
 * What merging must know of one place in the format. Where nothing is said, groups merge word by word, and lists and
 * single values replace.
 */
interface Rule {
  /** Words of the parent that the child puts out of force, because the format asks for one or the other. */
  readonly drops?: (child: Group, parent: Group) => readonly string[];
  /** Lists here are added to, not replaced. */
  readonly adds?: true;
  readonly inside?: Readonly<Record<string, Rule>>;
  /** The rule of every word that `inside` does not name. */
  readonly each?: Rule;
}

/** Each word that the child writes (and does not take away) drops the words listed with it. */
function table(drops: Readonly<Record<string, readonly string[]>>): (child: Group) => readonly string[] {
  return (child) =>
    [...child.entries].flatMap(([word, { tree }]) =>
      Object.hasOwn(drops, word) && !isNothing(tree) ? drops[word]! : [],
    );
}

/** Groups of words of which a file uses only one: a word of one group drops those of all others. */
function choice(...groups: readonly (readonly string[])[]): (child: Group) => readonly string[] {
  const others = (group: readonly string[]): string[] => groups.filter((other) => other !== group).flat();
  return table(Object.fromEntries(groups.flatMap((group) => group.map((word) => [word, others(group)]))));
}

const FILE = ["file", "column", "where"];

/** A distribution: another word replaces the whole; the same word keeps the figures that are not written again. */
const DISTRIBUTION: Rule = {
  drops: choice(...DISTRIBUTION_WORDS.map((word) => [word])),
  each: { drops: choice(["spread"], ["sd"]) },
  inside: {
    weibull: {
      drops: table({
        mean: ["scale", "shape"],
        spread: ["scale", "shape", "sd"],
        sd: ["scale", "shape", "spread"],
        scale: ["mean", "spread", "sd"],
        shape: ["mean", "spread", "sd"],
      }),
    },
    empirical: { drops: choice(["values"], FILE) },
  },
};

const QUEUE: Rule = {
  drops: volumeWithoutProfile,
  inside: {
    arrivals: { drops: choice(["profile"], ["hourly"], ["rates"], ["replay"]) },
    volume: { drops: volumeForms },
    talk: DISTRIBUTION,
    wrapUp: DISTRIBUTION,
    patience: DISTRIBUTION,
    message: { inside: { duration: DISTRIBUTION } },
    demandFollows: { drops: choice(["lessByPoint", "atLeast"], ["moreByPoint", "atMost"]) },
  },
};

const AVERAGE = ["average", "shape"];
const chosenHandlers = choice(AVERAGE, FILE, ROTA_WORDS);

const POOL: Rule = {
  inside: {
    handlers: { drops: handlersOrMonths },
    holdBack: { drops: namesOrFile },
  },
};

/** A month belongs to the file it is looked up in. */
const LEARNT: Rule = { drops: table({ from: ["month"] }) };

const SCENARIO: Rule = {
  drops: table({
    days: ["month", "months", "timeZone", "bankHolidays"],
    month: ["days", "firstDay", "months"],
    months: ["days", "firstDay", "month"],
  }),
  inside: { queues: { each: QUEUE }, pools: { each: POOL }, learnt: LEARNT, notes: { adds: true } },
};

/** A volume belongs to a profile: who changes to arrivals of another kind has no use for the parent's. */
function volumeWithoutProfile(child: Group): readonly string[] {
  const arrivals = child.entries.get("arrivals")?.tree;
  const changes =
    arrivals?.kind === "group"
      ? ["hourly", "rates", "replay"].some((word) => arrivals.entries.has(word))
      : arrivals !== undefined && !isNothing(arrivals);
  return changes ? ["volume", "volumeCounts"] : [];
}

/** Figures by month stand in no group with others. */
function monthsOrOther(child: Group, parent: Group): readonly string[] {
  const isByMonth = (group: Group): boolean => [...group.entries.keys()].some(isMonthLike);
  return isByMonth(parent) === isByMonth(child) ? [] : [...parent.entries.keys()];
}

const chosenVolume = choice(FILE, ["forecast"]);

function volumeForms(child: Group, parent: Group): readonly string[] {
  return [...monthsOrOther(child, parent), ...chosenVolume(child)];
}

const peopleOrFigures = table({
  from: ["average", ...FILE],
  average: ["from"],
  ...Object.fromEntries(FILE.map((word) => [word, ["from"]])),
});

function handlersOrMonths(child: Group, parent: Group): readonly string[] {
  // Heads that a child writes for the first time are heads, and not the spread of those that people give.
  const newShifts = child.entries.has("shifts") && !parent.entries.has("shifts") ? ["from"] : [];
  return [...monthsOrOther(child, parent), ...chosenHandlers(child), ...peopleOrFigures(child), ...newShifts];
}

/** `holdBack` names queues, a file, or an average. */
function namesOrFile(child: Group, parent: Group): readonly string[] {
  const kindOf = (group: Group): string | undefined =>
    [FILE, AVERAGE].find((words) => words.some((word) => group.entries.has(word)))?.[0];
  return kindOf(parent) === kindOf(child) ? [] : [...parent.entries.keys()];
}

/**
 * A scenario that starts from another: the parent plus the differences. Every figure keeps the place it came from.
 *
 * Groups merge word by word; lists and single values replace, but for `notes`, which are added to; an empty value
 * (null) takes the parent's word away. Where the format offers a choice of words, the child's choice drops the parent's.
 * A figure that is not known counts as a single value, though it is written as a group.
 * An empty value with nothing to take away stays, for the checker to complain about.
 */
export function merge(parent: Group, child: Group): Group {
  return mergeGroups(parent, child, SCENARIO, []);
}

/** The same for an item of a list, which in this format is a part of a mixture. */
export function mergeItem(parent: Group, child: Group): Group {
  return mergeGroups(parent, child, DISTRIBUTION, ["mixture", 0]);
}

function mergeGroups(parent: Group, child: Group, rule: Rule, path: Path): Group {
  const merged = new Map(parent.entries);
  for (const word of rule.drops?.(child, parent) ?? []) merged.delete(word);
  for (const [word, { key, tree }] of child.entries) {
    const before = merged.get(word);
    if (before === undefined) merged.set(word, { key, tree });
    else if (isNothing(tree)) merged.delete(word);
    else {
      const both = mergeTrees(before.tree, tree, ruleOf(rule, word), [...path, word]);
      // A change from outside that reaches into a group leaves the group where it stands in the file.
      const isInside = key.change !== undefined && both.place === before.tree.place;
      merged.set(word, { key: isInside ? before.key : key, tree: both });
    }
  }
  const place = child.place.change === undefined ? child.place : parent.place;
  return { kind: "group", entries: merged, place };
}

function isNothing(tree: Tree): boolean {
  return tree.kind === "value" && tree.value === null;
}

function ruleOf(rule: Rule, word: string): Rule {
  if (rule.inside !== undefined && Object.hasOwn(rule.inside, word)) return rule.inside[word]!;
  return rule.each ?? {};
}

function mergeTrees(parent: Tree, child: Tree, rule: Rule, path: Path): Tree {
  if (parent.kind === "group" && child.kind === "group") {
    const single = saysUnknown(parent, path) || saysUnknown(child, path);
    return single ? child : mergeGroups(parent, child, rule, path);
  }
  if (rule.adds === true && parent.kind === "list" && child.kind === "list") {
    return { ...child, items: [...parent.items, ...child.items] };
  }
  return child;
}
