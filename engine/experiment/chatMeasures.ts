import type { Figures, Measure } from "./measure.ts";

/** Time on duty, overrun included. */
const staffed = ({ sum }: Figures): number => sum("onDuty") + sum("overrun");

const one = (): number => 1;

/** Only for queues of chats. */
export const CHAT_QUEUE_MEASURES: readonly Measure[] = [
  {
    name: "refused",
    title: "refused while closed",
    unit: "contacts",
    definition: "wanted to chat while the queue was closed: dialled, and not offered",
    numerator: ({ sum }) => sum("refused"),
    denominator: one,
    better: "lower",
  },
  {
    name: "leftDuringChat",
    title: "left during the chat",
    unit: "contacts",
    definition: "answered chats that the chatter left before they were done",
    numerator: ({ sum }) => sum("leftDuringChat"),
    denominator: one,
    better: "lower",
  },
  {
    name: "meanChatDuration",
    title: "mean duration of a chat",
    unit: "seconds",
    definition:
      "time from the answer to the end of the chat, or to the chatter leaving it, ÷ chats that are over",
    numerator: ({ sum }) => sum("chatDuration"),
    denominator: ({ sum }) => sum("chatsOver"),
  },
  {
    name: "timeClosed",
    title: "time closed",
    unit: "seconds",
    definition: "time by the clock for which the queue took no new chats",
    numerator: ({ sum }) => sum("secondsClosed"),
    denominator: one,
    better: "lower",
  },
];

/** Only for pools whose handlers hold chats. */
export const CHAT_POOL_MEASURES: readonly Measure[] = [
  {
    name: "chatsHeld",
    title: "chats held per handler",
    unit: "people",
    definition: "chat-seconds held ÷ time on duty, overrun included",
    numerator: ({ sum }) => sum("chatSeconds"),
    denominator: staffed,
  },
  {
    name: "chatsHeldByChatting",
    title: "chats held per handler who chats",
    unit: "people",
    definition: "chat-seconds held ÷ handler-seconds with at least one chat",
    numerator: ({ sum }) => sum("chatSeconds"),
    denominator: ({ sum }) => sum("chatting"),
  },
  {
    name: "slotsFull",
    title: "time with every slot taken",
    unit: "share",
    definition: "handler-seconds with as many chats as one can hold ÷ time on duty, overrun included",
    numerator: ({ sum }) => sum("slotsFull"),
    denominator: staffed,
  },
];
