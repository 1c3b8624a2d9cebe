import { z } from "zod";
import type { Seconds, Share } from "../units.ts";
import { figure, group, name, numberWanted, quantity, refuseRepeats, text, wanted } from "./fields.ts";
import {
  DURATION_PATTERN,
  LEAST_SPREAD,
  LONGEST_TIME,
  MOST_SPREAD,
  parseDuration,
  parsePositiveDuration,
  parseShare,
  parseSpread,
  PERCENT_PATTERN,
} from "./quantity.ts";
import type { Kind } from "./uncertain.ts";
import { orUncertain, uncertain } from "./uncertain.ts";
import { durationInWords, numberInWords, quoted, shareInWords } from "./words.ts";

/** A column of a CSV file, or of those of its rows that say what `where` asks for. */
export interface TableText {
  readonly file: string;
  readonly column: string;
  readonly where?: Readonly<Record<string, string>> | undefined;
}

const WRITE_FILE = "Write the name of a CSV file, such as profile.csv.";
const WRITE_COLUMN = "Write the heading of the column, such as weight.";

export const duration = quantity(parseDuration, {
  id: "duration",
  description: 'A length of time: "90 seconds", "5m 49s", "1 hour 30 minutes", "1 day". 0 needs no unit.',
  anyOf: [{ type: "string", pattern: DURATION_PATTERN }, { const: 0 }],
});
export const time = quantity(parsePositiveDuration, {
  id: "time",
  description: 'A length of time above zero: "90 seconds", "5m 49s", "1 hour 30 minutes", "1 day".',
  type: "string",
  pattern: DURATION_PATTERN,
});
export const share = quantity(parseShare, {
  id: "share",
  description: "A part of a whole, from 0% to 100%. 0 needs no sign.",
  anyOf: [{ type: "string", pattern: PERCENT_PATTERN }, { const: 0 }],
});
export const spread = quantity(parseSpread, {
  id: "spread",
  description: "Standard deviation as a share of the mean. 100% for an exponential; it may be more.",
  type: "string",
  pattern: PERCENT_PATTERN,
});

/** For figures that are plain numbers here: seconds, shares, counts. */
const asItIs = <Figure extends number>() => ({
  amount: (found: Figure): number => found,
  like: (_: Figure, amount: number) => amount as Figure,
});

export const TIME_KIND: Kind<Seconds> = {
  id: "time",
  noun: "a length of time",
  examples: ["4m", "5m", "6m"],
  sd: time,
  ...asItIs<Seconds>(),
  limits: [0, LONGEST_TIME],
  inWords: durationInWords,
};
const SHARE_KIND: Kind<Share> = {
  id: "share",
  noun: "a share",
  examples: ["5%", "8%", "12%"],
  sd: share,
  ...asItIs<Share>(),
  limits: [0, 1],
  inWords: shareInWords,
};
export const SPREAD_KIND: Kind<number> = {
  id: "spread",
  noun: "a spread",
  examples: ["80%", "100%", "130%"],
  sd: spread,
  ...asItIs(),
  limits: [LEAST_SPREAD, MOST_SPREAD],
  inWords: shareInWords,
};

/** The same figures, where they need not be known. */
export const timeOrUncertain = orUncertain(time, TIME_KIND);
export const durationOrUncertain = orUncertain(duration, { ...TIME_KIND, id: "duration" });
export const shareOrUncertain = orUncertain(share, SHARE_KIND);
export const spreadOrUncertain = orUncertain(spread, SPREAD_KIND);

/** A bare number above zero, or one that is not known. @param most The largest that makes sense. */
export function numberOrUncertain(
  id: string,
  noun: string,
  examples: Kind<number>["examples"],
  plain: z.ZodType<number>,
  most: number,
) {
  return orUncertain(plain, {
    id,
    noun,
    examples,
    sd: plain,
    ...asItIs(),
    limits: [0, most],
    inWords: numberInWords,
  });
}

/** A whole number that is not known, from `least` to `most`; what is drawn for it is rounded. */
export function wholeUncertain(
  id: string,
  noun: string,
  examples: Kind<number>["examples"],
  plain: z.ZodType<number>,
  [least, most]: readonly [number, number],
) {
  const write = "Write a number above zero, such as 1.5.";
  return uncertain(plain, {
    id,
    noun,
    examples,
    sd: figure(0, "a number above zero", write).gt(0, numberWanted("a number above zero", write)),
    ...asItIs(),
    limits: [least, most],
    inWords: numberInWords,
    whole: true,
  });
}

/** A column of a CSV file. */
export const table = group(
  {
    file: text("the name of a file", WRITE_FILE).meta({
      description: "A CSV file with a heading line, found from the folder of this file.",
    }),
    column: name("the heading of a column", WRITE_COLUMN).meta({
      description: "Heading of the column to read.",
    }),
    where: z
      .record(
        z.string(),
        name("a text", 'Write a text, such as "999".'),
        wanted("headings with a text each", 'Write the rows to keep, such as { channel: "999" }.'),
      )
      .optional()
      .meta({ description: "Keeps only the rows whose column (by its heading) holds exactly this text." }),
  },
  "a file and a column",
  "Write { file: profile.csv, column: weight }.",
).meta({ id: "table", description: "Figures from a column of a CSV file." });

const WRITE_NAMES = 'Write a list of names in brackets, such as ["999", "101"].';

/** Names of queues or pools. */
export function names(noun: string) {
  return z
    .array(name("a name", 'Write a name, such as "999".'), wanted(`a list of ${noun}`, WRITE_NAMES))
    .min(1, { error: `the list is empty. ${WRITE_NAMES}` })
    .superRefine(refuseRepeats((found) => `${quoted(found)} is named twice. Leave one out.`));
}
