import { distance } from "fastest-levenshtein";
import { quoted } from "./words.ts";

/** Something in a file that a planner must put right: where it stands, what was found, what to write. */
export interface Fault {
  /** As the file was named or found: "scenarios/winter.yaml". */
  readonly file: string;
  /** From 1; null when the fault is the file itself. */
  readonly line: number | null;
  readonly column: number | null;
  /** The change from outside that is at fault, in place of line and column: `--set queues.101.talk=3`. */
  readonly change?: string;
  /** The way to the figure through the words of the file: queues, 101, patience, mean. */
  readonly path: readonly string[];
  /** One or two plain sentences. */
  readonly message: string;
}

/**
 * `winter.yaml:5:46 queues › 101 › patience › mean: "3" has no unit. Write "3 minutes" or "180 seconds".` A change from
 * outside says its path itself: `--set queues.101.patience.mean=3: "3" has no unit. ...`
 */
export function describeFault(fault: Fault): string {
  if (fault.change !== undefined) return `${fault.change}: ${fault.message}`;
  const place = [fault.file, fault.line, fault.column].filter((part) => part !== null).join(":");
  const path = fault.path.length > 0 ? ` ${fault.path.join(" › ")}` : "";
  return `${place}${path}: ${fault.message}`;
}

/** Files in the order given (the planner's own first), within them by line and column. */
export function sortFaults(faults: readonly Fault[], fileOrder: readonly string[]): Fault[] {
  const rank = new Map(fileOrder.map((file, i) => [file, i]));
  const rankOf = (fault: Fault): number => rank.get(fault.file) ?? fileOrder.length;
  return [...faults].sort(
    (a, b) => rankOf(a) - rankOf(b) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
}

/** The word that was probably meant, or undefined if none is near. Capitals, hyphens and underscores do not count. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of words) {
    const apart = slipsApart(bare(word), bare(candidate));
    if (apart < bestDistance && apart <= Math.max(1, Math.floor(candidate.length / 3))) {
      best = candidate;
      bestDistance = apart;
    }
  }
  return best;
}

/** Letters to put in, leave out or change; two that were swapped are one slip, not two. */
function slipsApart(word: string, other: string): number {
  if (word === other) return 0;
  const letters = (text: string): string => Array.from(text).sort().join("");
  return letters(word) === letters(other) ? 1 : distance(word, other);
}

function bare(word: string): string {
  return word.toLowerCase().replace(/[\s_-]/g, "");
}

/** The end of a message about an unknown word: the nearest one, or all that may be used. */
export function suggestion(word: string, words: readonly string[]): string {
  const near = nearest(word, words);
  return near === undefined ? `Use one of: ${words.join(", ")}.` : `Did you mean ${quoted(near)}?`;
}
