import { poolChatsSentences } from "./describeChats.ts";
import { handlersByMonthInWords } from "./describeMonths.ts";
import { proficiencySentences, rotaSentences } from "./describeRota.ts";
import type { Pool, Scenario } from "./scenario.ts";
import { rangeOfWeek, shapeOfWeek } from "./weekWords.ts";
import { listInWords, numberInWords, plural } from "./words.ts";

/** A pool in plain sentences: what it answers, who is on duty, and whom it keeps back. */
export function poolSentences(pool: Pool, { queues, switches, period }: Scenario): string[] {
  const say = (sentence: string): string => `Pool ${pool.name}: ${sentence}`;
  const names = pool.answers.map((queue) => queues[queue]!.name);
  const answersCalls = pool.answers.some((queue) => queues[queue]!.chat === null);
  const average = pool.handlers.reduce((total, count) => total + count, 0) / pool.handlers.length;
  const steady = pool.handlers.every((count) => count === pool.handlers[0]);
  const held = pool.holdBack.flatMap((week, i) =>
    week.some((count) => count > 0) ? [holdBackInWords(names[i]!, week)] : [],
  );
  const order =
    pool.takes === "by priority" ? "the best priority first" : `in the order ${listInWords(names)}`;
  return [
    say(
      names.length === 1
        ? `answers the queue ${names.join("")}.`
        : `answers the queues ${listInWords(names)}; a handler who comes free takes ${order}.`,
    ),
    ...(pool.fromPeople === undefined ? [] : [say(fromPeopleInWords(pool, pool.fromPeople))]),
    ...(pool.rota === null
      ? pool.fromPeople !== undefined
        ? []
        : [
            say(
              pool.handlersByMonth !== undefined
                ? handlersByMonthInWords(pool.handlersByMonth, period)
                : steady
                  ? `${plural(average, "handler")} on duty at all hours.`
                  : `${numberInWords(average)} handlers on duty on average, ${rangeOfWeek(pool.handlers, "")}.`,
            ),
          ]
      : rotaSentences(pool.rota, pool.fromPeople !== undefined).map(say)),
    ...proficiencySentences(pool.proficiency).map(say),
    ...(held.length === 0 ? [say("no handlers are held back.")] : held.map(say)),
    ...(pool.holdMore ?? []).map(({ while: number, handlers }) =>
      say(
        `while the switch ${switches[number]!.name} is on, ${plural(Math.max(...handlers), "more handler")} must be idle ` +
          `for a contact of ${listInWords(names.filter((_, i) => handlers[i]! > 0))} to start.`,
      ),
    ),
    ...(pool.onlyWhile ?? []).flatMap((number, i) =>
      number === null
        ? []
        : [say(`${names[i]!} is answered here only while the switch ${switches[number]!.name} is on.`)],
    ),
    ...(pool.chats === null ? [] : poolChatsSentences(pool.chats, answersCalls).map(say)),
  ];
}

/** @param weights How they are spread over the week. */
function fromPeopleInWords({ rota }: Pool, weights: readonly number[]): string {
  const from = "come from its people by their hours, month by month";
  if (rota !== null) return `the heads of its shifts ${from}; those below only say how they are spread.`;
  return `its handlers ${from}, spread over the week at ${shapeOfWeek(weights)}.`;
}

function holdBackInWords(queue: string, week: readonly number[]): string {
  const low = Math.min(...week);
  const high = Math.max(...week);
  const idle =
    low === high ? `${plural(high, "handler")} are` : `${low} to ${high} handlers (by the hour) are`;
  return `a contact of ${queue} starts only if more than ${idle} idle.`.replace(
    "1 handler are",
    "1 handler is",
  );
}
