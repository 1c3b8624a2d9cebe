import { pathText } from "./figurePath.ts";
import { measured } from "./measured.ts";
import type { Unknown } from "./scenario.ts";
import type { Group, Path, Tree } from "./tree.ts";
import { plain } from "./tree.ts";
import type { UncertainWord } from "./uncertainWords.ts";
import { UNCERTAIN_WORDS } from "./uncertainWords.ts";

/*
 * Figures that are not known: a range from low to high, or a distribution of what the one true figure may be. Not to
 * be confused with a distribution of times, which says how one call differs from the next.
 */

const FIGURE_WORDS: readonly string[] = ["mean", "sd", "spread", "low", "mode", "high"];

/** Figures without a unit are whole numbers, but for these. */
const FRACTIONS: readonly string[] = ["average", "shape", "talkFactor", "wrapUpFactor"];

/** Where a group such as { uniform: ... } is a distribution of times, and not of a figure. */
const TIMES: readonly string[] = [
  "talk",
  "wrapUp",
  "patience",
  "patienceInside",
  "duration",
  "delay",
  "clearsAfter",
];

/** Whether a group says that a figure is not known. @param path Where it stands. */
export function saysUnknown(group: Group, path: Path): boolean {
  if (group.entries.has("central")) return true;
  return !isTimes(path) && UNCERTAIN_WORDS.some((word) => isDistribution(group.entries.get(word)?.tree));
}

function isTimes(path: Path): boolean {
  const last = path.at(-1);
  return TIMES.includes(String(last)) || (typeof last === "number" && path.at(-2) === "mixture");
}

/** A queue may be called `normal` too, but then no mean and sd stand inside. */
function isDistribution(tree: Tree | undefined): boolean {
  return tree?.kind === "group" && [...tree.entries.keys()].every((word) => FIGURE_WORDS.includes(word));
}

/** The unknown figures of a file that is as it should be, in the order of the file, with their places in the tree. */
export function unknownsOf(tree: Group): readonly { readonly unknown: Unknown; readonly path: Path }[] {
  return ["busyDays", "queues", "pools", "workforce"].flatMap((word) => {
    const inside = tree.entries.get(word)?.tree;
    return inside === undefined ? [] : found(inside, [word]);
  });
}

function found(tree: Tree, path: Path): readonly { readonly unknown: Unknown; readonly path: Path }[] {
  if (tree.kind === "group" && saysUnknown(tree, path)) return [{ unknown: unknownOf(tree, path), path }];
  if (tree.kind === "group")
    return [...tree.entries].flatMap(([word, { tree: next }]) => found(next, [...path, word]));
  if (tree.kind === "list") return tree.items.flatMap((item, i) => found(item, [...path, i]));
  return [];
}

/** The one form in which a figure is said to be unknown. */
type Form =
  | { readonly kind: "range"; readonly figures: Figures }
  | { readonly kind: UncertainWord; readonly figures: Figures };
type Figures = Readonly<Record<string, unknown>>;

function formOf(group: Group): Form {
  const word = UNCERTAIN_WORDS.find((each) => group.entries.has(each));
  const inside = word === undefined ? undefined : group.entries.get(word)?.tree;
  return word === undefined || inside === undefined
    ? { kind: "range", figures: plain(group) as Figures }
    : { kind: word, figures: plain(inside) as Figures };
}

function unknownOf(group: Group, path: Path): Unknown {
  const { kind, figures } = formOf(group);
  const amount = (word: string): number => measured(figures[word])?.amount ?? NaN;
  // The top of a range, or a mean, is above zero and so has a unit, which a zero need not have.
  const unit = measured(figures["high"] ?? figures["mean"])?.unit ?? "number";
  const whole = unit === "number" && !FRACTIONS.includes(String(path.at(-1)));
  const { distribution, central } = distributionOf(kind, amount);
  const basis = group.entries.get("basis")?.tree;
  return {
    figure: pathText(path),
    unit,
    whole,
    distribution,
    central: whole ? Math.round(central) : central,
    basis: basis?.kind === "value" ? basis.source : null,
  };
}

function distributionOf(
  kind: Form["kind"],
  amount: (word: string) => number,
): Pick<Unknown, "distribution" | "central"> {
  switch (kind) {
    case "range":
    case "triangular": {
      const mode = amount(kind === "range" ? "central" : "mode");
      return {
        distribution: { kind: "triangular", low: amount("low"), mode, high: amount("high") },
        central: mode,
      };
    }
    case "uniform": {
      const [low, high] = [amount("low"), amount("high")];
      return { distribution: { kind, low, high }, central: (low + high) / 2 };
    }
    case "normal":
      return { distribution: { kind, mean: amount("mean"), sd: amount("sd") }, central: amount("mean") };
    case "lognormal": {
      return {
        distribution: { kind, mean: amount("mean"), spread: amount("spread") },
        central: amount("mean"),
      };
    }
  }
}
