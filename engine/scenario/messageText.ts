import type { Share } from "../units.ts";
import { z } from "zod";
import type { DistributionText } from "./distributionText.ts";
import { lastingOrNone } from "./distributionText.ts";
import { group, name, quantity, wanted } from "./fields.ts";
import { shareOrUncertain } from "./figures.ts";
import type { WeekHoursText } from "./hoursText.ts";
import { weekHours } from "./hoursText.ts";
import type { Parsed } from "./quantity.ts";
import { notThat } from "./quantity.ts";

const WRITE_MESSAGE = "Write { duration: 95 seconds, hangUp: 3% }, or none.";

/** The usual one and three others. */
const MOST_MESSAGES = 4;
const WRITE_INSTEAD =
  'Write { while: 999 rises, duration: 3 minutes, hangUp: 10% }, or { during: "22:00 to 06:00", duration: 30 seconds }.';

const otherMessage = group(
  {
    while: name("the name of a switch", WRITE_INSTEAD)
      .optional()
      .meta({ description: "It is played while this switch is on." }),
    during: weekHours.optional().meta({ description: "It is played at these hours." }),
    duration: lastingOrNone.meta({ description: "How long it plays." }),
    hangUp: shareOrUncertain.prefault(0).meta({ description: "Share who hang up during it." }),
    moveToDigital: shareOrUncertain
      .prefault(0)
      .meta({ description: "Share who leave for a digital channel during it." }),
  },
  "another message",
  WRITE_INSTEAD,
)
  .refine((found) => (found.while === undefined) !== (found.during === undefined), {
    error: `it needs one of "while" and "during", and not both. ${WRITE_INSTEAD}`,
  })
  .refine(({ hangUp, moveToDigital }) => hangUp + moveToDigital <= 1 + 1e-9, {
    error: "hangUp and moveToDigital together are above 100%. Write smaller shares.",
  })
  .transform((found) => found);

/** What is said of a message. */
interface PlayedText {
  readonly duration: DistributionText;
  readonly hangUp: Share;
  readonly moveToDigital: Share;
}

/** One of `while` and `during`. */
export interface OtherMessageText extends PlayedText {
  readonly while?: string | undefined;
  readonly during?: WeekHoursText | undefined;
}

export interface MessageText extends PlayedText {
  readonly instead?: readonly OtherMessageText[] | undefined;
}

/** The message in front of a queue as it may be written; null for none. */
export const message: z.ZodType<MessageText | null> = z.union(
  [
    quantity(noMessage, { const: "none" }),
    group(
      {
        duration: lastingOrNone.meta({ description: "How long the message plays." }),
        hangUp: shareOrUncertain
          .prefault(0)
          .meta({ description: "Share who hang up during it, at a moment uniform over the message." }),
        moveToDigital: shareOrUncertain
          .prefault(0)
          .meta({ description: "Share who leave for a digital channel during it, likewise." }),
        instead: z
          .array(otherMessage, wanted("a list of messages", WRITE_INSTEAD))
          .max(MOST_MESSAGES - 1, { error: `there are more than three. ${WRITE_INSTEAD}` })
          .optional()
          .meta({
            description:
              "Messages played instead at some hours or while a switch is on; the first whose time it is.",
          }),
      },
      "a message",
      WRITE_MESSAGE,
    )
      .refine(({ hangUp, moveToDigital }) => hangUp + moveToDigital <= 1 + 1e-9, {
        error: "hangUp and moveToDigital together are above 100%. Write smaller shares.",
      })
      .transform((found) => found),
  ],
  wanted("a message", WRITE_MESSAGE),
);

function noMessage(found: unknown): Parsed<null> {
  return found === "none" ? { value: null } : { problem: `${notThat(found, "a message")} ${WRITE_MESSAGE}` };
}
