import type { Clusters } from "../random/arrivals/clusters.ts";
import { chatQueueSentences } from "./describeChats.ts";
import { demandInWords } from "./describeDemand.ts";
import { talkByMonthInWords, timeInWords, volumesInWords } from "./describeMonths.ts";
import { distributionInWords, isNone } from "./distributionWords.ts";
import type {
  Accidental,
  Arrivals,
  Message,
  Onward,
  OtherMessage,
  Period,
  Queue,
  Redials,
  Scenario,
  Switch,
  Work,
} from "./scenario.ts";
import { rangeOfWeek, shapeOfWeek } from "./weekWords.ts";
import { durationInWords, listInWords, numberInWords, plural, shareInWords } from "./words.ts";

/** What a sentence about a queue tells of: who comes, what is done with them, how they wait, and who answers. */
export type QueueTopic = "who comes" | "what is done" | "how they wait" | "who answers";

type QueueSentences = readonly { readonly topic: QueueTopic; readonly words: string }[];

/** A queue in plain sentences, each to be read after its name: "priority 2; 999 goes ahead of it." */
export function queueSentences(queue: Queue, { pools, queues, period, switches }: Scenario): QueueSentences {
  const tries = queue.tries.map((pool) => pools[pool]!.name);
  const told = (topic: QueueTopic, ...words: readonly string[]): QueueSentences =>
    words.map((sentence) => ({ topic, words: sentence }));
  if (queue.work !== null) return workSentences(queue, queue.work, tries, queues, period, told);
  return [
    ...told("how they wait", priorityInWords(queue, queues)),
    ...told(
      "who comes",
      arrivalsInWords(queue.arrivals, period),
      ...(queue.clusters === null ? [] : [clustersInWords(queue.clusters)]),
      ...demandInWords(queue, queues),
    ),
    ...told(
      "what is done",
      messageInWords(queue.message),
      ...(queue.message?.instead ?? []).map((other) => otherMessageInWords(other, switches)),
      `talk lasts ${distributionInWords(queue.talk)}.`,
      ...talkByMonthInWords(queue, period),
      isNone(queue.wrapUp) ? "there is no wrap-up." : `wrap-up lasts ${distributionInWords(queue.wrapUp)}.`,
    ),
    ...told(
      "how they wait",
      patienceInWords(queue),
      queue.balking === 0
        ? "nobody leaves at once on finding all handlers busy."
        : `${shareInWords(queue.balking)} leave at once when no handler is free to take them.`,
    ),
    ...told(
      "who comes",
      redialsInWords(queue.redials),
      ...(queue.onward ?? []).map((rule) => onwardInWords(rule, queue, queues)),
    ),
    ...told("how they wait", ...(queue.partnerAfter === null ? [] : [partnerInWords(queue.partnerAfter)])),
    ...told("who comes", ...(queue.accidental === null ? [] : [accidentalInWords(queue.accidental)])),
    ...told(
      "what is done",
      ...(queue.chat === null ? [] : chatQueueSentences(queue.chat, switches, distributionInWords)),
      queue.mayInterruptWrapUp
        ? "a contact that finds nobody free may take a handler out of wrap-up."
        : "wrap-up is not interrupted for it.",
    ),
    ...told(
      "who answers",
      tries.length === 1
        ? `it is answered by the pool ${tries.join("")}.`
        : `a contact tries the pools ${listInWords(tries)}, in that order.`,
    ),
    ...told(
      "how they wait",
      queue.targets.length === 0
        ? "no waits are set as targets."
        : `the share answered within ${listInWords(queue.targets.map(durationInWords))} is counted.`,
    ),
  ];
}

