import { complete } from "./complete.ts";
import { distributionOf } from "./distributions.ts";
import type { WeekHoursText } from "./hoursText.ts";
import { hoursOfWeek } from "./hoursText.ts";
import type { PoolText } from "./poolText.ts";
import type { QueueText } from "./queueText.ts";
import type { Reading } from "./reading.ts";
import type { Fields } from "./report.ts";
import type { ChatQueue, PoolChats } from "./scenario.ts";
import { noSwitch } from "./switches.ts";
import type { Path } from "./tree.ts";
import { at } from "./tree.ts";
import { listInWords, quoted } from "./words.ts";

/** What is said of a queue of chats: null for one of calls; undefined if it is at fault. */
export function chatQueueOf(
  { kind, patienceInside, open, closedWhile, mayInterruptWrapUp }: Fields<typeof QueueText.shape>,
  switches: readonly string[],
  path: Path,
  reading: Reading,
): ChatQueue | null | undefined {
  if (kind === undefined) return undefined;
  const written = (word: string): boolean => at(reading.tree, [...path, word]) !== undefined;
  if (kind !== "chats") {
    for (const word of ["patienceInside", "open", "closedWhile"]) {
      if (written(word)) {
        reading.report.word([...path, word], `"${word}" goes only with kind: chats. Leave it out.`);
      }
    }
    return null;
  }
  if (mayInterruptWrapUp === true) {
    reading.report.value(
      [...path, "mayInterruptWrapUp"],
      "a chat takes nobody out of wrap-up. Leave it out.",
    );
  }
  const chat = {
    patienceInside: patienceInside && distributionOf(patienceInside, [...path, "patienceInside"], reading),
    open: open === undefined ? (written("open") ? undefined : null) : openHours(open, path, reading),
  };
  if (!written("closedWhile")) return complete(chat);
  return complete({
    ...chat,
    closedWhile: closedWhile && closedWhileOf(closedWhile, switches, path, reading),
  });
}

/** For each hour of the week whether it is open; null if it always is. */
function openHours(open: WeekHoursText, path: Path, { report }: Reading): readonly boolean[] | null {
  const week = hoursOfWeek(open);
  if (!week.includes(true)) {
    report.value([...path, "open"], "this queue would never be open. Write some hours, or leave it out.");
  }
  return week.every((hour) => hour) ? null : week;
}

/** The switches by their numbers; undefined, and reported, if one does not exist. */
function closedWhileOf(
  names: readonly string[],
  switches: readonly string[],
  path: Path,
  { report }: Reading,
): readonly number[] | undefined {
  const numbers = names.map((name, i) => {
    const number = switches.indexOf(name);
    if (number < 0) report.value([...path, "closedWhile", i], noSwitch(name, switches));
    return number;
  });
  return numbers.includes(-1) ? undefined : numbers;
}

/** How a pool's handlers hold chats: null if they take none; undefined if it is at fault. */
export function poolChatsOf(
  { chats }: Fields<typeof PoolText.shape>,
  answers: readonly string[] | undefined,
  chatQueues: readonly string[],
  path: Path,
  reading: Reading,
): PoolChats | null | undefined {
  const written = at(reading.tree, [...path, "chats"]) !== undefined;
  if (written && chats === undefined) return undefined;
  if (answers === undefined) return undefined;
  const answered = answers.filter((name) => chatQueues.includes(name));
  if (chats === undefined) {
    if (answered.length === 0) return null;
    const names = listInWords(answered.map(quoted));
    reading.report.missing(
      path,
      "chats",
      `This pool answers chats of ${names}: say how many a handler holds, such as chats: { most: 6, stretch: 15% }.`,
    );
    return undefined;
  }
  if (answered.length === 0) {
    reading.report.word(
      [...path, "chats"],
      "this pool answers no queue of chats. Leave it out, or give such a queue kind: chats.",
    );
  }
  const { most = 1, stretch = 0, speeds, calls } = chats;
  return {
    speeds: speeds ?? Array.from({ length: most }, (_, others) => 1 / (1 + stretch * others)),
    calls,
  };
}
