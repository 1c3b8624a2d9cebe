import { z } from "zod";
import { SMALLEST_UNIFORM } from "../random/streams.ts";
import type { UnknownDistribution } from "../random/unknown.ts";
import { unknownAt } from "../random/unknown.ts";
import { group, ifMeant, isNear, quantity, text, wordsAreKnown } from "./fields.ts";
import type { Parsed } from "./quantity.ts";
import { parsePercent, PERCENT_PATTERN } from "./quantity.ts";
import { RANGE_WORDS, UNCERTAIN_WORDS } from "./uncertainWords.ts";
import { listInWords, quoted, shareInWords } from "./words.ts";

/*
 * Figures that need not be known. What the checker makes of them here is the figure that a plain run takes; what else
 * they may be, `unknowns.ts` reads from the same text.
 */

/** What there is to know of a kind of figure for it to be uncertain. */
export interface Kind<Figure> {
  /** In the JSON Schema: `time` gives `uncertainTime`. */
  readonly id: string;
  /** "a length of time". */
  readonly noun: string;
  /** Three figures from low to high, as examples. */
  readonly examples: readonly [low: string, central: string, high: string];
  /** The standard deviation of a normal distribution. */
  readonly sd: z.ZodType<Figure>;
  readonly amount: (found: Figure) => number;
  /** The same figure with another amount. */
  readonly like: (found: Figure, amount: number) => Figure;
  /** What a figure of this kind must stay between; a whole number may be just there too. */
  readonly limits: readonly [low: number, high: number];
  readonly inWords: (amount: number) => string;
  readonly whole?: true;
}

const WRITE_SPREAD = "Write the standard deviation as a share of the mean, such as 10%.";

const spreadOfUnknown = quantity(
  (found): Parsed<number> => {
    const parsed = parsePercent(found);
    return "problem" in parsed || parsed.value > 0
      ? parsed
      : { problem: `${quoted(String(found))} is no spread at all. ${WRITE_SPREAD}` };
  },
  { type: "string", pattern: PERCENT_PATTERN, description: "Standard deviation as a share of the mean." },
);

const basis = text("a sentence", 'Write what it rests on, such as "judgement of the duty manager".')
  .optional()
  .meta({ description: "What the range rests on: data, a paper, or whose judgement." });

/** `{ low: 5m, central: 5m 18s, high: 5m 40s }`: the one form that fits where a distribution of times may stand too. */
export function range<Figure>(plain: z.ZodType<Figure>, kind: Kind<Figure>) {
  const { low, central, high } = rangeWords(plain);
  const schema = group({ low, central, high, basis }, kind.noun, writeRange(kind.examples));
  return inOrder(
    ifMeant(schema, (written) => isNear(written, RANGE_WORDS)),
    kind,
  )
    .transform((found) => found.central)
    .meta({ id: named("rangeOf", kind.id), description: `${A_RANGE} ${kind.noun}.` });
}

/** A figure, or what it may be if it is not known. */
export function orUncertain<Figure>(plain: z.ZodType<Figure>, kind: Kind<Figure>) {
  // Of what is neither a figure nor a group, the same is said as where a figure must be known.
  const error = ({ input }: { readonly input?: unknown }): string =>
    plain.safeParse(input).error?.issues[0]?.message ?? "";
  return z.union([plain, uncertain(plain, kind)], { error });
}

const A_RANGE = "Not known: a range from low to high with a likeliest figure, for";

/** "rangeOf", "time" -> "rangeOfTime". */
function named(start: string, id: string): string {
  return `${start}${id.slice(0, 1).toUpperCase()}${id.slice(1)}`;
}

function rangeWords<Figure>(plain: z.ZodType<Figure>) {
  return {
    low: plain.meta({ description: "The figure is not below this." }),
    central: plain.meta({ description: "The likeliest figure, which a plain run takes." }),
    high: plain.meta({ description: "The figure is not above this." }),
  };
}

function writeRange([low, central, high]: readonly [string, string, string]): string {
  return `Write { low: ${low}, central: ${central}, high: ${high} }.`;
}

