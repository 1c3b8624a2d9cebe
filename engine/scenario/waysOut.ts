import type { Queue } from "./scenario.ts";
import { listInWords } from "./words.ts";

/** "contacts leave answered, by hanging up in the message or unanswered when patience runs out.": how one may come to its end. */
export function waysOutInWords(queue: Queue): string {
  if (queue.work !== null) return "items leave when they are done, and in no other way.";
  const { message, chat } = queue;
  const messages = message === null ? [] : [message, ...(message.instead ?? [])];
  const givesUp = queue.patience.kind !== "never";
  const runsInMessage = message !== null && givesUp && queue.patienceRuns === "from dialling";
  const ways = [
    "answered (gone when the talk is over, the handler free after wrap-up)",
    ...(runsInMessage || messages.some(({ hangUp }) => hangUp > 0) ? ["by hanging up in the message"] : []),
    ...(messages.some(({ moveToDigital }) => moveToDigital > 0)
      ? ["for a digital channel during the message"]
      : []),
    ...(chat !== null && (chat.open !== null || (chat.closedWhile ?? []).length > 0)
      ? ["refused while the queue is closed"]
      : []),
    ...(queue.balking > 0 ? ["at once where no handler is free"] : []),
    ...(givesUp ? ["unanswered when patience runs out"] : []),
    ...(queue.accidental === null ? [] : ["unanswered as an accidental call that clears by itself"]),
    ...(queue.partnerAfter === null ? [] : ["to a partner force after a long wait"]),
    ...(chat !== null && chat.patienceInside.kind !== "never" ? ["during the chat before it is done"] : []),
  ];
  return `contacts leave ${listInWords(ways, "or")}.`;
}