/** What is said of a queue of deferrable work: nobody is on the line, so nothing is said of callers. */
function workSentences(
  queue: Queue,
  { interruptible, backlogAtStart }: Work,
  tries: readonly string[],
  queues: readonly Queue[],
  period: Period,
  told: (topic: QueueTopic, ...words: readonly string[]) => QueueSentences,
): QueueSentences {
  return [
    ...told(
      "how they wait",
      "deferrable work: nobody waits on the line, and items wait until they are done.",
      priorityInWords(queue, queues),
    ),
    ...told(
      "who comes",
      arrivalsInWords(queue.arrivals, period, "items come in"),
      ...demandInWords(queue, queues),
      backlogAtStart === 0
        ? "nothing waits when the run begins."
        : `${plural(backlogAtStart, "item")} ${backlogAtStart === 1 ? "waits" : "wait"} when the run begins.`,
    ),
    ...told(
      "what is done",
      `an item takes ${distributionInWords(queue.talk)}.`,
      ...talkByMonthInWords(queue, period, "the mean of items that come in"),
      interruptible
        ? "it gives way: a contact that its desk ranks higher, and the end of a shift, take the handler, and the item goes on later where it stopped."
        : "an item once begun is finished before the handler does anything else.",
    ),
    ...told(
      "who answers",
      tries.length === 1
        ? `it is done by the pool ${tries.join("")}.`
        : `an item tries the pools ${listInWords(tries)}, in that order.`,
    ),
    ...told(
      "how they wait",
      queue.targets.length === 0
        ? "no ages are set as targets."
        : `the share done within ${listInWords(queue.targets.map(durationInWords))} of coming in is counted.`,
    ),
  ];
}

function priorityInWords(queue: Queue, queues: readonly Queue[]): string {
  const named = (which: (other: Queue) => boolean): string =>
    listInWords(queues.filter((other) => other !== queue && which(other)).map((other) => other.name));
  const before = named((other) => other.priority < queue.priority);
  const equal = named((other) => other.priority === queue.priority);
  return (
    [
      `priority ${queue.priority}`,
      before === "" ? "nobody goes ahead of it" : `${before} goes ahead of it`,
      ...(equal === "" ? [] : [`with ${equal} the longest wait goes first`]),
    ].join("; ") + "."
  );
}

function arrivalsInWords(
  arrivals: Arrivals,
  period: Period,
  dial: "contacts dial" | "items come in" = "contacts dial",
): string {
  const isWork = dial === "items come in";
  switch (arrivals.kind) {
    case "steady":
      if (arrivals.perHour === 0) return "nobody comes from outside, only from other queues.";
      return `${dial} at a steady ${numberInWords(arrivals.perHour)} an hour.`;
    case "hourly":
      return `${dial} at ${rangeOfWeek(arrivals.perHour, " an hour")}, by the hour of the week.`;
    case "volume": {
      const who = {
        offered: "to reach the line",
        dialled: "to dial",
        "first attempts": "to dial for the first time",
      };
      const shape = shapeOfWeek(arrivals.weights);
      return `${numberInWords(arrivals.byMonth === undefined ? arrivals.volume : Math.round(arrivals.volume))} ${isWork ? "items" : "contacts"} are expected ${isWork ? "to come in" : who[arrivals.counts]} in ${timeInWords(period)}${volumesInWords(arrivals, period)}, spread over the week at ${shape}.`;
    }
    case "rates": {
      const { every, perHour, afterwards } = arrivals;
      const then =
        afterwards === "repeat"
          ? "then starts again"
          : isWork
            ? "then nothing comes any more"
            : "then nobody calls any more";
      return (
        `${dial} at a rate for each ${durationInWords(every)}: ${plural(perHour.length, "rate")} from ` +
        `${numberInWords(Math.min(...perHour))} to ${numberInWords(Math.max(...perHour))} an hour; ${then}.`
      );
    }
    case "replay":
      return isWork
        ? `${plural(arrivals.times.length, "item")} come in at recorded times.`
        : `${plural(arrivals.times.length, "contact")} dial at recorded times.`;
  }
}

