import type { Distribution } from "../random/times/distribution.ts";
import { hours } from "../units.ts";
import { chatQueueOf } from "./chats.ts";
import { complete } from "./complete.ts";
import { hoursOfWeek } from "./hoursText.ts";
import { figureOfSome } from "./monthly.ts";
import type { OtherMessageText } from "./messageText.ts";
import { noSwitch } from "./switches.ts";
import { demandFollowsOf } from "./demandFollows.ts";
import { distributionOf } from "./distributions.ts";
import { type DistributionText, lastingOrNever } from "./distributionText.ts";
import { QueueText } from "./queueText.ts";
import type { Reading } from "./reading.ts";
import type { Fields } from "./report.ts";
import { fieldsOf } from "./report.ts";
import type { Arrivals, Message, OtherMessage, Queue, Redials, Work } from "./scenario.ts";
import { accidentalOf, clustersOf, onwardOf, queuesThatLeadTo, requireSomebodyComes } from "./sequels.ts";
import type { CellRule } from "./tables.ts";
import type { Path, Tree } from "./tree.ts";
import { at } from "./tree.ts";
import { type Volumes, volumesOf } from "./volumes.ts";
import { weightsOf } from "./weeks.ts";
import { quoted } from "./words.ts";

type QueueFields = Fields<typeof QueueText.shape>;
type PeriodKind = "month" | "days" | undefined;

/** A queue as far as it can be known without the pools. */
export interface QueueDraft {
  readonly name: string;
  /** The pools it tries, as written. */
  readonly tries: readonly string[] | undefined;
  /** Undefined if the number is at fault. */
  readonly priority: number | undefined;
  /** Whether its contacts are chats. */
  readonly isChat: boolean;
  /** Undefined if anything about it is at fault. */
  readonly queue: Omit<Queue, "tries"> | undefined;
}

/** Reads one queue. Faults are reported. */
export function queueDraft(
  name: string,
  tree: Tree,
  period: PeriodKind,
  switches: readonly string[],
  reading: Reading,
): QueueDraft {
  const path: Path = ["queues", name];
  const fields = fieldsOf(QueueText, tree, path, reading.report);
  const read = (word: "talk" | "wrapUp" | "patience") => distribution(fields[word], [...path, word], reading);
  const { kind, priority, patienceRuns, balking, mayInterruptWrapUp, targets, tries } = fields;
  const isWork = kind === "work";
  refuseOtherKind(kind, path, reading);
  const demandFollows = demandFollowsOf(name, fields, path, reading);
  const queue = complete({
    name,
    priority,
    arrivals: arrivalsOf(fields, path, period, reading),
    clusters: clustersOf(fields, path, reading),
    talk: read("talk"),
    ...(fields.talkByMonth !== undefined && {
      talkByMonth: figureOfSome(fields.talkByMonth.byMonth, [...path, "talkByMonth"], reading),
    }),
    wrapUp: read("wrapUp"),
    patience: isWork ? NEVER : read("patience"),
    patienceRuns,
    balking,
    message: messageOf(fields, switches, path, reading),
    redials: redialsOf(fields, path, reading),
    onward: onwardOf(name, fields, path, reading),
    ...(demandFollows !== null && { demandFollows }),
    isLedTo: queuesThatLeadTo(name, reading).length > 0,
    partnerAfter: fields.partner?.takesAfter ?? null,
    accidental: accidentalOf(fields, path, reading),
    chat: chatQueueOf(fields, switches, path, reading),
    mayInterruptWrapUp,
    work: workOf(fields),
    targets: isWork && at(reading.tree, [...path, "targets"]) === undefined ? [WORK_TARGET] : targets,
  });
  return { name, tries, priority, isChat: fields.kind === "chats", queue };
}

function distribution(text: DistributionText | undefined, path: Path, reading: Reading) {
  return text === undefined ? undefined : distributionOf(text, path, reading);
}

const NEVER: Distribution = { kind: "never" };
/** What an item of work is held against unless the file says otherwise. */
const WORK_TARGET = hours(24);

/** Words that tell of people on the line, and words that tell of work. */
const OF_CALLS = [
  "patience",
  "patienceRuns",
  "balking",
  "message",
  "redials",
  "mayInterruptWrapUp",
  "wrapUp",
] as const satisfies readonly (keyof QueueText)[];
const OF_WORK = ["interruptible", "backlogAtStart"] as const satisfies readonly (keyof QueueText)[];

/** Reports words that go with the other kind of queue, and patience that calls lack. */
function refuseOtherKind(kind: QueueText["kind"] | undefined, path: Path, reading: Reading): void {
  if (kind === undefined) return;
  const { report } = reading;
  const isWritten = (word: string): boolean => at(reading.tree, [...path, word]) !== undefined;
  if (kind === "work") {
    for (const word of OF_CALLS.filter(isWritten)) {
      const instead = word === "wrapUp" ? "Write all the time that an item takes as talk." : "Leave it out.";
      report.word([...path, word], `${quoted(word)} does not go with kind: work. ${instead}`);
    }
    return;
  }
  for (const word of OF_WORK.filter(isWritten)) {
    report.word([...path, word], `${quoted(word)} goes only with kind: work. Leave it out.`);
  }
  if (isWritten("patience")) return;
  report.issues(lastingOrNever.safeParse(undefined).error?.issues ?? [], [...path, "patience"]);
}

/** Null for calls; undefined if it is at fault. */
function workOf({ kind, interruptible = false, backlogAtStart = 0 }: QueueFields): Work | null | undefined {
  if (kind === undefined) return undefined;
  return kind !== "work" ? null : { interruptible, backlogAtStart };
}

