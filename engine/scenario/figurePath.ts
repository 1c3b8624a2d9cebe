import { DISTRIBUTION_WORDS } from "./distributionText.ts";
import { suggestion } from "./faults.ts";
import type { Parsed } from "./quantity.ts";
import type { Group, Path, Tree } from "./tree.ts";
import { quoted } from "./words.ts";

/*
 * The way to a figure, as planners write it: queues.101.patience.mean. It is the path that fault messages print, with
 * points (or their own ›) between the words.
 */

/** One word of a path: in quotes, or without points, quotes and ›. */
const WORD = /\s*(?:"([^"]*)"|'([^']*)'|([^.›"']+?))\s*(?:$|[.›])/y;
const WRITE_PATH = "Write the words of the file with points between them, such as queues.101.talk.mean.";

/** "queues.101.talk.mean" -> its words. Names with a point in them are put in quotes. */
export function parsePath(text: string): Parsed<readonly string[]> {
  const words: string[] = [];
  WORD.lastIndex = 0;
  while (WORD.lastIndex < text.length) {
    const found = WORD.exec(text);
    const word = found?.[1] ?? found?.[2] ?? found?.[3];
    if (word === undefined || word === "") return { problem: `${quoted(text)} is not a path. ${WRITE_PATH}` };
    words.push(word);
  }
  const endsOpen = /[.›]\s*$/.test(text);
  return words.length === 0 || endsOpen
    ? { problem: `${quoted(text)} is not a path. ${WRITE_PATH}` }
    : { value: words };
}

/** The way to a figure as planners write it. Items of a list count from 1. */
export function pathText(path: Path): string {
  return withoutKinds(path)
    .map((part) =>
      typeof part === "number" ? String(part + 1) : /[.›"'=\s]/.test(part) ? `"${part}"` : part,
    )
    .join(".");
}

/**
 * A path as it is shown: the word of a distribution is left out when one of its figures follows, since there is only
 * one of it: patience › mean.
 */
export function withoutKinds(path: Path): Path {
  return path.filter(
    (part, i) =>
      !(i > 1 && i < path.length - 1 && part !== "mixture" && DISTRIBUTION_WORDS.includes(String(part))),
  );
}

/**
 * The place in a tree that a planner's path means: the words of distributions that were left out are put in, and items
 * of lists become indices. What is not there yet is taken as written; whether the format knows it, the checker says.
 */
export function placeOf(words: readonly string[], tree: Group): Parsed<Path> {
  const [top = "", name] = words;
  if (top === "startsFrom") return { problem: "startsFrom cannot be changed. Name another file instead." };
  if ((top === "queues" || top === "pools") && name !== undefined) {
    const known = tree.entries.get(top)?.tree;
    const names = known?.kind === "group" ? [...known.entries.keys()] : [];
    if (!names.includes(name)) {
      const noun = top === "queues" ? "queue" : "pool";
      return { problem: `there is no ${noun} ${quoted(name)} here. ${suggestion(name, names)}` };
    }
  }
  const path: (string | number)[] = [];
  let here: Tree | undefined = tree;
  for (const word of words) {
    if (here?.kind === "group" && !here.entries.has(word)) {
      const kind = distributionIn(here);
      const inside: Tree | undefined = kind === undefined ? undefined : here.entries.get(kind)?.tree;
      if (kind !== undefined && inside?.kind === "group" && !DISTRIBUTION_WORDS.includes(word)) {
        path.push(kind);
        here = inside;
      }
    }
    if (here?.kind === "list") {
      const item: string | undefined = /^(?:item )?(\d+)$/.exec(word)?.[1];
      const found: Tree | undefined = item === undefined ? undefined : here.items[Number(item) - 1];
      if (found === undefined) {
        const count = here.items.length;
        return {
          problem: `${quoted(word)} is not an item of this list. Write a number from 1 to ${count}.`,
        };
      }
      path.push(Number(item) - 1);
      here = found;
    } else {
      path.push(word);
      here = here?.kind === "group" ? here.entries.get(word)?.tree : undefined;
    }
  }
  return { value: path };
}

/** The word of the one distribution in a group, if there is one. */
function distributionIn(group: Group): string | undefined {
  const kinds = [...group.entries.keys()].filter((word) => DISTRIBUTION_WORDS.includes(word));
  return kinds.length === 1 && kinds[0] !== "mixture" ? kinds[0] : undefined;
}
