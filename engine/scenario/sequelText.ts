import { z } from "zod";
import type { Seconds, Share } from "../units.ts";
import { type DistributionText, lasting, lastingOrNone } from "./distributionText.ts";
import { figure, group, name, oneOf, wanted, whole, word } from "./fields.ts";
import { share, shareOrUncertain, timeOrUncertain } from "./figures.ts";
import { type After, AFTERS } from "./scenario.ts";
import { shareInWords } from "./words.ts";

/*
 * What may become of a contact besides an answer, a hang-up and a redial, as it may be written.
 */

const WRITE_NEXT = "Write { after: not answered, share: 20%, goesTo: online, delay: 30 minutes }.";
/** How far shares may miss 100% for having been rounded. */
const ROUNDING = 1e-9;
/** Enough never to matter; nobody goes on to another queue more often than this. */
const MOST_TRIES = 100;

export interface NextText {
  readonly after: After;
  readonly share: Share;
  readonly goesTo: string;
  readonly delay: DistributionText;
  readonly mostTries?: number | undefined;
}

export interface AccidentalText {
  readonly share: Share;
  readonly clearsAfter: DistributionText;
  readonly talk?: DistributionText | undefined;
}

const next = group(
  {
    after: word(AFTERS).meta({
      description:
        "How the contact ends that leads to another: not answered (in the line, at once or later), hung up in message, moved to digital, or answered (talk and wrap-up are done).",
    }),
    share: shareOrUncertain.meta({
      description: "Share of the contacts that end so and are not followed by a redial.",
    }),
    goesTo: name("the name of a queue", "Write the name of a queue, such as online.").meta({
      description: "The queue in which the person is next; it may be this one.",
    }),
    delay: lastingOrNone.meta({
      description: "Time from the end of the one contact to the beginning of the other.",
    }),
    mostTries: whole(
      1,
      MOST_TRIES,
      `a whole number from 1 to ${MOST_TRIES}`,
      "Write the most tries, such as 3.",
    )
      .optional()
      .meta({
        description: `With goesTo this queue: nobody makes more contacts of it in a row. Default: ${MOST_TRIES}.`,
      }),
  },
  "a description of what follows",
  WRITE_NEXT,
);

export const nextList: z.ZodType<readonly NextText[]> = z
  .array(next, wanted("a list of what follows", `${WRITE_NEXT.slice(0, -1)} after a dash.`))
  .min(1, { error: `the list is empty. ${WRITE_NEXT}` })
  .superRefine((found, context) => {
    const sums = new Map<After, number>();
    found.forEach(({ after, share: part }, i) => {
      const sum = (sums.get(after) ?? 0) + part;
      sums.set(after, sum);
      if (sum <= 1 + ROUNDING || sum - part > 1 + ROUNDING) return;
      const message = `with this the shares after "${after}" add to ${shareInWords(sum)}. Nobody goes two ways: write smaller ones.`;
      context.addIssue({ code: "custom", path: [i, "share"], message });
    });
  });

export const partner: z.ZodType<{ readonly takesAfter: Seconds }> = group(
  {
    takesAfter: timeOrUncertain.meta({
      description: "Wait in the line after which a contact is left to a partner force.",
    }),
  },
  "a description of a partner force",
  "Write { takesAfter: 60 seconds }.",
);

const WRITE_CLUSTERS =
  "Write { mean: 1.6, within: 5 minutes }, or { sizes: [70%, 20%, 10%], within: 5 minutes }.";
const WRITE_MEAN = "Write a number of calls of at least 1, such as 1.6.";
const MOST_MEAN = 1000;

export interface ClustersText {
  readonly mean?: number | undefined;
  readonly sizes?: readonly Share[] | undefined;
  readonly within: Seconds;
}

export const clusters: z.ZodType<ClustersText> = oneOf(
  group(
    {
      mean: figure(1, "a number of at least 1", WRITE_MEAN)
        .max(MOST_MEAN, wanted("at most 1,000 calls", WRITE_MEAN))
        .optional()
        .meta({ description: "Mean calls of one incident, whose number is geometric from 1." }),
      sizes: z
        .array(share, wanted("a list of shares", WRITE_CLUSTERS))
        .min(1, { error: `the list is empty. ${WRITE_CLUSTERS}` })
        .refine((found) => Math.abs(found.reduce((sum, each) => sum + each, 0) - 1) <= ROUNDING, {
          error: "the shares do not add to 100%. Change them so that they do.",
        })
        .optional()
        .meta({ description: "Shares of incidents that make 1, 2, 3 … calls: the other way to say it." }),
      within: timeOrUncertain.meta({
        description:
          "The first call comes with the incident, each other at a moment uniform over so long after it.",
      }),
    },
    "a description of clusters",
    WRITE_CLUSTERS,
  ),
  ["mean", "sizes"],
  WRITE_CLUSTERS,
).meta({ oneOf: [{ required: ["mean"] }, { required: ["sizes"] }] });

export const accidental: z.ZodType<AccidentalText> = group(
  {
    share: shareOrUncertain.meta({
      description: "Share of the calls from outside that were not meant; nobody redials by accident.",
    }),
    clearsAfter: lasting.meta({
      description:
        "Time after which such a call clears by itself unless it is answered before: its patience.",
    }),
    talk: lasting
      .optional()
      .meta({ description: "Talk of such a call that is answered. Default: as for any other call." }),
  },
  "a description of accidental calls",
  "Write { share: 20%, clearsAfter: { exponential: { mean: 8 seconds } } }.",
);
