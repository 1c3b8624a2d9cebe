import type { Clusters } from "../random/arrivals/clusters.ts";
import { complete } from "./complete.ts";
import { distributionOf } from "./distributions.ts";
import { suggestion } from "./faults.ts";
import type { QueueText } from "./queueText.ts";
import type { Reading } from "./reading.ts";
import type { Fields } from "./report.ts";
import type { Accidental, Onward } from "./scenario.ts";
import type { Path } from "./tree.ts";
import { at } from "./tree.ts";
import { quoted } from "./words.ts";

type QueueFields = Fields<typeof QueueText.shape>;

/** As many contacts of one queue in a row as anybody makes who is not told to stop earlier. */
const MOST_TRIES = 100;

/** Null if no contact leads to another; undefined if what is written is at fault. */
export function onwardOf(
  queue: string,
  { next, message, kind }: QueueFields,
  path: Path,
  reading: Reading,
): readonly Onward[] | null | undefined {
  if (next === undefined) return at(reading.tree, [...path, "next"]) === undefined ? null : undefined;
  const names = queueNames(reading.tree);
  const rules = next.map(({ after, share, goesTo, delay, mostTries }, i) => {
    const inside: Path = [...path, "next", i];
    const to = names.indexOf(goesTo);
    if (to < 0) {
      const message = `there is no queue ${quoted(goesTo)}. ${suggestion(goesTo, names)}`;
      reading.report.value([...inside, "goesTo"], message);
    }
    if (mostTries !== undefined && to >= 0 && goesTo !== queue) {
      const said = `"mostTries" goes only with goesTo: ${queue}, the queue itself. Leave it out.`;
      reading.report.word([...inside, "mostTries"], said);
    }
    const inMessage = after === "hung up in message" || after === "moved to digital";
    const noMessage = at(reading.tree, [...path, "message"]) === undefined || message === null;
    if (inMessage && noMessage) {
      reading.report.value(
        [...inside, "after"],
        "there is no message in front of this queue. Write one, or leave this out.",
      );
    }
    if (after === "refused" && kind !== undefined && kind !== "chats") {
      reading.report.value([...inside, "after"], "only a queue of chats refuses anybody. Leave this out.");
    }
    return complete({
      after,
      share,
      to: to < 0 ? undefined : to,
      delay: distributionOf(delay, [...inside, "delay"], reading),
      mostTries: mostTries ?? MOST_TRIES,
    });
  });
  return rules.every((rule) => rule !== undefined) ? rules : undefined;
}

/** Null if no calls are accidental; undefined if what is written is at fault. */
export function accidentalOf(
  { accidental }: QueueFields,
  path: Path,
  reading: Reading,
): Accidental | null | undefined {
  if (accidental === undefined) {
    return at(reading.tree, [...path, "accidental"]) === undefined ? null : undefined;
  }
  const inside = (word: string): Path => [...path, "accidental", word];
  const { share, clearsAfter, talk } = accidental;
  return complete({
    share,
    clearsAfter: distributionOf(clearsAfter, inside("clearsAfter"), reading),
    talk: talk === undefined ? null : distributionOf(talk, inside("talk"), reading),
  });
}

/** Null if every call stands alone; undefined if what is written is at fault. */
export function clustersOf(
  { clusters, arrivals }: QueueFields,
  path: Path,
  { tree, report }: Reading,
): Clusters | null | undefined {
  if (clusters === undefined) return at(tree, [...path, "clusters"]) === undefined ? null : undefined;
  const { mean, sizes, within } = clusters;
  if (arrivals !== undefined && "replay" in arrivals && arrivals.replay !== undefined) {
    report.word([...path, "clusters"], "recorded times are what they are, in clusters or not. Leave it out.");
  }
  if (arrivals !== undefined && "perHour" in arrivals && arrivals.perHour === 0) {
    report.word([...path, "clusters"], "nobody comes from outside, in clusters or not. Leave it out.");
  }
  if (sizes !== undefined) return { calls: { kind: "shares", shares: sizes }, within };
  return mean === undefined ? undefined : { calls: { kind: "geometric", mean }, within };
}

/** Names of the queues whose contacts may lead to this one, as written. */
export function queuesThatLeadTo(queue: string, { tree }: Reading): readonly string[] {
  return queueNames(tree).filter((from) => {
    const next = at(tree, ["queues", from, "next"])?.tree;
    if (next?.kind !== "list") return false;
    return next.items.some((item) => {
      const to = item.kind === "group" ? item.entries.get("goesTo")?.tree : undefined;
      return to?.kind === "value" && to.source === queue;
    });
  });
}

/** A queue to which nobody comes from outside needs another that leads to it. */
export function requireSomebodyComes(queue: string, path: Path, reading: Reading): void {
  if (queuesThatLeadTo(queue, reading).some((from) => from !== queue)) return;
  const message = `nobody would ever come: no other queue goes to ${quoted(queue)}. Write a rate, or next: [{ ..., goesTo: ${queue}, ... }] in another queue.`;
  reading.report.value([...path, "arrivals"], message);
}

function queueNames(tree: Reading["tree"]): readonly string[] {
  const queues = tree.entries.get("queues")?.tree;
  return queues?.kind === "group" ? [...queues.entries.keys()] : [];
}