/** Null if there is none; undefined if it is at fault. */
function messageOf(
  { message }: QueueFields,
  switches: readonly string[],
  path: Path,
  reading: Reading,
): Message | null | undefined {
  if (message === undefined || message === null) return null;
  const { hangUp, moveToDigital } = message;
  const duration = distribution(message.duration, [...path, "message", "duration"], reading);
  const others = (message.instead ?? []).map((other, i) =>
    otherMessageOf(other, switches, [...path, "message", "instead", i], reading),
  );
  if (others.length === 0) return complete({ duration, hangUp, moveToDigital });
  const instead = others.every((other) => other !== undefined) ? others : undefined;
  return complete({ duration, hangUp, moveToDigital, instead });
}

function otherMessageOf(
  text: OtherMessageText,
  switches: readonly string[],
  path: Path,
  reading: Reading,
): OtherMessage | undefined {
  const { hangUp, moveToDigital, during } = text;
  const duration = distribution(text.duration, [...path, "duration"], reading);
  return complete({
    when: whenOf(text.while, during, switches, path, reading),
    duration,
    hangUp,
    moveToDigital,
  });
}

function whenOf(
  name: string | undefined,
  during: OtherMessageText["during"],
  switches: readonly string[],
  path: Path,
  { report }: Reading,
): OtherMessage["when"] | undefined {
  if (name === undefined) return during && { kind: "hours", ofWeek: hoursOfWeek(during) };
  const number = switches.indexOf(name);
  if (number >= 0) return { kind: "switch", number };
  report.value([...path, "while"], noSwitch(name, switches));
  return undefined;
}

/** Null if nobody dials again; undefined if it is at fault. */
function redialsOf({ redials }: QueueFields, path: Path, reading: Reading): Redials | null | undefined {
  if (redials === undefined || redials === null) return null;
  const { first, later = first, afterMessage, mostTries } = redials;
  const delay = distribution(redials.delay, [...path, "redials", "delay"], reading);
  return complete({ first, later, afterMessage, delay, mostTries });
}

function arrivalsOf(
  fields: QueueFields,
  path: Path,
  period: PeriodKind,
  reading: Reading,
): Arrivals | undefined {
  const { arrivals, volumeCounts } = fields;
  if (arrivals === undefined) return undefined;
  const inside = (word: string): Path => [...path, "arrivals", word];
  if ("perHour" in arrivals || arrivals.profile === undefined) {
    for (const word of ["volume", "volumeCounts"] as const) {
      if (fields[word] === undefined) continue;
      reading.report.word(
        [...path, word],
        `"${word}" goes only with arrivals: { profile: ... }. Leave it out.`,
      );
    }
  }
  if ("perHour" in arrivals) {
    if (arrivals.perHour === 0) requireSomebodyComes(String(path.at(-1)), path, reading);
    return { kind: "steady", perHour: arrivals.perHour };
  }
  if (arrivals.profile !== undefined) {
    const weights = weightsOf(arrivals.profile, inside("profile"), reading);
    const counts = volumeCounts ?? "offered";
    const expected = volumeOf(fields, path, period, reading);
    const volume = complete({ kind: "volume" as const, volume: expected?.volume, weights, counts });
    return volume && { ...volume, ...expected };
  }
  if (arrivals.hourly !== undefined) {
    return complete({
      kind: "hourly" as const,
      perHour: weightsOf(arrivals.hourly, inside("hourly"), reading),
    });
  }
  if (arrivals.rates !== undefined) return { kind: "rates", ...arrivals.rates };
  if (arrivals.replay === undefined) return undefined;
  const column = reading.tables.column(arrivals.replay, inside("replay"));
  const times = column && reading.tables.numbers(column, ascending());
  return complete({ kind: "replay" as const, times });
}

/** The contacts expected over the counted period, and in each month. */
function volumeOf(
  fields: QueueFields,
  path: Path,
  period: PeriodKind,
  reading: Reading,
): Volumes | undefined {
  const { report, tree } = reading;
  const { volume, volumeCounts = "offered", message } = fields;
  if (volume === undefined) {
    if (at(tree, [...path, "volume"]) === undefined) {
      const example = period === "days" ? "864 in all" : '"25,277 a month"';
      report.missing(path, "volume", `A profile only says when; write how many: volume: ${example}.`);
    }
    return undefined;
  }
  const where = [...path, "volume"];
  const volumes = volumesOf(volume, where, reading);
  if (volumes === undefined) return undefined;
  if (volumeCounts === "offered" && message?.instead?.some((other) => other.while !== undefined) === true) {
    report.value(
      [...path, "volumeCounts"],
      "how many reach the line depends on when the message is switched. Write volumeCounts: dialled.",
    );
    return undefined;
  }
  if (volumeCounts === "offered" && message && 1 - message.hangUp - message.moveToDigital < 1e-9) {
    report.value(
      where,
      "everybody leaves during the message, so no volume can be offered. Lower its shares.",
    );
    return undefined;
  }
  return volumes;
}

/** Seconds of zero or more, none before the one above it. */
function ascending(): CellRule {
  let before = 0;
  return {
    problem: (value) => {
      if (value < 0)
        return `${quoted(value)} is below zero. Write seconds from the start of the counted period.`;
      if (value < before) return `${quoted(value)} is earlier than the row above it. Sort the rows by time.`;
      before = value;
      return null;
    },
  };
}