function clustersInWords({ calls, within }: Clusters): string {
  const how =
    calls.kind === "geometric"
      ? `${numberInWords(calls.mean)} on average (geometric)`
      : listInWords(
          calls.shares.map((share, i) => `${plural(i + 1, "call")} for ${shareInWords(share)} of incidents`),
        );
  return `one incident may make several calls: ${how}; the first comes at once, the others within ${durationInWords(within)} of it.`;
}

function messageInWords(message: Message | null): string {
  if (message === null) return "there is no recorded message in front of it.";
  return `a recorded message comes first and ${playedInWords(message)}.`;
}

function otherMessageInWords(other: OtherMessage, switches: readonly Switch[]): string {
  const when =
    other.when.kind === "switch"
      ? `while the switch ${switches[other.when.number]!.name} is on`
      : `in ${plural(other.when.ofWeek.filter((among) => among).length, "hour")} of the week`;
  return `${when} another message is played instead, which ${playedInWords(other)}.`;
}

function playedInWords({ duration, hangUp, moveToDigital }: Omit<Message, "instead">): string {
  const leave = [
    ...(hangUp > 0 ? [`${shareInWords(hangUp)} hang up during it`] : []),
    ...(moveToDigital > 0 ? [`${shareInWords(moveToDigital)} leave for a digital channel during it`] : []),
  ];
  const who = leave.length === 0 ? "nobody leaves during it" : listInWords(leave);
  return `lasts ${distributionInWords(duration)}; ${who}`;
}

function patienceInWords({ patience, patienceRuns }: Queue): string {
  if (patience.kind === "never") return "callers wait for as long as it takes; nobody gives up.";
  const from = patienceRuns === "from offer" ? "from reaching the line" : "from dialling, message included";
  return `patience lasts ${distributionInWords(patience)}, counted ${from}.`;
}

function redialsInWords(redials: Redials | null): string {
  if (redials === null) return "nobody who is not answered dials again.";
  const { first, later, afterMessage, delay, mostTries } = redials;
  const shares =
    first === later
      ? `${shareInWords(first)} of those not answered in the line dial again, at every attempt`
      : `${shareInWords(first)} of those not answered in the line at their first attempt dial again, and ${shareInWords(later)} of those not answered at a later one`;
  const message =
    afterMessage === 0 ? "" : `, and ${shareInWords(afterMessage)} of those who hang up in the message`;
  return (
    `${shares}${message}; that comes after ${distributionInWords(delay)}. ` +
    `Nobody makes more than ${plural(mostTries, "attempt")}.`
  );
}

const ENDINGS: Readonly<Record<Onward["after"], string>> = {
  "not answered": "not answered in the line",
  "hung up in message": "who hang up in the message",
  "moved to digital": "who leave the message for a digital channel",
  answered: "who have been answered",
  refused: "who find the queue closed",
};

function onwardInWords(
  { after, share, to, delay, mostTries }: Onward,
  from: Queue,
  queues: readonly Queue[],
): string {
  const other = queues[to]!;
  const again = other === from;
  const who = `of those ${ENDINGS[after]}${from.redials === null || after === "answered" ? "" : " and do not dial again"}`;
  const where = again ? "come to this queue again" : `go on to ${other.name}`;
  const when = isNone(delay) ? "at once" : `after ${distributionInWords(delay)}`;
  const most =
    again && mostTries < 100 ? ` Nobody makes more than ${plural(mostTries, "such contact")} in a row.` : "";
  return `${shareInWords(share)} ${who} ${where}, ${when}.${most}`;
}

function partnerInWords(partnerAfter: number): string {
  return `a contact that has waited ${durationInWords(partnerAfter)} is left to a partner force.`;
}

function accidentalInWords({ share, clearsAfter, talk }: Accidental): string {
  const length = talk === null ? "" : `; if answered, the talk lasts ${distributionInWords(talk)}`;
  return (
    `${shareInWords(share)} of the calls from outside are accidental and clear by themselves unless answered before; ` +
    `that takes ${distributionInWords(clearsAfter)}${length}.`
  );
}