/** All forms as one group of words, so that a slip in one of them is told of once and well. */
export function uncertain<Figure>(plain: z.ZodType<Figure>, kind: Kind<Figure>) {
  const { low, central, high } = rangeWords(plain);
  const mean = plain.meta({ description: "Mean of what the figure may be, which a plain run takes." });
  const [lowest, middle, highest] = kind.examples;
  const write = writeRange(kind.examples);

  const normal = group(
    { mean, sd: kind.sd.meta({ description: "Standard deviation of what it may be." }) },
    "a mean and an sd",
    `Write a mean, such as ${middle}, and an sd.`,
  ).transform((found, context) => {
    if (context.issues.length > 0) return z.NEVER;
    const distribution = {
      kind: "normal",
      mean: kind.amount(found.mean),
      sd: kind.amount(found.sd),
    } as const;
    return within(distribution, found.mean, kind, context);
  });
  const lognormal = group(
    { mean, spread: spreadOfUnknown },
    "a mean and a spread",
    `Write { mean: ${middle}, spread: 10% }.`,
  ).transform((found, context) => {
    if (context.issues.length > 0) return z.NEVER;
    const distribution = { kind: "lognormal", mean: kind.amount(found.mean), spread: found.spread } as const;
    return within(distribution, found.mean, kind, context);
  });
  const uniform = inOrder(
    group({ low, high }, "two ends", `Write { low: ${lowest}, high: ${highest} }.`),
    kind,
  ).transform((found) => {
    const half = (kind.amount(found.low) + kind.amount(found.high)) / 2;
    return kind.like(found.low, kind.whole ? Math.round(half) : half);
  });
  const triangular = inOrder(
    group(
      { low, mode: central, high },
      "two ends and the likeliest figure",
      `Write { low: ${lowest}, mode: ${middle}, high: ${highest} }.`,
    ),
    kind,
  ).transform(({ mode }) => mode);

  const forms = group(
    {
      low: low.optional(),
      central: central.optional(),
      high: high.optional(),
      normal: normal.optional().meta({ description: "Normal, by mean and standard deviation." }),
      uniform: uniform.optional().meta({
        description: "Anything between two ends, all equally likely. A plain run takes the middle.",
      }),
      triangular: triangular.optional().meta({ description: "The same as low, central and high." }),
      lognormal: lognormal
        .optional()
        .meta({ description: "Lognormal, by mean and spread: skew, and never below zero." }),
      basis,
    },
    kind.noun,
    write,
  );
  const complete = RANGE_WORDS.reduce<typeof forms>(
    (schema, word) =>
      schema.refine(
        (found) => formsIn(found)[0] !== RANGE || found[word] !== undefined || hasWord(found, word),
        {
          path: [word],
          error: `is missing. ${write}`,
          when: wordsAreKnown,
        },
      ),
    ifMeant(forms, (written) => isNear(written, ALL_WORDS))
      .refine((found) => formsIn(found).length > 0, {
        error: `no figure is written here. ${write}`,
        when: wordsAreKnown,
      })
      .refine((found) => formsIn(found).length < 2, {
        error: ({ input }) => `${listInWords(formsIn(input).map(quoted))} do not go together. Keep one.`,
        when: wordsAreKnown,
      }),
  );
  const schema = inOrder(complete, kind).transform((found, context): Figure => {
    const central = found.central ?? found.normal ?? found.uniform ?? found.triangular ?? found.lognormal;
    return context.issues.length > 0 || central === undefined ? z.NEVER : central;
  });
  return schema.meta({
    id: named("uncertain", kind.id),
    description: `Not known: a range, or a distribution of what the one true figure may be, for ${kind.noun}.`,
    oneOf: [{ required: [...RANGE_WORDS] }, ...UNCERTAIN_WORDS.map((word) => ({ required: [word] }))],
  });
}

/** Whether the words of a group say that a figure is not known, and so cannot be meant for anything else. */
export const saysUncertain = (written: readonly string[]): boolean =>
  written.some((word) => ALL_WORDS.includes(word));

const ALL_WORDS: readonly string[] = [...RANGE_WORDS, ...UNCERTAIN_WORDS, "basis"];
const RANGE = "low";

/** The forms that a group uses, each by one word. */
function formsIn(found: unknown): readonly string[] {
  return [
    ...(RANGE_WORDS.some((word) => hasWord(found, word)) ? [RANGE] : []),
    ...UNCERTAIN_WORDS.filter((word) => hasWord(found, word)),
  ];
}

function hasWord(found: unknown, word: string): boolean {
  return typeof found === "object" && found !== null && Object.hasOwn(found, word);
}

interface Ordered<Figure> {
  readonly low?: Figure | undefined;
  readonly central?: Figure | undefined;
  readonly mode?: Figure | undefined;
  readonly high?: Figure | undefined;
}

/** Adds to figures from low to high that they must be in that order. */
function inOrder<Schema extends z.ZodType<Ordered<Figure>>, Figure>(
  schema: Schema,
  kind: Kind<Figure>,
): Schema {
  return schema.superRefine((found, context) => {
    const { low, high } = found;
    if (low === undefined || high === undefined) return;
    const [bottom, top] = [kind.amount(low), kind.amount(high)];
    if (top <= bottom) {
      const message = "this is not above low. Write a higher figure, or one figure alone if it is known.";
      context.addIssue({ code: "custom", path: ["high"], message });
      return;
    }
    for (const word of ["central", "mode"] as const) {
      const middle = found[word];
      if (middle === undefined) continue;
      const amount = kind.amount(middle);
      if (amount >= bottom && amount <= top) continue;
      const message = "this is not between low and high. Write a figure between them.";
      context.addIssue({ code: "custom", path: [word], message });
    }
  });
}

/** The central figure, if nothing that can be drawn is out of bounds for this kind of figure. */
function within<Figure>(
  distribution: Extract<UnknownDistribution, { kind: "normal" | "lognormal" }>,
  central: Figure,
  kind: Kind<Figure>,
  context: z.core.$RefinementCtx,
): Figure {
  const [low, high] = kind.limits;
  const whole = kind.whole === true;
  const lowest = unknownAt(distribution, whole, SMALLEST_UNIFORM);
  const highest = unknownAt(distribution, whole, 1 - SMALLEST_UNIFORM);
  const isTooLow = whole ? lowest < low : lowest <= low;
  const beyond = isTooLow
    ? `fall below ${kind.inWords(low)}`
    : highest > high
      ? `rise above ${kind.inWords(high)}`
      : null;
  if (beyond === null) return central;
  const [word, spread] =
    distribution.kind === "normal"
      ? ["sd", distribution.sd / distribution.mean]
      : ["spread", distribution.spread];
  const other =
    distribution.kind === "normal" && isTooLow
      ? `lognormal: { mean: ${kind.inWords(distribution.mean)}, spread: ${shareInWords(Number(spread.toPrecision(3)))} }`
      : `low: ${kind.examples[0]}, central: ${kind.examples[1]}, high: ${kind.examples[2]}`;
  const message = `what may be drawn from this can ${beyond}. Write a smaller ${word}, or { ${other} }.`;
  context.addIssue({ code: "custom", message });
  return z.NEVER;
}
