import { z } from "zod";
import { nearest, suggestion } from "./faults.ts";
import { notThat } from "./quantity.ts";
import type { Parsed } from "./quantity.ts";
import { listInWords, quoted } from "./words.ts";

/**
 * The bricks of which the file format is built: zod schemas whose every message is fit for a planner. A message about
 * something that is not there begins with "is missing", so that whoever reports it can put the word in front.
 */

/** The `error` of a schema: what was found instead of `noun`, and what to write. */
export function wanted(
  noun: string,
  write: string,
): { error: (issue: { readonly input?: unknown }) => string } {
  return { error: (issue) => `${notThat(issue.input, noun)} ${write}` };
}

/** Marks an issue as "this is another form (a list, a group) altogether", so that a union tries its other branches. */
export const OTHER_FORM = "this is of another form";

/**
 * A text or number that `parse` understands.
 * @param json What the JSON Schema says of it, since it cannot run `parse`.
 */
export function quantity<Value>(parse: (found: unknown) => Parsed<Value>, json: z.core.GlobalMeta) {
  return z
    .unknown()
    .transform((found, context): Value => {
      const parsed = parse(found);
      if ("value" in parsed) return parsed.value;
      const form = typeof found === "string" || typeof found === "number" || typeof found === "boolean";
      context.addIssue({ code: "custom", message: parsed.problem, params: { [OTHER_FORM]: !form } });
      return z.NEVER;
    })
    .meta(json);
}

/** A whole number from `least` to `most`. */
export function whole(least: number, most: number, noun: string, write: string) {
  const refusal = numberWanted(noun, write);
  return z.int(refusal).min(least, refusal).max(most, refusal);
}

/** A number from `least` upwards, without a unit. */
export function figure(least: number, noun: string, write: string) {
  const refusal = numberWanted(noun, write);
  return z.number(refusal).min(least, refusal);
}

/** The same where a number belongs: a number in quotation marks is a text, and looks no different when quoted. */
export function numberWanted(noun: string, write: string): ReturnType<typeof wanted> {
  const { error } = wanted(noun, write);
  const isQuotedNumber = (found: unknown): boolean =>
    typeof found === "string" && /^\s*[\d.]+\s*$/.test(found);
  return {
    error: (issue) =>
      isQuotedNumber(issue.input)
        ? `${quoted(String(issue.input))} is a text, for its quotation marks. Write the number without them.`
        : error(issue),
  };
}

/** A text of at least one letter. */
export function text(noun: string, write: string) {
  return z.string(wanted(noun, write)).regex(/\S/, { error: `nothing is written here. ${write}` });
}

/** A name, which may look like a number: YAML reads a bare 999 as one. */
export function name(noun: string, write: string) {
  return z.union([text(noun, write), z.number().transform(String)], wanted(noun, write));
}

/** One of a few words. */
export function word<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, {
    error: ({ input }) => {
      if (typeof input === "string")
        return `${quoted(input)} has no meaning here. ${suggestion(input, words)}`;
      return `${notThat(input, `one of the words ${words.join(", ")}`)} Use one of: ${words.join(", ")}.`;
    },
  });
}

/** Words, each with its own kind of value. A word that is not in the shape is refused, with the nearest that is. */
export function group<Shape extends z.core.$ZodLooseShape>(shape: Shape, noun: string, write: string) {
  const words = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => unknownWord(key, words, Object.keys(issue.input ?? {}))).join("\n")
        : `${notThat(issue.input, noun)} ${write}`,
  });
}

/**
 * Where two kinds of group may stand: takes one for another form altogether unless the words that it uses are meant for
 * this one.
 */
export function ifMeant<Schema extends z.ZodType>(
  schema: Schema,
  isMeant: (written: readonly string[]) => boolean,
): Schema {
  const written = ({ value, issues }: z.core.ParsePayload): readonly string[] => [
    ...(isGroup(value) ? Object.keys(value) : []),
    ...issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys : [])),
  ];
  const never = {
    error: OTHER_FORM,
    abort: true,
    when: (payload: z.core.ParsePayload) => !isMeant(written(payload)),
  };
  return schema.refine(() => false, never);
}

/** Whether one of the words found is one of those given, or nearly. */
export function isNear(found: readonly string[], words: readonly string[]): boolean {
  return found.some((word) => nearest(word, words) !== undefined);
}

/**
 * What is said of a word that is not in the format.
 * @param words   All that may be written there.
 * @param written Those that are: one of the others was probably meant.
 */
export function unknownWord(found: string, words: readonly string[], written: readonly string[]): string {
  const said = `${quoted(found)} is not a word used here.`;
  if (/^\d+\s/.test(found)) {
    return `${said} Inside { } a comma ends a value: put figures with a comma in quotes.`;
  }
  const others = words.filter((word) => !written.includes(word));
  return `${said} ${suggestion(found, nearest(found, others) === undefined ? words : others)}`;
}

/** A group with exactly one of the words of its shape. */
export function choice<Shape extends z.core.$ZodLooseShape>(shape: Shape, noun: string, write: string) {
  return oneOf(group(shape, noun, write), Object.keys(shape), write).meta({
    minProperties: 1,
    maxProperties: 1,
  });
}

/** Adds to a group that it needs one of `words`, and not more. */
export function oneOf<Schema extends z.ZodType>(
  schema: Schema,
  words: readonly string[],
  write: string,
): Schema {
  const given = (value: unknown): string[] =>
    words.filter((word) => isGroup(value) && Object.hasOwn(value, word));
  const missing =
    words.length < 4
      ? `${listInWords(words.map(quoted), "or")} is missing.`
      : `a word is missing: one of ${listInWords(words, "or")}.`;
  return schema
    .refine((value) => given(value).length > 0, { error: `${missing} ${write}`, when: wordsAreKnown })
    .refine((value) => given(value).length < 2, {
      error: ({ input }) => `${listInWords(given(input).map(quoted))} do not go together. Keep one.`,
      when: wordsAreKnown,
    });
}

/** Runs a check of presence even if some of the values are at fault, so that all faults come at once. */
export function wordsAreKnown({ value, issues }: z.core.ParsePayload): boolean {
  return isGroup(value) && issues.every((issue) => issue.code !== "unrecognized_keys");
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** For `superRefine` on a list: no item may be the same as one before it. */
export function refuseRepeats<Item>(say: (item: Item) => string) {
  return (found: readonly Item[], context: z.core.$RefinementCtx): void => {
    found.forEach((item, i) => {
      if (found.indexOf(item) < i) context.addIssue({ code: "custom", path: [i], message: say(item) });
    });
  };
}
