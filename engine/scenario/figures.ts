import { z } from "zod";
import { group, name, quantity, refuseRepeats, text, wanted } from "./fields.ts";
import {
  DURATION_PATTERN,
  parseDuration,
  parsePositiveDuration,
  parseShare,
  parseSpread,
  PERCENT_PATTERN,
} from "./quantity.ts";
import { quoted } from "./words.ts";

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
