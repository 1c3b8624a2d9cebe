import { z } from "zod";
import { poolChats } from "./chatText.ts";
import { figure, group, ifMeant, isNear, name, numberWanted, wanted, whole, word } from "./fields.ts";
import { names, numberOrUncertain, table, wholeUncertain } from "./figures.ts";
import { byMonth } from "./monthlyText.ts";
import { FROM_PEOPLE, ROTA_WORDS, RotaText } from "./rotaText.ts";
import { listOfHours, weights } from "./weekText.ts";

/** More handlers than any room has: a figure above it is a slip. */
export const MOST_HANDLERS = 100_000;

const WRITE_HANDLERS =
  "Write a whole number, a list of 24 or 168 of them, { file: staff.csv, column: handlers }, " +
  "or { average: 21.4, shape: [...] }.";
const handlerCount = whole(
  0,
  MOST_HANDLERS,
  "a whole number of handlers",
  "Write a whole number, such as 12.",
);

/** A whole number of handlers that is not known. */
const uncertainHandlers = wholeUncertain("handlers", "a number of handlers", ["1", "2", "4"], handlerCount, [
  0,
  MOST_HANDLERS,
]);

const WRITE_BY_MONTH = "Write the months from which the number changes: { 2023-02: 20, 2023-06: 22 }.";
const WRITE_AVERAGE = "Write the handlers on duty on average, such as 21.4.";

const averageHandlers = numberOrUncertain(
  "average",
  "a number of handlers",
  ["20", "21.4", "23"],
  figure(0, "a number above zero", WRITE_AVERAGE)
    .gt(0, wanted("a number above zero", WRITE_AVERAGE))
    .max(MOST_HANDLERS, wanted("a number of handlers", WRITE_AVERAGE)),
  MOST_HANDLERS,
);

const average = group(
  {
    average: averageHandlers.meta({ description: "Handlers on duty on average over the week." }),
    shape: weights.meta({ description: "How they are spread over the hours of the week, on any scale." }),
  },
  "an average and a shape",
  WRITE_HANDLERS,
);

const WRITE_FROM_PEOPLE =
  "Write { from: people, shape: [...] }: the workforce says how many, the shape when they are there.";
const fromPeople = ifMeant(
  group(
    {
      from: FROM_PEOPLE,
      shape: weights.meta({ description: "How they are spread over the hours of the week, on any scale." }),
    },
    "handlers from people",
    WRITE_FROM_PEOPLE,
  ),
  (written) => isNear(written, ["from"]) && !isNear(written, ROTA_WORDS),
);

const WRITE_HOLD_BACK =
  'Write a whole number, a list of 24 or 168 of them, { average: 1.5 }, or { "101": 2 } for one queue.';
const averageHeldBack = group(
  {
    average: averageHandlers.meta({ description: "Handlers held back on average over the week." }),
    shape: weights.optional().meta({
      description: "How they are spread over the hours of the week, on any scale; evenly if left out.",
    }),
  },
  "an average",
  WRITE_HOLD_BACK,
);
const heldBack = [
  whole(0, MOST_HANDLERS, "a whole number of handlers", WRITE_HOLD_BACK),
  uncertainHandlers,
  listOfHours(handlerCount, "handlers by the hour", WRITE_HOLD_BACK),
  ifMeant(averageHeldBack, (written) => isNear(written, ["average", "shape"])),
  table,
] as const;

const WRITE_HOLD_MORE = "Write a switch and a whole number of handlers, such as { 101 is long: 1 }.";
const WRITE_ONLY_WHILE = 'Write a queue and a switch, such as { "999": 999 rises }.';
const MOST_FACTOR = 100;
const WRITE_FACTOR = "Write a number above zero, such as 1.25.";

const anyFactor = numberOrUncertain(
  "factor",
  "a factor",
  ["1.1", "1.25", "1.5"],
  figure(0, "a number above zero", WRITE_FACTOR)
    .gt(0, numberWanted("a number above zero", WRITE_FACTOR))
    .max(MOST_FACTOR, numberWanted(`a factor of at most ${MOST_FACTOR}`, WRITE_FACTOR)),
  MOST_FACTOR,
);

function factor(times: "talk" | "wrapUp") {
  return anyFactor.prefault(1).meta({
    description: `Proficiency: ${times} at this desk takes so many times what its queue says; 1 if left out.`,
  });
}

const handlersOfWeek = [
  handlerCount,
  uncertainHandlers,
  listOfHours(handlerCount, "handlers by the hour", WRITE_HANDLERS),
  table,
  average,
] as const;

/** One pool as it may be written. */
export const PoolText = group(
  {
    answers: names("queues").meta({ description: "Queues this pool answers." }),
    takes: word(["by priority", "in the order listed"]).default("by priority").meta({
      description:
        "Who is next when a handler comes free: by the queues' priority, or in the order of answers.",
    }),
    handlers: z
      .union(
        [
          fromPeople,
          ...handlersOfWeek,
          byMonth(
            z.union(handlersOfWeek, numberWanted("a number of handlers", WRITE_HANDLERS)),
            "handlers by month",
            WRITE_BY_MONTH,
          ),
          ifMeant(RotaText, (written) => isNear(written, ROTA_WORDS)),
        ],
        numberWanted("a number of handlers", WRITE_HANDLERS),
      )
      .meta({
        description:
          "Handlers on duty: one number, one for each hour, an average spread by a shape, any of these from some months on, shifts, or as many as the people of the workforce are.",
      }),
    talkFactor: factor("talk"),
    wrapUpFactor: factor("wrapUp"),
    holdBack: z
      .union(
        [
          ...heldBack,
          z.record(
            z.string(),
            z.union(heldBack, numberWanted("a number of handlers", WRITE_HOLD_BACK)),
            numberWanted("a number of handlers", WRITE_HOLD_BACK),
          ),
        ],
        numberWanted("a number of handlers", WRITE_HOLD_BACK),
      )
      .prefault(0)
      .meta({
        description:
          "Handlers kept idle for the queue answered first: other queues start only if more than these are idle.",
      }),
    holdMore: z
      .record(
        z.string(),
        z.union(
          [whole(1, MOST_HANDLERS, "a whole number of handlers", WRITE_HOLD_MORE), uncertainHandlers],
          numberWanted("a number of handlers", WRITE_HOLD_MORE),
        ),
        wanted("switches with a number each", WRITE_HOLD_MORE),
      )
      .optional()
      .meta({
        description:
          "Handlers kept idle on top of holdBack while a switch is on: { 101 is long: 1 }. Those of several switches add up.",
      }),
    onlyWhile: z
      .record(
        z.string(),
        name("the name of a switch", WRITE_ONLY_WHILE),
        wanted("queues with a switch each", WRITE_ONLY_WHILE),
      )
      .optional()
      .meta({
        description:
          'Queues that this pool answers only while a switch is on: { "999": 999 rises }. The others always.',
      }),
    chats: poolChats
      .optional()
      .meta({ description: "How a handler holds several chats; needed by a pool that answers them." }),
  },
  "a pool",
  "Write which queues it answers and how many handlers it has.",
);

export type PoolText = z.output<typeof PoolText>;
