import type { Distribution } from "../random/times/distribution.ts";
import { WEEKDAYS } from "./calendarText.ts";
import type { ChatQueue, PoolChats } from "./scenario.ts";
import { listInWords, numberInWords, plural } from "./words.ts";

/** What a queue of chats means beyond what it has in common with calls. */
export function chatQueueSentences(
  { patienceInside, open, closedWhile = [] }: ChatQueue,
  switches: readonly { readonly name: string }[],
  inWords: (distribution: Distribution) => string,
): readonly string[] {
  return [
    "its contacts are chats: talk and wrap-up are the work of a chat that is its handler's only one.",
    patienceInside.kind === "never"
      ? "nobody leaves during a chat."
      : `whoever is not done leaves the chat after ${inWords(patienceInside)}, and its handler is rid of it at once.`,
    open === null
      ? "it takes chats at all hours."
      : `it takes new chats ${openInWords(open)}; whoever comes at another time is refused.`,
    ...(closedWhile.length === 0
      ? []
      : [
          `it takes no new chats while the switch ${listInWords(
            closedWhile.map((number) => switches[number]!.name),
            "or",
          )} is on.`,
        ]),
  ];
}

/** "on Monday to Friday 08:00 to 22:00, and on Saturday ...": days with the same hours together. */
function openInWords(open: readonly boolean[]): string {
  const hours = WEEKDAYS.map((_, day) => hoursInWords(open.slice(24 * day, 24 * day + 24)));
  if (hours.every((day) => day === hours[0])) return `${hours[0]!} every day`;
  const parts: string[] = [];
  for (let day = 0; day < hours.length;) {
    let last = day;
    while (last + 1 < hours.length && hours[last + 1] === hours[day]) last++;
    const days = last === day ? WEEKDAYS[day]! : `${WEEKDAYS[day]!} to ${WEEKDAYS[last]!}`;
    parts.push(`on ${days} ${hours[day]!}`);
    day = last + 1;
  }
  return listInWords(parts);
}

function hoursInWords(open: readonly boolean[]): string {
  const stretches: string[] = [];
  const clock = (hour: number): string => `${String(hour).padStart(2, "0")}:00`;
  for (let hour = 0; hour < open.length; hour++) {
    if (!open[hour]!) continue;
    const from = hour;
    while (hour < open.length && open[hour]!) hour++;
    stretches.push(`${clock(from)} to ${clock(hour)}`);
  }
  return stretches.length === 0 ? "not at all" : listInWords(stretches);
}

/** How the handlers of a pool hold chats, and what becomes of calls meanwhile if they answer any. */
export function poolChatsSentences({ speeds, calls }: PoolChats, answersCalls: boolean): readonly string[] {
  const several =
    speeds.length === 1
      ? "a handler holds one chat at a time."
      : `a handler holds up to ${plural(speeds.length, "chat")}; the speed of each, when 1, 2 and so on are held, is ` +
        `${listInWords(speeds.map(numberInWords))} of that of one alone.`;
  const meanwhile = {
    wait: "a handler with chats takes no call until they are over, and no new chat while somebody waits who goes before it.",
    "pause the chats":
      "a handler with chats may take a call; the chats stand still until its wrap-up is done.",
    "run beside the chats":
      "a handler with chats may take a call; the chats go on beside it as if it were one chat more.",
  };
  return answersCalls ? [several, meanwhile[calls]] : [several];
}
