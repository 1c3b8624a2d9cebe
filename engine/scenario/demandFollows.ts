import { suggestion } from "./faults.ts";
import { monthsCounted } from "./monthly.ts";
import type { QueueText } from "./queueText.ts";
import type { Reading } from "./reading.ts";
import type { Fields } from "./report.ts";
import type { DemandFollows } from "./scenario.ts";
import { queuesThatLeadTo } from "./sequels.ts";
import type { Path, Tree } from "./tree.ts";
import { at } from "./tree.ts";
import { quoted } from "./words.ts";

type QueueFields = Fields<typeof QueueText.shape>;

/** How a queue's demand depends on the month before; null if it does not, undefined if what is written is at fault. */
export function demandFollowsOf(
  queue: string,
  fields: QueueFields,
  path: Path,
  reading: Reading,
): DemandFollows | null | undefined {
  const { demandFollows } = fields;
  const { tree, report } = reading;
  const where = [...path, "demandFollows"];
  if (demandFollows === undefined) return at(tree, where) === undefined ? null : undefined;
  const problem = notOverMonths(reading) ?? notDrawn(queue, fields, reading);
  if (problem !== undefined)
    report.word(where, problem.includes("Write") ? problem : `${problem} Leave it out.`);
  const { of: from = queue, ...figures } = demandFollows;
  const of = placeOf(from, queue, reading);
  if (typeof of === "number") return problem === undefined ? { of, ...figures } : undefined;
  report.value(demandFollows.of === undefined ? where : [...where, "of"], of);
  return undefined;
}

function notOverMonths({ tree }: Reading): string | undefined {
  const days = "demand follows the calendar month before, and this scenario counts days.";
  if (tree.entries.has("days")) return days;
  const alone = "demand follows the month before, and this scenario counts one month alone.";
  return monthsCounted(tree).length === 1 ? alone : undefined;
}

/** Why there is no demand from outside that could be more or less. */
function notDrawn(
  queue: string,
  { arrivals, volumeCounts, clusters, redials }: QueueFields,
  reading: Reading,
): string | undefined {
  if (arrivals === undefined) return undefined;
  if ("perHour" in arrivals) {
    if (arrivals.perHour === 0) return "nobody comes from outside, so there is no demand of its own.";
  } else if (arrivals.replay !== undefined) {
    return "recorded times are what they are, however the month before was.";
  }
  if (clusters !== undefined) return "demand that follows the month before does not go with clusters.";
  const comesBack = (redials ?? null) !== null || queuesThatLeadTo(queue, reading).length > 0;
  const hasVolume = !("perHour" in arrivals) && arrivals.profile !== undefined;
  return hasVolume && comesBack && volumeCounts !== "first attempts"
    ? "its volume counts contacts that follow from others, so callers are not known beforehand. Write volumeCounts: first attempts."
    : undefined;
}

/** The place of the queue whose attrition it is, or what is wrong with it. */
function placeOf(from: string, queue: string, { tree }: Reading): number | string {
  const queues = tree.entries.get("queues")?.tree;
  const names = queues?.kind === "group" ? [...queues.entries.keys()] : [];
  const place = names.indexOf(from);
  if (place < 0) return `there is no queue ${quoted(from)}. ${suggestion(from, names)}`;
  const kind: Tree | undefined = at(tree, ["queues", from, "kind"])?.tree;
  if (kind?.kind !== "value" || kind.source !== "work") return place;
  return from === queue
    ? "nobody gives up in a queue of work, so it has no attrition. Write whose it is, such as of: 101."
    : `nobody gives up in ${quoted(from)}, a queue of work, so it has no attrition. Write another queue.`;
}
