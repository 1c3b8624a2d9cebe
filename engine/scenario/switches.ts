import { seconds } from "../units.ts";
import { complete } from "./complete.ts";
import { suggestion } from "./faults.ts";
import type { Reading } from "./reading.ts";
import type { Fields } from "./report.ts";
import { fieldsOf } from "./report.ts";
import type { Switch } from "./scenario.ts";
import { SwitchText } from "./switchText.ts";
import type { Path, Tree } from "./tree.ts";
import { at } from "./tree.ts";
import { quoted } from "./words.ts";

type SwitchFields = Fields<typeof SwitchText.shape>;

/** Reads one switch. Faults are reported; undefined if there is one. */
export function switchOf(
  name: string,
  tree: Tree,
  names: { readonly queues: readonly string[]; readonly pools: readonly string[] },
  reading: Reading,
): Switch | undefined {
  const path: Path = ["switches", name];
  const fields = fieldsOf(SwitchText, tree, path, reading.report);
  const watches = watchesOf(fields, names, path, reading);
  const levels = levelsOf(fields, path, reading);
  const { atLeast, atMost, rests } = fields;
  if (atMost !== undefined && at(reading.tree, [...path, "rests"]) === undefined) {
    reading.report.missing(
      path,
      "rests",
      "A switch that goes off after a longest time needs a time before it may go on again: rests: 30 minutes.",
    );
  }
  if (atMost !== undefined && atLeast !== undefined && atMost < atLeast) {
    reading.report.value([...path, "atMost"], "this is shorter than atLeast. Write a longer time.");
  }
  return complete({
    name,
    watches,
    onAbove: levels?.onAbove,
    offAt: levels?.offAt,
    atLeast,
    atMost: atMost ?? null,
    rests: rests ?? seconds(0),
  });
}

function watchesOf(
  { waiting, busy }: SwitchFields,
  names: { readonly queues: readonly string[]; readonly pools: readonly string[] },
  path: Path,
  { report, tree }: Reading,
): Switch["watches"] | undefined {
  if (waiting !== undefined && busy !== undefined) {
    report.word(
      [...path, "busy"],
      '"waiting" and "busy" do not go together. Keep one, or write two switches.',
    );
    return undefined;
  }
  const written = waiting ?? busy;
  if (written === undefined) {
    const isWritten = (word: string): boolean => at(tree, [...path, word]) !== undefined;
    if (!isWritten("waiting") && !isWritten("busy")) {
      report.value(path, 'it says nothing to watch. Write waiting: ["999"] or busy: [desk].');
    }
    return undefined;
  }
  const [word, noun, known] =
    waiting === undefined
      ? (["busy", "pool", names.pools] as const)
      : (["waiting", "queue", names.queues] as const);
  const places = written.map((name, i) => {
    const place = known.indexOf(name);
    if (place < 0 && known.length > 0) {
      report.value([...path, word, i], `there is no ${noun} ${quoted(name)}. ${suggestion(name, known)}`);
    }
    return place;
  });
  if (places.includes(-1)) return undefined;
  return waiting === undefined ? { kind: "busy", pools: places } : { kind: "waiting", queues: places };
}

function levelsOf(
  { waiting, busy, onAbove, offAt = onAbove }: SwitchFields,
  path: Path,
  { report }: Reading,
): { readonly onAbove: number; readonly offAt: number } | undefined {
  if (onAbove === undefined || offAt === undefined) return undefined;
  let fits = true;
  for (const [word, level] of [
    ["onAbove", onAbove],
    ["offAt", offAt],
  ] as const) {
    if (waiting !== undefined && busy === undefined && level.kind === "share") {
      report.value([...path, word], "those who wait are counted. Write contacts, such as 3.");
      fits = false;
    } else if (busy !== undefined && waiting === undefined && level.kind === "contacts") {
      report.value([...path, word], "busy is a share of the handlers. Write one, such as 90%.");
      fits = false;
    }
    if (offAt === onAbove && !fits) break;
  }
  if (fits && offAt.value > onAbove.value) {
    report.value(
      [...path, "offAt"],
      "this is above onAbove, so it could be off and on at once. Write a lower level.",
    );
    fits = false;
  }
  return fits ? { onAbove: onAbove.value, offAt: offAt.value } : undefined;
}

/** What is said of the name of a switch that does not exist. */
export function noSwitch(name: string, switches: readonly string[]): string {
  const known = switches.length === 0 ? "Write it under switches." : suggestion(name, switches);
  return `there is no switch ${quoted(name)}. ${known}`;
}
