import { z } from "zod";
import { figure, group, oneOf, wanted, whole, word, wordsAreKnown } from "./fields.ts";
import { shareOrUncertain } from "./figures.ts";
import type { PoolChats } from "./scenario.ts";

const WRITE_CHATS = "Write { most: 6, stretch: 15% }, or { speeds: [1, 0.87, 0.77] }.";
const WRITE_SPEED = "Write the speed of each chat beside the others, above 0 and at most 1, such as 0.87.";
const MOST_CHATS = 100;
const speed = figure(0, "a speed", WRITE_SPEED)
  .gt(0, wanted("a speed above zero", WRITE_SPEED))
  .max(1, wanted("a speed of at most 1", WRITE_SPEED));

/** How a pool's handlers hold chats: either `most` with `stretch` or `speeds`. */
export const poolChats: z.ZodType<{
  readonly most?: number | undefined;
  readonly stretch?: number | undefined;
  readonly speeds?: readonly number[] | undefined;
  readonly calls: PoolChats["calls"];
}> = oneOf(
  group(
    {
      most: whole(1, MOST_CHATS, "a whole number of chats", "Write the most chats of one handler, such as 6.")
        .optional()
        .meta({ description: "Chats that one handler holds at most." }),
      stretch: shareOrUncertain.optional().meta({
        description:
          "By how much each further chat stretches all that a handler holds: k of them take 1 + stretch × (k − 1) times as long each. At 100% the handler gets no more done than with one.",
      }),
      speeds: z
        .array(speed, wanted("a list of speeds", WRITE_CHATS))
        .min(1, { error: `the list is empty. ${WRITE_CHATS}` })
        .max(MOST_CHATS, { error: `there are more than ${MOST_CHATS}. ${WRITE_CHATS}` })
        .refine(([alone]) => alone === undefined || alone === 1, {
          error: "the first is the speed of a chat on its own, to which the others compare. Write 1 for it.",
        })
        .optional()
        .meta({
          description:
            "Instead of most and stretch: speed of each chat when 1, 2, 3 … are held, relative to being alone.",
        }),
      calls: word(["wait", "pause the chats", "run beside the chats"]).default("wait").meta({
        description:
          "A call that finds only handlers with chats: it waits until one has none, or one takes it and the chats stand still, or go on beside it as if it were one chat more.",
      }),
    },
    "what is said of chats",
    WRITE_CHATS,
  ),
  ["most", "speeds"],
  WRITE_CHATS,
)
  .refine(({ most, stretch }) => most === undefined || most === 1 || stretch !== undefined, {
    path: ["stretch"],
    error: "is missing. Write by how much each further chat stretches the others, such as stretch: 15%.",
    when: wordsAreKnown,
  })
  .refine(({ speeds, stretch }) => speeds === undefined || stretch === undefined, {
    path: ["stretch"],
    error: '"stretch" goes only with "most": "speeds" says it all. Leave it out.',
    when: wordsAreKnown,
  });
